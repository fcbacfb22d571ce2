//! Samples against the population from which they are drawn.

mod bias;
mod totals;

use super::*;
use std::sync::LazyLock;

static AVERAGE: LazyLock<Population> = LazyLock::new(|| Population::generate(0, 1));

/// Weighted share of yes among those with an answer.
fn estimate(sample: &Sample, item: &str) -> f64 {
    let (mut with, mut of) = (0.0, 0.0);
    for (&answer, weight) in sample.child(item).unwrap().iter().zip(&sample.child_weight) {
        if (0..97).contains(&answer) {
            of += weight;
            with += weight * f64::from(u8::from(answer == 1));
        }
    }
    with / of
}

#[test]
fn a_sample_has_a_hundred_clusters_of_ten_pairs() {
    for number in 0..5 {
        let sample = draw(&AVERAGE, number).unwrap();
        assert_eq!(sample.pairs(), 1_000);
        let mut per_cluster = [0; 101];
        for &psu in &sample.psu {
            per_cluster[psu as usize] += 1;
        }
        assert!(per_cluster[1..].iter().all(|&pairs| pairs == 10));
        let mut clusters: Vec<(u32, u32)> =
            sample.stratum.iter().copied().zip(sample.psu.iter().copied()).collect();
        clusters.dedup();
        for stratum in 1..=8 {
            assert!(clusters.iter().filter(|(of, _)| *of == stratum).count() >= 2);
        }
    }
}

#[test]
fn the_same_number_draws_the_same_sample() {
    assert_eq!(draw(&AVERAGE, 4).unwrap(), draw(&AVERAGE, 4).unwrap());
    assert_ne!(draw(&AVERAGE, 4).unwrap().interviews, draw(&AVERAGE, 5).unwrap().interviews);
}

#[test]
fn weights_are_unequal_and_sum_to_the_population() {
    let sample = draw(&AVERAGE, 0).unwrap();
    let sum: f64 = sample.child_weight.iter().sum();
    assert!((sum / AVERAGE.children() as f64 - 1.0).abs() < 1e-9, "{sum}");
    let caregivers: f64 = sample.caregiver_weight.iter().sum();
    assert!((caregivers / AVERAGE.households() as f64 - 1.0).abs() < 1e-9, "{caregivers}");
    let mean = sum / 1_000.0;
    let variance = sample.child_weight.iter().map(|w| (w - mean) * (w - mean)).sum::<f64>() / 999.0;
    let variation = variance.sqrt() / mean;
    eprintln!("coefficient of variation of the weights {variation:.3}");
    assert!((0.3..0.55).contains(&variation), "{variation}");
}

#[test]
fn estimates_are_near_the_truth_on_average() {
    let samples: Vec<Sample> = (0..30).map(|number| draw(&AVERAGE, number).unwrap()).collect();
    for item in [
        "request_talk_sex",
        "unwanted_contact",
        "bullied_online",
        "talked_unknown",
        "caregiver_talks",
        "own_phone",
    ] {
        let truth = AVERAGE.truth(item).unwrap();
        let estimates: Vec<f64> = samples.iter().map(|sample| estimate(sample, item)).collect();
        let mean = estimates.iter().sum::<f64>() / 30.0;
        let variance = estimates.iter().map(|e| (e - mean) * (e - mean)).sum::<f64>() / 29.0;
        let error = (variance / 30.0).sqrt();
        eprintln!(
            "{item}: truth {truth:.4}, mean of estimates {mean:.4}, standard error of that mean {error:.4}"
        );
        assert!((mean - truth).abs() < 3.0 * error, "{item}: {mean} {truth} {error}");
    }
}

#[test]
fn unweighted_shares_would_be_biased() {
    // Older children take part less and have phones more: without weights the share would be too low or too high.
    let differences: Vec<f64> = (0..30)
        .map(|number| {
            let mut sample = draw(&AVERAGE, number).unwrap();
            let weighted = estimate(&sample, "own_phone");
            sample.child_weight.fill(1.0);
            estimate(&sample, "own_phone") - weighted
        })
        .collect();
    let mean = differences.iter().sum::<f64>() / 30.0;
    eprintln!("unweighted less weighted {mean:.4}");
    assert!(mean < -0.005, "{mean}");
}

#[test]
fn all_four_kinds_of_missing_occur_and_answers_are_coded() {
    let sample = draw(&AVERAGE, 0).unwrap();
    for respondent in [Respondent::Child, Respondent::Caregiver] {
        let recorded: Vec<i8> = sample.interviews.answers(respondent).concat();
        for code in [-1, 97, 98, 99] {
            assert!(recorded.contains(&code), "{code}");
        }
        assert!(recorded.iter().all(|code| matches!(code, -1..=4 | 97..=99)));
    }
}

#[test]
fn follow_ups_are_put_only_to_those_affected() {
    let sample = draw(&AVERAGE, 0).unwrap();
    let (screen, follow_up) =
        (sample.child("bullied_online").unwrap(), sample.child("bullied_messages").unwrap());
    for (screen, follow_up) in screen.iter().zip(follow_up) {
        assert_eq!(*follow_up == -1, *screen != 1);
    }
}
