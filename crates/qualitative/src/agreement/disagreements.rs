//! Where coders who judged the same units disagree: what to talk about.

use super::coincidences::Coded;
use super::difference::Difference;
use super::ratings::Ratings;

/// A unit on which coders disagree.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement<'a, T> {
    /// The unit.
    pub unit: &'a str,
    /// The coders who judged it and what each said.
    pub values: Vec<(&'a str, &'a T)>,
    /// Mean squared difference over the pairs of judgements; for categories the share of pairs that differ.
    pub size: f64,
}

/// The units on which coders disagree, most disagreeing first, then by name.
pub fn disagreements<'a, T: Ord + Clone>(
    ratings: &'a Ratings<T>,
    difference: &impl Difference<T>,
) -> Vec<Disagreement<'a, T>> {
    let coded = Coded::new(ratings);
    let all = coded.coincidences(&coded.units);
    let scale = all.scale(&coded.values);
    let pairable = ratings.units().iter().filter(|unit| unit.is_pairable());
    let mut found: Vec<Disagreement<'a, T>> = pairable
        .zip(&coded.units)
        .filter_map(|(unit, places)| {
            let differences: Vec<f64> = places
                .iter()
                .enumerate()
                .flat_map(|(index, &one)| places.iter().skip(index + 1).map(move |&other| (one, other)))
                .map(|(one, other)| difference.squared(&scale, one, other))
                .collect();
            let size = differences.iter().sum::<f64>() / differences.len() as f64;
            let said = ratings.coders().iter().zip(&unit.values);
            (size > 0.0).then(|| Disagreement {
                unit: &unit.name,
                values: said.filter_map(|(coder, value)| Some((coder.as_str(), value.as_ref()?))).collect(),
                size,
            })
        })
        .collect();
    found.sort_by(|one, other| other.size.total_cmp(&one.size).then_with(|| one.unit.cmp(other.unit)));
    found
}
