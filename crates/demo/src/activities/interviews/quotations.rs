//! What may be quoted: stretches by those who consented to it, most of them approved.

use super::informants::Consent;
use super::{Csv, Interview, Setting};

/// Codes whose quotations wait for approval.
const WAITING: [&str; 3] = ["law_gaps", "investigating_training", "finding_the_way"];

/// The file of quotations. The first of a code is named as the code, so that findings of every country name it alike.
pub(super) fn table(setting: &Setting, interviews: &[Interview<'_>]) -> Vec<u8> {
    let mut csv = Csv::new(&["id", "informant", "code", "text", "language", "approved_by", "approved_on"]);
    let mut named: Vec<&str> = Vec::new();
    for interview in interviews {
        if interview.informant.consent != Consent::Verbatim {
            continue;
        }
        for said in &interview.said {
            let (code, alias) = (said.topic.code, interview.informant.alias);
            let times = named.iter().filter(|earlier| **earlier == code).count();
            named.push(code);
            let id = if times == 0 { code.to_owned() } else { format!("{code}_{}", times + 1) };
            let waits = WAITING.contains(&code);
            let (by, on) = if waits { ("", String::new()) } else { ("Review panel", setting.day(50)) };
            csv.row(&[id.as_str(), alias, code, &said.answer.words(), "en", by, &on]);
        }
    }
    csv.into_bytes()
}
