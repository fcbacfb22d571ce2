//! Claims that leave their population out: "up to 20 % of children worldwide" for the one highest country.

use super::numerals::statistic_in_words;
use super::sentence::Sentence;
use super::token::Kind;
use cairn_definition::{Diagnostic, Diagnostics};

/// Refuses "up to" before a share, and numbers of this study that are said of the world.
pub(super) fn check(sentence: &Sentence<'_>, problems: &Diagnostics) {
    for index in 0..sentence.tokens.len() {
        let length = if sentence.words_at(index, &["up", "to"]) {
            2
        } else if sentence.words_at(index, &["as", "many", "as"])
            || sentence.words_at(index, &["as", "much", "as"])
        {
            3
        } else {
            continue;
        };
        let at = index + length;
        let share = sentence.at(at).is_some_and(super::token::Token::is_number) && sentence.is_percentage(at);
        let words = statistic_in_words(sentence, at);
        if share || words.is_some() {
            let last = words.map_or(at + 1, |length| at + length - 1);
            let message = format!(
                "“{}” names the one highest of several numbers, and not whose it is",
                sentence.text(index, last)
            );
            problems.push(
                Diagnostic::error(&sentence.place(index, last), message)
                    .expected("the share with its population")
                    .help("in findings/study.toml write {{ highest(\"indicator@1\") }}, which names the country, its population and of how many countries it is the highest"),
            );
        }
    }
    worldwide(sentence, problems);
}

/// Words that speak of the world.
const WORLD: [&[&str]; 7] = [
    &["worldwide"],
    &["globally"],
    &["in", "the", "world"],
    &["around", "the", "world"],
    &["across", "the", "world"],
    &["around", "the", "globe"],
    &["across", "the", "globe"],
];

fn worldwide(sentence: &Sentence<'_>, problems: &Diagnostics) {
    let said = (0..sentence.tokens.len()).find_map(|at| {
        let words = WORLD.iter().find(|words| sentence.words_at(at, words))?;
        Some((at, at + words.len() - 1))
    });
    let Some((first, last)) = said else { return };
    let computed = sentence.tokens.iter().any(|token| {
        matches!(token.kind, Kind::Number { .. } | Kind::Percent) && !sentence.line.is_typed(&token.range)
    });
    if computed {
        let message = format!("a number of this study is said of “{}”", sentence.text(first, last));
        problems.push(
            Diagnostic::error(&sentence.place(first, last), message)
                .help("a claim carries its population: the study speaks of its countries alone"),
        );
    }
}
