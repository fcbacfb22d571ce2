//! Types of variables, their missing values, and the formats that make a number a date.

use crate::scan::row_file::layout::{Calendar, NumberWidth};

/// How a variable is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StataType {
    Number(NumberWidth),
    /// Text of at most that many bytes.
    Text(u16),
    /// `strL`: text of any length, kept elsewhere in the file.
    LongText,
}

impl StataType {
    /// Bytes in a row.
    pub(super) fn bytes(self) -> usize {
        match self {
            Self::Number(width) => width.bytes(),
            Self::Text(bytes) => bytes.into(),
            Self::LongText => 8,
        }
    }

    /// From the letter or number of formats before 111.
    pub(super) fn from_letter(code: u8) -> Option<Self> {
        match code {
            b'b' => Some(Self::Number(NumberWidth::Int8)),
            b'i' => Some(Self::Number(NumberWidth::Int16)),
            b'l' => Some(Self::Number(NumberWidth::Int32)),
            b'f' => Some(Self::Number(NumberWidth::Float32)),
            b'd' => Some(Self::Number(NumberWidth::Float64)),
            0x80..=u8::MAX => Some(Self::Text(u16::from(code) - 0x7F)),
            _ => None,
        }
    }

    /// From the number of formats 111 to 115.
    pub(super) fn from_byte(code: u8) -> Option<Self> {
        match code {
            1..=244 => Some(Self::Text(code.into())),
            251 => Some(Self::Number(NumberWidth::Int8)),
            252 => Some(Self::Number(NumberWidth::Int16)),
            253 => Some(Self::Number(NumberWidth::Int32)),
            254 => Some(Self::Number(NumberWidth::Float32)),
            255 => Some(Self::Number(NumberWidth::Float64)),
            _ => None,
        }
    }

    /// From the number of formats from 117 on.
    pub(super) fn from_number(code: u16) -> Option<Self> {
        match code {
            1..=2045 => Some(Self::Text(code)),
            32_768 => Some(Self::LongText),
            65_526 => Some(Self::Number(NumberWidth::Float64)),
            65_527 => Some(Self::Number(NumberWidth::Float32)),
            65_528 => Some(Self::Number(NumberWidth::Int32)),
            65_529 => Some(Self::Number(NumberWidth::Int16)),
            65_530 => Some(Self::Number(NumberWidth::Int8)),
            _ => None,
        }
    }
}

/// Which numbers stand for a missing value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// `.` alone: the largest number of each type (before Stata 8).
    Single,
    /// `.` and `.a` to `.z`: the 27 largest.
    Extended,
}

impl Missing {
    pub(super) fn of(release: u32) -> Self {
        if release < 113 { Self::Single } else { Self::Extended }
    }

    /// From and to, both included.
    pub(super) fn range(self, width: NumberWidth) -> (f64, f64) {
        /// 2 to the power of 127, above all floats that are not missing.
        const FLOAT: f32 = f32::from_bits(0x7F00_0000);
        /// 2 to the power of 1023, above all doubles that are not missing.
        const DOUBLE: f64 = f64::from_bits(0x7FE0_0000_0000_0000);
        let more = match self {
            Self::Single => 0.0,
            Self::Extended => 26.0,
        };
        let largest = match width {
            NumberWidth::Int8 => f64::from(i8::MAX),
            NumberWidth::Int16 => f64::from(i16::MAX),
            NumberWidth::Int32 => f64::from(i32::MAX),
            NumberWidth::Float32 => return (f64::from(FLOAT), f64::INFINITY),
            NumberWidth::Float64 => return (DOUBLE, f64::INFINITY),
        };
        (largest - more, largest)
    }
}

/// The letters after `%` and, where the text stands at the left, `-`.
fn letters(format: &[u8]) -> &[u8] {
    let format = format.strip_prefix(b"%").unwrap_or(format);
    format.strip_prefix(b"-").unwrap_or(format)
}

/// `%td` and, in older files, `%d` count days since 1 January 1960.
///
/// Weeks, months, quarters, half-years and years (`%tw` to `%ty`) stay the numbers that they are.
pub(super) fn calendar(format: &[u8]) -> Option<Calendar> {
    let is_date = matches!(letters(format), [b't', b'd', ..] | [b'd', ..]);
    is_date.then_some(Calendar { day: 1.0, before_1970: 3653.0 })
}

/// `%tc` and `%tC` count milliseconds.
pub(super) fn is_date_and_time(format: &[u8]) -> bool {
    matches!(letters(format), [b't', b'c' | b'C', ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_are_dates() {
        for format in ["%td", "%d", "%-td", "%tdD_m_Y", "%dD_m_Y", "%-d"] {
            assert!(calendar(format.as_bytes()).is_some(), "{format}");
        }
        for format in ["%tm", "%9.0g", "%tc", "%8s", "%tq", "%ty", ""] {
            assert!(calendar(format.as_bytes()).is_none(), "{format}");
        }
        assert!(is_date_and_time(b"%tc") && is_date_and_time(b"%-tCHH:MM") && !is_date_and_time(b"%td"));
    }

    #[test]
    fn the_largest_numbers_are_missing() {
        assert_eq!(Missing::of(118).range(NumberWidth::Int8), (101.0, 127.0));
        assert_eq!(Missing::of(113).range(NumberWidth::Int16), (32_741.0, 32_767.0));
        assert_eq!(Missing::of(115).range(NumberWidth::Int32), (2_147_483_621.0, 2_147_483_647.0));
        assert_eq!(Missing::of(110).range(NumberWidth::Int8), (127.0, 127.0));
    }
}
