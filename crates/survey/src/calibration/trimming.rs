//! Trimming of weights.

use super::error::CalibrationError;
use super::step::Calibrated;

/// Rounds of strict trimming that are done one by one.
const ROUNDS: usize = 1_000;

/// Trimming: weights outside of two limits are set to them, and what is cut off is spread in equal parts over the other rows
/// (Potter, 1990, Proc. Survey Research Methods, ASA, 225–230).
///
/// The sum of weights stays. Rows of weight zero are not there. What is spread may lift a weight over the limit; strict trimming repeats
/// until none is. Variances do not know of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trimming {
    lower: f64,
    upper: f64,
    strict: bool,
}

impl Trimming {
    /// Between two limits; infinite ones do not limit.
    ///
    /// # Errors
    /// When a limit is not a number, or the lower is not below the upper.
    pub fn new(lower: f64, upper: f64, strict: bool) -> Result<Self, CalibrationError> {
        if lower < upper && upper > 0.0 {
            Ok(Self { lower, upper, strict })
        } else {
            let expected = "the lower limit is below the upper, and the upper is positive";
            Err(CalibrationError::Bounds { lower, upper, expected })
        }
    }

    /// The weights trimmed.
    ///
    /// # Errors
    /// When a weight is not a number, or no weight lies between the limits to take what is cut off.
    pub fn calibrate(&self, weights: &[f64]) -> Result<Calibrated, CalibrationError> {
        if let Some(row) = weights.iter().position(|weight| !weight.is_finite()) {
            return Err(CalibrationError::Weight { row, weight: weights[row] });
        }
        let present: Vec<usize> = (0..weights.len()).filter(|row| weights[*row] != 0.0).collect();
        if present.is_empty() {
            return Err(CalibrationError::NoWeight);
        }
        let mut trimmed: Vec<f64> = present.iter().map(|row| weights[*row]).collect();
        let mean = trimmed.iter().sum::<f64>() / trimmed.len() as f64;
        let nothing = CalibrationError::NothingToTakeTrimmings { lower: self.lower, upper: self.upper, mean };
        if self.strict && !(self.lower <= mean && mean <= self.upper) {
            return Err(nothing);
        }
        let rounds = if self.strict { ROUNDS } else { 1 };
        let mut done = 0;
        while done < rounds && self.outside(&trimmed) {
            if !self.round(&mut trimmed) {
                return Err(nothing);
            }
            done += 1;
        }
        if self.strict && self.outside(&trimmed) {
            self.finish(&mut trimmed, mean);
        }
        let mut all = vec![0.0; weights.len()];
        present.iter().zip(trimmed).for_each(|(row, weight)| all[*row] = weight);
        Ok(Calibrated::new(all, None))
    }

    fn outside(&self, weights: &[f64]) -> bool {
        weights.iter().any(|weight| self.is_outside(*weight))
    }

    fn is_outside(&self, weight: f64) -> bool {
        weight < self.lower || weight > self.upper
    }

    /// Cuts off what lies outside and spreads it over the rest; whether there is a rest.
    fn round(&self, weights: &mut [f64]) -> bool {
        let (mut cut, mut inside) = (0.0, 0_u64);
        for weight in weights.iter() {
            if self.is_outside(*weight) {
                cut += weight - weight.clamp(self.lower, self.upper);
            } else {
                inside += 1;
            }
        }
        let share = cut / inside as f64;
        for weight in weights.iter_mut() {
            *weight =
                if self.is_outside(*weight) { weight.clamp(self.lower, self.upper) } else { *weight + share };
        }
        inside > 0
    }

    /// Where rounds come near slowly: their limit, which adds the same to every weight that stays between the limits.
    fn finish(&self, weights: &mut [f64], mean: f64) {
        let most = weights.iter().fold(mean, |most, weight| most.max(weight.abs()));
        let (mut low, mut high) = (-2.0 * most, 2.0 * most);
        let mean_after = |shift: f64| {
            let sum: f64 = weights.iter().map(|weight| (weight + shift).clamp(self.lower, self.upper)).sum();
            sum / weights.len() as f64
        };
        for _ in 0..200 {
            let middle = 0.5 * (low + high);
            if mean_after(middle) < mean { low = middle } else { high = middle }
        }
        weights.iter_mut().for_each(|weight| *weight = (*weight + high).clamp(self.lower, self.upper));
    }
}
