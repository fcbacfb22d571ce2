//! One sentence with two numbers: 18 % in one place and 11 % in another.

use super::sentence::Sentence;
use super::token::Kind;
use cairn_definition::{Diagnostic, Diagnostics, Place};
use std::collections::BTreeMap;

/// Sentences of fewer words say too little to be the same.
const WORDS: usize = 4;

/// Words that do not tell one sentence from another.
const SLIGHT: [&str; 8] = ["the", "a", "an", "of", "that", "in", "who", "had"];

struct Said {
    numbers: Vec<String>,
    typed: bool,
    place: Place,
}

/// The sentences of all texts, by their words without the numbers.
#[derive(Default)]
pub(super) struct Repeated {
    said: BTreeMap<(String, Vec<String>), Said>,
}

impl Repeated {
    /// Compares a sentence with those before. `scope` is the country whose file it stands in, unless the sentence names one itself.
    pub(super) fn check(&mut self, sentence: &Sentence<'_>, scope: &str, problems: &Diagnostics) {
        let statistics = sentence.statistics();
        let mut words = Vec::new();
        for (index, token) in sentence.tokens.iter().enumerate() {
            match token.kind {
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
        let numbers: Vec<String> = statistics.iter().map(|at| sentence.text(*at, *at).to_owned()).collect();
        let typed = sentence.any_typed(&statistics);
        let place = sentence.place(*first, *last);
        let key = (scope.to_owned(), words);
        let Some(earlier) = self.said.get(&key) else {
            self.said.insert(key, Said { numbers, typed, place });
            return;
        };
        if earlier.numbers == numbers {
            return;
        }
        let message = format!(
            "the same sentence has {} here and {} elsewhere",
            numbers.join(", "),
            earlier.numbers.join(", ")
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
