//! Analyses that cluster totals answer, while the file streams by.

mod estimate;
mod plan;

use super::AnswerError;
use super::columns::{Columns, Frames};
use super::method::Method;
use super::progress::{Progress, Step};
use super::rows::{AnsweredAnalysis, DesignSummary};
use crate::kinds::linear::Linear;
use crate::pass::{
    DesignColumns, Filled, Filling, Frame, Level, MeasureColumns, Pass, PassError, SavedFilling, SavedTable,
    TableColumns, Variable,
};
use crate::request::{Analysis, Estimand, Request};
use cairn_data::Scan;
use cairn_definition::{Diagnostic, Diagnostics, Placed};
use cairn_survey::{Moments, PartialCell, SurveyError};
use estimate::answer_one;
use plan::{AnalysisColumns, Planned, find_levels, plan};

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

    /// Answers from the file.
    ///
    /// # Errors
    /// When the file cannot be read or the design is refused.
    pub(super) fn answer(
        self,
        request: &Request,
        scan: &Scan,
        columns: Columns<'_>,
        progress: Progress<'_>,
    ) -> Result<StreamedAnswers, AnswerError> {
        let frames = columns.frames()?;
        let levels = find_levels(scan, &frames, &self.analyses)?;
        let (pass, planned) = self.plan(&frames, &levels)?;
        let filled = fill(request, scan, &frames, pass, progress)?
            .finish()
            .map_err(|error| explain(request, &frames, &error, None))?;
        estimates(request, &planned, &filled, &frames)
    }

    /// Sums the rows of the file and keeps the sums.
    ///
    /// # Errors
    /// As [`answer`](Self::answer).
    pub(super) fn keep(
        self,
        request: &Request,
        scan: &Scan,
        columns: Columns<'_>,
        progress: Progress<'_>,
    ) -> Result<KeptSums, AnswerError> {
        let frames = columns.frames()?;
        let levels = find_levels(scan, &frames, &self.analyses)?;
        let (pass, _) = self.plan(&frames, &levels)?;
        let filling = fill(request, scan, &frames, pass, progress)?.save();
        let levels = levels.into_iter().map(|(column, levels)| (frames.name(column).to_owned(), levels));
        Ok(KeptSums { levels: levels.collect(), filling })
    }

    /// Answers from sums that were kept.
    ///
    /// # Errors
    /// When the sums do not go together, or the design is refused.
    pub(super) fn answer_kept(
        &self,
        request: &Request,
        columns: Columns<'_>,
        kept: &[KeptSums],
    ) -> Result<StreamedAnswers, AnswerError> {
        let frames = columns.frames()?;
        let of_frame = |name: &str| (0..frames.first_computed()).find(|column| frames.name(*column) == name);
        let levels_of = |kept: &KeptSums| -> Vec<(usize, Vec<Level>)> {
            let found = |(name, levels): &(String, Vec<Level>)| Some((of_frame(name)?, levels.clone()));
            kept.levels.iter().filter_map(found).collect()
        };
        let mut all: Vec<(usize, Vec<Level>)> = Vec::new();
        for (column, levels) in kept.iter().flat_map(levels_of) {
            match all.iter_mut().find(|(known, _)| *known == column) {
                Some((_, known)) => known.extend(levels),
                None => all.push((column, levels)),
            }
        }
        for (_, levels) in &mut all {
            levels.sort_by(Level::compare);
            levels.dedup();
        }
        let (pass, planned) = self.plan(&frames, &all)?;
        let mut filling = pass.clone().begin();
        for sums in kept {
            let (own, _) = self.plan(&frames, &levels_of(sums))?;
            let refused = |error: SurveyError| explain(request, &frames, &PassError::Survey(error), None);
            let aligned = align(&sums.filling, &own.tables, &pass.tables)
                .ok_or_else(|| refused(SurveyError::Incompatible("they were summed for another request")))?;
            filling.add_saved(&aligned).map_err(refused)?;
        }
        let filled = filling.finish().map_err(|error| explain(request, &frames, &error, None))?;
        estimates(request, &planned, &filled, &frames)
    }

    /// The pass over the rows that the analyses need, and where each finds its sums.
    fn plan(
        &self,
        frames: &Frames,
        levels: &[(usize, Vec<Level>)],
    ) -> Result<(Pass, Vec<(usize, Planned<'a>)>), AnswerError> {
        let mut tables: Vec<TableColumns> = Vec::new();
        let mut planned = Vec::with_capacity(self.analyses.len());
        for (position, analysis, found) in &self.analyses {
            planned.push((*position, plan(analysis, found, frames, levels, &mut tables)?));
        }
        Ok((Pass { design: self.design.clone(), tables }, planned))
    }
}

/// The design, and the answers by position in the request.
pub(super) type StreamedAnswers = (DesignSummary, Vec<(usize, AnsweredAnalysis)>);

/// The sums of some rows, as planned for a request.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KeptSums {
    /// The levels of the columns that are estimated over as categories.
    pub(crate) levels: Vec<(String, Vec<Level>)>,
    /// The sums.
    pub(crate) filling: SavedFilling,
}

fn estimates(
    request: &Request,
    planned: &[(usize, Planned<'_>)],
    filled: &Filled,
    frames: &Frames,
) -> Result<StreamedAnswers, AnswerError> {
    let method = Method::of(request, filled)?;
    let mut analyses = Vec::with_capacity(planned.len());
    for (position, plan) in planned {
        analyses.push((*position, answer_one(request, &method, plan, filled, frames)?));
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

/// Sums planned as `from` in the places that they have in `to`; a level that `from` does not have has the sum 0.
fn align(saved: &SavedFilling, from: &[TableColumns], to: &[TableColumns]) -> Option<SavedFilling> {
    let mut tables = Vec::with_capacity(to.len());
    for ((table, from), to) in saved.tables.iter().zip(from).zip(to) {
        let mut places: Vec<Option<usize>> = Vec::new();
        let mut first = 0;
        let rows_only = MeasureColumns { variables: Vec::new(), moments: Moments::None };
        let measures = |table: &TableColumns| -> Vec<MeasureColumns> {
            table.measures.iter().cloned().chain([rows_only.clone()]).collect()
        };
        for (own, wanted) in measures(from).iter().zip(measures(to)) {
            let find = |variable: &Variable| own.variables.iter().position(|known| known == variable);
            let sums: Vec<Option<usize>> = wanted.variables.iter().map(find).collect();
            let squares = wanted.moments == Moments::Squares;
            places.extend([Some(first), Some(first + 1)]);
            places.extend(sums.iter().map(|place| place.map(|place| first + 2 + place)));
            first += 2 + own.variables.len();
            if squares {
                places.push(Some(first));
                places.extend(sums.iter().map(|place| place.map(|place| first + 1 + place)));
                first += 1 + own.variables.len();
            }
        }
        let mut cells = Vec::with_capacity(table.cells.len());
        for cell in &table.cells {
            if cell.sums.len() != first {
                return None;
            }
            let sums = places.iter().map(|place| place.map_or(0.0, |place| cell.sums[place])).collect();
            cells.push(PartialCell { sums, ..*cell });
        }
        tables.push(SavedTable { cells, ..table.clone() });
    }
    (saved.tables.len() == to.len() && from.len() == to.len())
        .then(|| SavedFilling { units: saved.units.clone(), tables })
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
    progress: Progress<'_>,
) -> Result<Filling, AnswerError> {
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
        progress.tell(Step::Rows { read, total })?;
        next = following;
    }
    Ok(filling)
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
