//! A sample of a population: clusters, households, children; weights; what is recorded of the answers.

mod clusters;
mod field;
mod recording;
mod walk;
mod weighting;

use crate::population::Population;
use crate::questionnaire::{self, Respondent};
use crate::random::{Purpose, Random, stream};
use cairn_sample::allocation::AllocationError;
use cairn_sample::draw::DrawError;
use cairn_sample::weight::WeightError;

pub(crate) use clusters::{ALLOCATION_POWER, Design, DrawnCluster, FEWEST_CLUSTERS};
pub(crate) use field::Call;
use field::Walked;
pub(crate) use walk::Response;

/// What is recorded of pairs of child and caregiver, a column a vector.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Interviews {
    /// The children, by their number in the population.
    pub(crate) child: Vec<u32>,
    /// The form of the child’s questionnaire, 1 or 2, and of the caregiver’s.
    pub(crate) child_form: Vec<i8>,
    pub(crate) caregiver_form: Vec<i8>,
    child_answers: Vec<Vec<i8>>,
    caregiver_answers: Vec<Vec<i8>>,
}

impl Interviews {
    pub(crate) fn pairs(&self) -> usize {
        self.child.len()
    }

    /// The recorded answers to an item, by its column name.
    pub(crate) fn answers_to(&self, respondent: Respondent, column: &str) -> Option<&[i8]> {
        let place = questionnaire::position(respondent, column)?;
        self.answers(respondent).get(place).map(Vec::as_slice)
    }

    pub(crate) fn answers(&self, respondent: Respondent) -> &[Vec<i8>] {
        match respondent {
            Respondent::Child => &self.child_answers,
            Respondent::Caregiver => &self.caregiver_answers,
        }
    }
}

/// A simulated sample: interviewed pairs of child and caregiver with their weights, a column a vector.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// The stratum, from 1.
    pub stratum: Vec<u32>,
    /// The sampled cluster, from 1, unique within the country.
    pub psu: Vec<u32>,
    /// The children’s weights; they sum to the number of internet-using children aged 12–17.
    pub child_weight: Vec<f64>,
    /// The caregivers’ weights; they sum to the number of households with such a child.
    pub caregiver_weight: Vec<f64>,
    pub(crate) interviews: Interviews,
}

impl Sample {
    /// The number of pairs.
    pub fn pairs(&self) -> usize {
        self.interviews.pairs()
    }

    /// The recorded answers of the children to an item, by its column name. 98 don’t know, 99 prefer not to say,
    /// 97 refused, −1 not asked.
    pub fn child(&self, column: &str) -> Option<&[i8]> {
        self.interviews.answers_to(Respondent::Child, column)
    }

    /// The recorded answers of the caregivers to an item, coded in the same way.
    pub fn caregiver(&self, column: &str) -> Option<&[i8]> {
        self.interviews.answers_to(Respondent::Caregiver, column)
    }
}

/// The field of a sample: the clusters and every dwelling at which somebody called.
pub(crate) struct Field {
    pub(crate) clusters: Vec<Walked>,
    pub(crate) calls: Vec<Call>,
}

impl Field {
    /// The calls of a cluster of the sample, by its place among the clusters.
    fn walk(
        &mut self,
        population: &Population,
        drawn: &DrawnCluster,
        pairs: usize,
        response: &Response,
        (selection, field): (&mut Random, &mut Random),
    ) {
        let mut contacts = Vec::new();
        let enough = walk::walk(population, drawn, pairs, response, &mut contacts, selection);
        let walked = field::calls(population, drawn, &contacts, enough, &mut self.calls, field);
        self.clusters.push(walked);
    }

    /// The households that took part, in the order of clusters.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&Call, field::Eligible)> {
        self.calls.iter().filter_map(|call| Some((call, call.eligible.filter(|_| call.took_part())?)))
    }
}

/// Why a sample could not be simulated.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// Clusters could not be allotted to strata.
    #[error(transparent)]
    Allocation(#[from] AllocationError),
    /// Clusters could not be drawn.
    #[error(transparent)]
    Draw(#[from] DrawError),
    /// No weights could be made, as where nobody of a group took part.
    #[error(transparent)]
    Weights(#[from] WeightError),
}

/// The field of a simulated sample.
pub(crate) fn simulate(
    population: &Population,
    design: Design,
    response: &Response,
    sample: u64,
) -> Result<Field, SampleError> {
    let stream = |purpose| stream(population.seed, population.country, purpose, sample);
    let (mut selection, mut random) = (stream(Purpose::Selection), stream(Purpose::Field));
    let mut field = Field { clusters: Vec::with_capacity(design.clusters), calls: Vec::new() };
    for (stratum, clusters) in clusters::allocation(population, design.clusters)?.into_iter().enumerate() {
        let before = field.clusters.len() as u32;
        for drawn in clusters::draw(population, stratum, (clusters, before), &mut selection)? {
            field.walk(population, &drawn, design.pairs, response, (&mut selection, &mut random));
        }
    }
    Ok(field)
}

/// The field of the clusters that a study’s draw holds.
pub(crate) fn visit(population: &Population, clusters: &[DrawnCluster], pairs: usize) -> Field {
    let stream = |purpose| stream(population.seed, population.country, purpose, 0);
    let (mut selection, mut random) = (stream(Purpose::Selection), stream(Purpose::Field));
    let mut field = Field { clusters: Vec::with_capacity(clusters.len()), calls: Vec::new() };
    for drawn in clusters {
        field.walk(population, drawn, pairs, &Response::USUAL, (&mut selection, &mut random));
    }
    field
}

/// Draws sample number `sample` from a population: 100 clusters with 10 pairs each.
///
/// # Errors
/// When the sample cannot be drawn from that population, or no weights can be made.
pub fn draw(population: &Population, sample: u64) -> Result<Sample, SampleError> {
    draw_with(population, Design::FULL, sample)
}

/// Draws a sample of another size.
pub(crate) fn draw_with(population: &Population, design: Design, sample: u64) -> Result<Sample, SampleError> {
    let field = simulate(population, design, &Response::USUAL, sample)?;
    let (child_weight, caregiver_weight) = weighting::weigh(population, &field)?;
    Ok(Sample {
        stratum: field.pairs().map(|(call, _)| u32::from(call.stratum) + 1).collect(),
        psu: field.pairs().map(|(call, _)| call.cluster).collect(),
        child_weight,
        caregiver_weight,
        interviews: interview(population, &field, sample),
    })
}

/// What is recorded of those who took part.
pub(crate) fn interview(population: &Population, field: &Field, sample: u64) -> Interviews {
    let mut random = stream(population.seed, population.country, Purpose::Recording, sample);
    let child: Vec<u32> = field.pairs().map(|(_, eligible)| eligible.child).collect();
    let household: Vec<u32> = field.pairs().map(|(_, eligible)| eligible.household).collect();
    let children = recording::record(population, Respondent::Child, &child, &mut random);
    let caregivers = recording::record(population, Respondent::Caregiver, &household, &mut random);
    Interviews {
        child,
        child_form: children.form,
        caregiver_form: caregivers.form,
        child_answers: children.answers,
        caregiver_answers: caregivers.answers,
    }
}

#[cfg(test)]
mod tests;
