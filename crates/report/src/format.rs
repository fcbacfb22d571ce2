//! How a number is written: one function for each kind, used by text, tables and figures alike.

pub(crate) use cairn_evidence::written::{count, count_of, day, limit, limits};

use cairn_evidence::written::with_sign;
use cairn_study::Fieldwork;

/// A proportion, and how many cases it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Share {
    /// The estimate.
    pub(crate) proportion: f64,
    /// Unweighted number of those for whom it is so.
    pub(crate) count: u64,
    /// Unweighted number of the base.
    pub(crate) n: u64,
}

/// A share in per cent, without the sign: `15.7`. What occurs is never written as nothing, nor what is not so of all as
/// all: `<0.1` and `>99.9` stand where rounding would say `0.0` and `100.0`.
pub(crate) fn per_cent(share: Share, decimals: u8) -> String {
    let Share { proportion, count, n } = share;
    let text = limit(proportion, decimals);
    // One unit of the last place, in per cent. Counts decide, too: a sum of weights may miss the whole by its last bit.
    let unit = (0..decimals).fold(1.0, |unit, _| unit / 10.0);
    let places = usize::from(decimals);
    if count > 0 && proportion > 0.0 && text == limit(0.0, decimals) {
        format!("<{unit:.places$}")
    } else if count < n && proportion < 1.0 && text == limit(1.0, decimals) {
        format!(">{:.places$}", 100.0 - unit)
    } else {
        text
    }
}

/// A share as a percentage: `15.7 %`.
pub(crate) fn percentage(share: Share, decimals: u8) -> String {
    with_sign(&per_cent(share, decimals))
}

/// The level of an interval: `95 %`, `99.9 %`.
pub(crate) fn level(level: f64) -> String {
    let text = format!("{:.3}", level * 100.0);
    with_sign(trim_zeros(&text))
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

/// A coefficient of agreement: `0.42`, `−0.05`.
pub(crate) fn coefficient(value: f64) -> String {
    // Adding zero turns a negative zero into zero.
    let text = format!("{:.2}", value + 0.0);
    let text = if text == "-0.00" { "0.00" } else { &text };
    text.replace('-', "−")
}

/// The limits of a coefficient: `0.35–0.49`, `−0.05 to 0.12`.
pub(crate) fn coefficients(lower: f64, upper: f64) -> String {
    let between = if lower < 0.0 { " to " } else { "–" };
    format!("{}{between}{}", coefficient(lower), coefficient(upper))
}

/// The days of the fieldwork: `3 March 2024 to 18 May 2024`.
pub(crate) fn fieldwork(fieldwork: Fieldwork) -> String {
    format!("{} to {}", day(fieldwork.from), day(fieldwork.to))
}

fn trim_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(proportion: f64, count: u64, n: u64) -> Share {
        Share { proportion, count, n }
    }

    #[test]
    fn a_percentage_has_the_decimals_asked_for() {
        assert_eq!(percentage(share(0.1566, 150, 1000), 1), "15.7\u{a0}%");
        assert_eq!(percentage(share(0.1566, 150, 1000), 0), "16\u{a0}%");
        assert_eq!(percentage(share(1.0, 90, 90), 1), "100.0\u{a0}%");
        assert_eq!(per_cent(share(0.0, 0, 90), 1), "0.0");
        assert_eq!(limit(-0.0, 1), "0.0");
    }

    #[test]
    fn what_occurs_is_not_written_as_nothing_nor_most_as_all() {
        assert_eq!(percentage(share(0.003, 2, 700), 0), "<1\u{a0}%");
        assert_eq!(percentage(share(0.003, 2, 700), 1), "0.3\u{a0}%");
        assert_eq!(per_cent(share(0.000_3, 1, 3000), 1), "<0.1");
        assert_eq!(per_cent(share(0.000_03, 1, 30_000), 2), "<0.01");
        assert_eq!(per_cent(share(0.006, 5, 700), 0), "1");
        assert_eq!(per_cent(share(0.997, 698, 700), 0), ">99");
        assert_eq!(per_cent(share(0.999_7, 2999, 3000), 1), ">99.9");
        assert_eq!(per_cent(share(0.994, 696, 700), 0), "99");
        // All of them, with a sum of weights that misses the whole by its last bit.
        assert_eq!(per_cent(share(1.0 - f64::EPSILON, 700, 700), 0), "100");
        // One case of weight zero.
        assert_eq!(per_cent(share(0.0, 1, 700), 0), "0");
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
