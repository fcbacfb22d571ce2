//! What the protocol asks.

use super::answer::choices;
use cairn_definition::kind::one_of;
use cairn_definition::{Diagnostic, Diagnostics, nearest};
use cairn_study::{Activity, Instrument, Study, ThemedItem};

/// The questionnaire, where the study has one.
pub(super) fn instrument(study: &Study) -> Option<&Instrument> {
    study.instrument(&study.protocols.frontline_survey.as_ref()?.instrument.value)
}

/// Finds a questionnaire without closed questions, and themes of columns that it does not have or that are no closed questions.
pub(super) fn check(study: &Study, problems: &Diagnostics) {
    let (Some(protocol), Some(instrument)) = (&study.protocols.frontline_survey, instrument(study)) else {
        return;
    };
    let closed: Vec<&str> = instrument
        .columns
        .iter()
        .filter(|column| !choices(column).is_empty())
        .map(|column| column.name.as_str())
        .collect();
    if closed.is_empty() {
        let message = format!("the instrument `{}` has no closed question", instrument.id);
        let problem = Diagnostic::error(&protocol.instrument.place, message);
        problems.push(problem.expected("columns with `values`, the answers that are counted"));
        return;
    }
    for (column, _) in &protocol.themes {
        let name = column.value.as_str();
        if closed.contains(&name) {
            continue;
        }
        let message = match instrument.column(name) {
            Some(_) => format!("`{name}` is no closed question: no evidence comes of it"),
            None => format!("the instrument `{}` has no column `{name}`", instrument.id),
        };
        let problem = Diagnostic::error(&column.place, message);
        problems.push(match nearest(name, closed.iter().copied().filter(|closed| *closed != name)) {
            Some(meant) => problem.did_you_mean(Some(meant)),
            None => problem.expected(one_of(closed.iter().copied())),
        });
    }
}

/// The columns that have a theme.
pub(super) fn themed_items(study: &Study) -> Vec<ThemedItem> {
    let themes = study.protocols.frontline_survey.iter().flat_map(|protocol| &protocol.themes);
    themes
        .map(|(column, theme)| ThemedItem {
            activity: Activity::FrontlineSurvey,
            item: column.value.clone(),
            theme: theme.clone(),
        })
        .collect()
}
