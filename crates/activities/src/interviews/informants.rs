//! Informants, by alias, and what each has consented to.

use super::{Interviews, formats};
use crate::records::Sheet;
use cairn_definition::kind::{OneOf, Parsed, Text};
use cairn_definition::{Diagnostic, Diagnostics, Place, Placed};
use cairn_qualitative::safety::{Alias, Consent, ConsentScope, Given};
use cairn_study::Day;
use jiff::civil::Date;
use std::path::Path;

/// Somebody who was spoken to.
#[derive(Debug, Clone)]
pub(super) struct Informant {
    pub(super) alias: Placed<Alias>,
    /// As shown: "official".
    pub(super) kind: &'static str,
    pub(super) consent: Consent,
    pub(super) described_as: Option<String>,
}

impl Informant {
    /// What may be done with their words.
    pub(super) fn scope(&self) -> ConsentScope {
        self.consent.scope()
    }
}

/// Scopes of consent by their names in files.
pub(super) const SCOPES: [(&str, ConsentScope); 4] = [
    ("analysis_only", ConsentScope::AnalysisOnly),
    ("paraphrase", ConsentScope::Paraphrase),
    ("verbatim", ConsentScope::VerbatimQuotation),
    ("withdrawn", ConsentScope::Withdrawn),
];

/// The informants of a child’s kind, whose caregiver consents too.
const CHILD: &str = "child";

pub(super) fn read(folder: &Path, interviews: &Interviews, problems: &Diagnostics) -> Option<Vec<Informant>> {
    let sheet = Sheet::read(folder, &formats::informants(interviews), problems)?;
    let mut informants: Vec<Informant> = Vec::new();
    for row in sheet.rows() {
        let Some(mut reader) = sheet.reader(row, problems) else { continue };
        let alias = reader.required("id", &Parsed::<Alias>::new("an alias, as G3 or Child 2"));
        let kind = reader.required("kind", &OneOf(interviews.informants));
        let own = Statement {
            scope: reader.required("consent", &OneOf(&SCOPES)),
            on: reader.required("consented_on", &Day),
        };
        let caregiver = Statement {
            scope: reader.optional("caregiver_consent", &OneOf(&SCOPES)),
            on: reader.optional("caregiver_consented_on", &Day),
        };
        let described_as = reader.optional("described_as", &Text);
        reader.finish();
        let (Some(alias), Some(kind)) = (alias, kind) else { continue };
        let Some(consent) = consent(kind.value == CHILD, own, caregiver, row.place(), problems) else {
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
            consent,
            described_as: described_as.map(|text| text.value),
        });
    }
    Some(informants)
}

/// What somebody has said of their consent, as far as it could be read.
struct Statement {
    scope: Option<Placed<ConsentScope>>,
    on: Option<Placed<Date>>,
}

impl Statement {
    fn given(self) -> Option<Given> {
        Some(Given { scope: self.scope?.value, on: self.on?.value })
    }

    fn is_empty(&self) -> bool {
        self.scope.is_none() && self.on.is_none()
    }
}

fn consent(
    child: bool,
    own: Statement,
    caregiver: Statement,
    place: &Place,
    problems: &Diagnostics,
) -> Option<Consent> {
    let own = own.given();
    if !child {
        if !caregiver.is_empty() {
            problems.push(Diagnostic::error(
                place,
                "a caregiver consents for a child alone, and this informant is none",
            ));
        }
        return own.map(Consent::Adult);
    }
    let Some(caregiver) = caregiver.given() else {
        let problem = Diagnostic::error(place, "the consent of this child’s caregiver is missing");
        problems.push(problem.expected("`caregiver_consent` and `caregiver_consented_on`"));
        return None;
    };
    Some(Consent::Child { assent: own?, caregiver })
}
