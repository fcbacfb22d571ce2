//! The presentation standards for proportions of the National Center for Health Statistics.

use crate::{Interval, NoInterval, ProportionInterval, ProportionMethod};

/// A confidence interval narrower than this is precise enough, however wide beside the proportion.
const NARROW: f64 = 0.05;
/// One as wide as this is not, however narrow beside it.
const WIDE: f64 = 0.30;
/// The greatest width relative to the proportion.
const RELATIVE: f64 = 1.30;
/// The fewest interviews, and the smallest effective size.
const FEWEST: f64 = 30.0;
/// Degrees of freedom below which a statistician looks.
const FEW_DEGREES_OF_FREEDOM: f64 = 8.0;

/// Flags that do not keep a proportion from being shown, but ask for a statistician's review.
pub const SHOWN_WITH_REVIEW: [PresentationFlag; 3] = [
    PresentationFlag::FewDegreesOfFreedom,
    PresentationFlag::NoEvents,
    PresentationFlag::ComplementUnreliable,
];

/// What the standards say against a proportion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PresentationFlag {
    /// Fewer than 30 interviews, or an effective size below 30: it is not shown.
    FewInterviews,
    /// An interval of a width of 0.30 or more: it is not shown.
    WideInterval,
    /// An interval wider than 0.05 and than 130 % of the proportion: it is not shown.
    RelativelyWideInterval,
    /// No interval: it is not shown.
    NoInterval,
    /// Fewer than 8 degrees of freedom: shown after review.
    FewDegreesOfFreedom,
    /// None or all of the interviews: shown after review.
    NoEvents,
    /// The complement of the proportion would not be shown: shown after review.
    ComplementUnreliable,
}

/// A proportion measured by the standards of Parker et al. (2017, National Center for Health Statistics Data Presentation Standards for
/// Proportions, Vital and Health Statistics, series 2, no. 175).
#[derive(Debug, Clone, PartialEq)]
pub struct ProportionStandard {
    /// What speaks against it, in order; of nothing it is shown.
    pub flags: Vec<PresentationFlag>,
    /// The effective size: interviews over the design effect, at most as many as there are.
    pub effective_size: f64,
    /// The Korn–Graubard interval of 95 % that the standards use.
    pub interval: Result<Interval, NoInterval>,
}

impl ProportionStandard {
    /// Measures a proportion with its variance, number of interviews and degrees of freedom.
    pub fn of(proportion: f64, variance: f64, rows: u64, df: f64) -> Self {
        let around = ProportionInterval { proportion, variance, rows, df, level: 0.95 };
        let interval = around.by(ProportionMethod::KornGraubard);
        let extreme = proportion <= 0.0 || proportion >= 1.0;
        let size = if extreme { rows as f64 } else { proportion * (1.0 - proportion) / variance };
        let effective_size = if size >= rows as f64 { rows as f64 } else { size };
        let mut flags = Vec::new();
        let mut flag = |flag: PresentationFlag, raised: bool| {
            if raised {
                flags.push(flag);
            }
        };
        flag(PresentationFlag::FewInterviews, !(rows as f64 >= FEWEST && effective_size >= FEWEST));
        match interval {
            Ok(interval) => {
                let width = interval.upper - interval.lower;
                let relatively = |of: f64| width > NARROW && width > RELATIVE * of;
                flag(PresentationFlag::WideInterval, width >= WIDE);
                // At 0 and 1 a relative width says nothing.
                flag(
                    PresentationFlag::RelativelyWideInterval,
                    !extreme && width < WIDE && relatively(proportion),
                );
                flag(PresentationFlag::FewDegreesOfFreedom, df < FEW_DEGREES_OF_FREEDOM);
                flag(PresentationFlag::NoEvents, extreme);
                let complement = !extreme && width < WIDE && relatively(1.0 - proportion);
                flag(PresentationFlag::ComplementUnreliable, complement);
            }
            Err(_) => flag(PresentationFlag::NoInterval, true),
        }
        Self { flags, effective_size, interval }
    }

    /// Whether it may be shown, perhaps after review.
    pub fn is_shown(&self) -> bool {
        self.flags.iter().all(|flag| SHOWN_WITH_REVIEW.contains(flag))
    }

    /// Whether a statistician should look before it is shown.
    pub fn needs_review(&self) -> bool {
        self.is_shown() && !self.flags.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{PresentationFlag as Flag, ProportionStandard};

    /// A simple random sample.
    fn simple(proportion: f64, rows: u64, df: f64) -> ProportionStandard {
        let variance = proportion * (1.0 - proportion) / rows as f64;
        ProportionStandard::of(proportion, variance, rows, df)
    }

    #[test]
    fn many_interviews_are_shown() {
        let standard = simple(0.4, 2000, 500.0);
        assert_eq!(standard.flags, []);
        assert!(standard.is_shown() && !standard.needs_review());
        assert!((standard.effective_size - 2000.0).abs() < 1e-9);
    }

    #[test]
    fn few_interviews_are_not() {
        assert!(simple(0.4, 29, 28.0).flags.contains(&Flag::FewInterviews));
        // A hundred that tell as much as twenty.
        let clustered = ProportionStandard::of(0.4, 0.4 * 0.6 / 20.0, 100, 20.0);
        assert!(clustered.flags.contains(&Flag::FewInterviews) && !clustered.is_shown());
    }

    #[test]
    fn wide_intervals_are_not() {
        assert_eq!(simple(0.5, 40, 39.0).flags, [Flag::WideInterval]);
        assert_eq!(simple(0.04, 100, 99.0).flags, [Flag::RelativelyWideInterval]);
        // Narrow enough, though it is as wide as the proportion and more.
        assert_eq!(simple(0.004, 500, 499.0).flags, []);
    }

    #[test]
    fn some_are_shown_after_review() {
        assert_eq!(simple(0.4, 2000, 7.0).flags, [Flag::FewDegreesOfFreedom]);
        assert_eq!(simple(0.0, 2000, 100.0).flags, [Flag::NoEvents]);
        let high = simple(0.96, 100, 99.0);
        assert_eq!(high.flags, [Flag::ComplementUnreliable]);
        assert!(high.is_shown() && high.needs_review());
    }

    #[test]
    fn without_an_interval_nothing_is_shown() {
        assert_eq!(simple(0.4, 2000, 0.0).flags, [Flag::NoInterval]);
        assert_eq!(
            ProportionStandard::of(0.4, f64::NAN, 2000, 9.0).flags,
            [Flag::FewInterviews, Flag::NoInterval]
        );
    }
}
