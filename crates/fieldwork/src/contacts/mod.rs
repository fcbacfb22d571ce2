//! What came of each household that was selected: `contacts.csv` (or `.parquet`) and `clusters.csv`.

mod cells;
mod check;
mod columns;
mod listing_file;
mod sampled;

pub use listing_file::ClusterListing;
pub use sampled::{SampledCluster, SampledClusters};

use crate::table::{Classes, Table};
use crate::{SampleFolder, contacts::columns::Columns};
use cairn_definition::{Diagnostic, Diagnostics};
use cairn_sample::disposition::Disposition;
use cairn_study::Fieldwork;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The households selected in the clusters in use, a column a vector, in the order of the file.
///
/// Each has a disposition: a household without one is refused, for it is no respondent and no non-respondent either.
#[derive(Debug, Clone, PartialEq)]
pub struct Contacts {
    path: PathBuf,
    digest: [u8; 32],
    household: Vec<String>,
    cluster: Vec<usize>,
    disposition: Vec<Disposition>,
    date: Vec<Option<Date>>,
    interviewer: Option<Classes>,
    eligible_children: Vec<Option<u32>>,
    child_position: Vec<Option<u32>>,
    lines: Vec<u64>,
    others: BTreeMap<String, Classes>,
    listings: Vec<Option<ClusterListing>>,
    contacts_of_cluster: Vec<u64>,
}

impl Contacts {
    /// Reads the contacts and cluster listings of a country’s sample. Everything wrong with them is reported; a date outside the fieldwork
    /// and a cluster with fewer rows than households selected are warnings.
    pub fn read(
        folder: &SampleFolder,
        sampled: &SampledClusters,
        fieldwork: Fieldwork,
        problems: &Diagnostics,
    ) -> Option<Self> {
        let contacts = find(&folder.contacts(), problems).and_then(|path| Table::read(&path, problems));
        let listings = listing_file::open(&folder.clusters(), problems);
        Self::of(&contacts?, &listings?, sampled, fieldwork, problems)
    }

    /// The contacts and the cluster listings that these bytes hold; the names of the files say what they are.
    pub fn of_bytes(
        contacts: (&Path, Vec<u8>),
        clusters: (&Path, Vec<u8>),
        sampled: &SampledClusters,
        fieldwork: Fieldwork,
        problems: &Diagnostics,
    ) -> Option<Self> {
        let contacts = Table::of_bytes(contacts.0, contacts.1, problems);
        let listings = Table::of_bytes(clusters.0, clusters.1, problems);
        Self::of(&contacts?, &listings?, sampled, fieldwork, problems)
    }

    fn of(
        table: &Table,
        listing_table: &Table,
        sampled: &SampledClusters,
        fieldwork: Fieldwork,
        problems: &Diagnostics,
    ) -> Option<Self> {
        let before = problems.errors();
        let listings = listing_file::read(listing_table, sampled, problems);
        let columns = Columns::read(table, sampled, problems)?;
        let rows = check::Rows { table, columns: &columns, sampled, fieldwork };
        rows.check(problems);
        let mut contacts_of_cluster = vec![0_u64; sampled.in_use.len()];
        for cluster in columns.cluster.iter().flatten() {
            if let Some(count) = contacts_of_cluster.get_mut(*cluster) {
                *count += 1;
            }
        }
        if let Some(listings) = &listings {
            listings.check(&contacts_of_cluster, sampled, problems);
        }
        let listings = listings?.into_clusters();
        let cluster: Option<Vec<usize>> = columns.cluster.into_iter().collect();
        let disposition: Option<Vec<Disposition>> = columns.disposition.into_iter().collect();
        let (cluster, disposition) = (cluster?, disposition?);
        if problems.errors() > before {
            return None;
        }
        let mut others = columns.others;
        for (position, name) in sampled.columns.iter().enumerate() {
            let labels: Vec<&str> = cluster.iter().map(|cluster| sampled.label(*cluster, position)).collect();
            others.insert(name.clone(), Classes::new(labels));
        }
        Some(Self {
            path: table.path().to_owned(),
            digest: table.digest(),
            household: columns.household,
            cluster,
            disposition,
            date: columns.date,
            interviewer: columns.interviewer,
            eligible_children: columns.eligible_children,
            child_position: columns.child_position,
            lines: (0..table.rows()).map(|row| table.line(row)).collect(),
            others,
            listings,
            contacts_of_cluster,
        })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// SHA-256 of the bytes of the file.
    pub fn digest(&self) -> [u8; 32] {
        self.digest
    }

    /// Households selected of which there is a row.
    pub fn len(&self) -> usize {
        self.disposition.len()
    }

    /// Whether there is none yet.
    pub fn is_empty(&self) -> bool {
        self.disposition.is_empty()
    }

    /// The name of each household; no two are the same.
    pub fn household(&self) -> &[String] {
        &self.household
    }

    /// The cluster of each household: its place among the clusters in use.
    pub fn cluster(&self) -> &[usize] {
        &self.cluster
    }

    /// What came of each household.
    pub fn disposition(&self) -> &[Disposition] {
        &self.disposition
    }

    /// The day of the last contact with each household, where it was entered.
    pub fn date(&self) -> &[Option<Date>] {
        &self.date
    }

    /// The code of each household’s interviewer, an empty label where none was entered; absent where the file has no such column.
    pub fn interviewer(&self) -> Option<&Classes> {
        self.interviewer.as_ref()
    }

    /// How many of each household’s children are eligible; known of all that took part.
    pub fn eligible_children(&self) -> &[Option<u32>] {
        &self.eligible_children
    }

    /// Which of each household’s eligible children was picked, from 1, where it was entered.
    pub fn child_position(&self) -> &[Option<u32>] {
        &self.child_position
    }

    /// The line of a household in the file, from 1, the header included; of a Parquet file its row.
    pub fn line(&self, row: usize) -> u64 {
        self.lines.get(row).copied().unwrap_or_default()
    }

    /// Where a household stands: `contacts.csv:17`, or `contacts.parquet, row 16`.
    pub fn place(&self, row: usize) -> String {
        crate::table::place(&self.path, self.line(row))
    }

    /// Any other column of the file, and the columns of the strata, which every household has from its cluster.
    pub fn column(&self, name: &str) -> Option<&Classes> {
        self.others.get(name)
    }

    /// The names of those columns.
    pub fn column_names(&self) -> impl Iterator<Item = &str> {
        self.others.keys().map(String::as_str)
    }

    /// What was listed in each cluster in use; absent where it has not been worked.
    pub fn listings(&self) -> &[Option<ClusterListing>] {
        &self.listings
    }

    /// How many households there are of each cluster in use.
    pub fn contacts_of_cluster(&self) -> &[u64] {
        &self.contacts_of_cluster
    }

    /// The probability with which a household of each cluster in use was selected, given the cluster: the share of the cluster that was
    /// listed, times the households selected over those listed. Absent where the cluster has not been worked.
    pub fn household_probability(&self) -> Vec<Option<f64>> {
        let clusters = self.listings.iter().zip(&self.contacts_of_cluster);
        clusters.map(|(listing, contacts)| listing.as_ref()?.probability(*contacts)).collect()
    }
}

/// `contacts.csv`, or the Parquet file of the same name.
fn find(csv: &Path, problems: &Diagnostics) -> Option<PathBuf> {
    let parquet = csv.with_extension("parquet");
    match (csv.exists(), parquet.exists()) {
        (true, false) => Some(csv.to_owned()),
        (false, true) => Some(parquet),
        (true, true) => {
            let message = format!("{} and {} are both there", csv.display(), parquet.display());
            problems.push(Diagnostic::elsewhere(message).help("keep the one that is up to date"));
            None
        }
        (false, false) => {
            let message = format!("there is no file {}, nor a .parquet of that name", csv.display());
            problems.push(
                Diagnostic::elsewhere(message)
                    .expected("a row for each household selected, with its disposition")
                    .help("`cairn template sample` writes one to begin from"),
            );
            None
        }
    }
}
