//! Statistics in words: "one in five", "two thirds of", "twice as many", "most children".

use super::sentence::Sentence;
use crate::sentence::verbal::{fraction_name, numeral};

const PEOPLE: [&str; 14] = [
    "children",
    "girls",
    "boys",
    "caregivers",
    "parents",
    "respondents",
    "adolescents",
    "users",
    "victims",
    "survivors",
    "workers",
    "officials",
    "providers",
    "police",
];

/// The largest whole of which a share is told: "one in a hundred".
const LARGEST: u32 = 1000;

/// How many tokens of a statistic in words begin there; none where there is no such.
pub(super) fn statistic_in_words(sentence: &Sentence<'_>, index: usize) -> Option<usize> {
    let word = |on: usize| {
        let token = sentence.at(index + on)?;
        (!token.text.is_empty()).then_some(token.text.as_str())
    };
    // "17 in 2024" is no share: of a whole, the part is smaller and both are small.
    let number = |on: usize| word(on).and_then(numeral).is_some_and(|number| number <= LARGEST);
    let people = |on: usize| word(on).is_some_and(|word| PEOPLE.contains(&word));
    let first = word(0)?;
    if number(0) && (first != "a" && first != "an") {
        if word(1) == Some("in") && number(2) {
            return Some(3);
        }
        if word(1) == Some("out") && word(2) == Some("of") && number(3) {
            return Some(4);
        }
        if word(1) == Some("times") && word(2) == Some("as") {
            return Some(3);
        }
    }
    if number(0) && word(1).is_some_and(|name| fraction_name(name).is_some()) {
        let plural = word(1).is_some_and(|name| name.ends_with('s') || name == "half");
        return (plural || word(2) == Some("of")).then_some(2);
    }
    match first {
        "half" if word(1) == Some("of") || word(1) == Some("the") || people(1) => Some(2),
        "twice" if word(1) == Some("as") => Some(2),
        "most" if people(1) || word(1) == Some("of") => Some(2),
        "majority" if word(1) == Some("of") => Some(2),
        _ => None,
    }
}
