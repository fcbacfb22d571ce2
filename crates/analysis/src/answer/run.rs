//! Answers a request.

use super::columns::{Columns, Computed, Frames};
use super::method::Method;
use super::rows::{Answer, AnsweredAnalysis, DesignSummary, Row, Subject};
use crate::held::{HeldAnalysis, HeldPlan};
use crate::kinds::linear::Linear;
use crate::pass::{
    Category, DesignColumns, Filled, FilledTable, Frame, Level, MeasureColumns, Pass, PassError,
    TableColumns, Variable,
};
use crate::request::{Analysis, DegreesOfFreedom, DesignEffect, Estimand, MissingRule, Request};
use cairn_data::{DataError, Kind, Scan, ScanOptions};
use cairn_definition::{Diagnostic, Diagnostics, Placed};
use cairn_survey::{
    DesignEffectReference, Mean, Moments, ProportionInterval, ProportionMethod, Ratio, SurveyError, Total,
    Variation, symmetric_interval,
};

/// Categories with more levels than this are refused: each level is an estimate for every domain.
const MOST_LEVELS: usize = 2_000;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    /// The request is wrong.
    #[error("the request is refused")]
    Request(Vec<Diagnostic>),
    /// The data cannot be read.
    #[error(transparent)]
    Data(#[from] DataError),
}

impl From<Box<Diagnostic>> for AnswerError {
    fn from(problem: Box<Diagnostic>) -> Self {
        Self::Request(vec![*problem])
    }
}

/// One analysis and where its totals are.
struct Planned<'a> {
    analysis: &'a Analysis,
    table: usize,
    measure: usize,
    estimates: Vec<PlannedEstimate>,
}

struct PlannedEstimate {
    subject: Subject,
    estimator: PlannedEstimator,
}

enum PlannedEstimator {
    Mean(Mean),
    Total(Total),
    Proportion(Mean, ProportionMethod),
    Ratio(Ratio),
}

/// Answers a request: what cluster totals can answer with one pass over its file, and one more over the columns that are categories;
/// what needs its rows again from the columns that it names, held in memory.
///
/// `progress` is told how many of how many rows have been read.
///
/// # Errors
/// When the request does not fit the file, the file cannot be read, or the design is refused; nothing is answered then.
pub fn answer(request: &Request, progress: &dyn Fn(u64, u64)) -> Result<Answer, AnswerError> {
    let linear = if request.design.is_plain() { Vec::new() } else { held_linear(request) };
    answer_holding(request, &linear, progress)
}

/// Answers a request, and those of its means, totals, ratios and proportions that are given from held rows.
fn answer_holding(
    request: &Request,
    linear: &[(usize, Linear)],
    progress: &dyn Fn(u64, u64),
) -> Result<Answer, AnswerError> {
    let options = match &request.missing {
        Some(missing) => ScanOptions { missing: missing.clone() },
        None => ScanOptions::default(),
    };
    let scan = Scan::open(&request.data_path(), &options)?;
    let problems = Diagnostics::new();
    let mut held_columns = Columns::new(request, &scan, &problems);
    let held = HeldPlan::find(request, held_analyses(request, linear), &mut held_columns, &problems);
    let mut columns = Columns::new(request, &scan, &Diagnostics::new());
    let streamed = Streamed::find(request, linear, &mut columns, &problems);
    if problems.has_errors() {
        return Err(AnswerError::Request(problems.into_sorted()));
    }
    let mut design = None;
    let mut answered: Vec<(usize, AnsweredAnalysis)> = Vec::new();
    let mut weights = None;
    if !streamed.analyses.is_empty() {
        let (summary, answers) = streamed.answer(request, &scan, columns, progress)?;
        design = Some(summary);
        answered.extend(answers);
    }
    if !held.is_empty() || design.is_none() || request.return_weights {
        let frames = held_columns.frames()?;
        let ((summary, answers), sample) = held.answer(request, &scan, &frames, progress)?;
        design = Some(summary);
        answered.extend(answers);
        weights = request.return_weights.then(|| sample.weights().to_vec());
    }
    answered.sort_by_key(|(position, _)| *position);
    let contrasts: Vec<usize> = request
        .analyses
        .iter()
        .enumerate()
        .filter(|(_, analysis)| matches!(analysis.estimand, Estimand::Contrast(_)))
        .map(|(position, _)| position)
        .collect();
    let mut analyses: Vec<AnsweredAnalysis> = Vec::with_capacity(request.analyses.len());
    let mut answered = answered.into_iter().map(|(_, answer)| answer);
    for (position, analysis) in request.analyses.iter().enumerate() {
        if let (true, Estimand::Contrast(contrast)) = (contrasts.contains(&position), &analysis.estimand) {
            let contrast = contrast.answer(analysis, &analyses)?;
            analyses.push(contrast);
        } else {
            analyses.extend(answered.next());
        }
    }
    let design =
        design.unwrap_or(DesignSummary { n: 0, weighted_n: 0.0, strata: 0, clusters: 0, df: f64::NAN });
    Ok(Answer { design, analyses, weights })
}

/// Means, totals, ratios and proportions of a design that cannot be answered while the file streams by.
fn held_linear(request: &Request) -> Vec<(usize, Linear)> {
    let linear = |analysis: &Analysis| match &analysis.estimand {
        Estimand::Held(_) | Estimand::Contrast(_) => None,
        estimand => Some(Linear(estimand.clone())),
    };
    let analyses = request.analyses.iter().enumerate();
    analyses.filter_map(|(position, analysis)| Some((position, linear(analysis)?))).collect()
}

/// The analyses that are answered from held rows.
fn held_analyses<'a>(
    request: &'a Request,
    linear: &'a [(usize, Linear)],
) -> Vec<(usize, &'a Analysis, &'a dyn HeldAnalysis)> {
    let mut held: Vec<(usize, &Analysis, &dyn HeldAnalysis)> = Vec::new();
    for (position, analysis) in request.analyses.iter().enumerate() {
        if let Estimand::Held(kind) = &analysis.estimand {
            held.push((position, analysis, kind.0.as_ref()));
        } else if let Some((_, kind)) = linear.iter().find(|(found, _)| *found == position) {
            held.push((position, analysis, kind));
        }
    }
    held
}

/// The analyses that are answered while the file streams by, with their columns.
struct Streamed<'a> {
    design: DesignColumns,
    analyses: Vec<(usize, &'a Analysis, AnalysisColumns)>,
}

impl<'a> Streamed<'a> {
    fn find(
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

    fn answer(
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

/// A column that an analysis estimates over.
#[derive(Clone)]
struct UsedColumn {
    name: String,
    column: usize,
    category: bool,
}

/// The columns of an analysis.
struct AnalysisColumns {
    variables: Vec<UsedColumn>,
    /// Those of `variables` that are denominators, from the end.
    denominators: usize,
    by: Vec<usize>,
    condition: Option<Computed>,
}

impl AnalysisColumns {
    fn find(
        analysis: &Analysis,
        categorical: &[usize],
        columns: &mut Columns<'_>,
        problems: &Diagnostics,
    ) -> Option<Self> {
        let names = analysis.estimand.columns();
        let denominators = match &analysis.estimand {
            Estimand::Ratio { denominator, .. } => denominator.len(),
            _ => 0,
        };
        let may_be_category = matches!(analysis.estimand, Estimand::Mean(_) | Estimand::Total(_));
        let mut variables = Vec::with_capacity(names.len());
        for name in names {
            let Some((column, kind)) = columns.find(name, problems) else { continue };
            let category = kind == Kind::Text || categorical.contains(&column);
            if kind == Kind::Date || (category && !may_be_category) {
                let problem = Diagnostic::error(&name.place, format!("`{}` is {kind}", name.value));
                let expected = match analysis.estimand {
                    Estimand::Proportion { .. } => "a column that is true or false, or 0 and 1",
                    _ => "a column of numbers",
                };
                problems.push(problem.expected(expected));
                continue;
            }
            variables.push(UsedColumn { name: name.value.clone(), column, category });
        }
        let by = analysis
            .by
            .iter()
            .filter_map(|name| columns.find(name, problems).map(|(column, _)| column))
            .collect();
        let condition = match &analysis.filter {
            Some(text) => Some(columns.condition(text, problems)?),
            None => None,
        };
        Some(Self { variables, denominators, by, condition })
    }
}

/// Reads the levels of the columns that are estimated over as categories, in order.
fn find_levels(
    scan: &Scan,
    frames: &Frames,
    uses: &[(usize, &Analysis, AnalysisColumns)],
) -> Result<Vec<(usize, Vec<Level>)>, AnswerError> {
    let mut wanted: Vec<usize> = uses
        .iter()
        .flat_map(|(_, _, used)| &used.variables)
        .filter(|variable| variable.category)
        .map(|variable| variable.column)
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let mut categories: Vec<Category> = wanted.iter().map(|_| Category::default()).collect();
    let mut codes = Vec::new();
    for batch in scan.batches(frames.file_columns())? {
        let frame = frames.frame(&batch?)?;
        for (category, &column) in categories.iter_mut().zip(&wanted) {
            category.encode(&frame.columns[column], &mut codes);
        }
    }
    let sorted = |category: Category| {
        let mut levels = category.levels().to_vec();
        levels.sort_by(Level::compare);
        levels
    };
    Ok(wanted.into_iter().zip(categories.into_iter().map(sorted)).collect())
}

fn plan<'a>(
    analysis: &'a Analysis,
    found: &AnalysisColumns,
    frames: &Frames,
    categories: &[(usize, Vec<Level>)],
    tables: &mut Vec<TableColumns>,
) -> Result<Planned<'a>, AnswerError> {
    let deff = analysis.deff != DesignEffect::Absent;
    let mut variables = Vec::new();
    let mut estimates = Vec::new();
    let numerators = found.variables.len() - found.denominators;
    for used in &found.variables[..if found.denominators == 0 { numerators } else { 0 }] {
        let levels: Vec<Option<Level>> = match categories.iter().find(|(column, _)| *column == used.column) {
            Some((_, levels)) if used.category => levels.iter().cloned().map(Some).collect(),
            _ => vec![None],
        };
        if levels.len() > MOST_LEVELS {
            let message =
                format!("`{}` has {} levels; at most {MOST_LEVELS} are estimated", used.name, levels.len());
            let problem = Diagnostic::error(&analysis.id.place, message);
            return Err(AnswerError::Request(vec![
                problem.help("group its levels in a derived column first"),
            ]));
        }
        for level in levels {
            let variable = variables.len();
            let estimator = match &analysis.estimand {
                Estimand::Total(_) => PlannedEstimator::Total(Total { variable }),
                Estimand::Proportion { interval, .. } => {
                    PlannedEstimator::Proportion(Mean { variable }, interval.0)
                }
                _ => PlannedEstimator::Mean(Mean { variable }),
            };
            variables.push(match (&level, &analysis.estimand) {
                (Some(level), _) => Variable::Level(used.column, level.clone()),
                (None, Estimand::Proportion { .. }) => Variable::Truth(used.column),
                (None, _) => Variable::Number(used.column),
            });
            estimates.push(PlannedEstimate {
                subject: Subject::Variable { variable: used.name.clone(), level },
                estimator,
            });
        }
    }
    if found.denominators > 0 {
        variables.extend(found.variables.iter().map(|used| Variable::Number(used.column)));
        for (denominator, below) in found.variables.iter().enumerate().skip(numerators) {
            for (numerator, above) in found.variables.iter().enumerate().take(numerators) {
                let product = deff.then(|| {
                    variables.push(Variable::Product(above.column, below.column));
                    variables.len() - 1
                });
                estimates.push(PlannedEstimate {
                    subject: Subject::Ratio {
                        numerator: above.name.clone(),
                        denominator: below.name.clone(),
                    },
                    estimator: PlannedEstimator::Ratio(Ratio { numerator, denominator, product }),
                });
            }
        }
    }
    let within = found.condition.map(|condition| frames.condition_column(condition));
    let table = tables.iter().position(|table| table.within == within && table.by == found.by);
    let table = table.unwrap_or_else(|| {
        tables.push(TableColumns { within, by: found.by.clone(), measures: Vec::new() });
        tables.len() - 1
    });
    let moments = if deff { Moments::Squares } else { Moments::None };
    let measures = &mut tables[table].measures;
    measures.push(MeasureColumns { variables, moments });
    Ok(Planned { analysis, table, measure: measures.len() - 1, estimates })
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

fn answer_one(
    request: &Request,
    method: &Method<'_>,
    plan: &Planned<'_>,
    filled: &Filled,
    frames: &Frames,
) -> Result<AnsweredAnalysis, AnswerError> {
    let table = &filled.tables[plan.table];
    let design_df = method.df();
    let df = match plan.analysis.df {
        DegreesOfFreedom::Design => design_df,
        DegreesOfFreedom::Fixed(df) => df,
    };
    let mut answered = AnsweredAnalysis::new(plan.analysis, df, &plan.analysis.by);
    // A combination without a row is no domain of this analysis; without any, everybody is one, and has no case.
    let has_rows = |domain: usize| table.totals.of(table.rows_measure, domain).sum().0 > 0;
    let mut domains: Vec<_> = table.domains.iter().filter(|(domain, _)| has_rows(*domain)).collect();
    if domains.is_empty() && answered.by.is_empty() {
        domains.extend(&table.domains);
    }
    if domains.is_empty() {
        answered.warnings.push("no row is in a domain, so there is no estimate".to_owned());
    }
    if table.without_group > 0 {
        let by = answered.by.join(" or ");
        answered.warnings.push(format!("{} rows are in no domain: missing in {by}", table.without_group));
    }
    let mut variations: Vec<Variation> = Vec::new();
    let mut dropped = 0;
    for (position, estimate) in plan.estimates.iter().enumerate() {
        for (domain, levels) in &domains {
            let (row, variation) = estimate_row(method, plan, estimate, table, *domain, &mut answered)
                .map_err(|error| {
                    let error = PassError::Survey(error);
                    let label = error.stratum().map(|key| filled.stratum_label(key));
                    explain(request, frames, &error, label.as_deref())
                })?;
            let all_rows = table.totals.of(table.rows_measure, *domain).sum().0;
            if plan.analysis.missing == MissingRule::Fail && row.n < all_rows {
                let message = format!(
                    "analysis `{}`: {} of {all_rows} rows have a missing value",
                    plan.analysis.id.value,
                    all_rows - row.n
                );
                let problem = Diagnostic::error(&plan.analysis.id.place, message);
                return Err(AnswerError::Request(vec![
                    problem.help("set `missing` to `drop` to leave them out"),
                ]));
            }
            if position == 0 {
                answered.n += row.n;
                dropped += all_rows - row.n;
            }
            variations.push(variation);
            answered.rows.push(Row { by: levels.0.clone(), ..row });
        }
    }
    if dropped > 0 {
        let names: Vec<&str> =
            plan.analysis.estimand.columns().iter().map(|name| name.value.as_str()).collect();
        let rows = dropped + answered.n;
        let warning =
            format!("{dropped} of {rows} rows left their domain: missing in {}", names.join(" or "));
        answered.warnings.insert(0, warning);
    }
    if plan.analysis.needs_covariance() {
        answered.covariance = match Variation::join(&variations) {
            None => None,
            Some(joint) => method
                .covariance(&joint)
                .map_err(|error| explain(request, frames, &PassError::Survey(error), None))?,
        };
        if answered.covariance.is_none() && plan.analysis.covariance {
            answered.warnings.push("the covariance cannot be estimated".to_owned());
        }
    }
    Ok(answered)
}

fn estimate_row(
    method: &Method<'_>,
    plan: &Planned<'_>,
    planned: &PlannedEstimate,
    table: &FilledTable,
    domain: usize,
    answered: &mut AnsweredAnalysis,
) -> Result<(Row, Variation), SurveyError> {
    let totals = table.totals.of(plan.measure, domain);
    let rows = table.totals.of(table.rows_measure, domain);
    let (estimate, variation) = match &planned.estimator {
        PlannedEstimator::Mean(estimator) | PlannedEstimator::Proportion(estimator, _) => {
            method.estimate(&totals, estimator)?
        }
        PlannedEstimator::Total(estimator) => method.estimate(&totals, estimator)?,
        PlannedEstimator::Ratio(estimator) => method.estimate(&totals, estimator)?,
    };
    let df = match (plan.analysis.df, &planned.estimator) {
        (DegreesOfFreedom::Fixed(df), _) => df,
        (DegreesOfFreedom::Design, PlannedEstimator::Proportion(..)) => method.domain_df(&rows),
        (DegreesOfFreedom::Design, _) => answered.df,
    };
    let all_rows = rows.sum().0;
    let of = describe(planned, &table.domains, domain);
    let level = plan.analysis.level;
    let (mut variance, mut ci) = (None, None);
    match (estimate.value, estimate.variance) {
        (None, _) => answered.warnings.push(format!("{of}: no case, so there is no estimate")),
        (Some(_), None) => answered.warnings.push(format!("{of}: the variance cannot be estimated")),
        (Some(value), Some(found)) => {
            let interval = match planned.estimator {
                PlannedEstimator::Proportion(_, method) => {
                    ProportionInterval { proportion: value, variance: found, rows: all_rows, df, level }
                        .by(method)
                }
                _ => symmetric_interval(value, found, df, level),
            };
            variance = Some(found);
            match interval {
                Ok(interval) => ci = Some(interval),
                Err(reason) => answered.warnings.push(format!("{of}: no interval: {reason}")),
            }
        }
    }
    let deff = match plan.analysis.deff {
        DesignEffect::Absent => None,
        DesignEffect::WithReplacement => Some(estimate.design_effect(DesignEffectReference::WithReplacement)),
        DesignEffect::WithoutReplacement => {
            Some(estimate.design_effect(DesignEffectReference::WithoutReplacement))
        }
    };
    if deff == Some(None) {
        answered.warnings.push(format!("{of}: the design effect cannot be computed"));
    }
    let mut row =
        Row::new(planned.subject.clone(), estimate.rows, estimate.value, variance.map(f64::sqrt), df);
    (row.ci, row.deff) = (ci, deff);
    Ok((row, variation))
}

/// Names an estimate for a warning: "hc, agecat (19,39]".
fn describe(
    planned: &PlannedEstimate,
    domains: &[(usize, crate::pass::DomainLevels)],
    domain: usize,
) -> String {
    let mut of = planned.subject.to_string();
    if let Some((_, levels)) = domains.iter().find(|(number, _)| *number == domain) {
        for level in &levels.0 {
            of.push_str(&format!(", {level}"));
        }
    }
    of
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::to_json;
    use cairn_definition::SourceFile;
    use serde_json::Value;

    /// Whether two answers are the same to rounding.
    fn same(left: &Value, right: &Value, path: &str) {
        match (left, right) {
            (Value::Array(a), Value::Array(b)) => {
                assert_eq!(a.len(), b.len(), "{path}");
                a.iter().zip(b).enumerate().for_each(|(i, (a, b))| same(a, b, &format!("{path}[{i}]")));
            }
            (Value::Object(a), Value::Object(b)) => {
                assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>(), "{path}");
                a.iter().for_each(|(key, value)| same(value, &b[key], &format!("{path}.{key}")));
            }
            (Value::Number(a), Value::Number(b)) => {
                let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
                assert!((a - b).abs() <= 1e-11 * a.abs().max(1e-9), "{path}: {a} {b}");
            }
            _ => assert_eq!(left, right, "{path}"),
        }
    }

    #[test]
    fn held_rows_give_the_answer_that_cluster_totals_give() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../survey/tests/oracles");
        let text = format!(
            r#"{{"data": "{folder}/nhanes/data.csv", "categorical": ["race"], "derive": {{"one": "1"}},
            "design": {{"strata": ["SDMVSTRA"], "clusters": ["SDMVPSU"], "weights": "WTMEC2YR"}},
            "analyses": [
             {{"id": "a", "kind": "mean", "variables": ["HI_CHOL", "race"], "by": ["agecat", "RIAGENDR"],
               "deff": true, "covariance": true}},
             {{"id": "b", "kind": "total", "variables": ["HI_CHOL"], "where": "race > 1", "deff": "replace"}},
             {{"id": "c", "kind": "proportion", "variables": ["HI_CHOL"], "interval": "beta", "by": ["race"]}},
             {{"id": "d", "kind": "ratio", "numerator": ["HI_CHOL", "one"], "denominator": ["RIAGENDR"], "deff": true}},
             {{"id": "e", "kind": "mean", "variables": ["HI_CHOL"], "where": "race > 9"}}]}}"#
        );
        let request = Request::read(&SourceFile::new("request.json", text)).unwrap();
        let streamed = answer(&request, &|_, _| ()).unwrap();
        let held = answer_holding(&request, &held_linear(&request), &|_, _| ()).unwrap();
        same(&to_json(&streamed), &to_json(&held), "");
    }
}
