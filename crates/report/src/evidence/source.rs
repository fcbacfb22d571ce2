//! Where evidence came from: beneath each piece its file, rows and definition; once for all the hashes of the files.

use crate::country::CountryReport;
use crate::words;
use cairn_evidence::{Digest, Evidence, Experience, Pedigree, RecordedCases, ReportVolume, Source, View};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The source of a piece of evidence, to be opened.
pub(crate) fn source(source: &Source) -> Markup {
    html! {
        details.source {
            summary { "Source" }
            p {
                code { (source.records_file) } @if let Some(rows) = words::rows(&source.rows) { ", " (rows) }
                "; defined at " code { (source.defined_at) }
                @if !source.method.is_empty() { "; " (source.method) }
                "."
            }
        }
    }
}

/// The same of what was made from a sample.
pub(crate) fn pedigree(pedigree: &Pedigree) -> Markup {
    html! {
        details.source {
            summary { "Source" }
            p {
                code { (pedigree.records_file) } "; defined at " code { (pedigree.defined_at) } "; " (pedigree.method) "."
            }
        }
    }
}

/// What evidence was made from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Origin<'a> {
    /// Rows of a file of records.
    Records(&'a Source),
    /// The records of a sample.
    Sample(&'a Pedigree),
}

/// What a piece of evidence was made from.
pub(crate) fn origin(evidence: &Evidence) -> Origin<'_> {
    match evidence {
        Evidence::LegalStatus(status) => Origin::Records(&status.source),
        Evidence::View(View(account)) | Evidence::Experience(Experience(account)) => {
            Origin::Records(&account.source)
        }
        Evidence::ReportVolume(ReportVolume(series)) | Evidence::RecordedCases(RecordedCases(series)) => {
            Origin::Records(&series.source)
        }
        Evidence::RespondentCount(answer) => Origin::Records(&answer.source),
        Evidence::Capacity(capacity) => Origin::Records(&capacity.source),
        Evidence::Prevalence(presented) => Origin::Sample(&presented.prevalence().claim().pedigree),
        Evidence::PairAgreement(pair) => Origin::Sample(&pair.pedigree),
        Evidence::ChildrenAffected(number) => Origin::Sample(number.pedigree()),
    }
}

/// The annex of the files on which the evidence rests, each with its hash; nothing where there are none.
pub(crate) fn sources(report: &CountryReport<'_>) -> Option<Markup> {
    let files = files(report);
    if files.is_empty() {
        return None;
    }
    Some(html! {
        section.annex id="sources" {
            h2 { "Sources of the evidence" }
            p {
                "The files of records on which the evidence rests. A file with another hash is another file: \
                 what rests on it would have to be built anew."
            }
            div.scroll tabindex="0" role="region" aria-label="Table: sources of the evidence" {
                table.texts.sources {
                    caption { "Files of records with their hashes" }
                    thead { tr { th scope="col" { "File" } th scope="col" { "SHA-256" } } }
                    tbody { @for (file, digest) in &files { tr {
                        th scope="row" { code { (file) } } td { code { (digest) } }
                    } } }
                }
            }
        }
    })
}

fn files<'a>(report: &CountryReport<'a>) -> BTreeMap<&'a str, Digest> {
    let mut files = BTreeMap::new();
    for (_, evidence) in report.evidence() {
        let (file, digest) = match origin(evidence) {
            Origin::Records(source) => (&source.records_file, source.records),
            Origin::Sample(pedigree) => (&pedigree.records_file, pedigree.records),
        };
        files.insert(file.as_str(), digest);
    }
    files
}
