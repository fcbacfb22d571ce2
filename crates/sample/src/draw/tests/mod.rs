//! Laws of the draws: every sample counted where there are few, frequencies over 20,000 draws where there are many.

mod enumerated;
mod frequencies;
mod laws;

use super::*;
use cairn_random::Random;

/// Sizes of areas: a certainty, some large, some alike, some small.
const SIZES: [f64; 14] = [95.0, 60.0, 60.0, 41.5, 40.0, 33.0, 25.0, 25.0, 25.0, 18.0, 11.0, 7.0, 3.0, 1.0];

/// The probabilities of the example of Tillé (2006, Sampling Algorithms, chapters 5 to 7).
fn tille() -> InclusionProbabilities {
    InclusionProbabilities {
        probability: vec![0.07, 0.17, 0.41, 0.61, 0.83, 0.91],
        certainty: vec![false; 6],
    }
}

fn random(seed: u64) -> Random {
    Random::new([seed, 0, 0, 0])
}
