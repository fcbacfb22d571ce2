//! The kind `kappa`.

use crate::answer::{AnswerError, Subject};
use crate::held::{ColumnUse, HeldAnalysis, HeldCategory, HeldDomain, Part, Role};
use crate::pass::Level;
use crate::request::columns;
use cairn_definition::kind::OneOf;
use cairn_definition::{Diagnostic, Placed, TableReader};
use cairn_survey::agreement::{AgreementError, AgreementWeights, FleissKappa, Kappa};
use cairn_survey::{Estimates, SurveyError};
use std::cmp::Ordering;
use std::sync::Arc;

/// What agreement beyond chance is measured by.
#[derive(Debug, Clone, PartialEq)]
enum Coefficient {
    Cohen(AgreementWeights),
    Fleiss,
}

/// The agreement between raters.
#[derive(Debug)]
struct KappaKind {
    raters: Vec<Placed<String>>,
    coefficient: Coefficient,
}

/// Reads the keys of the kind: of two raters Cohen's kappa, weighted if wanted; of two or more Fleiss's.
pub(crate) fn read(reader: &mut TableReader<'_>) -> Option<Arc<dyn HeldAnalysis>> {
    let fleiss = reader.optional("method", &OneOf(&[("cohen", false), ("fleiss", true)]));
    let weights = reader.optional(
        "weights",
        &OneOf(&[
            ("identity", AgreementWeights::Identity),
            ("linear", AgreementWeights::Linear),
            ("quadratic", AgreementWeights::Quadratic),
        ]),
    );
    if fleiss.is_some_and(|fleiss| fleiss.value) {
        if let Some(weights) = weights {
            let problem = Diagnostic::error(&weights.place, "Fleiss's kappa has no weights");
            reader.problems().push(problem.help("leave out `weights`, or set `method` to `cohen`"));
        }
        let raters = columns(reader, "variables")?;
        if let [only] = raters.as_slice() {
            let problem = Diagnostic::error(&only.place, "`variables` has one column");
            reader.problems().push(problem.expected("a column for each of at least two raters"));
        }
        return Some(Arc::new(KappaKind { raters, coefficient: Coefficient::Fleiss }));
    }
    let raters = super::common::two_columns(reader)?.to_vec();
    let coefficient = Coefficient::Cohen(weights.map(|weights| weights.value).unwrap_or_default());
    Some(Arc::new(KappaKind { raters, coefficient }))
}

impl HeldAnalysis for KappaKind {
    fn columns(&self, _names: &[&str]) -> Result<Vec<ColumnUse>, Vec<Diagnostic>> {
        Ok(self.raters.iter().map(|name| ColumnUse::listed(name, Role::Category)).collect())
    }

    fn answer(&self, domain: &HeldDomain<'_>) -> Result<Part, AnswerError> {
        let mut part = Part::default();
        let name =
            |position: usize| self.raters.get(position).map(|name| name.value.clone()).unwrap_or_default();
        let others: Vec<String> = (1..self.raters.len()).map(name).collect();
        let subject = Subject::Pair { variable: name(0), other: others.join(", ") };
        match self.estimate(domain) {
            Ok(estimates) => {
                part.rows.push(domain.row(subject, &estimates, 0, domain.df(), &mut part.warnings));
                part.variation = Some(estimates.variation);
            }
            Err(SurveyError::Agreement(AgreementError::Categories(_))) => {
                let of = domain.describe(&subject);
                part.warnings
                    .push(format!("{of}: with fewer than two categories there is nothing to agree on"));
                let n = domain.rows.len() as u64;
                part.rows.push(crate::answer::Row::new(subject, n, None, None, domain.df()));
            }
            Err(error) => return Err(domain.refuse_survey(&error)),
        }
        Ok(part)
    }
}

impl KappaKind {
    fn estimate(&self, domain: &HeldDomain<'_>) -> Result<Estimates, SurveyError> {
        let columns: Vec<HeldCategory> =
            self.raters.iter().map(|name| domain.category(&name.value).unwrap_or_default()).collect();
        let (columns, categories) = alike(&columns);
        match (&self.coefficient, columns.as_slice()) {
            (Coefficient::Cohen(weights), [first, second]) => {
                Kappa::new(first, second, categories, weights)?.estimate(domain.sample, domain.rows)
            }
            _ => domain.sample.estimate(&FleissKappa::new(&columns, categories)?, domain.rows),
        }
    }
}

/// The codes of several columns among the levels that any of them has, and how many these are.
fn alike(columns: &[HeldCategory]) -> (Vec<Vec<u32>>, usize) {
    let mut levels: Vec<&Level> = columns.iter().flat_map(|column| &column.levels).collect();
    levels.sort_by(|left, right| compare(left, right));
    levels.dedup_by(|left, right| compare(left, right) == Ordering::Equal);
    let code = |level: &Level| levels.partition_point(|known| compare(known, level) == Ordering::Less) as u32;
    let columns = columns.iter().map(|column| {
        let codes: Vec<u32> = column.levels.iter().map(code).collect();
        column.codes.iter().map(|found| codes.get(*found as usize).copied().unwrap_or(u32::MAX)).collect()
    });
    (columns.collect(), levels.len())
}

/// As [`Level::compare`]; a whole number is the same whether its column has fractions or not.
fn compare(left: &Level, right: &Level) -> Ordering {
    let number = |level: &Level| match level {
        Level::Integer(number) => Some(*number as f64),
        Level::Number(bits) => Some(f64::from_bits(*bits)),
        _ => None,
    };
    match (number(left), number(right)) {
        (Some(left), Some(right)) => left.total_cmp(&right),
        _ => left.compare(right),
    }
}
