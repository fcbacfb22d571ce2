//! The streams of random numbers of interviews.

pub(crate) use cairn_random::Random;

/// What a stream of random numbers is for. Streams of different purpose never share numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Which units or documents a bootstrap replicate holds.
    Bootstrap = 1,
    /// Which number a person's alias carries.
    Alias = 2,
}

/// The stream of a seed, purpose and number within the purpose.
pub(crate) fn stream(seed: u64, purpose: Purpose, number: u64) -> Random {
    Random::new([seed, purpose as u64, number, 0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_numbers_never_change() {
        let mut random = stream(7, Purpose::Bootstrap, 3);
        let numbers: Vec<usize> = (0..8).map(|_| random.place(10)).collect();
        assert_eq!(numbers, [1, 5, 2, 4, 6, 1, 0, 8]);
    }
}
