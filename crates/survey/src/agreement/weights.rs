//! How much two different categories agree.

use super::AgreementError;
use crate::algebra::Dense;

/// How much a pair of categories agrees, from 0 to 1 for the same (Cohen, 1968, Psychological Bulletin 70, 213–220).
#[derive(Debug, Clone, PartialEq, Default)]
pub enum AgreementWeights {
    /// Not at all unless they are the same: Cohen's kappa of 1960.
    #[default]
    Identity,
    /// The less the farther apart: 1 − |*i* − *j*|/(*k* − 1), for ordered categories.
    Linear,
    /// 1 − (*i* − *j*)²/(*k* − 1)² (Fleiss and Cohen, 1973).
    Quadratic,
    /// As given, a row and a column for each category.
    Given(Dense),
}

impl AgreementWeights {
    /// Weights of agreement from weights of disagreement, of which only the proportions count: Cohen's (1968) way to give them.
    ///
    /// # Errors
    /// When a disagreement is negative or not a number, all are zero, or one category disagrees with itself.
    pub fn of_disagreement(disagreement: &Dense) -> Result<Self, AgreementError> {
        let most = disagreement.values().iter().copied().fold(0.0_f64, f64::max);
        let agreement: Vec<f64> = disagreement.values().iter().map(|value| 1.0 - value / most).collect();
        let weights = Dense::new(disagreement.rows(), disagreement.columns(), agreement).map(Self::Given);
        let weights = weights.unwrap_or_default();
        weights.table(disagreement.rows())?;
        Ok(weights)
    }

    /// The weights of each pair of so many categories.
    pub(super) fn table(&self, categories: usize) -> Result<Dense, AgreementError> {
        let most = (categories.max(2) - 1) as f64;
        let by_distance = |weight: &dyn Fn(f64) -> f64| {
            let rows =
                (0..categories).flat_map(|row| (0..categories).map(move |column| row.abs_diff(column)));
            let values = rows.map(|distance| weight(distance as f64)).collect();
            Dense::new(categories, categories, values)
        };
        let table = match self {
            Self::Identity => Some(Dense::identity(categories)),
            Self::Linear => by_distance(&|distance| 1.0 - distance / most),
            Self::Quadratic => by_distance(&|distance| 1.0 - distance * distance / (most * most)),
            Self::Given(weights) => {
                let shape = [weights.rows(), weights.columns()];
                if let Some(&found) = shape.iter().find(|length| **length != categories) {
                    return Err(AgreementError::WeightsShape { categories, found });
                }
                Some(weights.clone())
            }
        };
        let table = table.unwrap_or_else(|| Dense::identity(categories));
        for row in 0..categories {
            for (column, &weight) in table.row(row).iter().enumerate() {
                let valid = if row == column { weight == 1.0 } else { (0.0..=1.0).contains(&weight) };
                if !valid {
                    return Err(AgreementError::Weight { row, column, weight });
                }
            }
        }
        Ok(table)
    }
}
