//! `cairn interviews approve`.

use super::{Whose, write_whole};
use crate::failure::Failure;
use crate::output::{counted, print};
use crate::study_folder;
use cairn_activities::interviews::{approvals_file, proposals};
use cairn_definition::{Diagnostic, nearest};
use cairn_qualitative::safety::Approval;
use clap::Args;

/// Records that somebody approved the very words of quotations, today.
///
/// The approval is void as soon as a letter of the quotation is changed.
#[derive(Debug, Args)]
pub(super) struct Approve {
    #[command(flatten)]
    whose: Whose,
    /// The quotations, by name.
    #[arg(required = true)]
    quotations: Vec<String>,
    /// Who approves: a name or an office of the team's.
    #[arg(long)]
    by: String,
}

impl Approve {
    pub(super) fn run(self) -> Result<(), Failure> {
        let opened = self.whose.open()?;
        let mut proposed =
            opened.read(|fieldwork, problems| proposals(opened.interviews, fieldwork, problems))?;
        let names: Vec<String> = proposed.iter().map(|quotation| quotation.id.clone()).collect();
        let unknown = self.quotations.iter().filter(|name| !names.contains(name)).map(|name| {
            let near = nearest(name, names.iter().map(String::as_str));
            Diagnostic::elsewhere(format!("there is no quotation `{name}`")).did_you_mean(near)
        });
        let unknown: Vec<Diagnostic> = unknown.collect();
        if !unknown.is_empty() {
            return Err(Failure::Definitions(unknown));
        }
        let mut text = String::new();
        for quotation in proposed.iter_mut().filter(|quotation| self.quotations.contains(&quotation.id)) {
            quotation.approval = Some(Approval::of(&quotation.text, &self.by, study_folder::today()));
            text.push_str(&format!("  {}: “{}”\n", quotation.id, quotation.text));
        }
        let (path, file) = approvals_file(&opened.folder(), &proposed);
        write_whole(&path, file.as_bytes())?;
        let count = counted(self.quotations.len(), "quotation", "quotations");
        print(format!("{} approved {count}:\n{text}", self.by))
    }
}
