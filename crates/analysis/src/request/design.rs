//! The key `design`.

use crate::design_steps;
use crate::held::DesignStep;
use cairn_definition::kind::{Boolean, Kind, List, OneOf, Text, wrong_type};
use cairn_definition::{Diagnostic, Diagnostics, Node, Placed, TableReader, Value};
use cairn_survey::{LonelyPsu, Taylor};
use std::sync::Arc;

/// The sample design: columns and rules.
#[derive(Debug, Clone, Default)]
pub struct DesignRequest {
    /// Cluster columns, outermost stage first.
    pub clusters: Vec<Placed<String>>,
    /// Stratum columns by stage.
    pub strata: Vec<Option<Placed<String>>>,
    /// The weight column.
    pub weights: Option<Placed<String>>,
    /// Columns of population sizes or sampling fractions, by stage.
    pub fpc: Vec<Placed<String>>,
    /// Cluster labels start afresh in each stratum.
    pub nest: bool,
    /// The rules of the variance.
    pub variance: Taylor,
    /// What the design is beyond strata, clusters and weights, in the order in which it is applied.
    pub(crate) steps: Vec<Arc<dyn DesignStep>>,
}

/// The names of the rules for a stratum with one cluster.
pub const LONELY_PSU: &[(&str, LonelyPsu)] = &[
    ("fail", LonelyPsu::Fail),
    ("adjust", LonelyPsu::Adjust),
    ("average", LonelyPsu::Average),
    ("certainty", LonelyPsu::Certainty),
    ("remove", LonelyPsu::Remove),
];

/// A column by stage, or `null` where a stage has none.
#[derive(Debug, Clone, Copy)]
struct StageColumns;

impl Kind for StageColumns {
    type Value = Vec<Option<Placed<String>>>;

    fn expected(&self) -> String {
        "a list of columns by stage, `null` for a stage without strata".to_owned()
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<Self::Value> {
        let Value::Array(items) = &node.value else {
            problems.push(wrong_type(node, name, self.expected()));
            return None;
        };
        let mut columns = Vec::with_capacity(items.len());
        for item in items {
            columns.push(match item.value {
                Value::Null => None,
                _ => Some(Placed { value: Text.read(item, name, problems)?, place: item.place.clone() }),
            });
        }
        Some(columns)
    }
}

impl DesignRequest {
    /// Whether cluster totals answer for it: nothing but strata, clusters, weights, population sizes, and replicates made from these.
    pub(crate) fn is_plain(&self) -> bool {
        self.steps.iter().all(|step| step.is_made_from_design())
    }

    pub(super) fn read(reader: &mut TableReader<'_>) -> Self {
        let list =
            |found: Option<Placed<Vec<Placed<String>>>>| found.map(|placed| placed.value).unwrap_or_default();
        let clusters = list(reader.optional("clusters", &List(Text)));
        let strata = reader.optional("strata", &StageColumns).map(|placed| placed.value).unwrap_or_default();
        let weights = reader.optional("weights", &Text);
        let fpc = list(reader.optional("fpc", &List(Text)));
        let nest = reader.optional("nest", &Boolean).is_none_or(|placed| placed.value);
        let lonely_psu = reader.optional("lonely_psu", &OneOf(LONELY_PSU)).map(|placed| placed.value);
        let domain_lonely_psu =
            reader.optional("domain_lonely_psu", &Boolean).is_some_and(|placed| placed.value);
        let steps = design_steps::read(reader);
        let stages = clusters.len().max(1);
        for (key, found) in [("strata", strata.len()), ("fpc", fpc.len())] {
            if found > stages {
                let message = format!("`{key}` has {found} stages, the design has {stages}");
                reader
                    .problems()
                    .push(Diagnostic::error(reader.place(), message).expected("at most one column a stage"));
            }
        }
        Self {
            clusters,
            strata,
            weights,
            fpc,
            nest,
            steps,
            variance: Taylor { lonely_psu: lonely_psu.unwrap_or_default(), domain_lonely_psu },
        }
    }
}
