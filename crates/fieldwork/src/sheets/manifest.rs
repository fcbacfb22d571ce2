//! What sheets were made from: `sheets.toml`, beside them. A supervisor may have printed them, so sheets of one draw are never mixed with those of
//! another, nor replaced by them.

use super::SheetPlan;
use cairn_definition::kind::{Integer, List, OneOf, Text};
use cairn_definition::{Diagnostic, Diagnostics, Document, SourceFile};
use cairn_study::{RespondentSelection, SecondStage};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// The name of its file.
pub(super) const MANIFEST: &str = "sheets.toml";

/// What the sheets of a folder were made from, and of which clusters they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The SHA-256 of the file of the draw, in hexadecimal digits.
    pub(super) draw: String,
    /// The seed.
    pub(super) seed: u64,
    /// How households are found.
    pub(super) second_stage: SecondStage,
    /// How the child is picked.
    pub(super) respondent: RespondentSelection,
    /// Households a cluster.
    pub(super) contacts: u32,
    /// The clusters that have sheets.
    pub(super) clusters: BTreeSet<u64>,
}

impl Manifest {
    /// That of new sheets, of no cluster yet.
    pub(super) fn new(plan: &SheetPlan, draw: &str) -> Self {
        let SheetPlan { seed, second_stage, respondent, contacts, .. } = *plan;
        Self { draw: draw.to_owned(), seed, second_stage, respondent, contacts, clusters: BTreeSet::new() }
    }

    /// As a file.
    pub(super) fn to_toml(&self) -> String {
        let mut text = String::from(
            "# What the sheets in this folder were made from. Sheets of another draw or of other decisions are not put beside them.\n",
        );
        let clusters: Vec<String> = self.clusters.iter().map(ToString::to_string).collect();
        let _ = writeln!(text, "draw = \"{}\"", self.draw);
        let _ = writeln!(text, "seed = {}", self.seed);
        let _ = writeln!(text, "second_stage = \"{}\"", self.second_stage.key());
        let _ = writeln!(text, "respondent = \"{}\"", self.respondent.key());
        let _ = writeln!(text, "contacts = {}", self.contacts);
        let _ = writeln!(text, "clusters = [{}]", clusters.join(", "));
        text
    }

    /// That of a folder; none where there is none.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, Vec<Diagnostic>> {
        let path = folder.join(MANIFEST);
        if !path.exists() {
            return Ok(None);
        }
        let file = SourceFile::read(&path).map_err(|problem| vec![problem])?;
        let document = Document::parse_toml(&file)?;
        let problems = Diagnostics::new();
        let read = document.reader("record of sheets", &problems).and_then(|mut reader| {
            let draw = reader.required("draw", &Text);
            let seed = reader.required("seed", &Integer(0..=i64::MAX));
            let second_stage = reader.required("second_stage", &OneOf(&SecondStage::ALL));
            let respondent = reader.required("respondent", &OneOf(&RespondentSelection::ALL));
            let contacts = reader.required("contacts", &Integer(1..=i64::from(u32::MAX)));
            let clusters = reader.required("clusters", &List(Integer(0..=i64::MAX)));
            reader.finish();
            Some(Self {
                draw: draw?.value,
                seed: u64::try_from(seed?.value).ok()?,
                second_stage: second_stage?.value,
                respondent: respondent?.value,
                contacts: u32::try_from(contacts?.value).ok()?,
                clusters: clusters?
                    .value
                    .into_iter()
                    .filter_map(|cluster| u64::try_from(cluster.value).ok())
                    .collect(),
            })
        });
        match read {
            Some(manifest) if !problems.has_errors() => Ok(Some(manifest)),
            _ => Err(problems.into_sorted()),
        }
    }

    /// In what the sheets that are there differ from new ones, in words.
    pub(super) fn differences(&self, new: &Self) -> Vec<String> {
        let mut differences = Vec::new();
        if self.draw != new.draw {
            differences.push("they come from another draw".to_owned());
        }
        if self.seed != new.seed {
            differences.push(format!("their seed is {}, now it is {}", self.seed, new.seed));
        }
        if self.second_stage != new.second_stage {
            let (old, new) = (self.second_stage.key(), new.second_stage.key());
            differences.push(format!("their households are found by `{old}`, now by `{new}`"));
        }
        if self.respondent != new.respondent {
            let (old, new) = (self.respondent.key(), new.respondent.key());
            differences.push(format!("their children are picked by `{old}`, now by `{new}`"));
        }
        if self.contacts != new.contacts {
            differences.push(format!(
                "they have {} households a cluster, now it would be {}",
                self.contacts, new.contacts
            ));
        }
        differences
    }
}
