//! The distribution of the size of a Poisson sample: the elementary symmetric functions of the odds, scaled so that they neither overflow
//! nor lose their digits.
//!
//! With chances *p* and odds *w* = *p* / (1 − *p*) of independent draws, the probability of drawing *k* units is
//! *e*ₖ(*w*) ∏(1 − *p*) (Chen, Dempster and Liu, 1994, equation 4; Chen and Liu, 1997). Units with a chance above one in a hundred, of which
//! there are few, are added one by one. Those with a smaller chance, of which there may be a million, enter by their power sums: Newton’s
//! identities, whose alternating terms fall by a hundred each, lose no digits there.

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
        let is_small = |chance: Chance| chance.drawn <= SMALL;
        let most = usize::try_from(units).unwrap_or(usize::MAX).min(furthest(expected));
        let mut mass = vec![0.0; most + 1];
        let mut next = mass.clone();
        if let Some(none) = mass.first_mut() {
            *none = 1.0;
        }
        let mut reached = 0;
        for (chance, units) in groups.clone().filter(|(chance, _)| !is_small(*chance)) {
            for _ in 0..units {
                reached = (reached + 1).min(most);
                step(&mut next, &mass, reached, chance);
                std::mem::swap(&mut mass, &mut next);
            }
        }
        let mut block = Block::default();
        for (chance, mut units) in groups.filter(|(chance, _)| is_small(*chance)) {
            while units > 0 {
                let room = ((Block::MOST - block.expected) / chance.drawn).max(1.0) as u64;
                block.add(chance, units.min(room));
                units -= units.min(room);
                if block.expected >= Block::MOST - SMALL {
                    mass = convolved(&mass, &std::mem::take(&mut block).mass(most));
                }
            }
        }
        Self { mass: convolved(&mass, &block.mass(most)) }
    }

    /// The probability of that size.
    pub(super) fn at(&self, size: usize) -> f64 {
        self.mass.get(size).copied().unwrap_or_default()
    }

    /// The probability of that size of all units but one of that chance: as [`without`](Self::without), of which only the last terms matter
    /// where the chance is small.
    pub(super) fn without_at(&self, chance: Chance, size: usize) -> f64 {
        if chance.drawn > chance.left / 2.0 {
            return self.without(chance).at(size);
        }
        // What is left out is below the odds to the power of the number of terms.
        const DIGITS: f64 = -41.5;
        let odds = chance.drawn / chance.left;
        let terms = (DIGITS / libm::log(odds)) as usize + 2;
        let first = (size + 1).saturating_sub(terms);
        let last_terms = self.mass.get(first..=size).unwrap_or_default();
        (last_terms.iter().fold(0.0, |sum, mass| mass - odds * sum) / chance.left).max(0.0)
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

/// Units with at most this chance enter by their power sums.
const SMALL: f64 = 0.01;

/// Power sums of odds.
const POWERS: usize = 10;

/// Units of small chances, by the power sums of their odds.
#[derive(Default)]
struct Block {
    /// How many are expected to be drawn.
    expected: f64,
    /// The logarithm of the probability that none is.
    log_none: f64,
    powers: [f64; POWERS],
}

impl Block {
    /// As many are expected to be drawn of a block: the probability of none stays far from the smallest number there is.
    const MOST: f64 = 64.0;

    fn add(&mut self, chance: Chance, units: u64) {
        let (units, odds) = (units as f64, chance.drawn / chance.left);
        self.expected += units * chance.drawn;
        self.log_none -= units * libm::log1p(odds);
        let mut power = units;
        for sum in &mut self.powers {
            power *= odds;
            *sum += power;
        }
    }

    /// The probabilities of the sizes up to `most`, by Newton’s identities: k eₖ = Σ (−1)ʲ⁻¹ sⱼ eₖ₋ⱼ.
    fn mass(&self, most: usize) -> Vec<f64> {
        let most = most.min(furthest(self.expected as usize + 1));
        let mut mass = vec![libm::exp(self.log_none)];
        for size in 1..=most {
            let terms = self.powers.iter().zip(mass.iter().rev());
            let signed = terms.enumerate().map(
                |(j, (power, before))| {
                    if j % 2 == 0 { power * before } else { -power * before }
                },
            );
            let sum: f64 = signed.sum();
            mass.push((sum / size as f64).max(0.0));
        }
        mass
    }
}

/// The distribution of the sum of two sizes, as far as the first is held.
fn convolved(first: &[f64], second: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; first.len()];
    for (shift, probability) in second.iter().enumerate() {
        for (sum, first) in sum.iter_mut().skip(shift).zip(first) {
            *sum += probability * first;
        }
    }
    sum
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

    /// Units one by one, which is how the distribution is defined.
    fn one_by_one(chances: &[(Chance, u64)], most: usize) -> Vec<f64> {
        let (mut mass, mut next) = (vec![0.0; most + 1], vec![0.0; most + 1]);
        mass[0] = 1.0;
        for (chance, units) in chances {
            for _ in 0..*units {
                step(&mut next, &mass, most, *chance);
                std::mem::swap(&mut mass, &mut next);
            }
        }
        mass
    }

    #[test]
    fn many_small_chances_count_as_if_one_by_one() {
        // 150 are expected, 100 of them from small chances in two blocks.
        let groups =
            [(chance(0.0004), 50_000), (chance(0.008), 10_000), (chance(0.2), 200), (chance(0.6), 50)];
        let expected = 20 + 80 + 40 + 30;
        let exact = one_by_one(&groups, expected + 60);
        let distribution = SizeDistribution::of(groups.into_iter(), expected);
        for (size, exact) in exact.iter().enumerate().skip(expected - 60) {
            assert!((distribution.at(size) / exact - 1.0).abs() < 1e-11, "{size}");
        }
        for (chance, _) in groups {
            let others = distribution.without(chance);
            for size in [expected - 30, expected, expected + 30] {
                let difference = others.at(size) - distribution.without_at(chance, size);
                assert!(difference.abs() < 1e-15, "{chance:?}, {size}");
            }
        }
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
