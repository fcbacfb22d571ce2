//! Children and caregivers as pairs, over the template study with a caregivers' questionnaire.
#![allow(clippy::unwrap_used, clippy::panic)]

use cairn_activities::household_survey::{Failure, check, estimate, pairs};
use cairn_definition::render;
use cairn_evidence::PairAgreement;
use cairn_study::{MissingKind, RunState, Study};
use cairn_survey::agreement::{AgreementWeights, Kappa};
use cairn_survey::{DesignRows, DesignShape, LonelyPsu, Sample, Stage, Taylor, symmetric_interval};
use jiff::civil::date;
use std::fmt::Write as _;
use std::path::PathBuf;
use tempfile::TempDir;

const CAREGIVER: &str = "
title = 'Caregivers’ questionnaire'
respondents = 'caregivers'
[missing]
dont_know = [98]
[[columns]]
name = 'household_id'
label = 'Household'
type = 'text'
[[columns]]
name = 'stratum'
label = 'Stratum'
type = 'integer'
missing = {}
[[columns]]
name = 'psu'
label = 'Cluster'
type = 'integer'
missing = {}
[[columns]]
name = 'weight'
label = 'Weight'
type = 'number'
missing = {}
[[columns]]
name = 'aware'
label = 'Was your child treated in a hurtful way online?'
type = 'integer'
values = [{ code = 1, label = 'Yes' }, { code = 0, label = 'No' }]
";

const INDICATOR: &str = "
[[indicators]]
id = 'aware'
version = 1
title = 'The caregiver knows of hurtful treatment'
instrument = 'caregiver'
population = 'caregivers'
value = 'aware = 1'
period = 'in the past year'
chapter = 'harm'
topic = 'Hurtful treatment online'
source = 'item L2'
";

const PAIR: &str = "
[[pairs]]
id = 'hurtful'
title = 'Hurtful treatment, by the child and by the caregiver'
child = 'bullied_online'
caregiver = 'aware'
link = 'household_id'
";

/// A child's answer and the caregiver's; none where there is no record of the caregiver.
type Said = (&'static str, Option<&'static str>);

struct Case {
    folder: TempDir,
}

impl Case {
    /// The template's children, with these answers in the order of its records, and weights of one if asked for.
    fn new(answers: &[Said], weighted: bool) -> Self {
        let case = Self { folder: tempfile::tempdir().unwrap() };
        cairn_demo::template(&case.root()).unwrap();
        case.write("instruments/caregiver.toml", CAREGIVER);
        case.append("indicators/first.toml", INDICATOR);
        case.append("study.toml", PAIR);
        let text = case.read("data/exampleland/household_survey/child.csv");
        let mut lines = text.lines();
        let mut children = format!("{}\n", lines.next().unwrap());
        let mut caregivers = "household_id,stratum,psu,weight,aware\n".to_owned();
        for (line, (child, caregiver)) in lines.zip(answers.iter().cycle()) {
            let mut cells: Vec<&str> = line.split(',').collect();
            if !weighted {
                cells[3] = "1";
            }
            (cells[9], cells[10]) = (child, "-1");
            let _ = writeln!(children, "{}", cells.join(","));
            if let Some(caregiver) = caregiver {
                let _ = writeln!(caregivers, "{},{caregiver}", cells[..4].join(","));
            }
        }
        case.write("data/exampleland/household_survey/child.csv", &children);
        case.write("data/exampleland/household_survey/caregiver.csv", &caregivers);
        case
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("study")
    }

    fn write(&self, path: &str, text: &str) {
        std::fs::write(self.root().join(path), text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.root().join(path)).unwrap()
    }

    fn append(&self, path: &str, text: &str) {
        self.write(path, &(self.read(path) + text));
    }

    fn study(&self) -> Study {
        let loaded = Study::load(&self.root());
        assert!(loaded.is_valid(), "{:?}", loaded.diagnostics);
        loaded.study
    }

    fn try_agreement(&self) -> Result<PairAgreement, Failure> {
        let study = self.study();
        let country = &study.countries[0];
        let RunState::Run(survey) = &country.household_survey else { panic!("the survey did not run") };
        let clearance = country.basis.clear(date(2026, 1, 1)).unwrap();
        pairs(&study, country, survey, &clearance, "test").map(|mut found| {
            assert_eq!(found.len(), 1);
            found.remove(0)
        })
    }

    fn agreement(&self) -> PairAgreement {
        self.try_agreement().unwrap()
    }
}

/// 40 of 200 pairs say both yes, 10 only the child, 20 only the caregiver, 130 neither, spread over the clusters.
fn table() -> Vec<Said> {
    let mut answers = vec![("1", Some("1")); 4];
    answers.extend([("1", Some("0")), ("0", Some("1")), ("0", Some("1"))]);
    answers.extend(vec![("0", Some("0")); 13]);
    answers
}

#[test]
fn kappa_is_that_of_the_table() {
    let found = Case::new(&table(), false).agreement();
    assert_eq!(found.id.to_string(), "exampleland/household_survey/pair.hurtful");
    assert_eq!(found.pairs, 200);
    // Observed 0.85, expected 0.25 × 0.3 + 0.75 × 0.7 = 0.6.
    assert!((found.kappa.clone().unwrap().value - 0.625).abs() < 1e-12);
    let shares: Vec<(bool, bool, Option<u64>, f64)> = found
        .shares
        .iter()
        .map(|share| (share.child, share.caregiver, share.count, share.estimate.as_ref().unwrap().proportion))
        .collect();
    let expected = [
        (true, true, Some(40), 0.2),
        (true, false, Some(10), 0.05),
        (false, true, Some(20), 0.1),
        (false, false, Some(130), 0.65),
    ];
    for (found, expected) in shares.iter().zip(expected) {
        assert_eq!((found.0, found.1, found.2), (expected.0, expected.1, expected.2));
        assert!((found.3 - expected.3).abs() < 1e-12);
    }
}

#[test]
fn precision_is_that_of_the_children_s_design() {
    let answers = [table(), vec![("98", Some("1")), ("1", None), ("0", Some("1"))]].concat();
    let case = Case::new(&answers, true);
    let found = case.agreement().kappa.unwrap();

    let text = case.read("data/exampleland/household_survey/child.csv");
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let numbers = |column: usize| rows.iter().map(|row| row[column].parse().unwrap()).collect::<Vec<u32>>();
    let (strata, clusters) = (numbers(1), numbers(2));
    let weights: Vec<f64> = rows.iter().map(|row| row[3].parse().unwrap()).collect();
    let shape = DesignShape {
        stages: vec![Stage { stratified: true, population: false }],
        rows_are_units: false,
        nest: true,
        weighted: true,
    };
    let design = DesignRows {
        rows: rows.len(),
        strata: vec![Some(&strata)],
        clusters: vec![&clusters],
        population: vec![None],
        weights: Some(&weights),
    };
    let taylor = Taylor { lonely_psu: LonelyPsu::Fail, domain_lonely_psu: false };
    let sample = Sample::new(shape, &design, taylor).unwrap();
    let said: Vec<Said> = answers.iter().copied().cycle().take(rows.len()).collect();
    let domain = sample.domain(|row| said[row].0 != "98" && said[row].1.is_some());
    let both: Vec<(u32, u32)> = domain
        .rows()
        .iter()
        .map(|row| said[*row as usize])
        .map(|(child, caregiver)| (child.parse().unwrap(), caregiver.unwrap().parse().unwrap()))
        .collect();
    let (first, second): (Vec<u32>, Vec<u32>) = both.into_iter().unzip();
    let kappa = Kappa::new(&first, &second, 2, &AgreementWeights::Identity).unwrap();
    let expected = sample.estimate(&kappa, &domain).unwrap();
    assert!((found.value - expected.values[0]).abs() < 1e-12);
    assert!((found.standard_error.unwrap() - expected.standard_error(0).unwrap()).abs() < 1e-12);
    let df = sample.domain_degrees_of_freedom(&domain);
    let interval = symmetric_interval(found.value, expected.variance(0).unwrap(), df, 0.95).unwrap();
    let (lower, upper) = found.interval.unwrap();
    assert!((lower - interval.lower).abs() < 1e-9 && (upper - interval.upper).abs() < 1e-9);
}

#[test]
fn shares_of_pairs_make_the_prevalence_of_the_children() {
    let case = Case::new(&table(), true);
    let shares = case.agreement().shares;
    let study = case.study();
    let country = &study.countries[0];
    let RunState::Run(survey) = &country.household_survey else { panic!("the survey did not run") };
    let clearance = country.basis.clear(date(2026, 1, 1)).unwrap();
    let evidence = estimate(&study, country, survey, &clearance, "test").unwrap();
    let bullied = evidence
        .prevalences
        .iter()
        .map(cairn_evidence::Prevalence::claim)
        .find(|claim| claim.id.to_string() == "exampleland/bullied_online@1")
        .unwrap();
    let share = |position: usize| shares[position].estimate.as_ref().unwrap().proportion;
    let of_children = bullied.estimate.as_ref().unwrap().proportion;
    assert!((share(0) + share(1) - of_children).abs() < 1e-12);
    assert!(((0..4).map(share).sum::<f64>() - 1.0).abs() < 1e-12);
}

#[test]
fn who_is_not_in_a_pair_is_counted() {
    let answers =
        [table(), vec![("98", Some("98")), ("1", Some("98")), ("1", None), ("99", Some("0"))]].concat();
    let case = Case::new(&answers, true);
    let file = "data/exampleland/household_survey/caregiver.csv";
    let first = case.read(file).lines().nth(1).unwrap().to_owned();
    case.append(file, &format!("{first}\nnobody,1,1,5,1\n,1,1,5,0\n"));
    let found = case.agreement();
    let left = found.left_out;
    assert_eq!(left.duplicates, 2, "the two caregivers of one household");
    assert_eq!(left.caregivers_alone, 2, "nobody's, and the one without a household");
    let missing =
        (left.child_missing.of(MissingKind::DontKnow), left.child_missing.of(MissingKind::PreferNotToSay));
    let rounds = 200 / answers.len() as u64;
    assert!(missing.0 >= rounds && missing.1 >= rounds);
    assert_eq!(left.caregiver_missing.total(), left.caregiver_missing.of(MissingKind::DontKnow));
    let children =
        found.pairs + left.children_alone + left.child_missing.total() + left.caregiver_missing.total();
    assert_eq!(children + left.outside_base, 200);
}

#[test]
fn what_cannot_be_measured_is_absent_with_a_reason() {
    let few: Vec<Said> = [vec![("1", None); 9], vec![("1", Some("1"))]].concat();
    let found = Case::new(&few, true).agreement();
    assert_eq!(found.pairs, 20);
    assert_eq!(found.kappa.unwrap_err(), "the base is below 50");
    assert_eq!(found.shares[0].count, Some(20), "the rules of the study show counts");
    assert_eq!(found.shares[0].estimate.as_ref().unwrap_err(), "the base is below 50");

    let same = Case::new(&[("0", Some("0"))], true).agreement();
    assert!(same.kappa.unwrap_err().contains("nothing tells agreement from chance"));

    let perfect = Case::new(&[("0", Some("0")), ("1", Some("1"))], true).agreement().kappa.unwrap();
    assert!((perfect.value - 1.0).abs() < 1e-12);
    assert_eq!((perfect.standard_error, perfect.interval), (None, None));
    assert!(perfect.notes[0].starts_with("no interval"), "{:?}", perfect.notes);

    let nobody = Case::new(&[("1", None)], true).agreement();
    assert_eq!((nobody.pairs, nobody.left_out.children_alone), (0, 200));
}

#[test]
fn records_of_one_side_alone_make_no_agreement() {
    let case = Case::new(&table(), true);
    std::fs::remove_file(case.root().join("data/exampleland/household_survey/caregiver.csv")).unwrap();
    let Err(Failure::Definition(problem)) = case.try_agreement() else { panic!("it was measured") };
    assert!(problem.message.contains("caregiver"), "{problem}");
}

#[test]
fn a_block_has_one_base_and_a_composite_its_parts() {
    let case = Case::new(&table(), true);
    assert!(check(&case.study()).is_empty());
    let indicators = case
        .read("indicators/first.toml")
        .replacen(
            "id = \"use_social_media\"",
            "id = \"use_social_media\"\nblock = \"Whom they told\"\nparts = [\"aware@1\"]",
            1,
        )
        .replacen(
            "id = \"bullying_told_friend\"",
            "id = \"bullying_told_friend\"\nblock = \"Whom they told\"",
            1,
        )
        .replacen("id = \"bullied_online\"", "id = \"bullied_online\"\nparts = [\"caregiver_talks@1\"]", 1)
        .replacen("id = \"caregiver_talks\"", "id = \"caregiver_talks\"\nparts = [\"bullied_online@1\"]", 1);
    case.write("indicators/first.toml", &indicators);
    let said: String = check(&case.study()).iter().map(render).collect();
    insta::assert_snapshot!(said.replace(&format!("{}/", case.folder.path().display()), ""));
}
