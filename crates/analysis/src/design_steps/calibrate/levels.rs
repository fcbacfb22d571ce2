//! Levels as a request writes them, and those that the data have.

use crate::pass::Level;
use cairn_definition::{Diagnostic, Node, Placed, Value, nearest};
use std::fmt;

/// A level as a request writes it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum LevelValue {
    Boolean(bool),
    Number(f64),
    Text(String),
}

impl fmt::Display for LevelValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(value) => value.fmt(f),
            Self::Number(value) => value.fmt(f),
            Self::Text(value) => value.fmt(f),
        }
    }
}

impl LevelValue {
    /// Reads a level of the variable called `name`.
    pub(super) fn read(node: &Node, name: &str) -> Result<Placed<Self>, Diagnostic> {
        let value = match &node.value {
            Value::Boolean(value) => Self::Boolean(*value),
            Value::Integer(value) => Self::Number(*value as f64),
            Value::Float(value) => Self::Number(*value),
            Value::String(value) => Self::Text(value.clone()),
            other => {
                let message = format!("the level of `{name}` is {}", other.describe());
                let problem = Diagnostic::error(&node.place, message);
                return Err(problem.expected("a text, a number, `true` or `false`"));
            }
        };
        Ok(Placed { value, place: node.place.clone() })
    }

    /// Whether it means that level: 1 and "1" are the same level, and so are true, "true" and 1.
    fn means(&self, level: &Level) -> bool {
        let number = match level {
            Level::Boolean(value) => Some(f64::from(u8::from(*value))),
            Level::Integer(value) => Some(*value as f64),
            Level::Number(bits) => Some(f64::from_bits(*bits)),
            Level::Text(text) => text.trim().parse::<f64>().ok(),
        };
        match (self, level) {
            (Self::Text(text), Level::Text(level)) => text == level,
            (Self::Text(text), Level::Boolean(level)) => text.eq_ignore_ascii_case(&level.to_string()),
            (Self::Boolean(value), Level::Text(text)) => text.eq_ignore_ascii_case(&value.to_string()),
            (Self::Text(text), _) => number.is_some() && text.trim().parse::<f64>().ok() == number,
            (Self::Number(value), _) => number == Some(*value),
            (Self::Boolean(value), _) => number == Some(f64::from(u8::from(*value))),
        }
    }
}

/// The position of a level of the variable called `name`.
pub(super) fn find(levels: &[Level], wanted: &Placed<LevelValue>, name: &str) -> Result<u32, Diagnostic> {
    if let Some(position) = levels.iter().position(|level| wanted.value.means(level)) {
        return Ok(position as u32);
    }
    let known: Vec<String> = levels.iter().map(ToString::to_string).collect();
    let problem = Diagnostic::error(&wanted.place, format!("`{name}` has no level “{}”", wanted.value))
        .expected(some_of(&known));
    Err(problem.did_you_mean(nearest(&wanted.value.to_string(), known.iter().map(String::as_str))))
}

/// The first of many names, for a message.
pub(super) fn some_of(names: &[String]) -> String {
    const MOST: usize = 12;
    let mut text = names.iter().take(MOST).map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ");
    if names.len() > MOST {
        text.push_str(&format!(" … ({} in all)", names.len()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Level, LevelValue};

    #[test]
    fn a_level_is_the_same_as_text_number_or_truth_value() {
        let text = |text: &str| LevelValue::Text(text.to_owned());
        let half = Level::Number(0.5_f64.to_bits());
        for (value, level) in [
            (text("E"), Level::Text("E".to_owned())),
            (text("1"), Level::Integer(1)),
            (text("0.5"), half.clone()),
            (text("TRUE"), Level::Boolean(true)),
            (LevelValue::Number(1.0), Level::Text("1".to_owned())),
            (LevelValue::Number(0.5), half),
            (LevelValue::Number(0.0), Level::Boolean(false)),
            (LevelValue::Boolean(true), Level::Boolean(true)),
            (LevelValue::Boolean(false), Level::Text("FALSE".to_owned())),
            (LevelValue::Boolean(true), Level::Integer(1)),
        ] {
            assert!(value.means(&level), "{value:?} {level:?}");
        }
        for (value, level) in [
            (text("e"), Level::Text("E".to_owned())),
            (text("one"), Level::Integer(1)),
            (LevelValue::Number(2.0), Level::Boolean(true)),
            (LevelValue::Boolean(true), Level::Text("yes".to_owned())),
        ] {
            assert!(!value.means(&level), "{value:?} {level:?}");
        }
    }
}
