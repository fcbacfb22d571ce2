//! The words that claims are made of.

use super::numerals::{FRACTIONS, NUMERALS};
use super::{Direction, Hedge, VerbalClaim};

type Words = &'static [&'static str];

/// Claims whose words stand alone.
pub(super) const ALONE: [(Words, VerbalClaim); 17] = [
    (&["most"], VerbalClaim::Most),
    (&["the", "majority"], VerbalClaim::Most),
    (&["a", "majority"], VerbalClaim::Most),
    (&["a", "minority"], VerbalClaim::Minority),
    (&["almost", "all"], VerbalClaim::AlmostAll),
    (&["nearly", "all"], VerbalClaim::AlmostAll),
    (&["few"], VerbalClaim::Few),
    (&["very", "few"], VerbalClaim::Few),
    (&["no", "clear", "difference"], VerbalClaim::NoClearDifference),
    (&["no", "difference"], VerbalClaim::Equal(None)),
    (&["equal"], VerbalClaim::Equal(None)),
    (&["equally", "many"], VerbalClaim::Equal(None)),
    (&["equally", "often"], VerbalClaim::Equal(None)),
    (&["equally", "likely"], VerbalClaim::Equal(None)),
    (&["the", "same"], VerbalClaim::Equal(None)),
    (&["did", "not", "change"], VerbalClaim::Unchanged),
    (&["unchanged"], VerbalClaim::Unchanged),
];

/// Words before a quantity. Of several that begin alike the longest stands first.
pub(super) const HEDGES: [(Words, Hedge); 17] = [
    (&["just", "under"], Hedge::Nearly),
    (&["just", "over"], Hedge::JustOver),
    (&["slightly", "over"], Hedge::JustOver),
    (&["more", "than"], Hedge::MoreThan),
    (&["less", "than"], Hedge::LessThan),
    (&["fewer", "than"], Hedge::LessThan),
    (&["at", "least"], Hedge::AtLeast),
    (&["at", "most"], Hedge::AtMost),
    (&["close", "to"], Hedge::Nearly),
    (&["nearly"], Hedge::Nearly),
    (&["almost"], Hedge::Nearly),
    (&["about"], Hedge::About),
    (&["around"], Hedge::About),
    (&["roughly"], Hedge::About),
    (&["approximately"], Hedge::About),
    (&["over"], Hedge::MoreThan),
    (&["under"], Hedge::LessThan),
];

/// Words that begin a comparison.
pub(super) const ORDERS: [(&str, Direction); 6] = [
    ("more", Direction::Up),
    ("higher", Direction::Up),
    ("greater", Direction::Up),
    ("fewer", Direction::Down),
    ("lower", Direction::Down),
    ("less", Direction::Down),
];

/// What is compared: "more common", "twice as likely".
pub(super) const ADJECTIVES: [&str; 6] = ["many", "common", "often", "likely", "high", "frequent"];

/// Verbs of a change.
pub(super) const CHANGES: [(&str, Direction); 7] = [
    ("rose", Direction::Up),
    ("increased", Direction::Up),
    ("grew", Direction::Up),
    ("fell", Direction::Down),
    ("declined", Direction::Down),
    ("dropped", Direction::Down),
    ("decreased", Direction::Down),
];

/// Verbs of a change by a factor.
pub(super) const MULTIPLES: [(&str, f64); 5] =
    [("doubled", 2.0), ("tripled", 3.0), ("trebled", 3.0), ("quadrupled", 4.0), ("halved", 0.5)];

/// All words that claims are made of, but for numbers and the names of groups. `docs/verbal-claims.md` names every one.
pub fn vocabulary() -> impl Iterator<Item = String> {
    let phrases = ALONE.iter().map(|(words, _)| words.join(" "));
    let hedges = HEDGES.iter().map(|(words, _)| words.join(" "));
    let orders = ORDERS.iter().map(|(word, _)| (*word).to_owned());
    let adjectives = ADJECTIVES.iter().map(|word| (*word).to_owned());
    let changes = CHANGES.iter().map(|(word, _)| (*word).to_owned());
    let multiples = MULTIPLES.iter().map(|(word, _)| (*word).to_owned());
    let fractions = FRACTIONS.iter().map(|(word, _)| (*word).to_owned());
    let numerals = NUMERALS.iter().map(|(word, _)| (*word).to_owned());
    let around =
        ["in", "out of", "per cent", "percent", "than", "among", "twice", "double", "times", "as", "by"];
    phrases
        .chain(hedges)
        .chain(orders)
        .chain(adjectives)
        .chain(changes)
        .chain(multiples)
        .chain(fractions)
        .chain(numerals)
        .chain(around.map(str::to_owned))
}
