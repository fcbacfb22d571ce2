//! The decisions on a sample and the numbers of the population: read whole, and with mistakes.

use crate::folder::Folder;
use cairn_study::{
    AllocationMethod, CalibrationMethod, ClusterTake, DrawMethod, NonResponse, RespondentSelection,
    SecondStage, Trim, UnknownEligibility, WeightScale, WeightStep,
};

pub(crate) const SAMPLE: &str = r#"[frame]
source = "Enumeration areas of the census 2019, National Institute of Statistics"
date = 2019-08-24
area = "ea"
strata = ["region", "area"]
size = "households"
order = ["district"]

[target]
pairs = 1000
eligible = 0.4
response = 0.65
weighting_effect = 1.2
domains = [["region"], ["area"]]
groups = [{ title = "Girls", share = 0.5 }]
costs = { currency = "USD", fixed = 20000, cluster = 250, pair = 30 }
[[target.indicators]]
title = "Told somebody"
proportion = 0.1
margin = 0.03
intraclass_correlation = 0.07
by_stratum = [{ stratum = ["North", "urban"], proportion = 0.2 }]

[allocation]
method = "power"
power = 0.75
take = 10

[draw]
method = "pps-systematic"
seed = 20250117
reserve = 1

[household]
second_stage = "listing"
contacts = 25
respondent = "random-number"

[weights]
household = "household_id"
[weights.child]
scale = "population"
steps = [
  { step = "selection" },
  { step = "unknown-eligibility", classes = ["region", "area"] },
  { step = "non-response", classes = ["area", "age_group"], minimum = 8, largest_factor = 3.0 },
  { step = "non-response", predictors = ["area"] },
  { step = "within-household" },
  { step = "trim", times_mean = 4.0 },
  { step = "calibrate", method = "raking", margins = ["gender", "age"] },
]
"#;

pub(crate) const POPULATION: &str = r#"
[population]
[[population.children]]
count = 1820000
of = "children aged 12–17"
source = "Census"
date = 2024-07-01
[[population.online]]
share = 0.81
interval = [0.78, 0.84]
source = "Household survey"
date = 2024-07-01
[[population.margins]]
id = "gender"
of = "internet-using children aged 12–17"
by = ["gender"]
source = "Census"
date = 2024-07-01
cells = [{ levels = [1], count = 740000 }, { levels = [2], count = 734200 }]
[[population.margins]]
id = "age"
of = "internet-using children aged 12–17"
by = ["age_group"]
source = "Census"
date = 2024-07-01
cells = [
  { levels = ["12-13"], count = 474200 },
  { levels = ["14-15"], count = 500000 },
  { levels = ["16-17"], count = 500000 },
]
"#;

pub(crate) const COUNTRY: &str = "countries/aldermark/country.toml";
pub(crate) const DECISIONS: &str = "countries/aldermark/sample.toml";

/// A valid study whose sample and population are known.
pub(crate) fn folder() -> Folder {
    let levels = "ELSE '16-17' END\"\nlevels = [{ value = \"12-13\", label = \"12–13\" }, \
                  { value = \"14-15\", label = \"14–15\" }, { value = \"16-17\", label = \"16–17\" }]\n";
    let column = "name = \"psu\"\nlabel = \"Sampling point\"\ntype = \"text\"\n";
    let household =
        format!("name = \"household_id\"\nlabel = \"Household\"\ntype = \"text\"\n\n[[columns]]\n{column}");
    Folder::valid()
        .changed("study.toml", "ELSE '16-17' END\"\n", levels)
        .changed("instruments/child.toml", column, &household)
        .changed(COUNTRY, "weights = \"weight\"\n", "")
        .changed(COUNTRY, "sampling = \"Stratified two-stage sample\"\n", "")
        .changed(COUNTRY, "[synthetic]", &format!("{POPULATION}[synthetic]"))
        .with(DECISIONS, SAMPLE)
}

#[test]
fn every_decision_is_read() {
    let folder = folder();
    assert_eq!(folder.problems(), "");
    let study = folder.load().study;
    let country = &study.countries[0];
    assert_eq!(country.survey().unwrap().sampling, None);
    let sample = country.sample.as_ref().unwrap();
    let frame = &sample.frame;
    assert_eq!(folder.shown(&frame.file.display().to_string()), "study/data/aldermark/sample/frame.csv");
    assert_eq!(
        frame.strata.iter().map(|column| column.value.as_str()).collect::<Vec<_>>(),
        ["region", "area"]
    );
    assert_eq!((sample.target.pairs, sample.target.intraclass_correlation), (1000, 0.05));
    assert_eq!(sample.target.domains, [["region"], ["area"]]);
    assert_eq!(sample.target.costs.as_ref().unwrap().pair, 30.0);
    let indicator = &sample.target.indicators[0];
    assert_eq!(indicator.by_stratum, [(vec!["North".to_owned(), "urban".to_owned()], 0.2)]);
    assert_eq!(sample.allocation.method, AllocationMethod::Power(0.75));
    assert_eq!((sample.allocation.minimum, sample.allocation.take), (2, ClusterTake::Pairs(10)));
    assert_eq!(
        (sample.draw.method, sample.draw.seed, sample.draw.reserve),
        (DrawMethod::PpsSystematic, 20_250_117, 1)
    );
    assert!(!sample.draw.split_by_sex);
    assert_eq!(sample.household.second_stage, SecondStage::Listing);
    assert_eq!(sample.household.respondent, RespondentSelection::RandomNumber);
    assert_eq!(sample.unknown_eligibility, UnknownEligibility::Proportional);

    let weights = country.weights_of(&"child".parse().unwrap()).unwrap();
    assert!(country.weights_of(&"caregiver".parse().unwrap()).is_none());
    assert_eq!(weights.scale, WeightScale::Population);
    let keys: Vec<_> = weights.steps.iter().map(|step| step.value.key()).collect();
    assert_eq!(
        keys,
        [
            "selection",
            "unknown-eligibility",
            "non-response",
            "non-response",
            "within-household",
            "trim",
            "calibrate"
        ]
    );
    let WeightStep::NonResponse(NonResponse::Propensity { classes, .. }) = weights.steps[3].value else {
        panic!("by propensity")
    };
    assert_eq!(classes, 5);
    assert_eq!(weights.steps[5].value, WeightStep::Trim(Trim::TimesMean(4.0)));
    let WeightStep::Calibrate { method, margins } = &weights.steps[6].value else { panic!("calibration") };
    assert_eq!((*method, margins.len()), (CalibrationMethod::Raking, 2));

    let population = &country.population;
    assert_eq!(population.children[0].count, 1_820_000.0);
    assert_eq!(population.online[0].interval, Some((0.78, 0.84)));
    assert_eq!(population.sources_may_differ, 0.05);
    assert_eq!(population.margin("gender").unwrap().total(), 1_474_200.0);
    assert_eq!(population.margin("gender").unwrap().cells[0].levels, ["1"]);
}
