//! What a design is beyond strata, clusters and weights: one file a key of the request.
//!
//! The steps change the sample in this order: unequal probabilities, phases, replicates, calibration; a calibration after replicates calibrates
//! every replicate.

mod calibrate;
mod phases;
mod replicates;
mod unequal;

use crate::held::DesignStep;
use cairn_definition::TableReader;
use std::sync::Arc;

/// Reads the steps of a design.
pub(crate) fn read(reader: &mut TableReader<'_>) -> Vec<Arc<dyn DesignStep>> {
    let mut steps = Vec::new();
    steps.extend(unequal::read(reader));
    steps.extend(phases::read(reader));
    steps.extend(replicates::read(reader));
    steps.extend(calibrate::read(reader));
    steps
}

/// Refuses a key that this version does not have yet.
fn not_yet(reader: &mut TableReader<'_>, key: &'static str) -> Vec<Arc<dyn DesignStep>> {
    if let Some(node) = reader.node(key).filter(|node| node.value != cairn_definition::Value::Null) {
        let message = format!("`{key}` cannot be estimated with in this version");
        reader.problems().push(cairn_definition::Diagnostic::error(&node.place, message));
    }
    Vec::new()
}
