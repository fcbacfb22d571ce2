//! `cairn interviews enrol`.

use super::keys::Keys;
use crate::failure::Failure;
use crate::output::{counted, print};
use cairn_activities::interviews::read_roster;
use cairn_definition::Diagnostics;
use cairn_qualitative::safety::{KeyCost, KeyStore};
use clap::Args;
use std::path::PathBuf;

/// Gives everybody on a roster an alias, and seals names and aliases in the key store.
///
/// The roster is a CSV or XLSX file with the columns id, part (what the alias begins with: Child, Caregiver, G) and names (all spellings, with ;
/// between them). Destroy it afterwards: the key store holds it.
#[derive(Debug, Args)]
pub(super) struct Enrol {
    /// The roster.
    roster: PathBuf,
    #[command(flatten)]
    keys: Keys,
}

impl Enrol {
    pub(super) fn run(self) -> Result<(), Failure> {
        let problems = Diagnostics::new();
        let people = read_roster(&self.roster, &problems);
        let Some(people) = people else { return Err(Failure::Definitions(problems.into_sorted())) };
        let passphrase = self.keys.passphrase()?;
        let path = &self.keys.keys;
        let mut store = if path.exists() {
            KeyStore::load(path, &passphrase).map_err(Failure::refused)?
        } else {
            KeyStore::with_random_seed().map_err(Failure::operation)?
        };
        let mut text = String::new();
        for person in people {
            let id = person.id.clone();
            let alias = store.enrol(person).map_err(Failure::refused)?;
            text.push_str(&format!("  {:16}{alias}\n", id.0));
        }
        store.save(path, &passphrase, KeyCost::RECOMMENDED).map_err(Failure::operation)?;
        let count = text.lines().count();
        print(format!(
            "{} in {}:\n{text}\nRecords name people by these aliases. Destroy {} now; whoever has the key store and its passphrase has the names.\n",
            counted(count, "person", "people"),
            path.display(),
            self.roster.display()
        ))
    }
}
