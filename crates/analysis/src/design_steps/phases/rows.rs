//! From the columns of two phases to a sample.

use super::{Phase, Step};
use crate::answer::AnswerError;
use crate::held::HeldColumns;
use crate::request::Request;
use cairn_definition::{Diagnostic, Placed};
use cairn_survey::phases::{PhaseRows, PhasesError, SecondPhase, TwoPhase};
use cairn_survey::{Sample, SurveyError};

/// The sample of two phases.
pub(super) fn sample(step: &Step, request: &Request, columns: &HeldColumns) -> Result<Sample, AnswerError> {
    let drawn: Vec<bool> = columns.numbers(&step.subset.value).iter().map(|truth| *truth == 1.0).collect();
    let all = vec![true; columns.rows()];
    let first = phase_rows(&step.first, request, columns, &all)?;
    // Without sizes and weights the second phase is drawn from what the first has, so every row must tell where it belongs.
    let counted = step.second.fpc.is_empty() && step.second.weights.is_none();
    let needed = if counted { &all } else { &drawn };
    let second = SecondPhase { columns: phase_rows(&step.second, request, columns, needed)?, drawn: &drawn };
    let lonely_psu = request.design.variance.lonely_psu;
    TwoPhase::sample(&first, &second, lonely_psu).map_err(|error| refuse(step, error))
}

fn phase_rows<'a>(
    phase: &Phase,
    request: &Request,
    columns: &'a HeldColumns,
    needed: &[bool],
) -> Result<PhaseRows<'a>, AnswerError> {
    let missing = |name: &Placed<String>, is_missing: &dyn Fn(usize) -> bool| match (0..needed.len())
        .find(|row| needed[*row] && is_missing(*row))
    {
        None => Ok(()),
        Some(row) => {
            let message = format!("`{}` is missing in row {}", name.value, row + 1);
            Err(AnswerError::Request(vec![Diagnostic::error(&name.place, message)]))
        }
    };
    let keys = |name: &Placed<String>| -> Result<&'a [u32], AnswerError> {
        let codes = columns.category(&name.value).map_or(&[][..], |category| &category.codes);
        missing(name, &|row| codes.get(row).is_none_or(|code| *code == u32::MAX))?;
        Ok(codes)
    };
    let numbers = |name: &Placed<String>| -> Result<&'a [f64], AnswerError> {
        let numbers = columns.numbers(&name.value);
        missing(name, &|row| numbers.get(row).is_none_or(|number| number.is_nan()))?;
        Ok(numbers)
    };
    Ok(PhaseRows {
        rows: columns.rows(),
        strata: phase
            .strata
            .iter()
            .map(|name| name.as_ref().map(keys).transpose())
            .collect::<Result<_, _>>()?,
        clusters: phase.clusters.iter().map(keys).collect::<Result<_, _>>()?,
        population: phase.fpc.iter().map(|name| numbers(name).map(Some)).collect::<Result<_, _>>()?,
        weights: phase.weights.as_ref().map(numbers).transpose()?,
        nest: request.design.nest,
    })
}

/// Says in the request's own words why the design is refused, rows counted from 1.
fn refuse(step: &Step, error: SurveyError) -> AnswerError {
    let SurveyError::Phases(mut error) = error else {
        return AnswerError::Request(vec![Diagnostic::error(&step.first.place, error.to_string())]);
    };
    if let PhasesError::Weight { row, .. } | PhasesError::WeightVaries { row, .. } = &mut error {
        *row += 1;
    }
    let problem = match &error {
        PhasesError::NobodyDrawn => Diagnostic::error(&step.subset.place, "no row is in the second phase")
            .help("`subset` says which are"),
        PhasesError::LonelyPsu { phase, stage, .. } => {
            let place = if *phase == 1 { &step.first.place } else { &step.second.place };
            let message = format!("in this phase a stratum has only one sampled cluster at stage {stage}");
            Diagnostic::error(place, message).help("choose a rule with `lonely_psu`")
        }
        PhasesError::Weight { phase, .. }
        | PhasesError::WeightVaries { phase, .. }
        | PhasesError::StagesNeedSizes { phase } => {
            let place = if *phase == 1 { &step.first.place } else { &step.second.place };
            Diagnostic::error(place, error.to_string())
        }
    };
    AnswerError::Request(vec![problem])
}
