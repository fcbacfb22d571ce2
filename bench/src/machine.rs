//! The machine, in neutral words.

/// Processors and memory.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Machine {
    pub(crate) cores: usize,
    /// In bytes; `None` where the system does not tell.
    pub(crate) memory: Option<u64>,
}

impl Machine {
    pub(crate) fn this() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let memory = std::fs::read_to_string("/proc/meminfo").ok().and_then(|text| {
            let line = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
            let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
            Some(kibibytes * 1024)
        });
        Self { cores, memory }
    }
}

impl std::fmt::Display for Machine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} cores, {}", self.cores, std::env::consts::ARCH)?;
        match self.memory {
            Some(bytes) => write!(f, ", {} GiB of memory", (bytes as f64 / f64::from(1 << 30)).round()),
            None => Ok(()),
        }
    }
}
