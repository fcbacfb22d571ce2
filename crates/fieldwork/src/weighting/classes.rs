//! Columns of the contacts as classes.

use crate::Contacts;
use cairn_definition::kind::one_of;
use cairn_definition::{Diagnostic, Diagnostics, Placed, nearest};
use cairn_sample::weight::ClassColumn;
use cairn_study::{NonResponse, WeightStep, Weights};
use std::collections::BTreeMap;

/// The columns that steps name, by name. A household without a value has no class, rather than one of its own.
pub(super) type ClassColumns = BTreeMap<String, (Vec<u32>, Vec<String>)>;

/// The columns that the steps name; one that the contacts do not have is reported.
pub(super) fn check(weights: &Weights, contacts: &Contacts, problems: &Diagnostics) -> ClassColumns {
    let mut columns = ClassColumns::new();
    for name in weights.steps.iter().flat_map(|step| named(&step.value)) {
        let Some(classes) = contacts.column(&name.value) else {
            let names = || contacts.column_names();
            let message = format!("the contacts have no column `{}`", name.value);
            let known = if names().next().is_none() {
                "a column beside those that every file of contacts has; there is none".to_owned()
            } else {
                one_of(names())
            };
            let problem = Diagnostic::error(&name.place, message).expected(known);
            problems.push(problem.did_you_mean(nearest(&name.value, names())));
            continue;
        };
        columns.entry(name.value.clone()).or_insert_with(|| {
            let empty = classes.labels().iter().position(String::is_empty).map(|code| code as u32);
            let code = |code: &u32| if Some(*code) == empty { u32::MAX } else { *code };
            (classes.codes().iter().map(code).collect(), classes.labels().to_vec())
        });
    }
    columns
}

fn named(step: &WeightStep) -> &[Placed<String>] {
    match step {
        WeightStep::UnknownEligibility { classes }
        | WeightStep::NonResponse(NonResponse::Classes { classes, .. }) => classes,
        WeightStep::NonResponse(NonResponse::Propensity { predictors, .. }) => predictors,
        WeightStep::Selection
        | WeightStep::WithinHousehold
        | WeightStep::Trim(_)
        | WeightStep::Calibrate { .. } => &[],
    }
}

/// The columns of these names.
pub(super) fn of<'a>(names: &'a [Placed<String>], columns: &'a ClassColumns) -> Vec<ClassColumn<'a>> {
    let found = names.iter().filter_map(|name| Some((name.value.as_str(), columns.get(&name.value)?)));
    found.map(|(name, (codes, labels))| ClassColumn { name, codes, labels }).collect()
}
