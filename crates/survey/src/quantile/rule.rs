//! Rules of what the quantile is where the distribution function jumps over its probability.

use super::Distribution;

/// How a quantile is read off the distribution: with *x₁* ≤ … ≤ *xₙ* the values, *wₖ* their weights and *Cₖ* = *w₁* + … + *wₖ*.
///
/// The numbers are those of Hyndman and Fan (1996, The American Statistician 50, 361–365), written for weights by Lumley (vignette
/// "Estimating quantiles" of R's `survey`). The continuous ones, from 4 on, interpolate the points (*pₖ*, *xₖ*), and are constant
/// beyond the first and the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum QuantileRule {
    /// The least *x* with *F*(*x*) ≥ *p*; the same as `HyndmanFan1`.
    #[default]
    Math,
    /// That of the school's median: where *F*(*x*) is *p*, the mean of *x* and the next value; the same as `HyndmanFan2`.
    School,
    /// The least *x* with *F*(*x*) ≥ *p*.
    HyndmanFan1,
    /// As `School`.
    HyndmanFan2,
    /// Where *F*(*x*) is *p*, that of *x* and the next value which is at an even place among the distinct values.
    HyndmanFan3,
    /// *pₖ* = *Cₖ* / *Cₙ*.
    HyndmanFan4,
    /// *pₖ* = (*Cₖ* − *wₖ*/2) / *Cₙ*.
    HyndmanFan5,
    /// *pₖ* = *Cₖ* / (*Cₙ* + *wₙ*).
    HyndmanFan6,
    /// *pₖ* = *Cₖ₋₁* / *Cₙ₋₁*.
    HyndmanFan7,
    /// *pₖ* = (*Cₖ* − *wₖ*/3) / (*Cₙ* + *wₙ*/3).
    HyndmanFan8,
    /// *pₖ* = (*Cₖ* − 3*wₖ*/8) / (*Cₙ* + *wₙ*/4).
    HyndmanFan9,
}

impl QuantileRule {
    /// The quantile of a distribution. NaN where it has no value or the probability is none.
    pub fn quantile(self, distribution: &Distribution, probability: f64) -> f64 {
        if distribution.is_empty() || !(0.0..=1.0).contains(&probability) {
            return f64::NAN;
        }
        match self {
            Self::Math | Self::HyndmanFan1 => step(distribution, probability).value,
            Self::School | Self::HyndmanFan2 => {
                let step = step(distribution, probability);
                if step.reached { 0.5 * (step.value + step.next) } else { step.value }
            }
            Self::HyndmanFan3 => {
                let step = step(distribution, probability);
                let odd = || distinct_up_to(distribution, step.value) % 2 == 1;
                if step.reached && odd() { next_above(distribution, step.value) } else { step.value }
            }
            _ => self.interpolate(distribution, probability),
        }
    }

    /// *pₖ* of a continuous rule, for *k* from 0.
    fn point(self, distribution: &Distribution, position: usize) -> f64 {
        let last = distribution.len() - 1;
        let weights = distribution.weights();
        let (total, last_weight) = (distribution.total(), weights[last]);
        let (upto, weight) = (distribution.cumulative()[position], weights[position]);
        match self {
            Self::HyndmanFan5 => (upto - weight / 2.0) / total,
            Self::HyndmanFan6 => upto / (total + last_weight),
            Self::HyndmanFan7 if position == 0 => 0.0,
            Self::HyndmanFan7 => {
                distribution.cumulative()[position - 1] / distribution.cumulative()[last - 1]
            }
            Self::HyndmanFan8 => (upto - weight / 3.0) / (total + last_weight / 3.0),
            Self::HyndmanFan9 => (upto - 3.0 * weight / 8.0) / (total + last_weight / 4.0),
            _ => upto / total,
        }
    }

    fn interpolate(self, distribution: &Distribution, probability: f64) -> f64 {
        let values = distribution.values();
        let last = values.len() - 1;
        // The points ascend, so the first at or above the probability is found by halving.
        let (mut low, mut high) = (0, last);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.point(distribution, middle) < probability {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let upper = self.point(distribution, low);
        if low == 0 || upper <= probability {
            return values[low];
        }
        let lower = self.point(distribution, low - 1);
        let share = (probability - lower) / (upper - lower);
        values[low - 1] + share * (values[low] - values[low - 1])
    }
}

/// Where the distribution function first reaches a probability.
struct Step {
    value: f64,
    /// The value that follows, which may be equal; at the end the value itself.
    next: f64,
    /// Whether it reaches the probability and no more.
    reached: bool,
}

/// The sums of weights may be off by their rounding, so that of equal weights a quarter need not add up to a quarter.
fn step(distribution: &Distribution, probability: f64) -> Step {
    let sought = probability * distribution.total();
    let rounding = 4.0 * f64::EPSILON * distribution.total();
    let last = distribution.len() - 1;
    let position = distribution.cumulative().partition_point(|upto| *upto < sought - rounding).min(last);
    let values = distribution.values();
    Step {
        value: values[position],
        next: values[(position + 1).min(last)],
        reached: (distribution.cumulative()[position] - sought).abs() <= rounding,
    }
}

fn distinct_up_to(distribution: &Distribution, value: f64) -> usize {
    let values = distribution.values();
    let count = values.partition_point(|other| *other <= value);
    values[..count].windows(2).filter(|pair| pair[0] != pair[1]).count() + 1
}

fn next_above(distribution: &Distribution, value: f64) -> f64 {
    let values = distribution.values();
    values.get(values.partition_point(|other| *other <= value)).copied().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::QuantileRule::{self, *};
    use crate::quantile::{Distribution, Order};

    const RULES: [QuantileRule; 11] = [
        Math,
        School,
        HyndmanFan1,
        HyndmanFan2,
        HyndmanFan3,
        HyndmanFan4,
        HyndmanFan5,
        HyndmanFan6,
        HyndmanFan7,
        HyndmanFan8,
        HyndmanFan9,
    ];

    fn distribution(values: &[f64], weights: &[f64]) -> Distribution {
        Distribution::new(&Order::new(values).unwrap(), weights)
    }

    /// R's `quantile(c(4, 1, 3, 2, 7, 9), 0.3, type = 1:9)`.
    #[test]
    fn equal_weights_are_hyndman_and_fan() {
        let table = distribution(&[4.0, 1.0, 3.0, 2.0, 7.0, 9.0], &[0.1; 6]);
        let expected = [2.0, 2.0, 2.0, 2.0, 2.0, 1.8, 2.3, 2.1, 2.5, 2.233_333_333, 2.25];
        for (rule, expected) in RULES.iter().zip(expected) {
            let found = rule.quantile(&table, 0.3);
            assert!((found - expected).abs() < 1e-9, "{rule:?}: {found}");
        }
    }

    #[test]
    fn the_ends_are_the_least_and_the_greatest() {
        let table = distribution(&[4.0, 1.0, 3.0], &[1.0, 5.0, 2.0]);
        for rule in RULES {
            assert_eq!(rule.quantile(&table, 0.0), 1.0, "{rule:?}");
            assert_eq!(rule.quantile(&table, 1.0), 4.0, "{rule:?}");
        }
    }

    #[test]
    fn one_value_is_every_quantile() {
        let table = distribution(&[4.0, 2.0], &[3.0, 0.0]);
        for rule in RULES {
            for p in [0.0, 0.2, 1.0] {
                assert_eq!(rule.quantile(&table, p), 4.0, "{rule:?}");
            }
        }
    }

    #[test]
    fn of_nothing_there_is_none() {
        let table = distribution(&[4.0], &[0.0]);
        for rule in RULES {
            assert!(rule.quantile(&table, 0.5).is_nan());
            assert!(rule.quantile(&distribution(&[1.0], &[1.0]), f64::NAN).is_nan());
        }
    }

    #[test]
    fn a_quarter_of_equal_weights_is_reached() {
        let table = distribution(&[2.0, 4.0, 5.0, 6.0], &[0.1; 4]);
        assert_eq!(Math.quantile(&table, 0.75), 5.0);
        assert_eq!(School.quantile(&table, 0.75), 5.5);
        assert_eq!(HyndmanFan3.quantile(&table, 0.75), 6.0);
        assert_eq!(HyndmanFan3.quantile(&table, 0.5), 4.0);
    }
}
