//! Formats 108 to 115: parts of fixed length, one after another.

use super::types::StataType;
use super::{Dictionary, not_stata, texts, variables};
use crate::scan::row_file::bytes::{ByteOrder, Failure, PlacedReader};

/// The lengths in which the formats differ.
#[derive(Debug)]
struct Lengths {
    name: usize,
    format: usize,
}

impl Lengths {
    fn of(release: u32) -> Self {
        Self { name: if release < 110 { 9 } else { 33 }, format: if release < 114 { 12 } else { 49 } }
    }
}

/// Reads the dictionary after the number of its format.
pub(super) fn read(reader: &mut PlacedReader, release: u32) -> Result<Dictionary, Failure> {
    const HEADER: &str = "the header";
    let lengths = Lengths::of(release);
    let order = match reader.array(HEADER)? {
        [1] => ByteOrder::Big,
        [2] => ByteOrder::Little,
        _ => return Err(not_stata()),
    };
    reader.skip(2, HEADER)?;
    let count = u64::from(reader.u16(order, HEADER)?);
    let rows = u64::from(reader.u32(order, HEADER)?);
    // The label and the time stamp.
    reader.skip(81 + 18, HEADER)?;

    let place = reader.place();
    let codes = reader.bytes(count, "the types of variables")?;
    let types = codes.iter().zip(place..).map(|(&code, place)| {
        let known = if release < 111 { StataType::from_letter(code) } else { StataType::from_byte(code) };
        known.ok_or_else(|| Failure::at(place, format!("{code} is not the type of a variable")))
    });
    let types = types.collect::<Result<Vec<_>, _>>()?;
    let names = texts(reader, count, lengths.name, "the names of variables")?;
    reader.skip((count + 1) * 2, "the order of rows")?;
    let formats = texts(reader, count, lengths.format, "display formats")?;
    reader.skip(count * lengths.name as u64, "the names of value labels")?;
    reader.skip(count * 81, "the labels of variables")?;
    skip_expansion_fields(reader, release, order)?;
    let data_start = reader.place();
    Ok(Dictionary { release, order, rows, variables: variables(types, names, formats), data_start })
}

/// Notes and the like: a type and a length before each, both zero at the end.
fn skip_expansion_fields(reader: &mut PlacedReader, release: u32, order: ByteOrder) -> Result<(), Failure> {
    const WHAT: &str = "an expansion field";
    loop {
        let [kind] = reader.array(WHAT)?;
        let length = match release {
            ..110 => u64::from(reader.u16(order, WHAT)?),
            _ => u64::from(reader.u32(order, WHAT)?),
        };
        if kind == 0 && length == 0 {
            return Ok(());
        }
        reader.skip(length, WHAT)?;
    }
}
