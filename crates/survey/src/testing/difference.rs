//! Differences of means.

use super::{Test, TestError};
use crate::SurveyError;
use crate::estimator::Mean;
use crate::sample::{Domain, OfTotals, Sample, Statistic};
use crate::sum::Sum;

/// The difference of the means of two groups, the second less the first: the slope of a regression on the group.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The outcome of each row of the domain.
    pub outcome: Vec<f64>,
    /// Whether the row is in the second group.
    pub second: Vec<bool>,
}

/// The mean of one group, tested against zero.
#[derive(Debug, Clone, PartialEq)]
pub struct OneMean {
    /// The outcome of each row of the domain.
    pub outcome: Vec<f64>,
}

/// A mean or difference of means, and its test.
#[derive(Debug, Clone, PartialEq)]
pub struct MeanTest {
    /// The mean or difference.
    pub value: f64,
    /// Its variance.
    pub variance: f64,
    /// The *t* test that it is zero.
    pub test: Test,
}

impl Difference {
    /// From groups coded by any two numbers; the greater is the second.
    ///
    /// # Errors
    /// When there are not two groups or the columns differ in length.
    pub fn new(outcome: Vec<f64>, groups: &[u32]) -> Result<Self, TestError> {
        if outcome.len() != groups.len() {
            return Err(TestError::Length(outcome.len(), groups.len()));
        }
        let (codes, count) = super::association::compact(groups);
        if count != 2 {
            return Err(TestError::NotTwoGroups(count));
        }
        Ok(Self { outcome, second: codes.into_iter().map(|code| code == 1).collect() })
    }

    /// The test that the means are the same, on the design's degrees of freedom less one (R's `svyttest`).
    ///
    /// # Errors
    /// When there is no variance or there are no degrees of freedom.
    pub fn test(&self, sample: &Sample, domain: &Domain, df: f64) -> Result<MeanTest, SurveyError> {
        mean_test(sample, domain, self, df)
    }

    /// The weights of both groups, and their means.
    fn groups(&self, weights: &[f64]) -> [(f64, f64); 2] {
        let mut sums = [(Sum::default(), Sum::default()); 2];
        for ((value, second), weight) in self.outcome.iter().zip(&self.second).zip(weights) {
            let (total, product) = &mut sums[usize::from(*second)];
            total.add(*weight);
            product.add(weight * value);
        }
        sums.map(|(total, product)| (total.value(), product.value() / total.value()))
    }
}

impl Statistic for Difference {
    fn width(&self) -> usize {
        1
    }

    fn values(&self, weights: &[f64]) -> Result<Vec<f64>, SurveyError> {
        let [(_, first), (_, second)] = self.groups(weights);
        Ok(vec![second - first])
    }

    fn influence(&self, weights: &[f64], _values: &[f64]) -> Result<Vec<Vec<f64>>, SurveyError> {
        let [(first_weight, first), (second_weight, second)] = self.groups(weights);
        let rows = self.outcome.iter().zip(&self.second);
        Ok(vec![
            rows.map(|(value, is_second)| match is_second {
                true => (value - second) / second_weight,
                false => (first - value) / first_weight,
            })
            .collect(),
        ])
    }
}

impl OneMean {
    /// The test that the mean is zero, on the design's degrees of freedom less one (R's `svyttest`).
    ///
    /// # Errors
    /// When there is no variance or there are no degrees of freedom.
    pub fn test(self, sample: &Sample, domain: &Domain, df: f64) -> Result<MeanTest, SurveyError> {
        let mean = OfTotals { estimator: Mean { variable: 0 }, columns: vec![self.outcome] };
        mean_test(sample, domain, &mean, df)
    }
}

fn mean_test(
    sample: &Sample,
    domain: &Domain,
    statistic: &dyn Statistic,
    df: f64,
) -> Result<MeanTest, SurveyError> {
    let estimates = sample.estimate(statistic, domain)?;
    let value = estimates.values.first().copied().unwrap_or(f64::NAN);
    // What is left of a constant is rounding.
    let rounding = 16.0 * f64::EPSILON * value.abs();
    let variance = estimates.variance(0).filter(|variance| *variance > rounding * rounding);
    let variance = variance.ok_or(TestError::NoVariance)?;
    let df = df - 1.0;
    if !(df > 0.0) {
        return Err(TestError::NoDegreesOfFreedom { clusters: df + 1.0, needed: 2.0 }.into());
    }
    Ok(MeanTest { value, variance, test: Test::student(value / variance.sqrt(), df) })
}
