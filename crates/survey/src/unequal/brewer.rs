//! Brewer's variance.

use super::UnitScores;
use crate::{Design, LonelyPsu, Matrix, SurveyError};

/// The covariance between first-stage units. Units without a case count as zero.
pub(super) fn between(
    design: &Design,
    scores: &UnitScores,
    probabilities: &[f64],
    lonely_psu: LonelyPsu,
) -> Result<Matrix, SurveyError> {
    let width = scores.width;
    let mut covariance = Matrix::zeros(width);
    let mut whole = vec![0.0; width];
    scores.iter().for_each(|(_, values)| add(&mut whole, values));
    whole.iter_mut().for_each(|sum| *sum /= design.units(0).len() as f64);
    let (mut with_case, mut unknown) = (0_usize, 0_usize);
    for (position, stratum) in design.strata(0).iter().enumerate() {
        let present = scores.of(stratum);
        if present.clone().next().is_none() {
            continue;
        }
        with_case += 1;
        let n = stratum.sampled() as f64;
        let mut mean = vec![0.0; width];
        present.clone().for_each(|(_, values)| add(&mut mean, values));
        mean.iter_mut().for_each(|sum| *sum /= n);
        let mut scale = n / (n - 1.0);
        if stratum.sampled() == 1 && probabilities[stratum.units.start] < 1.0 {
            match lonely_psu {
                LonelyPsu::Fail => {
                    return Err(SurveyError::LonelyPsu(design.stratum_key(0, position)));
                }
                LonelyPsu::Certainty | LonelyPsu::Remove => continue,
                LonelyPsu::Average => {
                    unknown += 1;
                    continue;
                }
                LonelyPsu::Adjust => {
                    mean.clone_from(&whole);
                    scale = 1.0;
                }
            }
        } else if stratum.sampled() == 1 {
            continue;
        }
        let mut present = present.peekable();
        for unit in stratum.units.clone() {
            let case = present.next_if(|(present, _)| *present == unit);
            let deviation: Vec<f64> = match case {
                Some((_, values)) => values.iter().zip(&mean).map(|(value, mean)| value - mean).collect(),
                None => mean.iter().map(|mean| -mean).collect(),
            };
            covariance.add_outer(&deviation, scale * (1.0 - probabilities[unit]));
        }
    }
    if unknown > 0 {
        // None is known where all are alone: then the factor is infinite, and there is no covariance.
        covariance = covariance.scaled(with_case as f64 / (with_case - unknown) as f64);
    }
    Ok(covariance)
}

fn add(sum: &mut [f64], values: &[f64]) {
    sum.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
}
