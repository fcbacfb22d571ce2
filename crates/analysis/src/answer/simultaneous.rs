//! Intervals of several estimates that hold at once.

use super::{AnswerError, AnsweredAnalysis};
use crate::request::Analysis;
use cairn_survey::Matrix;
use cairn_survey::distribution::{
    Distribution, Student, bonferroni_multiplier, greatest_t_multiplier, scheffe_multiplier, sidak_multiplier,
};

/// How intervals are widened so that all of an analysis hold at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Simultaneous {
    /// Bonferroni's inequality: never too narrow.
    Bonferroni,
    /// Šidák's: a little narrower.
    Sidak,
    /// The distribution of the greatest |t| under the covariance of the estimates: narrowest.
    GreatestT,
    /// Scheffé's: for all linear combinations of the estimates.
    Scheffe,
}

/// Answers an analysis; where its intervals are to hold at once, a second time at the level that each needs for it.
pub(crate) fn simultaneously(
    analysis: &Analysis,
    answer: impl Fn(&Analysis) -> Result<AnsweredAnalysis, AnswerError>,
) -> Result<AnsweredAnalysis, AnswerError> {
    let first = answer(analysis)?;
    let Some(method) = analysis.simultaneous else { return Ok(first) };
    let Some(level) = level_of_each(method, analysis.level, &first) else {
        let mut first = first;
        first.rows.iter_mut().for_each(|row| row.ci = None);
        first.warnings.push("no intervals that hold at once: there are no covariances for them".to_owned());
        return Ok(first);
    };
    let mut widened = answer(&Analysis { level, ..analysis.clone() })?;
    widened.level = analysis.level;
    Ok(widened)
}

/// The level of each interval with which all hold at `level`.
fn level_of_each(method: Simultaneous, level: f64, answered: &AnsweredAnalysis) -> Option<f64> {
    let usable: Vec<usize> = answered
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.estimate.is_some() && row.se.is_some_and(|se| se > 0.0))
        .map(|(position, _)| position)
        .collect();
    let count = usable.len().max(1);
    let df = answered.df;
    let multiplier = match method {
        Simultaneous::Bonferroni => bonferroni_multiplier(level, count, df),
        Simultaneous::Sidak => sidak_multiplier(level, count, df),
        Simultaneous::Scheffe => scheffe_multiplier(level, count, df),
        Simultaneous::GreatestT => {
            greatest_t_multiplier(level, &correlation(answered.covariance.as_ref()?, &usable)?, df)?
        }
    };
    let tail = Student { df }.upper_tail(multiplier);
    Some(1.0 - 2.0 * tail).filter(|level| *level > 0.0 && *level < 1.0)
}

fn correlation(covariance: &Matrix, positions: &[usize]) -> Option<Matrix> {
    let at = |row: usize, column: usize| (row < covariance.order()).then(|| covariance.at(row, column));
    let mut rows = Vec::with_capacity(positions.len());
    for &row in positions {
        let mut values = Vec::with_capacity(positions.len());
        for &column in positions {
            let scale = (at(row, row)? * at(column, column)?).sqrt();
            values.push(if row == column { 1.0 } else { (at(row, column)? / scale).clamp(-1.0, 1.0) });
        }
        rows.push(values);
    }
    Matrix::from_rows(&rows)
}
