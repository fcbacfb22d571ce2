//! The files that weights are made from.

use super::Sampled;
use crate::{Contacts, Draw, SampleFolder, SampledClusters};
use cairn_definition::{Diagnostic, Diagnostics, io_reason};
use cairn_study::{Country, SamplePlan, Study};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// The draw and the field of a country, as weights are made from them.
#[derive(Debug, Clone)]
pub struct WeightSources {
    clusters: SampledClusters,
    sex_probability: Vec<f64>,
    contacts: Contacts,
    respondent: cairn_study::RespondentSelection,
    files: Vec<(PathBuf, [u8; 32])>,
}

impl WeightSources {
    /// Reads draw, releases, listings and contacts of a country. Everything wrong with them is reported.
    pub fn read(study: &Study, country: &Country, plan: &SamplePlan, problems: &Diagnostics) -> Option<Self> {
        let folder = SampleFolder::of(study, &country.id);
        let draw = Draw::read(&folder, problems)?;
        let clusters = draw.sampled();
        let contacts = Contacts::read(&folder, &clusters, country.fieldwork, problems)?;
        let decisions = plan.place.file();
        let mut files = vec![(decisions.path().to_owned(), Sha256::digest(decisions.text()).into())];
        for path in [folder.draw_record(), folder.draw(), folder.releases(), folder.clusters()] {
            if path.exists() {
                files.push((path.clone(), hash(&path, problems)?));
            }
        }
        files.push((contacts.path().to_owned(), contacts.digest()));
        Some(Self {
            sex_probability: draw.in_use().iter().map(|used| used.cluster.sex_probability()).collect(),
            respondent: plan.household.respondent,
            clusters,
            contacts,
            files,
        })
    }

    /// What weights are made from.
    pub fn sampled(&self) -> Sampled<'_> {
        Sampled {
            respondent: self.respondent,
            clusters: &self.clusters,
            sex_probability: &self.sex_probability,
            contacts: &self.contacts,
        }
    }

    /// What came of each household.
    pub fn contacts(&self) -> &Contacts {
        &self.contacts
    }

    /// The files, each with the SHA-256 of its bytes.
    pub fn files(&self) -> &[(PathBuf, [u8; 32])] {
        &self.files
    }
}

fn hash(path: &Path, problems: &Diagnostics) -> Option<[u8; 32]> {
    let read = std::fs::read(path);
    read.map(|bytes| Sha256::digest(bytes).into())
        .map_err(|error| {
            let message = format!("{} cannot be read: {}", path.display(), io_reason(&error));
            problems.push(Diagnostic::elsewhere(message));
        })
        .ok()
}
