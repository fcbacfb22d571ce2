//! Why an archive is refused.

use thiserror::Error;

/// Why a ZIP archive, or a part of it, cannot be used. Sizes are in bytes.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// Not a ZIP archive, or its list of parts is damaged.
    #[error("this is not a whole ZIP archive ({reason}); export the file again and transfer it unchanged")]
    NotAnArchive {
        /// What the reader found.
        reason: String,
    },
    /// More parts than any project or document has.
    #[error("the archive lists {parts} parts, more than the {limit} that are read")]
    TooManyParts {
        /// How many it lists.
        parts: usize,
        /// How many are allowed.
        limit: usize,
    },
    /// A part whose name would lead out of the archive when unpacked.
    #[error("the part {name:?} has a name that leads out of the archive; nothing of it is read")]
    UnsafeName {
        /// The name as it stands.
        name: String,
    },
    /// Two parts of one name: which of them counts depends on the program.
    #[error("two parts of the archive have the same name; programs differ in which of them they read")]
    TwiceNamed,
    /// Parts share the same bytes, as in archives made to grow without end.
    #[error("parts of the archive overlap; such archives are made to exhaust the reader")]
    Overlapping,
    /// Encrypted.
    #[error("the part {name:?} is encrypted; export it without a password")]
    Encrypted {
        /// The part.
        name: String,
    },
    /// Neither stored nor deflated.
    #[error("the part {name:?} is compressed in another way than ZIP's own (deflate); pack it again")]
    Compression {
        /// The part.
        name: String,
    },
    /// Larger than a part may be once unpacked.
    #[error("the part {name:?} unpacks to more than {limit} bytes")]
    TooLarge {
        /// The part.
        name: String,
        /// How much is read of one part.
        limit: u64,
    },
    /// Grows so much on unpacking that it must have been made for that.
    #[error("the part {name:?} grows more than {ratio} times on unpacking; no text does")]
    GrowsTooMuch {
        /// The part.
        name: String,
        /// The largest growth that is read.
        ratio: u64,
    },
    /// All parts together unpack to too much.
    #[error("the archive unpacks to more than {limit} bytes in all")]
    TooMuch {
        /// How much is read of one archive.
        limit: u64,
    },
    /// The bytes of a part are damaged.
    #[error("the part {name:?} is damaged ({reason}); export the file again and transfer it unchanged")]
    Damaged {
        /// The part.
        name: String,
        /// What the reader found.
        reason: String,
    },
    /// A part that cannot be written.
    #[error("the part {name:?} cannot be written: {reason}")]
    NotWritten {
        /// The part.
        name: String,
        /// Why.
        reason: String,
    },
}
