//! Random numbers that stay the same: ChaCha12 and conversions written here.

use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of random numbers.
pub(crate) struct Random(ChaCha12Rng);

impl Random {
    /// The stream of a seed with that number. The key is both, each as eight bytes, the lowest first; the rest is zero.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut key = [0_u8; 32];
        for (place, byte) in key.iter_mut().zip([seed, stream].iter().flat_map(|word| word.to_le_bytes())) {
            *place = byte;
        }
        Self(ChaCha12Rng::from_seed(key))
    }

    /// Uniform on [0, 1): the 53 high bits of the next 64.
    pub(crate) fn uniform(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.0.next_u64() >> 11) as f64 * STEP
    }

    /// Uniform between two bounds.
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.uniform()
    }

    /// Whether an event of that probability happens.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.uniform() < probability
    }

    /// Standard normal, by Box and Muller (1958).
    pub(crate) fn normal(&mut self) -> f64 {
        let radius = (-2.0 * libm::log(1.0 - self.uniform())).sqrt();
        radius * libm::cos(2.0 * std::f64::consts::PI * self.uniform())
    }
}
