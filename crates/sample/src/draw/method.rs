//! The methods.

use super::{
    ConditionalPoisson, DrawError, FixedSize as _, InclusionProbabilities, Sampford, simple, systematic,
};
use cairn_random::Random;

/// A method of drawing clusters within a stratum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// With probability proportional to size, systematically through the ordered list (Madow, 1949).
    PpsSystematic,
    /// With probability proportional to size, without replacement, by Sampford’s method (1967).
    Sampford,
    /// With probability proportional to size, of the greatest entropy (Hájek, 1964).
    ConditionalPoisson,
    /// With equal probabilities, every sample alike.
    Simple,
    /// With equal probabilities, systematically through the ordered list.
    Systematic,
}

impl Method {
    /// Whether probabilities are proportional to size.
    pub fn is_proportional_to_size(self) -> bool {
        matches!(self, Self::PpsSystematic | Self::Sampford | Self::ConditionalPoisson)
    }

    /// Whether the probabilities of drawing two areas together are known and above 0.
    pub fn has_joint_probabilities(self) -> bool {
        matches!(self, Self::Sampford | Self::ConditionalPoisson)
    }

    /// Draws areas with these probabilities, in their order; with the probabilities of drawing two of those drawn together, for methods that
    /// have them.
    pub(super) fn draw(
        self,
        probabilities: &InclusionProbabilities,
        clusters: usize,
        random: &mut Random,
    ) -> Result<Drawn, DrawError> {
        let probability = &probabilities.probability;
        Ok(match self {
            Self::PpsSystematic => Drawn::alone(systematic::through(probabilities, clusters, random)),
            Self::Simple => Drawn::alone(simple(probability.len(), clusters, random)?),
            Self::Systematic => Drawn::alone(systematic::systematic(probability.len(), clusters, random)?),
            Self::Sampford => {
                let design = Sampford::new(probabilities);
                let areas = design.draw(random);
                Drawn { joint: Some(design.joint(&areas)), areas }
            }
            Self::ConditionalPoisson => {
                let design = ConditionalPoisson::new(probabilities)?;
                let areas = design.draw(random);
                Drawn { joint: Some(design.joint(&areas)), areas }
            }
        })
    }
}

/// What was drawn.
pub(super) struct Drawn {
    /// The areas, in their order.
    pub(super) areas: Vec<usize>,
    /// The probabilities of drawing two of them together, a row for each.
    pub(super) joint: Option<Vec<Vec<f64>>>,
}

impl Drawn {
    fn alone(areas: Vec<usize>) -> Self {
        Self { areas, joint: None }
    }
}
