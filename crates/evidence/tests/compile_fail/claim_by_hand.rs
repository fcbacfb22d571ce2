//! A claim is written by evidence and by nobody else.

use cairn_evidence::claim::RespondentsSaid;

fn said() -> RespondentsSaid {
    RespondentsSaid { count: 31, respondents: 50, who: "frontline workers".to_owned() }
}

fn main() {}
