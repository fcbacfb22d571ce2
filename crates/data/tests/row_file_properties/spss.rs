//! Writes SPSS files.

use crate::bytes::Writer;
use crate::table::{Column, Table, name};
use flate2::{Compression, write::ZlibEncoder};
use std::io::Write;

/// How rows are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Plain,
    Bytecode,
    /// In blocks of that many bytes before compression.
    Zlib(usize),
}

/// How a file is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) packing: Packing,
    pub(crate) big_endian: bool,
    /// Whether the number of cases is told.
    pub(crate) counted: bool,
}

/// The table as an SPSS file.
pub(crate) fn file(table: &Table, style: Style) -> Vec<u8> {
    let mut to = Writer::new(style.big_endian);
    to.bytes.extend_from_slice(if matches!(style.packing, Packing::Zlib(_)) { b"$FL3" } else { b"$FL2" });
    to.padded(b"@(#) SPSS DATA FILE", 60, b' ');
    to.i32(2);
    to.i32(-1);
    to.i32(match style.packing {
        Packing::Plain => 0,
        Packing::Bytecode => 1,
        Packing::Zlib(_) => 2,
    });
    to.i32(0);
    to.i32(if style.counted { i32::try_from(table.rows).unwrap() } else { -1 });
    to.f64(100.0);
    to.padded(b"", 84, b' ');
    let mut widths = String::new();
    for (number, column) in table.columns.iter().enumerate() {
        match column {
            Column::Numbers(_) => variable(&mut to, &name(number), 0),
            Column::Texts(width @ ..=255, _) => variable(&mut to, &name(number), *width),
            Column::Texts(width, _) => {
                widths += &format!("V{number}={width:05}\0\t");
                for (piece, width) in pieces(*width).into_iter().enumerate() {
                    let name = if piece == 0 { name(number) } else { format!("P{number}_{piece}") };
                    variable(&mut to, &name, width);
                }
            }
        }
    }
    extension(&mut to, 14, widths.as_bytes());
    extension(&mut to, 20, b"UTF-8");
    to.i32(999);
    to.i32(0);
    let values = values(table, style);
    match style.packing {
        Packing::Plain => values.iter().for_each(|value| to.bytes.extend_from_slice(value)),
        Packing::Bytecode => to.bytes.extend_from_slice(&bytecode(&values, style)),
        Packing::Zlib(block) => zlib(&mut to, &bytecode(&values, style), block),
    }
    to.bytes
}

/// The widths of the pieces of a very long text.
fn pieces(width: usize) -> Vec<usize> {
    let count = width.div_ceil(252);
    (0..count).map(|piece| if piece + 1 < count { 255 } else { width - 252 * piece }).collect()
}

fn variable(to: &mut Writer, name: &str, width: usize) {
    for element in 0..width.div_ceil(8).max(1) {
        to.i32(2);
        to.i32(if element == 0 { i32::try_from(width).unwrap() } else { -1 });
        to.i32(0);
        to.i32(0);
        to.i32(0x05_08_00);
        to.i32(0x05_08_00);
        to.padded(if element == 0 { name.as_bytes() } else { b"" }, 8, b' ');
    }
}

fn extension(to: &mut Writer, subtype: i32, bytes: &[u8]) {
    to.i32(7);
    to.i32(subtype);
    to.i32(1);
    to.i32(i32::try_from(bytes.len()).unwrap());
    to.bytes.extend_from_slice(bytes);
}

/// The elements of all rows.
fn values(table: &Table, style: Style) -> Vec<[u8; 8]> {
    let mut to = Writer::new(style.big_endian);
    for row in 0..table.rows {
        for column in &table.columns {
            match column {
                Column::Numbers(numbers) => to.f64(numbers[row].unwrap_or(-f64::MAX)),
                Column::Texts(width @ ..=255, texts) => {
                    to.padded(texts[row].as_bytes(), width.next_multiple_of(8), b' ');
                }
                Column::Texts(width, texts) => {
                    let mut left = texts[row].as_bytes();
                    for width in pieces(*width) {
                        let held = left.split_off(..left.len().min(255)).unwrap();
                        to.padded(held, width.next_multiple_of(8), b' ');
                    }
                    assert!(left.is_empty());
                }
            }
        }
    }
    to.bytes.as_chunks().0.to_vec()
}

fn bytecode(values: &[[u8; 8]], style: Style) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut values = values.iter().peekable();
    let mut ended = false;
    while values.peek().is_some() {
        let mut codes = [0; 8];
        let mut in_full = Vec::new();
        // The first code of each eight is left out: it says nothing.
        for code in &mut codes[1..] {
            let Some(value) = values.next() else {
                // The end is told, or the file just ends.
                *code = if ended { 0 } else { 252 };
                ended = true;
                continue;
            };
            let number =
                if style.big_endian { f64::from_be_bytes(*value) } else { f64::from_le_bytes(*value) };
            *code = match number {
                _ if value == b"        " => 254,
                number if number == -f64::MAX => 255,
                number if number.fract() == 0.0 && (-99.0..=151.0).contains(&number) => {
                    (number + 100.0) as u8
                }
                _ => {
                    in_full.extend_from_slice(value);
                    253
                }
            };
        }
        bytes.extend_from_slice(&codes);
        bytes.extend_from_slice(&in_full);
    }
    bytes
}

fn zlib(to: &mut Writer, bytes: &[u8], block: usize) {
    let header = to.bytes.len() as u64;
    let blocks: Vec<Vec<u8>> = bytes
        .chunks(block)
        .map(|chunk| {
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(chunk).unwrap();
            encoder.finish().unwrap()
        })
        .collect();
    let compressed: usize = blocks.iter().map(Vec::len).sum();
    to.u64(header);
    to.u64(header + 24 + compressed as u64);
    to.u64(24 * (blocks.len() as u64 + 1));
    let mut at = header + 24;
    blocks.iter().for_each(|block| to.bytes.extend_from_slice(block));
    to.u64(0);
    to.u64(0);
    to.u32(u32::try_from(block).unwrap());
    to.u32(u32::try_from(blocks.len()).unwrap());
    for compressed in &blocks {
        to.u64(header);
        to.u64(at);
        to.u32(u32::try_from(block).unwrap());
        to.u32(u32::try_from(compressed.len()).unwrap());
        at += compressed.len() as u64;
    }
}
