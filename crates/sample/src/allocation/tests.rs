use super::*;
use proptest::prelude::*;

fn strata(given: &[(u64, f64)]) -> Vec<Stratum> {
    given.iter().map(|&(areas, size)| Stratum { areas, size }).collect()
}

/// Every way to give each stratum between the minimum and its areas.
fn all(strata: &[Stratum], minimum: u32) -> Vec<Vec<u32>> {
    strata.iter().fold(vec![Vec::new()], |ways, stratum| {
        let numbers = minimum..=stratum.areas as u32;
        ways.iter().flat_map(|way| numbers.clone().map(|n| [way.as_slice(), &[n]].concat())).collect()
    })
}

fn spread(measures: &[f64], clusters: &[u32]) -> f64 {
    measures.iter().zip(clusters).map(|(x, &n)| x * x / f64::from(n)).sum()
}

fn small_strata() -> impl Strategy<Value = Vec<Stratum>> {
    let stratum = (2..9_u64, 1.0..1000.0_f64).prop_map(|(areas, size)| Stratum { areas, size });
    prop::collection::vec(stratum, 1..5)
}

fn many_strata() -> impl Strategy<Value = Vec<Stratum>> {
    let stratum = (2..60_u64, 1.0..1e6_f64).prop_map(|(areas, size)| Stratum { areas, size });
    prop::collection::vec(stratum, 1..30)
}

/// A number of clusters for which there is room, by a share of the room.
fn between(strata: &[Stratum], minimum: u32, share: f64) -> u32 {
    let least = minimum * strata.len() as u32;
    let most: u32 = strata.iter().map(|stratum| stratum.areas as u32).sum();
    least + (share * f64::from(most - least)).floor() as u32
}

proptest! {
    #[test]
    fn no_other_whole_numbers_are_better(
        strata in small_strata(), share in 0.0..=1.0_f64, minimum in 1..3_u32, power in 0.0..1.5_f64,
        deviations in prop::collection::vec(0.01..0.5_f64, 4),
    ) {
        let clusters = between(&strata, minimum, share);
        let deviations = &deviations[..strata.len()];
        for method in [Method::Proportional, Method::Equal, Method::Power(power), Method::Neyman(deviations)] {
            let measures = measures(&strata, method).unwrap();
            let found = allocate(&strata, clusters, method, minimum).unwrap();
            prop_assert_eq!(found.iter().sum::<u32>(), clusters);
            let least = all(&strata, minimum)
                .into_iter()
                .filter(|way| way.iter().sum::<u32>() == clusters)
                .map(|way| spread(&measures, &way))
                .fold(f64::INFINITY, f64::min);
            prop_assert!(spread(&measures, &found) <= least * (1.0 + 1e-12));
        }
    }

    #[test]
    fn a_cluster_more_takes_none_away(strata in many_strata(), share in 0.0..0.99_f64, power in 0.0..1.5_f64) {
        let clusters = between(&strata, 2, share);
        prop_assume!(clusters < between(&strata, 2, 1.0));
        let before = allocate(&strata, clusters, Method::Power(power), 2).unwrap();
        let after = allocate(&strata, clusters + 1, Method::Power(power), 2).unwrap();
        prop_assert!(before.iter().zip(&after).all(|(before, after)| before <= after));
    }

    #[test]
    fn powers_reach_from_equal_to_proportional_and_alike_deviations_are_proportional(
        strata in many_strata(), share in 0.0..=1.0_f64,
    ) {
        let clusters = between(&strata, 1, share);
        let of = |method| allocate(&strata, clusters, method, 1).unwrap();
        prop_assert_eq!(of(Method::Power(1.0)), of(Method::Proportional));
        prop_assert_eq!(of(Method::Power(0.0)), of(Method::Equal));
        let alike = vec![0.25; strata.len()];
        prop_assert_eq!(of(Method::Neyman(&alike)), of(Method::Proportional));
    }

    #[test]
    fn remainders_stay_within_bounds_and_give_all(
        strata in many_strata(), share in 0.0..=1.0_f64, minimum in 0..3_u32,
    ) {
        let clusters = between(&strata, minimum, share);
        let measures: Vec<f64> = strata.iter().map(|stratum| stratum.size).collect();
        let found = largest_remainders(&strata, &measures, clusters, minimum).unwrap();
        prop_assert_eq!(found.iter().sum::<u32>(), clusters);
        for (n, stratum) in found.iter().zip(&strata) {
            prop_assert!(*n >= minimum && u64::from(*n) <= stratum.areas);
        }
    }

    #[test]
    fn the_optimum_meets_every_requirement_within_a_cluster_of_the_least(
        strata in small_strata(),
        units in prop::collection::vec(prop::collection::vec(0.0..10.0_f64, 4), 1..4),
        strictness in 0.0..1.0_f64,
        minimum in 1..3_u32,
    ) {
        let requirements = requirements(&strata, &units, strictness, minimum);
        let cost = vec![1.0; strata.len()];
        let found = optimum(&strata, &cost, &requirements, minimum).unwrap();
        for requirement in &requirements {
            prop_assert!(requirement.variance(&found.clusters) <= requirement.limit * (1.0 + 1e-9));
        }
        let least = all(&strata, minimum)
            .into_iter()
            .filter(|way| requirements.iter().all(|needed| needed.variance(way) <= needed.limit * (1.0 + 1e-12)))
            .map(|way| f64::from(way.iter().sum::<u32>()))
            .fold(f64::INFINITY, f64::min);
        prop_assert!(found.least_cost <= least * (1.0 + 1e-9), "bound {} least {least}", found.least_cost);
        prop_assert!(found.cost <= least + 1.0, "found {} least {least}", found.cost);
    }

    /// The conditions of Karush, Kuhn and Tucker: fractions follow from the multipliers, which are 0 where a requirement is slack.
    #[test]
    fn the_fractions_are_the_best(
        strata in many_strata(),
        units in prop::collection::vec(prop::collection::vec(0.01..10.0_f64, 30), 1..5),
        costs in prop::collection::vec(0.5..4.0_f64, 30),
        strictness in 0.0..0.95_f64,
    ) {
        let requirements = requirements(&strata, &units, strictness, 2);
        let costs = &costs[..strata.len()];
        let found = optimum(&strata, costs, &requirements, 2).unwrap();
        let cost: f64 = found.fractional.iter().zip(costs).map(|(n, cost)| n * cost).sum();
        // Nearly parallel requirements, of thousands of tries the worst, leave about a ten-thousandth.
        let gap = (cost - found.least_cost) / cost;
        prop_assert!(gap <= 1e-3, "{cost} {}", found.least_cost);
        prop_assert!(found.cost >= found.least_cost * (1.0 - 1e-12));
        for (requirement, multiplier) in requirements.iter().zip(&found.multipliers) {
            let used: f64 = requirement.unit.iter().zip(&found.fractional).map(|(unit, n)| unit / n).sum();
            prop_assert!(*multiplier >= 0.0 && used <= (requirement.limit + requirement.constant) * (1.0 + 1e-12));
            prop_assert!(multiplier * (requirement.limit + requirement.constant - used) <= gap.max(1e-9) * cost * 1.01);
        }
        for (stratum, ((n, cost), frame)) in found.fractional.iter().zip(costs).zip(&strata).enumerate() {
            let pull: f64 = requirements.iter().zip(&found.multipliers).map(|(r, m)| m * r.unit[stratum]).sum();
            let free = (pull / cost).sqrt().clamp(2.0, frame.areas as f64);
            prop_assert!((free - n).abs() <= (10.0 * gap.sqrt()).max(1e-3) * n, "{free} {n}");
        }
    }
}

/// Requirements that lie between what the minimum gives (strictness 0) and what every area gives (1).
fn requirements(strata: &[Stratum], units: &[Vec<f64>], strictness: f64, minimum: u32) -> Vec<Requirement> {
    let count = strata.len();
    units
        .iter()
        .map(|units| {
            let unit: Vec<f64> = units[..count].iter().map(|unit| unit + 0.001).collect();
            let mut requirement = Requirement { unit, constant: 0.0, limit: 1.0 };
            let loose = requirement.variance(&vec![minimum; count]);
            let strict = requirement.variance(&strata.iter().map(|s| s.areas as u32).collect::<Vec<_>>());
            requirement.limit = (loose + strictness * (strict - loose)) * (1.0 + 1e-12);
            requirement
        })
        .collect()
}

#[test]
fn one_requirement_has_the_solution_of_neyman() {
    let strata = strata(&[(1000, 1.0), (1000, 1.0)]);
    let requirement = Requirement { unit: vec![4.0, 9.0], constant: 0.0, limit: 0.1 };
    let found = optimum(&strata, &[1.0, 4.0], &[requirement], 1).unwrap();
    // Σ√(unit·cost) = 2 + 6 = 8; n = √(unit/cost)·8/limit.
    assert!((found.fractional[0] - 160.0).abs() < 1e-4 && (found.fractional[1] - 120.0).abs() < 1e-4);
    assert!((found.least_cost - 640.0).abs() < 1e-4);
    assert_eq!(found.clusters, [160, 120]);
}

#[test]
fn remainders_are_those_of_the_rule_by_hand() {
    let strata = strata(&[(500, 81.0), (500, 16.0), (500, 1.0)]);
    // 2 each, and of the other 4 by √size, 9 : 4 : 1, 2.57, 1.14 and 0.29: 2, 1, 0 and the one left to the first.
    let measures: Vec<f64> = strata.iter().map(|stratum| stratum.size.sqrt()).collect();
    assert_eq!(largest_remainders(&strata, &measures, 10, 2).unwrap(), [5, 3, 2]);
    // A stratum of three areas leaves the rest to the others.
    let few = [Stratum { areas: 3, size: 81.0 }, strata[1], strata[2]];
    assert_eq!(largest_remainders(&few, &measures, 10, 2).unwrap(), [3, 4, 3]);
}

#[test]
fn the_minimum_is_a_bound_and_no_gift() {
    let strata = strata(&[(500, 80.0), (500, 19.0), (500, 1.0)]);
    assert_eq!(allocate(&strata, 100, Method::Proportional, 2).unwrap(), [79, 19, 2]);
    assert_eq!(allocate(&strata, 100, Method::Equal, 2).unwrap(), [34, 33, 33]);
}

#[test]
fn what_has_no_room_is_refused() {
    let three = strata(&[(5, 80.0), (1, 19.0), (4, 1.0)]);
    let refused = |clusters, minimum| {
        let error = allocate(&three, clusters, Method::Proportional, minimum).unwrap_err();
        assert!(!error.remedy().is_empty());
        error.to_string()
    };
    assert_eq!(refused(8, 2), "1 hold fewer than the 2 areas that a stratum is to have at least as clusters");
    assert_eq!(refused(11, 1), "11 clusters are more than the 10 areas of the frame");
    assert_eq!(refused(2, 1), "2 clusters are too few for 3 strata with at least 1 each, which are 3");
    assert_eq!(allocate(&[], 3, Method::Equal, 1), Err(AllocationError::NoStratum));
    assert_eq!(allocate(&three, 5, Method::Neyman(&[0.0, 0.0, 0.0]), 1), Err(AllocationError::NothingVaries));
    assert_eq!(
        allocate(&three, 5, Method::Neyman(&[0.1, f64::NAN, 0.0]), 1),
        Err(AllocationError::Measure { stratum: 1 })
    );
    assert_eq!(
        allocate(&three, 5, Method::Neyman(&[0.1]), 1),
        Err(AllocationError::Deviations { given: 1, strata: 3 })
    );
}

#[test]
fn a_requirement_beyond_the_frame_is_refused_with_what_can_be_had() {
    let two = strata(&[(10, 1.0), (20, 1.0)]);
    let needed = |limit| Requirement { unit: vec![1.0, 1.0], constant: 0.05, limit };
    let error = optimum(&two, &[1.0, 1.0], &[needed(0.5), needed(0.09)], 2).unwrap_err();
    let OptimumError::BeyondFrame { requirement: 1, least, .. } = error else { panic!("{error}") };
    assert!((least - 0.1).abs() < 1e-12);
    let every_area = optimum(&two, &[1.0, 1.0], &[needed(0.1 + 1e-12)], 2).unwrap();
    assert_eq!(every_area.clusters, [10, 20]);
    assert!(matches!(optimum(&two, &[1.0, 0.0], &[needed(1.0)], 2), Err(OptimumError::Cost)));
    assert!(matches!(optimum(&two, &[1.0, 1.0], &[], 2), Err(OptimumError::NoRequirement)));
}

#[test]
fn a_thousand_strata_take_milliseconds() {
    let many: Vec<Stratum> =
        (0..1000).map(|i| Stratum { areas: 1000, size: 100.0 + f64::from(i * 37 % 991) }).collect();
    let started = std::time::Instant::now();
    let found = allocate(&many, 20_000, Method::Power(0.75), 2).unwrap();
    assert_eq!(found.iter().sum::<u32>(), 20_000);
    assert!(started.elapsed().as_millis() < 200, "{:?}", started.elapsed());
}
