//! Who is who: aliases and the people who bear them, in a sealed file of its own.
//!
//! Whoever has the file and the passphrase knows every name; nobody else does. It belongs neither in the study folder nor in
//! version control.

mod cost;
mod error;
mod file;
mod passphrase;
mod seal;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

pub use cost::{KeyCost, UnsuitableKeyCost};
pub use error::KeyStoreError;
pub use file::MAX_FILE_SIZE;
pub use passphrase::{Passphrase, PassphraseTooShort};

use super::alias::{Alias, AliasBook};
use super::roster::{InvalidPerson, Person, PersonId, Roster};

/// The people of a study by name, and the aliases they bear.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyStore {
    aliases: AliasBook,
    people: BTreeMap<PersonId, Person>,
}

impl KeyStore {
    /// An empty store whose aliases are drawn from that seed. The seed is as secret as the store.
    pub fn new(seed: u64) -> Self {
        Self { aliases: AliasBook::new(seed), people: BTreeMap::new() }
    }

    /// An empty store whose aliases nobody can foresee.
    ///
    /// # Errors
    ///
    /// Says so when the system gives no random numbers.
    pub fn with_random_seed() -> Result<Self, KeyStoreError> {
        Ok(Self::new(getrandom::u64().map_err(|_| KeyStoreError::NoRandomNumbers)?))
    }

    /// Adds a person, or replaces the names of one who is there, and gives the alias.
    ///
    /// # Errors
    ///
    /// Refuses a person whose names could not be searched for.
    pub fn enrol(&mut self, person: Person) -> Result<Alias, InvalidPerson> {
        Roster::new([&person])?;
        let alias = self.aliases.enrol(&person.id, &person.prefix);
        self.people.insert(person.id.clone(), person);
        Ok(alias)
    }

    /// Forgets a person's names, as after withdrawal or at the end of retention. The alias stays taken, so that it never means another.
    pub fn forget(&mut self, person: &PersonId) {
        self.people.remove(person);
    }

    /// Who bears an alias, if the person is still known by name.
    pub fn person(&self, alias: &Alias) -> Option<&Person> {
        self.people.get(self.aliases.bearer_of(alias)?)
    }

    /// The aliases.
    pub fn aliases(&self) -> &AliasBook {
        &self.aliases
    }

    /// The names, ready to be found in texts.
    ///
    /// # Errors
    ///
    /// As [`Roster::new`]; everyone was checked on entry, so that none is expected.
    pub fn roster(&self) -> Result<Roster, InvalidPerson> {
        Roster::new(self.people.values())
    }

    /// The store as the bytes that are sealed.
    fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, KeyStoreError> {
        let strings: usize =
            self.people.values().flat_map(|person| &person.names).map(|name| 6 * name.len() + 8).sum();
        // Room for all, so that no copy of a name is left behind when the buffer grows.
        let mut bytes =
            Zeroizing::new(Vec::with_capacity(1024 + strings + 1024 * self.aliases.iter().count()));
        serde_json::to_writer(&mut *bytes, self).map_err(|_| KeyStoreError::NotWritable)?;
        // The length of the file shall not tell how many people there are.
        let padded = bytes.len().next_multiple_of(4096);
        bytes.resize(padded, b' ');
        Ok(bytes)
    }

    /// The store from the bytes that were sealed.
    fn from_bytes(bytes: &[u8]) -> Result<Self, KeyStoreError> {
        let store: Self = serde_json::from_slice(bytes).map_err(|_| KeyStoreError::Unreadable)?;
        let ids_agree =
            store.people.iter().all(|(id, person)| *id == person.id && store.aliases.alias_of(id).is_some());
        if !ids_agree || !store.aliases.is_one_to_one() || store.roster().is_err() {
            return Err(KeyStoreError::Unreadable);
        }
        Ok(store)
    }
}

/// Without aliases and names, which belong in no message.
impl fmt::Debug for KeyStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyStore").field("people", &self.people.len()).finish_non_exhaustive()
    }
}
