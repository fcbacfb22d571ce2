//! How one of a household’s eligible children is picked, and what is known of that choice.

use super::positions::position_probability;
use super::{Probability, kish_probability};

/// A way to pick one of a household’s eligible children.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RespondentMethod {
    /// By a random number for each line and number of children.
    RandomNumber,
    /// By one of the tables of Kish (1949).
    KishGrid,
    /// The child whose birthday was last. It is no random draw: in any household the day of the visit decides, and who answers the door decides
    /// whether the rule is kept, so no child has a known probability.
    LastBirthday,
}

impl RespondentMethod {
    /// Whether chance picks, so that there are probabilities at all. Where not, no weight for the selection within households can be made.
    pub const fn is_random(self) -> bool {
        match self {
            Self::RandomNumber | Self::KishGrid => true,
            Self::LastBirthday => false,
        }
    }

    /// The probability with which the child of that position, from 1 for the oldest, is picked among so many eligible.
    ///
    /// None where the method has no probabilities ([`is_random`](Self::is_random)), or where it cannot have picked that child: a position
    /// beyond the number of children, or the seventh by a grid that ends with six.
    pub fn probability(self, persons: u32, position: u32) -> Option<Probability> {
        match self {
            Self::RandomNumber => position_probability(persons, position),
            Self::KishGrid => kish_probability(persons, position),
            Self::LastBirthday => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RespondentMethod;
    use crate::household::Probability;

    #[test]
    fn the_last_birthday_has_no_probability() {
        for persons in 0..10 {
            for position in 0..10 {
                assert_eq!(RespondentMethod::LastBirthday.probability(persons, position), None);
            }
        }
        assert!(!RespondentMethod::LastBirthday.is_random());
    }

    #[test]
    fn the_others_differ_among_five_and_beyond_six() {
        assert_eq!(RespondentMethod::RandomNumber.probability(5, 3), Probability::new(1, 5));
        assert_eq!(RespondentMethod::KishGrid.probability(5, 3), Probability::new(1, 4));
        assert_eq!(RespondentMethod::RandomNumber.probability(7, 7), Probability::new(1, 7));
        assert_eq!(RespondentMethod::KishGrid.probability(7, 7), None);
        assert_eq!(RespondentMethod::RandomNumber.probability(2, 3), None);
    }
}
