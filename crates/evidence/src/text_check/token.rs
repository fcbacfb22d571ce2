//! Text as words, numbers and signs.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// A word, or a number that is part of a name, as in COVID-19.
    Word,
    /// A number in digits.
    Number {
        value: f64,
        /// Digits after the point.
        decimals: u8,
    },
    /// "%", "per cent" or "percent".
    Percent,
    /// Any other sign.
    Sign(char),
}

/// A token.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// In lower case.
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

impl Token {
    pub(super) fn is(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text == word
    }

    pub(super) fn is_sign(&self, signs: &[char]) -> bool {
        matches!(self.kind, Kind::Sign(sign) if signs.contains(&sign))
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Number { .. })
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self.kind {
            Kind::Number { value, .. } => Some(value),
            _ => None,
        }
    }

    /// Half a unit of the last digit: how far a rounded number may lie from what it was.
    pub(super) fn rounding(&self) -> f64 {
        match self.kind {
            Kind::Number { decimals, .. } => 0.5 * (0..decimals).fold(1.0, |unit, _| unit / 10.0) + 1e-9,
            _ => 0.0,
        }
    }
}

/// A text as tokens; spaces are left out.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let (kind, length) = if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        } else if first.is_ascii_digit() {
            number(rest)
        } else if first.is_alphabetic() {
            (Kind::Word, word(rest))
        } else if first == '%' {
            (Kind::Percent, 1)
        } else {
            (Kind::Sign(first), first.len_utf8())
        };
        let range = at..at + length;
        let lower = text.get(range.clone()).unwrap_or_default().to_lowercase();
        at += length;
        if lower == "percent" {
            tokens.push(Token { kind: Kind::Percent, text: lower, range });
        } else if lower == "cent" && tokens.last().is_some_and(|last| last.is("per")) {
            let start = tokens.pop().map_or(range.start, |per| per.range.start);
            tokens.push(Token { kind: Kind::Percent, text: "per cent".to_owned(), range: start..range.end });
        } else {
            tokens.push(Token { kind, text: lower, range });
        }
    }
    tokens
}

/// Letters, apostrophes within, and digits or hyphenated digits that belong to them: "don’t", "COVID-19".
fn word(rest: &str) -> usize {
    let mut length = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let belongs = c.is_alphanumeric()
            || (matches!(c, '\'' | '’') && next.is_some_and(char::is_alphabetic))
            || (c == '-' && next.is_some_and(|next| next.is_ascii_digit()));
        if !belongs {
            break;
        }
        length = at + c.len_utf8();
    }
    length
}

/// Digits in groups of three behind commas or narrow spaces, and a decimal part. Digits with letters behind them are a word: "4G".
fn number(rest: &str) -> (Kind, usize) {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let mut length = digits(rest);
    let mut whole: String = rest.get(..length).unwrap_or_default().to_owned();
    if length <= 3 {
        while let Some(separator) = rest.get(length..).and_then(|rest| rest.chars().next()) {
            let group_start = length + separator.len_utf8();
            let group = rest.get(group_start..).unwrap_or_default();
            if !matches!(separator, ',' | '\u{a0}' | '\u{202f}' | '\u{2009}') || digits(group) != 3 {
                break;
            }
            whole.push_str(group.get(..3).unwrap_or_default());
            length = group_start + 3;
        }
    }
    let mut decimals = 0;
    if let Some(behind) = rest.get(length..).and_then(|rest| rest.strip_prefix('.')) {
        decimals = digits(behind);
        if decimals > 0 {
            whole.push('.');
            whole.push_str(behind.get(..decimals).unwrap_or_default());
            length += 1 + decimals;
        }
    }
    let letters = word(rest.get(length..).unwrap_or_default());
    if letters > 0 {
        return (Kind::Word, length + letters);
    }
    let value = whole.parse().unwrap_or(f64::INFINITY);
    (Kind::Number { value, decimals: u8::try_from(decimals).unwrap_or(u8::MAX) }, length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_have_their_value() {
        let values = |text: &str| -> Vec<f64> { tokens(text).iter().filter_map(Token::number).collect() };
        assert_eq!(values("785,322 against 587,852 (+33.6 %)"), [785_322.0, 587_852.0, 33.6]);
        assert_eq!(values("1\u{a0}093 in all, 12–17"), [1093.0, 12.0, 17.0]);
        assert_eq!(values("COVID-19, 4G and the 1990s"), [] as [f64; 0]);
        assert_eq!(values("in 2019, 300 came. 5."), [2019.0, 300.0, 5.0]);
        let kinds: Vec<bool> =
            tokens("20 % 20 per cent 20 percent").iter().map(|t| t.kind == Kind::Percent).collect();
        assert_eq!(kinds, [false, true, false, true, false, true]);
    }

    proptest! {
        #[test]
        fn tokens_stand_in_order_within_the_text(text in any::<String>(), likely in "[0-9,. a-z%()–\u{a0}-]{0,40}") {
            for text in [text, likely] {
                let mut at = 0;
                for token in tokens(&text) {
                    prop_assert!(token.range.start >= at && token.range.end > token.range.start);
                    prop_assert!(text.get(token.range.clone()).is_some());
                    at = token.range.end;
                }
            }
        }
    }
}
