//! The names that rows give: of an issuer and of a series.

use cairn_definition::kind::{Integer, Parsed, one_of};
use cairn_definition::{Diagnostic, Diagnostics, Placed, TableReader, nearest};
use cairn_study::{IssuerId, SeriesId, SeriesProtocol};

/// Years that a series can have.
pub(super) const YEARS: Integer = Integer(1900..=2100);

/// What a row is about: a series of an issuer.
pub(super) type Subject = (SeriesId, IssuerId);

pub(super) fn issuer_kind() -> Parsed<IssuerId> {
    Parsed::new("the short name of an issuer")
}

pub(super) fn series_kind() -> Parsed<SeriesId> {
    Parsed::new("the name of a series of the protocol")
}

/// Whether the protocol has the series; reports it if not.
pub(super) fn check_series(
    series: &Placed<SeriesId>,
    protocol: &SeriesProtocol,
    problems: &Diagnostics,
) -> bool {
    let names = || protocol.series.iter().map(|known| known.id.as_str());
    known("series", series.value.as_str(), &series.place, names, problems)
}

/// Whether `issuers` has the issuer; reports it if not.
pub(super) fn check_issuer<'n, I: Iterator<Item = &'n str>>(
    issuer: &Placed<IssuerId>,
    names: impl Fn() -> I,
    problems: &Diagnostics,
) -> bool {
    known("issuer", issuer.value.as_str(), &issuer.place, names, problems)
}

fn known<'n, I: Iterator<Item = &'n str>>(
    noun: &str,
    name: &str,
    place: &cairn_definition::Place,
    names: impl Fn() -> I,
    problems: &Diagnostics,
) -> bool {
    if names().any(|known| known == name) {
        return true;
    }
    let problem = Diagnostic::error(place, format!("there is no {noun} `{name}`"));
    problems.push(match nearest(name, names()) {
        Some(meant) => problem.did_you_mean(Some(meant)),
        None => problem.expected(one_of(names())),
    });
    false
}

/// The issuer and the series of a row, both required and known.
pub(super) fn subject<'n, I: Iterator<Item = &'n str>>(
    reader: &mut TableReader<'_>,
    protocol: &SeriesProtocol,
    issuers: impl Fn() -> I,
) -> Option<Subject> {
    let problems = reader.problems();
    let issuer = reader.required("issuer", &issuer_kind());
    let series = reader.required("series", &series_kind());
    let issuer_known = issuer.as_ref().is_some_and(|issuer| check_issuer(issuer, issuers, problems));
    let series_known = series.as_ref().is_some_and(|series| check_series(series, protocol, problems));
    (issuer_known && series_known).then_some((series?.value, issuer?.value))
}
