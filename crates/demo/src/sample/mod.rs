//! A sample of a population: clusters, households, children; weights; what is recorded of the answers.

mod recording;
mod selection;
mod weighting;

use crate::population::Population;
use crate::questionnaire::{self, Respondent};
use crate::random::{Purpose, stream};

pub(crate) use selection::Design;

/// Interviewed pairs of child and caregiver, a column a vector.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// The stratum, from 1.
    pub stratum: Vec<u32>,
    /// The sampled cluster, from 1, unique within the country.
    pub psu: Vec<u32>,
    /// The children's weights; they sum to the number of internet-using children aged 12–17.
    pub child_weight: Vec<f64>,
    /// The caregivers' weights; they sum to the number of households with such a child.
    pub caregiver_weight: Vec<f64>,
    /// The children, by their number in the population.
    pub(crate) child: Vec<u32>,
    /// The form of the child's questionnaire, 1 or 2, and of the caregiver's.
    pub(crate) child_form: Vec<i8>,
    pub(crate) caregiver_form: Vec<i8>,
    child_answers: Vec<Vec<i8>>,
    caregiver_answers: Vec<Vec<i8>>,
}

impl Sample {
    /// The number of pairs.
    pub fn pairs(&self) -> usize {
        self.psu.len()
    }

    /// The recorded answers of the children to an item, by its column name. 98 don't know, 99 prefer not to say,
    /// 97 refused, −1 not asked.
    pub fn child(&self, column: &str) -> Option<&[i8]> {
        let place = questionnaire::position(Respondent::Child, column)?;
        self.child_answers.get(place).map(Vec::as_slice)
    }

    /// The recorded answers of the caregivers to an item, coded in the same way.
    pub fn caregiver(&self, column: &str) -> Option<&[i8]> {
        let place = questionnaire::position(Respondent::Caregiver, column)?;
        self.caregiver_answers.get(place).map(Vec::as_slice)
    }

    pub(crate) fn answers(&self, respondent: Respondent) -> &[Vec<i8>] {
        match respondent {
            Respondent::Child => &self.child_answers,
            Respondent::Caregiver => &self.caregiver_answers,
        }
    }
}

/// Draws sample number `sample` from a population: 100 clusters with 10 pairs each.
pub fn draw(population: &Population, sample: u64) -> Sample {
    draw_with(population, Design::FULL, sample)
}

/// Draws a sample of another size.
pub(crate) fn draw_with(population: &Population, design: Design, sample: u64) -> Sample {
    let stream = |purpose| stream(population.seed, population.country, purpose, sample);
    let selection = selection::select(population, design, &mut stream(Purpose::Selection));
    let (child_weight, caregiver_weight) = weighting::weigh(population, &selection);
    let mut random = stream(Purpose::Recording);
    let child: Vec<u32> = selection.pairs().map(|contact| contact.child).collect();
    let household: Vec<u32> = selection.pairs().map(|contact| contact.household).collect();
    let children = recording::record(population, Respondent::Child, &child, &mut random);
    let caregivers = recording::record(population, Respondent::Caregiver, &household, &mut random);
    Sample {
        stratum: selection.pairs().map(|contact| u32::from(contact.stratum) + 1).collect(),
        psu: selection.pairs().map(|contact| contact.psu).collect(),
        child_weight,
        caregiver_weight,
        child,
        child_form: children.form,
        caregiver_form: caregivers.form,
        child_answers: children.answers,
        caregiver_answers: caregivers.answers,
    }
}

#[cfg(test)]
mod tests;
