//! Licences and origins of the packages of the lock file, checked against `deny.toml`.

use crate::lock::{self, Package};
use crate::outcome::Outcome;
use crate::tools;
use spdx::{Expression, Licensee, ParseMode};
use std::process::ExitCode;
use toml::de::DeTable;

/// Most packages that the lock file may hold: each costs build time and trust.
const MOST_PACKAGES: usize = 650;

/// Checks and prints.
pub(crate) fn run() -> ExitCode {
    match check() {
        Outcome::Passed(notes) => {
            notes.iter().for_each(|note| println!("{note}"));
            println!("Every licence and origin is one that deny.toml allows.");
            ExitCode::SUCCESS
        }
        Outcome::Failed(text) | Outcome::Skipped(text) => {
            eprintln!("{text}");
            ExitCode::FAILURE
        }
    }
}

/// Checks the lock file: up to date, not too many packages, licences and origins that are allowed.
pub(crate) fn check() -> Outcome {
    match lock::packages().and_then(|packages| Ok((packages, Policy::read()?))) {
        Ok((packages, policy)) => judge(&packages, &policy),
        Err(error) => Outcome::Failed(error),
    }
}

/// What `deny.toml` allows.
#[derive(Debug)]
struct Policy {
    licences: Vec<Licensee>,
    registries: Vec<String>,
}

impl Policy {
    fn read() -> Result<Self, String> {
        let path = tools::workspace().join("deny.toml");
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Self::parse(&text).map_err(|error| format!("deny.toml: {error}"))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let table = DeTable::parse(text).map_err(|error| error.to_string())?;
        let texts = |section: &str, key: &str| -> Vec<String> {
            let section = table.get_ref().get(section).and_then(|section| section.get_ref().as_table());
            let list =
                section.and_then(|section| section.get(key)).and_then(|list| list.get_ref().as_array());
            let texts =
                list.into_iter().flat_map(|list| list.iter()).filter_map(|text| text.get_ref().as_str());
            texts.map(str::to_owned).collect()
        };
        let licences = texts("licenses", "allow")
            .iter()
            .map(|licence| Licensee::parse(licence).map_err(|error| error.to_string()))
            .collect::<Result<_, _>>()?;
        Ok(Self { licences, registries: texts("sources", "allow-registry") })
    }
}

fn judge(packages: &[Package], policy: &Policy) -> Outcome {
    let mut wrong: Vec<String> = packages.iter().filter_map(|package| objection(package, policy)).collect();
    if packages.len() >= MOST_PACKAGES {
        wrong.push(format!(
            "the lock file holds {} packages; fewer than {MOST_PACKAGES} are allowed",
            packages.len()
        ));
    }
    if wrong.is_empty() { Outcome::Passed(notes(packages)) } else { Outcome::Failed(wrong.join("\n")) }
}

fn objection(package: &Package, policy: &Policy) -> Option<String> {
    let Package { name, version, licence, source } = package;
    if let Some(source) = source {
        let known =
            policy.registries.iter().any(|registry| source.strip_prefix("registry+") == Some(registry));
        if !known {
            return Some(format!("{name} {version} comes from {source}, which deny.toml does not allow"));
        }
    }
    let Some(licence) = licence else { return Some(format!("{name} {version} names no licence")) };
    // Older packages write `MIT/Apache-2.0`.
    let expression = match Expression::parse_mode(licence, ParseMode::LAX) {
        Ok(expression) => expression,
        Err(error) => {
            return Some(format!("{name} {version}: the licence `{licence}` cannot be read: {error}"));
        }
    };
    let allowed = expression.evaluate(|asked| policy.licences.iter().any(|licence| licence.satisfies(asked)));
    (!allowed).then(|| format!("{name} {version}: deny.toml does not allow the licence `{licence}`"))
}

fn notes(packages: &[Package]) -> Vec<String> {
    let doubles: Vec<String> = packages
        .chunk_by(|a, b| a.name == b.name)
        .filter(|same| same.len() > 1)
        .map(|same| {
            let versions: Vec<&str> = same.iter().map(|package| package.version.as_str()).collect();
            format!("{} {}", same.first().map_or("", |package| &package.name), versions.join(" and "))
        })
        .collect();
    let mut notes = vec![format!("{} packages, of at most {}", packages.len(), MOST_PACKAGES - 1)];
    if !doubles.is_empty() {
        notes.push(format!("in several versions: {}", doubles.join(", ")));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::{MOST_PACKAGES, Policy, judge};
    use crate::lock::Package;
    use crate::outcome::Outcome;

    const POLICY: &str = "\
        [licenses]\nallow = [\"MIT\", \"Unicode-3.0\", \"Apache-2.0 WITH LLVM-exception\"]\n\
        [sources]\nallow-registry = [\"https://example.org/index\"]\n";

    fn package(licence: Option<&str>, source: Option<&str>) -> Package {
        Package {
            name: "stone".to_owned(),
            version: "1.0.0".to_owned(),
            licence: licence.map(str::to_owned),
            source: source.map(str::to_owned),
        }
    }

    fn passes(licence: Option<&str>, source: Option<&str>) -> bool {
        let policy = Policy::parse(POLICY).unwrap();
        matches!(judge(&[package(licence, source)], &policy), Outcome::Passed(_))
    }

    #[test]
    fn one_allowed_licence_of_a_choice_is_enough_and_of_a_sum_all_are_needed() {
        for allowed in [
            "MIT",
            "MIT OR GPL-3.0-only",
            "GPL-3.0-only/MIT",
            "(MIT OR GPL-3.0-only) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert!(passes(Some(allowed), None), "{allowed}");
        }
        for refused in ["GPL-3.0-only", "MIT AND GPL-3.0-only", "Apache-2.0", "Own licence"] {
            assert!(!passes(Some(refused), None), "{refused}");
        }
        assert!(!passes(None, None), "no licence at all");
    }

    #[test]
    fn a_package_from_elsewhere_is_refused() {
        assert!(passes(Some("MIT"), Some("registry+https://example.org/index")));
        assert!(!passes(Some("MIT"), Some("registry+https://example.org/other")));
        assert!(!passes(Some("MIT"), Some("git+https://example.org/index")));
    }

    #[test]
    fn too_many_packages_are_refused() {
        let policy = Policy::parse(POLICY).unwrap();
        let packages = vec![package(Some("MIT"), None); MOST_PACKAGES];
        assert!(matches!(judge(&packages, &policy), Outcome::Failed(_)));
        assert!(matches!(judge(&packages[1..], &policy), Outcome::Passed(_)));
    }
}
