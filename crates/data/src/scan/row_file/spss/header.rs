//! The first 176 bytes.

use crate::scan::row_file::bytes::{ByteOrder, Failure, PlacedReader};

const WHAT: &str = "the header";

/// How rows are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compression {
    None,
    Bytecode,
    Zlib,
}

/// What the header says of the rest.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) order: ByteOrder,
    pub(super) compression: Compression,
    /// How many cases there are, where it is known.
    pub(super) cases: Option<u64>,
    pub(super) bias: f64,
}

impl Header {
    pub(super) fn read(reader: &mut PlacedReader) -> Result<Self, Failure> {
        let magic: [u8; 4] = if reader.remaining() < 4 { [0; 4] } else { reader.array(WHAT)? };
        if !matches!(&magic, b"$FL2" | b"$FL3") {
            let reason =
                "an SPSS data file begins with “$FL2” or “$FL3”; save the data again from SPSS as .sav";
            return Err(Failure::at(0, reason));
        }
        reader.skip(60, WHAT)?;
        let place = reader.place();
        let layout: [u8; 4] = reader.array(WHAT)?;
        let order = match layout {
            [2 | 3, 0, 0, 0] => ByteOrder::Little,
            [0, 0, 0, 2 | 3] => ByteOrder::Big,
            _ => return Err(Failure::at(place, "the order of the bytes in a number is not told")),
        };
        // Elements of a case: many writers leave it wrong.
        reader.skip(4, WHAT)?;
        let place = reader.place();
        let compression = match reader.i32(order, WHAT)? {
            0 => Compression::None,
            1 => Compression::Bytecode,
            2 => Compression::Zlib,
            other => {
                let reason = format!("compression {other} is not known; 0, 1 (bytecode) and 2 (zlib) are");
                return Err(Failure::at(place, reason));
            }
        };
        // The number of the variable by which SPSS weights; the request names its own.
        reader.skip(4, WHAT)?;
        let cases = u64::try_from(reader.i32(order, WHAT)?).ok();
        let place = reader.place();
        let bias = reader.f64(order, WHAT)?;
        if !bias.is_finite() {
            return Err(Failure::at(place, "the bias of compressed numbers is not a number"));
        }
        reader.skip(84, WHAT)?;
        Ok(Self { order, compression, cases, bias })
    }
}
