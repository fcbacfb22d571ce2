//! The children's sample, its rows held: agreement needs them again.

use crate::household_survey::sample::{DesignFrame, variance};
use crate::household_survey::{Failure, MadeWeights};
use cairn_analysis::{Category, numbers};
use cairn_data::Records;
use cairn_definition::Diagnostic;
use cairn_study::SurveyDesign;
use cairn_survey::{DesignRows, Sample, SurveyError};
use std::path::Path;

/// The sample of the records, by the design declared.
pub(super) fn sample(
    declared: &SurveyDesign,
    records: &Records,
    made: Option<&MadeWeights>,
    path: &Path,
) -> Result<Sample, Failure> {
    let frame = DesignFrame::new(declared, records, made)?;
    let problem = |message: String| {
        Failure::from(Diagnostic::error(&declared.place, format!("{}: {message}", path.display())))
    };
    let name = |column: usize| frame.names.get(column).map_or("", String::as_str);
    let codes = |column: usize| -> Result<Vec<u32>, Failure> {
        let mut codes = Vec::new();
        let array = frame.columns.get(column);
        if !array.is_some_and(|array| Category::default().encode(array, &mut codes)) {
            return Err(problem(format!("the column `{}` tells no strata or clusters", name(column))));
        }
        match codes.iter().position(|code| *code == u32::MAX) {
            Some(row) => Err(problem(format!("record {} has no `{}`", row + 1, name(column)))),
            None => Ok(codes),
        }
    };
    let amounts = |column: usize| -> Result<Vec<f64>, Failure> {
        let mut amounts = Vec::new();
        let array = frame.columns.get(column);
        if !array.is_some_and(|array| numbers(array, &mut amounts)) {
            return Err(problem(format!("the column `{}` has no numbers", name(column))));
        }
        match amounts.iter().position(|amount| amount.is_nan()) {
            Some(row) => Err(problem(format!("record {} has no `{}`", row + 1, name(column)))),
            None => Ok(amounts),
        }
    };
    let design = &frame.design;
    let shape = design.shape();
    let stages = shape.stages.len();
    let clusters = design.clusters.iter().map(|column| codes(*column)).collect::<Result<Vec<_>, _>>()?;
    let strata = (0..stages)
        .map(|stage| design.strata.get(stage).copied().flatten().map(codes).transpose())
        .collect::<Result<Vec<_>, _>>()?;
    let population = (0..stages)
        .map(|stage| design.population.get(stage).copied().map(amounts).transpose())
        .collect::<Result<Vec<_>, _>>()?;
    let weights = design.weights.map(amounts).transpose()?;
    let rows = DesignRows {
        rows: records.rows(),
        strata: strata.iter().map(Option::as_deref).collect(),
        clusters: clusters.iter().map(Vec::as_slice).collect(),
        population: population.iter().map(Option::as_deref).collect(),
        weights: weights.as_deref(),
    };
    Sample::new(shape, &rows, variance(declared)).map_err(|error| refused(declared, path, &error))
}

/// A refusal of the design or of an estimate.
pub(super) fn refused(declared: &SurveyDesign, path: &Path, error: &SurveyError) -> Failure {
    let problem = Diagnostic::error(&declared.place, format!("{}: {error}", path.display()));
    let help = "`lonely_psu` in this [survey] says what is then done";
    Failure::from(if matches!(error, SurveyError::LonelyPsu(_)) { problem.help(help) } else { problem })
}
