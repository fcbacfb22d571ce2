//! What rests on something that has changed.

use super::{Entry, Ledger};
use std::collections::{BTreeMap, BTreeSet};

/// A piece that rests on something that has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale<'l> {
    /// Its name.
    pub name: &'l str,
    /// What it is and says.
    pub entry: &'l Entry,
    /// The files and folders that have changed, sorted.
    pub because: Vec<&'l str>,
}

/// Everything in the ledger that rests, at any remove, on a file whose hash is no longer the one it was made with; by kind, then by name. `now` tells
/// the hash of a path today; `None` for one that is gone.
pub fn stale(ledger: &Ledger, now: impl Fn(&str) -> Option<String>) -> Vec<Stale<'_>> {
    let changed: BTreeSet<&str> = ledger
        .files
        .iter()
        .filter(|(path, hash)| now(path).as_ref() != Some(hash))
        .map(|(path, _)| path.as_str())
        .collect();
    let mut found = BTreeMap::new();
    for name in ledger.entries.keys() {
        because(name, ledger, &changed, &mut found, &mut BTreeSet::new());
    }
    let mut all: Vec<Stale<'_>> = ledger
        .entries
        .iter()
        .filter_map(|(name, entry)| {
            let because: Vec<&str> = found.get(name.as_str())?.iter().copied().collect();
            (!because.is_empty()).then_some(Stale { name, entry, because })
        })
        .collect();
    all.sort_by_key(|stale| (stale.entry.kind, stale.name));
    all
}

/// The changed files that an entry rests on. A ledger that was tampered with may have a cycle, through which nothing new comes.
fn because<'l>(
    name: &'l str,
    ledger: &'l Ledger,
    changed: &BTreeSet<&'l str>,
    found: &mut BTreeMap<&'l str, BTreeSet<&'l str>>,
    under_way: &mut BTreeSet<&'l str>,
) -> BTreeSet<&'l str> {
    if let Some(known) = found.get(name) {
        return known.clone();
    }
    let Some(entry) = ledger.entries.get(name) else { return BTreeSet::new() };
    if !under_way.insert(name) {
        return BTreeSet::new();
    }
    let mut files = BTreeSet::new();
    for upstream in ledger.rests_on(entry) {
        match changed.get(upstream.as_str()) {
            Some(file) => {
                files.insert(*file);
            }
            None => files.extend(because(upstream, ledger, changed, found, under_way)),
        }
    }
    under_way.remove(name);
    found.insert(name, files.clone());
    files
}

#[cfg(test)]
mod tests {
    use super::super::EntryKind;
    use super::*;
    use proptest::prelude::*;

    fn ledger(entries: &[(&str, EntryKind, &[&str])], files: &[&str]) -> Ledger {
        let entry = |(basis, (name, kind, _)): (usize, &(&str, EntryKind, &[&str]))| {
            ((*name).to_owned(), Entry { kind: *kind, says: String::new(), basis })
        };
        let basis = |(_, _, rests_on): &(&str, EntryKind, &[&str])| {
            rests_on.iter().map(|name| (*name).to_owned()).collect()
        };
        Ledger {
            files: files.iter().map(|path| ((*path).to_owned(), "old".to_owned())).collect(),
            bases: entries.iter().map(basis).collect(),
            entries: entries.iter().enumerate().map(entry).collect(),
        }
    }

    #[test]
    fn a_change_reaches_all_that_rests_on_it_and_nothing_else() {
        let ledger = ledger(
            &[
                ("estimate", EntryKind::Estimate, &["a.csv", "study.toml"]),
                ("other", EntryKind::Estimate, &["b.csv", "study.toml"]),
                ("finding", EntryKind::Finding, &["estimate"]),
                ("recommendation", EntryKind::Recommendation, &["finding"]),
                ("elsewhere", EntryKind::Recommendation, &["other"]),
            ],
            &["a.csv", "b.csv", "study.toml"],
        );
        let changed = |path: &'static str| {
            move |asked: &str| Some(if asked == path { "new" } else { "old" }.to_owned())
        };
        let names = |path| -> Vec<String> {
            stale(&ledger, changed(path)).iter().map(|stale| stale.name.to_owned()).collect()
        };
        assert_eq!(names("a.csv"), ["estimate", "finding", "recommendation"]);
        assert_eq!(names("study.toml"), ["estimate", "other", "finding", "elsewhere", "recommendation"]);
        assert!(names("c.csv").is_empty());
        assert_eq!(stale(&ledger, |_| None).len(), 5);
    }

    proptest! {
        #[test]
        fn any_ledger_is_compared(edges in prop::collection::vec((0..8_usize, 0..10_usize), 0..30)) {
            let names = ["a", "b", "c", "d", "e", "f", "g", "h", "x.csv", "y.csv"];
            let entries: Vec<(&str, EntryKind, Vec<&str>)> = (0..8)
                .map(|from| {
                    let to = edges.iter().filter(|edge| edge.0 == from).map(|edge| names[edge.1]).collect();
                    (names[from], EntryKind::Finding, to)
                })
                .collect();
            let entries: Vec<_> = entries.iter().map(|(name, kind, to)| (*name, *kind, to.as_slice())).collect();
            let ledger = ledger(&entries, &["x.csv", "y.csv"]);
            // What rests on a changed file directly is stale, whatever else the graph holds.
            let found = stale(&ledger, |path| (path != "x.csv").then(|| "old".to_owned()));
            for (from, to) in &edges {
                if names[*to] == "x.csv" {
                    prop_assert!(found.iter().any(|stale| stale.name == names[*from]));
                }
            }
        }
    }
}
