//! How far each recommendation has come.

use crate::random::Random;
use std::fmt::Write as _;

/// The line that stands for the changes of status.
const MARK: &str = "@status";

/// A text of recommendations with the changes of status of each.
pub(super) fn fill(text: &str, random: &mut Random) -> String {
    let mut filled = String::with_capacity(2 * text.len());
    for line in text.lines() {
        if line == MARK {
            write(&mut filled, random);
        } else {
            filled.push_str(line);
            filled.push('\n');
        }
    }
    filled
}

fn write(text: &mut String, random: &mut Random) {
    let mut change = |on: &str, status: &str, note: &str| {
        let _ = write!(text, "\n[[recommendations.status]]\non = {on}\nstatus = \"{status}\"\n");
        if !note.is_empty() {
            let _ = writeln!(text, "note = \"{note}\"");
        }
    };
    change("2025-12-01", "proposed", "");
    match random.uniform() {
        draw if draw < 0.45 => {}
        draw if draw < 0.55 => {
            change("2026-02-16", "declined", "The duty-bearer says that it is not within its mandate.");
        }
        draw => {
            change("2026-02-16", "accepted", "In the meeting on the report.");
            if draw > 0.8 {
                change("2026-05-04", "in_progress", "");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, stream};

    #[test]
    fn every_mark_becomes_a_history_that_begins_with_the_proposal() {
        let mut random = stream(1, 0, Purpose::Activities, 0);
        let filled = fill("a = 1\n@status\nb = 2\n", &mut random);
        assert!(
            filled
                .starts_with("a = 1\n\n[[recommendations.status]]\non = 2025-12-01\nstatus = \"proposed\"\n")
        );
        assert!(filled.ends_with("b = 2\n") && !filled.contains(MARK));
    }
}
