//! Extension records: long names, very long texts, the encoding and the like.

use super::ELEMENT;
use super::variable::UserMissing;
use crate::scan::row_file::bytes::{ByteOrder, Failure, PlacedReader};
use crate::scan::row_file::encoding;
use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::BTreeMap;

const WHAT: &str = "an extension record";

/// What the extension records say.
#[derive(Debug, Default)]
pub(super) struct Extensions {
    /// The number of the code page, and where it stands.
    code_page: Option<(i32, u64)>,
    /// The name of the encoding, and where it stands.
    encoding: Option<(String, u64)>,
    /// What stands for a value that the system misses.
    system_missing: Option<f64>,
    /// How many cases there are.
    pub(super) cases: Option<u64>,
    /// Names by short name in capital letters, in the encoding of the file.
    pub(super) long_names: BTreeMap<Vec<u8>, Vec<u8>>,
    /// The widths of texts of more than 255 bytes, by short name in capital letters.
    pub(super) widths: BTreeMap<Vec<u8>, usize>,
    /// What the user declares missing of texts of more than 8 bytes, by name.
    pub(super) missing_texts: BTreeMap<Vec<u8>, UserMissing>,
}

impl Extensions {
    /// Reads a record after its type.
    pub(super) fn read(&mut self, reader: &mut PlacedReader, order: ByteOrder) -> Result<(), Failure> {
        let subtype = reader.i32(order, WHAT)?;
        let size = reader.u32(order, WHAT)?;
        let count = reader.u32(order, WHAT)?;
        let length = u64::from(size) * u64::from(count);
        let place = reader.place();
        if !matches!(subtype, 3 | 4 | 13 | 14 | 16 | 20 | 22) {
            return reader.skip(length, WHAT);
        }
        let bytes = reader.bytes(length, WHAT)?;
        match subtype {
            3 => self.machine(&bytes, order, place)?,
            4 => self.system_missing = bytes.first_chunk().map(|&bytes| order.f64(bytes)),
            13 => {
                let names = pairs(&bytes).map(|(short, long)| (short.to_ascii_uppercase(), long.to_vec()));
                self.long_names.extend(names);
            }
            14 => {
                let widths = pairs(&bytes).filter_map(|(short, width)| {
                    Some((short.to_ascii_uppercase(), std::str::from_utf8(width).ok()?.trim().parse().ok()?))
                });
                self.widths.extend(widths);
            }
            16 => {
                let cases = bytes.get(8..).and_then(<[u8]>::first_chunk).map(|&bytes| order.u64(bytes));
                // A negative number says that it is not known.
                self.cases = cases.filter(|&cases| i64::try_from(cases).is_ok());
            }
            20 => self.encoding = Some((String::from_utf8_lossy(&bytes).into_owned(), place)),
            _ => {
                self.missing_texts = missing_texts(&bytes, order).ok_or_else(|| {
                    Failure::at(place, "the missing values of long texts contradict their lengths")
                })?;
            }
        }
        Ok(())
    }

    fn machine(&mut self, bytes: &[u8], order: ByteOrder, place: u64) -> Result<(), Failure> {
        let number = |index: usize| bytes.get(index * 4..)?.first_chunk().map(|&bytes| order.i32(bytes));
        if let Some(other) = number(4).filter(|&representation| representation != 1) {
            let reason = format!("numbers are written in representation {other}; 1 (IEEE 754) is read");
            return Err(Failure::at(place, reason));
        }
        self.code_page = number(7).map(|page| (page, place + 28));
        Ok(())
    }

    /// The encoding of names and texts.
    pub(super) fn text_encoding(&self) -> Result<&'static Encoding, Failure> {
        let unknown = |name: &str, place: u64| {
            let reason = format!(
                "the text is in the encoding “{name}”, which is not read; save the file again in Unicode (UTF-8)"
            );
            Failure::at(place, reason)
        };
        match (&self.encoding, self.code_page) {
            (Some((name, place)), _) => {
                encoding::by_name(name).ok_or_else(|| unknown(name.trim_matches(['\0', ' ']), *place))
            }
            // Numbers below 5 only say that a character has 7 or 8 bits.
            (None, None | Some((..=4, _))) => Ok(WINDOWS_1252),
            (None, Some((page, place))) => {
                encoding::by_code_page(page).ok_or_else(|| unknown(&format!("code page {page}"), place))
            }
        }
    }

    /// What stands for a value that the system misses: the lowest number, where the file does not say otherwise.
    pub(super) fn system_missing(&self) -> f64 {
        self.system_missing.unwrap_or(-f64::MAX)
    }

    /// The same in the bytes of the file.
    pub(super) fn system_missing_bytes(&self, order: ByteOrder) -> [u8; 8] {
        match order {
            ByteOrder::Little => self.system_missing().to_le_bytes(),
            ByteOrder::Big => self.system_missing().to_be_bytes(),
        }
    }
}

/// `KEY=value` pairs with tabs between them; the widths of texts have a zero byte after each.
fn pairs(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    bytes.split(|&byte| byte == b'\t').filter_map(|pair| {
        let equals = pair.iter().position(|&byte| byte == b'=')?;
        let value = pair.get(equals + 1..)?;
        let end = value.iter().position(|&byte| byte == 0).unwrap_or(value.len());
        Some((pair.get(..equals)?.trim_ascii(), value.get(..end)?.trim_ascii_end()))
    })
}

/// Name and values of one variable after another, each with its length before it.
fn missing_texts(mut bytes: &[u8], order: ByteOrder) -> Option<BTreeMap<Vec<u8>, UserMissing>> {
    let mut found = BTreeMap::new();
    while !bytes.is_empty() {
        let length = take_length(&mut bytes, order)?;
        let name = bytes.split_off(..length)?.trim_ascii_end().to_vec();
        let count = *bytes.split_off_first()?;
        // Their length stands before the first of them; once an older PSPP wrote it before each.
        let length = take_length(&mut bytes, order)?;
        if length != ELEMENT {
            return None;
        }
        let mut values = Vec::new();
        for _ in 0..count {
            let value = bytes.split_off(..ELEMENT)?;
            values.push(*value.first_chunk()?);
        }
        found.insert(name, UserMissing { range: None, values });
    }
    Some(found)
}

fn take_length(bytes: &mut &[u8], order: ByteOrder) -> Option<usize> {
    usize::try_from(order.u32(*bytes.split_off(..4)?.first_chunk()?)).ok()
}
