//! Means, totals, ratios and proportions from held rows: as answered while the file streams by, under any design.

use crate::answer::{AnswerError, Precision, Row, Subject};
use crate::held::{ColumnUse, HeldAnalysis, HeldDomain, Part, Role};
use crate::pass::Level;
use crate::request::{DesignEffect, Estimand, IntervalKind};
use cairn_definition::Diagnostic;
use cairn_survey::{
    Estimator, Interval, Matrix, Mean, NoInterval, OfTotals, ProportionInterval, ProportionMethod, Ratio,
    SurveyError, Total, Variation,
};

/// Means, totals, ratios or proportions.
#[derive(Debug)]
pub(crate) struct Linear(pub(crate) Estimand);

impl HeldAnalysis for Linear {
    fn columns(&self, _names: &[&str]) -> Result<Vec<ColumnUse>, Vec<Diagnostic>> {
        let role = match self.0 {
            Estimand::Mean(_) | Estimand::Total(_) => Role::Natural,
            Estimand::Proportion { .. } => Role::Truth,
            _ => Role::Number,
        };
        Ok(self.0.columns().into_iter().map(|name| ColumnUse::listed(name, role)).collect())
    }

    fn answer(&self, domain: &HeldDomain<'_>) -> Result<Part, AnswerError> {
        let mut answer = Answer { domain, part: Part::default(), variations: Vec::new() };
        match &self.0 {
            Estimand::Mean(_) | Estimand::Total(_) | Estimand::Proportion { .. } => {
                for name in self.0.columns() {
                    for (level, values) in variables(domain, &name.value) {
                        let subject = Subject::Variable { variable: name.value.clone(), level };
                        match &self.0 {
                            Estimand::Total(_) => {
                                answer.estimate(subject, Total { variable: 0 }, vec![values])?;
                            }
                            Estimand::Proportion { interval, .. } => {
                                answer.proportion(subject, values, *interval)?;
                            }
                            _ => {
                                answer.estimate(subject, Mean { variable: 0 }, vec![values])?;
                            }
                        }
                    }
                }
            }
            Estimand::Ratio { numerator, denominator } => {
                for below in denominator {
                    for above in numerator {
                        let subject = Subject::Ratio {
                            numerator: above.value.clone(),
                            denominator: below.value.clone(),
                        };
                        let (above, below) = (domain.numbers(&above.value), domain.numbers(&below.value));
                        let product = above.iter().zip(&below).map(|(a, b)| a * b).collect();
                        let ratio = Ratio { numerator: 0, denominator: 1, product: Some(2) };
                        answer.estimate(subject, ratio, vec![above, below, product])?;
                    }
                }
            }
            Estimand::Held(_) | Estimand::Contrast(_) => {}
        }
        answer.part.variation = Variation::join(&answer.variations);
        Ok(answer.part)
    }
}

/// The values of a column in the domain: its numbers, or for each level whether a row has it.
fn variables(domain: &HeldDomain<'_>, name: &str) -> Vec<(Option<Level>, Vec<f64>)> {
    // Another analysis may use a column of numbers as a category.
    match domain.columns.category_in(name, Role::Natural) {
        None => vec![(None, domain.numbers(name))],
        Some(category) => {
            let codes = domain.rows.gather(&category.codes);
            let levels = category.levels.iter().enumerate();
            levels
                .map(|(code, level)| {
                    let has = |found: &u32| f64::from(u8::from(*found == code as u32));
                    (Some(level.clone()), codes.iter().map(has).collect())
                })
                .collect()
        }
    }
}

/// What the interval of a proportion is made of, where the interval is that of a logistic model: with replicates, R fits the model in each,
/// and the variance is that of the log odds, brought back to the proportion by *p* (1 − *p*).
///
/// # Errors
/// When the variance is refused.
pub(crate) fn around_log_odds(
    around: ProportionInterval,
    kind: IntervalKind,
    variation: &Variation,
    covariance: impl Fn(&Variation) -> Result<Option<Matrix>, SurveyError>,
) -> Result<Result<ProportionInterval, NoInterval>, SurveyError> {
    let p = around.proportion;
    let is_inside = p > 0.0 && p < 1.0;
    let Some(log_odds) = variation.log_odds().filter(|_| kind.is_of_model && is_inside) else {
        return Ok(Ok(around));
    };
    if let Variation::Replicated(estimates) = &log_odds
        && estimates.replicates.iter().flatten().any(|value| value.is_infinite())
    {
        return Ok(Err(NoInterval::ExtremeReplicate));
    }
    let variance = covariance(&log_odds)?.map_or(f64::NAN, |matrix| matrix.at(0, 0));
    let slope = p * (1.0 - p);
    Ok(Ok(ProportionInterval { variance: variance * slope * slope, ..around }))
}

/// The interval of a proportion from complete answers; `all_rows` are those of the domain, and `weights` the weight of the rows with an
/// answer and of all.
pub(crate) fn proportion_interval(
    around: ProportionInterval,
    method: ProportionMethod,
    all_rows: u64,
    weights: impl FnOnce() -> (f64, f64),
) -> Result<Interval, NoInterval> {
    if method == ProportionMethod::Likelihood {
        let (complete, all) = weights();
        return around.likelihood(complete / around.rows as f64 / (all / all_rows as f64));
    }
    // As R's survey counts them.
    ProportionInterval { rows: all_rows, ..around }.by(method)
}

struct Answer<'a> {
    domain: &'a HeldDomain<'a>,
    part: Part,
    variations: Vec<Variation>,
}

impl Answer<'_> {
    fn estimate(
        &mut self,
        subject: Subject,
        estimator: impl Estimator + Sync,
        columns: Vec<Vec<f64>>,
    ) -> Result<(), AnswerError> {
        let statistic = OfTotals { estimator, columns };
        let estimates = self.domain.estimate(&statistic)?;
        let mut row = self.domain.row(subject, &estimates, 0, self.domain.df(), &mut self.part.warnings);
        self.design_effect(&mut row, &statistic);
        self.precision(&mut row, &statistic, false);
        self.part.rows.push(row);
        self.variations.push(estimates.variation);
        Ok(())
    }

    fn proportion(
        &mut self,
        subject: Subject,
        values: Vec<f64>,
        kind: IntervalKind,
    ) -> Result<(), AnswerError> {
        let domain = self.domain;
        let statistic = OfTotals { estimator: Mean { variable: 0 }, columns: vec![values] };
        let estimates = domain.estimate(&statistic)?;
        let df = domain.domain_df();
        let mut row = domain.row(subject, &estimates, 0, df, &mut Vec::new());
        let of = domain.describe(&row.subject);
        row.ci = match (row.estimate, estimates.variance(0)) {
            (Some(proportion), Some(variance)) => {
                let level = domain.analysis.level;
                let around = ProportionInterval { proportion, variance, rows: row.n, df, level };
                let weigh = |rows: &cairn_survey::Domain| -> f64 {
                    rows.gather(domain.sample.weights()).into_iter().collect::<cairn_survey::Sum>().value()
                };
                let all_rows = domain.all_rows.len() as u64;
                let weights = || (weigh(domain.rows), weigh(domain.all_rows));
                let covariance = |log_odds: &Variation| domain.sample.covariance(log_odds);
                around_log_odds(around, kind, &estimates.variation, covariance)
                    .map_err(|error| domain.refuse_survey(&error))?
                    .and_then(|around| proportion_interval(around, kind.method, all_rows, weights))
                    .map_err(|reason| self.part.warnings.push(format!("{of}: no interval: {reason}")))
                    .ok()
            }
            (estimate, variance) => domain.interval(estimate, variance, df, &of, &mut self.part.warnings),
        };
        self.design_effect(&mut row, &statistic);
        self.precision(&mut row, &statistic, true);
        self.part.rows.push(row);
        self.variations.push(estimates.variation);
        Ok(())
    }

    /// Coefficient of variation and effective size, where asked for; of a proportion whether it may be shown.
    fn precision<E: Estimator>(&self, row: &mut Row, statistic: &OfTotals<E>, proportion: bool) {
        if !self.domain.analysis.precision {
            return;
        }
        let variance = row.se.map(|se| se * se);
        row.precision = Some(match (proportion, row.estimate, variance) {
            (true, Some(value), Some(variance)) => Precision::of_proportion(value, variance, row.n, row.df),
            _ => {
                let simple = statistic.simple_random_variance(&self.domain.weights());
                let finite = |value: f64| Some(value).filter(|value| value.is_finite());
                Precision {
                    coefficient_of_variation: row
                        .se
                        .zip(row.estimate)
                        .and_then(|(se, value)| finite(se / value)),
                    effective_size: simple.zip(variance).and_then(|(s, v)| finite(row.n as f64 * s / v)),
                    presentation: None,
                }
            }
        });
    }

    fn design_effect<E: Estimator>(&mut self, row: &mut Row, statistic: &OfTotals<E>) {
        let wanted = self.domain.analysis.deff;
        if wanted == DesignEffect::Absent {
            return;
        }
        let weights = self.domain.weights();
        let population: f64 = weights.iter().copied().collect::<cairn_survey::Sum>().value();
        let unsampled_share = match wanted {
            DesignEffect::WithoutReplacement => (population - row.n as f64) / population,
            _ => 1.0,
        };
        let simple = statistic.simple_random_variance(&weights).map(|variance| variance * unsampled_share);
        let effect = match (row.se, simple) {
            (Some(se), Some(simple)) if simple > 0.0 => {
                Some(se * se / simple).filter(|effect| effect.is_finite())
            }
            _ => None,
        };
        if effect.is_none() {
            let of = self.domain.describe(&row.subject);
            self.part.warnings.push(format!("{of}: the design effect cannot be computed"));
        }
        row.deff = Some(effect);
    }
}
