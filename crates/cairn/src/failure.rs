//! Failures, folded into what the user did, what the machine did, and what they see of it.

use crate::output::counted;
use cairn_definition::{Diagnostic, Severity};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, Report};
use std::fmt::Write as _;
use std::io::IsTerminal;
use std::process::ExitCode;

/// Why a command failed; the kind decides the exit status.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Definitions or a request are wrong, or records may not be read: exit status 2.
    Definitions(Vec<Diagnostic>),
    /// A file or the machine did not do what was asked: exit status 1.
    Operation {
        /// What failed.
        message: String,
        /// How to mend it.
        help: Option<String>,
    },
    /// Already told, in the form asked for; only the status is left: 2.
    Told,
}

#[allow(clippy::needless_pass_by_value, reason = "errors are handed over by map_err")]
impl Failure {
    /// An operation that failed.
    pub(crate) fn operation(message: impl ToString) -> Self {
        Self::Operation { message: message.to_string(), help: None }
    }

    /// The same with how to mend it.
    pub(crate) fn operation_with_help(message: impl ToString, help: impl Into<String>) -> Self {
        Self::Operation { message: message.to_string(), help: Some(help.into()) }
    }

    /// What the user asked for is refused: exit status 2.
    pub(crate) fn refused(message: impl ToString) -> Self {
        Self::Definitions(vec![Diagnostic::elsewhere(message.to_string())])
    }

    /// Tells the user on standard error, and gives the exit status.
    pub(crate) fn report(self) -> ExitCode {
        match self {
            Self::Definitions(diagnostics) => {
                eprint!("{}", drawn(&diagnostics));
                eprintln!("{}", summary(&diagnostics));
                ExitCode::from(2)
            }
            Self::Operation { message, help } => {
                let problem = Diagnostic { help, ..Diagnostic::elsewhere(message) };
                eprint!("{}", drawn(&[problem]));
                ExitCode::FAILURE
            }
            Self::Told => ExitCode::from(2),
        }
    }
}

/// "2 errors, 1 warning".
pub(crate) fn summary(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let warnings = diagnostics.len() - errors;
    let mut parts = Vec::new();
    if errors > 0 || warnings == 0 {
        parts.push(counted(errors, "error", "errors"));
    }
    if warnings > 0 {
        parts.push(counted(warnings, "warning", "warnings"));
    }
    parts.join(", ")
}

/// Diagnostics with their lines of source, for a person to read.
pub(crate) fn drawn(diagnostics: &[Diagnostic]) -> String {
    let theme = if std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_context_lines(1);
    let mut text = String::new();
    for diagnostic in diagnostics {
        if handler.render_report(&mut text, report(diagnostic).as_ref()).is_err() {
            let _ = writeln!(text, "{diagnostic}");
        }
        text.push('\n');
    }
    text
}

fn report(diagnostic: &Diagnostic) -> Report {
    let mut drawn =
        MietteDiagnostic::new(diagnostic.message.clone()).with_severity(match diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        });
    if let Some(help) = &diagnostic.help {
        drawn = drawn.with_help(help.clone());
    }
    let expected = diagnostic.expected.as_ref().map(|expected| format!("expected {expected}"));
    match &diagnostic.place {
        None => Report::new(match expected {
            Some(expected) => MietteDiagnostic { message: format!("{}; {expected}", drawn.message), ..drawn },
            None => drawn,
        }),
        Some(place) => {
            let span = place.span();
            let label = LabeledSpan::new(expected, span.start, span.len().max(1));
            let source =
                NamedSource::new(place.file().path().display().to_string(), place.file().text().to_owned());
            Report::new(drawn.with_label(label)).with_source_code(source)
        }
    }
}

/// A diagnostic as JSON.
pub(crate) fn to_json(diagnostic: &Diagnostic) -> serde_json::Value {
    let place = diagnostic.place.as_ref().map(|place| {
        let (line, column) = place.line_column();
        serde_json::json!({ "file": place.file().path().display().to_string(), "line": line, "column": column })
    });
    serde_json::json!({
        "severity": match diagnostic.severity { Severity::Error => "error", Severity::Warning => "warning" },
        "message": diagnostic.message,
        "place": place,
        "expected": diagnostic.expected,
        "help": diagnostic.help,
    })
}
