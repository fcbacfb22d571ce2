//! Kinds of values that several files have.

use crate::{BreakdownId, Expression, InstrumentId, ThemeId};
use cairn_definition::kind::{List, Number, Parsed, wrong_type};
use cairn_definition::{Diagnostic, Diagnostics, Kind, Node, Placed, Value};
use jiff::civil::Date;

/// A calendar date, as a TOML date or in quotes.
#[derive(Debug, Clone, Copy)]
pub struct Day;

impl Kind for Day {
    type Value = Date;

    fn expected(&self) -> String {
        "a date, as 2026-03-31".to_owned()
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<Date> {
        let (Value::Date(text) | Value::String(text)) = &node.value else {
            problems.push(wrong_type(node, name, self.expected()));
            return None;
        };
        let date = if text.len() == "2026-03-31".len() { text.parse().ok() } else { None };
        if date.is_none() {
            problems.push(
                Diagnostic::error(&node.place, format!("{name} is “{text}”")).expected(self.expected()),
            );
        }
        date
    }
}

/// A language tag: `en`, `pt-BR`. Its form is checked, not its registration.
#[derive(Debug, Clone, Copy)]
pub struct LanguageTag;

impl Kind for LanguageTag {
    type Value = String;

    fn expected(&self) -> String {
        "a language tag (BCP 47), as `en` or `pt-BR`".to_owned()
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<String> {
        let Value::String(text) = &node.value else {
            problems.push(wrong_type(node, name, self.expected()));
            return None;
        };
        let mut parts = text.split('-');
        let language = parts.next().unwrap_or_default();
        let well_formed = (2..=3).contains(&language.len())
            && language.chars().all(|c| c.is_ascii_lowercase())
            && parts
                .all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()));
        if well_formed {
            return Some(text.clone());
        }
        problems
            .push(Diagnostic::error(&node.place, format!("{name} is “{text}”")).expected(self.expected()));
        None
    }
}

/// Language tags, at least one.
#[derive(Debug, Clone, Copy)]
pub(super) struct LanguageTags;

impl Kind for LanguageTags {
    type Value = Vec<String>;

    fn expected(&self) -> String {
        List(LanguageTag).expected()
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<Vec<String>> {
        if node.value == Value::Array(Vec::new()) {
            let problem = Diagnostic::error(&node.place, format!("{name} is empty"));
            problems.push(problem.expected("at least one language tag, as `en`"));
            return None;
        }
        let tags: Vec<_> =
            List(LanguageTag).read(node, name, problems)?.into_iter().map(|tag| tag.value).collect();
        if tags.is_empty() { None } else { Some(tags) }
    }
}

/// A finite number above 0, up to a bound.
#[derive(Debug, Clone, Copy)]
pub(super) enum Above {
    /// However large.
    Nothing,
    /// At most 1: a share that is not nothing.
    NothingToAll,
    /// Below 1: a share that is neither nothing nor all.
    NothingBelowAll,
}

impl Kind for Above {
    type Value = f64;

    fn expected(&self) -> String {
        match self {
            Self::Nothing => "a number above 0",
            Self::NothingToAll => "a number above 0 and at most 1",
            Self::NothingBelowAll => "a number between 0 and 1, and neither of them",
        }
        .to_owned()
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<f64> {
        let read = Diagnostics::new();
        let value = Number::ANY.read(node, name, &read);
        let Some(value) = value else {
            // What is no number at all is told with the bounds that a number would have.
            problems.extend(read.into_sorted().into_iter().map(|problem| problem.expected(self.expected())));
            return None;
        };
        let within = value > 0.0
            && match self {
                Self::Nothing => true,
                Self::NothingToAll => value <= 1.0,
                Self::NothingBelowAll => value < 1.0,
            };
        if within {
            return Some(value);
        }
        let problem = Diagnostic::error(&node.place, format!("{name} is {value}")).expected(self.expected());
        problems.push(if matches!(self, Self::Nothing) || value <= 1.0 {
            problem
        } else {
            problem.help("write a share: 0.4, not 40")
        });
        None
    }
}

/// The name of an instrument.
pub(super) fn instrument() -> Parsed<InstrumentId> {
    Parsed::new("the name of an instrument, in quotes")
}

/// The name of a breakdown.
pub(super) fn breakdown() -> Parsed<BreakdownId> {
    Parsed::new("the name of a breakdown, in quotes")
}

/// The name of a theme.
pub(super) fn theme() -> Parsed<ThemeId> {
    Parsed::new("the name of a theme, in quotes")
}

/// A text as an expression.
pub(super) fn expression(text: Placed<String>) -> Expression {
    Expression { text: text.value, place: text.place }
}
