//! The dictionary of a Stata file, `.dta`, formats 108 to 119 (Stata 6 to 19).
//!
//! Source: Stata's descriptions of its formats, `help dta` and `help dta_115` and earlier. Up to format 115 parts of fixed
//! length follow one another ([`unmarked`]); from 117 on each stands between marks such as `<data>` ([`marked`]).

mod marked;
mod types;
mod unmarked;

use super::bytes::{ByteOrder, Failure, PlacedReader};
use super::layout::{Packing, Padding, RowLayout, Storage, StoredColumn, StoredNumber, StoredText};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use types::{Missing, StataType};

/// Reads the dictionary.
pub(super) fn read(reader: &mut PlacedReader) -> Result<RowLayout, Failure> {
    let first: [u8; 1] = if reader.remaining() == 0 { [0] } else { reader.array("the header")? };
    let dictionary = match first {
        [b'<'] => marked::read(reader)?,
        [release @ (108 | 110..=115)] => unmarked::read(reader, release.into())?,
        [release @ (102..=116)] => return Err(unknown_format(release.into(), 0)),
        _ => return Err(not_stata()),
    };
    Ok(dictionary.layout())
}

fn not_stata() -> Failure {
    let reason = "a Stata data file begins with the number of its format and the order of its bytes, or with \
                  “<stata_dta>”; save the data again from Stata as .dta";
    Failure::at(0, reason)
}

fn unknown_format(release: u32, place: u64) -> Failure {
    let reason = format!(
        "Stata's format {release} is not read; formats 108, 110 to 115 and 117 to 119 are (in Stata: `saveold`)"
    );
    Failure::at(place, reason)
}

/// What both forms of dictionary say.
#[derive(Debug)]
struct Dictionary {
    release: u32,
    order: ByteOrder,
    rows: u64,
    /// Name, type and display format.
    variables: Vec<StataVariable>,
    data_start: u64,
}

#[derive(Debug)]
struct StataVariable {
    name: Vec<u8>,
    stored: StataType,
    format: Vec<u8>,
}

impl Dictionary {
    fn layout(self) -> RowLayout {
        let encoding: &'static Encoding = if self.release < 118 { WINDOWS_1252 } else { UTF_8 };
        let (mut columns, mut unreadable) = (Vec::new(), Vec::new());
        let mut at = 0;
        for variable in self.variables {
            let name = encoding.decode_without_bom_handling(&variable.name).0.into_owned();
            let bytes = variable.stored.bytes();
            let storage = match variable.stored {
                StataType::Text(_) => Some(Storage::Text(StoredText {
                    pieces: std::iter::once(at..at + bytes).collect(),
                    padding: Padding::Zero,
                    encoding,
                    missing: Vec::new(),
                })),
                StataType::LongText => {
                    unreadable.push((name.clone(), "strL".to_owned()));
                    None
                }
                StataType::Number(_) if types::is_date_and_time(&variable.format) => {
                    unreadable.push((name.clone(), "date and time".to_owned()));
                    None
                }
                StataType::Number(width) => Some(Storage::Number(StoredNumber {
                    at,
                    width,
                    order: self.order,
                    missing: vec![Missing::of(self.release).range(width)],
                    calendar: types::calendar(&variable.format),
                })),
            };
            columns.extend(storage.map(|storage| StoredColumn { name, storage }));
            at += bytes;
        }
        RowLayout {
            data_start: self.data_start,
            row_length: at,
            rows: Some(self.rows),
            packing: Packing::Plain,
            columns,
            unreadable,
        }
    }
}

/// The entries of a list in the dictionary, each of `width` bytes, up to the zero byte at which its text ends.
fn texts(reader: &mut PlacedReader, count: u64, width: usize, what: &str) -> Result<Vec<Vec<u8>>, Failure> {
    let bytes = reader.bytes(count.saturating_mul(width as u64), what)?;
    let entries = bytes.chunks_exact(width);
    Ok(entries
        .map(|entry| entry.iter().copied().take(Padding::Zero.length_before(entry)).collect())
        .collect())
}

/// Variables from the lists of a dictionary, which are equally long.
fn variables(types: Vec<StataType>, names: Vec<Vec<u8>>, formats: Vec<Vec<u8>>) -> Vec<StataVariable> {
    let variables = types.into_iter().zip(names).zip(formats);
    variables.map(|((stored, name), format)| StataVariable { name, stored, format }).collect()
}
