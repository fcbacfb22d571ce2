//! Two-phase designs: the key `phases`.

use crate::held::DesignStep;
use cairn_definition::TableReader;
use std::sync::Arc;

/// Reads the key.
pub(super) fn read(reader: &mut TableReader<'_>) -> Vec<Arc<dyn DesignStep>> {
    super::not_yet(reader, "phases")
}
