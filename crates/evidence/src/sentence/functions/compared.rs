//! The highest of several countries, with its population: what “up to” leaves out.

use super::{Answer, Failed};
use crate::sentence::arguments::Arguments;
use crate::sentence::comparison::departs;
use crate::{Evidence, EvidenceId, Presented, written};
use cairn_definition::{Diagnostic, nearest};
use std::collections::BTreeSet;

/// `highest("any_abuse@1")`, or `highest("any_abuse@1/gender=girl")`: 20 % of internet-using children aged 12–17 in households in
/// Aldermark, the highest of 11 countries. Countries whose survey departs from the protocol are not among them.
pub(super) fn highest(arguments: &mut Arguments<'_>) -> Result<Answer, Failed> {
    let (item, place) = arguments.text("an indicator with its version")?;
    let scope = arguments.scope;
    if scope.country.is_some() {
        let problem = Diagnostic::error(&place, "a country’s file does not look at other countries");
        return Err(problem.help("write it in findings/study.toml").into());
    }
    let candidates: Vec<(EvidenceId, &Presented)> = scope
        .body
        .iter()
        .filter_map(|(id, evidence)| match evidence {
            Evidence::Prevalence(presented) if id.item == item => Some((id.clone(), presented.as_ref())),
            _ => None,
        })
        .filter(|(id, presented)| {
            departs(scope.study, &id.country).is_none() && presented.estimate().is_some()
        })
        .collect();
    let proportion = |presented: &Presented| presented.estimate().map_or(0.0, |estimate| estimate.proportion);
    let highest = candidates.iter().max_by(|a, b| proportion(a.1).total_cmp(&proportion(b.1)));
    let Some((id, presented)) = highest.filter(|_| candidates.len() > 1) else {
        let items: BTreeSet<&str> = scope.body.iter().map(|(id, _)| id.item.as_str()).collect();
        let message = format!("fewer than two countries have a percentage of `{item}` that can be compared");
        let near = nearest(&item, items.into_iter().filter(|known| *known != item));
        return Err(Diagnostic::error(&place, message).did_you_mean(near).into());
    };
    let claim = presented.prevalence().claim();
    if let Some((other, of)) =
        candidates.iter().find(|(_, other)| other.prevalence().claim().population != claim.population)
    {
        let message = format!(
            "{} and {} describe two populations: {}, and {}",
            id.country,
            other.country,
            claim.population,
            of.prevalence().claim().population
        );
        return Err(Diagnostic::error(&place, message).into());
    }
    let country =
        scope.study.country(&id.country).map_or(id.country.as_str(), |country| country.name.as_str());
    let decimals = scope.study.presentation.decimals;
    let percent = written::with_sign(&written::per_cent(presented, decimals).unwrap_or_default());
    let group = match claim.group_labels.as_slice() {
        [] => String::new(),
        labels => format!(" ({})", labels.join(", ").to_lowercase()),
    };
    let text = format!(
        "{percent} of {}{group} in {country}, the highest of {} countries",
        claim.population,
        candidates.len()
    );
    Ok(Answer { text, evidence: candidates.iter().map(|(id, _)| id.clone()).collect() })
}
