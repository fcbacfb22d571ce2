//! The folder that the demonstration writes.

#![allow(clippy::unwrap_used)]

use cairn_definition::Severity;
use cairn_demo::{COUNTRIES, Demo, DemoError, Progress, Summary, template, write};
use cairn_study::{Chapter, Study};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

const TWO: Demo = Demo { seed: 9, countries: 2 };

fn quietly(dir: &Path, options: &Demo) -> Result<Summary, DemoError> {
    write(dir, options, &|_| {})
}

/// All files under a folder by their path within it.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

#[test]
fn the_same_seed_writes_the_same_bytes_with_any_number_of_threads() {
    let home = tempfile::tempdir().unwrap();
    let written = |name: &str, seed: u64, threads: usize| {
        let dir = home.path().join(name);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let progress = Mutex::new(Vec::new());
        let summary = pool
            .install(|| {
                write(&dir, &Demo { seed, ..TWO }, &|step: Progress| progress.lock().unwrap().push(step.done))
            })
            .unwrap();
        assert_eq!(summary.countries, 2);
        assert_eq!((summary.children, summary.caregivers), (2_000, 2_000));
        let mut progress = progress.into_inner().unwrap();
        progress.sort_unstable();
        assert_eq!(progress, [1, 2]);
        files(&dir)
    };
    let one = written("one", 9, 1);
    assert!(one == written("three", 9, 3), "the number of threads changed the bytes");
    let child = "data/aldermark/household_survey/child.csv";
    assert_ne!(one[child], written("other", 10, 2)[child]);

    let rows = std::str::from_utf8(&one[child]).unwrap();
    let columns = rows.lines().next().unwrap().split(',').count();
    assert_eq!(rows.lines().count(), 1_001);
    assert!(
        rows.lines().all(|line| line.split(',').count() == columns && !line.split(',').any(str::is_empty))
    );
    let truth = std::str::from_utf8(&one["truth.csv"]).unwrap();
    assert!(truth.starts_with("country,indicator,truth\naldermark,"));
    assert!(std::str::from_utf8(&one["README.md"]).unwrap().contains("Nothing in this folder is real"));
    for entry in fs::read_dir(home.path()).unwrap() {
        let name = entry.unwrap().file_name();
        assert!(!name.to_string_lossy().starts_with('.'), "a draft was left behind: {name:?}");
    }
}

#[test]
fn an_earlier_demonstration_is_replaced_and_anything_else_is_not() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("demo");
    fs::create_dir(&dir).unwrap();
    let one = Demo { seed: 1, countries: 1 };
    quietly(&dir, &one).unwrap();
    fs::create_dir(dir.join("out")).unwrap();
    quietly(&dir, &one).unwrap();
    assert!(!dir.join("out").exists());

    fs::write(dir.join("notes.md"), "mine").unwrap();
    let refusal = quietly(&dir, &one).unwrap_err();
    assert!(
        matches!(&refusal, DemoError::NotADemonstration { entry, .. } if entry == "notes.md"),
        "{refusal}"
    );
    assert_eq!(fs::read_to_string(dir.join("notes.md")).unwrap(), "mine");

    let foreign = home.path().join("foreign");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("study.toml"), "").unwrap();
    assert!(matches!(quietly(&foreign, &one), Err(DemoError::NotADemonstration { .. })));
    let file = foreign.join("study.toml");
    assert!(matches!(quietly(&file, &one), Err(DemoError::NotAFolder { .. })));
}

#[test]
fn a_template_is_written_only_into_an_empty_place() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("deep").join("first");
    template(&dir).unwrap();
    assert_eq!(
        files(&dir).into_keys().collect::<Vec<_>>(),
        [
            ".gitignore",
            "README.md",
            "countries/exampleland/country.toml",
            "countries/exampleland/sample.toml",
            "data/exampleland/frontline_survey/responses.csv",
            "data/exampleland/household_survey/child.csv",
            "data/exampleland/sample/frame.csv",
            "findings/exampleland.toml",
            "indicators/first.toml",
            "instruments/child.toml",
            "instruments/frontline.toml",
            "protocols/frontline_survey.toml",
            "study.toml"
        ]
    );
    fs::remove_file(dir.join(".gitignore")).unwrap();
    let refusal = template(&dir).unwrap_err().to_string();
    assert_eq!(
        refusal,
        format!("{} is not empty: it holds README.md; choose a new or empty folder", dir.display())
    );
}

#[test]
fn no_country_exists() {
    let real = include_str!("country_names.txt");
    let folded: Vec<String> = real.lines().map(str::to_lowercase).collect();
    assert!(folded.len() > 240);
    for country in COUNTRIES {
        let name = country.name.to_lowercase();
        assert_eq!(name, country.id);
        for known in &folded {
            assert!(!known.contains(&name) && !name.contains(known.as_str()), "{name} resembles {known}");
        }
    }
}

#[test]
fn what_is_written_is_a_study_without_mistakes() {
    let home = tempfile::tempdir().unwrap();
    let (demo, first) = (home.path().join("demo"), home.path().join("first"));
    quietly(&demo, &Demo { seed: 1, countries: 1 }).unwrap();
    template(&first).unwrap();
    for (dir, indicators) in [(demo, 60..100), (first, 4..5)] {
        let loaded = Study::load(&dir);
        let diagnostics: Vec<String> = loaded.diagnostics.iter().map(ToString::to_string).collect();
        assert!(diagnostics.is_empty(), "{}", diagnostics.join("\n"));
        assert!(loaded.study.synthetic);
        assert!(indicators.contains(&loaded.study.indicators.len()));
        let ignored = fs::read_to_string(dir.join(".gitignore")).unwrap();
        assert!(ignored.contains("\n/data/\n") && ignored.contains("\n/out/\n"));
        // In every chapter children come before caregivers, as they do in the order of the files.
        for chapter in [Chapter::Online, Chapter::Harm, Chapter::Response] {
            let of_chapter = loaded.study.indicators.iter().filter(|indicator| indicator.chapter == chapter);
            let instruments: Vec<&str> = of_chapter.map(|indicator| indicator.instrument.as_str()).collect();
            assert!(instruments.is_sorted_by(|a, b| a >= b), "{instruments:?}");
        }
    }
}

#[test]
#[ignore = "slow unless optimised: cargo test --release -p cairn-demo --test folder -- --ignored --nocapture"]
fn the_whole_study_has_26_000_interviews() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("demo");
    let begin = std::time::Instant::now();
    let summary = quietly(&dir, &Demo::default()).unwrap();
    println!("written in {:.2} s: {summary:?}", begin.elapsed().as_secs_f64());
    assert_eq!((summary.countries, summary.children, summary.caregivers), (13, 13_000, 13_000));
    let loaded = Study::load(&dir);
    assert!(loaded.diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Warning));
    assert_eq!(loaded.study.countries.len(), 13);
}
