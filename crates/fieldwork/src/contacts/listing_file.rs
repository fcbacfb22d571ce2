//! What was found in each cluster: `clusters.csv`.

use super::SampledClusters;
use super::cells::{counts, more};
use super::columns::unknown_cluster;
use super::sampled::Named;
use crate::table::{Listing, Table, shortened};
use cairn_definition::{Diagnostic, Diagnostics, nearest};
use std::path::Path;

const CLUSTER: &str = "cluster";
const LISTED: &str = "listed";
const SELECTED: &str = "selected";
const SEGMENT_SHARE: &str = "segment_share";

/// What was found in a cluster.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterListing {
    /// Dwellings listed, or counted on the walk.
    pub listed: u32,
    /// Households selected; where it was not entered, those of which there is a row.
    pub selected: Option<u32>,
    /// The share of the cluster that was listed; 1 where it was not divided.
    pub segment_share: f64,
    /// The line, from 1, the header included.
    pub line: u64,
}

impl ClusterListing {
    /// The probability with which a household was selected, given the cluster and that there are so many rows of contacts.
    pub fn probability(&self, contacts: u64) -> Option<f64> {
        let selected = self.selected.map_or(contacts as f64, f64::from);
        let probability = self.segment_share * selected / f64::from(self.listed);
        (probability > 0.0 && probability <= 1.0).then_some(probability)
    }
}

/// The rows of the file, in the order of the clusters in use.
pub(super) struct Listings<'a> {
    table: &'a Table,
    clusters: Vec<Found>,
}

/// What the file says of a cluster.
#[derive(Clone)]
enum Found {
    Nothing,
    /// A row with a mistake, which was reported.
    Refused,
    Row(ClusterListing),
}

/// Opens the file.
pub(super) fn open(path: &Path, problems: &Diagnostics) -> Option<Table> {
    if !path.exists() {
        let message = format!("there is no file {}", path.display());
        problems.push(
            Diagnostic::elsewhere(message)
                .expected(
                    "a row for each cluster that was worked: how many dwellings were listed or counted there",
                )
                .help("`cairn template sample` writes one to begin from"),
        );
        return None;
    }
    Table::read(path, problems)
}

/// Reads it.
pub(super) fn read<'a>(
    table: &'a Table,
    sampled: &SampledClusters,
    problems: &Diagnostics,
) -> Option<Listings<'a>> {
    let columns = columns(table, problems)?;
    let classes = table.classes(&columns.iter().flatten().copied().collect::<Vec<usize>>());
    let classes = classes.map_err(|error| problems.push(Diagnostic::elsewhere(error.to_string()))).ok()?;
    let mut classes = classes.into_iter();
    let mut column = |number: Option<usize>| number.and_then(|_| classes.next());
    let [cluster, listed, selected, share] = columns.map(&mut column);
    let cluster = cluster.unwrap_or_default();
    let rows = table.rows();
    let numbers = |name: &str, classes: &Option<crate::Classes>| {
        classes.as_ref().map_or_else(|| vec![None; rows], |classes| counts(table, name, classes, problems))
    };
    let (listed_counts, selected_counts) = (numbers(LISTED, &listed), numbers(SELECTED, &selected));
    let mut clusters = vec![Found::Nothing; sampled.in_use.len()];
    let mut lines: Vec<Option<u64>> = vec![None; sampled.in_use.len()];
    let mut wrong = Listing::new(problems);
    for row in 0..rows {
        let place = table.place(row);
        let name = cluster.label(row);
        let number = match sampled.find(name) {
            Named::InUse(number) => number,
            named => {
                wrong.push(|| unknown_cluster(&place, name, &named, sampled));
                continue;
            }
        };
        let (Some(found), Some(line)) = (clusters.get_mut(number), lines.get_mut(number)) else { continue };
        if let Some(first) = line {
            wrong.push(|| {
                let message =
                    format!("{place}: cluster `{}` is there already, on line {first}", shortened(name));
                Diagnostic::elsewhere(message).expected("one row a cluster")
            });
            continue;
        }
        *line = Some(table.line(row));
        let cell = |classes: &Option<crate::Classes>| {
            classes.as_ref().map_or(String::new(), |classes| classes.label(row).trim().to_owned())
        };
        let count = |counts: &[Option<u32>]| counts.get(row).copied().flatten();
        let (listed_count, selected_count) = (count(&listed_counts), count(&selected_counts));
        *found = match cluster_listing(&place, table.line(row), listed_count, selected_count, &cell(&share)) {
            Ok(listing) => Found::Row(listing),
            // What is written there was refused as no number.
            Err(_) if listed_count.is_none() && !cell(&listed).is_empty() => Found::Refused,
            Err(problem) => {
                wrong.push(|| problem);
                Found::Refused
            }
        };
    }
    wrong.finish(more(table.path(), "with a mistake"));
    Some(Listings { table, clusters })
}

/// The numbers of the columns: cluster, listed, selected, segment_share; reported where one that is needed is not there.
fn columns(table: &Table, problems: &Diagnostics) -> Option<[Option<usize>; 4]> {
    let found = [CLUSTER, LISTED, SELECTED, SEGMENT_SHARE].map(|name| table.column(name));
    for (name, column) in [CLUSTER, LISTED].into_iter().zip(&found) {
        if column.is_none() {
            let message = format!("{} has no column `{name}`", table.path().display());
            let problem = Diagnostic::elsewhere(message).expected("`cluster` and `listed`");
            problems.push(match nearest(name, table.names()) {
                Some(meant) => problem.help(format!("rename the column `{meant}`, if it is that")),
                None => problem,
            });
        }
    }
    let [Some(_), Some(_), ..] = found else { return None };
    Some(found)
}

fn cluster_listing(
    place: &str,
    line: u64,
    listed: Option<u32>,
    selected: Option<u32>,
    share: &str,
) -> Result<ClusterListing, Diagnostic> {
    let listed = listed.ok_or_else(|| {
        Diagnostic::elsewhere(format!("{place}: `{LISTED}` is not known"))
            .expected("how many dwellings were listed, or counted on the walk")
            .help("leave out the row of a cluster that has not been worked")
    })?;
    if let Some(selected) = selected.filter(|selected| *selected > listed) {
        let message = format!("{place}: `{SELECTED}` is {selected} and `{LISTED}` is {listed}");
        return Err(Diagnostic::elsewhere(message).expected("no more households selected than listed"));
    }
    let segment_share = if share.trim().is_empty() { Some(1.0) } else { crate::table::number(share) };
    let segment_share = segment_share.filter(|share| *share > 0.0 && *share <= 1.0).ok_or_else(|| {
        Diagnostic::elsewhere(format!("{place}: `{SEGMENT_SHARE}` is “{}”", shortened(share))).expected(
            "the share of the cluster that was listed, above 0 and at most 1; empty where all of it was",
        )
    })?;
    Ok(ClusterListing { listed, selected, segment_share, line })
}

impl Listings<'_> {
    /// Whether they fit the number of contacts in each cluster.
    pub(super) fn check(&self, contacts: &[u64], sampled: &SampledClusters, problems: &Diagnostics) {
        let mut wrong = Listing::new(problems);
        let mut behind = Vec::new();
        let path = self.table.path().display();
        for (number, (found, contacts)) in self.clusters.iter().zip(contacts).enumerate() {
            let name = sampled.name(number);
            let rows = if *contacts == 1 { "1 contact".to_owned() } else { format!("{contacts} contacts") };
            match found {
                Found::Nothing if *contacts > 0 => wrong.push(|| {
                    Diagnostic::elsewhere(format!(
                        "{path} has no row for cluster `{name}`, of which there are {rows}"
                    ))
                    .expected("how many dwellings were listed, or counted on the walk")
                    .help("without it the probability of its households is not known")
                }),
                Found::Row(row) => {
                    let place = crate::table::place(self.table.path(), row.line);
                    let listed = u64::from(row.listed);
                    if *contacts > listed {
                        wrong.push(|| {
                            let message = format!("{place}: cluster `{name}` has {rows} and `{LISTED}` is {listed}");
                            Diagnostic::elsewhere(message)
                                .expected("no more contacts than dwellings listed")
                                .help("count again, or look for contacts of another cluster under this one’s name")
                        });
                    } else if let Some(selected) = row.selected.map(u64::from) {
                        let message =
                            format!("{place}: cluster `{name}` has {rows} and `{SELECTED}` is {selected}");
                        if *contacts > selected {
                            wrong.push(|| {
                                Diagnostic::elsewhere(message)
                                    .expected("no more contacts than households selected")
                            });
                        } else if *contacts < selected {
                            behind.push(message);
                        }
                    }
                }
                Found::Nothing | Found::Refused => {}
            }
        }
        wrong.finish(|more| format!("{path}: {more} more clusters that do not fit their contacts"));
        if let Some(first) = behind.first() {
            let message = match behind.len() - 1 {
                0 => first.clone(),
                1 => format!("{first}, and so it is with 1 more cluster"),
                more => format!("{first}, and so it is with {more} more clusters"),
            };
            problems.push(
                Diagnostic::elsewhere_warning(message)
                    .expected("a row of contacts for each household selected")
                    .help("until then the other households are in no rate; `3.11` is for those where nobody went"),
            );
        }
    }

    /// What was listed in each cluster in use.
    pub(super) fn into_clusters(self) -> Vec<Option<ClusterListing>> {
        let listing = |found| match found {
            Found::Row(listing) => Some(listing),
            Found::Nothing | Found::Refused => None,
        };
        self.clusters.into_iter().map(listing).collect()
    }
}
