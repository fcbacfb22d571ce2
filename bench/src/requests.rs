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

/// The same with 500 bootstrap replicates.
pub(crate) fn bootstrap(data: &Path) -> Result<PathBuf, BenchError> {
    let analyses = indicators().into_iter().map(|name| mean(&name, std::slice::from_ref(&name), &[]));
    let mut design = design();
    design["replicates"] = json!({"type": "bootstrap", "replicates": 500, "seed": 1});
    write_with(data, "bootstrap", &design, &analyses.collect::<Vec<_>>())
}

/// One of the statistics that R does too, by the name that its script knows.
pub(crate) fn statistic(data: &Path, name: &str) -> Result<PathBuf, BenchError> {
    let mut design = design();
    let analysis = match name {
        "median" => json!({"id": name, "kind": "quantile", "variables": ["hours"], "probabilities": [0.5]}),
        "logistic" => json!({"id": name, "kind": "model", "family": "binomial", "outcome": "i20",
            "terms": ["hours", "i11", "i12", "i13", "i14", "i15", "age", "sex"]}),
        "raking" => {
            let margin = |variable: &str, totals: &[(&str, f64)]| {
                let totals: Vec<Value> =
                    totals.iter().map(|(level, total)| json!({variable: level, "total": total})).collect();
                json!({"variable": variable, "totals": totals})
            };
            design["calibrate"] = json!([{"method": "rake", "tolerance": 1e-10, "iterations": 50, "margins": [
                margin("age", &[("9-11", 1e8), ("12-13", 1.2e8), ("14-15", 1.5e8), ("16-17", 1.3e8)]),
                margin("sex", &[("boy", 2.55e8), ("girl", 2.45e8)]),
                margin("region", &[("north", 1.4e8), ("east", 1e8), ("south", 1.5e8), ("west", 1.1e8)]),
            ]}]);
            mean(name, &["i20".to_owned()], &[])
        }
        _ => json!({"id": name, "kind": "chisq", "variables": ["i20", "age"]}),
    };
    write_with(data, name, &design, &[analysis])
}

fn design() -> Value {
    json!({"strata": ["stratum"], "clusters": ["psu"], "weights": "weight"})
}

fn mean(id: &str, variables: &[String], by: &[&str]) -> Value {
    json!({"id": id, "kind": "mean", "variables": variables, "by": by})
}

fn write(data: &Path, name: &str, analyses: &[Value]) -> Result<PathBuf, BenchError> {
    write_with(data, name, &design(), analyses)
}

fn write_with(data: &Path, name: &str, design: &Value, analyses: &[Value]) -> Result<PathBuf, BenchError> {
    let request = json!({
        "data": data.file_name().map(|name| name.to_string_lossy()),
        "design": design,
        "analyses": analyses,
    });
    let path = data.with_extension(format!("{name}.json"));
    fs::write(&path, format!("{request:#}\n")).map_err(BenchError::file(&path))?;
    Ok(path)
}
