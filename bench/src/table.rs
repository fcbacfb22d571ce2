//! What came out, as a table and as JSON.

use crate::BenchError;
use crate::machine::Machine;
use crate::measure::Run;
use serde_json::{Value, json};
use std::path::Path;

/// The runs of one program at one task.
#[derive(Debug, Clone)]
pub(crate) struct Series {
    pub(crate) task: &'static str,
    pub(crate) program: String,
    pub(crate) runs: Vec<Run>,
}

impl Series {
    /// Seconds of the runs, shortest first.
    fn seconds(&self) -> Vec<f64> {
        let mut seconds: Vec<f64> = self.runs.iter().map(|run| run.wall.as_secs_f64()).collect();
        seconds.sort_by(f64::total_cmp);
        seconds
    }

    /// The middle of the runs' seconds.
    pub(crate) fn median(&self) -> f64 {
        let seconds = self.seconds();
        let (low, high) = (seconds.len().saturating_sub(1) / 2, seconds.len() / 2);
        let at = |place: usize| seconds.get(place).copied().unwrap_or(f64::NAN);
        f64::midpoint(at(low), at(high))
    }

    fn peak(&self) -> Option<u64> {
        self.runs.iter().filter_map(|run| run.peak).max()
    }

    fn json(&self) -> Value {
        let seconds = self.seconds();
        json!({
            "task": self.task, "program": self.program, "runs": self.runs.len(), "median_seconds": self.median(),
            "shortest_seconds": seconds.first(), "longest_seconds": seconds.last(), "peak_bytes": self.peak(),
        })
    }
}

/// Prints the table and writes the JSON.
pub(crate) fn report(series: &[Series], facts: &Value, path: &Path) -> Result<(), BenchError> {
    println!("\n{}\n", Machine::this());
    println!("| task | program | median s | shortest–longest s | most memory, MB |");
    println!("|---|---|--:|--:|--:|");
    for one in series {
        let seconds = one.seconds();
        let range = match (seconds.first(), seconds.last()) {
            (Some(first), Some(last)) => format!("{first:.3}–{last:.3}"),
            _ => String::new(),
        };
        let peak = one.peak().map_or_else(String::new, |bytes| format!("{:.0}", bytes as f64 / 1e6));
        println!("| {} | {} | {:.3} | {range} | {peak} |", one.task, one.program, one.median());
    }
    let machine = Machine::this();
    let results = json!({
        "date": jiff::Zoned::now().date().to_string(),
        "machine": {"cores": machine.cores, "architecture": std::env::consts::ARCH, "memory_bytes": machine.memory},
        "facts": facts,
        "series": series.iter().map(Series::json).collect::<Vec<_>>(),
    });
    std::fs::write(path, format!("{results:#}\n")).map_err(BenchError::file(path))?;
    println!("\nwritten to {}", path.display());
    Ok(())
}

/// Prints how long `ours` takes beside each other program at the same task.
pub(crate) fn ratios(series: &[Series], ours: &str) {
    for one in series.iter().filter(|one| one.program == ours) {
        for other in series.iter().filter(|other| other.task == one.task && other.program != ours) {
            let ratio = other.median() / one.median();
            println!("{}: {ours} is {ratio:.2} times as fast as {}", one.task, other.program);
        }
    }
}
