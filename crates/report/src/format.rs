//! How a number is written: one function for each kind, used by text, tables and figures alike.

use cairn_evidence::Interval;
use cairn_study::Fieldwork;

/// The space between a number and its unit: it does not break.
const UNIT_SPACE: char = '\u{a0}';

/// A proportion in per cent, without the sign: `15.7`.
pub(crate) fn per_cent(proportion: f64, decimals: u8) -> String {
    // Adding zero turns a negative zero into zero.
    format!("{:.*}", usize::from(decimals), proportion * 100.0 + 0.0)
}

/// A proportion as a percentage: `15.7 %`.
pub(crate) fn percentage(proportion: f64, decimals: u8) -> String {
    let mut text = per_cent(proportion, decimals);
    text.push(UNIT_SPACE);
    text.push('%');
    text
}

/// The limits of an interval in per cent: `14.6–16.9`.
pub(crate) fn limits(interval: &Interval, decimals: u8) -> String {
    format!("{}–{}", per_cent(interval.lower, decimals), per_cent(interval.upper, decimals))
}

/// The level of an interval: `95 %`, `99.9 %`.
pub(crate) fn level(level: f64) -> String {
    let text = format!("{:.3}", level * 100.0);
    format!("{}{UNIT_SPACE}%", trim_zeros(&text))
}

/// A count, with a comma every three digits: `13,677`.
pub(crate) fn count(count: u64) -> String {
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
pub(crate) fn count_of(part: u64, whole: u64) -> String {
    format!("{} of {}", count(part), count(whole))
}

/// A sum of weights, to the unit.
pub(crate) fn weighted(sum: f64) -> String {
    if sum.is_finite() && (0.0..1e15).contains(&sum) {
        // In range, so the conversion is exact after rounding.
        count(sum.round() as u64)
    } else {
        sum.to_string()
    }
}

/// A design effect or a weight: three significant digits or so.
pub(crate) fn factor(value: f64) -> String {
    let decimals = match value.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    };
    format!("{value:.decimals$}")
}

/// Degrees of freedom: whole where they are.
pub(crate) fn degrees(value: f64) -> String {
    trim_zeros(&format!("{value:.1}")).to_owned()
}

/// The days of the fieldwork: `3 March 2024 to 18 May 2024`.
pub(crate) fn fieldwork(fieldwork: Fieldwork) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = |number: i8| MONTHS.get(usize::from(number.unsigned_abs()).wrapping_sub(1)).unwrap_or(&"");
    let Fieldwork { from, to } = fieldwork;
    format!(
        "{} {} {} to {} {} {}",
        from.day(),
        month(from.month()),
        from.year(),
        to.day(),
        month(to.month()),
        to.year()
    )
}

fn trim_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_has_the_decimals_asked_for() {
        assert_eq!(percentage(0.1566, 1), "15.7\u{a0}%");
        assert_eq!(percentage(0.1566, 0), "16\u{a0}%");
        assert_eq!(percentage(1.0, 1), "100.0\u{a0}%");
        assert_eq!(per_cent(-0.0, 1), "0.0");
    }

    #[test]
    fn counts_are_grouped_by_three() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(13677), "13,677");
        assert_eq!(count(103_294_725), "103,294,725");
    }

    #[test]
    fn levels_and_degrees_drop_idle_zeros() {
        assert_eq!(level(0.95), "95\u{a0}%");
        assert_eq!(level(0.999), "99.9\u{a0}%");
        assert_eq!(degrees(40.0), "40");
        assert_eq!(degrees(10.5), "10.5");
    }

    #[test]
    fn factors_keep_about_three_digits() {
        assert_eq!(factor(1.4567), "1.46");
        assert_eq!(factor(0.1234), "0.123");
        assert_eq!(factor(1234.5), "1234");
    }
}
