//! The kind `quantile`.

use crate::answer::{AnswerError, Row, Subject};
use crate::held::{ColumnUse, HeldAnalysis, HeldDomain, Part, Role};
use crate::request::columns;
use cairn_definition::kind::{List, Number, OneOf};
use cairn_definition::{Diagnostic, Placed, TableReader};
use cairn_survey::Interval;
use cairn_survey::quantile::{QuantileEstimate, QuantileInterval, QuantileRule, Quantiles};
use std::sync::Arc;

const INTERVALS: &[(&str, QuantileInterval)] = &[
    ("mean", QuantileInterval::Symmetric),
    ("beta", QuantileInterval::KornGraubard),
    ("xlogit", QuantileInterval::Logit),
    ("asin", QuantileInterval::Arcsine),
    ("score", QuantileInterval::Score),
];

const RULES: &[(&str, QuantileRule)] = &[
    ("math", QuantileRule::Math),
    ("school", QuantileRule::School),
    ("hf1", QuantileRule::HyndmanFan1),
    ("hf2", QuantileRule::HyndmanFan2),
    ("hf3", QuantileRule::HyndmanFan3),
    ("hf4", QuantileRule::HyndmanFan4),
    ("hf5", QuantileRule::HyndmanFan5),
    ("hf6", QuantileRule::HyndmanFan6),
    ("hf7", QuantileRule::HyndmanFan7),
    ("hf8", QuantileRule::HyndmanFan8),
    ("hf9", QuantileRule::HyndmanFan9),
];

/// Quantiles of variables.
#[derive(Debug)]
struct QuantileKind {
    variables: Vec<Placed<String>>,
    probabilities: Vec<f64>,
    interval: QuantileInterval,
    rule: QuantileRule,
}

/// Reads the keys of the kind.
pub(crate) fn read(reader: &mut TableReader<'_>) -> Option<Arc<dyn HeldAnalysis>> {
    let variables = columns(reader, "variables");
    let probabilities = reader.required("probabilities", &List(Number(0.0..=1.0)));
    let interval = reader.optional("interval", &OneOf(INTERVALS)).map(|found| found.value);
    let rule = reader.optional("rule", &OneOf(RULES)).map(|found| found.value);
    let probabilities = probabilities?;
    if probabilities.value.is_empty() {
        let problem = Diagnostic::error(&probabilities.place, "`probabilities` is empty");
        reader.problems().push(problem.expected("at least one number from 0 to 1"));
    }
    Some(Arc::new(QuantileKind {
        variables: variables?,
        probabilities: probabilities.value.into_iter().map(|found| found.value).collect(),
        interval: interval.unwrap_or_default(),
        rule: rule.unwrap_or_default(),
    }))
}

impl HeldAnalysis for QuantileKind {
    fn columns(&self, _names: &[&str]) -> Result<Vec<ColumnUse>, Vec<Diagnostic>> {
        Ok(self.variables.iter().map(|name| ColumnUse::listed(name, Role::Number)).collect())
    }

    fn answer(&self, domain: &HeldDomain<'_>) -> Result<Part, AnswerError> {
        let mut part = Part::default();
        let df = super::common::complete_df(domain);
        let quantiles = Quantiles {
            probabilities: self.probabilities.clone(),
            rule: self.rule,
            interval: self.interval,
            level: domain.analysis.level,
            df,
        };
        for name in &self.variables {
            let values = domain.numbers(&name.value);
            let found = quantiles
                .estimate(domain.sample, domain.rows, &values)
                .map_err(|error| domain.refuse_survey(&error))?;
            for quantile in found {
                part.rows.push(row(domain, &name.value, &quantile, df, &mut part.warnings));
            }
        }
        Ok(part)
    }
}

fn row(
    domain: &HeldDomain<'_>,
    variable: &str,
    quantile: &QuantileEstimate,
    df: f64,
    warnings: &mut Vec<String>,
) -> Row {
    let subject = Subject::Quantile { variable: variable.to_owned(), probability: quantile.probability };
    let of = domain.describe(&subject);
    let mut row = Row::new(subject, domain.rows.len() as u64, quantile.value, quantile.standard_error, df);
    // A limit that is missing is not a number, which is printed as null.
    let limit = |limit: Option<f64>| limit.unwrap_or(f64::NAN);
    row.ci = (quantile.lower.is_some() || quantile.upper.is_some())
        .then(|| Interval { lower: limit(quantile.lower), upper: limit(quantile.upper) });
    match (quantile.value, quantile.without) {
        (None, _) => warnings.push(format!("{of}: no case, so there is no estimate")),
        (_, Some(reason)) if row.ci.is_some() => {
            warnings.push(format!("{of}: no standard error and not both limits: {reason}"));
        }
        (_, Some(reason)) => warnings.push(format!("{of}: no interval: {reason}")),
        (_, None) => {}
    }
    row
}
