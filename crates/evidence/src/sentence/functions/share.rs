//! Shares of a population.

use super::{Answer, Failed};
use crate::claim::{ClaimKind, ShareOfPopulation, Statement};
use crate::sentence::arguments::{Arguments, Named};
use crate::{Evidence, Presented, written};
use cairn_definition::Diagnostic;

/// The prevalence named next, whose percentage may be shown.
pub(super) fn shown<'a>(arguments: &mut Arguments<'a>) -> Result<(Named<'a>, &'a Presented), Failed> {
    let named = arguments.evidence()?;
    let presented = prevalence(&named)?;
    Statement::<ShareOfPopulation>::of(presented, ()).map_err(|why| {
        let message = format!("`{}` says no share: {why}", arguments.scope.written(&named.id));
        Box::new(Diagnostic::error(&named.place, message))
    })?;
    Ok((named, presented))
}

/// The prevalence that evidence is.
pub(super) fn prevalence<'a>(named: &Named<'a>) -> Result<&'a Presented, Failed> {
    named.must_carry(ClaimKind::ShareOfPopulation)?;
    match named.evidence {
        Evidence::Prevalence(presented) => Ok(presented),
        _ => Err(Diagnostic::error(&named.place, "this is no prevalence").into()),
    }
}

/// `percent("…")`: 23 %.
pub(super) fn percent(arguments: &mut Arguments<'_>) -> Result<Answer, Failed> {
    let (named, presented) = shown(arguments)?;
    let decimals = arguments.scope.study.presentation.decimals;
    let number = written::per_cent(presented, decimals).unwrap_or_default();
    Ok(Answer { text: written::with_sign(&number), evidence: vec![named.id] })
}

/// `percent_with_interval("…")`: 23 % (95 % interval 20–26).
pub(super) fn percent_with_interval(arguments: &mut Arguments<'_>) -> Result<Answer, Failed> {
    let (named, presented) = shown(arguments)?;
    let decimals = arguments.scope.study.presentation.decimals;
    let number = written::per_cent(presented, decimals).unwrap_or_default();
    let Some(interval) = presented.estimate().and_then(|estimate| estimate.interval) else {
        return Err(Diagnostic::error(&named.place, "this estimate has no interval").into());
    };
    let text = format!(
        "{} ({} interval {})",
        written::with_sign(&number),
        written::with_sign(&format!("{}", (interval.level * 1000.0).round() / 10.0)),
        written::limits(&interval, decimals)
    );
    Ok(Answer { text, evidence: vec![named.id] })
}

/// `base("…")`: 412, the respondents that a share or its counts rest on.
pub(super) fn base(arguments: &mut Arguments<'_>) -> Result<Answer, Failed> {
    let named = arguments.evidence()?;
    let text = match named.evidence {
        Evidence::RespondentCount(answers) => written::count(answers.respondents),
        Evidence::PairAgreement(pairs) => written::count(pairs.pairs),
        _ => written::count(prevalence(&named)?.prevalence().claim().n),
    };
    Ok(Answer { text, evidence: vec![named.id] })
}
