//! Random numbers that stay the same for ever: ChaCha12 and conversions of our own.
//!
//! The distributions of common libraries change their values between releases. Here the algorithm and each
//! conversion are fixed, so that a seed makes the same study in ten years.

use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

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

/// A stream of random numbers.
pub(crate) struct Random {
    generator: ChaCha12Rng,
    spare_normal: Option<f64>,
}

impl Random {
    /// The stream of a seed, country, purpose and sample number.
    ///
    /// The 32 bytes of the ChaCha12 key are these four numbers, each as eight bytes, the lowest first.
    pub(crate) fn new(seed: u64, country: usize, purpose: Purpose, sample: u64) -> Self {
        let mut key = [0_u8; 32];
        let words = [seed, country as u64, purpose as u64, sample];
        for (place, byte) in key.iter_mut().zip(words.iter().flat_map(|word| word.to_le_bytes())) {
            *place = byte;
        }
        Self { generator: ChaCha12Rng::from_seed(key), spare_normal: None }
    }

    /// Uniform on [0, 1): the 53 high bits of the next 64.
    pub(crate) fn uniform(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.generator.next_u64() >> 11) as f64 * STEP
    }

    /// Whether an event of that probability happens.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.uniform() < probability
    }

    /// Uniform on 0, …, `n` − 1, without bias: numbers from the incomplete last round are drawn again. 0 when `n` is 0.
    pub(crate) fn below(&mut self, n: u64) -> u64 {
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

    /// Standard normal, by Box and Muller (1958); the second of each pair is kept for the next call.
    pub(crate) fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare_normal.take() {
            return spare;
        }
        let radius = (-2.0 * libm::log(1.0 - self.uniform())).sqrt();
        let (sine, cosine) = libm::sincos(2.0 * std::f64::consts::PI * self.uniform());
        self.spare_normal = Some(radius * sine);
        radius * cosine
    }

    /// Puts the items in random order (Fisher and Yates, from the front).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        let count = items.len();
        self.shuffle_front(items, count);
    }

    /// Puts a simple random sample of the items, in random order, into the first `count` places.
    pub(crate) fn shuffle_front<T>(&mut self, items: &mut [T], count: usize) {
        for place in 0..count.min(items.len()) {
            let other = place + self.below((items.len() - place) as u64) as usize;
            items.swap(place, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream() -> Random {
        Random::new(7, 3, Purpose::People, 0)
    }

    #[test]
    fn the_first_numbers_never_change() {
        let mut random = stream();
        let uniform = random.uniform();
        let below: Vec<u64> = (0..6).map(|_| random.below(10)).collect();
        assert_eq!((uniform, below), (0.008_687_568_917_330_801, vec![0, 3, 6, 1, 9, 9]));
    }

    #[test]
    fn streams_differ_by_each_part_of_their_key() {
        let first = |mut random: Random| random.uniform();
        let base = first(stream());
        assert_ne!(base, first(Random::new(8, 3, Purpose::People, 0)));
        assert_ne!(base, first(Random::new(7, 4, Purpose::People, 0)));
        assert_ne!(base, first(Random::new(7, 3, Purpose::Selection, 0)));
        assert_ne!(base, first(Random::new(7, 3, Purpose::People, 1)));
    }

    #[test]
    fn normals_have_mean_zero_and_variance_one() {
        let mut random = stream();
        let draws: Vec<f64> = (0..100_000).map(|_| random.normal()).collect();
        let mean = draws.iter().sum::<f64>() / 1e5;
        let variance = draws.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 1e5;
        assert!(mean.abs() < 0.012, "{mean}");
        assert!((variance - 1.0).abs() < 0.018, "{variance}");
    }

    #[test]
    fn integers_below_n_are_equally_likely() {
        let mut random = stream();
        let mut counts = [0_u32; 6];
        for _ in 0..60_000 {
            counts[random.below(6) as usize] += 1;
        }
        assert!(counts.iter().all(|&count| (9_600..10_400).contains(&count)), "{counts:?}");
    }

    #[test]
    fn a_shuffle_keeps_every_item() {
        let mut items: Vec<u32> = (0..50).collect();
        stream().shuffle(&mut items);
        assert_ne!(items, (0..50).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..50).collect::<Vec<_>>());
    }
}
