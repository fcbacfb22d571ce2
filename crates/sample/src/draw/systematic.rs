//! Systematic sampling: equal steps through the ordered list from a random start.

use super::{DrawError, InclusionProbabilities, inclusion_probabilities};
use cairn_random::Random;

/// Draws areas with probability proportional to size, systematically (Madow, 1949): sizes are laid end to end in the order given, and steps
/// of equal length from a random start hit the areas drawn. So the sample spreads over the order of the list (implicit stratification).
/// The areas drawn, in their order.
///
/// # Errors
/// As [`inclusion_probabilities`].
pub fn pps_systematic(sizes: &[f64], clusters: usize, random: &mut Random) -> Result<Vec<usize>, DrawError> {
    Ok(through(&inclusion_probabilities(sizes, clusters)?, clusters, random))
}

/// Draws areas with equal probabilities, systematically through the ordered list; the step need not be whole. The areas drawn, in their
/// order.
///
/// # Errors
/// When more clusters are wanted than there are areas.
pub fn systematic(areas: usize, clusters: usize, random: &mut Random) -> Result<Vec<usize>, DrawError> {
    Ok(through(&InclusionProbabilities::equal(areas, clusters)?, clusters, random))
}

/// Draws with these probabilities: the certain areas, and steps through the others.
pub(super) fn through(
    probabilities: &InclusionProbabilities,
    clusters: usize,
    random: &mut Random,
) -> Vec<usize> {
    let steps = clusters - probabilities.certainties().min(clusters);
    let start = random.uniform();
    let areas = || probabilities.probability.iter().zip(&probabilities.certainty).enumerate();
    let length: f64 = areas().filter(|(_, (_, certain))| !**certain).map(|(_, (part, _))| part).sum();
    let point = |step: usize| (start + step as f64) * length / steps as f64;
    let mut drawn = Vec::with_capacity(clusters);
    let (mut taken, mut covered) = (0, 0.0);
    for (area, (part, certain)) in areas() {
        if *certain {
            drawn.push(area);
            continue;
        }
        covered += part;
        if taken < steps && point(taken) < covered {
            drawn.push(area);
            taken += 1;
        }
    }
    // Only rounding can leave a step behind the end of the list.
    if taken < steps {
        let missing: Vec<usize> = areas()
            .rev()
            .filter(|(area, _)| drawn.binary_search(area).is_err())
            .map(|(area, _)| area)
            .take(steps - taken)
            .collect();
        drawn.extend(missing);
        drawn.sort_unstable();
    }
    drawn
}
