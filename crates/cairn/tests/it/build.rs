//! `cairn build`.

use crate::assessment::RESPONSES;
use crate::run::{cairn, steady};
use crate::study::{COUNTRY, INDICATORS, RECORDS, STUDY, Study, Tree, assert_same, tree};

#[test]
fn the_files_that_are_promised() {
    let study = Study::template();
    let built = study.run("build", &[]).succeeded();
    insta::assert_snapshot!(steady(&built.stdout));
    let names: Vec<String> = study.out().into_keys().collect();
    insta::assert_snapshot!(names.join("\n"));
    let beside: Vec<String> = std::fs::read_dir(study.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("out"))
        .collect();
    assert_eq!(beside, ["out"], "nothing else is left");
}

#[test]
fn the_same_bytes_whatever_the_threads_the_folder_and_the_moment() {
    let study = Study::template();
    let first = study.build();
    assert_same(&study.build(), &first);
    for threads in ["1", "8"] {
        study.run("build", &["--threads", threads]).succeeded();
        assert_same(&study.out(), &first);
    }
    cairn(&study.path(""), &["build"]).succeeded();
    assert_same(&study.out(), &first);
    let absolute = study.path("");
    cairn(std::path::Path::new("/"), &["build", absolute.to_str().unwrap()]).succeeded();
    assert_same(&study.out(), &first);
    cairn(&study.path("data"), &["build", "../../study/"]).succeeded();
    assert_same(&study.out(), &first);
    assert_same(&Study::template().build(), &first);
}

#[test]
fn no_file_names_the_place_where_it_was_built() {
    let study = Study::template();
    let absolute = study.path("");
    cairn(study.around(), &["build", absolute.to_str().unwrap()]).succeeded();
    let place = study.around().file_name().unwrap().to_str().unwrap().as_bytes().to_owned();
    for (name, bytes) in study.out() {
        assert!(!bytes.windows(place.len()).any(|window| window == place), "{name}");
    }
}

#[test]
fn a_broken_definition_leaves_the_last_good_build() {
    let study = Study::template();
    let before = study.build();
    study.change(INDICATORS, "\"use_social_media = 1\"", "\"use_socialmedia = 1\"");
    insta::assert_snapshot!(study.run("build", &[]).refused());
    assert_same(&study.out(), &before);
    let json = study.run("build", &["--format", "json"]);
    assert_eq!(json.status, 2);
    assert_eq!(json.json()["built"], false);
    assert_eq!(json.json()["diagnostics"][0]["place"]["file"], format!("study/{INDICATORS}"));
}

/// What is said of a study that is changed after a good build and must be refused then; the build stays as it was.
#[track_caller]
pub(crate) fn refused_with_the_build_kept(study: &Study, change: impl FnOnce(&Study)) -> String {
    let before = study.build();
    change(study);
    let run = study.run("build", &[]);
    assert!(run.status != 0 && run.stdout.is_empty(), "{}", run.stderr);
    assert_same(&study.out(), &before);
    let left = tree(&study.path("")).into_keys().filter(|name| name.starts_with(".out")).count();
    assert_eq!(left, 0, "nothing of the failed build is left");
    format!("exit status {}\n{}", run.status, steady(&run.stderr))
}

/// Each test sets a column of the template's records, in those rows, after a good build; its snapshot is what is said.
macro_rules! refused {
    ($($name:ident: $rows:expr, $column:literal, $value:literal;)*) => {
        $(
            #[test]
            fn $name() {
                let said = refused_with_the_build_kept(&Study::template(), |study| {
                    study.set_cells($rows, $column, $value);
                });
                insta::assert_snapshot!(stringify!($name), said);
            }
        )*
    };
}

refused! {
    a_code_that_is_not_in_the_codebook: 30..=30, "use_social_media", "5";
    a_text_where_a_number_should_be: 12..=12, "age", "twelve";
    a_negative_weight: 7..=7, "weight", "-1";
    a_weight_that_is_no_number: 7..=7, "weight", "NaN";
    an_infinite_weight: 7..=7, "weight", "inf";
    a_missing_weight: 7..=7, "weight", "";
    weights_that_are_all_zero: 1..=200, "weight", "0";
    a_missing_stratum: 9..=9, "stratum", "";
    a_missing_cluster: 9..=9, "psu", "";
    a_lonely_cluster: 1..=10, "stratum", "77";
}

#[test]
fn a_column_that_is_not_in_the_records() {
    let study = Study::template();
    let said =
        refused_with_the_build_kept(&study, |study| study.change(RECORDS, "use_social_media", "social"));
    insta::assert_snapshot!(said);
}

#[test]
fn records_that_are_not_there() {
    let study = Study::template();
    let said =
        refused_with_the_build_kept(&study, |study| std::fs::remove_file(study.path(RECORDS)).unwrap());
    insta::assert_snapshot!(said);
}

#[test]
fn a_group_that_is_no_level_of_its_breakdown() {
    let study = Study::template();
    let said = refused_with_the_build_kept(&study, |study| study.change(STUDY, "ELSE '16-17'", "ELSE '16+'"));
    insta::assert_snapshot!(said);
}

#[test]
fn a_row_of_another_length() {
    let study = Study::template();
    let said = refused_with_the_build_kept(&study, |study| study.change(RECORDS, "exa-002,", "exa-002,1,"));
    insta::assert_snapshot!(said);
}

#[test]
fn records_that_are_not_text() {
    let study = Study::template();
    let said = refused_with_the_build_kept(&study, |study| study.write(RECORDS, [0xff, 0xfe, 0x00, 0x0a]));
    insta::assert_snapshot!(said);
}

#[test]
fn no_records() {
    let study = Study::template();
    let said = refused_with_the_build_kept(&study, |study| study.write(RECORDS, ""));
    insta::assert_snapshot!(said);
}

#[test]
fn records_with_a_header_alone() {
    let study = Study::template();
    let header = study.read(RECORDS).lines().next().unwrap().to_owned() + "\n";
    let said = refused_with_the_build_kept(&study, |study| study.write(RECORDS, header));
    insta::assert_snapshot!(said);
}

/// Whatever is wrong with the records, it must not come to light while no approval holds.
#[test]
fn without_an_approval_no_record_is_read() {
    for records in [&b"\xff\xfe\x00"[..], b"", b"household_id\nexa-001\n"] {
        let study = Study::collected()
            .changed(COUNTRY, "expires = 2999-01-14", "expires = 2025-06-30")
            .with(RECORDS, records);
        let said = study.run("build", &[]).refused();
        assert!(said.contains("approval") && !said.contains("child.csv"), "{said}");
        assert!(!study.path("out").exists());
        let traced = study.run("trace", &["exampleland/use_social_media@1"]).refused();
        assert!(traced.contains("approval") && !traced.contains("child.csv"), "{traced}");
    }
    Study::collected().build();
}

/// The template with a second country.
fn two_countries() -> Study {
    let study = Study::template();
    let country = study.read(COUNTRY).replace("name = \"Exampleland\"", "name = \"Otherland\"");
    let (records, responses) = (study.read(RECORDS), study.read(RESPONSES));
    study
        .with("countries/otherland/country.toml", country)
        .with("data/otherland/household_survey/child.csv", records)
        .with("data/otherland/frontline_survey/responses.csv", responses)
}

fn of_country(files: &Tree, country: &str) -> Tree {
    let own = |name: &str| name.split('/').any(|part| part == country);
    files.iter().filter(|(name, _)| own(name)).map(|(name, bytes)| (name.clone(), bytes.clone())).collect()
}

#[test]
fn one_country_alone() {
    let study = two_countries();
    let both = study.build();
    study.run("build", &["--country", "otherland"]).succeeded();
    let alone = study.out();
    assert_same(&of_country(&alone, "otherland"), &of_country(&both, "otherland"));
    assert_eq!(of_country(&alone, "exampleland"), Tree::new());
    let mut estimates = csv::Reader::from_reader(alone["estimates.csv"].as_slice());
    assert!(estimates.records().all(|row| row.unwrap()[0].starts_with("otherland/")));
    assert!(!String::from_utf8_lossy(&alone["index.html"]).contains("Exampleland"));
}

#[test]
fn mistakes_of_all_countries_are_told_together() {
    let study = two_countries();
    for country in ["exampleland", "otherland"] {
        study.change(&format!("data/{country}/household_survey/child.csv"), "590.22", "-590.22");
    }
    insta::assert_snapshot!(study.run("build", &[]).refused());
    assert!(!study.path("out").exists());
}

#[test]
fn an_unknown_country_has_the_nearest_named() {
    let study = two_countries();
    insta::assert_snapshot!(study.run("build", &["--country", "otherlnd"]).refused());
    insta::assert_snapshot!(study.run("build", &["--country", "Other Land"]).refused());
}

#[test]
fn threads_that_no_machine_has() {
    let study = Study::template();
    insta::assert_snapshot!(study.run("build", &["--threads", "0"]).refused());
    insta::assert_snapshot!(study.run("build", &["--threads", "2000"]).refused());
    insta::assert_snapshot!(study.run("build", &["--threads", "two"]).refused());
}

#[test]
fn a_survey_that_did_not_run_is_said_so() {
    let study = two_countries();
    let country = study.read("countries/otherland/country.toml");
    let (before, after) = country.split_once("[survey]").unwrap();
    let (_, ground) = after.split_once("# The ground").unwrap();
    let country = format!("{before}[survey]\nnot_run = \"no clearance was given\"\n# The ground{ground}");
    study.write("countries/otherland/country.toml", country);
    let out = study.build();
    let report = String::from_utf8(out["otherland/report.html"].clone()).unwrap();
    assert!(report.contains("no clearance was given"));
    assert!(!String::from_utf8_lossy(&out["estimates.csv"]).contains("otherland/"));
}

#[test]
fn a_synthetic_study_says_so_on_every_page() {
    let study = Study::template();
    for (name, bytes) in study.build() {
        if name.ends_with(".html") {
            let text = String::from_utf8(bytes).unwrap().to_lowercase();
            assert!(text.contains("synthetic"), "{name}");
        }
    }
    assert!(study.read(STUDY).contains("synthetic = true"));
}
