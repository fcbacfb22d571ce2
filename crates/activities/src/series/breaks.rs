//! `breaks`: years from which on an issuer counts otherwise.

use super::issuers::Issuers;
use super::names::{Subject, YEARS, subject};
use crate::records::{RecordFormat, Sheet};
use cairn_definition::Diagnostics;
use cairn_definition::kind::Text;
use cairn_evidence::SeriesBreak;
use cairn_study::{IssuerId, SeriesProtocol};
use std::collections::BTreeMap;
use std::path::Path;

/// Reads the breaks of every series and issuer, in order of years; mistakes are reported.
pub(super) fn read(
    folder: &Path,
    format: &RecordFormat,
    protocol: &SeriesProtocol,
    issuers: &Issuers,
    problems: &Diagnostics,
) -> BTreeMap<Subject, Vec<SeriesBreak>> {
    let mut breaks: BTreeMap<Subject, Vec<SeriesBreak>> = BTreeMap::new();
    let Some(sheet) = Sheet::read(folder, format, problems) else { return breaks };
    for row in sheet.rows() {
        let Some(mut reader) = sheet.reader(row, problems) else { continue };
        let subject = subject(&mut reader, protocol, || issuers.keys().map(IssuerId::as_str));
        let year = reader.required("year", &YEARS);
        let reason = reader.required("reason", &Text);
        reader.finish();
        let (Some(subject), Some(year), Some(reason)) = (subject, year, reason) else { continue };
        let Ok(year) = i16::try_from(year.value) else { continue };
        breaks.entry(subject).or_default().push(SeriesBreak { year, reason: reason.value });
    }
    for found in breaks.values_mut() {
        found.sort_by(|a, b| (a.year, &a.reason).cmp(&(b.year, &b.reason)));
    }
    breaks
}
