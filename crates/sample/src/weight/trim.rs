//! Trimming of large weights.

use super::chain::Weighting;
use super::error::WeightError;
use super::margin::Margin;
use super::report::StepDone;
use cairn_survey::Sum;
use cairn_survey::calibration::Trimming;
use cairn_survey::precision::weighting_effect;

/// Where weights are cut.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TrimLimit {
    /// At a multiple of the mean weight; above 1.
    TimesMean(f64),
    /// At the median and a multiple of the interquartile range; above 0 (Potter, 1990; Van de Kerckhove, Mohadjer and Krenzke, 2014).
    MedianPlusInterquartile(f64),
    /// At a quantile; between 0 and 1.
    Quantile(f64),
}

impl TrimLimit {
    /// The largest weight allowed.
    fn limit(self, weights: &[f64]) -> Result<f64, WeightError> {
        let refused = |limit, expected| Err(WeightError::TrimLimit { limit, expected });
        let mut sorted = weights.to_vec();
        sorted.sort_by(f64::total_cmp);
        match self {
            Self::TimesMean(times) if !(times > 1.0 && times.is_finite()) => {
                refused(times, "the multiple of the mean is above 1")
            }
            Self::MedianPlusInterquartile(times) if !(times > 0.0 && times.is_finite()) => {
                refused(times, "the multiple of the interquartile range is above 0")
            }
            Self::Quantile(share) if !(share > 0.0 && share < 1.0) => {
                refused(share, "the quantile is between 0 and 1")
            }
            Self::TimesMean(times) => {
                let sum: Sum = sorted.iter().copied().collect();
                Ok(times * sum.value() / sorted.len() as f64)
            }
            Self::MedianPlusInterquartile(times) => {
                let [low, middle, high] = [0.25, 0.5, 0.75].map(|share| quantile(&sorted, share));
                Ok(middle + times * (high - low))
            }
            Self::Quantile(share) => Ok(quantile(&sorted, share)),
        }
    }
}

/// The quantile of sorted values, interpolated between the two nearest (Hyndman and Fan, 1996, definition 7; R’s default).
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len().saturating_sub(1)) as f64;
    let below = place.floor();
    let at = |position: usize| sorted.get(position).copied();
    match (at(below as usize), at(below as usize + 1)) {
        (Some(low), Some(high)) => low + (place - below) * (high - low),
        (Some(low), None) => low,
        _ => f64::NAN,
    }
}

impl Weighting {
    /// Cuts the weights of those who took part at a limit, and spreads what is cut off in equal parts over the others, again where that
    /// lifts one above the limit (Potter, 1990; R’s `trimWeights` with `strict = TRUE`). The sum of the weights stays.
    ///
    /// `margins` are those by which the cost is told: how far trimming moves the share of the weight in a cell. There may be none.
    ///
    /// # Errors
    /// When the limit makes no sense, or lies below the mean weight, so that none could take what is cut off.
    pub fn trim(&mut self, rule: TrimLimit, margins: &[Margin]) -> Result<(), WeightError> {
        self.go_on_with_respondents()?;
        let before: Vec<f64> = self.weights().iter().copied().filter(|weight| *weight > 0.0).collect();
        let limit = rule.limit(&before)?;
        let cut: Vec<f64> =
            before.iter().filter(|weight| **weight > limit).map(|weight| weight - limit).collect();
        let mut factors: Vec<f64> =
            self.weights().iter().map(|weight| if *weight > 0.0 { 1.0 } else { 0.0 }).collect();
        if !cut.is_empty() {
            let trimmed = Trimming::new(f64::NEG_INFINITY, limit, true)
                .and_then(|trimming| trimming.calibrate(self.weights()))
                .map_err(WeightError::Calibration)?;
            for ((factor, weight), trimmed) in factors.iter_mut().zip(self.weights()).zip(trimmed.weights) {
                if *weight > 0.0 {
                    *factor = trimmed / weight;
                }
            }
        }
        let after: Vec<f64> =
            self.weights().iter().zip(&factors).map(|(weight, factor)| weight * factor).collect();
        let sum: Sum = before.iter().copied().collect();
        let done = StepDone::Trim {
            rule,
            limit,
            cut: cut.len(),
            share_cut: cut.into_iter().collect::<Sum>().value() / sum.value(),
            design_effect_before: weighting_effect(&before),
            largest_shift: largest_shift(margins, self.weights(), &after),
        };
        self.apply("Trimming", factors, done)
    }
}

/// The cell whose share of the weight moves most, with the move in percentage points.
fn largest_shift(margins: &[Margin], before: &[f64], after: &[f64]) -> Option<(String, f64)> {
    let mut largest: Option<(String, f64)> = None;
    for margin in margins {
        let shares = |weights: &[f64]| -> Vec<f64> {
            let sums = margin.sums(weights);
            let all: f64 = sums.iter().copied().collect::<Sum>().value();
            sums.into_iter().map(|sum| 100.0 * sum / all).collect()
        };
        for (cell, (after, before)) in shares(after).into_iter().zip(shares(before)).enumerate() {
            let shift = after - before;
            if largest.as_ref().is_none_or(|(_, most)| shift.abs() > most.abs()) {
                largest = Some((format!("{}: {}", margin.name, margin.cell(cell)), shift));
            }
        }
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::quantile;

    #[test]
    fn quantiles_are_those_of_r() {
        // quantile(c(1, 2, 4, 8), c(.25, .5, .9))
        let sorted = [1.0, 2.0, 4.0, 8.0];
        for (share, expected) in [(0.25, 1.75), (0.5, 3.0), (0.9, 6.8), (1.0, 8.0)] {
            assert!((quantile(&sorted, share) - expected).abs() < 1e-12);
        }
    }
}
