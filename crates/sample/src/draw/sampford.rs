//! Sampford’s method.

use super::fixed_size::matrix;
use super::groups::Groups;
use super::poisson::Poisson;
use super::size_distribution::{Chance, SizeDistribution};
use super::{DrawError, FixedSize, InclusionProbabilities, inclusion_probabilities};
use cairn_random::Random;

/// Draws areas with probability proportional to size by Sampford’s method (1967). The areas drawn, in their order.
///
/// # Errors
/// As [`inclusion_probabilities`].
pub fn sampford(sizes: &[f64], clusters: usize, random: &mut Random) -> Result<Vec<usize>, DrawError> {
    Ok(Sampford::new(&inclusion_probabilities(sizes, clusters)?).draw(random))
}

/// Sampford’s design with given probabilities of inclusion π: a sample s of n units has a probability proportional to
/// Π πᵢ / (1 − πᵢ) over s, times the sum of the π that are not in s.
#[derive(Debug, Clone)]
pub struct Sampford {
    groups: Groups,
    chances: Vec<Chance>,
    distribution: SizeDistribution,
    poisson: Poisson,
    /// By group, the sums up to it of the chances that the unit left out is one of it.
    left_out: Vec<f64>,
}

impl Sampford {
    /// The design with these probabilities of inclusion.
    pub fn new(probabilities: &InclusionProbabilities) -> Self {
        let groups = Groups::of(probabilities);
        let chance = |drawn: &f64| Chance { drawn: *drawn, left: 1.0 - drawn };
        let chances: Vec<Chance> = groups.probability.iter().map(chance).collect();
        let distribution = SizeDistribution::of(chances.iter().copied().zip(groups.counts()), groups.drawn);
        let mut sum = 0.0;
        let left_out = chances.iter().zip(groups.counts()).map(|(chance, units)| {
            let others = distribution.without_at(*chance, groups.drawn);
            sum += units as f64 * chance.variance() * others;
            sum
        });
        Self {
            left_out: left_out.collect(),
            poisson: Poisson::new(&groups, &chances),
            groups,
            chances,
            distribution,
        }
    }

    /// Σ t Pr(n − t are drawn), which makes Sampford’s probabilities add up.
    fn norm(&self) -> f64 {
        let drawn = self.groups.drawn;
        (1..=drawn).map(|t| t as f64 * self.distribution.at(drawn - t)).sum()
    }
}

impl FixedSize for Sampford {
    /// Sampford draws with replacement until no unit repeats, which hardly ever happens in large samples. The same design is drawn here in
    /// two steps: the sum over units ℓ outside the sample in its probability is the chance of drawing ℓ first, with a probability
    /// proportional to π(1 − π) Pr(n of the others are drawn), and then a conditional Poisson sample of the others with the odds
    /// π / (1 − π). The last is drawn by rejection, which succeeds often (compare Bondesson, Traat and Lundqvist, 2006).
    fn draw(&self, random: &mut Random) -> Vec<usize> {
        let mut drawn = Vec::new();
        if let Some(whole) = self.left_out.last() {
            let point = random.uniform() * whole;
            let group = self.left_out.partition_point(|sum| *sum <= point).min(self.left_out.len() - 1);
            let areas = self.groups.areas(group);
            let left_out = areas.get(random.place(areas.len())).map(|area| *area as usize);
            drawn = self.poisson.of_size(&self.groups, &self.chances, self.groups.drawn, left_out, random);
        }
        drawn.extend(&self.groups.certain);
        drawn.sort_unstable();
        drawn
    }

    fn probability(&self, area: usize) -> f64 {
        self.groups.group(area).and_then(|group| self.groups.probability.get(group)).copied().unwrap_or(1.0)
    }

    /// πᵢⱼ = πᵢπⱼ Σ (t − πᵢ − πⱼ) Pr(n − t of the others are drawn) over t = 2, …, n, divided by Σ t Pr(n − t are drawn): Sampford’s
    /// equation (1967, section 4) in probabilities in place of symmetric functions. No term is negative.
    fn joint(&self, areas: &[usize]) -> Vec<Vec<f64>> {
        let (drawn, norm) = (self.groups.drawn, self.norm());
        matrix(&self.groups, &self.chances, &self.distribution, areas, |first, second, others| {
            let (Some(first), Some(second)) = (self.chances.get(first), self.chances.get(second)) else {
                return 0.0;
            };
            let both = first.drawn + second.drawn;
            let sum: f64 = (2..=drawn).map(|t| (t as f64 - both) * others.at(drawn - t)).sum();
            first.drawn * second.drawn * sum / norm
        })
    }
}
