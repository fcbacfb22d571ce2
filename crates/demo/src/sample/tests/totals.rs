//! Whether totals of the population are estimated without bias from every draw of clusters.

use super::AVERAGE;
use crate::population::Population;
use crate::sample::Design;
use crate::sample::clusters::allocation;
use cairn_sample::draw::{DrawnArea, Method, Role, StratumOrder, draw_stratum};
use rayon::prelude::*;

const METHODS: [Method; 5] =
    [Method::PpsSystematic, Method::Sampford, Method::ConditionalPoisson, Method::Simple, Method::Systematic];

/// What is added up over areas: households with an internet-using child, and children who were treated in a hurtful way online.
fn totals_of_areas(population: &Population) -> Vec<[f64; 2]> {
    let place =
        crate::questionnaire::position(crate::questionnaire::Respondent::Child, "bullied_online").unwrap();
    let answers = &population.children.answers[place];
    population
        .clusters
        .iter()
        .map(|cluster| {
            let first = population.households.first_child[cluster.households.start] as usize;
            let end = population.households.first_child[cluster.households.end] as usize;
            let bullied = answers[first..end].iter().filter(|answer| **answer == 1).count();
            [cluster.households.len() as f64, bullied as f64]
        })
        .collect()
}

/// The estimate of Horvitz and Thompson (1952) from one draw, after `released` of each stratum’s reserve of one.
fn estimate(
    population: &Population,
    areas: &[[f64; 2]],
    method: Method,
    seed: u64,
    released: u32,
) -> [f64; 2] {
    let mut sums = [0.0; 2];
    let allocation = allocation(population, Design::FULL.clusters).unwrap();
    for (stratum, &clusters) in allocation.iter().enumerate() {
        let places: Vec<usize> = (0..areas.len())
            .filter(|place| usize::from(population.clusters[*place].stratum) == stratum)
            .collect();
        let sizes: Vec<f64> =
            places.iter().map(|place| f64::from(population.clusters[*place].measure_of_size)).collect();
        let order =
            StratumOrder { method, clusters: clusters as usize, reserve: 1, seed, stratum: stratum as u64 };
        let draw = draw_stratum(&sizes, &order).unwrap();
        let in_use = |area: &&DrawnArea| match area.role {
            Role::Main => true,
            Role::Reserve(number) => number <= released,
        };
        for area in draw.areas.iter().filter(in_use) {
            let share = if area.certainty { 1.0 } else { draw.release.share(released) };
            for (sum, of_area) in sums.iter_mut().zip(areas[places[area.area]]) {
                *sum += of_area / (area.draw_probability * share);
            }
        }
    }
    sums
}

/// Over many draws the mean of the estimates is the total, up to what chance allows; printed as a row of a table.
fn totals_are_met(draws: u64) {
    let areas = totals_of_areas(&AVERAGE);
    for method in METHODS {
        for released in [0, 1] {
            let estimates: Vec<[f64; 2]> = (1..=draws)
                .into_par_iter()
                .map(|seed| estimate(&AVERAGE, &areas, method, seed, released))
                .collect();
            for what in 0..2 {
                let total: f64 = areas.iter().map(|of_area| of_area[what]).sum();
                let mean = estimates.iter().map(|of_draw| of_draw[what]).sum::<f64>() / draws as f64;
                let squares = estimates.iter().map(|of_draw| (of_draw[what] - mean) * (of_draw[what] - mean));
                let error = (squares.sum::<f64>() / (draws - 1) as f64 / draws as f64).sqrt();
                println!(
                    "| {method:?} | {released} | {total} | {:.4} | {:.4} |",
                    100.0 * (mean / total - 1.0),
                    100.0 * error / total
                );
                let largest = 0.08 * total / (draws as f64).sqrt();
                assert!(error > 0.0 && error < largest, "{method:?}: {error} {largest}");
                assert!((mean - total).abs() < 4.0 * error, "{method:?} {released}: {mean} {total} {error}");
            }
        }
    }
}

#[test]
fn the_total_of_horvitz_and_thompson_is_unbiased_for_every_draw() {
    totals_are_met(60);
}

#[test]
#[ignore = "slow: 100,000 draws"]
fn the_total_of_horvitz_and_thompson_is_unbiased_over_many_draws() {
    totals_are_met(10_000);
}
