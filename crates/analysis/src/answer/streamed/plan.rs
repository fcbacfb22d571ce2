//! Which sums the analyses need.

use crate::answer::AnswerError;
use crate::answer::columns::{Columns, Computed, Frames};
use crate::answer::rows::Subject;
use crate::pass::{Category, Level, MeasureColumns, TableColumns, Variable};
use crate::request::{Analysis, DesignEffect, Estimand, IntervalKind};
use cairn_data::{Kind, Scan};
use cairn_definition::{Diagnostic, Diagnostics};
use cairn_survey::{Mean, Moments, Ratio, Total};

/// Categories with more levels than this are refused: each level is an estimate for every domain.
const MOST_LEVELS: usize = 2_000;

/// One analysis and where its totals are.
pub(super) struct Planned<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) table: usize,
    pub(super) measure: usize,
    pub(super) estimates: Vec<PlannedEstimate>,
}

pub(super) struct PlannedEstimate {
    pub(super) subject: Subject,
    pub(super) estimator: PlannedEstimator,
}

pub(super) enum PlannedEstimator {
    Mean(Mean),
    Total(Total),
    Proportion(Mean, IntervalKind),
    Ratio(Ratio),
}

/// A column that an analysis estimates over.
#[derive(Clone)]
struct UsedColumn {
    name: String,
    column: usize,
    category: bool,
}

/// The columns of an analysis.
pub(super) struct AnalysisColumns {
    variables: Vec<UsedColumn>,
    /// Those of `variables` that are denominators, from the end.
    denominators: usize,
    by: Vec<usize>,
    condition: Option<Computed>,
}

impl AnalysisColumns {
    pub(super) fn find(
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
pub(super) fn find_levels(
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

pub(super) fn plan<'a>(
    analysis: &'a Analysis,
    found: &AnalysisColumns,
    frames: &Frames,
    categories: &[(usize, Vec<Level>)],
    tables: &mut Vec<TableColumns>,
) -> Result<Planned<'a>, AnswerError> {
    let deff = analysis.deff != DesignEffect::Absent || analysis.precision;
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
                    PlannedEstimator::Proportion(Mean { variable }, *interval)
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
