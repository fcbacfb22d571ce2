//! What holds of every draw.

use super::*;
use proptest::prelude::*;

const METHODS: [Method; 5] =
    [Method::PpsSystematic, Method::Sampford, Method::ConditionalPoisson, Method::Simple, Method::Systematic];

proptest! {
    /// As many different areas as wanted, certainties among the main ones, the reserve numbered from 1.
    #[test]
    fn a_stratum_gets_what_is_wanted(
        sizes in proptest::collection::vec(20.0..60.0_f64, 4..40), clusters in 0..6_usize, reserve in 0..4_usize, seed in any::<u64>()
    ) {
        for method in METHODS {
            let order = StratumOrder { method, clusters, reserve, seed, stratum: 0 };
            let drawn = match draw_stratum(&sizes, &order) {
                Ok(drawn) => drawn,
                Err(DrawError::TooMany { .. }) => {
                    prop_assert!(clusters + reserve > sizes.len());
                    continue;
                }
                Err(DrawError::TwiceCertain { areas, step }) => {
                    prop_assert!(areas.iter().all(|area| sizes[*area] >= 2.0 * step));
                    continue;
                }
                Err(error) => return Err(TestCaseError::fail(error.to_string())),
            };
            let mut areas: Vec<usize> = drawn.areas.iter().map(|area| area.area).collect();
            areas.sort_unstable();
            areas.dedup();
            prop_assert_eq!(areas.len(), clusters + reserve);
            let reserves: Vec<Role> = drawn.areas.iter().map(|area| area.role).filter(|role| *role != Role::Main).collect();
            let expected: Vec<Role> = (1..=reserve as u32).map(Role::Reserve).collect();
            prop_assert_eq!(reserves, expected);
            prop_assert!(drawn.areas.iter().all(|area| area.draw_probability > 0.0 && area.draw_probability <= 1.0));
            prop_assert_eq!(draw_stratum(&sizes, &order).unwrap(), drawn);
        }
    }

    /// Sizes count relative to each other only.
    #[test]
    fn sizes_in_other_units_give_the_same_draw(sizes in proptest::collection::vec(20_u32..60, 8..30), seed in any::<u64>()) {
        let sizes: Vec<f64> = sizes.into_iter().map(f64::from).collect();
        let doubled: Vec<f64> = sizes.iter().map(|size| size * 4.0).collect();
        for method in METHODS {
            let order = StratumOrder { method, clusters: 4, reserve: 1, seed, stratum: 7 };
            prop_assert_eq!(draw_stratum(&sizes, &order), draw_stratum(&doubled, &order));
        }
    }

    /// A systematic draw spreads: of any stretch of the list it takes what the stretch is due, within one.
    #[test]
    fn systematic_draws_spread_over_the_list(sizes in proptest::collection::vec(20.0..60.0_f64, 8..60), seed in any::<u64>()) {
        let target = inclusion_probabilities(&sizes, 4).unwrap();
        let drawn = pps_systematic(&sizes, 4, &mut random(seed)).unwrap();
        let mut due = 0.0;
        for (area, probability) in target.probability.iter().enumerate() {
            due += probability;
            let taken = drawn.iter().filter(|drawn| **drawn <= area).count() as f64;
            prop_assert!((taken - due).abs() < 1.0 + 1e-9);
        }
    }

    /// The joint probabilities of areas in another order are those in another order.
    #[test]
    fn permuting_areas_permutes_their_joint_probabilities(sizes in proptest::collection::vec(20.0..60.0_f64, 8..12), seed in any::<u64>()) {
        let mut order: Vec<usize> = (0..sizes.len()).collect();
        random(seed).shuffle(&mut order);
        let permuted: Vec<f64> = order.iter().map(|area| sizes[*area]).collect();
        let all: Vec<usize> = (0..sizes.len()).collect();
        let designs = |sizes: &[f64]| -> [Vec<Vec<f64>>; 2] {
            let target = inclusion_probabilities(sizes, 4).unwrap();
            [Sampford::new(&target).joint(&all), ConditionalPoisson::new(&target).unwrap().joint(&all)]
        };
        for (before, after) in designs(&sizes).iter().zip(designs(&permuted)) {
            for (first, row) in order.iter().zip(&after) {
                for (second, together) in order.iter().zip(row) {
                    prop_assert!((before[*first][*second] - together).abs() < 1e-11);
                }
            }
        }
    }
}

#[test]
fn a_certain_area_waits_in_no_reserve() {
    for seed in 0..200 {
        let order = StratumOrder { method: Method::Sampford, clusters: 6, reserve: 3, seed, stratum: 0 };
        let drawn = draw_stratum(&SIZES, &order).unwrap();
        let first = drawn.areas.iter().find(|area| area.area == 0).unwrap();
        assert_eq!((first.role, first.certainty, first.draw_probability), (Role::Main, true, 1.0));
        assert_eq!(drawn.release, Release { main: 5, reserve: 3 });
    }
}

#[test]
fn more_than_there_are_is_refused_with_the_reserve_counted() {
    let order = StratumOrder { method: Method::Simple, clusters: 3, reserve: 2, seed: 1, stratum: 0 };
    assert_eq!(draw_stratum(&[1.0; 4], &order), Err(DrawError::TooMany { clusters: 5, areas: 4 }));
}

#[test]
fn draws_never_change() {
    let drawn: Vec<Vec<usize>> = METHODS
        .iter()
        .map(|method| {
            let order =
                StratumOrder { method: *method, clusters: 4, reserve: 2, seed: 20_250_117, stratum: 1 };
            draw_stratum(&SIZES, &order).unwrap().areas.iter().map(|area| area.area).collect()
        })
        .collect();
    let expected = [
        [0, 4, 6, 8, 1, 2],
        [0, 3, 4, 5, 1, 2],
        [0, 4, 6, 10, 1, 2],
        [0, 6, 9, 11, 1, 4],
        [0, 7, 10, 12, 3, 5],
    ];
    assert_eq!(drawn, expected);
}

/// Large strata with many clusters: no method hangs, and probabilities hold their digits.
#[test]
fn large_samples_are_drawn() {
    let sizes: Vec<f64> = (0..6_000).map(|area| f64::from(40 + (area * 7_919) % 400)).collect();
    let target = inclusion_probabilities(&sizes, 400).unwrap();
    let designs: [Box<dyn FixedSize>; 2] =
        [Box::new(Sampford::new(&target)), Box::new(ConditionalPoisson::new(&target).unwrap())];
    for design in designs {
        let drawn = design.draw(&mut random(5));
        assert_eq!(drawn.len(), 400);
        let some: Vec<usize> = drawn.iter().copied().take(20).collect();
        for (row, joint) in design.joint(&some).iter().enumerate() {
            for (column, together) in joint.iter().enumerate().filter(|(column, _)| *column != row) {
                let independent = design.probability(some[row]) * design.probability(some[column]);
                assert!(*together < independent && *together > 0.99 * independent);
            }
        }
    }
}

/// Areas that are nearly certain, beside very many that are hardly ever drawn.
#[test]
fn extreme_probabilities_are_met() {
    let mut sizes = vec![0.999, 0.99, 0.9, 0.5];
    sizes.extend(std::iter::repeat_n(0.611 / 5_000.0, 5_000));
    let target = inclusion_probabilities(&sizes, 4).unwrap();
    let design = ConditionalPoisson::new(&target).unwrap();
    let all: Vec<usize> = (0..40).collect();
    let joint = design.joint(&all);
    let others = |unit: usize| (5_000.0 - 36.0) * joint[unit][39];
    let sum: f64 = (1..40).map(|other| joint[0][other]).sum::<f64>() + others(0);
    assert!((sum - 3.0 * target.probability[0]).abs() < 1e-10, "{sum}");
    assert_eq!(design.draw(&mut random(1)).len(), 4);
    assert_eq!(Sampford::new(&target).draw(&mut random(1)).len(), 4);
}
