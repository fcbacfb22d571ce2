//! `issuers`: who counts, and what of it differs from the protocol.

use super::SeriesActivity;
use super::names::{check_issuer, check_series, issuer_kind, series_kind};
use crate::records::{RecordFormat, Sheet};
use cairn_definition::kind::{List, OneOf, Parsed, Text};
use cairn_definition::{Diagnostic, Diagnostics, Place, Placed, TableReader};
use cairn_evidence::{IccsCode, IcvacCode};
use cairn_study::{IssuerId, SeriesId, SeriesProtocol};
use std::collections::BTreeMap;
use std::path::Path;

/// What an issuer says of all its series, or of one.
#[derive(Debug, Clone, Default)]
pub(super) struct Terms {
    pub(super) counting_unit: Option<String>,
    pub(super) stage: Option<String>,
    pub(super) definition: Option<String>,
    pub(super) icvac: Option<IcvacCode>,
    pub(super) iccs: Option<IccsCode>,
    pub(super) disjoint_from: Vec<IssuerId>,
    pub(super) caveats: Vec<String>,
    /// Whether a row says it.
    is_said: bool,
}

/// An issuer.
#[derive(Debug, Clone)]
pub(super) struct Issuer {
    /// Absent where its rows have a mistake in it.
    name: Option<String>,
    /// What it says of all its series.
    pub(super) general: Terms,
    /// What it says of some.
    pub(super) of_series: BTreeMap<SeriesId, Terms>,
    /// Where it is named first.
    pub(super) place: Place,
    kind: Option<&'static str>,
}

/// The issuers by their short names.
pub(super) type Issuers = BTreeMap<IssuerId, Issuer>;

/// Reads the issuers; mistakes are reported.
pub(super) fn read(
    of: &SeriesActivity,
    folder: &Path,
    format: &RecordFormat,
    protocol: &SeriesProtocol,
    problems: &Diagnostics,
) -> Option<Issuers> {
    let sheet = Sheet::read(folder, format, problems)?;
    let mut issuers = Issuers::new();
    let mut disjoint: Vec<(IssuerId, Placed<IssuerId>)> = Vec::new();
    let kinds: Vec<(&'static str, &'static str)> =
        of.issuer_kinds.iter().map(|(key, _)| (*key, *key)).collect();
    for row in sheet.rows() {
        let Some(mut reader) = sheet.reader(row, problems) else { continue };
        let issuer = reader.required("issuer", &issuer_kind());
        let name = reader.required("name", &Text);
        let kind = reader.required("kind", &OneOf(&kinds));
        let series = reader.optional("series", &series_kind());
        let names_series = reader.has("series");
        let (terms, named) = read_terms(&mut reader, names_series);
        reader.finish();
        let series = series.filter(|series| check_series(series, protocol, problems));
        let Some(issuer) = issuer else { continue };
        disjoint.extend(named.into_iter().map(|other| (issuer.value.clone(), other)));
        let entry = issuers.entry(issuer.value.clone()).or_insert_with(|| Issuer {
            name: None,
            general: Terms::default(),
            of_series: BTreeMap::new(),
            place: row.place().clone(),
            kind: None,
        });
        entry.check_same("name", entry.name.as_deref(), name.as_ref(), problems);
        let kind_said = kind.as_ref().map(|kind| kind.clone().map(str::to_owned));
        entry.check_same("kind", entry.kind, kind_said.as_ref(), problems);
        entry.name = entry.name.take().or(name.map(|name| name.value));
        entry.kind = entry.kind.or(kind.map(|kind| kind.value));
        if series.is_some() == names_series {
            entry.set(&issuer, series, terms, problems);
        }
    }
    for (issuer, other) in &disjoint {
        if other.value == *issuer {
            let message = format!("`{issuer}` is said to count nothing that it counts itself");
            problems.push(Diagnostic::error(&other.place, message).expected("other issuers"));
        } else {
            check_issuer(other, || issuers.keys().map(IssuerId::as_str), problems);
        }
    }
    Some(issuers)
}

impl Issuer {
    /// Its name as shown.
    pub(super) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or_default()
    }

    /// Reports what another row says otherwise.
    fn check_same(
        &self,
        what: &str,
        before: Option<&str>,
        here: Option<&Placed<String>>,
        problems: &Diagnostics,
    ) {
        let (Some(before), Some(here)) = (before, here) else { return };
        if before != here.value {
            let message = format!("the {what} of this issuer is “{}” here and “{before}” before", here.value);
            let help = format!("give it the same {what} in all its rows; the first is at {}", self.place);
            problems.push(Diagnostic::error(&here.place, message).help(help));
        }
    }

    fn set(
        &mut self,
        issuer: &Placed<IssuerId>,
        series: Option<Placed<SeriesId>>,
        terms: Terms,
        problems: &Diagnostics,
    ) {
        let again = |of: String| {
            let problem =
                Diagnostic::error(&issuer.place, format!("there are two rows for `{}`{of}", issuer.value));
            problems.push(problem.help("put what they say into one row"));
        };
        match series {
            Some(series) => {
                if self.of_series.contains_key(&series.value) {
                    again(format!(" and the series `{}`", series.value));
                }
                self.of_series.insert(series.value, terms);
            }
            None if self.general.is_said => again(" without a series".to_owned()),
            None => self.general = terms,
        }
    }

    /// What it says of a series, and of all.
    pub(super) fn terms(&self, series: &SeriesId) -> impl Iterator<Item = &Terms> {
        self.of_series.get(series).into_iter().chain([&self.general])
    }
}

fn read_terms(reader: &mut TableReader<'_>, of_a_series: bool) -> (Terms, Vec<Placed<IssuerId>>) {
    let problems = reader.problems();
    let mut departs = |key: &'static str| {
        let text = reader.optional(key, &Text)?;
        allowed(key, &text.place, of_a_series, problems).then_some(text.value)
    };
    let (counting_unit, stage, definition) =
        (departs("counting_unit"), departs("stage"), departs("definition"));
    let icvac = reader
        .optional("icvac", &Parsed::<IcvacCode>::new("a code, as 0301"))
        .filter(|code| allowed("icvac", &code.place, of_a_series, problems));
    let iccs = reader
        .optional("iccs", &Parsed::<IccsCode>::new("a code, as 030223"))
        .filter(|code| allowed("iccs", &code.place, of_a_series, problems));
    let named =
        reader.optional("disjoint_from", &List(issuer_kind())).map(|list| list.value).unwrap_or_default();
    let caveats = reader.optional("caveats", &List(Text)).map(|list| list.value).unwrap_or_default();
    let terms = Terms {
        counting_unit,
        stage,
        definition,
        icvac: icvac.map(|code| code.value),
        iccs: iccs.map(|code| code.value),
        disjoint_from: named.iter().map(|issuer| issuer.value.clone()).collect(),
        caveats: caveats.into_iter().map(|caveat| caveat.value).collect(),
        is_said: true,
    };
    (terms, named)
}

/// Whether a cell that departs from the protocol says from which series; reports it if not.
fn allowed(key: &str, place: &Place, of_a_series: bool, problems: &Diagnostics) -> bool {
    if !of_a_series {
        let message = format!("`{key}` departs from the protocol of a series, and the row names none");
        problems.push(Diagnostic::error(place, message).expected("a series in the column `series`"));
    }
    of_a_series
}
