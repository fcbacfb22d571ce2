//! One run of a program: how long, how much memory, what it printed.

use crate::BenchError;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// What a program took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    /// From start to end.
    pub(crate) wall: Duration,
    /// The most memory it held, in bytes; `None` where the system does not tell.
    pub(crate) peak: Option<u64>,
}

/// A program and its arguments.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    pub(crate) path: std::path::PathBuf,
    pub(crate) arguments: Vec<std::ffi::OsString>,
}

impl Program {
    pub(crate) fn new(path: &Path, arguments: &[&dyn AsRef<std::ffi::OsStr>]) -> Self {
        let arguments = arguments.iter().map(|argument| argument.as_ref().to_owned()).collect();
        Self { path: path.to_owned(), arguments }
    }

    /// Runs it and hands out what it printed on standard output.
    pub(crate) fn run(&self) -> Result<(Run, Vec<u8>), BenchError> {
        let name = self.path.display().to_string();
        let began = Instant::now();
        let mut child = Command::new(&self.path)
            .args(&self.arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(BenchError::file(&self.path))?;
        let status = Path::new("/proc").join(child.id().to_string()).join("status");
        let (out, err) = (child.stdout.take(), child.stderr.take());
        let over = AtomicBool::new(false);
        let (ended, wall, printed, complaints, peak) = std::thread::scope(|scope| {
            let out = scope.spawn(|| read(out));
            let err = scope.spawn(|| read(err));
            // The system counts the peak itself, so looking now and then misses only what is taken at the very end.
            let peak = scope.spawn(|| {
                let mut peak = None;
                while !over.load(Ordering::Relaxed) {
                    peak = most_memory(&status).or(peak);
                    std::thread::sleep(Duration::from_millis(5));
                }
                peak
            });
            let ended = child.wait();
            let wall = began.elapsed();
            over.store(true, Ordering::Relaxed);
            let peak = peak.join().unwrap_or_default();
            (ended, wall, out.join().unwrap_or_default(), err.join().unwrap_or_default(), peak)
        });
        if !ended.map_err(BenchError::file(&self.path))?.success() {
            let printed = String::from_utf8_lossy(&complaints).into_owned();
            return Err(BenchError::Program { program: name, printed });
        }
        Ok((Run { wall, peak }, printed))
    }
}

fn read(stream: Option<impl Read>) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(mut stream) = stream {
        // A stream that breaks off ends with its program, whose status is looked at.
        let _ = stream.read_to_end(&mut bytes);
    }
    bytes
}

/// The line `VmHWM: 123 kB` of Linux's file about a process: the most memory that it held so far.
fn most_memory(status: &Path) -> Option<u64> {
    let text = std::fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}
