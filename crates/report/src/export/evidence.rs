//! All evidence as a table: a row a piece, with what it says in words and what it was made from.

use crate::evidence::{Origin, as_of, origin, statement};
use crate::export::ExportError;
use crate::export::columns::Columns;
use crate::words;
use cairn_evidence::{BodyOfEvidence, Digest, Evidence, EvidenceId};
use cairn_study::Study;

/// The evidence as CSV, in the order of names, countries one after the other; without prevalences, which
/// [`estimates_csv`](super::estimates_csv) holds.
///
/// # Errors
/// When the file cannot be written; no input is known to cause it.
pub fn evidence_csv<'a>(
    study: &Study,
    countries: impl IntoIterator<Item = &'a BodyOfEvidence>,
) -> Result<Vec<u8>, ExportError> {
    let evidence: Vec<(&EvidenceId, &Evidence)> = countries
        .into_iter()
        .flat_map(BodyOfEvidence::iter)
        .filter(|(_, evidence)| !matches!(evidence, Evidence::Prevalence(_)))
        .collect();
    let all = || evidence.iter().copied();
    let origins = || all().map(|(_, evidence)| Made::of(evidence));
    let mut table = Columns::default();
    table.text("id", all().map(|(id, _)| Some(id.to_string())));
    table.text("country", all().map(|(id, _)| Some(id.country.as_str())));
    table.text("activity", all().map(|(id, _)| Some(id.activity.key())));
    table.text("item", all().map(|(id, _)| Some(id.item.as_str())));
    table.text("kind", all().map(|(_, evidence)| Some(evidence.kind().to_string())));
    table.text("statement", all().map(|(_, evidence)| Some(statement(study, evidence))));
    table.text("as_of", all().map(|(_, evidence)| as_of(evidence).map(|day| day.to_string())));
    table.text("records_file", origins().map(|origin| Some(origin.records_file)));
    table.text("rows", origins().map(|origin| words::rows(origin.rows)));
    table.text("records_sha256", origins().map(|origin| Some(origin.records.to_string())));
    table.text("defined_at", origins().map(|origin| Some(origin.defined_at)));
    table.text("definitions_sha256", origins().map(|origin| Some(origin.definitions.to_string())));
    table.text("method", origins().map(|origin| Some(origin.method)));
    table.csv()
}

/// What a piece of evidence was made from, whatever its kind.
struct Made<'a> {
    records_file: &'a str,
    rows: &'a [u64],
    records: Digest,
    defined_at: &'a str,
    definitions: Digest,
    method: &'a str,
}

impl<'a> Made<'a> {
    fn of(evidence: &'a Evidence) -> Self {
        match origin(evidence) {
            Origin::Records(source) => Self {
                records_file: &source.records_file,
                rows: &source.rows,
                records: source.records,
                defined_at: &source.defined_at,
                definitions: source.definitions,
                method: &source.method,
            },
            Origin::Sample(pedigree) => Self {
                records_file: &pedigree.records_file,
                rows: &[],
                records: pedigree.records,
                defined_at: &pedigree.defined_at,
                definitions: pedigree.definitions,
                method: &pedigree.method,
            },
        }
    }
}
