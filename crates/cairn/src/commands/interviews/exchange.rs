//! `cairn interviews import` and `export`.

use super::{Opened, Whose, write_whole};
use crate::failure::Failure;
use crate::output::{counted, print};
use cairn_activities::interviews::exchange::{codebook, project, protocol_toml, records};
use cairn_definition::{Diagnostic, io_reason};
use cairn_qualitative::refi::{
    Notice, ReadOptions, read_codebook, read_project, write_codebook, write_project,
};
use cairn_study::InterviewProtocol;
use clap::Args;
use std::path::{Path, PathBuf};

/// Takes over a project (.qdpx) or a codebook (.qdc) of another program, by the REFI-QDA standard.
///
/// A project becomes documents and the file of excerpts in data/<country>/<activity>; a codebook becomes protocols/<activity>.toml. Nothing
/// that is there is replaced. Recordings, pictures and PDF files are never taken over.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The file: .qdpx or .qdc.
    file: PathBuf,
    #[command(flatten)]
    whose: Whose,
    /// Take over what can be, and list the rest, instead of refusing the whole.
    #[arg(long)]
    what_fits: bool,
}

/// Writes a country's interviews as a project (.qdpx), or their codebook (.qdc), for other programs.
#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(flatten)]
    whose: Whose,
    /// The file to write: .qdpx or .qdc.
    file: PathBuf,
}

/// The two kinds of files.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Project,
    Codebook,
}

fn kind(path: &Path) -> Result<Kind, Failure> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match ending.as_str() {
        "qdpx" => Ok(Kind::Project),
        "qdc" => Ok(Kind::Codebook),
        _ => {
            let problem =
                Diagnostic::elsewhere(format!("{} is neither a project nor a codebook", path.display()));
            Err(Failure::Definitions(vec![problem.expected("a file that ends in .qdpx or .qdc")]))
        }
    }
}

impl Import {
    pub(super) fn run(self) -> Result<(), Failure> {
        let kind = kind(&self.file)?;
        let opened = self.whose.open()?;
        let bytes = std::fs::read(&self.file).map_err(|error| {
            Failure::operation(format!("{} cannot be read: {}", self.file.display(), io_reason(&error)))
        })?;
        let options = if self.what_fits { ReadOptions::WHAT_FITS } else { ReadOptions::default() };
        let refused = |error: cairn_qualitative::refi::RefiError| {
            let problem = Diagnostic::elsewhere(format!("{}: {error}", self.file.display()));
            Failure::Definitions(vec![problem.help("--what-fits takes over the rest where a part cannot be")])
        };
        match kind {
            Kind::Project => {
                let imported = read_project(&bytes, &options).map_err(refused)?;
                let records = records(&imported.project, protocol(&opened)?);
                let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
                for (name, bytes) in records.documents {
                    files.push((opened.folder().join("documents").join(name), bytes));
                }
                let documents = files.len();
                files.push((opened.folder().join("excerpts.csv"), records.excerpts.into_bytes()));
                write_new(&files)?;
                let mut text = format!(
                    "{} and {} taken over into {}.\n",
                    counted(documents, "document", "documents"),
                    counted(records.codings, "coding", "codings"),
                    opened.folder().display()
                );
                text.push_str(&told(
                    "Left for you to decide",
                    records.unplaced.iter().map(ToString::to_string),
                ));
                text.push_str(&told("Noticed", imported.notices.iter().map(Notice::to_string)));
                print(text)
            }
            Kind::Codebook => {
                let imported = read_codebook(&bytes, &options).map_err(refused)?;
                let path = opened.study.root.join("protocols").join(format!("{}.toml", opened.activity()));
                let codes = imported.codebook.walk().count();
                // Beside the protocol in force, never in its place.
                let path = if path.exists() { path.with_extension("imported") } else { path };
                write_new(&[(path.clone(), protocol_toml(&imported.codebook).into_bytes())])?;
                let mut text =
                    format!("{} taken over into {}.\n", counted(codes, "code", "codes"), path.display());
                text.push_str(&told("Noticed", imported.notices.iter().map(Notice::to_string)));
                print(text)
            }
        }
    }
}

impl Export {
    pub(super) fn run(self) -> Result<(), Failure> {
        let kind = kind(&self.file)?;
        let opened = self.whose.open()?;
        let bytes = match kind {
            Kind::Project => {
                let project =
                    opened.read(|fieldwork, problems| project(opened.interviews, fieldwork, problems))?;
                write_project(&project).map_err(Failure::refused)?
            }
            Kind::Codebook => {
                write_codebook(&codebook(protocol(&opened)?), &[]).map_err(Failure::refused)?.into_bytes()
            }
        };
        write_whole(&self.file, &bytes)?;
        print(format!("{} written. It holds records: keep it as they are kept.\n", self.file.display()))
    }
}

fn protocol(opened: &Opened) -> Result<&InterviewProtocol, Failure> {
    let found = opened.study.protocols.interviews.get(&opened.activity());
    found.ok_or_else(|| Failure::refused(format!("`{}` is not part of this study", opened.activity())))
}

/// Writes files of which none may be there.
fn write_new(files: &[(PathBuf, Vec<u8>)]) -> Result<(), Failure> {
    let taken: Vec<Diagnostic> = files
        .iter()
        .filter(|(path, _)| path.exists())
        .map(|(path, _)| {
            let problem = Diagnostic::elsewhere(format!("{} is there already", path.display()));
            problem.help("move it away if it is to be replaced")
        })
        .collect();
    if !taken.is_empty() {
        return Err(Failure::Definitions(taken));
    }
    files.iter().try_for_each(|(path, bytes)| write_whole(path, bytes))
}

/// A list under a heading; nothing where it is empty.
fn told(heading: &str, lines: impl Iterator<Item = String>) -> String {
    let lines: Vec<String> = lines.map(|line| format!("  {line}\n")).collect();
    if lines.is_empty() { String::new() } else { format!("\n{heading}:\n{}", lines.concat()) }
}
