//! Phone numbers and the numbers of documents, files and accounts.

use std::ops::Range;

use super::harmless::{MASK, is_somebodys, without};
use super::{Hit, IdentifierKind, Pattern, pattern};

/// A country's number after + or 00 and at least six digits more: somebody's phone, whatever the digits look like.
static INTERNATIONAL: Pattern =
    Pattern::new(|| pattern(r"(?:\+[ (]{0,2}[0-9]|\b00[ (]{0,2}[1-9])(?:[ \t.\-/()]{0,3}[0-9]){7,}"));

/// A number that begins with 0 and an area or network, in the groups it is written in.
static LOCAL: Pattern = Pattern::new(|| {
    pattern(r"\(?\b0[1-9][0-9]{1,3}\)?[ \-]?[0-9]{3}[ \-]?[0-9]{3,4}\b|\b0[1-9][0-9]{6,10}\b")
});

/// The number of a court's or police's case, which leads to its file: "Case No. 245 of 2019", "OB 34/12/05/2019".
static CASE: Pattern = Pattern::new(|| {
    pattern(concat!(
        r"\b(?:case|cause|petition|appeal|docket|ob|file|charge|summons|suit)s?\s*(?:number|no|nos|n[o°º]|ref)?\.?\s*(?:is|was|:|#)?\s*",
        r"((?:[a-z]{1,5}[/\-. ]?)?[0-9]+(?:[/\-][0-9a-z]+)*(?:[/\-]|\sof\s|\sde\s)(?:19|20)[0-9]{2}\b(?:[/\-][0-9a-z]+)*)",
    ))
});

/// Digits with at most three signs between two of them.
static DIGITS: Pattern = Pattern::new(|| pattern(r"\(?[0-9](?:[ \t.\-/()]{0,3}[0-9])+"));

/// Letters and digits in one, as `A1234567` or `AB-1234/56`.
static MIXED: Pattern = Pattern::new(|| pattern(r"\b[a-z0-9]+(?:[/\-][a-z0-9]+)*\b"));

/// A letter next to five digits.
static LETTER_AND_DIGITS: Pattern = Pattern::new(|| pattern(r"[a-z][0-9]{5}|[0-9]{5}[a-z]"));

/// Numbers in a folded text that are somebody's.
pub(super) fn find(text: &str) -> Vec<Hit> {
    // What is certain by its form is looked for before harmless numbers are taken out.
    let phones = INTERNATIONAL
        .find_iter(text)
        .chain(LOCAL.find_iter(text))
        .map(|found| Hit::new(without_open_bracket(text, found.range()), IdentifierKind::PhoneNumber));
    let cases = CASE
        .captures_iter(text)
        .filter_map(|case| Some(Hit::new(case.get(1)?.range(), IdentifierKind::IdNumber)));
    let readable = without(text);
    let digits = DIGITS.find_iter(&readable).filter_map(|found| {
        let range = without_open_bracket(&readable, found.range());
        let kind = kind_of_digits(
            readable.get(range.clone())?,
            stands_alone(&readable, &range),
            is_somebodys(text, range.start),
        )?;
        Some(Hit::new(range, kind))
    });
    let mixed = MIXED
        .find_iter(&readable)
        .filter(|found| is_mixed_number(found.as_str(), is_somebodys(text, found.start())))
        .map(|found| Hit::new(found.range(), IdentifierKind::IdNumber));
    phones.chain(cases).chain(digits).chain(mixed).collect()
}

/// The range without a bracket before the first digit that does not close within it.
fn without_open_bracket(text: &str, range: Range<usize>) -> Range<usize> {
    match text.get(range.clone()) {
        Some(found) if found.starts_with('(') && !found.contains(')') => range.start + 1..range.end,
        _ => range,
    }
}

/// Whether neither a letter nor a harmless number touches the range.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let touches = |character: char| character.is_alphanumeric() || character == MASK;
    !text.get(..range.start).and_then(|before| before.chars().next_back()).is_some_and(touches)
        && !text.get(range.end..).and_then(|after| after.chars().next()).is_some_and(touches)
}

/// What digits are, if they are somebody's.
///
/// After a word such as "phone" or "passport" five digits are enough. Otherwise a phone number begins with 0 and has eight digits to
/// twelve, or has seven or more in groups; seven or more without a gap are the number of something.
fn kind_of_digits(found: &str, stands_alone: bool, is_somebodys: bool) -> Option<IdentifierKind> {
    let count = found.bytes().filter(u8::is_ascii_digit).count();
    let is_local = found.trim_start_matches('(').starts_with('0') && (8..=12).contains(&count);
    // A stroke is for files, one point for a fraction, as of a place on the map.
    let is_grouped = found.bytes().any(|byte| !matches!(byte, b'0'..=b'9' | b'/' | b'.'))
        || found.matches('.').count() > 1;
    // What hangs on a letter or a harmless number is more of the same, unless it is long.
    let is_long_enough = count >= 7 && (stands_alone || is_somebodys || count >= 9);
    match () {
        () if is_counting(found) => None,
        () if is_local || is_long_enough && is_grouped => Some(IdentifierKind::PhoneNumber),
        () if is_long_enough || is_somebodys && count >= 5 => Some(IdentifierKind::IdNumber),
        () => None,
    }
}

/// Whether the groups count up: "5 6 7 8 9 10 11 12".
fn is_counting(found: &str) -> bool {
    let groups: Vec<u64> =
        found.split(|sign: char| !sign.is_ascii_digit()).filter_map(|group| group.parse().ok()).collect();
    groups.len() > 2
        && groups.iter().zip(groups.iter().skip(1)).all(|(one, next)| one.checked_add(1) == Some(*next))
}

/// Whether letters and digits in one are the number of something: six digits or more, or five together next to a letter, or
/// four after a word that says so.
fn is_mixed_number(found: &str, is_somebodys: bool) -> bool {
    let digits = found.bytes().filter(u8::is_ascii_digit).count();
    let has_letter = found.bytes().any(|byte| byte.is_ascii_lowercase());
    has_letter && (digits >= 6 || LETTER_AND_DIGITS.is_match(found) || is_somebodys && digits >= 4)
}
