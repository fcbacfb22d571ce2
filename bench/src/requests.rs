//! The requests that `cairn estimate` answers.

use crate::BenchError;
use crate::survey_plan::{DOMAIN_COLUMNS, indicators};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// Means of the indicators, an analysis each: every indicator over the rows where it is known.
pub(crate) fn by_domain(data: &Path) -> Result<PathBuf, BenchError> {
    let analyses =
        indicators().into_iter().map(|name| mean(&name, std::slice::from_ref(&name), &DOMAIN_COLUMNS));
    write(data, "by-domain", &analyses.collect::<Vec<_>>())
}

/// The same as one analysis: over the rows where all indicators are known.
pub(crate) fn by_domain_jointly(data: &Path) -> Result<PathBuf, BenchError> {
    write(data, "by-domain-jointly", &[mean("all", &indicators(), &DOMAIN_COLUMNS)])
}

/// Means of the indicators without domains.
pub(crate) fn overall(data: &Path) -> Result<PathBuf, BenchError> {
    let analyses = indicators().into_iter().map(|name| mean(&name, std::slice::from_ref(&name), &[]));
    write(data, "overall", &analyses.collect::<Vec<_>>())
}

fn mean(id: &str, variables: &[String], by: &[&str]) -> Value {
    json!({"id": id, "kind": "mean", "variables": variables, "by": by})
}

fn write(data: &Path, name: &str, analyses: &[Value]) -> Result<PathBuf, BenchError> {
    let request = json!({
        "data": data.file_name().map(|name| name.to_string_lossy()),
        "design": {"strata": ["stratum"], "clusters": ["psu"], "weights": "weight"},
        "analyses": analyses,
    });
    let path = data.with_extension(format!("{name}.json"));
    fs::write(&path, format!("{request:#}\n")).map_err(BenchError::file(&path))?;
    Ok(path)
}
