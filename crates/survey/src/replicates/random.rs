//! Random draws that stay the same for as long as their seed does.

use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::collections::BTreeMap;

/// Random numbers of one replicate.
///
/// ChaCha12 (Bernstein, 2008): the first 8 bytes of the key are the seed, lowest first, the others zero; the replicate is the stream. So a
/// replicate is the same on every machine, on any thread, and however many others there are.
pub(super) struct Random {
    generator: ChaCha12Rng,
}

impl Random {
    pub(super) fn new(seed: u64, replicate: usize) -> Self {
        let mut key = [0_u8; 32];
        for (place, byte) in key.iter_mut().zip(seed.to_le_bytes()) {
            *place = byte;
        }
        let mut generator = ChaCha12Rng::from_seed(key);
        generator.set_stream(replicate as u64);
        Self { generator }
    }

    /// Uniform on 0, …, `n` − 1, without bias: numbers from the incomplete last round are drawn again. 0 when `n` is 0.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        if n == 0 {
            return 0;
        }
        let incomplete = (u64::MAX % n + 1) % n;
        loop {
            let number = self.generator.next_u64();
            if number <= u64::MAX - incomplete {
                return number % n;
            }
        }
    }

    /// `count` different numbers of 0, …, `n` − 1, in random order (Fisher and Yates, 1938). Of a large `n` only what has been moved is held.
    pub(super) fn different(&mut self, count: u64, n: u64) -> Vec<u64> {
        let mut moved: BTreeMap<u64, u64> = BTreeMap::new();
        (0..count.min(n))
            .map(|place| {
                let chosen = place + self.below(n - place);
                let here = moved.get(&place).copied().unwrap_or(place);
                moved.insert(chosen, here).unwrap_or(chosen)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn draws_are_different_and_cover_all() {
        let mut random = Random::new(1, 0);
        let mut seen = [0_u32; 5];
        for _ in 0..2000 {
            let mut drawn = random.different(3, 5);
            drawn.iter().for_each(|number| seen[*number as usize] += 1);
            drawn.sort_unstable();
            drawn.dedup();
            assert_eq!(drawn.len(), 3);
        }
        assert!(seen.iter().all(|times| (1100..1300).contains(times)), "{seen:?}");
        let mut whole = random.different(9, 4);
        whole.sort_unstable();
        assert_eq!(whole, [0, 1, 2, 3]);
    }

    #[test]
    fn a_seed_is_for_ever() {
        assert_eq!(
            Random::new(42, 7).different(4, 1_000_000_000),
            [789327723, 148257260, 695459271, 79923281]
        );
    }
}
