//! Weights as the demonstration’s decisions make them, for simulations: of a study folder the build makes them.

use super::Field;
use super::field::Call;
use crate::population::Population;
use cairn_sample::household::Probability;
use cairn_sample::weight::{
    CalibrationMethod, ClassColumn, ClassLimits, Margin, SelectionStage, WeightError, Weighting,
};
use std::collections::BTreeMap;

/// What a class of non-response must have to stand alone.
pub(crate) const CLASS_LIMITS: ClassLimits = ClassLimits { minimum: 8, largest_factor: 3.0 };

/// The weights of the children and of the caregivers who took part, in the order of the field’s pairs.
pub(super) fn weigh(population: &Population, field: &Field) -> Result<(Vec<f64>, Vec<f64>), WeightError> {
    let caregivers = of_households(field, population)?;
    let mut children = caregivers.clone();
    let picked = |call: &Call| call.eligible.and_then(|who| Probability::new(1, u64::from(who.children)));
    children.within_household(&field.calls.iter().map(picked).collect::<Vec<_>>())?;
    let region_area = margin(field, "region_area", &population.children_by_stratum(), stratum);
    let gender_age = margin(field, "gender_age", &population.children_by_group(), |call| {
        call.eligible.map(|who| population.group(who.child as usize))
    });
    children.calibrate(CalibrationMethod::Raking, &[region_area, gender_age])?;

    let mut caregivers = caregivers;
    let households = margin(field, "region_area", &population.households_by_stratum(), stratum);
    caregivers.calibrate(CalibrationMethod::Raking, &[households])?;
    Ok((of_pairs(field, &children), of_pairs(field, &caregivers)))
}

/// The weights of households: selection, unknown eligibility, non-response.
fn of_households(field: &Field, population: &Population) -> Result<Weighting, WeightError> {
    let calls = &field.calls;
    let mut weighting = Weighting::begin(calls.iter().map(Call::standing).collect())?;
    let of_cluster: BTreeMap<u32, (f64, f64)> = field
        .clusters
        .iter()
        .map(|cluster| {
            let dwellings = f64::from(cluster.selected) / f64::from(cluster.listed);
            (cluster.drawn.number, (cluster.drawn.probability, dwellings))
        })
        .collect();
    let probability = |call: &Call| of_cluster.get(&call.cluster).copied().unwrap_or_default();
    weighting
        .select(SelectionStage::Cluster, &calls.iter().map(|call| probability(call).0).collect::<Vec<_>>())?;
    weighting.select(
        SelectionStage::Household,
        &calls.iter().map(|call| probability(call).1).collect::<Vec<_>>(),
    )?;

    let strata = Column::of("region, area", calls, |call| u32::from(call.stratum));
    weighting.unknown_eligibility(&[strata.as_class()])?;

    let area = Column::of("area", calls, |call| u32::from(call.stratum % 2));
    let of_eligible = |name, of: &dyn Fn(&super::field::Eligible) -> u32| {
        Column::of(name, calls, |call| call.eligible.as_ref().map_or(0, of))
    };
    let age_group = of_eligible("age_group", &|who| population.age_group(who.child as usize) as u32);
    let education = of_eligible("education", &|who| {
        u32::from(population.households.education[who.household as usize]) - 1
    });
    let classes = [area.as_class(), age_group.as_class(), education.as_class()];
    weighting.non_response(&classes, CLASS_LIMITS)?;
    Ok(weighting)
}

/// The classes of all calls by something; those that have none are never asked for theirs.
struct Column {
    name: &'static str,
    codes: Vec<u32>,
    labels: Vec<String>,
}

impl Column {
    fn of(name: &'static str, calls: &[Call], code: impl Fn(&Call) -> u32) -> Self {
        let codes: Vec<u32> = calls.iter().map(code).collect();
        let labels = (0..=codes.iter().copied().max().unwrap_or_default()).map(|code| code.to_string());
        Self { name, labels: labels.collect(), codes }
    }

    fn as_class(&self) -> ClassColumn<'_> {
        ClassColumn { name: self.name, codes: &self.codes, labels: &self.labels }
    }
}

fn stratum(call: &Call) -> Option<usize> {
    Some(usize::from(call.stratum))
}

fn margin(field: &Field, name: &str, counts: &[u32], cell: impl Fn(&Call) -> Option<usize>) -> Margin {
    let of_case = |call: &Call| match cell(call) {
        Some(cell) if call.took_part() => cell as u32,
        _ => Margin::UNKNOWN,
    };
    Margin {
        name: name.to_owned(),
        cells: (1..=counts.len()).map(|cell| cell.to_string()).collect(),
        population: counts.iter().copied().map(f64::from).collect(),
        of_case: field.calls.iter().map(of_case).collect(),
    }
}

fn of_pairs(field: &Field, weighting: &Weighting) -> Vec<f64> {
    let weights = field.calls.iter().zip(weighting.weights());
    weights.filter(|(call, _)| call.took_part()).map(|(_, weight)| *weight).collect()
}
