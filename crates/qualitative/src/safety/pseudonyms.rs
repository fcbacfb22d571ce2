//! Names replaced by aliases, and what else identifies by what it is.

use std::ops::Range;

use thiserror::Error;

use super::alias::AliasBook;
use super::identifiers::{Identifier, IdentifierKind, find};
use super::roster::{PersonId, Roster};
use super::screening::{Dismissal, is_dismissed};

/// A text in which nothing that was found identifies anyone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pseudonymised {
    text: String,
    replacements: Vec<Replacement>,
}

/// What was put in the place of an identifier. It does not hold the identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// Where in the original, in bytes.
    pub original: Range<usize>,
    /// What stood there.
    pub kind: IdentifierKind,
    /// What stands there now: an alias, or the kind in brackets.
    pub by: String,
}

/// A person who was found in a text has no alias.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{person}` is named in the text but has no alias; enrol the person in the key store first")]
pub struct NoAlias {
    /// The person.
    pub person: PersonId,
}

/// Puts aliases in the place of names and "[phone number]" and the like in the place of other identifiers. A name that several people share
/// becomes "[name]", since it cannot tell which of them is meant.
///
/// # Errors
///
/// Says who is named but has no alias.
pub fn pseudonymise(
    text: &str,
    roster: &Roster,
    aliases: &AliasBook,
    dismissals: &[Dismissal],
) -> Result<Pseudonymised, NoAlias> {
    let mut replaced = String::with_capacity(text.len());
    let mut replacements = Vec::new();
    let mut done = 0;
    for identifier in
        find(text, roster).into_iter().filter(|identifier| !is_dismissed(identifier, dismissals))
    {
        let by = substitute(&identifier, aliases)?;
        replaced.push_str(text.get(done..identifier.range.start).unwrap_or_default());
        replaced.push_str(&by);
        done = identifier.range.end;
        replacements.push(Replacement { original: identifier.range, kind: identifier.kind, by });
    }
    replaced.push_str(text.get(done..).unwrap_or_default());
    Ok(Pseudonymised { text: replaced, replacements })
}

fn substitute(identifier: &Identifier, aliases: &AliasBook) -> Result<String, NoAlias> {
    match identifier.people.as_slice() {
        [person] => aliases
            .alias_of(person)
            .map(ToString::to_string)
            .ok_or_else(|| NoAlias { person: person.clone() }),
        _ => Ok(format!("[{}]", identifier.kind)),
    }
}

impl Pseudonymised {
    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was replaced, in the order of the text.
    pub fn replacements(&self) -> &[Replacement] {
        &self.replacements
    }
}
