//! Hostile decisions on a sample and numbers of the population: each is refused, or warned of, with a place and a reason.

use crate::study::{COUNTRY, INDICATORS, INSTRUMENT, Study};

const SAMPLE: &str = "countries/exampleland/sample.toml";

const DECISIONS: &str = r#"[frame]
source = "Enumeration areas of the census 2019"
date = 2019-08-24
area = "ea"
strata = ["region", "area"]
size = "households"

[target]
pairs = 200
eligible = 0.4
response = 0.65
[[target.indicators]]
title = "Told a friend"
proportion = 0.1

[allocation]
method = "proportional"
take = 10

[draw]
method = "sampford"
seed = 7

[household]
second_stage = "random-walk"
respondent = "kish-grid"

[weights]
household = "household_id"
[weights.child]
scale = "population"
steps = [
  { step = "selection" },
  { step = "unknown-eligibility", classes = ["area"] },
  { step = "non-response", classes = ["area"] },
  { step = "within-household" },
  { step = "trim", times_mean = 4.0 },
  { step = "calibrate", method = "raking", margins = ["gender", "gender_area"] },
]
"#;

const POPULATION: &str = r#"
[[population.children]]
count = 1500000
of = "children aged 12–17"
source = "Census"
date = 2024-07-01
[[population.online]]
share = 0.8
interval = [0.77, 0.83]
source = "Survey of households"
date = 2024-07-01
[[population.margins]]
id = "gender"
of = "internet-using children aged 12–17"
by = ["gender"]
source = "Census"
date = 2024-07-01
cells = [{ levels = [1], count = 600000 }, { levels = [2], count = 600000 }]
[[population.margins]]
id = "gender_area"
of = "internet-using children aged 12–17"
by = ["gender", "area"]
source = "Survey of households"
date = 2024-07-01
cells = [
  { levels = [1, 1], count = 350000 },
  { levels = [1, 2], count = 250000 },
  { levels = [2, 1], count = 350000 },
  { levels = [2, 2], count = 250000 },
]
"#;

/// The template with a sample of its own making.
fn planned() -> Study {
    Study::template()
        .changed(COUNTRY, "weights = \"weight\"\n", "")
        .changed(COUNTRY, "[synthetic]", &format!("{POPULATION}\n[synthetic]"))
        .changed(INSTRUMENT, "[missing]", "online_children = true\n[missing]")
        .with(SAMPLE, DECISIONS)
}

/// What is wrong, what is done to the sound study, where it is pointed at, and a part of what is said.
type Case = (&'static str, fn(Study) -> Study, &'static str, &'static str);

const CASES: &[Case] = &[
    ("nothing", |s| s.with(SAMPLE, ""), "sample.toml:1:1", "has no `frame`"),
    ("a picture", |s| s.with(SAMPLE, b"\x89PNG\r\n\x1a\n\0\0"), "sample.toml", "UTF-8"),
    ("syntax error", |s| s.changed(SAMPLE, "[target]", "[target"), "sample.toml:8", "this is not TOML"),
    (
        "a second language of keys",
        |s| s.changed(SAMPLE, "pairs =", "paris ="),
        "sample.toml:9",
        "did you mean `pairs`",
    ),
    ("no pair", |s| s.changed(SAMPLE, "pairs = 200", "pairs = 0"), "sample.toml:9", "from 1 to"),
    (
        "more people than live",
        |s| s.changed(SAMPLE, "pairs = 200", "pairs = 99999999999"),
        "sample.toml:9",
        "from 1 to",
    ),
    (
        "per cent for a share",
        |s| s.changed(SAMPLE, "eligible = 0.4", "eligible = 40"),
        "sample.toml:10",
        "0.4, not 40",
    ),
    (
        "nobody answers",
        |s| s.changed(SAMPLE, "response = 0.65", "response = 0.0"),
        "sample.toml:11",
        "above 0",
    ),
    ("not a number", |s| s.changed(SAMPLE, "response = 0.65", "response = nan"), "sample.toml:11", "above 0"),
    (
        "everybody told",
        |s| s.changed(SAMPLE, "proportion = 0.1", "proportion = 1.0"),
        "sample.toml:14",
        "between 0 and 1",
    ),
    (
        "area that is a stratum",
        |s| s.changed(SAMPLE, "\"area\"]\nsize", "\"ea\"]\nsize"),
        "sample.toml:5",
        "both the area and a stratum",
    ),
    (
        "stratum twice",
        |s| s.changed(SAMPLE, "\"area\"]\nsize", "\"region\"]\nsize"),
        "sample.toml:5",
        "given twice",
    ),
    (
        "no cluster",
        |s| s.changed(SAMPLE, "take = 10", "take = 10\nminimum = 0"),
        "sample.toml:19",
        "`minimum` is 0",
    ),
    ("no child a cluster", |s| s.changed(SAMPLE, "take = 10", "take = 0"), "sample.toml:18", "at least 1"),
    (
        "optimum without costs",
        |s| s.changed(SAMPLE, "\"proportional\"", "\"optimum\""),
        "sample.toml:16",
        "needs costs",
    ),
    (
        "optimum without margins",
        |s| s.changed(SAMPLE, "\"proportional\"", "\"optimum\""),
        "sample.toml:12",
        "has no `margin`",
    ),
    (
        "power without its power",
        |s| s.changed(SAMPLE, "\"proportional\"", "\"power\""),
        "sample.toml:17",
        "has no `power`",
    ),
    (
        "method that is none",
        |s| s.changed(SAMPLE, "\"sampford\"", "\"samford\""),
        "sample.toml:21",
        "did you mean `sampford`",
    ),
    ("no seed", |s| s.changed(SAMPLE, "seed = 7\n", ""), "sample.toml:20", "the same seed draws the same"),
    (
        "last birthday with a weight",
        |s| s.changed(SAMPLE, "\"kish-grid\"", "\"last-birthday\""),
        "sample.toml:36",
        "has no known probability",
    ),
    (
        "no selection",
        |s| s.changed(SAMPLE, "  { step = \"selection\" },\n", ""),
        "sample.toml:33",
        "the first step is not the selection",
    ),
    (
        "the child twice",
        |s| s.changed(SAMPLE, "{ step = \"trim\"", "{ step = \"within-household\" },\n  { step = \"trim\""),
        "sample.toml:37",
        "there twice",
    ),
    (
        "non-response of those of whom nothing is known",
        |s| {
            s.changed(SAMPLE, "  { step = \"unknown-eligibility\", classes = [\"area\"] },\n", "").changed(
                SAMPLE,
                "{ step = \"within-household\" }",
                "{ step = \"unknown-eligibility\" }",
            )
        },
        "sample.toml:35",
        "resolved after non-response",
    ),
    (
        "post-stratification to two margins",
        |s| s.changed(SAMPLE, "\"raking\"", "\"post-stratification\""),
        "sample.toml:38",
        "to one margin",
    ),
    (
        "margin that is not there",
        |s| s.changed(SAMPLE, "\"gender_area\"]", "\"gender_region\"]"),
        "sample.toml:38",
        "no margin `gender_region`",
    ),
    (
        "two weights",
        |s| s.changed(COUNTRY, "nest = true", "nest = true\nweights = \"weight\""),
        "country.toml",
        "there is one weight",
    ),
    (
        "household that no record names",
        |s| s.changed(SAMPLE, "\"household_id\"", "\"householdid\""),
        "sample.toml:29",
        "did you mean `household_id`",
    ),
    (
        "weights of nobody",
        |s| s.changed(SAMPLE, "[weights.child]", "[weights.chld]"),
        "sample.toml:30",
        "did you mean `child`",
    ),
    (
        "margins that do not add up to each other",
        |s| s.changed(COUNTRY, "{ levels = [2], count = 600000 }", "{ levels = [2], count = 700000 }"),
        "sample.toml:38",
        "do not add up to each other",
    ),
    (
        "margins that count other girls",
        |s| {
            s.changed(COUNTRY, "[1], count = 600000", "[1], count = 550000").changed(
                COUNTRY,
                "[2], count = 600000",
                "[2], count = 650000",
            )
        },
        "sample.toml:38",
        "do not agree on “1” of `gender`: 550,000 and 600,000",
    ),
    (
        "level without people",
        |s| s.changed(COUNTRY, "[1], count = 600000", "[1], count = 0"),
        "country.toml",
        "above 0",
    ),
    (
        "level that is missing",
        |s| s.changed(COUNTRY, "{ levels = [1], count = 600000 }, ", ""),
        "country.toml",
        "no cell for “1”, Girls",
    ),
    (
        "level that is none",
        |s| s.changed(COUNTRY, "levels = [2], count", "levels = [3], count"),
        "country.toml",
        "no level “3”",
    ),
    (
        "cell twice",
        |s| s.changed(COUNTRY, "levels = [2], count", "levels = [1], count"),
        "country.toml",
        "there twice",
    ),
    (
        "share of more than all",
        |s| s.changed(COUNTRY, "share = 0.8\n", "share = 1.2\n"),
        "country.toml",
        "at most 1",
    ),
    (
        "interval beside its share",
        |s| s.changed(COUNTRY, "[0.77, 0.83]", "[0.81, 0.83]"),
        "country.toml",
        "does not fit the share 0.8",
    ),
    (
        "interval upside down",
        |s| s.changed(COUNTRY, "[0.77, 0.83]", "[0.83, 0.77]"),
        "country.toml",
        "does not fit",
    ),
    (
        "number without a source",
        |s| {
            s.changed(
                COUNTRY,
                "of = \"children aged 12–17\"\nsource = \"Census\"\n",
                "of = \"children aged 12–17\"\n",
            )
        },
        "country.toml",
        "who published it",
    ),
    (
        "numbers of some children",
        |s| {
            s.changed(
                INDICATORS,
                "base = \"bullied_online = 1\"",
                "numbers = true\nbase = \"bullied_online = 1\"",
            )
        },
        "first.toml",
        "this indicator has a base",
    ),
    (
        "numbers of others",
        |s| {
            s.changed(INSTRUMENT, "online_children = true\n", "").changed(
                INDICATORS,
                "value = \"bullied_online",
                "numbers = true\nvalue = \"bullied_online",
            )
        },
        "first.toml",
        "not declared as one of children who use the internet",
    ),
];

#[test]
fn the_study_they_are_made_of_is_sound() {
    let study = planned();
    let loaded = cairn_study::Study::load(&study.path(""));
    assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
}

#[test]
fn each_is_refused_with_a_place_and_a_reason() {
    let mut wrong = String::new();
    for (name, harm, place, reason) in CASES {
        let run = harm(planned()).run("check", &[]);
        // Long lines are wrapped.
        let said = (run.stdout.clone() + &run.stderr).replace("\n  │ ", " ").replace("\n  ", " ");
        let fails = [
            (run.status != 2, format!("status {}", run.status)),
            (!said.contains(place), format!("no {place}")),
            (!said.contains(reason), format!("no “{reason}”")),
        ];
        let fails: Vec<String> = fails.into_iter().filter(|(fails, _)| *fails).map(|(_, why)| why).collect();
        if !fails.is_empty() {
            wrong.push_str(&format!("== {name}: {}\n{said}\n", fails.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_may_be_meant_so_is_warned_of() {
    let study = planned()
        .changed(SAMPLE, "  { step = \"trim\", times_mean = 4.0 },\n", "")
        .changed(SAMPLE, "\"gender_area\"] },\n", "\"gender_area\"] },\n  { step = \"trim\", quantile = 0.99 },\n")
        .changed(
            COUNTRY,
            "[[population.online]]",
            "[[population.children]]\ncount = 1300000\nof = \"children aged 12–17\"\nsource = \"Register\"\ndate = 2025-01-01\n\
             [[population.online]]",
        );
    let loaded = cairn_study::Study::load(&study.path(""));
    assert!(loaded.is_valid(), "{:?}", loaded.diagnostics);
    let said: Vec<&str> = loaded.diagnostics.iter().map(|warning| warning.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "two sources of the number of children differ by 13.3 per cent: 1,500,000 (Census, 2024-07-01) and 1,300,000 (Register, 2025-01-01)",
            "`trim` comes after `calibrate`, so that the margins no longer hold",
        ]
    );
}
