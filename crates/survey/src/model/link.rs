//! Link functions.

use super::elementary;
use crate::distribution::{normal_upper_quantile, normal_upper_tail};
use std::f64::consts::TAU;

/// The function of the mean that is linear in the predictors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The mean itself.
    Identity,
    /// Its logarithm.
    Log,
    /// The logarithm of the odds.
    Logit,
    /// The quantile of the normal distribution.
    Probit,
    /// ln(−ln(1 − *μ*)).
    ComplementaryLogLog,
    /// 1/*μ*.
    Inverse,
    /// √*μ*.
    SquareRoot,
}

/// Beyond this linear predictor, a logit is kept at its rounding.
const LOGIT_LIMIT: f64 = 30.0;

/// The odds at a logit; beyond the limit, those of its rounding.
#[inline(always)]
fn logit_odds(predictor: f64) -> f64 {
    let odds = elementary::exp(predictor);
    let odds = if predictor < -LOGIT_LIMIT { f64::EPSILON } else { odds };
    if predictor > LOGIT_LIMIT { 1.0 / f64::EPSILON } else { odds }
}

impl Link {
    /// Its name in a request.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Log => "log",
            Self::Logit => "logit",
            Self::Probit => "probit",
            Self::ComplementaryLogLog => "cloglog",
            Self::Inverse => "inverse",
            Self::SquareRoot => "sqrt",
        }
    }

    /// The linear predictor of a mean.
    pub fn of_mean(self, mean: f64) -> f64 {
        match self {
            Self::Identity => mean,
            Self::Log => libm::log(mean),
            Self::Logit => libm::log(mean / (1.0 - mean)),
            Self::Probit => -normal_upper_quantile(mean),
            Self::ComplementaryLogLog => libm::log(-libm::log1p(-mean)),
            Self::Inverse => 1.0 / mean,
            Self::SquareRoot => mean.sqrt(),
        }
    }

    /// The mean at a linear predictor, and its slope there. Both are kept from being zero by rounding where the mean is a probability
    /// or a rate.
    pub fn mean_and_slope(self, predictor: f64) -> (f64, f64) {
        const TINY: f64 = f64::EPSILON;
        match self {
            Self::Identity => (predictor, 1.0),
            Self::Log => {
                let mean = elementary::exp(predictor).max(TINY);
                (mean, mean)
            }
            Self::Logit => {
                let odds = logit_odds(predictor);
                let whole = 1.0 + odds;
                let near = predictor.abs() <= LOGIT_LIMIT;
                (odds / whole, if near { odds / (whole * whole) } else { TINY })
            }
            Self::Probit => {
                // The quantile of the smallest rounding.
                const LIMIT: f64 = 8.125_890_664_701_906;
                let mean = normal_upper_tail(-predictor.clamp(-LIMIT, LIMIT));
                let density = libm::exp(-0.5 * predictor * predictor) / TAU.sqrt();
                (mean, density.max(TINY))
            }
            Self::ComplementaryLogLog => {
                let rate = libm::exp(predictor.min(700.0));
                let mean = (-libm::expm1(-rate)).clamp(TINY, 1.0 - TINY);
                (mean, (rate * libm::exp(-rate)).max(TINY))
            }
            Self::Inverse => (1.0 / predictor, -1.0 / (predictor * predictor)),
            Self::SquareRoot => (predictor * predictor, 2.0 * predictor),
        }
    }

    /// The same for many.
    pub(super) fn means_and_slopes(self, predictors: &[f64], means: &mut [f64], slopes: &mut [f64]) {
        let targets = means.iter_mut().zip(slopes).zip(predictors);
        match self {
            Self::Identity => targets.for_each(|((mean, slope), predictor)| {
                *mean = *predictor;
                *slope = 1.0;
            }),
            Self::Log => targets.for_each(|((mean, slope), predictor)| {
                *mean = elementary::exp(*predictor).max(f64::EPSILON);
                *slope = *mean;
            }),
            Self::Logit => targets.for_each(|((mean, slope), predictor)| {
                let odds = logit_odds(*predictor);
                let whole = 1.0 + odds;
                let near = predictor.abs() <= LOGIT_LIMIT;
                *mean = odds / whole;
                *slope = if near { odds / (whole * whole) } else { f64::EPSILON };
            }),
            _ => targets
                .for_each(|((mean, slope), predictor)| (*mean, *slope) = self.mean_and_slope(*predictor)),
        }
    }

    /// The mean at a linear predictor.
    pub fn mean(self, predictor: f64) -> f64 {
        self.mean_and_slope(predictor).0
    }

    /// Whether a linear predictor belongs to a mean.
    pub(super) fn allows(self, predictor: f64) -> bool {
        match self {
            Self::Inverse => predictor.is_finite() && predictor != 0.0,
            Self::SquareRoot => predictor.is_finite() && predictor > 0.0,
            _ => !predictor.is_nan(),
        }
    }
}

impl std::fmt::Display for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Link;

    const LINKS: [Link; 7] = [
        Link::Identity,
        Link::Log,
        Link::Logit,
        Link::Probit,
        Link::ComplementaryLogLog,
        Link::Inverse,
        Link::SquareRoot,
    ];

    #[test]
    fn means_return_from_their_predictors() {
        for link in LINKS {
            for mean in [1e-6, 0.2, 0.5, 0.93] {
                let found = link.mean(link.of_mean(mean));
                assert!((found / mean - 1.0).abs() < 1e-9, "{link}: {found} is not {mean}");
            }
        }
    }

    #[test]
    fn slopes_are_derivatives() {
        for link in LINKS {
            for predictor in [0.3, 1.1] {
                let step = 1e-5;
                let difference = (link.mean(predictor + step) - link.mean(predictor - step)) / (2.0 * step);
                let slope = link.mean_and_slope(predictor).1;
                assert!((difference / slope - 1.0).abs() < 1e-8, "{link}: {slope} is not {difference}");
            }
        }
    }
}
