//! How much work it is to try a passphrase.

use thiserror::Error;

/// What one try of a passphrase costs by Argon2id (RFC 9106).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyCost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

/// A cost that is too small to be computed or too large to be waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "a key cost of {memory_kib} KiB, {passes} passes and {lanes} lanes is not accepted; expected 8 KiB a lane to 1 GiB, 1 to 16 passes, 1 to 8 \
     lanes, and at most 4 GiB for all passes together"
)]
pub struct UnsuitableKeyCost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl KeyCost {
    /// The second recommended option of RFC 9106, section 4: 64 MiB, three passes, four lanes.
    pub const RECOMMENDED: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 4 };

    /// A cost of that many KiB, passes and lanes.
    ///
    /// # Errors
    ///
    /// Refuses what Argon2id cannot compute, and what a hostile file could keep a machine busy with.
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, UnsuitableKeyCost> {
        const GIB: u64 = 1024 * 1024;
        let work = u64::from(memory_kib) * u64::from(passes);
        if !(1..=8).contains(&lanes)
            || !(1..=16).contains(&passes)
            || memory_kib < 8 * lanes
            || u64::from(memory_kib) > GIB
            || work > 4 * GIB
        {
            return Err(UnsuitableKeyCost { memory_kib, passes, lanes });
        }
        Ok(Self { memory_kib, passes, lanes })
    }

    /// Memory, in KiB.
    pub fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// Passes over the memory.
    pub fn passes(self) -> u32 {
        self.passes
    }

    /// Lanes.
    pub fn lanes(self) -> u32 {
        self.lanes
    }
}
