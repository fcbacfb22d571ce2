//! Colours of codes.

use std::fmt;

/// A colour by its red, green and blue, 0 to 255 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// Reads `#RRGGBB` or `#RGB`, in any case; the `#` may be missing.
    pub fn read(text: &str) -> Option<Self> {
        let digits: Vec<u8> = text
            .trim()
            .trim_start_matches('#')
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<_>>()?;
        match digits.as_slice() {
            [red, green, blue] => Some(Self([red * 17, green * 17, blue * 17])),
            [r, ed, g, reen, b, lue] => Some(Self([r * 16 + ed, g * 16 + reen, b * 16 + lue])),
            _ => None,
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(formatter, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_and_written() {
        assert_eq!(Colour::read("#0Fc").unwrap().to_string(), "#00ffcc");
        assert_eq!(Colour::read("12AB34").unwrap().to_string(), "#12ab34");
        assert_eq!(Colour::read("#12AB3"), None);
        assert_eq!(Colour::read("red"), None);
    }
}
