//! Standard output: for results, and nothing else.

use crate::failure::Failure;
use std::fmt::Display;
use std::io::{ErrorKind, Write};

/// Writes a result to standard output. A reader that has closed its end, as `head` does, wants no more: that is no failure.
pub(crate) fn print(text: impl Display) -> Result<(), Failure> {
    let mut output = std::io::stdout().lock();
    match write!(output, "{text}").and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::operation(error)),
        _ => Ok(()),
    }
}

/// A count and its noun: `1 country`, `13 countries`, `26,000 interviews`.
pub(crate) fn counted(count: usize, one: &str, several: &str) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped} {}", if count == 1 { one } else { several })
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn counts_have_separators_and_a_fitting_noun() {
        assert_eq!(counted(1, "country", "countries"), "1 country");
        assert_eq!(counted(999, "row", "rows"), "999 rows");
        assert_eq!(counted(1_234_567, "row", "rows"), "1,234,567 rows");
    }
}
