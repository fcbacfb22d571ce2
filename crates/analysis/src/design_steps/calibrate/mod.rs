//! Calibration of the weights: the key `calibrate`.
//!
//! `read` takes the steps from the request, and `totals` their population totals; `prepare` joins them to the columns, whose `levels` they
//! name; `explain` says in the request's words why weights cannot be calibrated.

mod explain;
#[cfg(test)]
pub(super) mod hostile;
mod levels;
mod prepare;
mod read;
mod totals;

use crate::answer::AnswerError;
use crate::held::{ColumnUse, DesignStep, HeldColumns, Role};
use cairn_definition::{Diagnostic, Place, Placed, TableReader};
use cairn_survey::calibration::{Bounds, Distance, refuse_negative};
use cairn_survey::{Sample, SurveyError, VarianceMethod};
use std::sync::Arc;
use totals::{CellTotal, TermTotal};

/// Reads the key.
pub(super) fn read(reader: &mut TableReader<'_>) -> Vec<Arc<dyn DesignStep>> {
    read::read(reader)
}

/// A step as the request has it.
#[derive(Debug)]
struct Step {
    method: Method,
    /// Where it stands.
    place: Place,
}

#[derive(Debug)]
enum Method {
    PostStratify(Margin),
    Rake { margins: Vec<Margin>, tolerance: f64, iterations: usize },
    Regression(Regression),
    Trim { lower: f64, upper: f64, strict: bool },
}

/// Variables whose combinations of levels have known populations.
#[derive(Debug)]
struct Margin {
    variables: Vec<Placed<String>>,
    totals: Vec<CellTotal>,
    /// Where the totals stand.
    place: Place,
}

#[derive(Debug)]
struct Regression {
    totals: Vec<TermTotal>,
    /// Where the totals stand.
    place: Place,
    distance: Distance,
    bounds: Bounds,
    /// Columns whose combinations are the clusters that are calibrated alike.
    clusters: Option<Vec<Placed<String>>>,
}

impl Step {
    fn refuse(&self, error: &SurveyError) -> AnswerError {
        AnswerError::Request(vec![match error {
            SurveyError::Calibration(error) => explain::explain(self, error),
            other => Diagnostic::error(&self.place, other.to_string()),
        }])
    }

    fn columns(&self) -> Vec<ColumnUse> {
        let category = |name: &Placed<String>| ColumnUse::aside(name, Role::Category);
        match &self.method {
            Method::PostStratify(margin) => margin.variables.iter().map(category).collect(),
            Method::Rake { margins, .. } => {
                margins.iter().flat_map(|margin| margin.variables.iter().map(category)).collect()
            }
            Method::Regression(regression) => {
                let clusters = regression.clusters.iter().flatten().map(category);
                regression.totals.iter().flat_map(TermTotal::columns).chain(clusters).collect()
            }
            Method::Trim { .. } => Vec::new(),
        }
    }
}

/// All steps, in order.
#[derive(Debug)]
struct Calibrate(Vec<Step>);

impl DesignStep for Calibrate {
    fn columns(&self, _names: &[&str]) -> Result<Vec<ColumnUse>, Vec<Diagnostic>> {
        Ok(self.0.iter().flat_map(Step::columns).collect())
    }

    fn apply(&self, mut sample: Sample, columns: &HeldColumns) -> Result<Sample, AnswerError> {
        for step in &self.0 {
            if matches!(sample.variance_method(), VarianceMethod::TwoPhase(_)) {
                let message = "the weights of a two-phase sample cannot be calibrated in this version";
                return Err(AnswerError::Request(vec![Diagnostic::error(&step.place, message)]));
            }
            let prepared = prepare::prepare(step, columns).map_err(AnswerError::Request)?;
            sample = prepared.apply(sample).map_err(|error| step.refuse(&error))?;
        }
        if let Some(last) = self.0.last() {
            refuse_negative(sample.weights()).map_err(|error| last.refuse(&error.into()))?;
        }
        Ok(sample)
    }
}
