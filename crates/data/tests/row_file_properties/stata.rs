//! Writes Stata files.

use crate::bytes::Writer;
use crate::table::{Column, Table, name};

/// How a file is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) release: u8,
    pub(crate) big_endian: bool,
}

/// The narrowest type that holds all values of a column.
#[derive(Debug, Clone, Copy)]
enum Type {
    Byte,
    Int,
    Long,
    Double,
    Text(usize),
}

impl Type {
    fn of(column: &Column) -> Self {
        let numbers = match column {
            Column::Texts(width, _) => return Self::Text(*width),
            Column::Numbers(numbers) => numbers,
        };
        let within = |from: f64, to: f64| {
            let mut present = numbers.iter().flatten().peekable();
            present.peek().is_some()
                && present.all(|&value| value.fract() == 0.0 && from <= value && value <= to)
        };
        match () {
            () if within(-127.0, 100.0) => Self::Byte,
            () if within(-32_767.0, 32_740.0) => Self::Int,
            () if within(-2_147_483_647.0, 2_147_483_620.0) => Self::Long,
            () => Self::Double,
        }
    }

    fn number(self) -> u16 {
        match self {
            Self::Byte => 65_530,
            Self::Int => 65_529,
            Self::Long => 65_528,
            Self::Double => 65_526,
            Self::Text(width) => u16::try_from(width).unwrap(),
        }
    }

    fn byte(self) -> u8 {
        match self {
            Self::Byte => 251,
            Self::Int => 252,
            Self::Long => 253,
            Self::Double => 255,
            Self::Text(width) => u8::try_from(width).unwrap(),
        }
    }
}

/// The table as a Stata file, each missing number another of Stata's missing values.
pub(crate) fn file(table: &Table, style: Style) -> Vec<u8> {
    let types: Vec<Type> = table.columns.iter().map(Type::of).collect();
    if style.release < 117 { unmarked(table, &types, style) } else { marked(table, &types, style) }
}

fn unmarked(table: &Table, types: &[Type], style: Style) -> Vec<u8> {
    let mut to = Writer::new(style.big_endian);
    let count = types.len();
    to.bytes.extend_from_slice(&[style.release, if style.big_endian { 1 } else { 2 }, 1, 0]);
    to.u16(u16::try_from(count).unwrap());
    to.u32(u32::try_from(table.rows).unwrap());
    to.zeros(81 + 18);
    to.bytes.extend(types.iter().map(|stored| stored.byte()));
    (0..count).for_each(|number| to.padded(name(number).as_bytes(), 33, 0));
    to.zeros((count + 1) * 2);
    let format = if style.release < 114 { 12 } else { 49 };
    (0..count).for_each(|_| to.padded(b"%9.0g", format, 0));
    to.zeros(count * (33 + 81));
    to.u8(1);
    to.u32(3);
    to.bytes.extend_from_slice(b"abc");
    to.zeros(5);
    data(&mut to, table, types);
    to.bytes
}

fn marked(table: &Table, types: &[Type], style: Style) -> Vec<u8> {
    let mut to = Writer::new(style.big_endian);
    let count = types.len();
    let long = style.release > 117;
    let (name_length, format_length, label_length) = if long { (129, 57, 321) } else { (33, 49, 81) };
    let order = if style.big_endian { "MSF" } else { "LSF" };
    let header =
        format!("<stata_dta><header><release>{}</release><byteorder>{order}</byteorder><K>", style.release);
    to.bytes.extend_from_slice(header.as_bytes());
    match style.release {
        119 => to.u32(u32::try_from(count).unwrap()),
        _ => to.u16(u16::try_from(count).unwrap()),
    }
    to.bytes.extend_from_slice(b"</K><N>");
    if long {
        to.u64(table.rows as u64);
    } else {
        to.u32(u32::try_from(table.rows).unwrap());
    }
    to.bytes.extend_from_slice(b"</N><label>");
    if long {
        to.u16(5);
    } else {
        to.u8(5);
    }
    to.bytes.extend_from_slice(b"label</label><timestamp>\0</timestamp></header><map>");
    let map = to.bytes.len();
    to.zeros(14 * 8);
    to.bytes.extend_from_slice(b"</map><variable_types>");
    types.iter().for_each(|stored| to.u16(stored.number()));
    to.bytes.extend_from_slice(b"</variable_types><varnames>");
    (0..count).for_each(|number| to.padded(name(number).as_bytes(), name_length, 0));
    to.bytes.extend_from_slice(b"</varnames><sortlist>");
    to.zeros((count + 1) * if style.release == 119 { 4 } else { 2 });
    to.bytes.extend_from_slice(b"</sortlist><formats>");
    (0..count).for_each(|_| to.padded(b"%9.0g", format_length, 0));
    to.bytes.extend_from_slice(b"</formats><value_label_names>");
    to.zeros(count * name_length);
    to.bytes.extend_from_slice(b"</value_label_names><variable_labels>");
    to.zeros(count * label_length);
    to.bytes.extend_from_slice(b"</variable_labels><characteristics></characteristics>");
    let mut place = Writer::new(style.big_endian);
    place.u64(to.bytes.len() as u64);
    to.bytes[map + 9 * 8..map + 10 * 8].copy_from_slice(&place.bytes);
    to.bytes.extend_from_slice(b"<data>");
    data(&mut to, table, types);
    to.bytes.extend_from_slice(b"</data><strls></strls><value_labels></value_labels></stata_dta>");
    to.bytes
}

fn data(to: &mut Writer, table: &Table, types: &[Type]) {
    for row in 0..table.rows {
        // Of the 27 missing values: `.`, then `.a` to `.z`.
        let kind = u8::try_from(row % 27).unwrap();
        for (column, stored) in table.columns.iter().zip(types) {
            match (column, stored) {
                (Column::Texts(_, texts), Type::Text(width)) => to.padded(texts[row].as_bytes(), *width, 0),
                (Column::Numbers(numbers), stored) => match (stored, numbers[row]) {
                    (Type::Byte, value) => to.i8(value.map_or(101 + kind as i8, |value| value as i8)),
                    (Type::Int, value) => {
                        to.i16(value.map_or(32_741 + i16::from(kind), |value| value as i16));
                    }
                    (Type::Long, value) => {
                        to.i32(value.map_or(2_147_483_621 + i32::from(kind), |value| value as i32));
                    }
                    (_, value) => {
                        let missing = 0x7FE0_0000_0000_0000 + (u64::from(kind) << 40);
                        to.f64(value.unwrap_or(f64::from_bits(missing)));
                    }
                },
                (Column::Texts(..), _) => unreachable!("texts are stored as text"),
            }
        }
    }
}
