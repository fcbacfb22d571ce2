//! Joins a step to the columns of the data.

use super::levels::{find, some_of};
use super::totals::{CellTotal, Factor};
use super::{Margin, Method, Regression, Step, explain};
use crate::held::{HeldCategory, HeldColumns};
use cairn_definition::{Diagnostic, Placed};
use cairn_survey::calibration::{self, Calibration, CalibrationError, PostStratification, Raking, Trimming};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The code of a missing value, and of a combination without a total.
const NONE: u32 = u32::MAX;
/// Combinations that are few enough to look groups up by position.
const LOOKED_UP: u128 = 1 << 20;

/// The step for the rows of the data.
pub(super) fn prepare(step: &Step, columns: &HeldColumns) -> Result<Calibration, Vec<Diagnostic>> {
    let refuse = |error: CalibrationError| vec![explain::explain(step, &error)];
    match &step.method {
        Method::PostStratify(margin) => {
            let margin = prepare_margin(margin, columns)?;
            PostStratification::new(margin).map(Calibration::PostStratification).map_err(refuse)
        }
        Method::Rake { margins, tolerance, iterations } => {
            let mut problems = Vec::new();
            let mut prepared = Vec::with_capacity(margins.len());
            for margin in margins {
                match prepare_margin(margin, columns) {
                    Ok(margin) => prepared.push(margin),
                    Err(more) => problems.extend(more),
                }
            }
            if !problems.is_empty() {
                return Err(problems);
            }
            Raking::new(&prepared, *tolerance, *iterations).map(Calibration::Raking).map_err(refuse)
        }
        Method::Regression(regression) => {
            let (matrix, totals) = model_matrix(regression, columns)?;
            let prepared =
                calibration::Regression::new(matrix, totals, regression.distance, regression.bounds);
            let prepared = match &regression.clusters {
                None => prepared,
                Some(names) => {
                    prepared.and_then(|prepared| prepared.within_clusters(&combinations(names, columns)))
                }
            };
            prepared.map(Calibration::Regression).map_err(refuse)
        }
        Method::Trim { lower, upper, strict } => {
            Trimming::new(*lower, *upper, *strict).map(Calibration::Trimming).map_err(refuse)
        }
    }
}

/// The category of a column that was asked for as one.
fn category<'a>(
    name: &Placed<String>,
    columns: &'a HeldColumns,
) -> Result<&'a HeldCategory, Vec<Diagnostic>> {
    columns.category(&name.value).ok_or_else(|| {
        let message = format!("`{}` cannot be used as a category", name.value);
        vec![Diagnostic::error(&name.place, message)]
    })
}

fn prepare_margin(margin: &Margin, columns: &HeldColumns) -> Result<calibration::Margin, Vec<Diagnostic>> {
    let categories: Vec<&HeldCategory> =
        margin.variables.iter().map(|name| category(name, columns)).collect::<Result<_, _>>()?;
    let mut problems = Vec::new();
    let mut group_of: FxHashMap<u128, u32> = FxHashMap::default();
    for (group, total) in margin.totals.iter().enumerate() {
        match codes(total, margin, &categories) {
            Ok(codes) => {
                let key =
                    categories.iter().zip(codes).fold(0, |key, (category, code)| cross(key, category, code));
                if let Some(first) = group_of.insert(key, group as u32) {
                    let problem = Diagnostic::error(&total.place, "this total is given twice");
                    let first = margin.totals.get(first as usize).map(|first| first.place.to_string());
                    problems.push(problem.help(format!("the first is at {}", first.unwrap_or_default())));
                }
            }
            Err(problem) => problems.push(problem),
        }
    }
    for (name, category) in margin.variables.iter().zip(&categories) {
        problems.extend(missing(name, &category.codes, |code| *code == NONE));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let groups = groups(&categories, &group_of, columns.rows());
    without_total(margin, &categories, &groups)?;
    Ok(calibration::Margin { groups, totals: margin.totals.iter().map(|total| total.total).collect() })
}

/// The number of a combination, with one more category in it.
fn cross(key: u128, category: &HeldCategory, code: u32) -> u128 {
    key.wrapping_mul(category.levels.len() as u128).wrapping_add(u128::from(code))
}

/// The group of each row, by the number of its combination.
fn groups(categories: &[&HeldCategory], group_of: &FxHashMap<u128, u32>, rows: usize) -> Vec<u32> {
    let combinations = categories
        .iter()
        .try_fold(1_u128, |count, category| count.checked_mul(category.levels.len() as u128));
    let key =
        |row: usize| categories.iter().fold(0, |key, category| cross(key, category, category.codes[row]));
    match combinations {
        Some(count) if count <= LOOKED_UP => {
            let table: Vec<u32> = (0..count).map(|key| group_of.get(&key).copied().unwrap_or(NONE)).collect();
            let group = |row: usize| table.get(key(row) as usize).copied().unwrap_or(NONE);
            (0..rows).into_par_iter().map(group).collect()
        }
        _ => (0..rows).into_par_iter().map(|row| group_of.get(&key(row)).copied().unwrap_or(NONE)).collect(),
    }
}

/// The codes of the levels of a total.
fn codes(total: &CellTotal, margin: &Margin, categories: &[&HeldCategory]) -> Result<Vec<u32>, Diagnostic> {
    let levels = total.levels.iter().zip(&margin.variables).zip(categories);
    levels.map(|((level, name), category)| find(&category.levels, level, &name.value)).collect()
}

/// Refuses rows whose levels have no total.
fn without_total(
    margin: &Margin,
    categories: &[&HeldCategory],
    groups: &[u32],
) -> Result<(), Vec<Diagnostic>> {
    let mut without: BTreeMap<Vec<u32>, u64> = BTreeMap::new();
    for (row, _) in groups.iter().enumerate().filter(|(_, group)| **group == NONE) {
        *without.entry(categories.iter().map(|category| category.codes[row]).collect()).or_default() += 1;
    }
    let problems = without.into_iter().take(20).map(|(codes, rows)| {
        let levels = margin.variables.iter().zip(categories).zip(codes).map(|((name, category), code)| {
            let level = category.levels.get(code as usize).map(ToString::to_string).unwrap_or_default();
            format!("{} = {level}", name.value)
        });
        let label = levels.collect::<Vec<_>>().join(", ");
        let message = format!("there is no total for {label}, which {rows} rows have");
        Diagnostic::error(&margin.place, message).expected("a total for every level in the data")
    });
    let problems: Vec<Diagnostic> = problems.collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn missing<T>(name: &Placed<String>, values: &[T], is_missing: impl Fn(&T) -> bool) -> Option<Diagnostic> {
    let first = values.iter().position(&is_missing)?;
    let count = values[first..].iter().filter(|value| is_missing(value)).count();
    let rows = if count == 1 { "row".to_owned() } else { format!("{count} rows, the first of them row") };
    let message =
        format!("`{}` is missing in {rows} {}; calibration needs it everywhere", name.value, first + 1);
    let problem = Diagnostic::error(&name.place, message);
    Some(problem.help("give missing values a level of their own in a derived column, or impute them"))
}

type ModelMatrix = (Vec<Vec<f64>>, Vec<f64>);

fn model_matrix(regression: &Regression, columns: &HeldColumns) -> Result<ModelMatrix, Vec<Diagnostic>> {
    let (mut matrix, mut totals, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for total in &regression.totals {
        let mut product = vec![1.0; columns.rows()];
        for factor in &total.factors {
            match multiply(factor, columns, &mut product) {
                Ok(()) => {}
                Err(problem) if problems.contains(&problem) => {}
                Err(problem) => problems.push(problem),
            }
        }
        matrix.push(product);
        totals.push(total.total);
    }
    if problems.is_empty() {
        problems.extend(levels_without_total(regression, columns));
    }
    if problems.is_empty() { Ok((matrix, totals)) } else { Err(problems) }
}

/// Multiplies with the values of a variable: its numbers, or whether a row has the level.
fn multiply(factor: &Factor, columns: &HeldColumns, product: &mut [f64]) -> Result<(), Diagnostic> {
    let name = &factor.name;
    match (&factor.level, columns.category(&name.value)) {
        (Some(level), Some(category)) => {
            let code = find(&category.levels, level, &name.value)?;
            if let Some(problem) = missing(name, &category.codes, |code| *code == NONE) {
                return Err(problem);
            }
            product.iter_mut().zip(&category.codes).for_each(|(value, found)| {
                *value *= f64::from(u8::from(*found == code));
            });
        }
        (None, Some(category)) if columns.numbers(&name.value).is_empty() => {
            let levels: Vec<String> = category.levels.iter().map(ToString::to_string).collect();
            let message = format!("`{}` is a category, and its total has no `level`", name.value);
            return Err(Diagnostic::error(&name.place, message).expected(some_of(&levels)));
        }
        _ => {
            let numbers = columns.numbers(&name.value);
            if let Some(problem) = missing(name, numbers, |value| value.is_nan()) {
                return Err(problem);
            }
            product.iter_mut().zip(numbers).for_each(|(value, number)| *value *= number);
        }
    }
    Ok(())
}

/// Levels of a category without a total, but for one that the intercept, or the levels of another category, imply.
fn levels_without_total(regression: &Regression, columns: &HeldColumns) -> Vec<Diagnostic> {
    let mut given: Vec<(&str, Vec<u32>)> = Vec::new();
    let mut implied = false;
    for total in &regression.totals {
        implied |= total.factors.is_empty();
        let [Factor { name, level: Some(level) }] = total.factors.as_slice() else { continue };
        let Some(category) = columns.category(&name.value) else { continue };
        let Ok(code) = find(&category.levels, level, &name.value) else { continue };
        match given.iter_mut().find(|(known, _)| *known == name.value) {
            Some((_, codes)) => codes.push(code),
            None => given.push((&name.value, vec![code])),
        }
    }
    let absent = |name: &str, codes: &[u32]| -> Vec<String> {
        let levels = columns.category(name).map_or(&[][..], |category| &category.levels);
        let without = levels.iter().enumerate().filter(|(code, _)| !codes.contains(&(*code as u32)));
        without.map(|(_, level)| level.to_string()).collect()
    };
    implied |= given.iter().any(|(name, codes)| absent(name, codes).is_empty());
    let mut problems = Vec::new();
    for (name, codes) in given {
        let absent = absent(name, &codes);
        if absent.len() > usize::from(implied) {
            let message = format!("`{name}` has no total for {}", some_of(&absent));
            let problem = Diagnostic::error(&regression.place, message).expected("a total for every level");
            problems.push(match absent.len() {
                1 => problem.help("or the total of the intercept, `{term: \"1\", total: …}`"),
                _ => problem,
            });
        }
    }
    problems
}

/// The combination of the columns' levels that each row has.
fn combinations(names: &[Placed<String>], columns: &HeldColumns) -> Vec<u32> {
    let mut combined = vec![0_u32; columns.rows()];
    for name in names {
        let Some(category) = columns.category(&name.value) else { continue };
        let mut numbers: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        for (own, code) in combined.iter_mut().zip(&category.codes) {
            let next = numbers.len() as u32;
            *own = *numbers.entry((*own, *code)).or_insert(next);
        }
    }
    combined
}
