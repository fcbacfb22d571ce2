//! What the demonstration writes of the eight activities other than the household survey.

#![allow(clippy::unwrap_used)]

use cairn_activities::{ACTIVITIES, Fieldwork, Harvest, household_survey};
use cairn_definition::{Diagnostic, Diagnostics, Severity, render};
use cairn_demo::{Demo, write};
use cairn_evidence::{CapacityStatus, CountSeries, Counted, Evidence, EvidenceKind, LegalAnswer};
use cairn_study::{Activity, Conduct, Study};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tempfile::TempDir;

/// The whole study, of thirteen countries.
struct Whole {
    folder: TempDir,
    study: Study,
    /// What each activity found in each country.
    harvests: BTreeMap<(String, Activity), Harvest>,
    warnings: Vec<Diagnostic>,
}

static WHOLE: LazyLock<Whole> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("demo");
    write(&dir, &Demo { seed: 1, countries: 13 }, &|_| {}).unwrap();
    let loaded = Study::load(&dir);
    // Of one country two sources tell different numbers of children.
    let disagreement = "two sources of the number of children differ by 8.3 per cent";
    assert_eq!(loaded.diagnostics.len(), 1, "{}", said(&loaded.diagnostics));
    assert!(said(&loaded.diagnostics).contains(disagreement));
    let study = loaded.study;
    assert_eq!(said(&household_survey::check(&study)), "");
    let problems = Diagnostics::new();
    let mut harvests = BTreeMap::new();
    for activity in ACTIVITIES.iter().filter(|activity| activity.is_part_of(&study)) {
        activity.check(&study, &problems);
        for country in &study.countries {
            if matches!(country.activities[&activity.activity()], Conduct::NotRun { .. }) {
                continue;
            }
            let clearance = country.basis.clear("2026-01-01".parse().unwrap()).unwrap();
            let fieldwork = Fieldwork { study: &study, country, clearance: &clearance };
            // Where nothing could be harvested, a mistake was reported.
            let harvest = activity.harvest(&fieldwork, &problems);
            harvests.insert((country.id.to_string(), activity.activity()), harvest.unwrap_or_default());
        }
    }
    let warnings = problems.into_sorted();
    Whole { folder, study, harvests, warnings }
});

/// One test, so that the study is written once.
#[test]
fn the_records_of_the_activities_are_sound() {
    every_activity_that_ran_has_evidence_and_only_gaps_are_warned_of();
    two_researchers_agree_well();
    excerpts_begin_and_end_with_sentences();
    nothing_is_graphic_and_no_word_is_one_to_avoid();
    every_cell_with_evidence_is_judged_and_no_other();
}

fn said(problems: &[Diagnostic]) -> String {
    problems.iter().map(render).collect()
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

fn every_activity_that_ran_has_evidence_and_only_gaps_are_warned_of() {
    for warning in &WHOLE.warnings {
        assert!(
            warning.severity == Severity::Warning && warning.message.starts_with("nothing is said of 2022"),
            "{}",
            render(warning)
        );
    }
    let not_run = |activity| {
        WHOLE
            .study
            .countries
            .iter()
            .filter(|country| matches!(country.activities[&activity], Conduct::NotRun { .. }))
            .count()
    };
    assert_eq!(not_run(Activity::SurvivorConversations), 2);
    for ((country, activity), harvest) in &WHOLE.harvests {
        assert!(!harvest.evidence.is_empty() && !harvest.methods.is_empty(), "{country} {activity}");
    }
    let kinds: BTreeSet<EvidenceKind> = WHOLE
        .harvests
        .values()
        .flat_map(|harvest| &harvest.evidence)
        .map(cairn_evidence::Evidence::kind)
        .collect();
    // All but those of the household survey.
    assert_eq!(kinds.len(), 7, "{kinds:?}");
}

fn two_researchers_agree_well() {
    for ((country, activity), harvest) in &WHOLE.harvests {
        for agreement in &harvest.agreement {
            let alpha = agreement.value.as_ref().unwrap();
            assert!((0.5..=1.0).contains(alpha), "{country} {activity}: {alpha}");
            assert_eq!(agreement.disagreements.is_empty(), *alpha == 1.0);
        }
    }
}

/// What is marked is what the passage says, in every format.
fn excerpts_begin_and_end_with_sentences() {
    use cairn_activities::interviews::{codings, documents};
    let problems = Diagnostics::new();
    let mut endings = BTreeSet::new();
    for (country, activity) in WHOLE.harvests.keys() {
        let Some(protocol) = WHOLE.study.protocols.interviews.get(activity) else { continue };
        let folder = WHOLE.study.root.join("data").join(country).join(activity.key());
        let documents = documents(&folder, &problems);
        for coding in codings(&folder, protocol, &documents, &problems).unwrap().codings {
            let document = documents.iter().find(|document| document.name() == coding.document).unwrap();
            endings.insert(document.name().rsplit_once('.').unwrap().1.to_owned());
            let words = document.words(&coding.range).unwrap();
            assert!(
                words.starts_with(char::is_uppercase) && words.ends_with(['.', '!', '?']),
                "{country} {activity} {}: {words}",
                coding.document
            );
        }
    }
    assert!(problems.is_empty());
    assert_eq!(endings.into_iter().collect::<Vec<_>>(), ["docx", "md", "txt", "vtt"]);
}

/// Words that describe harm, and words that the 2025 terminology guidelines advise against. What the questionnaires of the
/// household survey ask is apart.
fn nothing_is_graphic_and_no_word_is_one_to_avoid() {
    const NEVER: [&str; 24] = [
        "pornograph",
        "prostitut",
        "rape",
        "raping",
        "molest",
        "incest",
        "naked",
        "nude",
        "undress",
        "genital",
        "intercourse",
        "penetrat",
        "fondl",
        "sex tourism",
        "child sex worker",
        "child marriage",
        "webcam",
        "victim blaming",
        "innocent child",
        "perpetrator",
        "predator",
        "pedophile",
        "paedophile",
        "underage",
    ];
    let mut read = 0;
    for path in files(&WHOLE.folder.path().join("demo")) {
        let name = path.strip_prefix(WHOLE.folder.path()).unwrap().to_string_lossy().replace('\\', "/");
        if name.contains("household_survey") || name.contains("indicators/") {
            continue;
        }
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).to_lowercase();
        read += 1;
        for word in NEVER {
            // A word of a list stands at the beginning of a word: “grapes” is not meant.
            let found = text.match_indices(word).any(|(at, _)| !text[..at].ends_with(char::is_alphabetic));
            assert!(!found, "{name} holds “{word}”");
        }
    }
    assert!(read > 300, "{read}");
}

/// Silence is computed and never judged: in four cells the instrument asks, and nothing comes.
fn every_cell_with_evidence_is_judged_and_no_other() {
    let mut silences = 0;
    for conclusions in &WHOLE.study.conclusions {
        let Some(country) = &conclusions.country else { continue };
        let judged: BTreeSet<(Activity, String)> = conclusions
            .judgements
            .iter()
            .map(|cell| (cell.activity.value, cell.theme.value.to_string()))
            .filter(|(activity, _)| *activity != Activity::HouseholdSurvey)
            .collect();
        let mut expected = BTreeSet::new();
        for activity in ACTIVITIES {
            let Some(harvest) = WHOLE.harvests.get(&(country.to_string(), activity.activity())) else {
                continue;
            };
            let items = activity.themed_items(&WHOLE.study);
            let heard: BTreeSet<String> = harvest
                .evidence
                .iter()
                .filter(|evidence| says_something(evidence))
                .map(|evidence| activity.item_of(&evidence.id()))
                .collect();
            let themes: BTreeSet<String> = items.iter().map(|item| item.theme.to_string()).collect();
            for theme in themes {
                if items.iter().any(|item| item.theme.as_str() == theme && heard.contains(&item.item)) {
                    expected.insert((activity.activity(), theme));
                } else {
                    silences += 1;
                }
            }
        }
        assert_eq!(judged, expected, "{country}");
    }
    assert_eq!(silences, 4);
}

fn says_something(evidence: &Evidence) -> bool {
    let counts = |series: &CountSeries| {
        series.observations.iter().any(|observation| matches!(observation.counted, Counted::Count(_)))
    };
    match evidence {
        Evidence::ReportVolume(reports) => counts(&reports.0),
        Evidence::RecordedCases(cases) => counts(&cases.0),
        Evidence::RespondentCount(answers) => answers.count > 0,
        Evidence::Capacity(capacity) => capacity.status != CapacityStatus::NotAssessed,
        Evidence::LegalStatus(status) => {
            !matches!(status.answer, LegalAnswer::NotFound | LegalAnswer::NotTranslated)
        }
        _ => true,
    }
}
