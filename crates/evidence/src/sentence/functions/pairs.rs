//! Children and their caregivers.

use super::{Answer, Failed};
use crate::claim::{AgreementOfPairs, ClaimKind, Statement};
use crate::sentence::arguments::{Arguments, Named};
use crate::{Evidence, PairAgreement, written};
use cairn_definition::Diagnostic;

/// `kappa("…")`: 0.31.
pub(super) fn kappa(arguments: &mut Arguments<'_>) -> Result<Answer, Failed> {
    let named = arguments.evidence()?;
    let pairs = pairs(&named)?;
    let statement = Statement::<AgreementOfPairs>::of(pairs, ())
        .map_err(|why| Box::new(Diagnostic::error(&named.place, why.to_string())))?;
    Ok(Answer { text: format!("{:.2}", statement.claim().kappa.value), evidence: vec![named.id] })
}

/// `pair_share("…", child = true, caregiver = false)`: the share of pairs of whom the child says so and the caregiver does not.
pub(super) fn pair_share(arguments: &mut Arguments<'_>) -> Result<Answer, Failed> {
    let named = arguments.evidence()?;
    let pairs = pairs(&named)?;
    let (child, caregiver) = (arguments.boolean("child")?, arguments.boolean("caregiver")?);
    let share = pairs.shares.iter().find(|share| share.child == child && share.caregiver == caregiver);
    let failed = |why: String| Box::new(Diagnostic::error(&named.place, format!("it says no share: {why}")));
    let share = share.ok_or_else(|| failed("no such pairs were counted".to_owned()))?;
    let estimate = share.estimate.as_ref().map_err(|why| failed(why.clone()))?;
    let decimals = arguments.scope.study.presentation.decimals;
    let text = written::with_sign(&written::limit(estimate.proportion, decimals));
    Ok(Answer { text, evidence: vec![named.id] })
}

fn pairs<'a>(named: &Named<'a>) -> Result<&'a PairAgreement, Failed> {
    named.must_carry(ClaimKind::PairAgreement)?;
    match named.evidence {
        Evidence::PairAgreement(pairs) => Ok(pairs),
        _ => Err(Diagnostic::error(&named.place, "these are no pairs").into()),
    }
}
