//! A small study folder whose conclusions a test writes, checked against evidence that it makes.

use crate::evidence;
use cairn_definition::{Diagnostic, Diagnostics, Severity};
use cairn_evidence::sentence::UnknownCorrelations;
use cairn_evidence::{BodyOfEvidence, Concluded, Evidence, EvidenceId, Material, conclude};
use cairn_study::{Activity, Conduct, CountryId, Study, ThemedItem};
use std::fs;
use tempfile::TempDir;

const STUDY: &str = r#"title = "Disrupting Harm, fictional round"
synthetic = true

[[themes]]
id = "telling"
title = "Telling somebody"

[[themes]]
id = "law"
title = "Law and its enforcement"
"#;

const COUNTRY: &str = r#"name = "NAME"
[fieldwork]
from = 2026-03-02
to = 2026-05-29
[survey]
sampling = "Stratified two-stage sample"
[synthetic]
generator = "cairn demo, seed 1"
"#;

/// What a finding of `aldermark` says besides its text.
const FINDING: &str = "id = \"FINDING\"\ntitle = \"Telling\"\ntheme = \"telling\"\nclaim = \"view_exists\"\n\
                       evidence = [\"government_interviews/barriers\"]\n";

/// A study with two countries after the protocol and one whose survey departs from it.
pub(crate) struct Folder {
    files: Vec<(String, String)>,
    body: BodyOfEvidence,
}

impl Folder {
    pub(crate) fn new() -> Self {
        let country = |name: &str| COUNTRY.replace("NAME", name);
        let departs = country("Cotterdale")
            .replace("[survey]", "[survey]\ndeparts = \"Children of 9 to 17 years, by telephone.\"");
        let folder = Self { files: Vec::new(), body: evidence::body() };
        folder
            .with("study.toml", STUDY)
            .with("countries/aldermark/country.toml", &country("Aldermark"))
            .with("countries/brookmere/country.toml", &country("Brookmere"))
            .with("countries/cotterdale/country.toml", &departs)
    }

    /// The same with a file.
    pub(crate) fn with(mut self, path: &str, text: &str) -> Self {
        self.files.retain(|(known, _)| known != path);
        self.files.push((path.to_owned(), text.to_owned()));
        self
    }

    /// The same with more evidence.
    pub(crate) fn having(mut self, evidence: impl IntoIterator<Item = Evidence>) -> Self {
        self.body.extend(evidence);
        self
    }

    /// The same with these findings of `aldermark`, one for each text, and nothing else concluded.
    pub(crate) fn saying(self, texts: &[&str]) -> Self {
        let findings = texts.iter().zip('a'..).map(|(text, id)| {
            format!("[[findings]]\n{}text = '''{text}'''\n", FINDING.replace("FINDING", &id.to_string()))
        });
        self.with("findings/aldermark.toml", &findings.collect::<String>())
    }

    /// What is concluded, and everything that is wrong with it.
    pub(crate) fn conclude(&self) -> (Vec<Concluded>, Vec<Diagnostic>) {
        let place = TempDir::new().unwrap();
        for (path, text) in &self.files {
            let path = place.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let loaded = Study::load(place.path());
        assert_eq!(said(place.path(), &loaded.diagnostics), "");
        let mut study = loaded.study;
        for country in &mut study.countries {
            country.activities = conduct().into_iter().collect();
        }
        let items = items();
        let material = Material {
            study: &study,
            body: &self.body,
            items: &items,
            item_of: &item_of,
            correlations: &UnknownCorrelations,
        };
        let ids: Vec<&CountryId> = study.countries.iter().map(|country| &country.id).collect();
        let problems = Diagnostics::new();
        let concluded = conclude(&material, &ids, true, &problems);
        let mut diagnostics = problems.into_sorted();
        for diagnostic in &mut diagnostics {
            diagnostic.help = diagnostic.help.take().map(|help| without(place.path(), &help));
        }
        (concluded, diagnostics)
    }

    /// All that is wrong, a line each: whether an error or a warning, where, and in which words.
    pub(crate) fn problems(&self) -> String {
        let (_, diagnostics) = self.conclude();
        diagnostics.iter().map(line).collect()
    }

    /// All that is an error.
    pub(crate) fn errors(&self) -> String {
        let (_, diagnostics) = self.conclude();
        diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).map(line).collect()
    }

    /// What is wrong with what a finding’s text says, without what stands alone in so small a study.
    pub(crate) fn wrong(&self) -> String {
        let (_, diagnostics) = self.conclude();
        let in_text = |diagnostic: &&Diagnostic| {
            let place = diagnostic.place.as_ref().unwrap();
            let (line, _) = place.line_column();
            place.file().text().lines().nth(line - 1).unwrap().starts_with("text = ")
        };
        diagnostics.iter().filter(in_text).map(line).collect()
    }
}

/// What is wrong with a text that stands in a finding.
pub(crate) fn wrong(text: &str) -> String {
    Folder::new().saying(&[text]).wrong()
}

fn line(diagnostic: &Diagnostic) -> String {
    let (line, column) = diagnostic.place.as_ref().unwrap().line_column();
    let place = diagnostic.place.as_ref().unwrap();
    let file = place.file().path().file_name().unwrap().to_string_lossy().into_owned();
    let stretch = place.file().text().get(place.span()).unwrap();
    let severity = format!("{:?}", diagnostic.severity).to_lowercase();
    let mut said = format!("{severity} at {file}:{line}:{column} `{stretch}`\n  {}\n", diagnostic.message);
    if let Some(expected) = &diagnostic.expected {
        said.push_str(&format!("  expected: {expected}\n"));
    }
    if let Some(help) = &diagnostic.help {
        said.push_str(&format!("  help: {help}\n"));
    }
    said
}

fn said(root: &std::path::Path, diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|diagnostic| without(root, &format!("{diagnostic}\n"))).collect()
}

fn without(root: &std::path::Path, text: &str) -> String {
    text.replace(&format!("{}/", root.display()), "")
}

/// How far the activities ran in each country; two are no part of the study.
fn conduct() -> [(Activity, Conduct); 6] {
    let left_out = "One ministry declined.".to_owned();
    let reason = "No ethics clearance.".to_owned();
    [
        (Activity::LegalAnalysis, Conduct::Run),
        (Activity::GovernmentInterviews, Conduct::PartlyRun { left_out }),
        (Activity::NonLawEnforcementData, Conduct::Run),
        (Activity::FrontlineSurvey, Conduct::Run),
        (Activity::SurvivorConversations, Conduct::NotRun { reason }),
        (Activity::LawEnforcementData, Conduct::Run),
    ]
}

/// What the instruments ask: about telling nearly all of them, about the law the legal analysis and the conversations that did not run.
fn items() -> Vec<ThemedItem> {
    let item = |activity, item: &str, theme: &str| ThemedItem {
        activity,
        item: item.to_owned(),
        theme: theme.parse().unwrap(),
    };
    vec![
        item(Activity::LegalAnalysis, "icmec.2", "law"),
        item(Activity::GovernmentInterviews, "barriers", "telling"),
        item(Activity::NonLawEnforcementData, "reports", "telling"),
        item(Activity::FrontlineSurvey, "q7", "telling"),
        item(Activity::SurvivorConversations, "disclosure", "telling"),
        item(Activity::LawEnforcementData, "offences", "telling"),
        item(Activity::LawEnforcementData, "offences", "law"),
        item(Activity::HouseholdSurvey, "told_nobody@1", "telling"),
    ]
}

/// The item of an instrument that evidence speaks to: what stands before the issuer, the answer or the group.
fn item_of(id: &EvidenceId) -> String {
    id.item.split(['/', '=']).next().unwrap_or_default().to_owned()
}
