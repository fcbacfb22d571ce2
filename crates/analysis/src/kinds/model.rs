//! The kind `model`.

use crate::held::HeldAnalysis;
use cairn_definition::TableReader;
use std::sync::Arc;

/// Reads the keys of the kind.
pub(crate) fn read(reader: &mut TableReader<'_>) -> Option<Arc<dyn HeldAnalysis>> {
    super::not_yet(reader, "model")
}
