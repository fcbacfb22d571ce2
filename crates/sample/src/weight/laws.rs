//! Laws of the chain, textbook cases, and what others got wrong.

use super::*;
use crate::household::{Probability, RespondentMethod};
use proptest::prelude::*;

fn labels(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn sum(weights: &[f64]) -> f64 {
    weights.iter().sum()
}

/// The first of so many eligible children, picked by a random number.
fn one_of(children: u32) -> Option<Probability> {
    RespondentMethod::RandomNumber.probability(children, 1)
}

fn near(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-9 * left.abs().max(right.abs()).max(1e-300)
}

use Standing::{Ineligible as I, NonRespondent as N, Respondent as R, Unknown as U};

/// A margin over cases, by labels of cells.
fn margin(name: &str, cells: &[(&str, f64)], of_case: &[u32]) -> Margin {
    Margin {
        name: name.to_owned(),
        cells: cells.iter().map(|(cell, _)| (*cell).to_owned()).collect(),
        population: cells.iter().map(|(_, population)| *population).collect(),
        of_case: of_case.to_vec(),
    }
}

#[test]
fn a_chain_by_hand() {
    // Two clusters, drawn with 1/10 and 1/5; in each 4 of 40 households. Base weights 100 and 50.
    let standing = vec![R, R, N, U, R, N, I, U];
    let mut weighting = Weighting::begin(standing).unwrap();
    weighting.select(SelectionStage::Cluster, &[0.1, 0.1, 0.1, 0.1, 0.2, 0.2, 0.2, 0.2]).unwrap();
    weighting.select(SelectionStage::Household, &[0.1; 8]).unwrap();
    let base = [100.0, 100.0, 100.0, 100.0, 50.0, 50.0, 50.0, 50.0];
    weighting.base().iter().zip(base).for_each(|(found, expected)| assert!(near(*found, expected)));

    // In both clusters three of four are known: 4/3 (Valliant, Dever and Kreuter, 2018, example 13.3 in form).
    let codes = [0, 0, 0, 0, 1, 1, 1, 1];
    let names = labels(&["first", "second"]);
    let cluster = ClassColumn { name: "cluster", codes: &codes, labels: &names };
    weighting.unknown_eligibility(&[cluster]).unwrap();
    let expected = [400.0 / 3.0, 400.0 / 3.0, 400.0 / 3.0, 0.0, 200.0 / 3.0, 200.0 / 3.0, 200.0 / 3.0, 0.0];
    weighting.weights().iter().zip(expected).for_each(|(found, expected)| assert!(near(*found, expected)));

    // The eligible of the first cluster weigh 400, of whom 266.67 took part: 1.5; of the second 133.33 and 66.67: 2.
    weighting.non_response(&[cluster], ClassLimits { minimum: 1, largest_factor: 3.0 }).unwrap();
    let expected = [200.0, 200.0, 0.0, 0.0, 400.0 / 3.0, 0.0, 0.0, 0.0];
    weighting.weights().iter().zip(expected).for_each(|(found, expected)| assert!(near(*found, expected)));
    let StepDone::NonResponse { ineligible, response_rate, classes, .. } = weighting.steps()[3].report.done
    else {
        panic!("no non-response")
    };
    assert_eq!((ineligible, classes), (1, 2));
    assert!(near(response_rate, (800.0 / 3.0 + 200.0 / 3.0) / (400.0 + 400.0 / 3.0)));

    // One child of two in the first household.
    let picked = [2, 1, 0, 0, 1, 0, 0, 0].map(one_of);
    weighting.within_household(&picked).unwrap();
    assert!(near(weighting.weights()[0], 400.0));
    let titles: Vec<&str> = weighting.steps().iter().map(|step| step.report.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Selection of the cluster",
            "Selection of the household",
            "Unknown eligibility",
            "Non-response",
            "Selection of the child in the household"
        ]
    );
}

#[test]
fn trimming_does_not_overwrite_the_base_weight() {
    let mut weighting = Weighting::begin(vec![R; 10]).unwrap();
    let mut probabilities = vec![0.1; 10];
    probabilities[3] = 0.005;
    weighting.select(SelectionStage::Cluster, &probabilities).unwrap();
    let base = weighting.base().to_vec();
    weighting.trim(TrimLimit::TimesMean(2.0), &[]).unwrap();
    assert_eq!(weighting.base(), base);
    assert_eq!(weighting.base()[3], 200.0);
    assert!(near(weighting.weights()[3], 58.0), "2 × the mean, 29");
    assert!(near(sum(weighting.weights()), 290.0), "what was cut is spread");
    // 142 is cut off of 290, and each of the nine others gets 142/9.
    assert!(near(weighting.weights()[0], 10.0 + 142.0 / 9.0));
    let StepDone::Trim { cut, share_cut, .. } = weighting.steps()[1].report.done else {
        panic!("no trimming")
    };
    assert_eq!(cut, 1);
    assert!(near(share_cut, 142.0 / 290.0));
    weighting.scale_to_respondents().unwrap();
    assert_eq!(weighting.base(), base);
}

#[test]
fn raking_starts_from_the_weights_before() {
    let mut weighting = Weighting::begin(vec![R; 6]).unwrap();
    weighting.select(SelectionStage::Cluster, &[0.5, 0.1, 0.5, 0.1, 0.25, 0.2]).unwrap();
    let gender = margin("gender", &[("girls", 60.0), ("boys", 40.0)], &[0, 0, 1, 1, 0, 1]);
    let area = margin("area", &[("urban", 30.0), ("rural", 70.0)], &[0, 0, 0, 0, 1, 1]);
    weighting.calibrate(CalibrationMethod::Raking, &[gender, area]).unwrap();
    // Cases 0 and 1 lie in the same cells: their weights stay in the ratio 2 to 10.
    assert!(near(weighting.weights()[1] / weighting.weights()[0], 5.0));
    let factors = &weighting.steps()[1].factors;
    assert!(near(factors[0], factors[1]) && near(factors[2], factors[3]));
}

#[test]
fn a_convergence_that_the_margins_deny_is_refused() {
    // Girls live in towns alone and boys in the country alone, in the sample; the margins cannot both hold.
    let mut weighting = Weighting::begin(vec![R; 4]).unwrap();
    weighting.select(SelectionStage::Cluster, &[0.1; 4]).unwrap();
    let gender = margin("gender", &[("girls", 60.0), ("boys", 40.0)], &[0, 0, 1, 1]);
    let area = margin("area", &[("urban", 30.0), ("rural", 70.0)], &[0, 0, 1, 1]);
    let margins = [gender, area];
    for method in [
        CalibrationMethod::Raking,
        CalibrationMethod::Linear,
        CalibrationMethod::Logit { lower: 0.1, upper: 10.0 },
    ] {
        let error = weighting.calibrate(method, &margins).unwrap_err();
        assert!(matches!(error, WeightError::NotMet { .. }), "{method:?}: {error}");
    }
    assert_eq!(weighting.steps().len(), 1, "nothing was applied");
    // Whatever a method claims, the weights are what is tried.
    let claimed = [30.0, 30.0, 20.0, 20.0];
    let error = check_margins(&margins, &claimed).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the weights do not meet margin `area`: “urban” is 60 where the population is 30; the margins contradict each other in the cells that \
         the sample has"
    );
}

#[test]
fn a_cell_with_population_and_no_respondent_is_named() {
    let mut weighting = Weighting::begin(vec![R, R, N]).unwrap();
    weighting.select(SelectionStage::Cluster, &[0.1; 3]).unwrap();
    let gender = margin("gender", &[("girls", 60.0), ("boys", 40.0)], &[0, 0, 1]);
    assert_eq!(
        weighting.calibrate(CalibrationMethod::Raking, &[gender]).unwrap_err().to_string(),
        "margin `gender`: “boys” has a population of 40, and nobody who took part is in it"
    );
    let age = margin("age", &[("12", 60.0), ("13", 0.0)], &[0, 1, 0]);
    let error = weighting.calibrate(CalibrationMethod::Raking, &[age]).unwrap_err();
    assert!(matches!(error, WeightError::NoPopulation { .. }), "{error}");
    let unknown = margin("age", &[("12", 60.0)], &[0, Margin::UNKNOWN, Margin::UNKNOWN]);
    let error = weighting.calibrate(CalibrationMethod::Linear, &[unknown]).unwrap_err();
    assert_eq!(error, WeightError::NoCell { margin: "age".to_owned(), case: 1 });
}

#[test]
fn margins_of_different_populations_are_refused() {
    let mut weighting = Weighting::begin(vec![R, R]).unwrap();
    weighting.select(SelectionStage::Cluster, &[0.1; 2]).unwrap();
    let gender = margin("gender", &[("girls", 60.0), ("boys", 40.0)], &[0, 1]);
    let area = margin("area", &[("urban", 30.0), ("rural", 71.0)], &[0, 1]);
    assert_eq!(
        weighting.calibrate(CalibrationMethod::Raking, &[gender.clone(), area]).unwrap_err().to_string(),
        "margin `area` adds up to 101, and margin `gender` to 100; they must be of the same population"
    );
    // Sources round: a margin that is off by less than half a per cent is scaled to the first, and that is told.
    let area = margin("area", &[("all", 100.4)], &[0, 0]);
    weighting.calibrate(CalibrationMethod::Raking, &[gender, area]).unwrap();
    let StepDone::Calibration { margins, .. } = &weighting.steps()[1].report.done else {
        panic!("no calibration")
    };
    assert_eq!((margins[0].scaled_by, margins[1].scaled_by), (1.0, 100.0 / 100.4));
    assert!(near(sum(weighting.weights()), 100.0));
}

/// Who was picked by the last birthday has no probability: there is no way to make one, and without one there is no weight.
#[test]
fn a_child_picked_by_last_birthday_has_no_weight() {
    let mut weighting = Weighting::begin(vec![R, R]).unwrap();
    weighting.select(SelectionStage::Cluster, &[0.1; 2]).unwrap();
    let last_birthday = RespondentMethod::LastBirthday.probability(2, 1);
    let error = weighting.within_household(&[one_of(2), last_birthday]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "household 2: the probability with which the child was picked is not known, so that it has no weight"
    );
}

#[test]
fn small_classes_are_joined_within_the_coarser_class_first() {
    // area × age: urban 12 has one who took part of four, urban 13 has four of four, rural 12 four of five.
    let mut standing = vec![R, N, N, N];
    standing.extend([R; 4]);
    standing.extend([R, R, R, R, N]);
    let area: Vec<u32> = [[0; 8].as_slice(), &[1; 5]].concat();
    let age: Vec<u32> = [[0; 4].as_slice(), &[1; 4], &[0; 5]].concat();
    let (areas, ages) = (labels(&["urban", "rural"]), labels(&["12", "13"]));
    let columns = [
        ClassColumn { name: "area", codes: &area, labels: &areas },
        ClassColumn { name: "age", codes: &age, labels: &ages },
    ];
    let mut weighting = Weighting::begin(standing).unwrap();
    weighting.non_response(&columns, ClassLimits { minimum: 2, largest_factor: 3.0 }).unwrap();
    let StepDone::NonResponse { classes, joined, .. } = &weighting.steps()[0].report.done else {
        panic!("no non-response")
    };
    assert_eq!(*classes, 2);
    assert_eq!(joined.len(), 1);
    assert_eq!(joined[0].classes, ["urban, 12", "urban, 13"]);
    assert_eq!((joined[0].takers, joined[0].factor), (5, 1.6));
    assert!(near(sum(weighting.weights()), 13.0));

    let standing = weighting.standing().to_vec();
    let mut weighting = Weighting::begin(standing.clone()).unwrap();
    weighting.non_response(&columns, ClassLimits { minimum: 9, largest_factor: 3.0 }).unwrap();
    let StepDone::NonResponse { classes, joined, .. } = &weighting.steps()[0].report.done else {
        panic!("no non-response")
    };
    assert_eq!((*classes, joined[0].classes.len()), (1, 3), "then over the areas");
    let mut weighting = Weighting::begin(standing).unwrap();
    assert_eq!(
        weighting
            .non_response(&columns, ClassLimits { minimum: 10, largest_factor: 3.0 })
            .unwrap_err()
            .to_string(),
        "all classes joined there are 9 who took part, and 10 are asked for"
    );
}

#[test]
fn steps_keep_to_their_order() {
    let picked = [one_of(1); 3];
    let mut weighting = Weighting::begin(vec![R, N, U]).unwrap();
    let limits = ClassLimits { minimum: 1, largest_factor: 3.0 };
    assert_eq!(
        weighting.non_response(&[], limits).unwrap_err().to_string(),
        "households of unknown eligibility still have a weight (1 of them); adjust for them before non-response"
    );
    weighting.within_household(&picked).unwrap();
    assert_eq!(
        weighting.non_response(&[], limits).unwrap_err().to_string(),
        "the step “Non-response” comes after “Those who took part, without adjustment”, and must come before it"
    );
    assert!(matches!(weighting.select(SelectionStage::Cluster, &[0.5; 3]), Err(WeightError::Order { .. })));
    assert!(matches!(weighting.unknown_eligibility(&[]), Err(WeightError::Order { .. })));
    assert!(matches!(weighting.within_household(&picked), Err(WeightError::Twice { .. })));
    assert!(Weighting::begin(vec![N, U]).unwrap().finish().is_err());
    assert!(Weighting::begin(Vec::new()).is_err());
}

#[test]
fn propensity_of_a_single_predictor_is_the_rate_of_its_classes() {
    // Urban 1 of 2, rural 3 of 4: a saturated model gives the weighted rates.
    let standing = vec![R, N, R, R, R, N];
    let area = [0, 0, 1, 1, 1, 1];
    let names = labels(&["urban", "rural"]);
    let column = ClassColumn { name: "area", codes: &area, labels: &names };
    for by in [PropensityUse::Inverse, PropensityUse::Classes(2)] {
        let mut weighting = Weighting::begin(standing.clone()).unwrap();
        weighting.response_propensity(&[column], by).unwrap();
        let expected = [2.0, 0.0, 4.0 / 3.0, 4.0 / 3.0, 4.0 / 3.0, 0.0];
        for (found, expected) in weighting.weights().iter().zip(expected) {
            assert!(near(*found, expected), "{by:?}: {:?}", weighting.weights());
        }
    }
    let mut separated = Weighting::begin(vec![N, N, R, R, R, N]).unwrap();
    let error = separated.response_propensity(&[column], PropensityUse::Inverse).unwrap_err();
    assert!(matches!(error, WeightError::Separated(_)), "{error}");
    separated.response_propensity(&[column], PropensityUse::Classes(2)).unwrap();
    assert!(near(sum(separated.weights()), 6.0), "a class of which nobody took part is joined");
}

/// Cases with an area, an age and an outcome, in which somebody took part.
fn cases() -> impl Strategy<Value = Vec<(u32, u32, Standing, f64)>> {
    let one = (
        0_u32..3,
        0_u32..4,
        prop::sample::select(vec![R, R, R, N, N, I, U]),
        prop::sample::select(vec![1.0, 0.5, 0.2, 0.125, 0.01]),
    );
    prop::collection::vec(one, 4..80)
        .prop_filter("somebody took part", |cases| cases.iter().any(|case| case.2 == R))
}

const AREAS: [&str; 3] = ["urban", "rural", "remote"];
const AGES: [&str; 4] = ["12", "9", "10", "11"];

/// All steps, with margins made of the cells that have respondents.
fn all_steps(cases: &[(u32, u32, Standing, f64)], constant: bool) -> Result<Weighting, WeightError> {
    let area: Vec<u32> = cases.iter().map(|case| case.0).collect();
    let age: Vec<u32> = cases.iter().map(|case| case.1).collect();
    let same = vec![0; cases.len()];
    let (areas, ages, one) = (labels(&AREAS), labels(&AGES), labels(&["all"]));
    let mut columns = vec![
        ClassColumn { name: "area", codes: &area, labels: &areas },
        ClassColumn { name: "age", codes: &age, labels: &ages },
    ];
    if constant {
        let column = ClassColumn { name: "same", codes: &same, labels: &one };
        columns.insert(0, column);
        columns.insert(2, column);
        columns.push(column);
    }
    let mut weighting = Weighting::begin(cases.iter().map(|case| case.2).collect())?;
    weighting.select(SelectionStage::Cluster, &cases.iter().map(|case| case.3).collect::<Vec<_>>())?;
    weighting.unknown_eligibility(&columns)?;
    weighting.non_response(&columns, ClassLimits { minimum: 2, largest_factor: 1e6 })?;
    let picked: Vec<_> = cases.iter().map(|case| one_of(case.1 + 1)).collect();
    weighting.within_household(&picked)?;
    weighting.trim(TrimLimit::TimesMean(1.5), &[])?;
    let present = |position: usize| {
        let cells: Vec<(&str, f64)> = AREAS
            .iter()
            .enumerate()
            .filter(|(area, _)| cases.iter().any(|case| case.2 == R && case.0 as usize == *area))
            .map(|(area, name)| (*name, 100.0 + area as f64))
            .collect();
        let number = |area: u32| cells.iter().position(|(name, _)| *name == AREAS[area as usize]);
        let of_case: Vec<u32> =
            cases.iter().map(|case| number(case.0).map_or(Margin::UNKNOWN, |cell| cell as u32)).collect();
        margin(&format!("margin {position}"), &cells, &of_case)
    };
    weighting.calibrate(CalibrationMethod::Raking, &[present(1)])?;
    weighting.finish()
}

proptest! {
    /// The weight is the product of the factors to the bit, and the base weight that of the selection.
    #[test]
    fn the_weight_is_the_product_of_its_factors(cases in cases()) {
        let Ok(weighting) = all_steps(&cases, false) else { return Ok(()) };
        for (case, (_, _, _, probability)) in cases.iter().enumerate() {
            let product = weighting.steps().iter().fold(1.0, |product, step| product * step.factors[case]);
            prop_assert_eq!(product.to_bits(), weighting.weights()[case].to_bits());
            prop_assert_eq!(weighting.base()[case].to_bits(), (1.0 / probability).to_bits());
        }
        let after = weighting.after_each_step();
        prop_assert_eq!(after.last().unwrap().as_slice(), weighting.weights());
    }

    /// Sums stay where they must: over all at unknown eligibility, over the eligible at non-response, over all at trimming.
    #[test]
    fn sums_are_kept(cases in cases()) {
        let Ok(weighting) = all_steps(&cases, false) else { return Ok(()) };
        let after = weighting.after_each_step();
        let eligible: f64 = after[1].iter().zip(&cases).filter(|(_, case)| case.2.is_eligible()).map(|(w, _)| w).sum();
        prop_assert!(near(sum(&after[0]), sum(&after[1])));
        prop_assert!(near(eligible, sum(&after[2])));
        prop_assert!(near(sum(&after[3]), sum(&after[4])));
        for (case, weight) in cases.iter().zip(weighting.weights()) {
            prop_assert_eq!(case.2 == R, *weight > 0.0);
        }
    }

    /// Another order of the cases gives each the same weight.
    #[test]
    fn the_order_of_cases_changes_nothing(cases in cases(), seed in any::<u64>()) {
        let mut order: Vec<usize> = (0..cases.len()).collect();
        order.sort_by_key(|case| (*case as u64 + 1).wrapping_mul(seed | 1));
        let permuted: Vec<_> = order.iter().map(|case| cases[*case]).collect();
        match (all_steps(&cases, false), all_steps(&permuted, false)) {
            (Ok(one), Ok(other)) => for (place, case) in order.iter().enumerate() {
                prop_assert!(near(one.weights()[*case], other.weights()[place]));
            },
            (one, other) => prop_assert_eq!(one.is_ok(), other.is_ok()),
        }
    }

    /// Classes split by a column that is the same for all are the same classes.
    #[test]
    fn a_constant_column_changes_nothing(cases in cases()) {
        match (all_steps(&cases, false), all_steps(&cases, true)) {
            (Ok(one), Ok(other)) => prop_assert_eq!(one.weights(), other.weights()),
            (one, other) => prop_assert_eq!(one.is_ok(), other.is_ok()),
        }
    }

    /// No numbers make it panic.
    #[test]
    fn no_input_panics(
        standing in prop::collection::vec(prop::sample::select(vec![R, N, I, U]), 0..20),
        probabilities in prop::collection::vec(any::<f64>(), 0..20),
        codes in prop::collection::vec(any::<u32>(), 0..20),
        populations in prop::collection::vec(any::<f64>(), 0..4),
        share in any::<f64>(),
        classes in any::<u32>(),
    ) {
        let Ok(mut weighting) = Weighting::begin(standing) else { return Ok(()) };
        let _ = weighting.select(SelectionStage::Cluster, &probabilities);
        let names = labels(&["a", "b"]);
        let column = ClassColumn { name: "a", codes: &codes, labels: &names };
        let _ = weighting.unknown_eligibility(&[column]);
        let _ = weighting.clone().response_propensity(&[column], PropensityUse::Classes(classes));
        let _ = weighting.clone().response_propensity(&[column], PropensityUse::Inverse);
        let _ = weighting.non_response(&[column], ClassLimits { minimum: 1, largest_factor: share });
        let cells = populations.iter().map(ToString::to_string).collect();
        let margin = Margin { name: "m".to_owned(), cells, population: populations, of_case: codes };
        for rule in [TrimLimit::TimesMean(share), TrimLimit::MedianPlusInterquartile(share), TrimLimit::Quantile(share)] {
            let _ = weighting.trim(rule, std::slice::from_ref(&margin));
        }
        let logit = CalibrationMethod::Logit { lower: share, upper: -share };
        for method in [CalibrationMethod::Raking, CalibrationMethod::PostStratification, CalibrationMethod::Linear, logit] {
            let _ = weighting.calibrate(method, std::slice::from_ref(&margin));
        }
        let _ = weighting.scale_to_respondents();
        prop_assert!(weighting.weights().iter().all(|weight| weight.is_finite() && *weight >= 0.0));
    }
}

/// The bar is 2 seconds for a release build; this bound is for a busy machine and a build for tests.
#[test]
#[ignore = "measures time"]
fn a_million_rows_are_raked_to_five_margins() {
    const ROWS: usize = 1_000_000;
    let mut random = cairn_random::Random::new([1, 0, 0, 0]);
    let mut weighting = Weighting::begin(vec![R; ROWS]).unwrap();
    let probabilities: Vec<f64> = (0..ROWS).map(|_| 1.0 / (1 + random.below(50)) as f64).collect();
    weighting.select(SelectionStage::Cluster, &probabilities).unwrap();
    let margins = [8_u64, 6, 4, 12, 10].map(|cells| Margin {
        name: format!("of {cells}"),
        cells: (0..cells).map(|cell| cell.to_string()).collect(),
        population: (1..=cells).map(|cell| 2e7 * cell as f64 / (cells * (cells + 1)) as f64).collect(),
        of_case: (0..ROWS).map(|_| random.below(cells) as u32).collect(),
    });
    let begin = std::time::Instant::now();
    weighting.calibrate(CalibrationMethod::Raking, &margins).unwrap();
    let took = begin.elapsed();
    assert!(took.as_secs_f64() < 8.0, "{took:?}");
    eprintln!("raked in {took:?}");
}
