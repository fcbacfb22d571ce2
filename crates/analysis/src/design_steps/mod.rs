//! What a design is beyond strata, clusters and weights: one file a key of the request.
//!
//! The steps change the sample in this order: unequal probabilities, phases, replicates, calibration; a calibration after replicates calibrates
//! every replicate.

mod calibrate;
#[cfg(test)]
mod hostile;
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
