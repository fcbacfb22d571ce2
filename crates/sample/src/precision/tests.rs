use super::*;
use crate::allocation::{Method, Stratum, allocate};
use cairn_random::Random;
use proptest::prelude::*;

fn frame() -> Vec<Stratum> {
    [(40, 4000.0), (60, 9000.0), (25, 1500.0)].map(|(areas, size)| Stratum { areas, size }).to_vec()
}

fn setting(strata: &[Stratum]) -> Setting<'_> {
    Setting { strata, take: 10, weighting_effect: 1.0 }
}

/// Of a proportional sample of many areas with the same share everywhere, the design effect is Kish’s.
#[test]
fn the_design_effect_is_that_of_kish() {
    let strata = [Stratum { areas: 1_000_000, size: 1e6 }, Stratum { areas: 1_000_000, size: 1e6 }];
    let setting = Setting { strata: &strata, take: 10, weighting_effect: 1.2 };
    let expected = Expected::new(vec![0.2, 0.2], 0.05).unwrap();
    let found = setting.precision(&[50, 50], &expected, Part::Whole).unwrap();
    assert_eq!((found.proportion, found.pairs, found.degrees_of_freedom), (0.2, 1000.0, 98.0));
    assert!((found.design_effect.unwrap() - 1.45 * 1.2).abs() < 1e-3);
    // t of 98 degrees of freedom is 1.984467; √(0.16/1000 × 1.74) = 0.016685.
    assert!((found.margin(0.95).unwrap() - 1.984_467 * 0.016_685_3).abs() < 1e-5);
}

/// Oversampling a small stratum costs what Kish’s 1 + CV² of the weights says.
#[test]
fn unequal_rates_of_strata_cost_as_their_weights_say() {
    let strata = [Stratum { areas: 1_000_000, size: 9e5 }, Stratum { areas: 1_000_000, size: 1e5 }];
    let expected = Expected::new(vec![0.3, 0.3], 0.0).unwrap();
    let found = setting(&strata).precision(&[50, 50], &expected, Part::Whole).unwrap();
    let weights = [vec![0.9; 500], vec![0.1; 500]].concat();
    let kish = cairn_survey::precision::weighting_effect(&weights);
    assert!((found.design_effect.unwrap() - kish).abs() < 1e-9);
}

#[test]
fn every_area_leaves_the_variance_within() {
    let strata = [Stratum { areas: 30, size: 100.0 }];
    let expected = Expected::new(vec![0.5], 0.2).unwrap();
    let found = setting(&strata).precision(&[30], &expected, Part::Whole).unwrap();
    assert!((found.variance - 0.25 * 0.8 / 300.0).abs() < 1e-15);
}

#[test]
fn a_part_without_clusters_or_degrees_of_freedom_has_no_margin() {
    let strata = frame();
    let expected = Expected::new(vec![0.1, 0.2, 0.3], 0.05).unwrap();
    let of = |clusters: &[u32], part| setting(&strata).precision(clusters, &expected, part);
    assert!(of(&[3, 0, 2], Part::Whole).is_none());
    assert!(of(&[3, 2, 2], Part::Strata(&[false; 3])).is_none());
    assert!(of(&[1, 1, 1], Part::Whole).unwrap().margin(0.95).is_none());
    assert!(of(&[4, 4, 4], Part::Strata(&[true, false, false])).unwrap().margin(0.95).is_some());
    let certain = Expected::new(vec![0.0, 1.0, 0.0], 0.05).unwrap();
    assert!(setting(&strata).precision(&[4, 4, 4], &certain, Part::Whole).unwrap().margin(0.95).is_none());
}

#[test]
fn what_cannot_be_expected_is_refused() {
    assert!(matches!(Expected::new(vec![0.1, 1.1], 0.1), Err(ExpectedProblem::Share { stratum: 1, .. })));
    assert!(matches!(Expected::new(vec![f64::NAN], 0.1), Err(ExpectedProblem::Share { .. })));
    assert!(matches!(Expected::new(vec![0.1], -0.1), Err(ExpectedProblem::Correlation(_))));
}

/// Draws the design many times from a population whose clusters differ as the intraclass correlation says, and compares variances: of
/// the whole, of a domain of strata, and of a group across clusters.
#[test]
fn variances_are_those_of_repeated_draws() {
    const DRAWS: usize = 20_000;
    let strata = frame();
    let shares = [0.2, 0.35, 0.5];
    let correlation: f64 = 0.08;
    let clusters = [12_u32, 15, 10];
    let take = 8;
    let group = 0.4;
    let mut random = Random::new([5, 1, 0, 0]);
    // Half of the clusters above the mean and half below, so that their variance is ρ·p(1 − p).
    let population: Vec<Vec<f64>> = strata
        .iter()
        .zip(shares)
        .map(|(stratum, p)| {
            let apart = (correlation * p * (1.0 - p)).sqrt();
            let last = stratum.areas - 1;
            (0..stratum.areas)
                .map(|area| match area {
                    _ if area == last && stratum.areas % 2 == 1 => p,
                    _ if area % 2 == 0 => p + apart,
                    _ => p - apart,
                })
                .collect()
        })
        .collect();
    let total: f64 = strata.iter().map(|stratum| stratum.size).sum();
    let mut found = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..DRAWS {
        let (mut whole, mut domain) = (0.0, 0.0);
        let (mut group_sum, mut group_base) = (0.0, 0.0);
        for ((stratum, areas), &n) in strata.iter().zip(&population).zip(&clusters) {
            let mut count = 0.0;
            for area in random.different(u64::from(n), stratum.areas) {
                for _ in 0..take {
                    let yes = f64::from(u8::from(random.chance(areas[area as usize])));
                    count += yes;
                    if random.chance(group) {
                        let weight = stratum.size / total / f64::from(n);
                        group_sum += weight * yes;
                        group_base += weight;
                    }
                }
            }
            let share = count / f64::from(n * take);
            whole += stratum.size / total * share;
            if stratum.size < 5000.0 {
                domain += stratum.size / 5500.0 * share;
            }
        }
        for (values, value) in found.iter_mut().zip([whole, domain, group_sum / group_base]) {
            values.push(value);
        }
    }
    let setting = Setting { strata: &strata, take, weighting_effect: 1.0 };
    let expected = Expected::new(shares.to_vec(), correlation).unwrap();
    let parts = [Part::Whole, Part::Strata(&[true, false, true]), Part::Group(group)];
    for ((values, part), within) in found.iter().zip(parts).zip([0.04, 0.04, 0.06]) {
        let precision = setting.precision(&clusters, &expected, part).unwrap();
        let mean = values.iter().sum::<f64>() / DRAWS as f64;
        let variance = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / DRAWS as f64;
        assert!((mean - precision.proportion).abs() < 0.002, "{part:?}: {mean} {}", precision.proportion);
        let ratio = variance / precision.variance;
        assert!((ratio - 1.0).abs() < within, "{part:?}: {ratio}");
    }
}

proptest! {
    #[test]
    fn neyman_has_no_more_variance_than_proportional(
        shares in prop::collection::vec(0.01..0.99_f64, 3), clusters in 6..120_u32, correlation in 0.0..0.5_f64,
    ) {
        let strata = frame();
        let setting = setting(&strata);
        let expected = Expected::new(shares, correlation).unwrap();
        let deviations = setting.mean_deviations(std::slice::from_ref(&expected));
        let variance = |method| {
            let allocation = allocate(&strata, clusters, method, 2).unwrap();
            setting.precision(&allocation, &expected, Part::Whole).unwrap().variance
        };
        prop_assert!(variance(Method::Neyman(&deviations)) <= variance(Method::Proportional) * (1.0 + 1e-12));
    }

    #[test]
    fn neyman_for_several_makes_their_mean_design_effect_least(
        one in prop::collection::vec(0.02..0.9_f64, 3), two in prop::collection::vec(0.02..0.9_f64, 3),
        correlations in (0.0..0.4_f64, 0.0..0.4_f64), clusters in 9..60_u32,
    ) {
        let strata = frame();
        let setting = setting(&strata);
        let indicators = [Expected::new(one, correlations.0).unwrap(), Expected::new(two, correlations.1).unwrap()];
        let deviations = setting.mean_deviations(&indicators);
        let mean_effect = |allocation: &[u32]| -> f64 {
            let of = |expected| setting.precision(allocation, expected, Part::Whole).unwrap();
            indicators.iter().map(|expected| of(expected).design_effect.unwrap()).sum()
        };
        let found = allocate(&strata, clusters, Method::Neyman(&deviations), 2).unwrap();
        let best = mean_effect(&found);
        for from in 0..3 {
            for to in 0..3 {
                let mut other = found.clone();
                if from != to && other[from] > 2 && u64::from(other[to]) < strata[to].areas {
                    other[from] -= 1;
                    other[to] += 1;
                    prop_assert!(best <= mean_effect(&other) * (1.0 + 1e-12));
                }
            }
        }
    }

    #[test]
    fn a_requirement_says_what_the_precision_says(
        shares in prop::collection::vec(0.01..0.99_f64, 3), correlation in 0.0..0.9_f64,
        clusters in (2..25_u32, 2..25_u32, 2..25_u32), take in 1..30_u32,
    ) {
        let strata = frame();
        let setting = Setting { strata: &strata, take, weighting_effect: 1.3 };
        let clusters = [clusters.0, clusters.1, clusters.2];
        let expected = Expected::new(shares, correlation).unwrap();
        let variance = setting.precision(&clusters, &expected, Part::Whole).unwrap().variance;
        let required = setting.requirement(&expected, 1.0).variance(&clusters);
        prop_assert!((variance - required).abs() <= 1e-12 * variance);
    }

    #[test]
    fn margins_are_met_with_their_own_degrees_of_freedom_and_not_by_far(
        margins in (0.03..0.3_f64, 0.03..0.3_f64), correlation in 0.01..0.3_f64,
    ) {
        let strata = frame();
        let setting = setting(&strata);
        let wanted = [
            (Expected::new(vec![0.1, 0.2, 0.4], correlation).unwrap(), margins.0),
            (Expected::new(vec![0.5, 0.4, 0.1], correlation).unwrap(), margins.1),
        ];
        let request = ToMargins { wanted: &wanted, level: 0.95, cost: &[550.0; 3], minimum: 2 };
        match optimum_for_margins(setting, request) {
            Err(MarginError::BeyondFrame { indicator, margin, least, .. }) => {
                prop_assert!(least > margin);
                let every: Vec<u32> = strata.iter().map(|stratum| stratum.areas as u32).collect();
                let all = setting.precision(&every, &wanted[indicator].0, Part::Whole).unwrap();
                prop_assert!((all.margin(0.95).unwrap() - least).abs() < 1e-9);
            }
            Err(other) => prop_assert!(false, "{other}"),
            Ok(found) => {
                let all_hold = |clusters: &[u32]| wanted.iter().all(|(expected, margin)| {
                    let found = setting.precision(clusters, expected, Part::Whole).unwrap();
                    found.margin(0.95).unwrap() <= margin * (1.0 + 1e-9)
                });
                prop_assert!(all_hold(&found.clusters));
                // One cluster less in any stratum and some margin is missed.
                for stratum in 0..3 {
                    let mut fewer = found.clusters.clone();
                    fewer[stratum] -= 1;
                    prop_assert!(fewer[stratum] < 2 || !all_hold(&fewer), "{:?}", found.clusters);
                }
            }
        }
    }
}

#[test]
fn the_curve_falls_with_clusters_and_leaves_out_what_has_no_room() {
    let strata = frame();
    let expected = Expected::new(vec![0.1, 0.2, 0.4], 0.05).unwrap();
    let numbers = [2, 3, 6, 12, 24, 48, 96, 125, 126];
    let points = curve(setting(&strata), Method::Power(0.75), 1, &numbers, &[expected], 0.95);
    assert_eq!(points.iter().map(|point| point.clusters).collect::<Vec<_>>(), [3, 6, 12, 24, 48, 96, 125]);
    let margins: Vec<Option<f64>> = points.iter().map(|point| point.margins[0]).collect();
    assert_eq!(margins[0], None);
    assert!(margins[1..].windows(2).all(|pair| pair[1] < pair[0] && pair[1].is_some()));
}
