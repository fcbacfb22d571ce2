//! Law and the capacity of law enforcement: from the files of a country to evidence, and every mistake at its cell.

#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

use cairn_activities::{ACTIVITIES, Fieldwork, Harvest, ResearchActivity};
use cairn_definition::{Diagnostics, render};
use cairn_study::{Activity, Study};
use std::fs;
use tempfile::TempDir;

mod capacity;
mod law;

/// A study whose only country ran one activity; its fieldwork ended on 30 June 2026.
struct Case {
    activity: Activity,
    folder: TempDir,
}

impl Case {
    fn new(activity: Activity, protocol: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("study");
        cairn_demo::template(&root).unwrap();
        let case = Self { activity, folder };
        let country = root.join("countries/exampleland/country.toml");
        let text = fs::read_to_string(&country).unwrap();
        assert!(text.contains("to = 2025-03-28"), "{text}");
        let text = text.replace("to = 2025-03-28", "to = 2026-06-30");
        fs::write(&country, format!("{text}\n[activities]\n{activity} = {{ run = true }}\n")).unwrap();
        case.write(&format!("protocols/{activity}.toml"), protocol);
        case
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.folder.path().join("study").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn record(&self, name: &str, text: impl AsRef<[u8]>) {
        self.write(&format!("data/exampleland/{}/{name}", self.activity), text);
    }

    fn edit_country(&self, from: &str, to: &str) {
        let path = self.folder.path().join("study/countries/exampleland/country.toml");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    fn study(&self) -> Study {
        let loaded = Study::load(&self.folder.path().join("study"));
        assert!(loaded.is_valid(), "{:?}", loaded.diagnostics);
        loaded.study
    }

    fn research(&self) -> &'static dyn ResearchActivity {
        *ACTIVITIES.iter().find(|activity| activity.activity() == self.activity).unwrap()
    }

    /// What is said of the protocol.
    fn check(&self) -> String {
        let problems = Diagnostics::new();
        self.research().check(&self.study(), &problems);
        self.shown(problems)
    }

    /// What is harvested, and everything that is said, with paths from the study’s folder.
    fn harvest(&self) -> (Option<Harvest>, String) {
        let study = self.study();
        let country = &study.countries[0];
        let clearance = country.basis.clear("2026-06-01".parse().unwrap()).unwrap();
        let problems = Diagnostics::new();
        let fieldwork = Fieldwork { study: &study, country, clearance: &clearance };
        let harvest = self.research().harvest(&fieldwork, &problems);
        assert_eq!(harvest.is_none(), problems.has_errors());
        (harvest, self.shown(problems))
    }

    /// What is harvested of records without a mistake.
    fn sound(&self) -> Harvest {
        let (harvest, said) = self.harvest();
        assert_eq!(said, "");
        harvest.unwrap()
    }

    fn shown(&self, problems: Diagnostics) -> String {
        let said: String = problems.into_sorted().iter().map(render).collect();
        said.replace(&format!("{}/", self.folder.path().display()), "")
    }
}
