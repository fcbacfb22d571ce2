//! Studies without a mistake.

use crate::folder::{ALDERMARK, CHILD, COLLECTED, Folder, ONLINE, STUDY, SYNTHETIC};
use cairn_study::{Chapter, Code, DataBasis, LonelyPsu, MissingKind, RunState, Treatment};

#[test]
fn a_valid_study_is_read_whole() {
    let folder = Folder::valid();
    let loaded = folder.load();
    assert_eq!(folder.problems(), "");
    assert!(loaded.is_valid());
    let study = loaded.study;
    assert_eq!(study.title, "Disrupting Harm, fictional round");
    assert_eq!(study.languages, ["en"]);
    assert!(study.synthetic);
    assert_eq!((study.presentation.minimum_base, study.presentation.decimals), (40, 0));
    assert_eq!(study.breakdowns.len(), 2);
    assert_eq!(study.breakdowns[0].levels[1].value, "2");
    let names: Vec<_> = study.instruments.iter().map(|instrument| instrument.id.to_string()).collect();
    assert_eq!(names, ["caregiver", "child"]);

    let indicator = &study.indicators[0];
    assert_eq!(indicator.key(), "online_daily@1");
    assert_eq!(indicator.chapter, Chapter::Online);
    assert_eq!(indicator.missing.of(MissingKind::DontKnow), Treatment::No);
    assert_eq!(indicator.missing.of(MissingKind::Refused), Treatment::Exclude);
    assert_eq!(indicator.by.len(), 2);
    assert_eq!(&ONLINE[indicator.value.place.span()], indicator.value.text);

    let country = &study.countries[0];
    assert!(
        matches!(&country.basis, DataBasis::Synthetic { generator } if generator == "cairn demo, seed 1")
    );
    let RunState::Run(survey) = &country.household_survey else { panic!("the survey ran") };
    assert_eq!(survey.design.lonely_psu, LonelyPsu::Adjust);
    assert!(survey.design.nest);
    assert_eq!(survey.design.strata, [Some("stratum".to_owned())]);
    let files: Vec<_> =
        study.definition_files.iter().map(|file| folder.shown(&file.path().display().to_string())).collect();
    assert_eq!(
        files,
        [
            "study/countries/aldermark/country.toml",
            "study/indicators/online.toml",
            "study/instruments/caregiver.toml",
            "study/instruments/child.toml",
            "study/study.toml"
        ]
    );
}

#[test]
fn codes_of_missing_go_to_the_columns_they_fit() {
    let study = Folder::valid().load().study;
    let child = study.instruments.iter().find(|instrument| instrument.id.as_str() == "child").unwrap();
    let codes = |column: &str| child.column(column).unwrap().missing.codes.clone();
    let default = [
        (Code::Integer(98), MissingKind::DontKnow),
        (Code::Integer(99), MissingKind::PreferNotToSay),
        (Code::Integer(97), MissingKind::Refused),
        (Code::Integer(-1), MissingKind::NotAsked),
    ];
    assert_eq!(codes("gender"), default);
    assert_eq!(codes("psu"), []);
    assert_eq!(codes("age"), [(Code::Integer(998), MissingKind::DontKnow)]);
    assert_eq!(child.column("psu").unwrap().missing.blank, Some(MissingKind::Unrecorded));
    assert_eq!(child.column("age").unwrap().missing.blank, Some(MissingKind::NotAsked));
}

#[test]
fn records_are_those_named_or_those_that_are_there() {
    let folder = Folder::valid()
        .changed(
            "countries/aldermark/country.toml",
            "lonely_psu",
            "records = { caregiver = \"../elsewhere/caregiver.csv\" }\nlonely_psu",
        )
        .with("data/aldermark/household_survey/child.parquet", "");
    let loaded = folder.load();
    let RunState::Run(survey) = &loaded.study.countries[0].household_survey else { panic!("the survey ran") };
    let files: Vec<_> =
        survey.records.values().map(|path| folder.shown(&path.display().to_string())).collect();
    assert_eq!(
        files,
        ["study/../elsewhere/caregiver.csv", "study/data/aldermark/household_survey/child.parquet"]
    );
    assert!(survey.records.values().all(|path| path.is_absolute()));
}

#[test]
fn a_survey_that_was_not_run_says_why() {
    let start = ALDERMARK.find("[survey]").unwrap();
    let country = format!("{}[survey]\nnot_run = \"no clearance\"\n{SYNTHETIC}", &ALDERMARK[..start]);
    let loaded = Folder::valid().with("countries/aldermark/country.toml", country).load();
    assert!(loaded.is_valid());
    assert!(matches!(
        &loaded.study.countries[0].household_survey,
        RunState::NotRun { reason } if reason == "no clearance"
    ));
}

#[test]
fn a_study_of_collected_records_is_valid() {
    let folder = Folder::valid().changed("study.toml", "synthetic = true\n", "").changed(
        "countries/aldermark/country.toml",
        SYNTHETIC,
        COLLECTED,
    );
    assert_eq!(folder.problems(), "");
}

#[test]
fn foreign_line_ends_and_backups_change_nothing() {
    let foreign = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let folder = Folder::valid()
        .with("study.toml", foreign(STUDY))
        .with("instruments/child.toml", foreign(CHILD))
        .with("indicators/online.toml~", "not read")
        .with("indicators/.#online.toml", "not read")
        .with("indicators/README.md", "not read")
        .with("countries/.DS_Store", "not read");
    assert_eq!(folder.problems(), "");
}
