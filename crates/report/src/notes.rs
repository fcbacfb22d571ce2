//! Notes to the percentages of one indicator (reliability, what could not be computed): each text once, with a letter.

use crate::arrangement::Arrangement;
use crate::number::Number;
use maud::{Markup, html};

/// The notes of one indicator, in the order of first use.
#[derive(Debug, Default)]
pub(crate) struct Notes<'a>(Vec<&'a str>);

impl<'a> Notes<'a> {
    /// Collects the notes of all numbers.
    pub(crate) fn new(arrangement: &Arrangement<'a>) -> Self {
        let mut notes = Self::default();
        for number in arrangement.numbers() {
            for text in number.remarks() {
                if !notes.0.contains(&text) {
                    notes.0.push(text);
                }
            }
        }
        notes
    }

    /// The marks of a number: letters set high.
    pub(crate) fn marks(&self, number: Number<'_>) -> Markup {
        let marks: Vec<String> = number
            .notes()
            .filter_map(|text| self.0.iter().position(|note| *note == text))
            .map(mark)
            .collect();
        html! { @if !marks.is_empty() { sup { (marks.join(",")) } } }
    }

    /// The list of notes, to stand beneath the figure.
    pub(crate) fn list(&self) -> Markup {
        html! {
            @if !self.0.is_empty() {
                ul.notes {
                    @for (position, note) in self.0.iter().enumerate() {
                        li { sup { (mark(position)) } " " span { (note) "." } }
                    }
                }
            }
        }
    }
}

fn mark(position: usize) -> String {
    match u8::try_from(position) {
        Ok(position) if position < 26 => char::from(b'a' + position).to_string(),
        _ => (position + 1).to_string(),
    }
}
