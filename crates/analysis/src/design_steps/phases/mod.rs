//! Two-phase designs: the key `phases`.

mod rows;

use crate::answer::AnswerError;
use crate::held::{ColumnUse, DesignStep, HeldColumns, Role};
use crate::request::Request;
use cairn_definition::kind::{List, OrNull, Text};
use cairn_definition::{Diagnostic, Place, Placed, TableReader, Value};
use cairn_survey::Sample;
use std::sync::Arc;

/// The columns of one phase.
#[derive(Debug)]
struct Phase {
    clusters: Vec<Placed<String>>,
    strata: Vec<Option<Placed<String>>>,
    weights: Option<Placed<String>>,
    fpc: Vec<Placed<String>>,
    place: Place,
}

#[derive(Debug)]
struct Step {
    first: Phase,
    second: Phase,
    /// Who is in the second phase.
    subset: Placed<String>,
}

/// Reads the key; the reader is that of the design.
pub(super) fn read(reader: &mut TableReader<'_>) -> Vec<Arc<dyn DesignStep>> {
    let Some(node) = reader.node("phases").filter(|node| node.value != Value::Null) else {
        return Vec::new();
    };
    for (key, what) in [
        ("clusters", "stands in the phases"),
        ("strata", "stands in the phases"),
        ("weights", "stands in the phases"),
        ("fpc", "stands in the phases"),
        ("pps", "is not for designs of two phases"),
        ("replicates", "is not for designs of two phases"),
    ] {
        let empty = |value: &Value| match value {
            Value::Null => true,
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        if let Some(other) = reader.node(key).filter(|other| !empty(&other.value)) {
            let message = format!("`{key}` {what}");
            reader.problems().push(Diagnostic::error(&other.place, message));
        }
    }
    let phases = reader.tables("phases", "phase");
    if !matches!(&node.value, Value::Array(items) if items.len() == 2) {
        if let Value::Array(items) = &node.value {
            let found = match items.len() {
                1 => "there is 1 phase".to_owned(),
                found => format!("there are {found} phases"),
            };
            let problem = Diagnostic::error(&node.place, found);
            reader.problems().push(problem.expected("two, each a table"));
        }
        return Vec::new();
    }
    let mut read = Vec::new();
    let mut subset = None;
    for (position, mut phase) in phases.into_iter().enumerate() {
        let texts = OrNull(List(Text));
        let clusters = phase.optional("clusters", &texts).and_then(|placed| placed.value).unwrap_or_default();
        let strata = phase.optional("strata", &OrNull(List(OrNull(Text))));
        let strata = strata.and_then(|placed| placed.value).unwrap_or_default();
        let strata: Vec<Option<Placed<String>>> = strata
            .into_iter()
            .map(|Placed { value, place }| value.map(|value| Placed { value, place }))
            .collect();
        let weights = phase.optional("weights", &OrNull(Text));
        let weights = weights.and_then(|Placed { value, place }| value.map(|value| Placed { value, place }));
        let fpc = phase.optional("fpc", &texts).and_then(|placed| placed.value).unwrap_or_default();
        if position == 1 {
            subset = phase.required("subset", &Text);
        }
        let stages = clusters.len().max(1);
        for (key, found) in [("strata", strata.len()), ("fpc", fpc.len())] {
            if found > stages {
                let message = format!("`{key}` has {found} stages, the phase has {stages}");
                let problem = Diagnostic::error(phase.place(), message);
                phase.problems().push(problem.expected("at most one column a stage"));
            }
        }
        let place = phase.place().clone();
        phase.finish();
        read.push(Phase { clusters, strata, weights, fpc, place });
    }
    let (Some(second), Some(first), Some(subset)) = (read.pop(), read.pop(), subset) else {
        return Vec::new();
    };
    vec![Arc::new(Step { first, second, subset })]
}

impl Phase {
    fn uses(&self) -> impl Iterator<Item = ColumnUse> {
        let keys = self.clusters.iter().chain(self.strata.iter().flatten());
        let numbers = self.weights.iter().chain(&self.fpc);
        keys.map(|name| ColumnUse::aside(name, Role::Category))
            .chain(numbers.map(|name| ColumnUse::aside(name, Role::Number)))
    }
}

impl DesignStep for Step {
    fn columns(&self, _names: &[&str]) -> Result<Vec<ColumnUse>, Vec<Diagnostic>> {
        let subset = ColumnUse::aside(&self.subset, Role::Condition);
        Ok(self.first.uses().chain(self.second.uses()).chain([subset]).collect())
    }

    fn first_sample(&self, request: &Request, columns: &HeldColumns) -> Result<Option<Sample>, AnswerError> {
        rows::sample(self, request, columns).map(Some)
    }

    fn apply(&self, sample: Sample, _columns: &HeldColumns) -> Result<Sample, AnswerError> {
        Ok(sample)
    }
}
