//! Random numbers that stay the same for ever: ChaCha12 and a conversion of our own.
//!
//! An interval printed today, and an alias given today, must come out the same in ten years on any machine.

use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What a stream of random numbers is for. Streams of different purpose never share numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Which units or documents a bootstrap replicate holds.
    Bootstrap = 1,
    /// Which number a person's alias carries.
    Alias = 2,
}

/// A stream of random numbers.
pub(crate) struct Random {
    generator: ChaCha12Rng,
}

impl Random {
    /// The stream of a seed, purpose and number within the purpose.
    ///
    /// The 32 bytes of the ChaCha12 key are these three numbers, each as eight bytes, the lowest first, and eight zeros.
    pub(crate) fn new(seed: u64, purpose: Purpose, stream: u64) -> Self {
        let mut key = [0_u8; 32];
        let words = [seed, purpose as u64, stream];
        for (place, byte) in key.iter_mut().zip(words.iter().flat_map(|word| word.to_le_bytes())) {
            *place = byte;
        }
        Self { generator: ChaCha12Rng::from_seed(key) }
    }

    /// Uniform on 0, …, `n` − 1, without bias: numbers from the incomplete last round are drawn again. 0 when `n` is 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        if n == 0 {
            return 0;
        }
        let n = n as u64;
        let incomplete = (u64::MAX % n + 1) % n;
        loop {
            let number = self.generator.next_u64();
            if number <= u64::MAX - incomplete {
                return (number % n) as usize;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_numbers_never_change() {
        let mut random = Random::new(7, Purpose::Bootstrap, 3);
        let numbers: Vec<usize> = (0..8).map(|_| random.below(10)).collect();
        assert_eq!(numbers, [1, 5, 2, 4, 6, 1, 0, 8]);
    }

    #[test]
    fn streams_differ_by_each_part_of_their_key() {
        let first = |seed, purpose, stream| Random::new(seed, purpose, stream).below(1_000_000_007);
        let base = first(7, Purpose::Bootstrap, 3);
        assert_ne!(base, first(8, Purpose::Bootstrap, 3));
        assert_ne!(base, first(7, Purpose::Alias, 3));
        assert_ne!(base, first(7, Purpose::Bootstrap, 4));
    }
}
