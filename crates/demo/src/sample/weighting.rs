//! Weights in three steps: selection, non-response, post-stratification.

use super::Field;
use super::field::{Call, Eligible};
use crate::population::{Population, STRATA};
use std::collections::BTreeMap;

/// Area × age group × education, as known of every contact.
const RESPONSE_CLASSES: usize = 2 * 3 * 3;
/// A class with fewer who took part borrows the rate of its area.
const FEWEST_IN_CLASS: u32 = 8;
const MOST_ROUNDS: usize = 100;
const TOLERANCE: f64 = 1e-12;

/// The weights of the children and of the caregivers who took part.
pub(super) fn weigh(population: &Population, field: &Field) -> (Vec<f64>, Vec<f64>) {
    let strata: Vec<usize> = field.pairs().map(|(call, _)| usize::from(call.stratum)).collect();
    let households = known_eligible(field);

    let child_base: Vec<f64> =
        households.iter().map(|&(_, eligible, weight)| weight * f64::from(eligible.children)).collect();
    let mut children = adjusted(population, &households, &child_base);
    let groups: Vec<usize> =
        field.pairs().map(|(_, eligible)| population.group(eligible.child as usize)).collect();
    let by_stratum = population.children_by_stratum().map(f64::from);
    let by_group = population.children_by_group().map(f64::from);
    rake(&mut children, &[(&strata, &by_stratum), (&groups, &by_group)]);

    let base: Vec<f64> = households.iter().map(|&(.., weight)| weight).collect();
    let mut caregivers = adjusted(population, &households, &base);
    rake(&mut caregivers, &[(&strata, &population.households_by_stratum().map(f64::from))]);
    (children, caregivers)
}

/// A household known to be eligible, with its weight.
type Household<'f> = (&'f Call, Eligible, f64);

/// The households known to be eligible: those of whom it is unknown are shared out to the known ones of their stratum.
fn known_eligible(field: &Field) -> Vec<Household<'_>> {
    let weights: BTreeMap<u32, f64> =
        field.clusters.iter().map(|cluster| (cluster.drawn.number, cluster.dwelling_weight())).collect();
    let (mut all, mut known) = ([0.0; STRATA], [0.0; STRATA]);
    for call in &field.calls {
        all[usize::from(call.stratum)] += weights[&call.cluster];
        known[usize::from(call.stratum)] +=
            weights[&call.cluster] * f64::from(u8::from(call.eligibility_known()));
    }
    let factor = |stratum: u8| all[usize::from(stratum)] / known[usize::from(stratum)];
    let eligible = |call: &'_ Call| call.eligible;
    field
        .calls
        .iter()
        .filter_map(|call| Some((call, eligible(call)?, weights[&call.cluster] * factor(call.stratum))))
        .collect()
}

/// Base weights divided by the weighted response rate of the class, of those who took part.
fn adjusted(population: &Population, households: &[Household<'_>], base: &[f64]) -> Vec<f64> {
    let mut contacted = [0.0; RESPONSE_CLASSES];
    let mut responded = [0.0; RESPONSE_CLASSES];
    let mut pairs = [0; RESPONSE_CLASSES];
    for ((call, eligible, _), base) in households.iter().zip(base) {
        let class = response_class(population, call.stratum, *eligible);
        contacted[class] += base;
        if call.took_part() {
            responded[class] += base;
            pairs[class] += 1;
        }
    }
    let half = RESPONSE_CLASSES / 2;
    let area_sum = |values: &[f64], area: usize| -> f64 { values.iter().skip(area * half).take(half).sum() };
    households
        .iter()
        .zip(base)
        .filter(|((call, ..), _)| call.took_part())
        .map(|((call, eligible, _), base)| {
            let class = response_class(population, call.stratum, *eligible);
            let factor = if pairs[class] < FEWEST_IN_CLASS {
                area_sum(&contacted, class / half) / area_sum(&responded, class / half)
            } else {
                contacted[class] / responded[class]
            };
            base * factor
        })
        .collect()
}

fn response_class(population: &Population, stratum: u8, eligible: Eligible) -> usize {
    let area = usize::from(stratum % 2);
    let age_group = population.age_group(eligible.child as usize);
    let education = usize::from(population.households.education[eligible.household as usize]) - 1;
    (area * 3 + age_group) * 3 + education
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
