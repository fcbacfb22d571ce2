//! A code, read and shown.

use super::Category;
use super::codes::{CODES, Entry};
use std::fmt;
use std::str::FromStr;

/// A final disposition. There is none for “nothing entered”: who has no disposition has no outcome, and is never a respondent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Disposition(u8);

impl Disposition {
    /// 1.1, a complete interview.
    pub const COMPLETE: Self = Self(0);

    /// All, in the order of their codes.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..CODES.len() as u8).map(Self)
    }

    /// The code as printed: `2.11`.
    pub fn code(self) -> &'static str {
        self.entry().0
    }

    /// What it means.
    pub fn title(self) -> &'static str {
        self.entry().1
    }

    /// What outcome rates count it as.
    pub fn category(self) -> Category {
        self.entry().2
    }

    fn entry(self) -> &'static Entry {
        // The number is made here only, from the places of the table.
        &CODES[usize::from(self.0).min(CODES.len() - 1)]
    }
}

impl fmt::Display for Disposition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Disposition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code(), self.title())
    }
}

/// A text that is the code of no final disposition.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not the code of a final disposition")]
pub struct UnknownDisposition {
    /// The text.
    pub text: String,
    /// The code that was probably meant, where one is near.
    pub nearest: Option<Disposition>,
}

impl FromStr for Disposition {
    type Err = UnknownDisposition;

    /// A code, with or without zeros at its end: a spreadsheet makes 2.1 of 2.10, and the two are one code.
    fn from_str(text: &str) -> Result<Self, UnknownDisposition> {
        let text = text.trim();
        find(text).ok_or_else(|| UnknownDisposition { text: text.to_owned(), nearest: nearest(text) })
    }
}

fn find(text: &str) -> Option<Disposition> {
    let wanted = significant(text)?;
    Disposition::all().find(|disposition| significant(disposition.code()) == Some(wanted))
}

/// The digit before the point and those after it, without zeros at the end.
fn significant(code: &str) -> Option<(&str, &str)> {
    let (group, detail) = code.split_once('.')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (digits(group) && digits(detail)).then(|| (group, detail.trim_end_matches('0')))
}

/// The same digits with a point after the first (`211`, `2,11`), or the code or group in which the digits begin (`2.119`).
fn nearest(text: &str) -> Option<Disposition> {
    let digits: String = text.chars().filter(char::is_ascii_digit).take(8).collect();
    let (group, detail) = digits.split_at_checked(1)?;
    (1..=detail.len()).rev().find_map(|length| find(&format!("{group}.{}", detail.get(..length)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn nearest_to(text: &str) -> Option<&'static str> {
        text.parse::<Disposition>().unwrap_err().nearest.map(Disposition::code)
    }

    #[test]
    fn codes_are_read_however_many_zeros_end_them() {
        let code = |text: &str| text.parse::<Disposition>().unwrap().code();
        assert_eq!(["1.1", "1.10", " 1.100 "].map(code), ["1.1"; 3]);
        assert_eq!(["2.1", "2.10"].map(code), ["2.10"; 2]);
        assert_eq!(
            ["2.11", "2.110", "2.111", "3.9", "4.7"].map(code),
            ["2.11", "2.11", "2.111", "3.90", "4.70"]
        );
    }

    #[test]
    fn what_is_no_code_is_refused_with_the_nearest() {
        assert_eq!(nearest_to("211"), Some("2.11"));
        assert_eq!(nearest_to("2,111"), Some("2.111"));
        assert_eq!(nearest_to("2.119"), Some("2.11"));
        assert_eq!(nearest_to("3.29"), Some("3.20"));
        assert_eq!(nearest_to("110"), Some("1.1"));
        for text in ["", "refused", "1", "2.", "2", ".1", "5.1", "-1.1", "1.1e0"] {
            assert!(text.parse::<Disposition>().is_err(), "{text}");
        }
        assert_eq!(nearest_to("refused"), None);
    }

    #[test]
    fn the_first_digit_tells_what_is_known() {
        for disposition in Disposition::all() {
            let category = disposition.category();
            let expected = match &disposition.code()[..1] {
                "1" => (Some(true), true),
                "2" => (Some(true), false),
                "3" => (None, false),
                _ => (Some(false), false),
            };
            assert_eq!((category.eligible(), category.responded()), expected, "{disposition:?}");
        }
    }

    #[test]
    fn all_of_a_group_counts_as_the_same() {
        for disposition in Disposition::all() {
            let group = disposition.code().get(..3).and_then(|start| start.parse::<Disposition>().ok());
            if let Some(group) = group {
                assert_eq!(group.category(), disposition.category(), "{disposition:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_code_or_refused(text in "\\PC{0,12}|[0-9]\\.[0-9]{1,6}") {
            if let Ok(disposition) = text.parse::<Disposition>() {
                prop_assert_eq!(disposition.code().parse::<Disposition>(), Ok(disposition));
                prop_assert!(text.trim().starts_with(&disposition.code()[..1]));
            }
        }
    }
}
