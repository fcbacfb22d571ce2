//! Answers of a convenience sample.

use super::{Answer, Failed};
use crate::Evidence;
use crate::claim::{ClaimKind, RespondentsSaid, Statement};
use crate::sentence::arguments::Arguments;
use cairn_definition::Diagnostic;

/// `k_of_n("…")`: 31 of 50 respondents.
pub(super) fn k_of_n(arguments: &mut Arguments<'_>) -> Result<Answer, Failed> {
    let named = arguments.evidence()?;
    named.must_carry(ClaimKind::RespondentsSaid)?;
    let Evidence::RespondentCount(answers) = named.evidence else {
        return Err(Diagnostic::error(&named.place, "these are no answers of a convenience sample").into());
    };
    Statement::<RespondentsSaid>::of(answers, ())
        .map_err(|why| Box::new(Diagnostic::error(&named.place, why.to_string())))?;
    Ok(Answer { text: answers.words(), evidence: vec![named.id] })
}
