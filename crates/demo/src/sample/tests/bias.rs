//! Whether weights take away the bias of non-response: over many samples, against what the unweighted shares say.

use super::AVERAGE;
use crate::population::Population;
use crate::questionnaire::{Asked, CHILD, Choices};
use crate::sample::{Design, Response, simulate, weighting};
use rayon::prelude::*;

/// Taking part depends strongly on age and area.
const STRONG: Response = Response { level: 2.0, age_group: -0.9, urban: -0.9, education: 0.0 };

/// What an item’s estimates are over many samples.
struct Tally {
    item: &'static str,
    truth: f64,
    unweighted: Moments,
    weighted: Moments,
}

/// Mean and Monte Carlo standard error of the mean.
struct Moments {
    mean: f64,
    error: f64,
}

impl Moments {
    fn of(values: impl Iterator<Item = f64> + Clone) -> Self {
        let count = values.clone().count() as f64;
        let mean = values.clone().sum::<f64>() / count;
        let variance = values.map(|value| (value - mean) * (value - mean)).sum::<f64>() / (count - 1.0);
        Self { mean, error: (variance / count).sqrt() }
    }
}

fn tallies(population: &Population, response: &Response, samples: u64) -> Vec<Tally> {
    let items: Vec<usize> = (0..CHILD.len())
        .filter(|&place| {
            matches!((&CHILD[place].choices, &CHILD[place].asked), (Choices::YesNo, Asked::Everybody))
        })
        .collect();
    let yes = |item: usize, child: usize| f64::from(population.children.answers[item][child]);
    let estimates: Vec<Vec<(f64, f64)>> = (1..=samples)
        .into_par_iter()
        .map(|sample| {
            let field = simulate(population, Design::FULL, response, sample).unwrap();
            let (weights, _) = weighting::weigh(population, &field).unwrap();
            let children: Vec<usize> = field.pairs().map(|(_, who)| who.child as usize).collect();
            let sum: f64 = weights.iter().sum();
            let of_item = |&item: &usize| {
                let plain =
                    children.iter().map(|&child| yes(item, child)).sum::<f64>() / children.len() as f64;
                let weighted: f64 =
                    children.iter().zip(&weights).map(|(&child, weight)| weight * yes(item, child)).sum();
                (plain, weighted / sum)
            };
            items.iter().map(of_item).collect()
        })
        .collect();
    let tally = |(place, &item): (usize, &usize)| Tally {
        item: CHILD[item].name,
        truth: (0..population.children()).map(|child| yes(item, child)).sum::<f64>()
            / population.children() as f64,
        unweighted: Moments::of(estimates.iter().map(|of_sample| of_sample[place].0)),
        weighted: Moments::of(estimates.iter().map(|of_sample| of_sample[place].1)),
    };
    items.iter().enumerate().map(tally).collect()
}

impl Tally {
    fn bias_unweighted(&self) -> f64 {
        self.unweighted.mean - self.truth
    }

    fn bias_weighted(&self) -> f64 {
        self.weighted.mean - self.truth
    }

    /// The share of the bias that the weights take away.
    fn reduction(&self) -> f64 {
        1.0 - self.bias_weighted().abs() / self.bias_unweighted().abs()
    }

    /// Whether the bias without weights is so large that chance has no say in a fifth of it.
    fn is_clear(&self) -> bool {
        self.bias_unweighted().abs() > 10.0 * self.weighted.error
    }

    fn row(&self) -> String {
        let points = |value: f64| format!("{:.2}", 100.0 * value).replace('-', "−");
        format!(
            "| `{}` | {:.2} | {} | {} | {:.2} | {} |",
            self.item,
            100.0 * self.truth,
            points(self.bias_unweighted()),
            points(self.bias_weighted()),
            100.0 * self.weighted.error,
            if self.is_clear() { format!("{:.0}", 100.0 * self.reduction()) } else { "–".to_owned() },
        )
    }
}

/// The share of the biases of all items together that the weights take away.
fn reduction_of_all(tallies: &[&Tally]) -> f64 {
    let sum = |bias: fn(&Tally) -> f64| tallies.iter().map(|tally| bias(tally).abs()).sum::<f64>();
    1.0 - sum(Tally::bias_weighted) / sum(Tally::bias_unweighted)
}

#[test]
fn weights_take_away_four_fifths_of_the_bias_of_non_response() {
    let tallies = tallies(&AVERAGE, &STRONG, 250);
    let clear: Vec<&Tally> = tallies.iter().filter(|tally| tally.bias_unweighted().abs() > 0.012).collect();
    assert!(clear.len() >= 8, "{}", clear.len());
    let reduction = reduction_of_all(&clear);
    assert!(reduction > 0.8, "{reduction}");
}

/// Also makes the table of `docs/demo-population.md`.
#[test]
#[ignore = "slow: 8,000 samples"]
fn weights_take_away_four_fifths_of_the_bias_of_each_item() {
    for response in [STRONG, Response::USUAL] {
        let tallies = tallies(&AVERAGE, &response, 4_000);
        println!("| item | truth % | bias unweighted | bias weighted | its Monte Carlo error | less by % |");
        println!("|---|---|---|---|---|---|");
        tallies.iter().for_each(|tally| println!("{}", tally.row()));
        for tally in tallies.iter().filter(|tally| tally.is_clear()) {
            assert!(tally.reduction() > 0.8, "{} {response:?}", tally.row());
        }
        // Where there is little to take away, nothing is put in its place.
        for tally in &tallies {
            assert!(tally.bias_weighted().abs() < 3.5 * tally.weighted.error, "{} {response:?}", tally.row());
        }
        let clear: Vec<&Tally> = tallies.iter().filter(|tally| tally.is_clear()).collect();
        let reduction = 100.0 * reduction_of_all(&clear);
        println!("{} of {} items clear, together less by {reduction:.0} %", clear.len(), tallies.len());
    }
}
