//! The distribution of the size of a Poisson sample: the elementary symmetric functions of the odds, scaled so that they neither overflow
//! nor lose their digits.
//!
//! With chances *p* and odds *w* = *p* / (1 − *p*) of independent draws, the probability of drawing *k* units is
//! *e*ₖ(*w*) ∏(1 − *p*) (Chen, Dempster and Liu, 1994, equation 4; Chen and Liu, 1997).

/// The chance of a unit of being drawn, with its complement, which may be too small for a difference from 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Chance {
    /// Of being drawn.
    pub(super) drawn: f64,
    /// Of not being drawn.
    pub(super) left: f64,
}

impl Chance {
    /// That of odds given by their logarithm.
    pub(super) fn of_log_odds(log_odds: f64) -> Self {
        let (toward, small) = (log_odds >= 0.0, libm::exp(-log_odds.abs()));
        let (large, small) = (1.0 / (1.0 + small), small / (1.0 + small));
        if toward { Self { drawn: large, left: small } } else { Self { drawn: small, left: large } }
    }

    /// Its variance.
    pub(super) fn variance(self) -> f64 {
        self.drawn * self.left
    }
}

/// Probabilities of the sizes 0, 1, …, as far as any that matters: what is beyond has a probability below 10⁻³⁰.
#[derive(Debug, Clone)]
pub(super) struct SizeDistribution {
    mass: Vec<f64>,
}

impl SizeDistribution {
    /// Of units in groups, each with a chance and so many units; about `expected` units are drawn.
    pub(super) fn of(groups: impl Iterator<Item = (Chance, u64)> + Clone, expected: usize) -> Self {
        let units: u64 = groups.clone().map(|(_, units)| units).sum();
        let most = usize::try_from(units).unwrap_or(usize::MAX).min(furthest(expected));
        let mut mass = vec![0.0; most + 1];
        let mut next = mass.clone();
        if let Some(none) = mass.first_mut() {
            *none = 1.0;
        }
        let mut reached = 0;
        for (chance, units) in groups {
            for _ in 0..units {
                reached = (reached + 1).min(most);
                step(&mut next, &mass, reached, chance);
                std::mem::swap(&mut mass, &mut next);
            }
        }
        Self { mass }
    }

    /// The probability of that size.
    pub(super) fn at(&self, size: usize) -> f64 {
        self.mass.get(size).copied().unwrap_or_default()
    }

    /// Of all units but one of that chance.
    ///
    /// The unit is taken out from the side from which errors shrink: from the smallest size up where it is more likely left than drawn, else
    /// from the largest down.
    pub(super) fn without(&self, chance: Chance) -> Self {
        let mut mass = vec![0.0; self.mass.len()];
        let mut before = 0.0_f64;
        if chance.drawn <= chance.left {
            for (without, with) in mass.iter_mut().zip(&self.mass) {
                before = ((with - chance.drawn * before) / chance.left).max(0.0);
                *without = before;
            }
        } else {
            for (without, with) in mass.iter_mut().rev().skip(1).zip(self.mass.iter().rev()) {
                before = ((with - chance.left * before) / chance.drawn).max(0.0);
                *without = before;
            }
        }
        Self { mass }
    }
}

/// One more unit: sizes up to `reached`.
fn step(next: &mut [f64], mass: &[f64], reached: usize, chance: Chance) {
    let Chance { drawn, left } = chance;
    if let (Some(none), Some(before)) = (next.first_mut(), mass.first()) {
        *none = before * left;
    }
    let next = next.iter_mut().skip(1).take(reached);
    for ((next, here), below) in next.zip(mass.iter().skip(1)).zip(mass) {
        *next = here * left + below * drawn;
    }
}

/// A size that a sample of `expected` units exceeds with a probability below 10⁻³⁰, by Bernstein’s inequality.
fn furthest(expected: usize) -> usize {
    const EXPONENT: f64 = 70.0;
    let third = EXPONENT / 3.0;
    let beyond = third + (third * third + 2.0 * EXPONENT * expected as f64).sqrt();
    expected.saturating_add(beyond as usize + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chance(drawn: f64) -> Chance {
        Chance { drawn, left: 1.0 - drawn }
    }

    #[test]
    fn equal_chances_make_a_binomial_distribution() {
        let distribution = SizeDistribution::of([(chance(0.25), 4)].into_iter(), 1);
        let expected = [81.0, 108.0, 54.0, 12.0, 1.0].map(|ways| ways / 256.0);
        for (size, expected) in expected.into_iter().enumerate() {
            assert!((distribution.at(size) - expected).abs() < 1e-16, "{size}");
        }
        assert_eq!(distribution.at(5), 0.0);
    }

    #[test]
    fn chances_of_large_odds_keep_their_complement() {
        let sure = Chance::of_log_odds(50.0);
        assert_eq!(sure.drawn, 1.0);
        assert!((sure.left / libm::exp(-50.0) - 1.0).abs() < 1e-12);
    }

    proptest! {
        /// Taking a unit out of a distribution leaves that of the others.
        #[test]
        fn what_is_taken_out_was_put_in(chances in proptest::collection::vec(0.001..0.999_f64, 1..60), out in 0.001..0.999_f64) {
            let expected = (chances.iter().sum::<f64>() + out) as usize;
            let others = chances.iter().map(|drawn| (chance(*drawn), 1));
            let all = SizeDistribution::of(others.clone().chain([(chance(out), 1)]), expected);
            let others = SizeDistribution::of(others, expected);
            let without = all.without(chance(out));
            for size in 0..=chances.len() {
                prop_assert!((without.at(size) - others.at(size)).abs() < 1e-14, "{}", size);
            }
        }
    }
}
