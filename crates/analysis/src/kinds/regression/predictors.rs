//! From the columns of a domain to a model matrix.

use super::Formula;
use crate::held::{HeldCategory, HeldDomain};
use crate::pass::Level;
use cairn_survey::Domain;
use cairn_survey::model::{ModelError, ModelMatrix, Predictor};

/// The predictors of a model over the rows of a domain.
#[derive(Debug)]
pub(crate) struct Predictors {
    /// Its matrix.
    pub(crate) matrix: ModelMatrix,
    /// For each variable its levels with a row, where it is a category.
    pub(crate) levels: Vec<Option<Vec<Level>>>,
}

impl Predictors {
    /// The predictors of a formula in these rows of a domain.
    pub(crate) fn new(formula: &Formula, domain: &HeldDomain<'_>, rows: &Domain) -> Result<Self, ModelError> {
        let mut predictors = Vec::with_capacity(formula.variables.len());
        let mut levels = Vec::with_capacity(formula.variables.len());
        for variable in &formula.variables {
            let column = &variable.column.value;
            let name = variable.label();
            match domain.columns.category_in(column, variable.role()) {
                None => {
                    let numbers = domain.columns.numbers_in(column, variable.role()).unwrap_or_default();
                    predictors.push(Predictor::Numbers { name, values: rows.gather(numbers) });
                    levels.push(None);
                }
                Some(category) => {
                    let present = present(category, rows);
                    let labels = present.levels.iter().map(label).collect();
                    predictors.push(Predictor::Categories { name, levels: labels, codes: present.codes });
                    levels.push(Some(present.levels));
                }
            }
        }
        let matrix = ModelMatrix::new(rows.len(), predictors, formula.terms.clone())?;
        Ok(Self { matrix, levels })
    }
}

/// The category in these rows, without the levels that no row has.
pub(crate) fn present(category: &HeldCategory, rows: &Domain) -> HeldCategory {
    let mut codes = rows.gather(&category.codes);
    let mut has = vec![false; category.levels.len()];
    for code in &codes {
        if let Some(has) = has.get_mut(*code as usize) {
            *has = true;
        }
    }
    let mut position = vec![u32::MAX; has.len()];
    let mut levels = Vec::new();
    for (code, level) in category.levels.iter().enumerate() {
        if has[code] {
            position[code] = levels.len() as u32;
            levels.push(level.clone());
        }
    }
    for code in &mut codes {
        *code = position.get(*code as usize).copied().unwrap_or(u32::MAX);
    }
    HeldCategory { codes, levels }
}

/// The name of a level within that of a coefficient, as R writes it.
pub(crate) fn label(level: &Level) -> String {
    match level {
        Level::Boolean(true) => "TRUE".to_owned(),
        Level::Boolean(false) => "FALSE".to_owned(),
        other => other.to_string(),
    }
}
