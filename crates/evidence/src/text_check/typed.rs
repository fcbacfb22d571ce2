//! Numbers typed by hand.

use super::numerals::statistic_in_words;
use super::sentence::Sentence;
use super::token::{Kind, Token};
use cairn_definition::{Diagnostic, Diagnostics};

/// Which function would write a number.
enum Help {
    Says,
    Counted,
    Percent,
    Any,
}

impl Help {
    fn words(&self) -> &'static str {
        match self {
            Self::Says => {
                "write {{ says(\"…\", \"evidence\") }}, so that the build fails when it no longer holds"
            }
            Self::Counted => "write {{ k_of_n(\"evidence\") }}, so that it changes with the data",
            Self::Percent => "write {{ percent(\"evidence\") }}, so that it is the number of the tables",
            Self::Any => {
                "let a function write it, as {{ volume(\"evidence\", year = 2024) }} or {{ k_of_n(\"evidence\") }}, so that it changes with the data"
            }
        }
    }
}

/// Warns of every statistic that was typed: it stays as it is when the data change.
pub(super) fn check(sentence: &Sentence<'_>, problems: &Diagnostics) {
    let mut index = 0;
    while index < sentence.tokens.len() {
        let (length, help) = if let Some(length) = statistic_in_words(sentence, index) {
            let counted = sentence.is(index + 1, "out") && sentence.at(index).is_some_and(Token::is_number);
            (length, if counted { Help::Counted } else { Help::Says })
        } else if sentence.statistic.get(index).is_some_and(|is| *is) {
            let percent = sentence.is_percentage(index);
            (1 + usize::from(percent), if percent { Help::Percent } else { Help::Any })
        } else {
            index += 1;
            continue;
        };
        let last = index + length - 1;
        if sentence.line.is_typed(&sentence.range(index, last)) && !in_parts_of_a_call(sentence, index) {
            let message = format!("“{}” is not computed", sentence.text(index, last));
            let problem = Diagnostic::warning(&sentence.place(index, last), message);
            problems.push(problem.help(help.words()));
        }
        index += length;
    }
}

/// Whether the token stands directly beside a sign that is no part of prose.
fn in_parts_of_a_call(sentence: &Sentence<'_>, index: usize) -> bool {
    let beside = |at: Option<usize>| {
        at.and_then(|at| sentence.at(at)).is_some_and(|token| matches!(token.kind, Kind::Sign('{' | '}')))
    };
    beside(index.checked_sub(1)) || beside(Some(index + 1))
}
