//! Frequencies over 20,000 draws: each within the interval that its probability allows.

use super::*;
use cairn_survey::distribution::beta_tails;

const DRAWS: u32 = 20_000;

/// The chance that any of the frequencies of a test lies outside its interval, though all probabilities are right.
const ERROR: f64 = 1e-4;

/// How often each area, and each pair of areas, was drawn.
struct Counts {
    alone: Vec<u32>,
    together: Vec<Vec<u32>>,
}

fn count(areas: usize, mut draw: impl FnMut(u64) -> Vec<usize>) -> Counts {
    let mut counts = Counts { alone: vec![0; areas], together: vec![vec![0; areas]; areas] };
    for seed in 0..u64::from(DRAWS) {
        let drawn = draw(seed);
        for first in &drawn {
            counts.alone[*first] += 1;
            for second in &drawn {
                counts.together[*first][*second] += 1;
            }
        }
    }
    counts
}

/// Each count within the binomial interval of its probability, at a level adjusted for how many are looked at (Bonferroni).
fn assert_within(counts: &[(u32, f64)]) {
    let level = ERROR / (2.0 * counts.len() as f64);
    for (place, (count, probability)) in counts.iter().enumerate() {
        if *probability > 1.0 - 1e-12 || *probability <= 0.0 {
            assert_eq!(f64::from(*count), f64::from(DRAWS) * probability.round(), "{place}");
            continue;
        }
        // As many or more, and as many or fewer, by the beta distribution.
        let (count, draws) = (f64::from(*count), f64::from(DRAWS));
        let tails = |a: f64, b: f64| beta_tails(*probability, 1.0 - probability, a, b);
        let at_least = if count > 0.0 { tails(count, draws - count + 1.0).0 } else { 1.0 };
        let at_most = if count < draws { tails(count + 1.0, draws - count).1 } else { 1.0 };
        let expected = draws * probability;
        assert!(at_least >= level && at_most >= level, "{place}: {count} of {draws} for {expected}");
    }
}

fn alone(counts: &Counts, probability: &[f64]) -> Vec<(u32, f64)> {
    assert_eq!(counts.alone.len(), probability.len());
    counts.alone.iter().copied().zip(probability.iter().copied()).collect()
}

fn pairs(counts: &Counts, joint: &[Vec<f64>]) -> Vec<(u32, f64)> {
    let rows = counts.together.iter().zip(joint).enumerate();
    rows.flat_map(|(row, (counts, joint))| counts.iter().copied().zip(joint.iter().copied()).take(row))
        .collect()
}

#[test]
fn pps_systematic_draws_with_its_probabilities() {
    let target = inclusion_probabilities(&SIZES, 6).unwrap();
    assert_eq!(target.certainties(), 1);
    let counts = count(SIZES.len(), |seed| pps_systematic(&SIZES, 6, &mut random(seed)).unwrap());
    assert_within(&alone(&counts, &target.probability));
}

#[test]
fn sampford_draws_with_its_probabilities_alone_and_together() {
    let target = inclusion_probabilities(&SIZES, 6).unwrap();
    let design = Sampford::new(&target);
    let counts = count(SIZES.len(), |seed| design.draw(&mut random(seed)));
    assert_within(&alone(&counts, &target.probability));
    assert_within(&pairs(&counts, &design.joint(&(0..SIZES.len()).collect::<Vec<_>>())));
}

#[test]
fn conditional_poisson_draws_with_its_probabilities_alone_and_together() {
    let target = inclusion_probabilities(&SIZES, 6).unwrap();
    let design = ConditionalPoisson::new(&target).unwrap();
    let counts = count(SIZES.len(), |seed| design.draw(&mut random(seed)));
    assert_within(&alone(&counts, &target.probability));
    assert_within(&pairs(&counts, &design.joint(&(0..SIZES.len()).collect::<Vec<_>>())));
}

#[test]
fn equal_probabilities_are_equal() {
    let counts = count(11, |seed| simple(11, 4, &mut random(seed)).unwrap());
    assert_within(&alone(&counts, &[4.0 / 11.0; 11]));
    let joint = vec![vec![12.0 / 110.0; 11]; 11];
    assert_within(&pairs(&counts, &joint));
    let counts = count(11, |seed| systematic(11, 4, &mut random(seed)).unwrap());
    assert_within(&alone(&counts, &[4.0 / 11.0; 11]));
}

/// Main clusters, and main clusters with one released, of every method: with certainties and a reserve of two.
#[test]
fn main_clusters_and_released_ones_have_the_probabilities_that_are_written() {
    use Method::{ConditionalPoisson, PpsSystematic, Sampford, Simple, Systematic};
    for method in [PpsSystematic, Sampford, ConditionalPoisson, Simple, Systematic] {
        let order = |seed| StratumOrder { method, clusters: 5, reserve: 2, seed, stratum: 3 };
        // Every area is drawn now and then, and says its probability.
        let mut draw_probability = vec![0.0; SIZES.len()];
        let mut certain = vec![false; SIZES.len()];
        let mut release = Release { main: 0, reserve: 0 };
        let in_use = |drawn: &StratumDraw, released: u32| -> Vec<usize> {
            let used = drawn.areas.iter().filter(|drawn| match drawn.role {
                Role::Main => true,
                Role::Reserve(number) => number <= released,
            });
            used.map(|drawn| drawn.area).collect()
        };
        for released in 0..=2 {
            let counts = count(SIZES.len(), |seed| {
                let drawn = draw_stratum(&SIZES, &order(seed)).unwrap();
                for area in &drawn.areas {
                    draw_probability[area.area] = area.draw_probability;
                    certain[area.area] = area.certainty;
                }
                release = drawn.release;
                in_use(&drawn, released)
            });
            let probability: Vec<f64> = draw_probability
                .iter()
                .zip(&certain)
                .map(|(drawn, certain)| if *certain { 1.0 } else { drawn * release.share(released) })
                .collect();
            let sum: f64 = probability.iter().sum();
            assert!((sum - f64::from(5 + released)).abs() < 1e-9, "{method:?}, {released}: {sum}");
            assert_within(&alone(&counts, &probability));
        }
        assert_eq!(certain[0], method.is_proportional_to_size());
    }
}

#[test]
fn pairs_of_main_clusters_and_released_ones_have_the_probabilities_that_are_written() {
    for method in [Method::Sampford, Method::ConditionalPoisson] {
        let order = |seed| StratumOrder { method, clusters: 4, reserve: 2, seed, stratum: 0 };
        let mut joint = vec![vec![0.0; SIZES.len()]; SIZES.len()];
        let counts = count(SIZES.len(), |seed| {
            let drawn = draw_stratum(&SIZES, &order(seed)).unwrap();
            let rows = drawn.joint.as_ref().unwrap();
            for (first, row) in drawn.areas.iter().zip(rows) {
                for (second, together) in drawn.areas.iter().zip(row) {
                    let share = match (first.certainty, second.certainty) {
                        (false, false) => drawn.release.share_of_pairs(1),
                        (true, true) => 1.0,
                        _ => drawn.release.share(1),
                    };
                    joint[first.area][second.area] = together * share;
                }
            }
            let used = drawn.areas.iter().filter(|area| !matches!(area.role, Role::Reserve(2)));
            used.map(|area| area.area).collect()
        });
        assert_within(&pairs(&counts, &joint));
    }
}

#[test]
fn clusters_are_of_either_sex_with_the_same_probability() {
    let counts = count(5, |seed| {
        let sexes = alternating_sexes(5, &mut random(seed));
        (0..5).filter(|cluster| sexes[*cluster] == Sex::Girls).collect()
    });
    assert_within(&alone(&counts, &[SEX_PROBABILITY; 5]));
}

/// The Horvitz–Thompson total of a variable has the population’s total for its mean, within its own simulation error.
#[test]
fn horvitz_thompson_totals_are_unbiased() {
    let values: Vec<f64> =
        SIZES.iter().enumerate().map(|(area, size)| size * 0.3 + (area % 4) as f64 * 9.0).collect();
    let truth: f64 = values.iter().sum();
    for method in [Method::PpsSystematic, Method::Sampford, Method::ConditionalPoisson, Method::Simple] {
        let totals: Vec<f64> = (0..u64::from(DRAWS))
            .map(|seed| {
                let order = StratumOrder { method, clusters: 5, reserve: 1, seed, stratum: 1 };
                let drawn = draw_stratum(&SIZES, &order).unwrap();
                let main = drawn.areas.iter().filter(|area| area.role == Role::Main);
                main.map(|area| {
                    let share = if area.certainty { 1.0 } else { drawn.release.share(0) };
                    values[area.area] / (area.draw_probability * share)
                })
                .sum()
            })
            .collect();
        let mean = totals.iter().sum::<f64>() / f64::from(DRAWS);
        let variance =
            totals.iter().map(|total| (total - mean) * (total - mean)).sum::<f64>() / f64::from(DRAWS);
        let error = (variance / f64::from(DRAWS)).sqrt();
        assert!((mean - truth).abs() < 4.0 * error, "{method:?}: {mean} ± {error} for {truth}");
    }
}
