//! Replicate weights that are columns of the data.

use super::Step;
use crate::answer::AnswerError;
use crate::held::{ColumnUse, HeldColumns, Role};
use cairn_definition::{Diagnostic, Placed, nearest};
use cairn_survey::replicates::{GivenReplicates, ReplicateKind, Replicates, ReplicatesError};
use std::sync::OnceLock;

/// Replicate weights that are columns of the data.
#[derive(Debug)]
pub(super) struct Given {
    pub(super) kind: ReplicateKind,
    /// Names of columns, or patterns of names.
    pub(super) patterns: Vec<Placed<String>>,
    pub(super) combined: bool,
    pub(super) scale: Option<f64>,
    pub(super) scales: Scales,
    /// The names found, once the columns are known.
    pub(super) found: OnceLock<Vec<String>>,
}

/// The scales of the replicates.
#[derive(Debug, Clone)]
pub(super) enum Scales {
    /// Those that the kind implies.
    Implied,
    /// The same for all.
    One(f64),
    /// One for each.
    Each(Vec<f64>),
}

impl Given {
    /// The columns, those of a pattern in the order of the file.
    pub(super) fn columns(&self, names: &[&str]) -> Result<Vec<ColumnUse>, Vec<Diagnostic>> {
        let (mut uses, mut problems): (Vec<ColumnUse>, Vec<Diagnostic>) = (Vec::new(), Vec::new());
        let mut add = |name: &str, pattern: &Placed<String>| {
            if uses.iter().all(|known| known.name.value != name) {
                let name = Placed { value: name.to_owned(), place: pattern.place.clone() };
                uses.push(ColumnUse::aside(&name, Role::Number));
            }
        };
        for pattern in &self.patterns {
            let text = pattern.value.as_str();
            if names.contains(&text) {
                add(text, pattern);
            } else if is_pattern(text) {
                let matching: Vec<&&str> = names.iter().filter(|name| matches(text, name)).collect();
                matching.iter().for_each(|name| add(name, pattern));
                if matching.is_empty() {
                    let message = format!("no column matches `{text}`");
                    let problem = Diagnostic::error(&pattern.place, message);
                    let letters = text.trim_end_matches(['*', '?']);
                    problems.push(problem.did_you_mean(nearest(letters, names.iter().copied())));
                }
            } else {
                let problem = Diagnostic::error(&pattern.place, format!("there is no column `{text}`"));
                problems.push(problem.did_you_mean(nearest(text, names.iter().copied())));
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let _ = self.found.set(uses.iter().map(|used| used.name.value.clone()).collect());
        Ok(uses)
    }

    pub(super) fn replicates(&self, columns: &HeldColumns) -> Result<Replicates, ReplicatesError> {
        let names = self.found.get().map(Vec::as_slice).unwrap_or_default();
        let scales = match &self.scales {
            Scales::Implied => None,
            Scales::One(scale) => Some(vec![*scale; names.len()]),
            Scales::Each(scales) => Some(scales.clone()),
        };
        let given = GivenReplicates {
            kind: self.kind,
            columns: names.iter().map(|name| columns.numbers(name).to_vec()).collect(),
            combined: self.combined,
        };
        Replicates::given(given, self.scale, scales)
    }

    pub(super) fn refuse(&self, error: &ReplicatesError, step: &Step) -> AnswerError {
        let problem = match error {
            ReplicatesError::Weight { replicate, row, value } => {
                let name =
                    self.found.get().and_then(|names| names.get(*replicate)).cloned().unwrap_or_default();
                let what = if value.is_nan() { "is missing".to_owned() } else { format!("is {value}") };
                let message = format!("the replicate weight `{name}` {what} in row {}", row + 1);
                Diagnostic::error(&step.place, message).expected("a number in every row")
            }
            ReplicatesError::ScalesNeeded => {
                let message = "`rscales` are missing: in combined weights of a stratified jackknife they cannot be seen";
                Diagnostic::error(&step.place, message)
                    .expected("(n − 1) / n of the stratum of each replicate")
            }
            other => return step.refuse(other),
        };
        AnswerError::Request(vec![problem])
    }
}

fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?'])
}

/// Whether a name matches a pattern in which `*` stands for any letters and `?` for one.
fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    // By each end of the name so far whether the pattern so far matches it.
    let mut ends = vec![false; name.len() + 1];
    ends[0] = true;
    for letter in pattern {
        let mut next = vec![false; name.len() + 1];
        let mut any = false;
        for end in 0..=name.len() {
            any |= ends[end];
            next[end] = match letter {
                '*' => any,
                '?' => end > 0 && ends[end - 1],
                letter => end > 0 && ends[end - 1] && name[end - 1] == letter,
            };
        }
        ends = next;
    }
    ends.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_match_whole_names() {
        for (pattern, name) in
            [("rw*", "rw"), ("rw*", "rw12"), ("r?", "r1"), ("*", ""), ("a*b*c", "aXXbc"), ("*_?", "w__1")]
        {
            assert!(matches(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [("rw*", "r"), ("r?", "r"), ("r?", "r12"), ("a*b", "abc"), ("", "x")] {
            assert!(!matches(pattern, name), "{pattern} {name}");
        }
    }
}
