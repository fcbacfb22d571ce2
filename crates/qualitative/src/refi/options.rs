//! How to read.

use super::Counting;

/// What to do with a part of a file that cannot be taken over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Treatment {
    /// Read nothing, and list all such parts.
    #[default]
    Refuse,
    /// Read the rest, and list what was left out.
    LeaveOut,
}

/// How a file is read. The default takes over everything or nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// What Cairn has no place for: pictures, recordings, PDF files, drawings.
    pub not_held: Treatment,
    /// What does not fit together: references to nothing, GUIDs given twice, ranges beyond their text.
    pub faults: Treatment,
    /// How positions were counted, where it is known; otherwise it is found out for each text.
    pub counting: Option<Counting>,
}

impl ReadOptions {
    /// Reads what can be read and lists the rest.
    pub const WHAT_FITS: Self =
        Self { not_held: Treatment::LeaveOut, faults: Treatment::LeaveOut, counting: None };
}
