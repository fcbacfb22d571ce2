//! A small study folder in a temporary place.

use cairn_definition::render;
use cairn_study::{Loaded, Study};
use std::path::PathBuf;
use tempfile::TempDir;

pub(crate) const STUDY: &str = r#"title = "Disrupting Harm, fictional round"
round = "Demonstration"
partners = ["One", "Two"]
synthetic = true

[presentation]
minimum_base = 40

[[breakdowns]]
id = "gender"
title = "Gender"
value = "gender"
levels = [{ value = 1, label = "Girls" }, { value = 2, label = "Boys" }]

[[breakdowns]]
id = "age_group"
title = "Age group"
instruments = ["child"]
value = "CASE WHEN age <= 13 THEN '12-13' WHEN age <= 15 THEN '14-15' ELSE '16-17' END"
"#;

pub(crate) const CHILD: &str = r#"title = "Children’s questionnaire"
respondents = "internet-using children aged 12–17"

[missing]
dont_know = [98]
prefer_not_to_say = [99]
refused = [97]
not_asked = [-1]
blank = "unrecorded"

[[columns]]
name = "psu"
label = "Sampling point"
type = "text"

[[columns]]
name = "stratum"
label = "Stratum"
type = "integer"

[[columns]]
name = "weight"
label = "Design weight"
type = "number"

[[columns]]
name = "gender"
label = "Gender of the child"
type = "integer"
values = [{ code = 1, label = "Girl" }, { code = 2, label = "Boy" }]

[[columns]]
name = "age"
label = "Age in years"
type = "integer"
missing = { dont_know = [998], blank = "not_asked" }
"#;

pub(crate) const CAREGIVER: &str = r#"title = "Caregivers’ questionnaire"
respondents = "caregivers"
[[columns]]
name = "psu"
label = "Sampling point"
type = "text"
"#;

pub(crate) const ONLINE: &str = r#"[[indicators]]
id = "online_daily"
version = 1
title = "Online every day"
instrument = "child"
population = "internet-using children aged 12–17 in households"
base = "age >= 12"
base_label = "children aged 12–17"
value = "gender = 1"
missing = { dont_know = "no" }
period = "in the past year"
by = ["gender", ["gender", "age_group"]]
chapter = "online"
topic = "Access"
source = "Question A1"
icvac = "05"
"#;

pub(crate) const ALDERMARK: &str = r#"name = "Aldermark"
[fieldwork]
from = 2026-03-02
to = "2026-05-29"
[survey]
sampling = "Stratified two-stage sample"
clusters = ["psu"]
strata = ["stratum"]
weights = "weight"
lonely_psu = "adjust"
[synthetic]
generator = "cairn demo, seed 1"
"#;

/// A ground of collected records, in place of the synthetic one.
pub(crate) const COLLECTED: &str = r#"[[collected.approvals]]
board = "National board"
reference = "NB-1"
scope = "the study"
from = 2026-01-01
expires = 2026-12-31
[collected.protocol]
consent = "consent form, version 2"
assent = "assent form, version 2"
referral_list = "services, version 3"
[collected.retention]
destroy_by = 2031-12-31
"#;

pub(crate) const SYNTHETIC: &str = "[synthetic]\ngenerator = \"cairn demo, seed 1\"\n";

pub(crate) struct Folder {
    place: TempDir,
}

impl Folder {
    /// A folder without anything.
    pub(crate) fn empty() -> Self {
        Self { place: TempDir::new().unwrap() }
    }

    /// A valid study.
    pub(crate) fn valid() -> Self {
        Self::empty()
            .with("study.toml", STUDY)
            .with("instruments/child.toml", CHILD)
            .with("instruments/caregiver.toml", CAREGIVER)
            .with("indicators/online.toml", ONLINE)
            .with("countries/aldermark/country.toml", ALDERMARK)
    }

    /// The same with a file of that content.
    pub(crate) fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.root().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// The same with a part of a file replaced.
    pub(crate) fn changed(self, path: &str, from: &str, to: &str) -> Self {
        let text = std::fs::read_to_string(self.root().join(path)).unwrap();
        assert!(text.contains(from), "{path} does not hold {from}");
        self.with(path, text.replace(from, to))
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.place.path().join("study")
    }

    pub(crate) fn load(&self) -> Loaded {
        Study::load(&self.root())
    }

    /// Every diagnostic as text, without the temporary path.
    pub(crate) fn problems(&self) -> String {
        self.load().diagnostics.iter().map(|problem| self.shown(&render(problem))).collect()
    }

    pub(crate) fn shown(&self, text: &str) -> String {
        let place = self.place.path().to_str().unwrap();
        text.replace(&format!("{place}/"), "")
    }
}
