//! The packages of the lock file, as cargo tells them.

use crate::tools;
use serde_json::Value;
use std::process::Stdio;

/// A package of the lock file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) licence: Option<String>,
    /// Where it comes from; a package of the workspace comes from nowhere.
    pub(crate) source: Option<String>,
}

/// The packages, in the order of their names.
///
/// # Errors
/// In cargo's words, also where the lock file does not fit the manifests.
pub(crate) fn packages() -> Result<Vec<Package>, String> {
    let output = tools::cargo()
        .args(["metadata", "--format-version", "1", "--locked", "--all-features"])
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("cargo metadata: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let metadata: Value =
        serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata: {error}"))?;
    let mut packages: Vec<Package> =
        metadata["packages"].as_array().into_iter().flatten().map(package).collect();
    packages.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(packages)
}

fn package(value: &Value) -> Package {
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    Package {
        name: text("name").unwrap_or_default(),
        version: text("version").unwrap_or_default(),
        licence: text("license"),
        source: text("source"),
    }
}
