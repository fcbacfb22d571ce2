//! The streams of random numbers of the demonstration.

pub(crate) use cairn_random::Random;

/// What a stream of random numbers is for. Streams of different purpose never share numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Levels of a country: its strata and how common each experience is.
    Levels = 1,
    /// Households, people and the answers they would give.
    People = 2,
    /// Which clusters, households and children are drawn.
    Selection = 3,
    /// What is recorded of their answers.
    Recording = 4,
    /// The records of the other activities, and what is concluded.
    Activities = 5,
}

/// The stream of a seed, country, purpose and sample number.
pub(crate) fn stream(seed: u64, country: usize, purpose: Purpose, sample: u64) -> Random {
    Random::new([seed, country as u64, purpose as u64, sample])
}
