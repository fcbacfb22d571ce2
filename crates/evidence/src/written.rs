//! How a number is written, so that a sentence says it as the table beside it does.

use crate::{Interval, Presented};
use jiff::civil::Date;

/// The space between a number and its unit: it does not break.
pub const UNIT_SPACE: char = '\u{a0}';

/// The share that may be shown, in per cent without the sign: `15.7`. What occurs is never written as nothing, nor what is not
/// so of all as all: `<0.1` and `>99.9` stand where rounding would say `0.0` and `100.0`. Nothing where no share may be shown.
pub fn per_cent(presented: &Presented, decimals: u8) -> Option<String> {
    let proportion = presented.estimate()?.proportion;
    let claim = presented.prevalence().claim();
    let text = limit(proportion, decimals);
    // One unit of the last place, in per cent. Counts decide, too: a sum of weights may miss the whole by its last bit.
    let unit = (0..decimals).fold(1.0, |unit, _| unit / 10.0);
    let places = usize::from(decimals);
    Some(if claim.count > 0 && proportion > 0.0 && text == limit(0.0, decimals) {
        format!("<{unit:.places$}")
    } else if claim.count < claim.n && proportion < 1.0 && text == limit(1.0, decimals) {
        format!(">{:.places$}", 100.0 - unit)
    } else {
        text
    })
}

/// The limit of an interval in per cent: `14.6`. A limit may lie at zero or at a hundred whatever the cases.
pub fn limit(proportion: f64, decimals: u8) -> String {
    // Adding zero turns a negative zero into zero.
    format!("{:.*}", usize::from(decimals), proportion * 100.0 + 0.0)
}

/// The limits of an interval in per cent: `14.6–16.9`.
pub fn limits(interval: &Interval, decimals: u8) -> String {
    format!("{}–{}", limit(interval.lower, decimals), limit(interval.upper, decimals))
}

/// A text with the sign of per cent after it: `15.7 %`.
pub fn with_sign(number: &str) -> String {
    format!("{number}{UNIT_SPACE}%")
}

/// A count, with a comma every three digits: `13,677`.
pub fn count(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `k of n`.
pub fn count_of(part: u64, whole: u64) -> String {
    format!("{} of {}", count(part), count(whole))
}

/// Some of a thing: `1 report`, `14,434 reports`.
pub fn counted(number: u64, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{} {}", count(number), plural(thing)) }
}

fn plural(thing: &str) -> String {
    let consonant_y = thing.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match consonant_y {
        Some(stem) => format!("{stem}ies"),
        None if thing == "child" => "children".to_owned(),
        None if thing.ends_with('s') => thing.to_owned(),
        None => format!("{thing}s"),
    }
}

/// A day: `31 March 2026`.
pub fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// Things in a row: `a, b and c`.
pub fn listed<'t>(things: impl IntoIterator<Item = &'t str>) -> String {
    let mut things: Vec<&str> = things.into_iter().collect();
    let last = things.pop().unwrap_or_default();
    if things.is_empty() { last.to_owned() } else { format!("{} and {last}", things.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_a_comma_every_three_digits_and_their_thing_its_number() {
        assert_eq!(counted(1, "report"), "1 report");
        assert_eq!(counted(14_434, "report"), "14,434 reports");
        assert_eq!(counted(0, "enquiry"), "0 enquiries");
        assert_eq!(counted(2, "child"), "2 children");
        assert_eq!(counted(2, "survey"), "2 surveys");
    }

    #[test]
    fn days_are_written_out() {
        assert_eq!(day(jiff::civil::date(2026, 3, 31)), "31 March 2026");
        assert_eq!(day(jiff::civil::date(2026, 4, 1)), "1 April 2026");
    }

    #[test]
    fn the_last_of_a_row_is_joined_by_a_word() {
        assert_eq!(listed(["a", "b", "c"]), "a, b and c");
        assert_eq!(listed(["a"]), "a");
        assert_eq!(listed([]), "");
    }
}
