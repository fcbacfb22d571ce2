//! What every research activity does.

use crate::records::RecordFormat;
use cairn_definition::Diagnostics;
use cairn_evidence::{CoderAgreement, Digest, Evidence, EvidenceId, Source};
use cairn_study::{Activity, Clearance, Country, Study, ThemedItem};
use std::path::PathBuf;

/// A country’s records of an activity, as they may be read.
#[derive(Debug, Clone, Copy)]
pub struct Fieldwork<'a> {
    /// The study.
    pub study: &'a Study,
    /// The country.
    pub country: &'a Country,
    /// That the country’s records may be read today.
    pub clearance: &'a Clearance,
}

impl Fieldwork<'_> {
    /// The folder of an activity’s records: `data/<country>/<activity>`.
    pub fn folder(&self, activity: Activity) -> PathBuf {
        folder(self.study, self.country, activity)
    }

    /// The name of a piece of evidence of this country.
    pub fn evidence_id(&self, activity: Activity, item: impl Into<String>) -> EvidenceId {
        EvidenceId { country: self.country.id.clone(), activity, item: item.into() }
    }
}

/// The folder of an activity’s records in a country: `data/<country>/<activity>`.
pub fn folder(study: &Study, country: &Country, activity: Activity) -> PathBuf {
    study.root.join("data").join(country.id.as_str()).join(activity.key())
}

/// What an activity found in a country.
#[derive(Debug, Clone, Default)]
pub struct Harvest {
    /// The evidence.
    pub evidence: Vec<Evidence>,
    /// How far its coders agree.
    pub agreement: Vec<CoderAgreement>,
    /// What the chapter on methods says of it, in sentences: respondents reached, documents read.
    pub methods: Vec<String>,
}

/// A research activity: whom it asks, what its records look like, what it makes of them.
///
/// The household survey is apart: its records are microdata, and its evidence rests on a probability sample.
pub trait ResearchActivity: Sync {
    /// Which it is.
    fn activity(&self) -> Activity;

    /// Who answers, in words: "10 to 12 officials of government".
    fn respondents(&self) -> &'static str;

    /// What its evidence may support, and what it must never become, in a sentence each.
    fn may_claim(&self) -> (&'static str, &'static str);

    /// The files of its records. Where they depend on the study’s protocol and there is no study, those that do not.
    fn formats(&self, study: Option<&Study>) -> Vec<RecordFormat>;

    /// Whether it is part of the study: whether the study has a protocol for it.
    fn is_part_of(&self, study: &Study) -> bool;

    /// Finds what is wrong with its protocol, before any record is read.
    fn check(&self, study: &Study, problems: &Diagnostics);

    /// What its instrument asks, by theme.
    fn themed_items(&self, study: &Study) -> Vec<ThemedItem>;

    /// Reads a country’s records and makes evidence of them. Every mistake is reported; `None` where there is an error.
    fn harvest(&self, fieldwork: &Fieldwork<'_>, problems: &Diagnostics) -> Option<Harvest>;

    /// The item of its instrument that evidence speaks to, as [`themed_items`](Self::themed_items) names it.
    fn item_of(&self, evidence: &EvidenceId) -> String {
        leading_item(evidence)
    }
}

/// What stands before the first `/` in the name of evidence: the criterion, code, series, dimension or number.
pub fn leading_item(evidence: &EvidenceId) -> String {
    evidence.item.split('/').next().unwrap_or_default().to_owned()
}

/// The source of evidence made from rows of a sheet.
pub fn source(
    study: &Study,
    sheet: &crate::records::Sheet,
    rows: Vec<u64>,
    defined_at: &cairn_definition::Place,
    method: impl Into<String>,
) -> Source {
    let (line, column) = defined_at.line_column();
    Source {
        records_file: crate::relative::relative(&sheet.path, study),
        records: sheet.digest,
        rows,
        defined_at: format!("{}:{line}:{column}", crate::relative::relative(defined_at.file().path(), study)),
        definitions: text_digest(defined_at.file().text()),
        method: method.into(),
    }
}

/// The hash of a text.
pub(crate) fn text_digest(text: &str) -> Digest {
    use sha2::{Digest as _, Sha256};
    Digest(Sha256::digest(text.as_bytes()).into())
}
