//! Families of distributions, as quasi-likelihoods: a variance as a function of the mean.

use super::Link;

/// How the variance of an outcome follows from its mean (McCullagh and Nelder, 1989, chapters 2 and 9). The dispersion is free: as
/// the variance comes from the design, no model of it is needed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Family {
    /// Constant variance.
    Gaussian,
    /// *μ*(1 − *μ*), for outcomes of 0 to 1.
    Binomial,
    /// *μ*.
    Poisson,
    /// *μ*².
    Gamma,
    /// *μ* + *μ*²/*θ*.
    NegativeBinomial {
        /// *θ*, the greater the nearer to Poisson.
        theta: f64,
    },
}

impl Family {
    /// Its name in a request.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gaussian => "gaussian",
            Self::Binomial => "binomial",
            Self::Poisson => "poisson",
            Self::Gamma => "gamma",
            Self::NegativeBinomial { .. } => "negative-binomial",
        }
    }

    /// The link it has where none is asked for.
    pub fn default_link(self) -> Link {
        self.links()[0]
    }

    /// The links it may have, the usual one first.
    pub fn links(self) -> &'static [Link] {
        match self {
            Self::Gaussian => &[Link::Identity, Link::Log, Link::Inverse],
            Self::Binomial => {
                &[Link::Logit, Link::Probit, Link::ComplementaryLogLog, Link::Log, Link::Identity]
            }
            Self::Poisson => &[Link::Log, Link::Identity, Link::SquareRoot],
            Self::Gamma => &[Link::Inverse, Link::Log, Link::Identity],
            Self::NegativeBinomial { .. } => &[Link::Log, Link::Identity, Link::SquareRoot],
        }
    }

    pub(super) fn link_names(self) -> String {
        let names: Vec<&str> = self.links().iter().map(|link| link.name()).collect();
        names.join(", ")
    }

    /// What outcomes it takes.
    pub(super) fn range(self) -> &'static str {
        match self {
            Self::Gaussian => "a number",
            Self::Binomial => "a value of 0 to 1",
            Self::Poisson | Self::NegativeBinomial { .. } => "a value of 0 or more",
            Self::Gamma => "a value above 0",
        }
    }

    pub(super) fn takes(self, outcome: f64) -> bool {
        match self {
            Self::Gaussian => outcome.is_finite(),
            Self::Binomial => (0.0..=1.0).contains(&outcome),
            Self::Poisson | Self::NegativeBinomial { .. } => outcome >= 0.0 && outcome.is_finite(),
            Self::Gamma => outcome > 0.0 && outcome.is_finite(),
        }
    }

    /// The mean from which the fit starts.
    pub(super) fn start(self, outcome: f64, weight: f64) -> f64 {
        match self {
            Self::Gaussian | Self::Gamma => outcome,
            Self::Binomial => (weight * outcome + 0.5) / (weight + 1.0),
            Self::Poisson => outcome + 0.1,
            Self::NegativeBinomial { .. } => {
                if outcome == 0.0 {
                    1.0 / 6.0
                } else {
                    outcome
                }
            }
        }
    }

    /// The variance at a mean.
    pub fn variance(self, mean: f64) -> f64 {
        match self {
            Self::Gaussian => 1.0,
            Self::Binomial => mean * (1.0 - mean),
            Self::Poisson => mean,
            Self::Gamma => mean * mean,
            Self::NegativeBinomial { theta } => mean + mean * mean / theta,
        }
    }

    /// Whether a mean lies within the range of the family.
    pub(super) fn allows(self, mean: f64) -> bool {
        match self {
            Self::Gaussian => !mean.is_nan(),
            Self::Binomial => mean > 0.0 && mean < 1.0,
            Self::Poisson | Self::Gamma | Self::NegativeBinomial { .. } => mean > 0.0 && mean.is_finite(),
        }
    }

    /// Whether a mean is at the edge of its range but for rounding.
    pub(super) fn extreme(self, mean: f64) -> bool {
        const ROUNDING: f64 = 10.0 * f64::EPSILON;
        match self {
            Self::Gaussian | Self::Gamma => false,
            Self::Binomial => !(ROUNDING..=1.0 - ROUNDING).contains(&mean),
            Self::Poisson | Self::NegativeBinomial { .. } => mean < ROUNDING,
        }
    }

    /// Twice the difference of the log-likelihoods at the outcome itself and at the mean.
    pub fn deviance(self, outcome: f64, mean: f64) -> f64 {
        match self {
            Self::Gaussian => (outcome - mean) * (outcome - mean),
            Self::Binomial => {
                if outcome == 1.0 {
                    return -2.0 * libm::log(mean);
                }
                if outcome == 0.0 {
                    return -2.0 * libm::log1p(-mean);
                }
                let no = 1.0 - outcome;
                2.0 * (outcome * libm::log(outcome / mean) + no * libm::log(no / (1.0 - mean)))
            }
            Self::Poisson => {
                if outcome == 0.0 {
                    return 2.0 * mean;
                }
                2.0 * (outcome * libm::log(outcome / mean) - (outcome - mean))
            }
            Self::Gamma => -2.0 * (libm::log(outcome / mean) - (outcome - mean) / mean),
            Self::NegativeBinomial { theta } => {
                let events = outcome * libm::log(outcome.max(1.0) / mean);
                2.0 * (events - (outcome + theta) * libm::log((outcome + theta) / (mean + theta)))
            }
        }
    }
}

impl std::fmt::Display for Family {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
