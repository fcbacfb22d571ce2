//! Studies made of the template with the files of an activity.
#![allow(dead_code, unreachable_pub, missing_docs, clippy::unwrap_used, clippy::panic)]

use cairn_activities::{ACTIVITIES, Fieldwork, Harvest};
use cairn_definition::{Diagnostics, render};
use cairn_study::{Activity, Study};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// A study whose only country ran one activity besides the household survey.
pub struct Case {
    folder: TempDir,
    activity: Activity,
}

impl Case {
    pub fn new(activity: Activity, protocol: &str) -> Self {
        let case = Self { folder: tempfile::tempdir().unwrap(), activity };
        cairn_demo::template(&case.root()).unwrap();
        case.write(&format!("protocols/{activity}.toml"), protocol);
        // That the frontline survey ran the template says itself.
        if activity != Activity::FrontlineSurvey {
            case.append(
                "countries/exampleland/country.toml",
                &format!("\n[activities]\n{activity} = {{ run = true }}\n"),
            );
        }
        case
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("study")
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn append(&self, path: &str, text: &str) {
        let before = fs::read_to_string(self.root().join(path)).unwrap();
        self.write(path, before + text);
    }

    pub fn record(&self, name: &str, text: impl AsRef<[u8]>) {
        self.write(&format!("data/exampleland/{}/{name}", self.activity), text);
    }

    pub fn study(&self) -> Study {
        let loaded = Study::load(&self.root());
        assert!(loaded.is_valid(), "{:?}", loaded.diagnostics);
        loaded.study
    }

    /// What the protocol's check says, with paths from the study's folder.
    pub fn check(&self) -> String {
        let problems = Diagnostics::new();
        self.activity().check(&self.study(), &problems);
        self.said(problems)
    }

    fn activity(&self) -> &'static dyn cairn_activities::ResearchActivity {
        *ACTIVITIES.iter().find(|activity| activity.activity() == self.activity).unwrap()
    }

    pub fn said(&self, problems: Diagnostics) -> String {
        let said: String = problems.into_sorted().iter().map(render).collect();
        said.replace(&format!("{}/", self.folder.path().display()), "")
    }

    /// What is harvested, and everything that is said, with paths from the study's folder.
    pub fn harvest(&self) -> (Option<Harvest>, String) {
        let study = self.study();
        let country = &study.countries[0];
        let clearance = country.basis.clear("2026-06-01".parse().unwrap()).unwrap();
        let problems = Diagnostics::new();
        let fieldwork = Fieldwork { study: &study, country, clearance: &clearance };
        let harvest = self.activity().harvest(&fieldwork, &problems);
        (harvest, self.said(problems))
    }
}
