//! The frontline survey: about fifty people, and five kinds of missing answers.

use super::csv::Csv;
use super::{Activity, RecordFile, Setting};
use crate::random::Random;
use std::path::PathBuf;

/// A closed question: its column and the share of each answer, the last one left out.
struct Question {
    column: &'static str,
    answers: &'static [(i8, f64)],
    last: i8,
}

const fn question(column: &'static str, answers: &'static [(i8, f64)], last: i8) -> Question {
    Question { column, answers, last }
}

const QUESTIONS: [Question; 11] = [
    question("sector", &[(1, 0.4), (2, 0.2), (3, 0.25)], 4),
    question("trained", &[(1, 0.3)], 0),
    question("knows_procedure", &[(1, 0.45)], 0),
    question("used_procedure", &[(1, 0.6)], 0),
    question("saw_more", &[(1, 0.6), (2, 0.32)], 3),
    question("barrier_shame", &[(1, 0.8)], 0),
    question("barrier_where", &[(1, 0.65)], 0),
    question("service_counselling", &[(1, 0.2), (2, 0.5)], 3),
    question("service_legal", &[(1, 0.12), (2, 0.4)], 3),
    question("police_response", &[(1, 0.2), (2, 0.35)], 3),
    question("caregivers_ask", &[(1, 0.7)], 0),
];

const COMMENTS: [&str; 5] = [
    "A written procedure that everybody knows.",
    "Somebody to call at the police.",
    "Training that does not end after one day.",
    "Counselling without a waiting list.",
    "Time.",
];

const NOT_ASKED: &str = "-1";

/// The responses of a country.
pub(super) fn records(setting: &Setting) -> Vec<RecordFile> {
    let mut random = setting.random(Activity::FrontlineSurvey);
    let mut columns = vec!["respondent"];
    columns.extend(QUESTIONS.iter().map(|question| question.column));
    columns.push("comment");
    let mut csv = Csv::new(&columns);
    for number in 1..=46 + random.below(9) {
        let mut cells = vec![format!("F{number:02}")];
        let mut has_procedure = false;
        for question in &QUESTIONS {
            let answer = answer(question, &mut random);
            if question.column == "knows_procedure" {
                has_procedure = answer == "1";
            }
            let is_asked = question.column != "used_procedure" || has_procedure;
            cells.push(if is_asked { answer } else { NOT_ASKED.to_owned() });
        }
        let comment = random.below(2 * COMMENTS.len() as u64) as usize;
        cells.push(COMMENTS.get(comment).copied().unwrap_or_default().to_owned());
        csv.row(&cells);
    }
    vec![(PathBuf::from("responses.csv"), csv.into_bytes())]
}

/// The code of an answer, or of why there is none; of some nothing is known, and their cell is empty.
fn answer(question: &Question, random: &mut Random) -> String {
    const MISSING: [(&str, f64); 4] = [("98", 0.03), ("99", 0.015), ("97", 0.01), ("", 0.01)];
    let mut draw = random.uniform();
    let chosen = random.uniform();
    for (code, share) in MISSING {
        if draw < share {
            return code.to_owned();
        }
        draw -= share;
    }
    let mut chosen = chosen;
    for (code, share) in question.answers {
        if chosen < *share {
            return code.to_string();
        }
        chosen -= share;
    }
    question.last.to_string()
}
