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
    /// What came of the dwellings at which interviewers called.
    Field = 6,
    /// Dwellings in which nobody lives.
    Dwellings = 7,
    /// The seed of a draw of clusters that `cairn sample draw` makes.
    Draw = 8,
    /// What other sources say of the population.
    Sources = 9,
}

/// The stream of a seed, country, purpose and sample number.
pub(crate) fn stream(seed: u64, country: usize, purpose: Purpose, sample: u64) -> Random {
    Random::new([seed, country as u64, purpose as u64, sample])
}
