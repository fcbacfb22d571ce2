//! `cairn sample frame`, `draw` and `release`.

use crate::run::cairn;
use crate::study::Study;

const DECISIONS: &str = "countries/exampleland/sample.toml";
const FRAME: &str = "data/exampleland/sample/frame.csv";
const DRAW: &str = "data/exampleland/sample/draw.csv";
const RECORD: &str = "data/exampleland/sample/draw.toml";
const RELEASES: &str = "data/exampleland/sample/releases.csv";
const JOINT: &str = "data/exampleland/sample/joint_probabilities.csv";

const SAMPLE: &str = r#"[frame]
source = "Enumeration areas of the census 2019"
date = 2019-08-24
area = "ea"
strata = ["region", "area"]
size = "households"

[target]
pairs = 90
eligible = 0.4
response = 0.65

[allocation]
method = "proportional"
take = 10

[draw]
method = "sampford"
seed = 20250117
reserve = 1

[household]
second_stage = "listing"
respondent = "random-number"
"#;

fn frame() -> String {
    let mut csv = String::from("ea,region,area,households\n");
    for area in 0..90 {
        let (region, kind) = [("North", "urban"), ("South", "rural"), ("South", "urban")][area % 3];
        csv.push_str(&format!("{area:03},{region},{kind},{}\n", 80 + (area * 37) % 60));
    }
    csv
}

fn study() -> Study {
    Study::template().with(DECISIONS, SAMPLE).with(FRAME, frame())
}

fn sample<'a>(step: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    ["sample", step, "study", "--country", "exampleland"].iter().chain(more).copied().collect()
}

#[test]
fn a_frame_is_checked_and_counted() {
    let study = study();
    insta::assert_snapshot!(cairn(study.around(), &sample("frame", &[])).succeeded().stdout, @r#"
    study/data/exampleland/sample/frame.csv: 90 areas in 3 strata

    stratum             areas             size
    North, urban           30             3285
    South, rural           30             3255
    South, urban           30             3285
    "#);
    let json = cairn(study.around(), &sample("frame", &["--format", "json"])).succeeded().json();
    assert_eq!((&json["areas"], &json["strata"][2]["stratum"][1]), (&90.into(), &"urban".into()));

    study.write(FRAME, "ea,region,area,households\na,North,urban,0\na,North,urban,12\n");
    insta::assert_snapshot!(cairn(study.around(), &sample("frame", &[])).refused(), @r#"
      × study/data/exampleland/sample/frame.csv:2: the measure of size `households` of area “a” is 0; expected a number above 0
      help: put in the measure, or join the area with a neighbour; one where nobody lives does not belong into the frame

      × study/data/exampleland/sample/frame.csv:3: area “a” is there already, on line 2; expected a name of its own for each area
      help: leave out the copy, or tell the two apart, by the name of the district for example

    2 errors
    "#);
}

#[test]
fn clusters_are_drawn_once_and_the_same_each_time() {
    let study = study();
    insta::assert_snapshot!(cairn(study.around(), &sample("draw", &[])).succeeded().stdout, @r#"
    Exampleland: 9 clusters drawn by sampford, seed 20250117, and 3 in reserve

    stratum          areas  clusters   certain   reserve  probability
    North, urban        30         3         0         1  0.08128 to 0.11963
    South, rural        30         3         0         1  0.09954 to 0.11336
    South, urban        30         3         0         1  0.08858 to 0.12146

    Written: study/data/exampleland/sample/draw.csv, study/data/exampleland/sample/draw.toml
    "#);
    let files = [DRAW, RECORD, JOINT].map(|file| study.read(file));
    assert_eq!(files[0].lines().count(), 1 + 9 + 3);
    assert!(files[1].contains("program = \"cairn 0.1.0\""));

    insta::assert_snapshot!(cairn(study.around(), &sample("draw", &[])).refused(), @r#"
      × the clusters of Exampleland have been drawn already: study/data/exampleland/sample/draw.csv is there
      help: clusters are not drawn until they please; release reserve clusters with `cairn sample release`. Where the frame was wrong and nobody has been in the field, move draw.csv and draw.toml away,
            keep them, and say so in the chapter on methods

    1 error
    "#);
    assert_eq!([DRAW, RECORD, JOINT].map(|file| study.read(file)), files);

    let again = self::study();
    let json = cairn(again.around(), &sample("draw", &["--format", "json"])).succeeded().json();
    assert_eq!([DRAW, JOINT].map(|file| again.read(file)), [files[0].clone(), files[2].clone()]);
    assert_eq!(json["strata"][0]["clusters"], 3);
    assert!(json["strata"][0]["smallest_probability"].as_f64().unwrap() > 0.0);
}

#[test]
fn reserves_are_released_in_their_order_on_record() {
    let study = study();
    let release = |stratum, reason| {
        let more = ["--stratum", stratum, "--reason", reason, "--by", "Supervisor of the North"];
        cairn(study.around(), &sample("release", &more))
    };
    insta::assert_snapshot!(release("North, urban", "flooded").refused(), @r#"
      × no clusters have been drawn: there is no file study/data/exampleland/sample/draw.toml
      help: draw them: `cairn sample draw STUDY --country COUNTRY`

    1 error
    "#);
    cairn(study.around(), &sample("draw", &[])).succeeded();
    let matrix = study.read(JOINT).lines().count();
    assert_eq!(matrix, 10);
    insta::assert_snapshot!(release("North, urbn", "flooded").refused(), @r#"
      × there is no stratum `North, urbn` in the draw; expected `North, urban`, `South, rural` or `South, urban`
      help: did you mean `North, urban`?

    1 error
    "#);
    insta::assert_snapshot!(release("North, urban", " ").refused(), @r#"
      × --reason is empty; a release is on record with both

    1 error
    "#);
    insta::assert_snapshot!(release("North, urban", "flooded, no access").succeeded().stdout, @r#"
    Released: cluster 4, area 030, of stratum “North, urban”; 0 clusters left in its reserve.
    Written: study/data/exampleland/sample/releases.csv. Make its sheets with `cairn sample sheets`.
    "#);
    let releases = study.read(RELEASES);
    let released = releases.lines().nth(1).unwrap();
    assert!(released.ends_with(",\"flooded, no access\",Supervisor of the North"), "{released}");
    assert_eq!(study.read(JOINT).lines().count(), 11);
    insta::assert_snapshot!(release("North, urban", "flooded").refused(), @r#"
      × stratum “North, urban” has no reserve left: 1 of 1 are released
      help: clusters that are not interviewed stay in the sample with their outcome; the weights account for them

    1 error
    "#);
    assert_eq!(study.read(RELEASES), releases);
}

#[test]
fn a_draw_changed_by_hand_is_refused_and_other_decisions_are_a_warning() {
    let study = study();
    cairn(study.around(), &sample("draw", &[])).succeeded();
    let more = ["--stratum", "North, urban", "--reason", "flooded", "--by", "A"];
    let draw = study.read(DRAW);
    study.write(DRAW, draw.replacen("main", "reserve", 1));
    insta::assert_snapshot!(cairn(study.around(), &sample("release", &more)).refused(), @r#"
      × study/data/exampleland/sample/draw.csv has changed since the clusters were drawn: it no longer has the hash in draw.toml
      help: restore the file as it was drawn; the same frame, sample.toml and seed draw the same clusters again

    1 error
    "#);
    study.write(DRAW, draw);
    let study = study.changed(DECISIONS, "seed = 20250117", "seed = 7");
    study.write(FRAME, frame() + "091,North,urban,90\n");
    let told = cairn(study.around(), &sample("release", &more)).succeeded().stderr;
    assert!(told.contains("drawn on") && told.contains("`seed` is 7, and was 20250117"), "{told}");
    assert!(told.contains("has changed since the clusters were drawn"), "{told}");
}

#[test]
fn what_cannot_be_drawn_is_refused_and_nothing_is_written() {
    let study = study();
    study.write(FRAME, frame().replace("000,North,urban,80", "000,North,urban,3000"));
    insta::assert_snapshot!(cairn(study.around(), &sample("draw", &[])).refused(), @r#"
      × study/data/exampleland/sample/frame.csv:2: area “000” of stratum “North, urban” has a size of 3000, at least twice the step of 1241.0: it would be drawn twice; expected a size below 2482.0
      help: split the area in the frame, or draw more clusters: a smaller `take` in [allocation]

    1 error
    "#);
    assert!(!study.path(DRAW).exists() && !study.path(RECORD).exists());
    std::fs::remove_file(study.path(DECISIONS)).unwrap();
    insta::assert_snapshot!(cairn(study.around(), &sample("draw", &[])).refused(), @r#"
      × nothing has been decided on the sample of Exampleland
      help: write the decisions into countries/exampleland/sample.toml

    1 error
    "#);
}
