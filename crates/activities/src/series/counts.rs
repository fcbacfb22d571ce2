//! `counts`: what issuers said of each year.

use super::formats::{STATUSES, Status};
use super::issuers::Issuers;
use super::names::{Subject, YEARS, subject};
use crate::records::{Row, Sheet};
use cairn_definition::kind::{Integer, OneOf, Text};
use cairn_definition::{Diagnostic, Diagnostics, Place, Placed, TableReader};
use cairn_evidence::{Counted, Observation, Revision};
use cairn_study::{Day, IssuerId, SeriesProtocol};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What was said of a year on a day.
#[derive(Debug, Clone)]
struct Statement {
    as_of: Date,
    counted: Counted,
    note: Option<String>,
    row: u64,
    place: Place,
}

/// What is known of one series of one issuer.
#[derive(Debug, Clone, Default)]
pub(super) struct Stated {
    /// The years, in order.
    pub(super) observations: Vec<Observation>,
    /// The rows of the file, ascending.
    pub(super) rows: Vec<u64>,
}

/// Reads the statements of every series and issuer; mistakes are reported, and gaps.
pub(super) fn read(
    sheet: &Sheet,
    protocol: &SeriesProtocol,
    issuers: &Issuers,
    problems: &Diagnostics,
) -> BTreeMap<Subject, Stated> {
    let mut statements: BTreeMap<Subject, BTreeMap<i16, Vec<Statement>>> = BTreeMap::new();
    for row in sheet.rows() {
        let Some(reader) = sheet.reader(row, problems) else { continue };
        if let Some((subject, year, statement)) = read_row(reader, row, protocol, issuers) {
            statements.entry(subject).or_default().entry(year).or_default().push(statement);
        }
    }
    let stated = |(subject, years): (Subject, BTreeMap<i16, Vec<Statement>>)| {
        report_gaps(&subject, &years, problems);
        let mut rows: Vec<u64> = years.values().flatten().map(|statement| statement.row).collect();
        rows.sort_unstable();
        let observations = years
            .into_iter()
            .filter_map(|(year, said)| observation(&subject, year, said, problems))
            .collect();
        (subject, Stated { observations, rows })
    };
    statements.into_iter().map(stated).collect()
}

fn read_row(
    mut reader: TableReader<'_>,
    row: &Row,
    protocol: &SeriesProtocol,
    issuers: &Issuers,
) -> Option<(Subject, i16, Statement)> {
    let problems = reader.problems();
    reader.explain(
        "as_of",
        "a count is one as of a day: that on which the issuer said it, or on which it was published",
    );
    let subject = subject(&mut reader, protocol, || issuers.keys().map(IssuerId::as_str));
    let year = reader.required("year", &YEARS);
    let has_count = reader.has("count");
    let count = reader.optional("count", &Integer(0..=i64::MAX));
    let status = reader.optional("status", &OneOf(&STATUSES));
    let as_of = reader.required("as_of", &Day);
    let reason = reader.optional("reason", &Text);
    let note = reader.optional("note", &Text).map(|note| note.value);
    reader.finish();
    if let (Some(year), Some(as_of)) = (&year, &as_of)
        && i64::from(as_of.value.year()) < year.value
    {
        let message = format!("{} is before {} began", as_of.value, year.value);
        problems.push(Diagnostic::error(&as_of.place, message).expected("the day on which it was counted"));
    }
    if has_count && count.is_none() {
        return None;
    }
    let counted = counted(row, count, status, reason, problems)?;
    let year = i16::try_from(year?.value).ok()?;
    let statement =
        Statement { as_of: as_of?.value, counted, note, row: row.number, place: row.place().clone() };
    Some((subject?, year, statement))
}

/// What a row says: a count, or why there is none.
fn counted(
    row: &Row,
    count: Option<Placed<i64>>,
    status: Option<Placed<Status>>,
    reason: Option<Placed<String>>,
    problems: &Diagnostics,
) -> Option<Counted> {
    let place = status.as_ref().map_or(row.place(), |status| &status.place).clone();
    let missing = match (count, status.map(|status| status.value)) {
        (Some(count), None | Some(Status::Counted)) => {
            return u64::try_from(count.value).ok().map(Counted::Count);
        }
        (Some(count), Some(Status::Refused | Status::NotHeld)) => {
            let problem =
                Diagnostic::error(&count.place, "there is a count, and its status says that there is none");
            problems.push(problem.help("leave out the one that is wrong"));
            return None;
        }
        (None, None | Some(Status::Counted)) => {
            let problem = Diagnostic::error(&place, "this row has no count");
            problems.push(
                problem
                    .expected("a count, or the status `refused` or `not_held` with its reason")
                    .help("an empty cell is not zero; a year of which nothing was said has no row"),
            );
            return None;
        }
        (None, Some(missing)) => missing,
    };
    let Some(reason) = reason else {
        let problem = Diagnostic::error(&place, "this row has no `reason`");
        problems.push(problem.expected("why there is no count, as far as it is known"));
        return None;
    };
    let reason = reason.value;
    Some(if missing == Status::Refused { Counted::Refused { reason } } else { Counted::NotHeld { reason } })
}

/// The last statement on a year, with those before as its revisions.
fn observation(
    (series, issuer): &Subject,
    year: i16,
    mut said: Vec<Statement>,
    problems: &Diagnostics,
) -> Option<Observation> {
    said.sort_by_key(|statement| (statement.as_of, statement.row));
    for pair in said.windows(2) {
        let [first, second] = pair else { continue };
        if first.as_of != second.as_of {
            continue;
        }
        let of = format!("`{issuer}` on {year} of `{series}` as of {}", first.as_of);
        let help = format!("the other row is at {}", first.place);
        problems.push(if first.counted == second.counted {
            Diagnostic::warning(&second.place, format!("there are two rows by {of}, which say the same"))
                .help(help)
        } else {
            Diagnostic::error(
                &second.place,
                format!("there are two rows by {of}, which say different things"),
            )
            .expected("one statement a day; a later one is a revision, with its own day")
            .help(help)
        });
    }
    said.dedup_by(|later, earlier| later.as_of == earlier.as_of);
    let last = said.pop()?;
    let revisions =
        said.into_iter().map(|earlier| Revision { as_of: earlier.as_of, counted: earlier.counted }).collect();
    Some(Observation {
        year,
        counted: last.counted,
        as_of: last.as_of,
        revisions,
        note: last.note,
        row: last.row,
    })
}

/// Tells of the years between the first and the last of which nothing was said, at the row after them.
fn report_gaps((series, issuer): &Subject, years: &BTreeMap<i16, Vec<Statement>>, problems: &Diagnostics) {
    let known: Vec<i16> = years.keys().copied().collect();
    for pair in known.windows(2) {
        let [before, after] = pair else { continue };
        if after - before < 2 {
            continue;
        }
        let Some(place) = years.get(after).and_then(|said| said.iter().map(|one| &one.place).min()) else {
            continue;
        };
        let missing = match (before + 1, after - 1) {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first} to {last}"),
        };
        let message = format!("nothing is said of {missing} in `{series}` by `{issuer}`");
        let help = "it is shown as a gap; if the issuer refused it or does not hold it, say so in a row";
        problems.push(Diagnostic::warning(place, message).help(help));
    }
}
