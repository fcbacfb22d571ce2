//! Answers of the frontline providers: so many of so many respondents. No percentage and no bar, which would suggest a population.

use super::name::anchor;
use super::source::source;
use crate::words;
use cairn_evidence::RespondentCount;
use maud::{Markup, html};

/// The answers, question by question.
pub(crate) fn answers(answers: &[&RespondentCount]) -> Markup {
    let same_question = |a: &&RespondentCount, b: &&RespondentCount| question(a) == question(b);
    html! {
        p.caveat {
            "The respondents were not drawn at random: they stand for nobody but themselves. So their answers are counted, and \
             no percentage is made of them."
        }
        @for group in answers.chunk_by(same_question) {
            @if let Some(first) = group.first() { (table(first, group)) }
        }
    }
}

fn question(answer: &RespondentCount) -> &str {
    answer.id.item.split('=').next().unwrap_or_default()
}

fn table(first: &RespondentCount, answers: &[&RespondentCount]) -> Markup {
    html! {
        section.question {
            h4 { (first.question) }
            p.detail {
                "Respondents: " (first.who)
                @if let Some(missing) = words::missing_kinds(&first.missing) { ". Without an answer: " (missing) }
                "."
            }
            table.texts.answers {
                caption.visually-hidden { (first.question) }
                thead { tr { th scope="col" { "Answer" } th scope="col" { "Said so" } } }
                tbody { @for answer in answers {
                    tr id=(anchor(&answer.id)) {
                        th scope="row" { (answer.answer) }
                        td { (answer.words()) }
                    }
                } }
            }
            (source(&first.source))
        }
    }
}
