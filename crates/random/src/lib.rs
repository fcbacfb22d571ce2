//! Random numbers that stay the same for as long as their seed does: ChaCha12 (Bernstein, 2008) and conversions of our own.
//!
//! The distributions of common libraries change their values between releases. A sample drawn today, an interval printed today, an alias
//! given today must come out the same in ten years on any machine, so the algorithm and each conversion are fixed here.

use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::collections::BTreeMap;

/// A stream of random numbers.
pub struct Random {
    generator: ChaCha12Rng,
    spare_normal: Option<f64>,
}

impl Random {
    /// The stream of a key of four numbers: a seed, and what tells its streams apart. Streams of different keys share nothing.
    ///
    /// The 32 bytes of the ChaCha12 key are these numbers, each as eight bytes, the lowest first.
    pub fn new(key: [u64; 4]) -> Self {
        Self::numbered(key, 0)
    }

    /// One of 2⁶⁴ streams of the same key.
    pub fn numbered(key: [u64; 4], stream: u64) -> Self {
        let mut bytes = [0_u8; 32];
        for (place, byte) in bytes.iter_mut().zip(key.iter().flat_map(|word| word.to_le_bytes())) {
            *place = byte;
        }
        let mut generator = ChaCha12Rng::from_seed(bytes);
        generator.set_stream(stream);
        Self { generator, spare_normal: None }
    }

    /// Uniform on [0, 1): the 53 high bits of the next 64.
    pub fn uniform(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.generator.next_u64() >> 11) as f64 * STEP
    }

    /// Whether an event of that probability happens.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.uniform() < probability
    }

    /// Uniform on 0, …, `n` − 1, without bias: numbers from the incomplete last round are drawn again. 0 when `n` is 0.
    pub fn below(&mut self, n: u64) -> u64 {
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

    /// The place of one of `n` things, all equally likely; 0 when there are none.
    pub fn place(&mut self, n: usize) -> usize {
        self.below(n as u64) as usize
    }

    /// Standard normal, by Box and Muller (1958); the second of each pair is kept for the next call.
    pub fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare_normal.take() {
            return spare;
        }
        let radius = (-2.0 * libm::log(1.0 - self.uniform())).sqrt();
        let (sine, cosine) = libm::sincos(2.0 * std::f64::consts::PI * self.uniform());
        self.spare_normal = Some(radius * sine);
        radius * cosine
    }

    /// Puts the items in random order (Fisher and Yates, 1938, from the front).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        let count = items.len();
        self.shuffle_front(items, count);
    }

    /// Puts a simple random sample of the items, in random order, into the first `count` places.
    pub fn shuffle_front<T>(&mut self, items: &mut [T], count: usize) {
        for place in 0..count.min(items.len()) {
            let other = place + self.place(items.len() - place);
            items.swap(place, other);
        }
    }

    /// `count` different numbers of 0, …, `n` − 1, in random order. Of a large `n` only what has been moved is held.
    pub fn different(&mut self, count: u64, n: u64) -> Vec<u64> {
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

    fn stream() -> Random {
        Random::new([7, 3, 2, 0])
    }

    #[test]
    fn the_first_numbers_never_change() {
        let mut random = stream();
        let uniform = random.uniform();
        let below: Vec<u64> = (0..6).map(|_| random.below(10)).collect();
        assert_eq!((uniform, below), (0.008_687_568_917_330_801, vec![0, 3, 6, 1, 9, 9]));
        assert_eq!(
            Random::numbered([42, 0, 0, 0], 7).different(4, 1_000_000_000),
            [789327723, 148257260, 695459271, 79923281]
        );
    }

    #[test]
    fn streams_differ_by_each_part_of_their_key() {
        let first = |mut random: Random| random.uniform();
        let base = first(stream());
        for key in [[8, 3, 2, 0], [7, 4, 2, 0], [7, 3, 3, 0], [7, 3, 2, 1]] {
            assert_ne!(base, first(Random::new(key)));
        }
        assert_ne!(base, first(Random::numbered([7, 3, 2, 0], 1)));
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
            counts[random.place(6)] += 1;
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

    #[test]
    fn draws_are_different_and_cover_all() {
        let mut random = stream();
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
}
