//! One sentence with two numbers: 18 % in one place and 11 % in another.

use super::sentence::Sentence;
use super::token::Kind;
use crate::written;
use cairn_definition::{Diagnostic, Diagnostics, Place};
use cairn_study::CountryId;
use std::collections::BTreeMap;
use std::ops::Range;

/// Sentences of fewer words say too little to be the same.
const WORDS: usize = 3;

/// Words that do not tell one sentence from another.
const SLIGHT: [&str; 8] = ["the", "a", "an", "of", "that", "in", "who", "had"];

struct Said {
    numbers: Vec<String>,
    typed: bool,
    place: Place,
}

/// What a sentence speaks of.
#[derive(Debug, Clone, Default)]
pub(super) struct Of {
    /// The country that it names, or else that of its file; absent for what concerns several countries.
    pub(super) country: Option<CountryId>,
    /// The tokens of the country’s name; it tells no sentence of that country from another.
    pub(super) name: Range<usize>,
}

/// The sentences of all texts, by their words without the numbers.
#[derive(Default)]
pub(super) struct Repeated {
    said: BTreeMap<(Option<CountryId>, Vec<String>), Said>,
}

impl Repeated {
    /// Compares a sentence with those before that speak of the same.
    pub(super) fn check(&mut self, sentence: &Sentence<'_>, of: &Of, problems: &Diagnostics) {
        let statistics = sentence.statistics();
        let mut words = Vec::new();
        for (index, token) in sentence.tokens.iter().enumerate() {
            match token.kind {
                _ if of.name.contains(&index) => {}
                Kind::Number { .. } if statistics.contains(&index) => words.push("#".to_owned()),
                Kind::Word | Kind::Number { .. } if !SLIGHT.contains(&token.text.as_str()) => {
                    words.push(token.text.clone());
                }
                Kind::Word | Kind::Number { .. } | Kind::Percent | Kind::Sign(_) => {}
            }
        }
        let (Some(first), Some(last)) = (statistics.first(), statistics.last()) else { return };
        if words.iter().filter(|word| *word != "#").count() < WORDS {
            return;
        }
        let number =
            |at: &usize| sentence.text(*at, at + usize::from(sentence.is_percentage(*at))).to_owned();
        let numbers: Vec<String> = statistics.iter().map(number).collect();
        let typed = sentence.any_typed(&statistics);
        let place = sentence.place(*first, *last);
        let key = (of.country.clone(), words);
        let Some(earlier) = self.said.get(&key) else {
            self.said.insert(key, Said { numbers, typed, place });
            return;
        };
        if earlier.numbers == numbers {
            return;
        }
        let message = format!(
            "the same sentence has {} here and {} elsewhere",
            written::listed(numbers.iter().map(String::as_str)),
            written::listed(earlier.numbers.iter().map(String::as_str))
        );
        let problem = if typed || earlier.typed {
            Diagnostic::error(&place, message)
        } else {
            Diagnostic::warning(&place, message)
        };
        problems.push(problem.expected("one number everywhere").help(format!(
            "the other stands at {}; say in what the two differ, or compute both",
            earlier.place
        )));
    }
}
