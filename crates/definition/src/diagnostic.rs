//! What is wrong with a definition, where, and how to mend it.

use crate::Place;
use std::fmt;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is built.
    Error,
    /// Worth a look.
    Warning,
}

/// One mistake in a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where; absent only where no file holds the mistake.
    pub place: Option<Place>,
    /// What was expected there.
    pub expected: Option<String>,
    /// How to mend it, the nearest name for example.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(place: &Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, Some(place.clone()), message)
    }

    /// A warning at a place.
    pub fn warning(place: &Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, Some(place.clone()), message)
    }

    /// An error that no file holds, such as a file that is not there.
    pub fn elsewhere(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, None, message)
    }

    /// A warning that no file holds.
    pub fn elsewhere_warning(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, None, message)
    }

    fn new(severity: Severity, place: Option<Place>, message: impl Into<String>) -> Self {
        Self { severity, message: message.into(), place, expected: None, help: None }
    }

    /// The same, with what was expected.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// The same, with how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same, asking whether the nearest name was meant, where there is one.
    #[must_use]
    pub fn did_you_mean(self, nearest: Option<&str>) -> Self {
        match nearest {
            Some(name) => self.help(format!("did you mean `{name}`?")),
            None => self,
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.message)?;
        if let Some(expected) = &self.expected {
            write!(f, "; expected {expected}")?;
        }
        if let Some(help) = &self.help {
            write!(f, " ({help})")?;
        }
        Ok(())
    }
}
