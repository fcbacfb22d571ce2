//! Agreement beyond chance, and the shares of who knows what.

use crate::household_survey::estimate::present;
use cairn_evidence::{Kappa, PairShare, WithheldReason};
use cairn_study::Presentation;
use cairn_survey::agreement::{AgreementWeights, Kappa as CohenKappa};
use cairn_survey::{Domain, Estimate, Mean, NoInterval, OfTotals, Sample, SurveyError, symmetric_interval};

/// The four combinations of what child and caregiver said, in the order shown.
const COMBINATIONS: [(bool, bool); 4] = [(true, true), (true, false), (false, true), (false, false)];

/// What was measured on the pairs.
#[derive(Debug)]
pub(super) struct Agreement {
    pub(super) pairs: u64,
    pub(super) kappa: Result<Kappa, String>,
    pub(super) shares: Vec<PairShare>,
}

/// Measures agreement over the pairs that have both answers; the other records stay in the design.
pub(super) fn agreement(
    sample: &Sample,
    answers: &[Option<(bool, bool)>],
    rules: &Presentation,
) -> Result<Agreement, SurveyError> {
    let domain = sample.domain(|row| answers.get(row).is_some_and(Option::is_some));
    let pairs: Vec<(bool, bool)> = domain.gather(answers).into_iter().flatten().collect();
    let n = pairs.len() as u64;
    let kappa = kappa(sample, &domain, &pairs, rules)?;
    let mut shares = Vec::with_capacity(COMBINATIONS.len());
    for combination in COMBINATIONS {
        let count = pairs.iter().filter(|pair| **pair == combination).count() as u64;
        let estimate = match share(sample, &domain, &pairs, combination)? {
            Some(found) => present(&found, rules),
            None => Err("there is no pair of whom both answered".to_owned()),
        };
        shares.push(PairShare::presented(combination, (count, n), estimate, rules));
    }
    Ok(Agreement { pairs: n, kappa, shares })
}

/// Cohen's kappa with the interval that lies evenly about it, cut at 1, which it cannot exceed.
fn kappa(
    sample: &Sample,
    domain: &Domain,
    pairs: &[(bool, bool)],
    rules: &Presentation,
) -> Result<Result<Kappa, String>, SurveyError> {
    if (pairs.len() as u64) < u64::from(rules.minimum_base) {
        return Ok(Err(WithheldReason::SmallBase { minimum: rules.minimum_base }.to_string()));
    }
    if pairs.is_empty() {
        return Ok(Err("there is no pair of whom both answered".to_owned()));
    }
    let (children, caregivers): (Vec<u32>, Vec<u32>) =
        pairs.iter().map(|(child, caregiver)| (u32::from(*child), u32::from(*caregiver))).unzip();
    let found =
        CohenKappa::new(&children, &caregivers, 2, &AgreementWeights::Identity)?.estimate(sample, domain)?;
    let Some(value) = found.values.first().copied().filter(|value| value.is_finite()) else {
        return Ok(Err("all children and all caregivers gave the same answer, so that nothing tells agreement from chance".to_owned()));
    };
    let mut notes = Vec::new();
    let df = sample.domain_degrees_of_freedom(domain);
    let interval = symmetric_interval(value, found.variance(0).unwrap_or(f64::NAN), df, rules.level);
    // What is left of the variance of pairs who always agree is rounding.
    let standard_error = found.standard_error(0).filter(|_| interval != Err(NoInterval::NoVariance));
    let interval = interval
        .map(|interval| (interval.lower, interval.upper.min(1.0)))
        .map_err(|reason| notes.push(format!("no interval: {reason}")))
        .ok();
    Ok(Ok(Kappa { value, standard_error, interval, level: rules.level, notes }))
}

/// The share of pairs with one combination of answers; `None` without pairs.
fn share(
    sample: &Sample,
    domain: &Domain,
    pairs: &[(bool, bool)],
    combination: (bool, bool),
) -> Result<Option<Estimate>, SurveyError> {
    if pairs.is_empty() {
        return Ok(None);
    }
    let column = pairs.iter().map(|pair| f64::from(u8::from(*pair == combination))).collect();
    let statistic = OfTotals { estimator: Mean { variable: 0 }, columns: vec![column] };
    let found = sample.estimate(&statistic, domain)?;
    let weights = domain.gather(sample.weights());
    Ok(Some(Estimate {
        rows: domain.len() as u64,
        weight: weights.iter().copied().collect::<cairn_survey::Sum>().value(),
        value: found.values.first().copied().filter(|value| value.is_finite()),
        variance: found.variance(0),
        degrees_of_freedom: sample.domain_degrees_of_freedom(domain),
        simple_random_variance: statistic.simple_random_variance(&weights),
    }))
}
