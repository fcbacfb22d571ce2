//! Numbers of children, against those that were published and against what they may not be made of.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test whose study or evidence is not as written has failed"
)]

mod support;

use cairn_evidence::{
    ChildrenAffected, Claim, Estimate, Interval, IntervalMethod, MissingCounts, NoNumber, Pedigree,
    Presented, Prevalence, WithheldReason, present,
};
use cairn_study::{PopulationShare, Study};
use std::fs::{create_dir_all, write};
use std::sync::Arc;
use support::{pedigree, sample};
use tempfile::TempDir;

/// The prevalences, shares online and children of 12 countries, and the numbers of children that were published of them
/// (Nature 2026, s41586-026-10525-4, table 1).
const PUBLISHED: &str = include_str!("published/pooled_12_countries.csv");

struct Row {
    country: String,
    prevalence: f64,
    online: f64,
    low: f64,
    high: f64,
    affected: f64,
    affected_low: f64,
    affected_high: f64,
    children: f64,
}

fn rows() -> Vec<Row> {
    let rows = PUBLISHED.lines().skip(1).map(|line| {
        let mut cells = line.split(',').skip(1);
        let country = cells.next().unwrap().to_lowercase();
        let numbers: Vec<f64> = cells.map(|cell| cell.parse().unwrap()).collect();
        let [prevalence, online, _, low, high, affected, affected_low, affected_high, children] = numbers[..]
        else {
            panic!("{line}")
        };
        let (prevalence, online) = (prevalence / 100.0, online / 100.0);
        let (low, high) = (low / 100.0, high / 100.0);
        Row { country, prevalence, online, low, high, affected, affected_low, affected_high, children }
    });
    rows.collect()
}

const INSTRUMENT: &str = "title = \"Child\"\nrespondents = \"internet-using children aged 12–17\"\nonline_children = true\n\
    [[columns]]\nname = \"harmed\"\nlabel = \"Harmed\"\ntype = \"integer\"\n";

const INDICATOR: &str = "[[indicators]]\nid = \"harmed\"\nversion = 1\ntitle = \"Harmed online\"\ninstrument = \"child\"\n\
    population = \"internet-using children aged 12–17 in households\"\nvalue = \"harmed = 1\"\nperiod = \"in the past year\"\n\
    chapter = \"harm\"\ntopic = \"Harm\"\nsource = \"C\"\nnumbers = true\n";

fn country(online: f64, interval: &str, children: f64) -> String {
    format!(
        "name = \"Aldermark\"\nfieldwork = {{ from = 2025-01-01, to = 2025-02-01 }}\n[survey]\nsampling = \"S\"\n\
         [synthetic]\ngenerator = \"test\"\n[[population.children]]\ncount = {children}\nof = \"children aged 12–17\"\n\
         source = \"Census\"\ndate = 2024-07-01\n[[population.online]]\nshare = {online}\n{interval}source = \"Survey\"\ndate = 2024-07-01\n"
    )
}

/// A study of one country, whose folder is called as given.
fn study(id: &str, indicator: &str, country: &str) -> Study {
    let folder = TempDir::new().unwrap();
    for (path, text) in [
        ("study.toml".to_owned(), "title = \"S\"\nsynthetic = true\n"),
        ("instruments/child.toml".to_owned(), INSTRUMENT),
        ("indicators/harm.toml".to_owned(), indicator),
        (format!("countries/{id}/country.toml"), country),
    ] {
        let path = folder.path().join(path);
        create_dir_all(path.parent().unwrap()).unwrap();
        write(path, text).unwrap();
    }
    let loaded = Study::load(folder.path());
    assert!(loaded.is_valid(), "{:?}", loaded.diagnostics);
    loaded.study
}

/// A prevalence of that share, with its interval, of so many respondents.
fn prevalence(study: &Study, id: &str, n: u64, (share, lower, upper): (f64, f64, f64)) -> Presented {
    let interval = Interval { lower, upper, level: 0.95, method: IntervalMethod::Logit };
    let pedigree = Pedigree {
        defined_at: "indicators/harm.toml:1:1".into(),
        value: "harmed = 1".into(),
        ..pedigree("data/a.csv")
    };
    let claim = Claim {
        id: id.parse().unwrap(),
        population: "internet-using children aged 12–17 in households".into(),
        period: "in the past year".into(),
        base: "internet-using children aged 12–17 in households".into(),
        group_labels: Vec::new(),
        n,
        count: (n as f64 * share) as u64,
        weighted_n: 1e5,
        missing: MissingCounts::default(),
        base_unknown: MissingCounts::default(),
        estimate: Ok(Estimate {
            proportion: share,
            standard_error: None,
            interval: Some(interval),
            korn_graubard: None,
            design_effect: None,
            effective_n: None,
            degrees_of_freedom: 92.0,
            notes: Vec::new(),
        }),
        pedigree: Arc::new(pedigree),
    };
    present(Prevalence::from_sample(Arc::new(sample(n)), claim), &study.presentation)
}

#[test]
fn the_published_numbers_of_twelve_countries_come_out() {
    let (mut all, mut lower, mut upper, mut published) = (0.0, 0.0, 0.0, 0.0);
    let rows = rows();
    assert_eq!(rows.len(), 12);
    for row in &rows {
        let study = study(&row.country, INDICATOR, &country(row.online, "", row.children));
        // The published interval is of the share of all children; of those online it is so much larger.
        let shown = (row.prevalence, row.low / row.online, row.high / row.online);
        let presented = prevalence(&study, &format!("{}/harmed@1", row.country), 1000, shown);
        let number = ChildrenAffected::of(&presented, &study).unwrap();
        let (exact, limits) = number.exact();
        // Prevalences are printed to 0.1 per cent, shares online to 1 per cent.
        let least = (row.prevalence - 0.000_5) * (row.online - 0.005) * row.children;
        let most = (row.prevalence + 0.000_5) * (row.online + 0.005) * row.children;
        assert!(
            (least..=most).contains(&row.affected),
            "{}: {} of {least}–{most}",
            row.country,
            row.affected
        );
        assert!((least..=most).contains(&exact));
        // A share online without uncertainty scales the interval; limits are printed to 0.1 per cent of all children.
        let printed = 0.000_5 * row.children + 1.0;
        assert!((limits.lower - row.affected_low).abs() <= printed, "{}: {limits:?}", row.country);
        assert!((limits.upper - row.affected_high).abs() <= printed, "{}: {limits:?}", row.country);
        let rounded = number.rounded();
        assert!(rounded.lower as f64 <= row.affected && row.affected <= rounded.upper as f64);
        published += row.affected;
        all += row.children;
        lower += limits.lower;
        upper += limits.upper;
    }
    assert_eq!((published, all), (10_713_633.0, 103_294_725.0));
    assert!((lower..=upper).contains(&10_713_633.0));
}

#[test]
fn a_number_says_of_whom_it_is_and_where_it_comes_from() {
    let study = study("aldermark", INDICATOR, &country(0.67, "interval = [0.62, 0.72]\n", 7_539_254.0));
    let presented = prevalence(&study, "aldermark/harmed@1", 1000, (0.217, 0.185, 0.251));
    let number = ChildrenAffected::of(&presented, &study).unwrap();
    assert_eq!(number.id().to_string(), "aldermark/household_survey/children.harmed@1");
    assert_eq!(
        number.words_with_interval(),
        "1,100,000 (95\u{a0}% interval 910,000–1,290,000) internet-using children aged 12–17 in households in Aldermark"
    );
    assert_eq!(
        number.pedigree().method,
        "weighted proportion; times the share online (Survey, 1 July 2024) and the number of children aged 12–17 (Census, 1 July \
         2024); interval of the product of two independent shares (Zou and Donner, 2008)"
    );
    // By hand: √(ln(0.217/0.185)² + ln(0.67/0.62)²) = 0.177 39, 1,096,132 · e^−0.177 39.
    let (exact, limits) = number.exact();
    assert!((exact - 1_096_132.0).abs() < 1.0, "{exact}");
    assert!((limits.lower - 917_955.0).abs() < 1.0, "{limits:?}");
    let certain = study_without_interval();
    let presented = prevalence(&certain, "aldermark/harmed@1", 1000, (0.217, 0.185, 0.251));
    let scaled = ChildrenAffected::of(&presented, &certain).unwrap().exact().1;
    assert!(limits.lower < scaled.lower && scaled.upper < limits.upper);
}

fn study_without_interval() -> Study {
    study("aldermark", INDICATOR, &country(0.67, "", 7_539_254.0))
}

#[test]
fn no_number_is_made_of_what_may_not_be_shown_of_groups_or_without_figures() {
    let known = study_without_interval();
    let why = |study: &Study, id: &str, n: u64, share: (f64, f64, f64)| {
        ChildrenAffected::of(&prevalence(study, id, n, share), study).unwrap_err()
    };
    let share = (0.2, 0.15, 0.25);
    assert_eq!(
        why(&known, "aldermark/harmed@1", 30, share),
        NoNumber::Withheld(WithheldReason::SmallBase { minimum: 50 })
    );
    assert_eq!(why(&known, "aldermark/harmed@1/gender=girl", 500, share), NoNumber::OfAGroup);
    assert_eq!(why(&known, "aldermark/harmed@2", 500, share), NoNumber::NotDeclared);
    assert_eq!(why(&known, "aldermark/harmed@1", 500, (0.01, 0.0, 0.02)), NoNumber::NoInterval);

    let undeclared =
        study("aldermark", &INDICATOR.replace("numbers = true\n", ""), &country(0.67, "", 100.0));
    assert_eq!(why(&undeclared, "aldermark/harmed@1", 500, share), NoNumber::NotDeclared);
    let mut unknown = study_without_interval();
    unknown.countries[0].population.online.clear();
    assert_eq!(
        why(&unknown, "aldermark/harmed@1", 500, share),
        NoNumber::NotKnown("share of children online")
    );
    unknown.countries[0].population.children.clear();
    assert_eq!(why(&unknown, "aldermark/harmed@1", 500, share), NoNumber::NotKnown("number of children"));
}

#[test]
fn there_are_no_more_children_than_there_are() {
    let mut study = study_without_interval();
    let online = &mut study.countries[0].population.online[0];
    *online = PopulationShare { share: 0.99, interval: Some((0.6, 1.0)), ..online.clone() };
    let presented = prevalence(&study, "aldermark/harmed@1", 500, (0.98, 0.8, 1.0));
    let number = ChildrenAffected::of(&presented, &study).unwrap();
    assert!(number.exact().1.upper <= 7_539_254.0);
}
