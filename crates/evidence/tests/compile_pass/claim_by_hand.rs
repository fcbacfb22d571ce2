//! A claim can be read by all.

use cairn_evidence::claim::RespondentsSaid;

pub fn said(claim: &RespondentsSaid) -> String {
    format!("{} of {} {}", claim.count, claim.respondents, claim.who)
}
