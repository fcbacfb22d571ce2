//! Inclusion probabilities proportional to size.

use super::DrawError;

/// The probability with which each area is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct InclusionProbabilities {
    /// By area.
    pub probability: Vec<f64>,
    /// Which areas are drawn surely.
    pub certainty: Vec<bool>,
}

impl InclusionProbabilities {
    /// The same for each of so many areas.
    ///
    /// # Errors
    /// When more clusters are wanted than there are areas.
    pub fn equal(areas: usize, clusters: usize) -> Result<Self, DrawError> {
        if clusters > areas {
            return Err(DrawError::TooMany { clusters, areas });
        }
        let probability = if areas == 0 { 0.0 } else { clusters as f64 / areas as f64 };
        Ok(Self { probability: vec![probability; areas], certainty: vec![clusters == areas; areas] })
    }

    /// How many areas are drawn surely.
    pub fn certainties(&self) -> usize {
        self.certainty.iter().filter(|certain| **certain).count()
    }
}

/// Inclusion probabilities proportional to size that add up to the number of clusters.
///
/// An area as large as the step (the sum of sizes over the number of clusters) is drawn surely; the rest of the clusters is drawn from the
/// rest of the areas, whose step is smaller, so that this goes on until no area is as large as the step (Särndal, Swensson and Wretman,
/// 1992, section 3.6.2).
///
/// # Errors
/// When more clusters are wanted than there are areas, a size is not above 0, or an area is at least twice the first step: a systematic
/// draw would take it twice.
pub fn inclusion_probabilities(sizes: &[f64], clusters: usize) -> Result<InclusionProbabilities, DrawError> {
    check(sizes, clusters)?;
    let total: f64 = sizes.iter().sum();
    let twice = |size: f64| size * clusters as f64 >= 2.0 * total;
    let areas: Vec<usize> =
        (0..).zip(sizes).filter(|(_, size)| twice(**size)).map(|(area, _)| area).collect();
    if !areas.is_empty() {
        return Err(DrawError::TwiceCertain { areas, step: total / clusters as f64 });
    }
    Ok(with_certainties(sizes, clusters))
}

/// The same for sizes that have been checked, however large.
pub(super) fn with_certainties(sizes: &[f64], clusters: usize) -> InclusionProbabilities {
    let mut certainty = vec![clusters == sizes.len(); sizes.len()];
    let mut left = if clusters == sizes.len() { 0 } else { clusters };
    let mut rest: f64 = sizes.iter().sum();
    let mut found = left > 0;
    while found {
        found = false;
        let (mut taken, mut rest_after) = (0, 0.0);
        for (certain, size) in certainty.iter_mut().zip(sizes).filter(|(certain, _)| !**certain) {
            if taken < left && size * left as f64 >= rest {
                *certain = true;
                taken += 1;
            } else {
                rest_after += size;
            }
        }
        if taken > 0 {
            found = taken < left;
            left -= taken;
            rest = rest_after;
        }
    }
    let probability = certainty.iter().zip(sizes).map(|(certain, size)| match certain {
        true => 1.0,
        false if left == 0 => 0.0,
        false => left as f64 * size / rest,
    });
    InclusionProbabilities { probability: probability.collect(), certainty }
}

/// Whether so many clusters can be drawn from areas of these sizes.
pub(super) fn check(sizes: &[f64], clusters: usize) -> Result<(), DrawError> {
    if clusters > sizes.len() {
        return Err(DrawError::TooMany { clusters, areas: sizes.len() });
    }
    match sizes.iter().position(|size| !(*size > 0.0 && size.is_finite())) {
        Some(area) => Err(DrawError::Size { area, size: sizes.get(area).copied().unwrap_or_default() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn certainties_are_found_until_none_is_left() {
        // The step is 25; 40 is certain, and of the rest the step is 60 / 3 = 20: then 20 is too; then 40 / 2 = 20, and no more.
        let found = inclusion_probabilities(&[40.0, 20.0, 10.0, 10.0, 10.0, 10.0], 4).unwrap();
        assert_eq!(found.certainty, [true, true, false, false, false, false]);
        assert_eq!(found.probability, [1.0, 1.0, 0.5, 0.5, 0.5, 0.5]);
        assert_eq!(found.certainties(), 2);
    }

    #[test]
    fn an_area_twice_the_step_is_refused() {
        let error = inclusion_probabilities(&[50.0, 10.0, 20.0, 20.0], 4).unwrap_err();
        assert_eq!(error, DrawError::TwiceCertain { areas: vec![0], step: 25.0 });
        assert!(inclusion_probabilities(&[49.9, 10.1, 20.0, 20.0], 4).is_ok());
        assert_eq!(
            inclusion_probabilities(&[1.0, 2.0], 3),
            Err(DrawError::TooMany { clusters: 3, areas: 2 })
        );
        assert_eq!(inclusion_probabilities(&[1.0, 0.0], 1), Err(DrawError::Size { area: 1, size: 0.0 }));
    }

    #[test]
    fn no_cluster_and_all_areas_are_no_chance() {
        assert_eq!(inclusion_probabilities(&[1.0, 2.0], 0).unwrap().probability, [0.0, 0.0]);
        let all = inclusion_probabilities(&[1.0, 2.0, 2.5], 3).unwrap();
        assert_eq!((all.probability, all.certainty), (vec![1.0; 3], vec![true; 3]));
    }

    proptest! {
        #[test]
        fn probabilities_add_up_and_are_proportional(
            sizes in proptest::collection::vec(1.0..1000.0_f64, 1..40), share in 0.0..1.0_f64
        ) {
            let clusters = (share * (sizes.len() + 1) as f64) as usize;
            let found = with_certainties(&sizes, clusters.min(sizes.len()));
            let sum: f64 = found.probability.iter().sum();
            prop_assert!((sum - clusters.min(sizes.len()) as f64).abs() < 1e-9);
            let ratios: Vec<f64> = found.probability.iter().zip(&sizes).zip(&found.certainty)
                .filter(|(_, certain)| !**certain)
                .map(|((probability, size), _)| probability / size)
                .collect();
            for ratio in &ratios {
                prop_assert!((ratio - ratios[0]).abs() <= 1e-12 * ratios[0]);
            }
            // Every certainty is at least as large as what the others would need for certainty.
            for ((probability, size), certain) in found.probability.iter().zip(&sizes).zip(&found.certainty) {
                prop_assert!(*certain || *probability < 1.0);
                if let (true, Some(ratio)) = (certain, ratios.first()) {
                    prop_assert!(size * ratio >= 1.0 - 1e-9);
                }
            }
        }
    }
}
