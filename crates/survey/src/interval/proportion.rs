//! Intervals for a proportion.

use super::{Interval, NoInterval, check_variance, multiplier, symmetric_interval};
use crate::distribution::{beta_quantile, student_upper_quantile};

/// How the interval of a proportion is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ProportionMethod {
    /// Symmetric on the logit scale.
    #[default]
    Logit,
    /// Symmetric on the scale of the arc sine of the square root.
    Arcsine,
    /// Korn and Graubard (1998): the exact binomial limits of Clopper and Pearson with the effective sample size, corrected
    /// for the degrees of freedom.
    KornGraubard,
    /// Symmetric about the proportion; its limits may leave 0 to 1.
    Symmetric,
    /// Wilson's score interval with the effective sample size.
    Wilson,
    /// By the likelihood ratio, scaled by the design effect: [`ProportionInterval::likelihood`] of complete answers.
    Likelihood,
}

/// What an interval is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProportionInterval {
    /// The proportion.
    pub proportion: f64,
    /// Its variance.
    pub variance: f64,
    /// Unweighted number of rows of the domain.
    pub rows: u64,
    /// Degrees of freedom; may be infinite.
    pub df: f64,
    /// The level, as 0.95.
    pub level: f64,
}

impl ProportionInterval {
    /// The interval by a method.
    ///
    /// # Errors
    /// Without degrees of freedom or a positive variance, or where the method has none at 0 and 1.
    pub fn by(&self, method: ProportionMethod) -> Result<Interval, NoInterval> {
        let p = self.proportion;
        if !(-1e-12..=1.0 + 1e-12).contains(&p) {
            return Err(NoInterval::NotAProportion);
        }
        if p <= 0.0 || p >= 1.0 {
            return if method == ProportionMethod::KornGraubard {
                self.korn_graubard()
            } else {
                Err(NoInterval::Extreme)
            };
        }
        check_variance(p, self.variance)?;
        match method {
            ProportionMethod::Logit => self.logit(),
            ProportionMethod::Arcsine => self.arcsine(),
            ProportionMethod::KornGraubard => self.korn_graubard(),
            ProportionMethod::Symmetric => symmetric_interval(p, self.variance, self.df, self.level),
            ProportionMethod::Wilson => self.wilson(),
            ProportionMethod::Likelihood => self.likelihood(1.0),
        }
    }

    fn logit(&self) -> Result<Interval, NoInterval> {
        let p = self.proportion;
        let scale = 1.0 / (p * (1.0 - p));
        let around =
            symmetric_interval(libm::log(p / (1.0 - p)), self.variance * scale * scale, self.df, self.level)?;
        let inverse = |logit: f64| 1.0 / (1.0 + libm::exp(-logit));
        Ok(Interval { lower: inverse(around.lower), upper: inverse(around.upper) })
    }

    /// The limits are kept within 0 to π/2, beyond which the sine would turn back.
    fn arcsine(&self) -> Result<Interval, NoInterval> {
        let p = self.proportion;
        let around = symmetric_interval(
            libm::asin(p.sqrt()),
            self.variance / (4.0 * p * (1.0 - p)),
            self.df,
            self.level,
        )?;
        let inverse = |angle: f64| {
            let sine = libm::sin(angle.clamp(0.0, std::f64::consts::FRAC_PI_2));
            sine * sine
        };
        Ok(Interval { lower: inverse(around.lower), upper: inverse(around.upper) })
    }

    /// Korn and Graubard (1998, Survey Methodology 24, 193–201). At 0 and 1, where the design effect has no estimate, the
    /// effective size is the number of rows (NCHS, Parker et al., 2017).
    fn korn_graubard(&self) -> Result<Interval, NoInterval> {
        let p = self.proportion.clamp(0.0, 1.0);
        let rows = self.rows as f64;
        let tail = (1.0 - self.level) / 2.0;
        let correction = student_upper_quantile(tail, rows - 1.0) / multiplier(self.df, self.level)?;
        let size = if p > 0.0 && p < 1.0 { p * (1.0 - p) / self.variance } else { rows };
        let effective = size * correction * correction;
        if !(effective > 0.0 && effective.is_finite()) {
            return Err(NoInterval::NoVariance);
        }
        let lower =
            if p > 0.0 { beta_quantile(tail, effective * p, effective * (1.0 - p) + 1.0) } else { 0.0 };
        let upper =
            if p < 1.0 { beta_quantile(1.0 - tail, effective * p + 1.0, effective * (1.0 - p)) } else { 1.0 };
        Ok(Interval { lower, upper })
    }

    /// Wilson (1927), with *p*(1 − *p*) / variance in the place of the sample size and the *t* quantile in that of the normal.
    fn wilson(&self) -> Result<Interval, NoInterval> {
        let p = self.proportion;
        let t = multiplier(self.df, self.level)?;
        let size = p * (1.0 - p) / self.variance;
        let shrink = 1.0 + t * t / size;
        let centre = (p + t * t / (2.0 * size)) / shrink;
        let half = t / shrink * (p * (1.0 - p) / size + t * t / (4.0 * size * size)).sqrt();
        Ok(Interval { lower: centre - half, upper: centre + half })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const METHODS: [ProportionMethod; 6] = [
        ProportionMethod::Logit,
        ProportionMethod::Arcsine,
        ProportionMethod::KornGraubard,
        ProportionMethod::Symmetric,
        ProportionMethod::Wilson,
        ProportionMethod::Likelihood,
    ];

    fn case(proportion: f64, variance: f64, df: f64) -> ProportionInterval {
        ProportionInterval { proportion, variance, rows: 100, df, level: 0.95 }
    }

    #[test]
    fn no_degrees_of_freedom_no_interval() {
        for method in METHODS {
            for df in [0.0, -1.0, f64::NAN] {
                assert_eq!(
                    case(0.2, 0.001, df).by(method),
                    Err(NoInterval::NoDegreesOfFreedom),
                    "{method:?}"
                );
            }
        }
    }

    #[test]
    fn no_variance_no_interval() {
        for method in METHODS {
            for variance in [0.0, f64::NAN, f64::INFINITY] {
                assert!(case(0.2, variance, 10.0).by(method).is_err(), "{method:?}");
            }
        }
    }

    #[test]
    fn nobody_still_has_an_upper_limit() {
        let interval = case(0.0, 0.0, f64::INFINITY).by(ProportionMethod::KornGraubard).unwrap();
        assert_eq!(interval.lower, 0.0);
        assert!(interval.upper > 0.02 && interval.upper < 0.05);
        assert_eq!(case(0.0, 0.0, 20.0).by(ProportionMethod::Logit), Err(NoInterval::Extreme));
    }

    #[test]
    fn intervals_hold_the_proportion_and_mirror() {
        for method in METHODS {
            for p in [0.01, 0.2, 0.5] {
                let interval = case(p, 0.0004, 30.0).by(method).unwrap();
                assert!(interval.lower < p && p < interval.upper, "{method:?} {p}");
                let mirror = case(1.0 - p, 0.0004, 30.0).by(method).unwrap();
                assert!((mirror.lower - (1.0 - interval.upper)).abs() < 1e-12, "{method:?} {p}");
            }
        }
    }
}
