//! Numbers in words.

pub(super) const NUMERALS: [(&str, u32); 22] = [
    ("a", 1),
    ("an", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("fifteen", 15),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("hundred", 100),
    ("thousand", 1000),
];

pub(super) const FRACTIONS: [(&str, u32); 10] = [
    ("half", 2),
    ("third", 3),
    ("quarter", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("twentieth", 20),
];

/// The number that a word or digits stand for.
pub(crate) fn numeral(word: &str) -> Option<u32> {
    if let Ok(number) = word.parse() {
        return Some(number);
    }
    NUMERALS.iter().find(|(name, _)| *name == word).map(|(_, number)| *number)
}

/// The denominator that a word stands for: 3 for "third" and "thirds".
pub(crate) fn fraction_name(word: &str) -> Option<u32> {
    let found = |word: &str| FRACTIONS.iter().find(|(name, _)| *name == word).map(|(_, number)| *number);
    found(word).or_else(|| found(word.strip_suffix('s')?)).or_else(|| (word == "halves").then_some(2))
}

/// A number in words, up to twenty; digits beyond.
pub(super) fn in_words(number: u32) -> String {
    let named = NUMERALS.iter().skip(2).find(|(_, of)| *of == number && number <= 20);
    named.map_or_else(|| number.to_string(), |(name, _)| (*name).to_owned())
}
