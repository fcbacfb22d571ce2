//! Answers analyses from held rows.

use super::load::{self, Wanted};
use super::sample::sample;
use super::{ColumnUse, DesignStep, HeldAnalysis, HeldColumns, HeldDomain, Part, Role, imputed};
use crate::answer::{
    AnswerError, AnsweredAnalysis, Columns, DesignSummary, Frames, Progress, Step, simultaneously,
};
use crate::pass::{Combinations, DomainLevels, Level, PassError};
use crate::request::{Analysis, DegreesOfFreedom, MissingRule, Request};
use cairn_data::Scan;
use cairn_definition::{Diagnostic, Diagnostics, Place, Placed};
use cairn_survey::{Domain, Sample, SurveyError, VarianceMethod, Variation};

/// The analyses that are answered from held rows, with the columns found for them.
#[derive(Debug)]
pub(crate) struct HeldPlan<'a> {
    analyses: Vec<(usize, &'a Analysis, &'a dyn HeldAnalysis, Vec<ColumnUse>)>,
    wanted: Vec<(Wanted, bool)>,
}

/// Answers by position in the request, and the design they stand on.
pub(crate) type HeldAnswers = (DesignSummary, Vec<(usize, AnsweredAnalysis)>);

impl<'a> HeldPlan<'a> {
    /// Finds the columns that the analyses and the design need; mistakes are reported to `problems`.
    pub(crate) fn find(
        request: &'a Request,
        analyses: Vec<(usize, &'a Analysis, &'a dyn HeldAnalysis)>,
        columns: &mut Columns<'_>,
        problems: &Diagnostics,
    ) -> Self {
        let names: Vec<String> = columns.names().map(str::to_owned).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let categorical: Vec<String> = request.categorical.iter().map(|name| name.value.clone()).collect();
        let design = &request.design;
        let mut uses: Vec<ColumnUse> = Vec::new();
        uses.extend(design.clusters.iter().map(|name| ColumnUse::aside(name, Role::Category)));
        uses.extend(design.strata.iter().flatten().map(|name| ColumnUse::aside(name, Role::Category)));
        uses.extend(
            design.fpc.iter().chain(&design.weights).map(|name| ColumnUse::aside(name, Role::Number)),
        );
        uses.extend(request.imputations.iter().map(|name| ColumnUse::aside(name, Role::Category)));
        for step in &design.steps {
            match step.columns(&names) {
                Ok(more) => uses.extend(more),
                Err(mistakes) => problems.extend(mistakes),
            }
        }
        let mut planned = Vec::with_capacity(analyses.len());
        for (position, analysis, kind) in analyses {
            let mut own = match kind.columns(&names) {
                Ok(own) => own,
                Err(mistakes) => {
                    problems.extend(mistakes);
                    continue;
                }
            };
            own.extend(kind.domains(&analysis.by).iter().map(|name| ColumnUse::aside(name, Role::Category)));
            own.extend(analysis.filter.iter().map(|text| ColumnUse::aside(text, Role::Condition)));
            uses.extend(own.iter().cloned());
            planned.push((position, analysis, kind, own));
        }
        let wanted = load::find(&uses, &categorical, columns, problems);
        Self { analyses: planned, wanted }
    }

    /// Whether there is nothing to answer.
    pub(crate) fn is_empty(&self) -> bool {
        self.analyses.is_empty()
    }

    /// Reads the columns and answers.
    ///
    /// # Errors
    /// When the data or the design are refused, or an analysis is.
    pub(crate) fn answer(
        self,
        request: &Request,
        scan: &Scan,
        frames: &Frames,
        progress: Progress<'_>,
    ) -> Result<(HeldAnswers, Sample), AnswerError> {
        let wanted = self
            .wanted
            .iter()
            .cloned()
            .map(|(mut wanted, computed)| {
                if computed {
                    wanted.column += frames.first_computed();
                }
                wanted
            })
            .collect();
        let columns = load::load(scan, frames, wanted, progress)?;
        let Some(name) = &request.imputations else { return self.answer_from(request, &columns, progress) };
        let tables = imputed::split(name, &columns)?;
        let (mut answers, mut first) = (Vec::with_capacity(tables.len()), None);
        for table in tables {
            let (answer, sample) = self.answer_from(request, &table, progress)?;
            answers.push(answer);
            first.get_or_insert(sample);
        }
        let combined = imputed::combined(&answers).zip(first);
        combined
            .ok_or_else(|| AnswerError::Request(vec![Diagnostic::error(&name.place, "there is no table")]))
    }

    /// Answers from the columns of a table.
    fn answer_from(
        &self,
        request: &Request,
        columns: &HeldColumns,
        progress: Progress<'_>,
    ) -> Result<(HeldAnswers, Sample), AnswerError> {
        let sample = design_sample(request, columns)?;
        let (design, n) = match sample.variance_method() {
            // Rows that the second phase did not draw are not in the sample.
            VarianceMethod::TwoPhase(phases) => (phases.second_phase(), phases.second_phase().rows()),
            _ => (sample.design(), sample.rows() as u64),
        };
        let summary = DesignSummary {
            n,
            weighted_n: sample.weights().iter().copied().collect::<cairn_survey::Sum>().value(),
            strata: design.strata(0).len(),
            clusters: design.units(0).len(),
            df: sample.degrees_of_freedom(),
        };
        let mut answers = Vec::with_capacity(self.analyses.len());
        for &(position, analysis, kind, ref uses) in &self.analyses {
            let one = AnsweredBy { request, analysis, kind, uses, sample: &sample, columns, progress };
            answers.push((position, one.answer(summary.df)?));
        }
        Ok(((summary, answers), sample))
    }
}

fn design_sample(request: &Request, columns: &HeldColumns) -> Result<Sample, AnswerError> {
    let steps: &[std::sync::Arc<dyn DesignStep>] = &request.design.steps;
    let mut first = None;
    for step in steps {
        first = step.first_sample(request, columns)?.or(first);
    }
    let first = match first {
        Some(first) => first,
        None => sample(request, columns, None)?,
    };
    steps.iter().try_fold(first, |sample, step| step.apply(sample, columns))
}

struct AnsweredBy<'a> {
    request: &'a Request,
    analysis: &'a Analysis,
    kind: &'a dyn HeldAnalysis,
    uses: &'a [ColumnUse],
    sample: &'a Sample,
    columns: &'a HeldColumns,
    progress: Progress<'a>,
}

impl AnsweredBy<'_> {
    fn answer(&self, design_df: f64) -> Result<AnsweredAnalysis, AnswerError> {
        simultaneously(self.analysis, |analysis| self.answer_as(analysis, design_df))
    }

    fn answer_as(&self, analysis: &Analysis, design_df: f64) -> Result<AnsweredAnalysis, AnswerError> {
        let by = self.kind.domains(&analysis.by);
        let df = match analysis.df {
            DegreesOfFreedom::Design => design_df,
            DegreesOfFreedom::Fixed(df) => df,
        };
        let mut answered = AnsweredAnalysis::new(analysis, df, by);
        let (domains, without_group) = self.domains(by);
        if domains.is_empty() {
            answered.warnings.push("no row is in a domain, so there is no estimate".to_owned());
        }
        if without_group > 0 {
            let by = answered.by.join(" or ");
            answered.warnings.push(format!("{without_group} rows are in no domain: missing in {by}"));
        }
        let mut missing = vec![false; self.columns.rows()];
        for used in self.uses.iter().filter(|used| used.listed) {
            self.columns.mark_missing(&used.name.value, used.role, &mut missing);
        }
        let (mut dropped, mut parts) = (0, Vec::with_capacity(domains.len()));
        let total = domains.len() as u64;
        for (done, (levels, all_rows)) in domains.iter().enumerate() {
            self.progress.tell(Step::Analysis { id: &analysis.id.value, done: done as u64, total })?;
            let known = all_rows.rows().iter().copied().filter(|row| !missing[*row as usize]).collect();
            let rows = Domain::from_rows(known);
            self.refuse_missing(all_rows.len() - rows.len(), all_rows.len())?;
            dropped += all_rows.len() - rows.len();
            answered.n += rows.len() as u64;
            let domain = HeldDomain {
                request: self.request,
                analysis,
                sample: self.sample,
                columns: self.columns,
                rows: &rows,
                all_rows,
                levels: &levels.0,
            };
            let mut part = self.kind.answer(&domain)?;
            for row in &mut part.rows {
                if row.by.is_empty() {
                    row.by.clone_from(&levels.0);
                }
            }
            parts.push(part);
        }
        if dropped > 0 {
            let names: Vec<&str> =
                self.uses.iter().filter(|used| used.listed).map(|used| used.name.value.as_str()).collect();
            let rows = dropped as u64 + answered.n;
            answered.warnings.insert(
                0,
                format!("{dropped} of {rows} rows left their domain: missing in {}", names.join(" or ")),
            );
        }
        self.gather(parts, &mut answered)?;
        Ok(answered)
    }

    fn refuse_missing(&self, missing: usize, rows: usize) -> Result<(), AnswerError> {
        if self.analysis.missing != MissingRule::Fail || missing == 0 {
            return Ok(());
        }
        let id = &self.analysis.id;
        let message = format!("analysis `{}`: {missing} of {rows} rows have a missing value", id.value);
        let problem = Diagnostic::error(&id.place, message);
        Err(AnswerError::Request(vec![problem.help("set `missing` to `drop` to leave them out")]))
    }

    /// Puts the parts together: estimate by estimate, and within each domain by domain, as R's `svyby` orders them.
    fn gather(&self, parts: Vec<Part>, answered: &mut AnsweredAnalysis) -> Result<(), AnswerError> {
        let counts: Vec<usize> = parts.iter().map(|part| part.rows.len()).collect();
        let widest = counts.iter().copied().max().unwrap_or(0);
        let mut order: Vec<usize> = Vec::new();
        for position in 0..widest {
            let mut first = 0;
            for count in &counts {
                if position < *count {
                    order.push(first + position);
                }
                first += count;
            }
        }
        let variations: Option<Vec<Variation>> = parts.iter().map(|part| part.variation.clone()).collect();
        let more = more_variation(&parts);
        let mut rows = Vec::new();
        for part in parts {
            rows.extend(part.rows.into_iter().map(Some));
            answered.tests.extend(part.tests);
            answered.warnings.extend(part.warnings);
        }
        answered
            .rows
            .extend(order.iter().filter_map(|position| rows.get_mut(*position).and_then(Option::take)));
        if !self.analysis.needs_covariance() {
            return Ok(());
        }
        let joint = variations.and_then(|parts| Variation::join(&parts));
        if let Some(joint) = joint.filter(|joint| joint.width() == order.len()) {
            let covariance = |joint: &Variation| {
                self.sample.covariance(&joint.select(&order)).map_err(|error| {
                    explain_survey(&error, self.request, self.columns, &self.analysis.id.place)
                })
            };
            answered.covariance = covariance(&joint)?;
            if let (Some(sum), Some(more)) = (&mut answered.covariance, &more)
                && let Some(more) = covariance(more)?
            {
                sum.add_scaled(&more, 1.0);
            }
        }
        if answered.covariance.is_none() && self.analysis.covariance {
            answered.warnings.push("the covariance cannot be estimated".to_owned());
        }
        Ok(())
    }

    /// The domains with a row, in order, and how many rows are in none since a column is missing.
    fn domains(&self, by: &[Placed<String>]) -> (Vec<(DomainLevels, Domain)>, u64) {
        let rows = self.columns.rows();
        let mut within: Vec<bool> = self.sample.weights().iter().map(|weight| *weight > 0.0).collect();
        if let Some(filter) = &self.analysis.filter {
            let truth = self.columns.numbers(&filter.value);
            within.iter_mut().zip(truth).for_each(|(within, truth)| *within &= *truth == 1.0);
        }
        let categories: Vec<_> = by.iter().filter_map(|name| self.columns.category(&name.value)).collect();
        let Some((first, others)) = categories.split_first() else {
            return (vec![(DomainLevels(Vec::new()), Domain::of(rows, |row| within[row]))], 0);
        };
        let mut codes = first.codes.clone();
        codes.iter_mut().zip(&within).for_each(|(code, within)| {
            if !within {
                *code = u32::MAX;
            }
        });
        let mut combinations = Combinations::new(categories.len());
        let others: Vec<&[u32]> = others.iter().map(|category| category.codes.as_slice()).collect();
        combinations.join(&mut codes, &others);
        let levels: Vec<&[Level]> = categories.iter().map(|category| category.levels.as_slice()).collect();
        let ordered = combinations.ordered_levels(&levels);
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); ordered.len()];
        let mut without_group = 0;
        for (row, code) in codes.iter().enumerate() {
            match members.get_mut(*code as usize) {
                Some(rows) => rows.push(row as u32),
                None => without_group += u64::from(within[row]),
            }
        }
        let domains = ordered
            .into_iter()
            .map(|(code, levels)| (levels, Domain::from_rows(std::mem::take(&mut members[code as usize]))))
            .filter(|(_, rows)| !rows.is_empty())
            .collect();
        (domains, without_group)
    }
}

/// The second sources of variation of all parts side by side, where a part has one; the others do not vary by it.
fn more_variation(parts: &[Part]) -> Option<Variation> {
    if parts.iter().all(|part| part.more_variation.is_none()) {
        return None;
    }
    let still = |variation: &Variation| variation.transform(&vec![Vec::new(); variation.width()]);
    let all: Option<Vec<Variation>> = parts
        .iter()
        .map(|part| part.more_variation.clone().or_else(|| part.variation.as_ref().map(still)))
        .collect();
    Variation::join(&all?)
}

/// Says in the request's own words why `cairn-survey` refused.
pub(crate) fn explain_survey(
    error: &SurveyError,
    request: &Request,
    columns: &HeldColumns,
    place: &Place,
) -> AnswerError {
    let error = PassError::Survey(error.clone());
    let label = error.stratum().map(|key| {
        let level = |name: &Placed<String>, code: u32| {
            let category = columns.category(&name.value)?;
            category.levels.get(code as usize).map(ToString::to_string)
        };
        let stratum = request.design.strata.get(key.stage - 1).and_then(Option::as_ref);
        let mut label = match stratum {
            Some(name) => format!("stratum {}", level(name, key.stratum).unwrap_or_default()),
            None => "the only stratum".to_owned(),
        };
        for (name, code) in request.design.clusters.iter().zip(&key.within).rev() {
            label.push_str(&format!(" in cluster {}", level(name, *code).unwrap_or_default()));
        }
        label
    });
    let message = error.describe(|_| "", label.as_deref());
    let about_design = error.stratum().is_some() || error.help().is_some();
    let place = if about_design { &request.design_place } else { place };
    let problem = Diagnostic::error(place, message);
    AnswerError::Request(vec![match error.help() {
        Some(help) => problem.help(help),
        None => problem,
    }])
}
