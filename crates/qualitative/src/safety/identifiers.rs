//! What in a text tells who somebody is.
//!
//! Found by names on the roster and by form. Forms are those of many countries; amounts, years, percentages and the numbers
//! of laws look alike and are told apart first. What is found is shown to a person, who may dismiss it with a reason.

mod dates;
mod harmless;
mod names;
mod numbers;
mod online;

use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::folding::Folded;
use super::roster::{PersonId, Roster};

/// Something in a text that tells who somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: IdentifierKind,
    /// The text there.
    pub text: String,
    /// For a name: whose it may be. Several, where people share it.
    pub people: Vec<PersonId>,
}

/// Kinds of direct identifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IdentifierKind {
    /// A name on the roster, or a part of one.
    Name,
    /// A telephone number.
    PhoneNumber,
    /// An e-mail address.
    EmailAddress,
    /// An address on the web.
    WebAddress,
    /// A name on a platform.
    Handle,
    /// The number of a document, a file or an account.
    IdNumber,
    /// A date of birth.
    DateOfBirth,
}

/// A stretch of the folded text that identifies.
struct Hit {
    range: Range<usize>,
    kind: IdentifierKind,
    /// Places in the roster's list of people.
    people: Vec<usize>,
}

/// Everything in a text that tells who somebody is, in the order of the text; nothing overlaps.
pub fn find(text: &str, roster: &Roster) -> Vec<Identifier> {
    let folded = Folded::new(text);
    let mut hits = names::find(folded.text(), roster);
    hits.extend(online::find(folded.text()));
    hits.extend(dates::find(folded.text()));
    hits.extend(numbers::find(folded.text()));
    united(hits)
        .into_iter()
        .filter_map(|hit| {
            let range = folded.original(&hit.range);
            Some(Identifier {
                text: text.get(range.clone())?.to_owned(),
                range,
                kind: hit.kind,
                people: hit.people.iter().filter_map(|&place| roster.id(place).cloned()).collect(),
            })
        })
        .collect()
}

/// Hits that overlap made one, of the kind of the longest.
fn united(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end), hit.kind));
    let mut apart: Vec<Hit> = Vec::new();
    for hit in hits {
        match apart.last_mut() {
            Some(last) if hit.range.start < last.range.end => {
                if hit.range.len() > last.range.len() {
                    last.kind = hit.kind;
                    last.people = hit.people;
                }
                last.range.end = last.range.end.max(hit.range.end);
            }
            _ => apart.push(hit),
        }
    }
    apart
}

impl Hit {
    fn new(range: Range<usize>, kind: IdentifierKind) -> Self {
        Self { range, kind, people: Vec::new() }
    }
}

impl IdentifierKind {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::PhoneNumber,
        Self::EmailAddress,
        Self::WebAddress,
        Self::Handle,
        Self::IdNumber,
        Self::DateOfBirth,
    ];

    /// The kind in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::PhoneNumber => "phone number",
            Self::EmailAddress => "e-mail address",
            Self::WebAddress => "web address",
            Self::Handle => "name on a platform",
            Self::IdNumber => "ID number",
            Self::DateOfBirth => "date of birth",
        }
    }
}

impl IdentifierKind {
    /// The kind in words, after "a" or "an".
    pub(super) fn with_article(self) -> String {
        let article = if matches!(self, Self::EmailAddress | Self::IdNumber) { "an" } else { "a" };
        format!("{article} {}", self.name())
    }
}

impl fmt::Display for IdentifierKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A pattern of ours, made at its first use.
type Pattern = LazyLock<Regex>;

/// Makes a pattern of ours.
#[allow(clippy::expect_used, reason = "the patterns are constants, and every one is made in the tests")]
fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a constant pattern is well formed")
}

/// What stands within so many bytes before a place.
fn before(text: &str, place: usize, bytes: usize) -> &str {
    let start =
        (place.saturating_sub(bytes)..=place).find(|&start| text.is_char_boundary(start)).unwrap_or(place);
    text.get(start..place).unwrap_or_default()
}

/// What stands within so many bytes after a place.
fn after(text: &str, place: usize, bytes: usize) -> &str {
    let furthest = place.saturating_add(bytes).min(text.len());
    let end = (place..=furthest).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(place);
    text.get(place..end).unwrap_or_default()
}
