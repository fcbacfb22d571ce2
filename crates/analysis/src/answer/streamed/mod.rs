//! Analyses that cluster totals answer, while the file streams by.

mod estimate;
mod plan;

use super::AnswerError;
use super::columns::{Columns, Frames};
use super::method::Method;
use super::rows::{AnsweredAnalysis, DesignSummary};
use crate::kinds::linear::Linear;
use crate::pass::{DesignColumns, Filled, Frame, Pass, PassError, TableColumns};
use crate::request::{Analysis, Estimand, Request};
use cairn_data::Scan;
use cairn_definition::{Diagnostic, Diagnostics, Placed};
use estimate::answer_one;
use plan::{AnalysisColumns, find_levels, plan};

/// The analyses that are answered while the file streams by, with their columns.
pub(super) struct Streamed<'a> {
    design: DesignColumns,
    analyses: Vec<(usize, &'a Analysis, AnalysisColumns)>,
}

impl<'a> Streamed<'a> {
    pub(super) fn find(
        request: &'a Request,
        held: &[(usize, Linear)],
        columns: &mut Columns<'_>,
        problems: &Diagnostics,
    ) -> Self {
        let mut analyses = Vec::new();
        let design = plan_design(request, columns, problems);
        let categorical: Vec<usize> = request
            .categorical
            .iter()
            .filter_map(|name| columns.find(name, problems).map(|(column, _)| column))
            .collect();
        for (position, analysis) in request.analyses.iter().enumerate() {
            let is_held = held.iter().any(|(found, _)| *found == position);
            if is_held || matches!(analysis.estimand, Estimand::Held(_) | Estimand::Contrast(_)) {
                continue;
            }
            if let Some(found) = AnalysisColumns::find(analysis, &categorical, columns, problems) {
                analyses.push((position, analysis, found));
            }
        }
        Self { design, analyses }
    }

    /// Whether there is nothing to answer.
    pub(super) fn is_empty(&self) -> bool {
        self.analyses.is_empty()
    }

    pub(super) fn answer(
        self,
        request: &Request,
        scan: &Scan,
        columns: Columns<'_>,
        progress: &dyn Fn(u64, u64),
    ) -> Result<(DesignSummary, Vec<(usize, AnsweredAnalysis)>), AnswerError> {
        let frames = columns.frames()?;
        let categories = find_levels(scan, &frames, &self.analyses)?;
        let mut tables: Vec<TableColumns> = Vec::new();
        let mut planned = Vec::with_capacity(self.analyses.len());
        for (position, analysis, found) in &self.analyses {
            planned.push((*position, plan(analysis, found, &frames, &categories, &mut tables)?));
        }
        let filled = fill(request, scan, &frames, Pass { design: self.design, tables }, progress)?;
        let method = Method::of(request, &filled)?;
        let mut analyses = Vec::with_capacity(planned.len());
        for (position, plan) in &planned {
            analyses.push((*position, answer_one(request, &method, plan, &filled, &frames)?));
        }
        let design = &filled.design;
        let summary = DesignSummary {
            n: design.rows(),
            weighted_n: design.weighted_rows(),
            strata: design.strata(0).len(),
            clusters: design.units(0).len(),
            df: method.df(),
        };
        Ok((summary, analyses))
    }
}

fn plan_design(request: &Request, columns: &mut Columns<'_>, problems: &Diagnostics) -> DesignColumns {
    let design = &request.design;
    let mut numeric = |name: &Placed<String>| {
        let (column, kind) = columns.find(name, problems)?;
        if !kind.is_numeric() {
            let problem = Diagnostic::error(&name.place, format!("`{}` is {kind}", name.value));
            problems.push(problem.expected("a column of numbers"));
        }
        Some(column)
    };
    let weights = design.weights.as_ref().and_then(&mut numeric);
    let population = design.fpc.iter().filter_map(&mut numeric).collect();
    let mut any = |name: &Placed<String>| columns.find(name, problems).map(|(column, _)| column);
    DesignColumns {
        weights,
        population,
        clusters: design.clusters.iter().filter_map(&mut any).collect(),
        strata: design.strata.iter().map(|stratum| stratum.as_ref().and_then(&mut any)).collect(),
        nest: design.nest,
    }
}

fn fill(
    request: &Request,
    scan: &Scan,
    frames: &Frames,
    pass: Pass,
    progress: &dyn Fn(u64, u64),
) -> Result<Filled, AnswerError> {
    let total = scan.rows();
    let mut read = 0;
    let mut filling = pass.begin();
    let mut batches = scan.batches(frames.file_columns())?;
    let mut read_next =
        || batches.next().map(|batch| -> Result<Frame, AnswerError> { Ok(frames.frame(&batch?)?) });
    let mut next = read_next();
    // The next rows are read while these are summed: what one thread must do alone leaves the other something to do.
    while let Some(frame) = next {
        let frame = frame?;
        let (summed, following) = rayon::join(|| filling.add(&frame), &mut read_next);
        if let Err(error) = summed {
            let label = error.stratum().map(|key| filling.stratum_label(key));
            return Err(explain(request, frames, &error, label.as_deref()));
        }
        read += frame.rows as u64;
        progress(read, total);
        next = following;
    }
    filling.finish().map_err(|error| explain(request, frames, &error, None))
}

/// Says in the request's own words why a pass stopped: at the variable that it is about, or at the design.
fn explain(request: &Request, frames: &Frames, error: &PassError, stratum: Option<&str>) -> AnswerError {
    let message = error.describe(|column| frames.name(column), stratum);
    let variable = match error {
        PassError::NotTruth { column, .. } | PassError::ColumnType { column, .. } => {
            let names = request.analyses.iter().flat_map(|analysis| analysis.estimand.columns());
            names.into_iter().find(|name| name.value == frames.name(*column))
        }
        _ => None,
    };
    let problem = Diagnostic::error(variable.map_or(&request.design_place, |name| &name.place), message);
    AnswerError::Request(vec![match error.help() {
        Some(help) => problem.help(help),
        None => problem,
    }])
}
