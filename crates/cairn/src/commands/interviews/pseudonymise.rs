//! `cairn interviews pseudonymise`.

use super::keys::Keys;
use super::write_whole;
use crate::failure::Failure;
use crate::output::{counted, print};
use cairn_definition::{Diagnostic, io_reason};
use cairn_qualitative::document::{Document, Format};
use cairn_qualitative::safety::pseudonymise;
use clap::Args;
use std::path::PathBuf;

/// Puts aliases in the place of names in transcripts, and marks in the place of phone numbers, addresses and the like.
///
/// The results are plain text, under the names of the originals. Read them before they are used: nothing finds what only people who know the case would
/// recognise.
#[derive(Debug, Args)]
pub(super) struct Pseudonymise {
    /// The transcripts: .txt, .md, .docx, .vtt or .srt.
    #[arg(required = true)]
    transcripts: Vec<PathBuf>,
    #[command(flatten)]
    keys: Keys,
    /// The folder to write into, as data/<country>/<activity>/documents.
    #[arg(long, value_name = "FOLDER")]
    into: PathBuf,
}

impl Pseudonymise {
    pub(super) fn run(self) -> Result<(), Failure> {
        let store = self.keys.open()?;
        let roster = store.roster().map_err(Failure::operation)?;
        let mut written = Vec::new();
        let mut problems = Vec::new();
        for path in &self.transcripts {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let Some(format) = Format::of_name(&name) else {
                let problem = Diagnostic::elsewhere(format!("{} is not a transcript", path.display()));
                problems.push(problem.expected(".txt, .md, .docx, .vtt or .srt"));
                continue;
            };
            let bytes = std::fs::read(path)
                .map_err(|error| format!("{} cannot be read: {}", path.display(), io_reason(&error)));
            let document = bytes.and_then(|bytes| {
                Document::read(&name, format, &bytes)
                    .map_err(|error| format!("{}: {}", path.display(), error.reason))
            });
            let pseudonymised = document.and_then(|document| {
                pseudonymise(document.text(), &roster, store.aliases(), &[])
                    .map_err(|error| format!("{}: {error}", path.display()))
            });
            match pseudonymised {
                Ok(text) => {
                    // What is left is text alone, whatever it came from.
                    let target = match format {
                        Format::PlainText | Format::Markdown => self.into.join(&name),
                        _ => self.into.join(&name).with_extension("txt"),
                    };
                    if target.exists() {
                        let problem = Diagnostic::elsewhere(format!("{} is there already", target.display()));
                        problems.push(
                            problem
                                .help("codings count its characters; move it away if it is to be replaced"),
                        );
                    } else {
                        written.push((target, text));
                    }
                }
                Err(message) => problems.push(Diagnostic::elsewhere(message)),
            }
        }
        // All or none.
        if !problems.is_empty() {
            return Err(Failure::Definitions(problems));
        }
        let mut story = String::new();
        for (path, text) in &written {
            write_whole(path, text.text().as_bytes())?;
            let replaced = counted(text.replacements().len(), "replacement", "replacements");
            story.push_str(&format!("  {}: {replaced}\n", path.display()));
        }
        print(format!("Written:\n{story}\nRead them before they are coded.\n"))
    }
}
