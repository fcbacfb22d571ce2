//! From the columns of the design to a sample.

use super::HeldColumns;
use crate::answer::AnswerError;
use crate::request::Request;
use cairn_definition::{Diagnostic, Placed};
use cairn_survey::{DesignRows, DesignShape, Sample, Stage, SurveyError};

/// The sample of a request, before the steps of its design; `fractions` stand for the population sizes of the first stage.
pub(crate) fn sample(
    request: &Request,
    columns: &HeldColumns,
    fractions: Option<&[f64]>,
) -> Result<Sample, AnswerError> {
    let design = &request.design;
    let stages = design.clusters.len().max(1);
    let stratum = |stage: usize| design.strata.get(stage).and_then(Option::as_ref);
    let shape = DesignShape {
        stages: (0..stages)
            .map(|stage| Stage {
                stratified: stratum(stage).is_some(),
                population: stage < design.fpc.len() || stage == 0 && fractions.is_some(),
            })
            .collect(),
        rows_are_units: design.clusters.is_empty(),
        nest: design.nest,
        weighted: design.weights.is_some(),
    };
    let codes = |name: &Placed<String>, role: &str| -> Result<&[u32], AnswerError> {
        let codes = columns.category(&name.value).map_or(&[][..], |category| &category.codes);
        present(request, name, role, codes.iter().position(|code| *code == u32::MAX))?;
        Ok(codes)
    };
    let mut rows = DesignRows { rows: columns.rows(), ..DesignRows::default() };
    for stage in 0..stages {
        rows.strata.push(stratum(stage).map(|name| codes(name, "stratum")).transpose()?);
        rows.population.push(match (design.fpc.get(stage), fractions) {
            (_, Some(fractions)) if stage == 0 => Some(fractions),
            (None, _) => None,
            (Some(name), _) => {
                let sizes = columns.numbers(&name.value);
                let missing = sizes.iter().position(|size| size.is_nan());
                present(request, name, "population size or sampling fraction", missing)?;
                Some(sizes)
            }
        });
    }
    for name in &design.clusters {
        rows.clusters.push(codes(name, "cluster")?);
    }
    rows.weights = design.weights.as_ref().map(|name| columns.numbers(&name.value));
    Sample::new(shape, &rows, design.variance).map_err(|error| refuse(request, columns, &error))
}

fn present(
    request: &Request,
    name: &Placed<String>,
    role: &str,
    missing: Option<usize>,
) -> Result<(), AnswerError> {
    let Some(row) = missing else { return Ok(()) };
    let message = format!("row {} has no {role}: column `{}` is missing there", row + 1, name.value);
    Err(AnswerError::Request(vec![Diagnostic::error(&request.design_place, message)]))
}

fn refuse(request: &Request, columns: &HeldColumns, error: &SurveyError) -> AnswerError {
    super::explain_survey(error, request, columns, &request.design_place)
}
