//! The dictionary of an SPSS file, `.sav` or `.zsav`.
//!
//! Source: the description of system files in the PSPP Developers Guide. The dictionary is a header and then records, each
//! with the number of its type: variables (2), value labels (3, 4), documents (6), extensions (7), the end (999).

mod dictionary;
mod extensions;
mod header;
mod variable;

use super::bytes::{ByteOrder, Failure, PlacedReader};
use super::layout::{Bytecode, Packing, RowLayout};
use super::zlib_blocks::ZlibBlock;
use extensions::Extensions;
use header::{Compression, Header};
use variable::Variable;

/// Bytes of an element: a number, or a piece of text.
const ELEMENT: usize = 8;

/// Reads the dictionary.
pub(super) fn read(reader: &mut PlacedReader) -> Result<RowLayout, Failure> {
    let header = Header::read(reader)?;
    let order = header.order;
    let mut variables: Vec<Variable> = Vec::new();
    let mut extensions = Extensions::default();
    let mut elements = 0;
    loop {
        let place = reader.place();
        match reader.i32(order, "the dictionary")? {
            2 => {
                match Variable::read(reader, order, elements * ELEMENT)? {
                    Some(variable) => variables.push(variable),
                    None => match variables.last_mut() {
                        Some(variable) => variable.elements += 1,
                        None => return Err(Failure::at(place, "a text goes on here that has not begun")),
                    },
                }
                elements += 1;
            }
            3 => skip_value_labels(reader, order)?,
            6 => {
                let lines = count(reader, order, "a document")?;
                reader.skip(lines * 80, "a document")?;
            }
            7 => extensions.read(reader, order)?,
            999 => {
                reader.skip(4, "the end of the dictionary")?;
                break;
            }
            other => {
                let reason = format!("{other} is not the type of a record in the dictionary of an SPSS file");
                return Err(Failure::at(place, reason));
            }
        }
    }
    let codes = Bytecode { bias: header.bias, system_missing: extensions.system_missing_bytes(order), order };
    let packing = match header.compression {
        Compression::None => Packing::Plain,
        Compression::Bytecode => Packing::Bytecode(codes),
        Compression::Zlib => Packing::Zlib(codes, zlib_blocks(reader, order)?),
    };
    let (columns, unreadable) = dictionary::columns(variables, &extensions, order)?;
    Ok(RowLayout {
        data_start: reader.place(),
        row_length: elements * ELEMENT,
        rows: extensions.cases.or(header.cases),
        packing,
        columns,
        unreadable,
    })
}

/// A number of things that follow.
fn count(reader: &mut PlacedReader, order: ByteOrder, what: &str) -> Result<u64, Failure> {
    let place = reader.place();
    let count = reader.i32(order, what)?;
    u64::try_from(count).map_err(|_| Failure::at(place, format!("{what} announces {count} things to follow")))
}

/// Labels are not applied: codes stay codes.
fn skip_value_labels(reader: &mut PlacedReader, order: ByteOrder) -> Result<(), Failure> {
    const WHAT: &str = "value labels";
    for _ in 0..count(reader, order, WHAT)? {
        reader.skip(ELEMENT as u64, WHAT)?;
        let [length] = reader.array(WHAT)?;
        let with_length = u64::from(length) + 1;
        reader.skip(with_length.next_multiple_of(ELEMENT as u64) - 1, WHAT)?;
    }
    let place = reader.place();
    match reader.i32(order, WHAT)? {
        4 => {
            let variables = count(reader, order, WHAT)?;
            reader.skip(variables * 4, WHAT)
        }
        other => Err(Failure::at(
            place,
            format!("value labels must be followed by their variables, not a record of type {other}"),
        )),
    }
}

/// Where the blocks of a `.zsav` file are.
fn zlib_blocks(reader: &mut PlacedReader, order: ByteOrder) -> Result<Vec<ZlibBlock>, Failure> {
    const WHAT: &str = "the list of zlib blocks";
    let data_start = reader.place();
    reader.skip(8, WHAT)?;
    let trailer = reader.u64(order, WHAT)?;
    reader.go_to(trailer, WHAT)?;
    reader.skip(20, WHAT)?;
    let blocks = u64::from(reader.u32(order, WHAT)?);
    let entries = reader.bytes(blocks * 24, WHAT)?;
    reader.go_to(data_start, WHAT)?;
    let block = |entry: &[u8]| {
        Some(ZlibBlock {
            at: order.u64(*entry.get(8..)?.first_chunk()?),
            length: order.u32(*entry.get(20..)?.first_chunk()?).into(),
        })
    };
    Ok(entries.chunks_exact(24).filter_map(block).collect())
}
