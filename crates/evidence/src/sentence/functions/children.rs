//! Numbers of children.

use super::{Answer, Failed};
use crate::claim::{ClaimKind, NumberOfChildren, Statement};
use crate::sentence::arguments::{Arguments, Named};
use crate::{ChildrenAffected, Evidence};
use cairn_definition::Diagnostic;

/// `children("…")`: 1,100,000 internet-using children aged 12–17 in households in Aldermark.
pub(super) fn children(arguments: &mut Arguments<'_>) -> Result<Answer, Failed> {
    let named = arguments.evidence()?;
    let text = number(&named)?.words();
    Ok(Answer { text, evidence: vec![named.id] })
}

/// `children_with_interval("…")`: 1,100,000 (95 % interval 930,000–1,270,000) internet-using children aged 12–17 in households in
/// Aldermark.
pub(super) fn children_with_interval(arguments: &mut Arguments<'_>) -> Result<Answer, Failed> {
    let named = arguments.evidence()?;
    let text = number(&named)?.words_with_interval();
    Ok(Answer { text, evidence: vec![named.id] })
}

fn number<'a>(named: &Named<'a>) -> Result<&'a ChildrenAffected, Failed> {
    named.must_carry(ClaimKind::NumberOfChildren)?;
    let Evidence::ChildrenAffected(children) = named.evidence else {
        return Err(Diagnostic::error(&named.place, "this is no number of children").into());
    };
    Statement::<NumberOfChildren>::of(children.as_ref(), ())
        .map_err(|why| Box::new(Diagnostic::error(&named.place, why.to_string())))?;
    Ok(children)
}
