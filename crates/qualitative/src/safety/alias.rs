//! What a person is called instead of by name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::roster::PersonId;
use crate::random::{Purpose, stream};

/// What an alias begins with: the person's part in the study, as "Child", "Caregiver", "Informant G".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AliasPrefix(String);

/// A person's name in everything that is written: a prefix and a number, as "Child 2" or "Informant G3".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Alias {
    prefix: AliasPrefix,
    number: u32,
}

/// Why something is not an alias, or not a prefix of one.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum InvalidAlias {
    /// Not a prefix.
    #[error(
        "`{0}` cannot begin an alias; expected one to four words of letters, 30 characters at most, as `Child` or `Informant G`"
    )]
    Prefix(String),
    /// Not a prefix and a number.
    #[error("`{0}` is not an alias; expected words and a number, as `Child 2` or `Informant G3`")]
    Alias(String),
}

/// Who bears which alias.
///
/// An alias stays for ever: adding people changes none, and the number of one who withdrew is given to nobody else. Numbers are drawn
/// at random, so that they tell nothing of who was interviewed first; the seed decides the draw and belongs, like the
/// book, in the key store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AliasBook {
    seed: u64,
    aliases: BTreeMap<PersonId, Alias>,
}

/// Numbers to draw from at first.
const FIRST_ROOM: u32 = 99;

impl AliasPrefix {
    /// A prefix.
    ///
    /// # Errors
    ///
    /// Refuses what is not words of letters.
    pub fn new(prefix: &str) -> Result<Self, InvalidAlias> {
        let words: Vec<&str> = prefix.split(' ').collect();
        let is_word = |word: &&str| !word.is_empty() && word.chars().all(char::is_alphabetic);
        if words.len() > 4 || prefix.chars().count() > 30 || !words.iter().all(is_word) {
            return Err(InvalidAlias::Prefix(prefix.to_owned()));
        }
        Ok(Self(prefix.to_owned()))
    }

    /// The prefix in words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Alias {
    /// The prefix.
    pub fn prefix(&self) -> &AliasPrefix {
        &self.prefix
    }

    /// The number, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }
}

impl fmt::Display for Alias {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { prefix: AliasPrefix(prefix), number } = self;
        // The number of "Informant G" stands next to its letter.
        let ends_in_letter = prefix.rsplit(' ').next().is_some_and(|word| word.chars().nth(1).is_none());
        if ends_in_letter { write!(f, "{prefix}{number}") } else { write!(f, "{prefix} {number}") }
    }
}

impl FromStr for Alias {
    type Err = InvalidAlias;

    fn from_str(text: &str) -> Result<Self, InvalidAlias> {
        let invalid = || InvalidAlias::Alias(text.to_owned());
        let prefix = text.trim_end_matches(|character: char| character.is_ascii_digit());
        let number = text.get(prefix.len()..).and_then(|digits| digits.parse().ok()).ok_or_else(invalid)?;
        let prefix = AliasPrefix::new(prefix.trim_end()).map_err(|_| invalid())?;
        let alias = Self { prefix, number };
        // An alias has one spelling, so that two never look like one.
        if number > 0 && alias.to_string() == text { Ok(alias) } else { Err(invalid()) }
    }
}

impl AliasBook {
    /// An empty book.
    pub fn new(seed: u64) -> Self {
        Self { seed, aliases: BTreeMap::new() }
    }

    /// The alias of a person, a new one if there is none yet.
    pub fn enrol(&mut self, person: &PersonId, prefix: &AliasPrefix) -> Alias {
        if let Some(alias) = self.aliases.get(person) {
            return alias.clone();
        }
        let used: BTreeSet<u32> =
            self.aliases.values().filter(|alias| alias.prefix == *prefix).map(|alias| alias.number).collect();
        // As long as half of the numbers are free, the last to come have as many to draw from as matters.
        let mut room = FIRST_ROOM;
        while used.len() >= room as usize / 2 {
            room = room.saturating_mul(10).saturating_add(9);
        }
        let mut random = stream(self.seed, Purpose::Alias, self.aliases.len() as u64);
        let number = loop {
            let number = 1 + random.place(room as usize) as u32;
            if !used.contains(&number) {
                break number;
            }
        };
        let alias = Alias { prefix: prefix.clone(), number };
        self.aliases.insert(person.clone(), alias.clone());
        alias
    }

    /// The alias of a person.
    pub fn alias_of(&self, person: &PersonId) -> Option<&Alias> {
        self.aliases.get(person)
    }

    /// Who bears an alias.
    pub fn bearer_of(&self, alias: &Alias) -> Option<&PersonId> {
        self.aliases.iter().find(|(_, own)| *own == alias).map(|(person, _)| person)
    }

    /// Every person with the alias, in the order of ids.
    pub fn iter(&self) -> impl Iterator<Item = (&PersonId, &Alias)> {
        self.aliases.iter()
    }

    /// Whether no two people bear one alias.
    pub(super) fn is_one_to_one(&self) -> bool {
        self.aliases.values().collect::<BTreeSet<_>>().len() == self.aliases.len()
    }
}

impl TryFrom<String> for AliasPrefix {
    type Error = InvalidAlias;

    fn try_from(text: String) -> Result<Self, InvalidAlias> {
        Self::new(&text)
    }
}

impl From<AliasPrefix> for String {
    fn from(prefix: AliasPrefix) -> Self {
        prefix.0
    }
}

impl TryFrom<String> for Alias {
    type Error = InvalidAlias;

    fn try_from(text: String) -> Result<Self, InvalidAlias> {
        text.parse()
    }
}

impl From<Alias> for String {
    fn from(alias: Alias) -> Self {
        alias.to_string()
    }
}
