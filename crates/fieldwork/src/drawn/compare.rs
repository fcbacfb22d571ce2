//! Whether a draw is still that of the decisions and the frame.

use super::{Draw, FileHash};
use cairn_definition::{Diagnostic, Diagnostics};
use cairn_study::SamplePlan;

impl Draw {
    /// Warns of decisions on the frame and the draw that are no longer those of the clusters drawn, and of a frame whose bytes have
    /// changed. The clusters in the field stay those that were drawn.
    pub fn compare(&self, plan: &SamplePlan, problems: &Diagnostics) {
        let record = &self.record;
        let mut changed = Vec::new();
        let mut tell = |key: &str, now: String, then: String| {
            if now != then {
                changed.push(format!("`{key}` is {now}, and was {then}"));
            }
        };
        let decided = &plan.draw;
        tell("method", decided.method.key().to_owned(), record.method.key().to_owned());
        tell("seed", decided.seed.to_string(), record.seed.to_string());
        tell("reserve", decided.reserve.to_string(), record.reserve.to_string());
        tell("split_by_sex", decided.split_by_sex.to_string(), record.split_by_sex.to_string());
        if !changed.is_empty() {
            let message = format!(
                "the clusters in draw.csv were drawn on {} by other decisions: {}",
                record.date,
                changed.join("; ")
            );
            let help = "the clusters stay those that were drawn; put the decisions back as they were";
            problems.push(Diagnostic::warning(&decided.place, message).help(help));
        }
        let columns: Vec<&str> = plan.frame.strata.iter().map(|column| column.value.as_str()).collect();
        if record.columns != columns {
            let message = format!(
                "the strata of the clusters in draw.csv are by `{}`, those decided by `{}`",
                record.columns.join("`, `"),
                columns.join("`, `")
            );
            let problem = Diagnostic::warning(&plan.frame.area.place, message);
            problems.push(problem.help("put `strata` in [frame] back as it was when clusters were drawn"));
        }
        // A frame that is no longer there leaves the draw as good as it was.
        let frame = std::fs::read(&plan.frame.file).ok();
        if frame.is_some_and(|bytes| FileHash::of(&bytes) != record.frame_hash) {
            let message = format!(
                "{} has changed since the clusters were drawn from it on {}",
                plan.frame.file.display(),
                record.date
            );
            let help = "the clusters and their probabilities stay those of the frame as it was; restore it, so that the draw can be checked";
            problems.push(Diagnostic::warning(&plan.frame.area.place, message).help(help));
        }
    }
}
