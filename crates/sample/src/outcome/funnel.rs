//! Limits within which rates of small groups vary by chance.

use cairn_survey::distribution::beta_tails;

/// The limits of a funnel plot (Spiegelhalter, 2005): a group of a given size lies within them with 99.8 % probability if its rate is
/// the target. They are exact: taken from the binomial distribution, not its normal approximation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Funnel {
    target: f64,
}

/// Where a group lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// Within the limits.
    Within,
    /// Below: so few, or fewer, come about with a probability under 0.001.
    Below,
    /// Above: so many, or more, come about with a probability under 0.001.
    Above,
}

impl Funnel {
    /// The probability beyond each limit.
    pub const TAIL: f64 = 0.001;

    /// The limits around a target, that of all groups together; absent where it is no share between 0 and 1.
    pub fn around(target: f64) -> Option<Self> {
        (target > 0.0 && target < 1.0).then_some(Self { target })
    }

    /// Where a group of `trials` with `successes` lies. A group of none lies within.
    pub fn position(&self, successes: u64, trials: u64) -> Position {
        if trials == 0 || successes > trials {
            return Position::Within;
        }
        if self.at_most(successes, trials) < Self::TAIL {
            Position::Below
        } else if self.at_least(successes, trials) < Self::TAIL {
            Position::Above
        } else {
            Position::Within
        }
    }

    /// The fewest and the most successes of a group of `trials` that lies within.
    pub fn limits(&self, trials: u64) -> (u64, u64) {
        let fewest = first(trials, |successes| self.at_most(successes, trials) >= Self::TAIL);
        let beyond = first(trials, |successes| self.at_least(successes, trials) < Self::TAIL);
        let all_within = self.at_least(trials, trials) >= Self::TAIL;
        (fewest, if all_within { trials } else { beyond.saturating_sub(1) })
    }

    /// The probability of at most so many: P(X ≤ k) = I₁₋ₚ(n − k, k + 1) (Johnson, Kemp and Kotz, 2005, equation 3.37).
    fn at_most(&self, successes: u64, trials: u64) -> f64 {
        if successes >= trials {
            return 1.0;
        }
        let p = self.target;
        beta_tails(1.0 - p, p, (trials - successes) as f64, successes as f64 + 1.0).0
    }

    /// The probability of at least so many.
    fn at_least(&self, successes: u64, trials: u64) -> f64 {
        if successes == 0 {
            return 1.0;
        }
        let p = self.target;
        beta_tails(p, 1.0 - p, successes as f64, (trials - successes) as f64 + 1.0).0
    }
}

/// The first number from 0 that holds, of numbers up to `last`, the last where none does; what holds for one holds for those after it.
fn first(last: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let (mut from, mut to) = (0, last);
    while from < to {
        let middle = from + (to - from) / 2;
        if holds(middle) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// By adding up, for comparison.
    fn at_most(successes: u64, trials: u64, p: f64) -> f64 {
        let mut term = (0..trials).fold(1.0, |product, _| product * (1.0 - p));
        let mut sum = term;
        for k in 0..successes {
            term *= (trials - k) as f64 / (k + 1) as f64 * p / (1.0 - p);
            sum += term;
        }
        sum
    }

    #[test]
    fn small_groups_are_left_in_peace() {
        let funnel = Funnel::around(0.7).unwrap();
        assert_eq!(funnel.position(0, 5), Position::Within);
        assert_eq!(funnel.position(0, 6), Position::Below);
        assert_eq!(funnel.position(19, 19), Position::Within);
        assert_eq!(funnel.position(20, 20), Position::Above);
        assert_eq!(funnel.position(0, 0), Position::Within);
        assert_eq!((Funnel::around(0.0), Funnel::around(1.0), Funnel::around(f64::NAN)), (None, None, None));
    }

    proptest! {
        #[test]
        fn limits_are_those_of_the_binomial(trials in 1..60_u64, share in 0.0..=1.0_f64, target in 0.05..0.95_f64) {
            let successes = (share * trials as f64).round() as u64;
            let funnel = Funnel::around(target).unwrap();
            let expected = at_most(successes, trials, target);
            prop_assert!((funnel.at_most(successes, trials) - expected).abs() < 1e-10);
            let below = if successes == 0 { 0.0 } else { funnel.at_most(successes - 1, trials) };
            prop_assert!((below + funnel.at_least(successes, trials) - 1.0).abs() < 1e-10);
        }

        #[test]
        fn limits_are_the_last_that_lie_within(trials in 1..200_u64, target in 0.02..0.98_f64) {
            let funnel = Funnel::around(target).unwrap();
            let within = |successes: &u64| funnel.position(*successes, trials) == Position::Within;
            let within: Vec<u64> = (0..=trials).filter(within).collect();
            prop_assert_eq!(funnel.limits(trials), (within[0], within[within.len() - 1]));
        }

        #[test]
        fn what_is_as_expected_lies_within(trials in 1..100_000_u64, target in 0.01..0.99_f64) {
            let successes = (target * trials as f64).round() as u64;
            prop_assert_eq!(Funnel::around(target).unwrap().position(successes, trials), Position::Within);
        }
    }
}
