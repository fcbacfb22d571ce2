//! Whether 95 % intervals hold the truth 95 times in a hundred: 1,000 samples from one population. Slow, so run by hand:
//! `cargo test --release -p cairn-demo --test coverage -- --ignored --nocapture`

#![allow(clippy::unwrap_used)]

use cairn_demo::population::{Population, Sample, draw};
use cairn_survey::{
    ClusterTotalsBuilder, DesignBuilder, DesignRows, DesignShape, Estimate, Mean, Measure, Moments,
    ProportionInterval, ProportionMethod, Stage, Taylor, Values,
};
use rayon::prelude::*;

const SAMPLES: u64 = 1_000;
/// Item, and about its prevalence; all are asked of everybody, with answers missing completely at random.
const ITEMS: [(&str, f64); 6] = [
    ("offer_sexual_images", 0.02),
    ("request_talk_sex", 0.05),
    ("unwanted_contact", 0.10),
    ("bullied_online", 0.20),
    ("talked_unknown", 0.35),
    ("caregiver_talks", 0.50),
];
const METHODS: [ProportionMethod; 2] = [ProportionMethod::Logit, ProportionMethod::KornGraubard];
/// The range of coverage that is accepted; the Monte Carlo error of 1,000 samples is 0.7 points.
const ACCEPTED: std::ops::RangeInclusive<f64> = 0.93..=0.97;

/// The proportion of yes among the children who answered, with its Taylor variance.
fn estimate(sample: &Sample, item: &str) -> Estimate {
    let answers = sample.child(item).unwrap();
    let values: Vec<f64> =
        answers.iter().map(|&answer| if answer < 2 { f64::from(answer) } else { f64::NAN }).collect();
    let shape = DesignShape {
        stages: vec![Stage { stratified: true, population: false }],
        rows_are_units: false,
        nest: true,
        weighted: true,
    };
    let rows = DesignRows {
        rows: values.len(),
        strata: vec![Some(sample.stratum.as_slice())],
        clusters: vec![sample.psu.as_slice()],
        population: vec![None],
        weights: Some(sample.child_weight.as_slice()),
    };
    let mut design = DesignBuilder::new(shape);
    let mut units = Vec::new();
    design.add(&rows, &mut units).unwrap();
    let mut totals = ClusterTotalsBuilder::new(&[Measure { variables: 1, moments: Moments::Squares }]);
    let everybody = vec![0; values.len()];
    let (cells, measures) = totals.begin_batch(&units, rows.weights, &everybody).unwrap();
    measures[0].add(&cells, &[Values::Numbers(&values)]).unwrap();
    let totals = totals.finish(&design.finish().unwrap(), 0).unwrap();
    Estimate::taylor(&totals.of(0, 0), &Mean { variable: 0 }, &Taylor::default()).unwrap().0
}

/// What is counted over the samples for one item.
struct Tally {
    estimates: Vec<Estimate>,
    truth: f64,
}

impl Tally {
    fn mean(&self, number: impl Fn(&Estimate) -> f64) -> f64 {
        self.estimates.iter().map(number).sum::<f64>() / self.estimates.len() as f64
    }

    /// Shares of samples whose interval holds the truth, lies below it and lies above it.
    fn coverage(&self, method: ProportionMethod) -> [f64; 3] {
        let intervals: Vec<_> = self
            .estimates
            .iter()
            .map(|estimate| {
                ProportionInterval {
                    proportion: estimate.value.unwrap(),
                    variance: estimate.variance.unwrap(),
                    rows: estimate.rows,
                    df: estimate.degrees_of_freedom,
                    level: 0.95,
                }
                .by(method)
                .unwrap()
            })
            .collect();
        let share = |count: usize| count as f64 / self.estimates.len() as f64;
        let below = share(intervals.iter().filter(|interval| interval.upper < self.truth).count());
        let above = share(intervals.iter().filter(|interval| interval.lower > self.truth).count());
        [1.0 - below - above, below, above]
    }
}

#[test]
#[ignore = "slow: 1,000 samples"]
fn intervals_hold_the_truth_as_often_as_they_say() {
    let population = Population::generate(0, 1);
    let samples: Vec<Sample> =
        (1..=SAMPLES).into_par_iter().map(|number| draw(&population, number).unwrap()).collect();
    println!(
        "| item | truth % | mean estimate % | standard deviation | mean standard error | design effect | logit: holds, below, above % | Korn–Graubard: holds, below, above % |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let mut outside = Vec::new();
    for (item, about) in ITEMS {
        let truth = population.truth(item).unwrap();
        assert!((truth / about - 1.0).abs() < 0.1, "{item}: {truth}");
        let tally =
            Tally { estimates: samples.par_iter().map(|sample| estimate(sample, item)).collect(), truth };
        let mean = tally.mean(|estimate| estimate.value.unwrap());
        let deviation =
            tally.mean(|estimate| (estimate.value.unwrap() - mean) * (estimate.value.unwrap() - mean)).sqrt();
        let error = tally.mean(|estimate| estimate.standard_error().unwrap());
        let effect = tally.mean(|e| e.variance.unwrap() / e.simple_random_variance.unwrap());
        let mut row = format!(
            "| `{item}` | {:.2} | {:.2} | {:.2} | {:.2} | {effect:.2} |",
            100.0 * truth,
            100.0 * mean,
            100.0 * deviation,
            100.0 * error
        );
        for method in METHODS {
            let [holds, below, above] = tally.coverage(method);
            row += &format!(" {:.1}, {:.1}, {:.1} |", 100.0 * holds, 100.0 * below, 100.0 * above);
            if !ACCEPTED.contains(&holds) {
                outside.push(format!("{item} {method:?}: {holds:.3}"));
            }
        }
        println!("{row}");
    }
    assert!(outside.is_empty(), "coverage outside 93–97 %: {}", outside.join("; "));
}
