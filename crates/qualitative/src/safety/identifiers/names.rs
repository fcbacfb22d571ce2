//! Names of people on the roster.

use std::ops::Range;

use super::{Hit, IdentifierKind};
use crate::safety::folding::is_letter;
use crate::safety::roster::Roster;

/// Names in a folded text. Neighbouring parts of one person's name are one hit.
pub(super) fn find(text: &str, roster: &Roster) -> Vec<Hit> {
    let mut hits = spaced(text, roster);
    hits.extend(unspaced(text, roster));
    hits.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end)));
    let mut joined: Vec<Hit> = Vec::new();
    for hit in hits {
        match joined.last_mut() {
            Some(last) if belongs_together(text, last, &hit) => {
                last.people.retain(|person| hit.people.contains(person));
                last.range.end = last.range.end.max(hit.range.end);
            }
            _ => joined.push(hit),
        }
    }
    joined
}

/// Names whose words stand apart.
fn spaced(text: &str, roster: &Roster) -> Vec<Hit> {
    let words = words(text);
    let mut hits = Vec::new();
    let mut index = 0;
    while let Some(first) = words.get(index) {
        let matching = roster
            .beginning_with(first.1)
            .iter()
            .find(|name| follows(text, words.get(index..).unwrap_or_default(), &name.rest));
        let Some(name) = matching else {
            index += 1;
            continue;
        };
        let last = words.get(index + name.rest.len()).unwrap_or(first);
        hits.push(Hit {
            range: first.0.start..last.0.end,
            kind: IdentifierKind::Name,
            people: name.people.clone(),
        });
        index += name.rest.len() + 1;
    }
    hits
}

/// Whether these words follow the first, with no more between them than a space, a hyphen, an apostrophe or a point.
fn follows(text: &str, words: &[(Range<usize>, &str)], rest: &[String]) -> bool {
    words.len() > rest.len()
        && words.iter().skip(1).zip(rest).all(|(word, expected)| word.1 == expected)
        && words.iter().zip(words.iter().skip(1)).take(rest.len()).all(|(one, next)| {
            text.get(one.0.end..next.0.start).is_some_and(|between| is_joint(between, &['-', '\'', '.', '_']))
        })
}

/// Names in scripts that put no space between words.
fn unspaced(text: &str, roster: &Roster) -> Vec<Hit> {
    roster
        .unspaced()
        .flat_map(|(name, people)| {
            text.match_indices(name).map(move |(start, found)| Hit {
                range: start..start + found.len(),
                kind: IdentifierKind::Name,
                people: people.to_vec(),
            })
        })
        .collect()
}

fn belongs_together(text: &str, one: &Hit, next: &Hit) -> bool {
    one.people.iter().any(|person| next.people.contains(person))
        && (next.range.start < one.range.end
            || text
                .get(one.range.end..next.range.start)
                .is_some_and(|between| is_joint(between, &['-', '\'', '.', '_', ','])))
}

fn is_joint(between: &str, marks: &[char]) -> bool {
    between.chars().count() <= 3
        && between.chars().all(|character| character.is_whitespace() || marks.contains(&character))
}

/// The words of a folded text with their places.
fn words(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (place, character) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_letter(character), start) {
            (true, None) => start = Some(place),
            (false, Some(from)) => {
                words.extend(text.get(from..place).map(|word| (from..place, word)));
                start = None;
            }
            _ => {}
        }
    }
    words
}
