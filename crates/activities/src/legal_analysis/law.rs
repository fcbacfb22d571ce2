//! The law that was read: federal units and provisions.

use super::register::Register;
use crate::records::Sheet;
use cairn_definition::kind::{Parsed, Text};
use cairn_definition::{Diagnostic, Diagnostics, Placed};
use cairn_evidence::Provision;
use cairn_study::{Day, LanguageTag, UnitId};
use jiff::civil::Date;

/// No law in force is older. A year typed wrongly often is.
const OLDEST: i16 = 1200;

/// The law of a country as it was read, and the day of which answers speak.
#[derive(Debug)]
pub(super) struct Law {
    /// The names of the federal units, as shown.
    pub(super) units: Register<String>,
    /// The provisions.
    pub(super) provisions: Register<ReadProvision>,
    /// The day: the last of the fieldwork.
    pub(super) as_of: Date,
}

/// A provision and whose law it is.
#[derive(Debug)]
pub(super) struct ReadProvision {
    pub(super) provision: Provision,
    /// The federal unit; absent: law of the whole country.
    pub(super) unit: Option<String>,
}

impl Law {
    /// Reads both files.
    pub(super) fn read(
        units: Option<&Sheet>,
        provisions: &Sheet,
        as_of: Date,
        problems: &Diagnostics,
    ) -> Self {
        let units = read_units(units, problems);
        let provisions = read_provisions(provisions, &units, problems);
        Self { units, provisions, as_of }
    }

    /// Which of the provisions that an answer cites count: those in force on the day. Reports the others, and provisions of another
    /// federal unit than `unit`. `None` where one of them cannot be used, so that nothing can be said of what the answer rests on.
    pub(super) fn in_force(
        &self,
        cited: &[Placed<String>],
        unit: Option<&str>,
        problems: &Diagnostics,
    ) -> Option<Vec<String>> {
        let mut counted = Vec::new();
        let mut usable = true;
        for name in cited {
            let Some(read) = self.provisions.find(name, problems) else {
                usable = false;
                continue;
            };
            if let Some(of) = &read.unit
                && unit != Some(of)
            {
                let whose = self.units.get(of).map_or(of.as_str(), String::as_str);
                let message = format!("`{}` is law of {whose} alone", name.value);
                let expected = match unit {
                    Some(unit) => {
                        let unit = self.units.get(unit).map_or(unit, String::as_str);
                        format!("a provision of the law of {unit}, or of the whole country")
                    }
                    None => "a provision of the law of the whole country".to_owned(),
                };
                problems.push(Diagnostic::error(&name.place, message).expected(expected));
                usable = false;
            } else if read.provision.in_force_on(self.as_of) {
                counted.push(name.value.clone());
            } else {
                let message =
                    format!("`{}` was not in force on {} and does not count", name.value, self.as_of);
                problems.push(Diagnostic::warning(&name.place, message).help(period(&read.provision)));
            }
        }
        usable.then_some(counted)
    }
}

fn period(provision: &Provision) -> String {
    match provision.in_force_to {
        Some(last) => format!("it was in force from {} to {last}", provision.in_force_from),
        None => format!("it is in force from {}", provision.in_force_from),
    }
}

fn read_units(sheet: Option<&Sheet>, problems: &Diagnostics) -> Register<String> {
    let mut units = Register::new("federal unit", super::formats::UNITS);
    let Some(sheet) = sheet else { return units };
    for row in sheet.rows() {
        let Some(mut reader) = sheet.reader(row, problems) else { continue };
        let unit = reader.required("unit", &Parsed::<UnitId>::new("a short name"));
        let name = reader.required("name", &Text);
        reader.finish();
        if let Some(unit) = unit {
            let unit = Placed { value: unit.value.to_string(), place: unit.place };
            units.define(&unit, row.number, name.map(|name| name.value), problems);
        }
    }
    units
}

fn read_provisions(
    sheet: &Sheet,
    units: &Register<String>,
    problems: &Diagnostics,
) -> Register<ReadProvision> {
    let mut provisions = Register::new("provision", super::formats::PROVISIONS);
    for row in sheet.rows() {
        let Some(mut reader) = sheet.reader(row, problems) else { continue };
        let id = reader.required("id", &Text);
        let citation = reader.required("citation", &Text);
        let excerpt = reader.required("excerpt", &Text);
        let language = reader.required("language", &LanguageTag);
        let from = reader.required("in_force_from", &Day);
        let last_given = reader.has("in_force_to");
        let last = reader.optional("in_force_to", &Day);
        let unit_given = reader.has("unit");
        let unit = reader.optional("unit", &Text).filter(|unit| units.find(unit, problems).is_some());
        reader.finish();
        let Some(id) = id else { continue };
        if id.value.contains(';') {
            let message = format!("`{}` holds a semicolon, which separates names", id.value);
            problems.push(Diagnostic::error(&id.place, message).expected("a name without `;`"));
        }
        let period_is_sane = sane(from.as_ref(), last.as_ref(), problems);
        let read = || {
            if !period_is_sane || last_given != last.is_some() || unit_given != unit.is_some() {
                return None;
            }
            let provision = Provision {
                citation: citation?.value,
                excerpt: excerpt?.value,
                language: language?.value,
                in_force_from: from?.value,
                in_force_to: last.map(|last| last.value),
            };
            Some(ReadProvision { provision, unit: unit.map(|unit| unit.value) })
        };
        provisions.define(&id, row.number, read(), problems);
    }
    provisions
}

/// Whether the days in force can be: reports an end before the beginning, and a year that no law in force has.
fn sane(from: Option<&Placed<Date>>, last: Option<&Placed<Date>>, problems: &Diagnostics) -> bool {
    let before = problems.errors();
    if let Some(from) = from
        && from.value.year() < OLDEST
    {
        let message = format!("`in_force_from` is {}", from.value);
        problems.push(Diagnostic::error(&from.place, message).expected(format!("a year from {OLDEST} on")));
    }
    if let (Some(from), Some(last)) = (from, last)
        && last.value < from.value
    {
        let message = format!("the last day in force, {}, is before the first, {}", last.value, from.value);
        problems.push(Diagnostic::error(&last.place, message).help("empty: it is still in force"));
    }
    problems.errors() == before
}
