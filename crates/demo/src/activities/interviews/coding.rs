//! What two researchers marked. They read the same, and differ a little.

use super::{CODERS, Csv, Interview};
use crate::random::Random;

/// The share of stretches that the second researcher does not mark, and of those that she marks as the whole answer.
const PASSED_OVER: f64 = 0.08;
const MARKED_WHOLE: f64 = 0.10;

/// The file of coded stretches.
pub(super) fn excerpts(interviews: &[Interview<'_>], random: &mut Random) -> Vec<u8> {
    let mut csv = Csv::new(&["document", "informant", "code", "coder", "from", "to"]);
    for interview in interviews {
        for (said, &start) in interview.said.iter().zip(&interview.transcript.answers) {
            let stretch = start + said.answer.marked.start..start + said.answer.marked.end;
            let whole = start..start + said.answer.text.chars().count();
            let draw = random.uniform();
            let second = if draw < PASSED_OVER {
                None
            } else if draw < PASSED_OVER + MARKED_WHOLE {
                Some(whole)
            } else {
                Some(stretch.clone())
            };
            for (coder, stretch) in CODERS.into_iter().zip([Some(stretch), second]) {
                let Some(stretch) = stretch else { continue };
                let (from, to) = (stretch.start.to_string(), stretch.end.to_string());
                let (alias, code) = (interview.informant.alias, said.topic.code);
                csv.row(&[&interview.document, alias, code, coder, &from, &to]);
            }
        }
    }
    csv.into_bytes()
}

/// The file of readings: both read everything.
pub(super) fn readings(interviews: &[Interview<'_>]) -> Vec<u8> {
    let mut csv = Csv::new(&["document", "coder"]);
    for interview in interviews {
        for coder in CODERS {
            csv.row(&[interview.document.as_str(), coder]);
        }
    }
    csv.into_bytes()
}
