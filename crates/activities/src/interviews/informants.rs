//! Informants, by alias, and what each has consented to.

use super::{Interviews, formats};
use crate::records::Sheet;
use cairn_definition::kind::{OneOf, Text};
use cairn_definition::{Diagnostic, Diagnostics, Placed};
use cairn_study::Day;
use jiff::civil::Date;
use std::path::Path;

/// What an informant has consented to; each includes those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Consent {
    /// Nothing any more.
    Withdrawn,
    /// Analysis, and no quotation.
    AnalysisOnly,
    /// To be retold in other words.
    Paraphrase,
    /// To be quoted.
    Verbatim,
}

impl Consent {
    /// Its name in files.
    pub(super) fn key(self) -> &'static str {
        CONSENT.iter().find(|(_, consent)| *consent == self).map_or("", |(key, _)| key)
    }
}

/// Somebody who was spoken to.
#[derive(Debug, Clone)]
pub(super) struct Informant {
    pub(super) alias: Placed<String>,
    /// As shown: "official".
    pub(super) kind: &'static str,
    pub(super) consent: Consent,
    pub(super) consented_on: Date,
    pub(super) described_as: Option<String>,
}

const CONSENT: [(&str, Consent); 4] = [
    ("analysis_only", Consent::AnalysisOnly),
    ("paraphrase", Consent::Paraphrase),
    ("verbatim", Consent::Verbatim),
    ("withdrawn", Consent::Withdrawn),
];

pub(super) fn read(folder: &Path, interviews: &Interviews, problems: &Diagnostics) -> Option<Vec<Informant>> {
    let sheet = Sheet::read(folder, &formats::informants(interviews), problems)?;
    let mut informants: Vec<Informant> = Vec::new();
    for row in sheet.rows() {
        let Some(mut reader) = sheet.reader(row, problems) else { continue };
        let alias = reader.required("id", &Text);
        let kind = reader.required("kind", &OneOf(interviews.informants));
        let consent = reader.required("consent", &OneOf(&CONSENT));
        let consented_on = reader.required("consented_on", &Day);
        let described_as = reader.optional("described_as", &Text);
        reader.finish();
        let (Some(alias), Some(kind), Some(consent), Some(consented_on)) =
            (alias, kind, consent, consented_on)
        else {
            continue;
        };
        if let Some(first) = informants.iter().find(|first| first.alias.value == alias.value) {
            let message = format!("the informant `{}` is there twice", alias.value);
            problems.push(
                Diagnostic::error(&alias.place, message)
                    .help(format!("the first is at {}", first.alias.place)),
            );
        }
        informants.push(Informant {
            alias,
            kind: kind.value,
            consent: consent.value,
            consented_on: consented_on.value,
            described_as: described_as.map(|text| text.value),
        });
    }
    Some(informants)
}
