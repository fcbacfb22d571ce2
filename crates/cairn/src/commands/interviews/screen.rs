//! `cairn interviews screen`.

use super::keys::Keys;
use super::{Whose, write_whole};
use crate::commands::Format;
use crate::failure::Failure;
use crate::output::{counted, print};
use crate::study_folder;
use cairn_activities::interviews::{documents, proposals, screenings_file};
use cairn_definition::Diagnostics;
use cairn_qualitative::safety::{Identifier, Screening, find};
use clap::Args;
use serde_json::json;

/// Searches the quotations and documents of a country's interviews for names and other identifiers.
///
/// With the key store at hand, names are searched for too. A quotation in which nothing is found is recorded as screened; one in which something is found is
/// not, until it is changed or the find is dismissed in dismissals.csv with a reason. Exit status 2 where something was found.
#[derive(Debug, Args)]
pub(super) struct Screen {
    #[command(flatten)]
    whose: Whose,
    #[command(flatten)]
    keys: Keys,
    /// How the result is written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Something found, and where.
struct Find {
    at: String,
    identifier: Identifier,
}

impl Screen {
    pub(super) fn run(self) -> Result<(), Failure> {
        let opened = self.whose.open()?;
        let mut proposed =
            opened.read(|fieldwork, problems| proposals(opened.interviews, fieldwork, problems))?;
        let roster = self.keys.open()?.roster().map_err(Failure::operation)?;
        let mut finds = Vec::new();
        let mut screened = 0;
        for quotation in &mut proposed {
            match Screening::of(&quotation.text, &roster, &quotation.dismissals, study_folder::today()) {
                Ok(screening) => {
                    // A screening of the same words with as many names stands, with its day.
                    let stands = quotation
                        .screening
                        .as_ref()
                        .is_some_and(|old| old.text == screening.text && old.people == screening.people);
                    if !stands {
                        quotation.screening = Some(screening);
                    }
                    screened += 1;
                }
                Err(found) => {
                    quotation.screening = None;
                    let at = format!("quotation {}", quotation.id);
                    finds.extend(found.into_iter().map(|identifier| Find { at: at.clone(), identifier }));
                }
            }
        }
        let problems = Diagnostics::new();
        let documents = documents(&opened.folder(), &problems);
        if problems.has_errors() {
            return Err(Failure::Definitions(problems.into_sorted()));
        }
        for document in &documents {
            for identifier in find(document.text(), &roster) {
                let before = document.text().get(..identifier.range.start).unwrap_or_default();
                let line = before.matches('\n').count() + 1;
                finds.push(Find { at: format!("{}, line {line}", document.name()), identifier });
            }
        }
        let (path, text) = screenings_file(&opened.folder(), &proposed);
        write_whole(&path, text.as_bytes())?;
        let clean = finds.is_empty();
        match self.format {
            Format::Human => print(story(screened, proposed.len(), documents.len(), roster.len(), &finds))?,
            Format::Json => {
                let found: Vec<_> = finds.iter().map(to_json).collect();
                let summary = json!({ "screened": screened, "quotations": proposed.len(), "people": roster.len(), "found": found });
                print(format!("{summary:#}\n"))?;
            }
        }
        if clean { Ok(()) } else { Err(Failure::Told) }
    }
}

fn to_json(find: &Find) -> serde_json::Value {
    json!({ "at": find.at, "kind": find.identifier.kind.name(), "found": find.identifier.text })
}

fn story(screened: usize, quotations: usize, documents: usize, people: usize, finds: &[Find]) -> String {
    let mut text = format!(
        "Searched {} and {} with the names of {}.\n{} screened; what is screened and approved can be quoted.\n",
        counted(quotations, "quotation", "quotations"),
        counted(documents, "document", "documents"),
        counted(people, "person", "people"),
        counted(screened, "quotation is", "quotations are"),
    );
    if !finds.is_empty() {
        text.push_str("\nFound:\n");
        for Find { at, identifier } in finds {
            text.push_str(&format!("  {at}: {} “{}”\n", identifier.kind, identifier.text));
        }
        text.push_str(
            "\nChange the words, or dismiss what identifies nobody in dismissals.csv, with the reason.\n",
        );
    }
    text
}
