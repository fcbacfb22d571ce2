//! Reads a draw, and refuses one whose files no longer agree with each other.

use super::clusters_file::{self, columns};
use super::joint::Pairs;
use super::record::{self, ReadRecord};
use super::{Draw, FileHash};
use crate::SampleFolder;
use crate::table::{Table, number};
use cairn_definition::{Diagnostic, Diagnostics, SourceFile, io_reason};
use cairn_sample::draw::Role;
use std::path::Path;

/// The files of a draw as bytes; `None` where one is not there.
#[derive(Debug, Clone, Default)]
pub struct DrawFiles {
    /// `draw.toml`.
    pub record: Vec<u8>,
    /// `draw.csv`.
    pub clusters: Vec<u8>,
    /// `joint_draw_probabilities.csv`.
    pub pairs: Option<Vec<u8>>,
    /// `releases.csv`.
    pub releases: Option<Vec<u8>>,
}

impl Draw {
    /// Reads the draw of a country with its releases.
    ///
    /// The files of a draw are not changed by hand: where `draw.csv` no longer has the hash that `draw.toml` states, or a release is not the
    /// next of its stratum, the draw is refused.
    pub fn read(folder: &SampleFolder, problems: &Diagnostics) -> Option<Self> {
        if !folder.draw_record().exists() {
            let message =
                format!("no clusters have been drawn: there is no file {}", folder.draw_record().display());
            problems.push(
                Diagnostic::elsewhere(message).help("draw them: `cairn sample draw STUDY --country COUNTRY`"),
            );
            return None;
        }
        let files = DrawFiles {
            record: bytes(&folder.draw_record(), problems)?,
            clusters: bytes(&folder.draw(), problems)?,
            pairs: optional(&folder.joint_draw_probabilities(), problems)?,
            releases: optional(&folder.releases(), problems)?,
        };
        Self::of_files(folder, files, problems)
    }

    /// The draw that these files hold; those of the folder give their names in messages.
    pub fn of_files(folder: &SampleFolder, files: DrawFiles, problems: &Diagnostics) -> Option<Self> {
        let before = problems.errors();
        let record = SourceFile::from_bytes(&folder.draw_record(), &files.record);
        let record = record.map_err(|problem| problems.push(problem)).ok()?;
        let ReadRecord { record, strata, clusters_hash, pairs_hash } = record::read(&record, problems)?;
        agrees(&folder.draw(), &files.clusters, clusters_hash, problems)?;
        let table = Table::of_bytes(&folder.draw(), files.clusters, problems)?;
        let clusters = clusters_file::read(&table, &record.columns, &strata, problems)?;
        let pairs = match (pairs_hash, files.pairs) {
            (None, _) => None,
            (Some(hash), Some(bytes)) => {
                agrees(&folder.joint_draw_probabilities(), &bytes, hash, problems)?;
                Some(read_pairs(&folder.joint_draw_probabilities(), bytes, problems)?)
            }
            (Some(_), None) => {
                problems.push(lost(&folder.joint_draw_probabilities()));
                return None;
            }
        };
        let mut draw = Self { record, strata, clusters, releases: Vec::new(), pairs };
        draw.check(folder, problems);
        if let Some(bytes) = files.releases {
            draw.read_releases(&folder.releases(), bytes, problems)?;
        }
        (problems.errors() == before).then_some(draw)
    }

    /// Whether the clusters are those that the record counts.
    fn check(&self, folder: &SampleFolder, problems: &Diagnostics) {
        let mut stratum_before = 0;
        for cluster in &self.clusters {
            if cluster.stratum < stratum_before {
                let message = format!(
                    "{}: clusters do not stand in the order of their strata",
                    folder.draw().display()
                );
                problems.push(Diagnostic::elsewhere(message));
            }
            stratum_before = cluster.stratum.max(stratum_before);
        }
        for (number, stratum) in self.strata.iter().enumerate() {
            let clusters = || self.clusters.iter().filter(|cluster| cluster.stratum == number);
            let main = clusters().filter(|cluster| cluster.role == Role::Main).count() as u64;
            let certain =
                clusters().filter(|cluster| cluster.certainty && cluster.role == Role::Main).count() as u64;
            let reserve = clusters().filter_map(|cluster| match cluster.role {
                Role::Reserve(order) => Some(order),
                Role::Main => None,
            });
            let counted = [stratum.clusters, stratum.certainties].map(u64::from) == [main, certain];
            if !counted || !reserve.eq(1..=stratum.reserve) {
                let message = format!(
                    "{} does not hold the {} clusters and {} of reserve that draw.toml counts in stratum “{}”",
                    folder.draw().display(),
                    stratum.clusters,
                    stratum.reserve,
                    stratum.title()
                );
                problems.push(Diagnostic::elsewhere(message).help(RESTORE));
            }
        }
        if !self.pairs_are_complete() {
            let message = format!("{} lacks pairs of clusters", folder.joint_draw_probabilities().display());
            problems.push(Diagnostic::elsewhere(message).help(RESTORE));
        }
    }
}

/// How a draw is mended.
const RESTORE: &str =
    "restore the file as it was drawn; the same frame, sample.toml and seed draw the same clusters again";

fn agrees(path: &Path, bytes: &[u8], hash: FileHash, problems: &Diagnostics) -> Option<()> {
    if FileHash::of(bytes) == hash {
        return Some(());
    }
    let message = format!(
        "{} has changed since the clusters were drawn: it no longer has the hash in draw.toml",
        path.display()
    );
    problems.push(Diagnostic::elsewhere(message).help(RESTORE));
    None
}

fn lost(path: &Path) -> Diagnostic {
    let message = format!("{} is not there, and belongs to the draw", path.display());
    Diagnostic::elsewhere(message).help(RESTORE)
}

fn bytes(path: &Path, problems: &Diagnostics) -> Option<Vec<u8>> {
    let read = std::fs::read(path);
    read.map_err(|error| {
        let message = format!("{} cannot be read: {}", path.display(), io_reason(&error));
        problems.push(Diagnostic::elsewhere(message).help(RESTORE));
    })
    .ok()
}

/// The bytes of a file that may be absent; the outer nothing is one that cannot be read.
fn optional(path: &Path, problems: &Diagnostics) -> Option<Option<Vec<u8>>> {
    if path.exists() { bytes(path, problems).map(Some) } else { Some(None) }
}

fn read_pairs(path: &Path, bytes: Vec<u8>, problems: &Diagnostics) -> Option<Pairs> {
    let table = Table::of_bytes(path, bytes, problems)?;
    let indices = columns(&table, &["cluster", "with", "joint_draw_probability"], problems)?;
    let cells = table.classes(&indices);
    let cells = cells.map_err(|error| problems.push(Diagnostic::elsewhere(error.to_string()))).ok()?;
    let [one, other, together] = cells.as_slice() else { return None };
    let mut pairs = Pairs::default();
    let before = problems.errors();
    for row in 0..table.rows() {
        let together = number(together.label(row)).filter(|together| *together > 0.0 && *together <= 1.0);
        let read = one.label(row).parse().ok().zip(other.label(row).parse().ok()).zip(together);
        if !read.is_some_and(|((one, other), together)| pairs.insert(one, other, together)) {
            let message = format!(
                "{}: no pair of clusters with a probability, or one that is there twice",
                table.place(row)
            );
            problems.push(Diagnostic::elsewhere(message));
        }
    }
    (problems.errors() == before).then_some(pairs)
}
