//! Where a number came from.

use crate::UsedFile;
use std::fmt;

/// A SHA-256 digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0 {
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

/// What made a number: the hashes of the records, of the definitions and of the program, and the words for the method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pedigree {
    /// The file of the records, relative to the study folder.
    pub records_file: String,
    /// The hash of the records.
    pub records: Digest,
    /// The files that its weights were made from, where the study makes them; none where they are a column of the records.
    pub weights: Vec<UsedFile>,
    /// Where the indicator is defined: file, line and column, relative to the study folder.
    pub defined_at: String,
    /// The hash of everything that defines the number: indicator, breakdowns, codebook, design, presentation.
    pub definitions: Digest,
    /// The program's name and version.
    pub program: String,
    /// The base, as the expression computed; absent: everybody.
    pub base: Option<String>,
    /// The value, as the expression computed.
    pub value: String,
    /// The estimator and variance method, in words.
    pub method: String,
}
