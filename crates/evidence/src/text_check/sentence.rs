//! A sentence of a text.

use super::line::Line;
use super::ordinary::ordinary;
use super::token::{Kind, Token, tokens};
use cairn_definition::Place;
use std::ops::Range;

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
        let all = tokens(&line.text);
        let mut sentences = Vec::new();
        let mut current: Vec<Token> = Vec::new();
        for token in all {
            let begins = current.last().is_some_and(|last| {
                let gap = line.text.get(last.range.end..token.range.start).unwrap_or_default();
                (last.is_sign(&['.', '!', '?', '…', ';']) && !gap.is_empty()) || gap.contains('\n')
            });
            if begins {
                sentences.push(Self::of(line, std::mem::take(&mut current)));
            }
            current.push(token);
        }
        sentences.push(Self::of(line, current));
        sentences
    }

    fn of(line: &'l Line, tokens: Vec<Token>) -> Self {
        let unusual = ordinary(&tokens);
        let statistic =
            tokens.iter().zip(unusual).map(|(token, ordinary)| token.is_number() && !ordinary).collect();
        Self { line, tokens, statistic }
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
