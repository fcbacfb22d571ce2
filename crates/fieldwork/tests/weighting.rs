//! Weights of records, from contacts and decisions: what is computed, and what is refused with its place.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use cairn_definition::{Diagnostics, Place, Placed, SourceFile};
use cairn_fieldwork::{
    Contacts, MarginCells, RespondentRecords, Sampled, SampledCluster, SampledClusters, Weighed, weigh,
};
use cairn_study::{
    CalibrationMethod, Fieldwork, MarginCell, NonResponse, PopulationMargin, PopulationSource,
    RespondentSelection, Trim, WeightScale, WeightStep, Weights,
};
use jiff::civil::date;
use std::fmt::Write;
use std::path::Path;

/// Households 1 to 4 of cluster 1 (1 in 10; 4 of 40 listed) and 5 to 8 of cluster 2 (1 in 5; 4 of 20): base weights 100 and 25.
const CONTACTS: &str = "household,cluster,disposition,eligible_children,child_position,dwelling
h1,1,1.1,2,1,house
h2,1,1.1,1,1,house
h3,1,2.11,,,flat
h4,1,3.11,,,
h5,2,1.1,1,1,flat
h6,2,1.1,1,1,flat
h7,2,2.20,,,house
h8,2,4.70,0,,house
";
const CLUSTERS: &str = "cluster,listed\n1,40\n2,20\n";

fn placed<T>(value: T) -> Placed<T> {
    let file = SourceFile::new("sample.toml", "steps");
    Placed { value, place: Place::new(file, 0..5) }
}

fn names(names: &[&str]) -> Vec<Placed<String>> {
    names.iter().map(|name| placed((*name).to_owned())).collect()
}

fn weights(steps: Vec<WeightStep>, scale: WeightScale) -> Weights {
    let steps = steps.into_iter().map(placed).collect();
    Weights { instrument: placed("child".parse().unwrap()), scale, steps }
}

fn classes(columns: &[&str]) -> WeightStep {
    WeightStep::NonResponse(NonResponse::Classes { classes: names(columns), minimum: 1, largest_factor: 3.0 })
}

fn unknown(columns: &[&str]) -> WeightStep {
    WeightStep::UnknownEligibility { classes: names(columns) }
}

fn gender(girls: f64, boys: f64) -> PopulationMargin {
    let cell =
        |level: &str, count| MarginCell { levels: vec![level.to_owned()], count, place: placed(()).place };
    PopulationMargin {
        id: placed("gender".to_owned()),
        of: "internet-using children aged 12–17".to_owned(),
        by: vec![placed("gender".parse().unwrap())],
        cells: vec![cell("1", girls), cell("2", boys)],
        source: PopulationSource { source: "census".to_owned(), date: date(2024, 7, 1) },
        place: placed(()).place,
    }
}

struct Case {
    contacts: String,
    respondent: RespondentSelection,
    sex_probability: Vec<f64>,
    households: Vec<Option<String>>,
    margin: PopulationMargin,
    genders: Vec<Option<usize>>,
}

impl Default for Case {
    fn default() -> Self {
        Self {
            contacts: CONTACTS.to_owned(),
            respondent: RespondentSelection::RandomNumber,
            sex_probability: vec![1.0, 1.0],
            // Records stand in another order than contacts.
            households: ["h6", "h1", "h2", "h5"].map(|name| Some(name.to_owned())).into(),
            margin: gender(300.0, 200.0),
            genders: vec![Some(0), Some(0), Some(1), Some(1)],
        }
    }
}

impl Case {
    fn weigh(&self, weights: &Weights) -> (Option<Weighed>, String) {
        let problems = Diagnostics::new();
        let cluster = |name: &str, probability| SampledCluster {
            name: name.to_owned(),
            strata: vec!["North".to_owned()],
            probability,
        };
        let clusters = SampledClusters::new(
            vec!["region".to_owned()],
            vec![cluster("1", 0.1), cluster("2", 0.2)],
            Vec::new(),
        );
        let contacts = Contacts::of_bytes(
            (Path::new("contacts.csv"), self.contacts.clone().into_bytes()),
            (Path::new("clusters.csv"), CLUSTERS.into()),
            &clusters,
            Fieldwork { from: date(2025, 3, 1), to: date(2025, 4, 30) },
            &problems,
        );
        let weighed = contacts.and_then(|contacts| {
            let sampled = Sampled {
                respondent: self.respondent,
                clusters: &clusters,
                sex_probability: &self.sex_probability,
                contacts: &contacts,
            };
            let records = RespondentRecords {
                path: Path::new("child.csv"),
                column: "household_id",
                households: self.households.clone(),
                margins: vec![MarginCells {
                    margin: &self.margin,
                    labels: vec!["Girls".to_owned(), "Boys".to_owned()],
                    of_record: self.genders.clone(),
                }],
            };
            weigh(weights, sampled, &records, &problems)
        });
        let mut said = String::new();
        for problem in problems.into_sorted() {
            writeln!(said, "{problem}").unwrap();
        }
        (weighed, said)
    }

    fn refused(&self, steps: Vec<WeightStep>) -> String {
        let (weighed, said) = self.weigh(&weights(steps, WeightScale::Population));
        assert!(weighed.is_none(), "it was not refused; said was: {said}");
        said
    }
}

fn near(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-9 * expected.max(1.0), "{found} for {expected}");
    }
}

#[test]
fn weights_by_hand() {
    let steps = || {
        vec![
            WeightStep::Selection,
            unknown(&["dwelling_of_street"]),
            classes(&["street"]),
            WeightStep::WithinHousehold,
        ]
    };
    // A column that every household has: the street, which is here the cluster.
    let mut contacts = String::new();
    for (row, line) in CONTACTS.lines().enumerate() {
        let more = match row {
            0 => "street,dwelling_of_street",
            1..=4 => "a,all",
            _ => "b,all",
        };
        writeln!(contacts, "{line},{more}").unwrap();
    }
    let case = Case { contacts, ..Case::default() };
    let (weighed, said) = case.weigh(&weights(steps(), WeightScale::Population));
    assert_eq!(said, "");
    let weighed = weighed.unwrap();
    near(&weighed.base, &[100.0, 100.0, 100.0, 100.0, 25.0, 25.0, 25.0, 25.0]);
    // Unknown: 400 + 100 over 300 + 100 = 1.25. In street a three of 125, two took part: 1.5; in b three of 31.25, two took part: 1.5.
    let (a, b) = (100.0 * 1.25 * 1.5, 25.0 * 1.25 * 1.5);
    near(&weighed.weights, &[b, 2.0 * a, a, b]);
    assert_eq!(weighed.contact_of_record, [5, 0, 1, 4]);
    near(&weighed.of_contact, &[2.0 * a, a, 0.0, 0.0, b, b, 0.0, 0.0]);
    let keys: Vec<&str> = weighed.steps.iter().map(|step| step.key.as_str()).collect();
    assert_eq!(
        keys,
        [
            "selection_cluster",
            "selection_household",
            "unknown_eligibility",
            "non_response",
            "within_household"
        ]
    );
    // The weight is the product of the factors, to the bit.
    for (contact, weight) in weighed.of_contact.iter().enumerate() {
        let product = weighed.steps.iter().fold(1.0, |product, step| product * step.factors[contact]);
        assert_eq!(product.to_bits(), weight.to_bits());
    }

    let scaled = case.weigh(&weights(steps(), WeightScale::Respondents)).0.unwrap();
    near(&[scaled.weights.iter().sum()], &[4.0]);
    near(&scaled.base, &weighed.base);
}

#[test]
fn clusters_of_one_sex_have_the_weight_of_that_choice() {
    let case = Case { sex_probability: vec![0.5, 1.0], ..Case::default() };
    let (weighed, said) = case.weigh(&weights(vec![WeightStep::Selection], WeightScale::Population));
    assert_eq!(said, "");
    let weighed = weighed.unwrap();
    near(&weighed.base, &[200.0, 200.0, 200.0, 200.0, 25.0, 25.0, 25.0, 25.0]);
    assert_eq!(weighed.steps[1].key, "selection_sex");
}

#[test]
fn weights_are_calibrated_to_the_margin_and_trimmed() {
    let steps = vec![
        WeightStep::Selection,
        unknown(&[]),
        classes(&[]),
        WeightStep::Trim(Trim::TimesMean(1.5)),
        WeightStep::Calibrate { method: CalibrationMethod::Raking, margins: names(&["gender"]) },
        WeightStep::Trim(Trim::Quantile(0.99)),
        WeightStep::Calibrate { method: CalibrationMethod::PostStratification, margins: names(&["gender"]) },
    ];
    let (weighed, said) = Case::default().weigh(&weights(steps, WeightScale::Population));
    assert_eq!(said, "");
    let weighed = weighed.unwrap();
    near(
        &[weighed.weights[0] + weighed.weights[1], weighed.weights[2] + weighed.weights[3]],
        &[300.0, 200.0],
    );
    let keys: Vec<&str> = weighed.steps.iter().map(|step| step.key.as_str()).collect();
    assert_eq!(keys[4..], ["trim", "calibrate", "trim_2", "calibrate_2"]);
}

#[test]
fn records_and_contacts_must_agree() {
    let case = Case {
        households: ["h6", "h1", "h3", "h6", "h99"]
            .map(|name| Some(name.to_owned()))
            .into_iter()
            .chain([None])
            .collect(),
        genders: vec![Some(0); 6],
        ..Case::default()
    };
    insta::assert_snapshot!(case.refused(vec![WeightStep::Selection]), @r"
child.csv: record 3 is of household “h3”, which was not interviewed: its disposition is 2.11 (Refusal) at contacts.csv:4; expected a disposition that begins with 1 (mend the disposition, or remove the record)
child.csv: record 4 is of household “h6”, and so is record 1; expected one record a household
child.csv: record 5: the contacts have no household “h99”; expected a household of contacts.csv
child.csv: record 6 has no `household_id`; expected the household, as the contacts name it
contacts.csv:3: household “h2” was interviewed, and child.csv has no record of it; expected a record whose `household_id` is that household (add the record, or enter what came of the household)
contacts.csv:6: household “h5” was interviewed, and child.csv has no record of it; expected a record whose `household_id` is that household (add the record, or enter what came of the household)
");
}

#[test]
fn a_partial_interview_takes_part_where_it_left_a_record() {
    let case = Case { contacts: CONTACTS.replace("h3,1,2.11,,", "h3,1,1.2,1,1"), ..Case::default() };
    let (weighed, said) = case.weigh(&weights(vec![WeightStep::Selection], WeightScale::Population));
    assert_eq!(said, "");
    assert_eq!(weighed.unwrap().of_contact[2], 0.0);
}

#[test]
fn columns_that_contacts_lack_are_named_with_the_nearest() {
    insta::assert_snapshot!(Case::default().refused(vec![WeightStep::Selection, unknown(&["dweling"]), classes(&["regions", "area"])]), @r"
sample.toml:1:1: the contacts have no column `dweling`; expected `dwelling` or `region` (did you mean `dwelling`?)
sample.toml:1:1: the contacts have no column `regions`; expected `dwelling` or `region` (did you mean `region`?)
sample.toml:1:1: the contacts have no column `area`; expected `dwelling` or `region`
");
}

#[test]
fn a_household_without_a_class_is_refused() {
    insta::assert_snapshot!(Case::default().refused(vec![WeightStep::Selection, unknown(&["dwelling"])]), @r"
sample.toml:1:1: contacts.csv:5: `dwelling` is empty, and makes classes (enter the value of every household selected, take another column, or give those without one a value of their own)
");
}

#[test]
fn last_birthday_has_no_weight() {
    let case = Case { respondent: RespondentSelection::LastBirthday, ..Case::default() };
    insta::assert_snapshot!(case.refused(vec![WeightStep::Selection, WeightStep::WithinHousehold]), @r"
sample.toml:1:1: children were picked by their last birthday, which gives nobody a known probability (remove the step, and say in the report that the selection within households is not in the weights)
");
}

#[test]
fn the_tables_of_kish_need_a_position_where_it_matters() {
    let case = Case {
        respondent: RespondentSelection::KishGrid,
        contacts: CONTACTS.replace("h1,1,1.1,2,1", "h1,1,1.1,5,").replace("h5,2,1.1,1,1", "h5,2,1.1,8,7"),
        ..Case::default()
    };
    insta::assert_snapshot!(case.refused(vec![WeightStep::Selection, WeightStep::WithinHousehold]), @r"
contacts.csv:2: of 5 eligible children the tables of Kish do not pick all alike, and `child_position` is empty (without it the child’s probability is not known, and there is no weight)
contacts.csv:6: no draw picks child 7 of 8 (without it the child’s probability is not known, and there is no weight)
");
}

#[test]
fn margins_that_cannot_be_met_are_refused_with_the_remedy() {
    let calibrate = || {
        let margins = names(&["gender"]);
        vec![WeightStep::Selection, WeightStep::Calibrate { method: CalibrationMethod::Raking, margins }]
    };
    let girls_only = Case { genders: vec![Some(0); 4], ..Case::default() };
    insta::assert_snapshot!(girls_only.refused(calibrate()), @r"
sample.toml:1:1: margin `gender`: “Boys” has a population of 200, and nobody who took part is in it (join the level with another in the margin and in its breakdown, or calibrate to a margin without it)
");
    let unknown = Case { genders: vec![Some(0), None, Some(1), Some(1)], ..Case::default() };
    insta::assert_snapshot!(unknown.refused(calibrate()), @r"
sample.toml:1:1: child.csv: record 2 has no `gender`, and lies in no cell of the margin `gender` (give missing answers a level of the breakdown, or calibrate to a margin without it)
");
    let none = Case { margin: gender(300.0, 0.0), ..Case::default() };
    insta::assert_snapshot!(none.refused(calibrate()), @r"
sample.toml:1:1: margin `gender`: “Boys” has 2 who took part, and the margin has no population for it (give the cell its population, or join the level with another in the margin and in its breakdown)
");
}

#[test]
fn steps_that_cannot_be_done_say_what_to_do() {
    insta::assert_snapshot!(Case::default().refused(vec![WeightStep::Selection, classes(&[])]), @r#"
sample.toml:1:1: households of unknown eligibility still have a weight (1 of them); adjust for them before non-response (add `{ step = "unknown-eligibility" }` before this step)
"#);
    let step = WeightStep::NonResponse(NonResponse::Classes {
        classes: Vec::new(),
        minimum: 20,
        largest_factor: 3.0,
    });
    insta::assert_snapshot!(Case::default().refused(vec![WeightStep::Selection, unknown(&[]), step]), @r"
sample.toml:1:1: all classes joined there are 4 who took part, and 20 are asked for (lower `minimum`, if so few are enough)
");
    let nobody = Case {
        contacts: CONTACTS.replace(",1.1,", ",2.11,"),
        households: Vec::new(),
        genders: Vec::new(),
        ..Case::default()
    };
    insta::assert_snapshot!(nobody.refused(vec![WeightStep::Selection]), @r"
sample.toml:1:1: no household took part, so there is nobody to weight (enter what came of the households in the contacts)
");
}
