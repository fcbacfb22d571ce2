//! Where a piece of evidence came from.

use crate::Digest;

/// The records that evidence other than a prevalence was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file of the records, relative to the study folder.
    pub records_file: String,
    /// The hash of that file.
    pub records: Digest,
    /// The lines or rows of the file, first row of data 2 as a spreadsheet counts; empty: the whole file.
    pub rows: Vec<u64>,
    /// Where the item is defined: file, line and column, relative to the study folder.
    pub defined_at: String,
    /// The hash of the file that defines it.
    pub definitions: Digest,
    /// What was done with the records, in words.
    pub method: String,
}
