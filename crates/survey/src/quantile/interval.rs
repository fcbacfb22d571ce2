//! Quantiles with their intervals.

use super::{Distribution, Order, QuantileError, QuantileRule, ReplicatedQuantiles, Shares, score};
use crate::interval::{NoInterval, ProportionInterval, ProportionMethod, symmetric_interval};
use crate::sample::{Domain, Sample};
use crate::{Interval, SurveyError, distribution::student_upper_quantile};
use std::borrow::Cow;

/// How the interval of a quantile is made.
///
/// The first four are Woodruff's (1952, JASA 47, 635–646): an interval for the share of the population at or below the quantile,
/// whose limits are carried back through the distribution function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum QuantileInterval {
    /// With a symmetric interval for the share.
    #[default]
    Symmetric,
    /// With the interval for the share that is symmetric on the logit scale.
    Logit,
    /// With the interval for the share that is symmetric on the scale of the arc sine of the square root.
    Arcsine,
    /// With Korn and Graubard's interval for the share.
    KornGraubard,
    /// Of Francisco and Fuller (1991): the values at which a test of *F*(*x*) = *p* does not reject.
    Score,
    /// Of replicates, symmetric about the quantile with the variance of the replicates' own quantiles. Not valid for a jackknife.
    Replicates,
}

/// What quantiles are sought, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantiles {
    /// Their probabilities.
    pub probabilities: Vec<f64>,
    /// How a quantile is read off the distribution.
    pub rule: QuantileRule,
    /// How its interval is made.
    pub interval: QuantileInterval,
    /// The level of the interval, as 0.95.
    pub level: f64,
    /// Degrees of freedom; may be infinite.
    pub df: f64,
}

/// A quantile.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QuantileEstimate {
    /// Its probability.
    pub probability: f64,
    /// Its value; absent where there are no values.
    pub value: Option<f64>,
    /// The lower limit; absent where the limit of the share is below 0, or there is no interval.
    pub lower: Option<f64>,
    /// The upper limit; absent where the limit of the share is above 1, or there is no interval.
    pub upper: Option<f64>,
    /// The length of the interval over twice the *t* quantile; absent where a limit is.
    pub standard_error: Option<f64>,
    /// Why a limit is absent.
    pub without: Option<NoQuantileInterval>,
}

/// Why a quantile has no interval, or not both limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoQuantileInterval {
    /// The share at or below the quantile has none.
    #[error("of the share at or below it: {0}")]
    Share(#[from] NoInterval),
    /// A limit of the share is no share.
    #[error("a limit of the share at or below it lies outside 0 to 1, so that no value belongs to it")]
    LimitOutside,
    /// The replicates' quantiles have no variance.
    #[error("of the replicates' quantiles: {0}")]
    Replicates(NoInterval),
    /// Both limits are the same value.
    #[error("both limits fall on the same value, which many rows share")]
    OneValue,
    /// The score test does not change its verdict within the values.
    #[error("the test of the share does not go from rejecting to not rejecting within the values")]
    NoVerdict,
}

impl QuantileEstimate {
    fn without_interval(probability: f64, value: Option<f64>) -> Self {
        Self { probability, value, lower: None, upper: None, standard_error: None, without: None }
    }
}

impl Quantiles {
    /// The quantiles of a variable over a domain; `values` has one value for each of the domain's rows.
    ///
    /// The shares' variances come from the sample's own method, linearized or by replicates.
    ///
    /// # Errors
    /// For a probability or level that is none, a value that is not a number, the interval of replicates where there are none, or
    /// when the variance is refused.
    pub fn estimate(
        &self,
        sample: &Sample,
        domain: &Domain,
        values: &[f64],
    ) -> Result<Vec<QuantileEstimate>, SurveyError> {
        if let Some(wrong) = self.probabilities.iter().find(|p| !(0.0..=1.0).contains(*p)) {
            return Err(QuantileError::Probability(*wrong).into());
        }
        if !(self.level > 0.0 && self.level < 1.0) {
            return Err(QuantileError::Level(self.level).into());
        }
        let order = Order::new(values)?;
        if self.interval == QuantileInterval::Replicates {
            return self.by_replicates(sample, domain, order);
        }
        let distribution = Distribution::new(&order, &domain.gather(sample.weights()));
        let held = Held { sample, domain, values, distribution: &distribution };
        self.probabilities.iter().map(|&probability| self.one(&held, probability)).collect()
    }

    fn by_replicates(
        &self,
        sample: &Sample,
        domain: &Domain,
        order: Order,
    ) -> Result<Vec<QuantileEstimate>, SurveyError> {
        let probabilities = self.probabilities.clone();
        let statistic = ReplicatedQuantiles { order, rule: self.rule, probabilities };
        let found = sample.estimate(&statistic, domain)?;
        let estimate = |(position, &probability): (usize, &f64)| {
            let value = found.values.get(position).copied().filter(|value| !value.is_nan());
            let variance = found.variance(position).unwrap_or(f64::NAN);
            let mut estimate = QuantileEstimate::without_interval(probability, value);
            if let Some(value) = value {
                match symmetric_interval(value, variance, self.df, self.level) {
                    Ok(interval) => {
                        (estimate.lower, estimate.upper) = (Some(interval.lower), Some(interval.upper));
                        estimate.standard_error = Some(variance.sqrt());
                    }
                    Err(reason) => estimate.without = Some(NoQuantileInterval::Replicates(reason)),
                }
            }
            estimate
        };
        Ok(self.probabilities.iter().enumerate().map(estimate).collect())
    }

    fn one(&self, held: &Held<'_>, probability: f64) -> Result<QuantileEstimate, SurveyError> {
        let value = self.rule.quantile(held.distribution, probability);
        let mut estimate =
            QuantileEstimate::without_interval(probability, (!value.is_nan()).then_some(value));
        let Some(value) = estimate.value else { return Ok(estimate) };
        let shares = match self.interval {
            QuantileInterval::Score => {
                score::shares(held, probability, self.level, self.df)?.ok_or(NoQuantileInterval::NoVerdict)
            }
            _ => self.share(held, value)?.map_err(NoQuantileInterval::from),
        };
        match shares {
            Ok(shares) => self.carry_back(held.distribution, shares, &mut estimate),
            Err(reason) => estimate.without = Some(reason),
        }
        Ok(estimate)
    }

    /// The interval for the share at or below a value.
    fn share(&self, held: &Held<'_>, value: f64) -> Result<Result<Interval, NoInterval>, SurveyError> {
        let (share, variance) = held.share_at_or_below(value)?;
        let Some(variance) = variance else { return Ok(Err(NoInterval::NoVariance)) };
        let around = ProportionInterval {
            proportion: share,
            variance,
            rows: held.distribution.len() as u64,
            df: self.df,
            level: self.level,
        };
        Ok(match self.interval {
            QuantileInterval::Logit => around.by(ProportionMethod::Logit),
            QuantileInterval::Arcsine => around.by(ProportionMethod::Arcsine),
            QuantileInterval::KornGraubard => around.by(ProportionMethod::KornGraubard),
            _ => symmetric_interval(share, variance, self.df, self.level),
        })
    }

    /// The values at the limits of a share.
    fn carry_back(&self, distribution: &Distribution, shares: Interval, estimate: &mut QuantileEstimate) {
        let limit = |share: f64| {
            let value = self.rule.quantile(distribution, share);
            (!value.is_nan()).then_some(value)
        };
        let (lower, upper) = (limit(shares.lower), limit(shares.upper));
        if lower.is_some() && lower == upper {
            estimate.without = Some(NoQuantileInterval::OneValue);
            return;
        }
        (estimate.lower, estimate.upper) = (lower, upper);
        match (lower, upper) {
            (Some(lower), Some(upper)) => {
                let t = student_upper_quantile((1.0 - self.level) / 2.0, self.df);
                let error = (upper - lower) / (2.0 * t);
                estimate.standard_error = (error > 0.0 && error.is_finite()).then_some(error);
            }
            _ => estimate.without = Some(NoQuantileInterval::LimitOutside),
        }
    }
}

/// What a quantile and its interval are made of.
pub(super) struct Held<'a> {
    pub(super) sample: &'a Sample,
    pub(super) domain: &'a Domain,
    /// The values in the order of the rows.
    pub(super) values: &'a [f64],
    pub(super) distribution: &'a Distribution,
}

impl Held<'_> {
    /// The share at or below a value, and its variance.
    pub(super) fn share_at_or_below(&self, value: f64) -> Result<(f64, Option<f64>), SurveyError> {
        let shares = Shares { values: Cow::Borrowed(self.values), at: vec![value] };
        let estimates = self.sample.estimate(&shares, self.domain)?;
        Ok((estimates.values.first().copied().unwrap_or(f64::NAN), estimates.variance(0)))
    }
}
