//! Small populations, every sample of which is counted with its probability from the definition of the design.

use super::*;
use proptest::prelude::*;

/// Every sample of that size with its weight from the definition, normed.
fn samples(probability: &[f64], size: usize, weight: impl Fn(&[usize]) -> f64) -> Vec<(Vec<usize>, f64)> {
    let all = (0_u32..1 << probability.len()).filter(|set| set.count_ones() as usize == size);
    let mut samples: Vec<(Vec<usize>, f64)> = all
        .map(|set| {
            let sample: Vec<usize> = (0..probability.len()).filter(|unit| set >> unit & 1 == 1).collect();
            let weight = weight(&sample);
            (sample, weight)
        })
        .collect();
    let whole: f64 = samples.iter().map(|(_, weight)| weight).sum();
    samples.iter_mut().for_each(|(_, weight)| *weight /= whole);
    samples
}

/// The joint probabilities that follow from the samples.
fn joint_of(samples: &[(Vec<usize>, f64)], units: usize) -> Vec<Vec<f64>> {
    let mut joint = vec![vec![0.0; units]; units];
    for (sample, probability) in samples {
        for first in sample {
            for second in sample {
                joint[*first][*second] += probability;
            }
        }
    }
    joint
}

fn odds(p: f64) -> f64 {
    p / (1.0 - p)
}

/// Sampford’s design from its definition.
fn sampford_samples(probability: &[f64], size: usize) -> Vec<(Vec<usize>, f64)> {
    samples(probability, size, |sample| {
        let inside: f64 = sample.iter().map(|unit| probability[*unit]).sum();
        sample.iter().map(|unit| odds(probability[*unit])).product::<f64>() * (size as f64 - inside)
    })
}

fn conditional_samples(design: &ConditionalPoisson, units: usize, size: usize) -> Vec<(Vec<usize>, f64)> {
    let working: Vec<f64> = (0..units).map(|unit| design.working_probability(unit)).collect();
    samples(&working, size, |sample| sample.iter().map(|unit| odds(working[*unit])).product())
}

fn assert_near(found: &[Vec<f64>], expected: &[Vec<f64>], tolerance: f64) {
    for (row, (found, expected)) in found.iter().zip(expected).enumerate() {
        for (column, (found, expected)) in found.iter().zip(expected).enumerate() {
            assert!((found - expected).abs() <= tolerance, "{row}, {column}: {found} for {expected}");
        }
    }
}

fn matrix(rows: [[f64; 6]; 6]) -> Vec<Vec<f64>> {
    rows.map(Vec::from).to_vec()
}

#[test]
fn working_probabilities_and_joint_probabilities_of_a_published_example() {
    let design = ConditionalPoisson::new(&tille()).unwrap();
    let expected = [0.1021, 0.2238, 0.4417, 0.5796, 0.7794, 0.8734];
    for (unit, expected) in expected.into_iter().enumerate() {
        assert!((design.working_probability(unit) - expected).abs() < 5e-5, "{unit}");
    }
    let expected = matrix([
        [0.0700, 0.0049, 0.0130, 0.0215, 0.0447, 0.0559],
        [0.0049, 0.1700, 0.0324, 0.0537, 0.1113, 0.1377],
        [0.0130, 0.0324, 0.4100, 0.1407, 0.2888, 0.3452],
        [0.0215, 0.0537, 0.1407, 0.6100, 0.4691, 0.5351],
        [0.0447, 0.1113, 0.2888, 0.4691, 0.8300, 0.7461],
        [0.0559, 0.1377, 0.3452, 0.5351, 0.7461, 0.9100],
    ]);
    assert_near(&design.joint(&[0, 1, 2, 3, 4, 5]), &expected, 5.1e-5);
}

#[test]
fn sampfords_probabilities_are_those_of_its_definition() {
    let target = tille();
    let expected = joint_of(&sampford_samples(&target.probability, 3), 6);
    let design = Sampford::new(&target);
    assert_near(&design.joint(&[0, 1, 2, 3, 4, 5]), &expected, 1e-14);
    for (unit, probability) in target.probability.iter().enumerate() {
        assert!((expected[unit][unit] - probability).abs() < 1e-14);
        assert_eq!(design.probability(unit), *probability);
    }
}

/// Probabilities of a few units that add up to a whole number below theirs.
fn small() -> impl Strategy<Value = (InclusionProbabilities, usize)> {
    (3..9_usize).prop_flat_map(|units| (proptest::collection::vec(1_u32..200, units), 1..units)).prop_map(
        |(sizes, wanted)| {
            let sizes: Vec<f64> = sizes.into_iter().map(f64::from).collect();
            (super::super::inclusion::with_certainties(&sizes, wanted), wanted)
        },
    )
}

proptest! {
    #[test]
    fn joint_probabilities_are_those_of_every_sample_counted((target, wanted) in small()) {
        let units: Vec<usize> = (0..target.probability.len()).collect();
        let uncertain: Vec<usize> = units.iter().copied().filter(|unit| !target.certainty[*unit]).collect();
        let probability: Vec<f64> = uncertain.iter().map(|unit| target.probability[*unit]).collect();
        let left = wanted - target.certainties();
        prop_assume!(left > 0);

        let expected = joint_of(&sampford_samples(&probability, left), uncertain.len());
        assert_near(&Sampford::new(&target).joint(&uncertain), &expected, 1e-12);

        let design = ConditionalPoisson::new(&target).unwrap();
        let alone = InclusionProbabilities { certainty: vec![false; uncertain.len()], probability };
        let without = ConditionalPoisson::new(&alone).unwrap();
        let expected = joint_of(&conditional_samples(&without, uncertain.len(), left), uncertain.len());
        assert_near(&design.joint(&uncertain), &expected, 1e-9);
        for (place, unit) in uncertain.iter().enumerate() {
            prop_assert!((expected[place][place] - target.probability[*unit]).abs() < 1e-9);
        }
    }

    /// Σⱼ πᵢⱼ = (n − 1) πᵢ over the others, and πᵢπⱼ > πᵢⱼ, without which Yates and Grundy’s variance could be negative.
    #[test]
    fn joint_probabilities_add_up_and_keep_variances_positive((target, wanted) in small()) {
        let units: Vec<usize> = (0..target.probability.len()).collect();
        let designs: [Box<dyn FixedSize>; 2] =
            [Box::new(Sampford::new(&target)), Box::new(ConditionalPoisson::new(&target).unwrap())];
        for design in designs {
            let joint = design.joint(&units);
            for first in &units {
                let others: f64 = units.iter().filter(|second| *second != first).map(|second| joint[*first][*second]).sum();
                prop_assert!((others - (wanted as f64 - 1.0) * target.probability[*first]).abs() < 1e-9);
                for second in units.iter().filter(|second| *second != first) {
                    let independent = target.probability[*first] * target.probability[*second];
                    prop_assert!(joint[*first][*second] <= independent + 1e-12);
                }
            }
        }
    }
}
