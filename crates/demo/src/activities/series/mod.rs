//! Series of counts: of helplines, hotlines and a clearing house, and of police and prosecution.

mod law_enforcement;
mod organisations;

pub(super) use law_enforcement::files as law_enforcement;
pub(super) use organisations::files as organisations;

use super::csv::Csv;
use crate::random::Random;
use std::path::PathBuf;

/// The years counted. The last had not ended when it was counted.
const YEARS: std::ops::RangeInclusive<u16> = 2020..=2025;
const INCOMPLETE: u16 = 2025;
/// The day of the last request.
const LAST_REQUEST: &str = "2025-06-30";

/// What is asked for first and then again: a count that is revised.
const REVISED: u16 = 2023;

/// A series of an issuer.
struct Counted {
    issuer: &'static str,
    series: &'static str,
    /// The count of a usual first year.
    level: f64,
    /// By how much it grows in a year.
    growth: f64,
    /// From this year on counts are multiplied, because the issuer counts otherwise.
    step: Option<(u16, f64)>,
}

/// What an issuer says of a year in place of a count.
#[derive(Debug, Clone, Copy)]
enum Silence {
    /// No row.
    Gap,
    Refused(&'static str),
    NotHeld(&'static str),
}

/// Adds the rows of a series: a count each year with the day on which it was stated, a revision, and what `silence` says.
fn add(csv: &mut Csv, counted: &Counted, random: &mut Random, silence: impl Fn(u16) -> Option<Silence>) {
    let level = counted.level * libm::exp(0.35 * random.normal());
    for year in YEARS {
        let since = f64::from(year - YEARS.start());
        let step = counted.step.filter(|(from, _)| year >= *from).map_or(1.0, |(_, factor)| factor);
        let part = if year == INCOMPLETE { 0.45 } else { 1.0 };
        let noise = libm::exp(0.06 * random.normal());
        let count = (level * libm::pow(counted.growth, since) * step * part * noise).round().max(0.0);
        let stated = if year == INCOMPLETE { LAST_REQUEST.to_owned() } else { format!("{}-03-15", year + 1) };
        let mut row = |count: &str, status: &str, as_of: &str, reason: &str, note: &str| {
            csv.row(&[counted.issuer, counted.series, &year.to_string(), count, status, as_of, reason, note]);
        };
        match silence(year) {
            Some(Silence::Gap) => {}
            Some(Silence::Refused(reason)) => row("", "refused", &stated, reason, ""),
            Some(Silence::NotHeld(reason)) => row("", "not_held", &stated, reason, ""),
            None if year == REVISED => {
                let first = (count * 0.97).floor();
                row(&first.to_string(), "counted", &stated, "", "provisional");
                row(&count.to_string(), "counted", "2025-03-15", "", "with what was entered late");
            }
            None => row(&count.to_string(), "counted", &stated, "", ""),
        }
    }
}

fn counts() -> Csv {
    Csv::new(&["issuer", "series", "year", "count", "status", "as_of", "reason", "note"])
}

fn file(name: &str, csv: Csv) -> super::RecordFile {
    (PathBuf::from(name), csv.into_bytes())
}
