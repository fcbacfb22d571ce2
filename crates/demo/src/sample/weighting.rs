//! Weights in three steps: selection, non-response, post-stratification.

use super::selection::{Contact, Selection};
use crate::population::{Population, STRATA};

/// Area × age group × education, as known of every contact.
const RESPONSE_CLASSES: usize = 2 * 3 * 3;
/// A class with fewer who took part borrows the rate of its area.
const FEWEST_IN_CLASS: u32 = 8;
/// Gender × age group.
const GROUPS: usize = 2 * 3;
const MOST_ROUNDS: usize = 100;
const TOLERANCE: f64 = 1e-12;

/// The weights of the children and of the caregivers who took part.
pub(super) fn weigh(population: &Population, selection: &Selection) -> (Vec<f64>, Vec<f64>) {
    let strata: Vec<usize> = selection.pairs().map(|contact| usize::from(contact.stratum)).collect();

    let child_base = |contact: &Contact| contact.household_weight * f64::from(contact.eligible);
    let mut children = adjusted(population, selection, child_base);
    let groups: Vec<usize> =
        selection.pairs().map(|contact| group(population, contact.child as usize)).collect();
    let (children_by_stratum, children_by_group) = known_children(population);
    rake(&mut children, &[(&strata, &children_by_stratum), (&groups, &children_by_group)]);

    let mut caregivers = adjusted(population, selection, |contact| contact.household_weight);
    rake(&mut caregivers, &[(&strata, &known_households(population))]);
    (children, caregivers)
}

/// Base weights divided by the weighted response rate of the class.
fn adjusted(population: &Population, selection: &Selection, base: impl Fn(&Contact) -> f64) -> Vec<f64> {
    let mut contacted = [0.0; RESPONSE_CLASSES];
    let mut responded = [0.0; RESPONSE_CLASSES];
    let mut pairs = [0; RESPONSE_CLASSES];
    for contact in &selection.contacts {
        let class = response_class(population, contact);
        contacted[class] += base(contact);
        if contact.took_part {
            responded[class] += base(contact);
            pairs[class] += 1;
        }
    }
    let half = RESPONSE_CLASSES / 2;
    let area_sum = |values: &[f64], area: usize| -> f64 { values.iter().skip(area * half).take(half).sum() };
    selection
        .pairs()
        .map(|contact| {
            let class = response_class(population, contact);
            let factor = if pairs[class] < FEWEST_IN_CLASS {
                area_sum(&contacted, class / half) / area_sum(&responded, class / half)
            } else {
                contacted[class] / responded[class]
            };
            base(contact) * factor
        })
        .collect()
}

fn response_class(population: &Population, contact: &Contact) -> usize {
    let area = usize::from(contact.stratum % 2);
    let age_group = age_group(population, contact.child as usize);
    let education = usize::from(population.households.education[contact.household as usize]) - 1;
    (area * 3 + age_group) * 3 + education
}

fn age_group(population: &Population, child: usize) -> usize {
    usize::from((population.children.age[child] - 12) / 2)
}

fn group(population: &Population, child: usize) -> usize {
    usize::from(population.children.girl[child]) * 3 + age_group(population, child)
}

/// The children of the population by stratum, and by gender and age group.
fn known_children(population: &Population) -> ([f64; STRATA], [f64; GROUPS]) {
    let mut by_stratum = [0.0; STRATA];
    let mut by_group = [0.0; GROUPS];
    for cluster in &population.clusters {
        let first = population.households.first_child[cluster.households.start];
        let end = population.households.first_child[cluster.households.end];
        by_stratum[usize::from(cluster.stratum)] += f64::from(end - first);
    }
    for child in 0..population.children() {
        by_group[group(population, child)] += 1.0;
    }
    (by_stratum, by_group)
}

fn known_households(population: &Population) -> [f64; STRATA] {
    let mut by_stratum = [0.0; STRATA];
    for cluster in &population.clusters {
        by_stratum[usize::from(cluster.stratum)] += cluster.households.len() as f64;
    }
    by_stratum
}

/// Scales the weights to each margin in turn until all agree (Deming and Stephan 1940).
fn rake(weights: &mut [f64], margins: &[(&[usize], &[f64])]) {
    for _ in 0..MOST_ROUNDS {
        let mut largest_change = 0.0_f64;
        for (cells, known) in margins {
            let mut sums = vec![0.0; known.len()];
            for (&cell, weight) in cells.iter().zip(weights.iter()) {
                sums[cell] += weight;
            }
            let factors: Vec<f64> = sums
                .iter()
                .zip(*known)
                .map(|(sum, known)| if *sum > 0.0 { known / sum } else { 1.0 })
                .collect();
            for (&cell, weight) in cells.iter().zip(weights.iter_mut()) {
                *weight *= factors[cell];
            }
            largest_change = factors.iter().map(|factor| (factor - 1.0).abs()).fold(largest_change, f64::max);
        }
        if largest_change < TOLERANCE {
            return;
        }
    }
}
