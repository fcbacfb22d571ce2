//! Releases of reserve clusters: the next of a stratum, never a chosen one, on record.

use super::Draw;
use crate::table::Table;
use cairn_definition::{Diagnostic, Diagnostics};
use cairn_sample::draw::Role;
use jiff::civil::Date;
use std::path::Path;

/// The columns of `releases.csv`.
pub(super) const COLUMNS: [&str; 4] = ["cluster", "date", "reason", "by"];

/// A cluster released from the reserve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleasedCluster {
    /// Its number.
    pub cluster: u32,
    /// The day.
    pub date: Date,
    /// Why.
    pub reason: String,
    /// Who decided it.
    pub by: String,
}

impl Draw {
    /// Releases the next cluster of a stratum’s reserve; `None` where none is left.
    pub fn release_next(&mut self, stratum: usize, date: Date, reason: &str, by: &str) -> Option<u32> {
        let cluster = self.next_reserve(stratum)?.number;
        let release =
            ReleasedCluster { cluster, date, reason: reason.trim().to_owned(), by: by.trim().to_owned() };
        self.releases.push(release);
        Some(cluster)
    }

    /// The releases as a file.
    pub(super) fn releases_csv(&self) -> String {
        let mut text = super::clusters_file::line(&COLUMNS.map(str::to_owned));
        for release in &self.releases {
            let cells = [
                release.cluster.to_string(),
                release.date.to_string(),
                release.reason.clone(),
                release.by.clone(),
            ];
            text.push_str(&super::clusters_file::line(&cells));
        }
        text
    }

    /// Takes up the releases that a file records. Each must be the next of its stratum.
    pub(super) fn read_releases(
        &mut self,
        path: &Path,
        bytes: Vec<u8>,
        problems: &Diagnostics,
    ) -> Option<()> {
        let table = Table::of_bytes(path, bytes, problems)?;
        let columns = super::clusters_file::columns(&table, &COLUMNS, problems)?;
        let cells = table.classes(&columns);
        let cells = cells.map_err(|error| problems.push(Diagnostic::elsewhere(error.to_string()))).ok()?;
        let [clusters, dates, reasons, by] = cells.as_slice() else { return None };
        let before = problems.errors();
        for row in 0..table.rows() {
            let place = table.place(row);
            let refuse =
                |message: String| problems.push(Diagnostic::elsewhere(format!("{place}: {message}")));
            let Ok(date) = dates.label(row).parse::<Date>() else {
                refuse(format!("the `date` is “{}”; expected a day such as 2025-03-31", dates.label(row)));
                continue;
            };
            if reasons.label(row).is_empty() || by.label(row).is_empty() {
                refuse("a release has a `reason` and says `by` whom it was decided".to_owned());
            }
            let number = clusters.label(row).parse().ok();
            let Some((number, cluster)) = number.and_then(|number| Some((number, self.cluster(number)?)))
            else {
                refuse(format!("there is no cluster `{}` in the draw", clusters.label(row)));
                continue;
            };
            match (cluster.role, self.next_reserve(cluster.stratum)) {
                (Role::Main, _) => {
                    refuse(format!("cluster {number} is a main cluster, not one of the reserve"));
                    continue;
                }
                (Role::Reserve(_), Some(next)) if next.number == number => {}
                (Role::Reserve(_), Some(next)) => {
                    refuse(format!(
                        "cluster {number} is not the next of its stratum’s reserve, which is cluster {}; reserves are released in their order, each once",
                        next.number
                    ));
                    continue;
                }
                (Role::Reserve(_), None) => {
                    refuse(format!("cluster {number} was released before"));
                    continue;
                }
            }
            self.releases.push(ReleasedCluster {
                cluster: number,
                date,
                reason: reasons.label(row).to_owned(),
                by: by.label(row).to_owned(),
            });
        }
        (problems.errors() == before).then_some(())
    }
}
