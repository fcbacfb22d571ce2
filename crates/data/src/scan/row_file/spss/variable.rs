//! A variable's record.

use super::ELEMENT;
use crate::scan::row_file::bytes::{ByteOrder, Failure, PlacedReader};

const WHAT: &str = "a variable";

/// A variable, or a piece of a very long text.
#[derive(Debug)]
pub(super) struct Variable {
    /// Its name of at most eight bytes, without the blanks after it.
    pub(super) short_name: Vec<u8>,
    /// Bytes of a text; 0: a number.
    pub(super) width: usize,
    /// The type of its print format.
    pub(super) format: u8,
    /// What the user declares missing, in the bytes of the file.
    pub(super) missing: UserMissing,
    /// Its first byte in a row.
    pub(super) at: usize,
    /// How many elements of a row it takes.
    pub(super) elements: usize,
    /// Where its record begins.
    pub(super) place: u64,
}

/// What the user declares missing.
#[derive(Debug, Default)]
pub(super) struct UserMissing {
    /// From and to, both included.
    pub(super) range: Option<([u8; ELEMENT], [u8; ELEMENT])>,
    /// Single values.
    pub(super) values: Vec<[u8; ELEMENT]>,
}

impl Variable {
    /// Reads a record; `None` where it only says that the text before goes on.
    pub(super) fn read(
        reader: &mut PlacedReader,
        order: ByteOrder,
        at: usize,
    ) -> Result<Option<Self>, Failure> {
        let place = reader.place();
        let width = reader.i32(order, WHAT)?;
        let label = reader.i32(order, WHAT)?;
        let missing_place = reader.place();
        let missing = reader.i32(order, WHAT)?;
        let print = reader.u32(order, WHAT)?;
        reader.skip(4, WHAT)?;
        let name: [u8; 8] = reader.array(WHAT)?;
        if label != 0 {
            let length = reader.u32(order, WHAT)?;
            reader.skip(u64::from(length).next_multiple_of(4), WHAT)?;
        }
        let mut value = || reader.array::<ELEMENT>(WHAT);
        let missing = match missing {
            0..=3 => {
                UserMissing { range: None, values: (0..missing).map(|_| value()).collect::<Result<_, _>>()? }
            }
            -2 => UserMissing { range: Some((value()?, value()?)), values: Vec::new() },
            -3 => UserMissing { range: Some((value()?, value()?)), values: vec![value()?] },
            other => {
                let reason = format!("{other} missing values are declared; 0 to 3, -2 or -3 can be");
                return Err(Failure::at(missing_place, reason));
            }
        };
        let width = match width {
            -1 => return Ok(None),
            0..=255 => usize::try_from(width).unwrap_or_default(),
            other => {
                let reason = format!("{other} is not the width of a variable; 0 (a number) to 255 are");
                return Err(Failure::at(place, reason));
            }
        };
        let short_name = name.trim_ascii_end().to_vec();
        let format = print.to_be_bytes()[1];
        Ok(Some(Self { short_name, width, format, missing, at, elements: 1, place }))
    }
}
