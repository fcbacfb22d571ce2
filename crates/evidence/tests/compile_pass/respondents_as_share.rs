//! A convenience sample says what k of its n respondents said.

use cairn_evidence::claim::RespondentsSaid;
use cairn_evidence::{NotStated, RespondentCount, Statement};

pub fn claim(answers: &RespondentCount) -> Result<Statement<RespondentsSaid>, NotStated> {
    Statement::<RespondentsSaid>::of(answers, ())
}
