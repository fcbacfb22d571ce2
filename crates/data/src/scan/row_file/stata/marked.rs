//! Formats 117 to 119: parts between marks such as `<data>` and `</data>`.

use super::types::StataType;
use super::{Dictionary, texts, unknown_format, variables};
use crate::scan::row_file::bytes::{ByteOrder, Failure, PlacedReader};

/// The lengths in which the formats differ.
#[derive(Debug)]
struct Lengths {
    name: usize,
    format: usize,
}

/// Reads the dictionary after its first byte.
pub(super) fn read(reader: &mut PlacedReader) -> Result<Dictionary, Failure> {
    expect(reader, "stata_dta><header><release>")?;
    let place = reader.place();
    let release: [u8; 3] = reader.array("the header")?;
    let release = std::str::from_utf8(&release).ok().and_then(|digits| digits.parse().ok()).unwrap_or(0);
    let lengths = match release {
        117 => Lengths { name: 33, format: 49 },
        118 | 119 => Lengths { name: 129, format: 57 },
        other => return Err(unknown_format(other, place)),
    };
    expect(reader, "</release><byteorder>")?;
    let place = reader.place();
    let order = match &reader.array("the header")? {
        b"MSF" => ByteOrder::Big,
        b"LSF" => ByteOrder::Little,
        _ => return Err(Failure::at(place, "the order of bytes must be “MSF” or “LSF”")),
    };
    expect(reader, "</byteorder><K>")?;
    let count = match release {
        119 => u64::from(reader.u32(order, "the header")?),
        _ => u64::from(reader.u16(order, "the header")?),
    };
    expect(reader, "</K><N>")?;
    let rows = match release {
        117 => u64::from(reader.u32(order, "the header")?),
        _ => reader.u64(order, "the header")?,
    };
    expect(reader, "</N><label>")?;
    let label = match release {
        117 => u64::from(u8::from_ne_bytes(reader.array("the header")?)),
        _ => u64::from(reader.u16(order, "the header")?),
    };
    reader.skip(label, "the header")?;
    expect(reader, "</label><timestamp>")?;
    let [stamp] = reader.array("the header")?;
    reader.skip(stamp.into(), "the header")?;
    expect(reader, "</timestamp></header><map>")?;
    let map: [u8; 14 * 8] = reader.array("the map")?;
    expect(reader, "</map><variable_types>")?;
    let place = reader.place();
    let codes = reader.bytes(count * 2, "the types of variables")?;
    let types = codes.as_chunks().0.iter().zip((place..).step_by(2)).map(|(&code, place)| {
        let code = order.u16(code);
        let known = StataType::from_number(code);
        known.ok_or_else(|| Failure::at(place, format!("{code} is not the type of a variable")))
    });
    let types = types.collect::<Result<Vec<_>, _>>()?;
    expect(reader, "</variable_types><varnames>")?;
    let names = texts(reader, count, lengths.name, "the names of variables")?;
    expect(reader, "</varnames><sortlist>")?;
    let position = if release == 119 { 4 } else { 2 };
    reader.skip((count + 1) * position, "the order of rows")?;
    expect(reader, "</sortlist><formats>")?;
    let formats = texts(reader, count, lengths.format, "display formats")?;
    expect(reader, "</formats>")?;
    // Of the map's 14 places the tenth is that of the rows.
    let data = map.as_chunks().0.get(9).map_or(0, |&place| order.u64(place));
    reader.go_to(data, "<data>")?;
    expect(reader, "<data>")?;
    let data_start = reader.place();
    Ok(Dictionary { release, order, rows, variables: variables(types, names, formats), data_start })
}

/// Passes over a mark.
fn expect(reader: &mut PlacedReader, mark: &str) -> Result<(), Failure> {
    let place = reader.place();
    if reader.bytes(mark.len() as u64, mark)? == mark.as_bytes() {
        return Ok(());
    }
    Err(Failure::at(place, format!("“{mark}” was expected here")))
}
