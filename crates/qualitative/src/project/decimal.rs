//! Decimal numbers as they were written.

use std::fmt;

/// A decimal number that keeps its digits: 1.50 stays 1.50.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(String);

impl Decimal {
    /// Reads a number with a point, or in scientific notation.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (number, exponent) = match text.split_once(['e', 'E']) {
            Some((number, exponent)) => (number, Some(exponent)),
            None => (text, None),
        };
        let unsigned = |number: &str| number.strip_prefix(['+', '-']).unwrap_or(number).to_owned();
        let is_digits = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
        let number = unsigned(number);
        let (whole, part) = number.split_once('.').unwrap_or((&number, ""));
        let is_number = is_digits(whole) && is_digits(part) && !(whole.is_empty() && part.is_empty());
        let is_exponent = exponent.is_none_or(|exponent| {
            let exponent = unsigned(exponent);
            !exponent.is_empty() && is_digits(&exponent)
        });
        (is_number && is_exponent).then(|| Self(text.to_owned()))
    }

    /// The nearest double, for calculation.
    pub fn value(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_kept() {
        for (text, value) in
            [("1.50", 1.5), ("-0.5", -0.5), (".5", 0.5), ("5.", 5.0), ("1E-05", 1e-5), ("+7", 7.0)]
        {
            let decimal = Decimal::read(text).unwrap();
            assert_eq!((decimal.to_string().as_str(), decimal.value()), (text, value));
        }
        for wrong in ["", ".", "1,5", "NaN", "INF", "1e", "--1", "1.2.3", "0x1"] {
            assert_eq!(Decimal::read(wrong), None, "{wrong}");
        }
    }
}
