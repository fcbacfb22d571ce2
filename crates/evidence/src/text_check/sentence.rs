//! A sentence of a text.

use super::line::Line;
use super::ordinary::ordinary;
use super::token::{Kind, Token, tokens};
use cairn_definition::Place;
use std::ops::Range;

/// Words that are written with a point.
const ABBREVIATIONS: [&str; 17] = [
    "art", "arts", "s", "ss", "sec", "para", "paras", "no", "nos", "p", "pp", "ch", "vs", "e.g", "g",
    "approx", "fig",
];

/// A sentence as tokens.
pub(super) struct Sentence<'l> {
    pub(super) line: &'l Line,
    pub(super) tokens: Vec<Token>,
    /// For each token whether it is a number that is a statistic: no year, age, date or article.
    pub(super) statistic: Vec<bool>,
}

impl<'l> Sentence<'l> {
    /// The sentences of a text.
    pub(super) fn all(line: &'l Line) -> Vec<Self> {
        let gap = |before: &Token, after: &Token| {
            line.text.get(before.range.end..after.range.start).unwrap_or_default()
        };
        let mut sentences = Vec::new();
        let tokens = tokens(&line.text);
        // What a number is can be told by what stands before it, so it is told before sentences are parted: "s. 214", "1. Train".
        for paragraph in tokens.chunk_by(|before, after| !gap(before, after).contains('\n')) {
            let mut current = Self { line, tokens: Vec::new(), statistic: Vec::new() };
            for (token, ordinary) in paragraph.iter().zip(ordinary(paragraph)) {
                if current.ends(|last| !gap(last, token).is_empty()) {
                    sentences.push(std::mem::replace(
                        &mut current,
                        Self { line, tokens: Vec::new(), statistic: Vec::new() },
                    ));
                }
                current.statistic.push(token.is_number() && !ordinary);
                current.tokens.push(token.clone());
            }
            sentences.push(current);
        }
        sentences
    }

    /// Whether its last sign ends it: no point of an abbreviation or of a number in a list.
    fn ends(&self, spaced: impl Fn(&Token) -> bool) -> bool {
        let [before @ .., last] = self.tokens.as_slice() else { return false };
        let point_of_a_word = last.is_sign(&['.'])
            && match before {
                [only] => only.is_number() && self.statistic.first() == Some(&false),
                [.., word] => ABBREVIATIONS.contains(&word.text.as_str()),
                [] => false,
            };
        last.is_sign(&['.', '!', '?']) && spaced(last) && !point_of_a_word
    }

    /// The token there.
    pub(super) fn at(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index)
    }

    /// Whether the token there is this word.
    pub(super) fn is(&self, index: usize, word: &str) -> bool {
        self.at(index).is_some_and(|token| token.is(word))
    }

    /// Whether these words begin there.
    pub(super) fn words_at(&self, index: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(offset, word)| self.is(index + offset, word))
    }

    /// Whether any of the words occurs.
    pub(super) fn has(&self, words: &[&str]) -> bool {
        self.tokens.iter().any(|token| token.kind == Kind::Word && words.contains(&token.text.as_str()))
    }

    /// Whether the number there is a percentage.
    pub(super) fn is_percentage(&self, index: usize) -> bool {
        self.at(index + 1).is_some_and(|next| next.kind == Kind::Percent)
    }

    /// The positions of all statistics.
    pub(super) fn statistics(&self) -> Vec<usize> {
        self.statistic.iter().enumerate().filter(|(_, is)| **is).map(|(index, _)| index).collect()
    }

    /// The bytes from one token to another.
    pub(super) fn range(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.at(from).map_or(0, |token| token.range.start);
        start..self.at(to).map_or(start, |token| token.range.end)
    }

    /// Where the tokens from one to another were written.
    pub(super) fn place(&self, from: usize, to: usize) -> Place {
        self.line.place(&self.range(from, to))
    }

    /// The text from one token to another, as it stands.
    pub(super) fn text(&self, from: usize, to: usize) -> &str {
        self.line.text.get(self.range(from, to)).unwrap_or_default()
    }

    /// Whether any of these numbers was typed by hand.
    pub(super) fn any_typed(&self, numbers: &[usize]) -> bool {
        numbers.iter().filter_map(|index| self.at(*index)).any(|token| self.line.is_typed(&token.range))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_definition::SourceFile;

    /// Each sentence’s statistics.
    fn statistics(text: &str) -> Vec<Vec<String>> {
        let line = Line::written(text, &Place::new(SourceFile::new("a.toml", text), 0..text.len()));
        let texts = |sentence: &Sentence<'_>| -> Vec<String> {
            sentence.statistics().into_iter().map(|at| sentence.text(at, at).to_owned()).collect()
        };
        Sentence::all(&line).iter().map(texts).collect()
    }

    #[test]
    fn what_stands_before_a_number_tells_that_it_is_no_statistic() {
        let none: [[&str; 0]; 1] = [[]];
        assert_eq!(statistics("Article 5(2), s. 214 and art. 9 of Law No. 12/2019 apply."), none);
        assert_eq!(statistics("1. Staff the helpline 116 000 around the clock, 24/7."), none);
        assert_eq!(statistics("Children aged 12–17 in 2024, from 3 March 2024, and 17-year-olds."), none);
    }

    #[test]
    fn sentences_end_at_their_points_alone() {
        assert_eq!(statistics("785 against 587 … +25 %; 3 more."), [["785", "587", "25", "3"].as_slice()]);
        assert_eq!(statistics("There were 5. Then 7 came!\nAnd 9"), [["5"], ["7"], ["9"]]);
    }
}
