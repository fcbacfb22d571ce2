//! From sums to estimates.

use super::explain;
use super::plan::{Planned, PlannedEstimate, PlannedEstimator};
use crate::answer::columns::Frames;
use crate::answer::method::Method;
use crate::answer::rows::{AnsweredAnalysis, Precision, Row};
use crate::answer::{AnswerError, simultaneously};
use crate::kinds::linear::{around_log_odds, proportion_interval};
use crate::pass::{DomainLevels, Filled, FilledTable, PassError};
use crate::request::{Analysis, DegreesOfFreedom, DesignEffect, MissingRule, Request};
use cairn_definition::Diagnostic;
use cairn_survey::{DesignEffectReference, ProportionInterval, SurveyError, Variation, symmetric_interval};

/// Answers one analysis.
pub(super) fn answer_one(
    request: &Request,
    method: &Method<'_>,
    plan: &Planned<'_>,
    filled: &Filled,
    frames: &Frames,
) -> Result<AnsweredAnalysis, AnswerError> {
    simultaneously(plan.analysis, |analysis| answer_as(request, method, plan, analysis, filled, frames))
}

fn answer_as(
    request: &Request,
    method: &Method<'_>,
    plan: &Planned<'_>,
    analysis: &Analysis,
    filled: &Filled,
    frames: &Frames,
) -> Result<AnsweredAnalysis, AnswerError> {
    let table = &filled.tables[plan.table];
    let design_df = method.df();
    let df = match analysis.df {
        DegreesOfFreedom::Design => design_df,
        DegreesOfFreedom::Fixed(df) => df,
    };
    let mut answered = AnsweredAnalysis::new(analysis, df, &analysis.by);
    // A combination without a row is no domain of this analysis; without any, everybody is one, and has no case.
    let has_rows = |domain: usize| table.totals.of(table.rows_measure, domain).sum().0 > 0;
    let mut domains: Vec<_> = table.domains.iter().filter(|(domain, _)| has_rows(*domain)).collect();
    if domains.is_empty() && answered.by.is_empty() {
        domains.extend(&table.domains);
    }
    if domains.is_empty() {
        answered.warnings.push("no row is in a domain, so there is no estimate".to_owned());
    }
    if table.without_group > 0 {
        let by = answered.by.join(" or ");
        answered.warnings.push(format!("{} rows are in no domain: missing in {by}", table.without_group));
    }
    // Of replicates they take time, so they are told once a domain.
    let wants_domain_df = matches!(analysis.df, DegreesOfFreedom::Design)
        && plan.estimates.iter().any(|planned| matches!(planned.estimator, PlannedEstimator::Proportion(..)));
    let domain_df = |domain: usize| match wants_domain_df {
        true => method.domain_df(&table.totals.of(table.rows_measure, domain)),
        false => design_df,
    };
    let domain_dfs: Vec<f64> = domains.iter().map(|(domain, _)| domain_df(*domain)).collect();
    let mut variations: Vec<Variation> = Vec::new();
    let mut dropped = 0;
    for (position, estimate) in plan.estimates.iter().enumerate() {
        for ((domain, levels), domain_df) in domains.iter().zip(&domain_dfs) {
            let (row, variation) =
                estimate_row(method, plan, analysis, estimate, table, (*domain, *domain_df), &mut answered)
                    .map_err(|error| {
                    let error = PassError::Survey(error);
                    let label = error.stratum().map(|key| filled.stratum_label(key));
                    explain(request, frames, &error, label.as_deref())
                })?;
            let all_rows = table.totals.of(table.rows_measure, *domain).sum().0;
            if analysis.missing == MissingRule::Fail && row.n < all_rows {
                let message = format!(
                    "analysis `{}`: {} of {all_rows} rows have a missing value",
                    analysis.id.value,
                    all_rows - row.n
                );
                let problem = Diagnostic::error(&analysis.id.place, message);
                return Err(AnswerError::Request(vec![
                    problem.help("set `missing` to `drop` to leave them out"),
                ]));
            }
            if position == 0 {
                answered.n += row.n;
                dropped += all_rows - row.n;
            }
            variations.push(variation);
            answered.rows.push(Row { by: levels.0.clone(), ..row });
        }
    }
    if dropped > 0 {
        let names: Vec<&str> = analysis.estimand.columns().iter().map(|name| name.value.as_str()).collect();
        let rows = dropped + answered.n;
        let warning =
            format!("{dropped} of {rows} rows left their domain: missing in {}", names.join(" or "));
        answered.warnings.insert(0, warning);
    }
    if analysis.needs_covariance() {
        answered.covariance = match Variation::join(&variations) {
            None => None,
            Some(joint) => method
                .covariance(&joint)
                .map_err(|error| explain(request, frames, &PassError::Survey(error), None))?,
        };
        if answered.covariance.is_none() && analysis.covariance {
            answered.warnings.push("the covariance cannot be estimated".to_owned());
        }
    }
    Ok(answered)
}

fn estimate_row(
    method: &Method<'_>,
    plan: &Planned<'_>,
    analysis: &Analysis,
    planned: &PlannedEstimate,
    table: &FilledTable,
    (domain, domain_df): (usize, f64),
    answered: &mut AnsweredAnalysis,
) -> Result<(Row, Variation), SurveyError> {
    let totals = table.totals.of(plan.measure, domain);
    let rows = table.totals.of(table.rows_measure, domain);
    let (estimate, variation) = match &planned.estimator {
        PlannedEstimator::Mean(estimator) | PlannedEstimator::Proportion(estimator, _) => {
            method.estimate(&totals, estimator)?
        }
        PlannedEstimator::Total(estimator) => method.estimate(&totals, estimator)?,
        PlannedEstimator::Ratio(estimator) => method.estimate(&totals, estimator)?,
    };
    let df = match (analysis.df, &planned.estimator) {
        (DegreesOfFreedom::Fixed(df), _) => df,
        (DegreesOfFreedom::Design, PlannedEstimator::Proportion(..)) => domain_df,
        (DegreesOfFreedom::Design, _) => answered.df,
    };
    let (all_rows, all_sums) = rows.sum();
    let of = describe(planned, &table.domains, domain);
    let level = analysis.level;
    let (mut variance, mut ci) = (None, None);
    match (estimate.value, estimate.variance) {
        (None, _) => answered.warnings.push(format!("{of}: no case, so there is no estimate")),
        (Some(_), None) => answered.warnings.push(format!("{of}: the variance cannot be estimated")),
        (Some(value), Some(found)) => {
            let interval = match planned.estimator {
                PlannedEstimator::Proportion(_, kind) => {
                    let rows = estimate.rows;
                    let around = ProportionInterval { proportion: value, variance: found, rows, df, level };
                    let weights = || (estimate.weight, all_sums.first().copied().unwrap_or(f64::NAN));
                    around_log_odds(around, kind, &variation, |log_odds| method.covariance(log_odds))?
                        .and_then(|around| proportion_interval(around, kind.method, all_rows, weights))
                }
                _ => symmetric_interval(value, found, df, level),
            };
            variance = Some(found);
            match interval {
                Ok(interval) => ci = Some(interval),
                Err(reason) => answered.warnings.push(format!("{of}: no interval: {reason}")),
            }
        }
    }
    let deff = match analysis.deff {
        DesignEffect::Absent => None,
        DesignEffect::WithReplacement => Some(estimate.design_effect(DesignEffectReference::WithReplacement)),
        DesignEffect::WithoutReplacement => {
            Some(estimate.design_effect(DesignEffectReference::WithoutReplacement))
        }
    };
    if deff == Some(None) {
        answered.warnings.push(format!("{of}: the design effect cannot be computed"));
    }
    let mut row =
        Row::new(planned.subject.clone(), estimate.rows, estimate.value, variance.map(f64::sqrt), df);
    (row.ci, row.deff) = (ci, deff);
    if analysis.precision {
        let proportion = matches!(planned.estimator, PlannedEstimator::Proportion(..));
        row.precision = Some(match (proportion, estimate.value, estimate.variance) {
            (true, Some(value), Some(variance)) => {
                Precision::of_proportion(value, variance, estimate.rows, df)
            }
            _ => Precision {
                coefficient_of_variation: estimate.coefficient_of_variation(),
                effective_size: estimate.effective_size(),
                presentation: None,
            },
        });
    }
    Ok((row, variation))
}

/// Names an estimate for a warning: "hc, agecat (19,39]".
fn describe(planned: &PlannedEstimate, domains: &[(usize, DomainLevels)], domain: usize) -> String {
    let mut of = planned.subject.to_string();
    if let Some((_, levels)) = domains.iter().find(|(number, _)| *number == domain) {
        for level in &levels.0 {
            of.push_str(&format!(", {level}"));
        }
    }
    of
}
