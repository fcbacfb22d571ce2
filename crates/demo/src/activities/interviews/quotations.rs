//! What may be quoted: stretches by those who consented to it, searched for identifiers, most of them approved.

use super::informants::Consent;
use super::{Csv, Interview, RecordFile, Setting};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Codes whose quotations wait for approval.
const WAITING: [&str; 3] = ["law_gaps", "investigating_training", "finding_the_way"];

/// The files of quotations, of searches for identifiers, and of approvals. The first quotation of a code is named as the code,
/// so that findings of every country name it alike.
pub(super) fn files(setting: &Setting, interviews: &[Interview<'_>], people: usize) -> [RecordFile; 3] {
    let mut quotations = Csv::new(&["id", "informant", "code", "text", "language"]);
    let mut screenings = Csv::new(&["quotation", "on", "people", "sha256"]);
    let mut approvals = Csv::new(&["quotation", "by", "on", "sha256"]);
    let mut named: Vec<&str> = Vec::new();
    for interview in interviews.iter().filter(|interview| interview.informant.consent == Consent::Verbatim) {
        for said in &interview.said {
            let (code, alias) = (said.topic.code, interview.informant.alias);
            let times = named.iter().filter(|earlier| **earlier == code).count();
            named.push(code);
            let id = if times == 0 { code.to_owned() } else { format!("{code}_{}", times + 1) };
            let words = said.answer.words();
            let digest = sha256(&words);
            quotations.row(&[&id, alias, code, &words, "en"]);
            screenings.row(&[&id, &setting.day(48), &people.to_string(), &digest]);
            if !WAITING.contains(&code) {
                approvals.row(&[&id, "Review panel", &setting.day(50), &digest]);
            }
        }
    }
    [("quotations.csv", quotations), ("screenings.csv", screenings), ("approvals.csv", approvals)]
        .map(|(name, csv)| (PathBuf::from(name), csv.into_bytes()))
}

/// The SHA-256 of a text in hexadecimal digits.
fn sha256(text: &str) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(text.as_bytes()) {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}
