//! The people whose names may occur in a text.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use zeroize::Zeroize;

use super::alias::AliasPrefix;
use super::folding::{fold, is_letter, is_unspaced};

/// What a person is called in records: the number of an interview, never a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub String);

/// A person with all names and spellings that may occur in a text.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// What records call the person.
    pub id: PersonId,
    /// What the alias begins with, by the person's part in the study: "Child", "Informant G".
    pub prefix: AliasPrefix,
    /// Full names, other spellings, nicknames.
    pub names: Vec<String>,
}

/// Why a person cannot be on a roster. No name is told.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum InvalidPerson {
    /// Two persons of one id.
    #[error(
        "`{id}` is on the roster twice; give every person an id of their own, and all names of a person in one entry"
    )]
    Twice {
        /// The id.
        id: PersonId,
    },
    /// No name, so that nothing could be found.
    #[error("`{id}` has no name on the roster; without one no text can be searched for it")]
    NoName {
        /// The id.
        id: PersonId,
    },
    /// A name that would be found everywhere.
    #[error(
        "name {number} of `{id}` has fewer than two letters and would be found in every text; write it out"
    )]
    ShortName {
        /// The id.
        id: PersonId,
        /// Which of the names, from 1.
        number: usize,
    },
}

/// The people of a study, ready to be found in texts.
#[derive(Clone, Default)]
pub struct Roster {
    people: Vec<PersonId>,
    /// Names by their first word.
    spaced: BTreeMap<String, Vec<Name>>,
    /// Names in scripts without spaces, each as one run of letters.
    unspaced: BTreeMap<String, Vec<usize>>,
}

/// A name or a part of one.
#[derive(Clone)]
pub(super) struct Name {
    /// The words after the first.
    pub(super) rest: Vec<String>,
    /// Whose it may be, as places in the list of people.
    pub(super) people: Vec<usize>,
}

/// Words that are part of many people's names and so of nobody's.
const PARTICLES: &[&str] = &[
    "abd", "abdul", "abu", "bin", "bint", "binti", "ben", "con", "cua", "dan", "das", "dei", "del", "den",
    "der", "dos", "haji", "ibn", "ole", "san", "santa", "sao", "sri", "srey", "the", "thi", "umm", "van",
    "von", "wa", "miss", "mrs", "mwalimu", "mama", "baba", "pak", "ibu", "bang", "doctor", "madam",
    "officer", "sir", "teacher",
];

impl Roster {
    /// A roster of people.
    ///
    /// # Errors
    ///
    /// Refuses two people of one id, a person without a name and names of one letter.
    pub fn new<'a>(people: impl IntoIterator<Item = &'a Person>) -> Result<Self, InvalidPerson> {
        let mut roster = Self::default();
        for person in people {
            if roster.people.contains(&person.id) {
                return Err(InvalidPerson::Twice { id: person.id.clone() });
            }
            if person.names.is_empty() {
                return Err(InvalidPerson::NoName { id: person.id.clone() });
            }
            roster.people.push(person.id.clone());
            for (index, name) in person.names.iter().enumerate() {
                let words = words(&fold(name));
                if words.iter().map(|word| word.chars().count()).sum::<usize>() < 2 {
                    return Err(InvalidPerson::ShortName { id: person.id.clone(), number: index + 1 });
                }
                roster.add(&words, roster.people.len() - 1);
            }
        }
        // The longest name that begins with a word is the one meant.
        roster
            .spaced
            .values_mut()
            .for_each(|names| names.sort_by_key(|name| std::cmp::Reverse(name.rest.len())));
        Ok(roster)
    }

    /// How many people are on it.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether nobody is on it.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// The id of the person at a place in the list of people.
    pub(super) fn id(&self, place: usize) -> Option<&PersonId> {
        self.people.get(place)
    }

    /// The names that begin with a word, those of most words first.
    pub(super) fn beginning_with(&self, word: &str) -> &[Name] {
        self.spaced.get(word).map_or(&[], Vec::as_slice)
    }

    /// Names in scripts without spaces, and whose each may be.
    pub(super) fn unspaced(&self) -> impl Iterator<Item = (&str, &[usize])> {
        self.unspaced.iter().map(|(name, people)| (name.as_str(), people.as_slice()))
    }

    fn add(&mut self, words: &[String], person: usize) {
        if words.iter().any(|word| word.chars().any(is_unspaced)) {
            let parts = words.iter().filter(|word| word.chars().count() >= 2).cloned();
            for name in parts.chain([words.concat()]) {
                note(self.unspaced.entry(name).or_default(), person);
            }
            return;
        }
        self.add_spaced(words, person);
        if words.len() > 1 {
            self.add_spaced(&[words.concat()], person);
            for word in words.iter().filter(|word| is_distinctive(word)) {
                self.add_spaced(std::slice::from_ref(word), person);
            }
        }
    }

    fn add_spaced(&mut self, words: &[String], person: usize) {
        let [first, rest @ ..] = words else { return };
        let names = self.spaced.entry(first.clone()).or_default();
        match names.iter_mut().find(|name| name.rest == rest) {
            Some(name) => note(&mut name.people, person),
            None => names.push(Name { rest: rest.to_vec(), people: vec![person] }),
        }
    }
}

/// The words of a folded text: runs of letters.
pub(super) fn words(folded: &str) -> Vec<String> {
    folded
        .split(|character| !is_letter(character))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_distinctive(word: &str) -> bool {
    word.chars().count() >= 3 && !PARTICLES.contains(&word)
}

fn note(people: &mut Vec<usize>, person: usize) {
    if !people.contains(&person) {
        people.push(person);
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Without the names, which belong in no message.
impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, prefix, names } = self;
        f.debug_struct("Person").field("id", id).field("prefix", prefix).field("names", &names.len()).finish()
    }
}

impl fmt::Debug for Roster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Roster").field("people", &self.people.len()).finish()
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        self.names.zeroize();
    }
}
