//! `LIKE`: `%` stands for any characters, `_` for one, a backslash takes the meaning from the next.
//!
//! Arrow's kernel for it brings a crate of regular expressions along, which costs more time to build than all other kernels.

use super::problem::EvaluationError;
use super::value::Value;
use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{Array, ArrayRef, BooleanArray};

/// Whether each text matches its pattern; unknown where one of them is missing.
pub(super) fn like(
    operand: &Value,
    pattern: &Value,
    rows: usize,
    negated: bool,
) -> Result<BooleanArray, EvaluationError> {
    if let (Value::Rows(texts), Value::Constant(pattern)) = (operand, pattern) {
        let pattern = text_at(pattern, 0)?.map(Pattern::read);
        if let (Some(dictionary), Some(pattern)) = (texts.as_dictionary_opt::<Int32Type>(), &pattern) {
            let values = dictionary.values();
            let matched: Vec<Option<bool>> = (0..values.len())
                .map(|code| Ok(text_at(values, code)?.map(|text| pattern.matches(text) != negated)))
                .collect::<Result<_, EvaluationError>>()?;
            let of_key = |key: i32| matched.get(key as usize).copied().flatten();
            return Ok(dictionary.keys().iter().map(|key| key.and_then(of_key)).collect());
        }
        return (0..texts.len())
            .map(|row| {
                Ok(text_at(texts, row)?.zip(pattern.as_ref()).map(|(text, p)| p.matches(text) != negated))
            })
            .collect();
    }
    let count = if operand.is_constant() && pattern.is_constant() { 1 } else { rows };
    let at = |value: &Value, row: usize| -> Result<Option<String>, EvaluationError> {
        Ok(match value {
            Value::Rows(array) => text_at(array, row)?.map(str::to_owned),
            Value::Constant(array) => text_at(array, 0)?.map(str::to_owned),
        })
    };
    (0..count)
        .map(|row| {
            let both = at(operand, row)?.zip(at(pattern, row)?);
            Ok(both.map(|(text, pattern)| Pattern::read(&pattern).matches(&text) != negated))
        })
        .collect()
}

/// The text in a row of a column of texts; absent where it is missing.
fn text_at(array: &ArrayRef, row: usize) -> Result<Option<&str>, EvaluationError> {
    if let Some(texts) = array.as_string_opt::<i32>() {
        return Ok(texts.is_valid(row).then(|| texts.value(row)));
    }
    if let Some(dictionary) = array.as_dictionary_opt::<Int32Type>()
        && let Some(texts) = dictionary.values().as_string_opt::<i32>()
    {
        let key = dictionary.key(row).filter(|key| texts.is_valid(*key));
        return Ok(key.map(|key| texts.value(key)));
    }
    Err(EvaluationError::Arrow(format!("text expected, {} found", array.data_type())))
}

/// A piece of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Character(char),
    AnyCharacter,
    AnyText,
}

struct Pattern(Vec<Piece>);

impl Pattern {
    fn read(text: &str) -> Self {
        let mut pieces = Vec::with_capacity(text.len());
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            pieces.push(match character {
                '%' => Piece::AnyText,
                '_' => Piece::AnyCharacter,
                '\\' => match characters.next_if(|next| matches!(next, '%' | '_' | '\\')) {
                    Some(escaped) => Piece::Character(escaped),
                    None => Piece::Character('\\'),
                },
                other => Piece::Character(other),
            });
        }
        Self(pieces)
    }

    /// Matches from the left; where it fails, the last `%` takes one character more.
    fn matches(&self, text: &str) -> bool {
        let pieces = &self.0;
        let mut rest = text.chars();
        let mut place = 0;
        let mut retry: Option<(usize, std::str::Chars<'_>)> = None;
        loop {
            let mut ahead = rest.clone();
            let next = ahead.next();
            let fits = match (pieces.get(place), next) {
                (Some(Piece::AnyText), _) => {
                    retry = Some((place + 1, rest.clone()));
                    place += 1;
                    continue;
                }
                (Some(Piece::AnyCharacter), Some(_)) => true,
                (Some(Piece::Character(wanted)), Some(found)) => *wanted == found,
                (None, None) => return true,
                _ => false,
            };
            if fits {
                place += 1;
                rest = ahead;
                continue;
            }
            let Some((after, from)) = &mut retry else { return false };
            if from.next().is_none() {
                return false;
            }
            place = *after;
            rest = from.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;
    use proptest::prelude::*;

    #[test]
    fn wildcards_stand_for_what_they_should() {
        for (text, pattern, expected) in [
            ("", "", true),
            ("", "%", true),
            ("", "_", false),
            ("north", "n%", true),
            ("north", "%th", true),
            ("north", "%o%t%", true),
            ("north", "n_r_h", true),
            ("north", "n_rh", false),
            ("aab", "%ab", true),
            ("ababac", "%abac", true),
            ("é", "_", true),
            ("5%", "5\\%", true),
            ("50", "5\\%", false),
            ("a\\b", "a\\b", true),
            ("a\\", "a\\\\", true),
        ] {
            assert_eq!(Pattern::read(pattern).matches(text), expected, "{text} LIKE {pattern}");
        }
    }

    proptest! {
        #[test]
        fn a_text_is_like_itself_and_like_its_beginning(text in ".{0,12}", more in ".{0,12}") {
            let literal: String = text
                .chars()
                .flat_map(|c| if matches!(c, '%' | '_' | '\\') { vec!['\\', c] } else { vec![c] })
                .collect();
            prop_assert!(Pattern::read(&literal).matches(&text));
            let both = format!("{text}{more}");
            let (begins, ends) = (format!("{literal}%"), format!("%{literal}"));
            prop_assert!(Pattern::read(&begins).matches(&both));
            let turned = format!("{more}{text}");
            prop_assert!(Pattern::read(&ends).matches(&turned));
            prop_assert_eq!(Pattern::read(&literal).matches(&both), more.is_empty());
        }
    }
}
