//! A build that is killed: `out/` is the old one or the new one, whole, at every moment.

use crate::assessment::RESPONSES;
use crate::run::command;
use crate::study::{COUNTRY, RECORDS, STUDY, Study};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

const TITLES: [&str; 2] = ["title = \"First title\"", "title = \"Second title\""];

/// The template with its country six times, so that there are files enough to be killed between.
fn study() -> Study {
    let study = Study::template();
    let (country, records, responses) = (study.read(COUNTRY), study.read(RECORDS), study.read(RESPONSES));
    for number in 1..6 {
        study.write(&format!("countries/land{number}/country.toml"), &country);
        study.write(&format!("data/land{number}/household_survey/child.csv"), &records);
        study.write(&format!("data/land{number}/frontline_survey/responses.csv"), &responses);
    }
    let title = study.read(STUDY).lines().find(|line| line.starts_with("title = ")).unwrap().to_owned();
    study.changed(STUDY, &title, TITLES[0])
}

/// Gives the study the other title.
fn change(study: &Study) {
    let [first, second] = TITLES;
    let (from, to) = if study.read(STUDY).contains(first) { (first, second) } else { (second, first) };
    study.change(STUDY, from, to);
}

fn start(study: &Path) -> Child {
    command(study).arg("build").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn kill(mut build: Child) {
    build.kill().unwrap();
    build.wait().unwrap();
}

/// Folders that a killed build has left beside `out/`.
fn left_behind(study: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(study).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(".out")).collect()
}

#[test]
fn a_build_killed_at_any_moment_leaves_the_old_output_or_the_new() {
    let study = study();
    let folder = study.path("");
    change(&study);
    let second = study.build();
    change(&study);
    let begun = Instant::now();
    let first = study.build();
    let duration = begun.elapsed();
    assert_ne!(first, second);

    let mut ends = [0, 0];
    for moment in 0..20_u32 {
        change(&study);
        let known = left_behind(&folder);
        let killed = start(&folder);
        if moment < 8 {
            sleep(duration * moment / 8);
        } else {
            // From the first file of the new folder on, moments that are a little later each.
            let begun = Instant::now();
            while left_behind(&folder) == known && begun.elapsed() < 3 * duration {
                std::hint::spin_loop();
            }
            sleep(Duration::from_micros(200) * (moment - 8) * (moment - 8));
        }
        kill(killed);
        let found = study.out();
        let end = [&first, &second].into_iter().position(|whole| *whole == found);
        ends[end.unwrap_or_else(|| panic!("killed at moment {moment}, out/ is neither build"))] += 1;
    }
    println!("the old output and the new, how often: {ends:?}");

    for folder in left_behind(&folder) {
        let long_ago = SystemTime::now() - Duration::from_secs(2 * 3600);
        File::open(folder).unwrap().set_modified(long_ago).unwrap();
    }
    assert!([first, second].contains(&study.build()), "a build works afterwards");
    assert!(left_behind(&folder).is_empty(), "what killed builds left goes with a later build");
}

#[test]
fn builds_at_the_same_time_each_leave_a_whole_output() {
    let study = Study::template();
    let expected = study.build();
    let builds: Vec<Child> = (0..4).map(|_| start(&study.path(""))).collect();
    for mut build in builds {
        assert!(build.wait().unwrap().success());
    }
    assert!(study.out() == expected);
    assert!(left_behind(&study.path("")).is_empty());
}

#[test]
fn first_builds_at_the_same_time_each_succeed() {
    let study = Study::template();
    let builds: Vec<Child> = (0..4).map(|_| start(&study.path(""))).collect();
    for mut build in builds {
        assert!(build.wait().unwrap().success());
    }
    assert!(study.out() == Study::template().build());
}
