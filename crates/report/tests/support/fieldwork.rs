//! A sample and its weights, made up.

use super::place;
use cairn_definition::Placed;
use cairn_evidence::{
    Digest, DrawAccount, DrawnStratum, FieldworkAccount, MarginOrigin, OutcomeAccount, Released, UsedFile,
    WeightingAccount,
};
use cairn_sample::disposition::Category;
use cairn_sample::household::Probability;
use cairn_sample::outcome::{Counts, EligibleShare, OutcomeRates, UnknownRule};
use cairn_sample::weight::{
    CalibrationMethod, ClassColumn, ClassLimits, Margin, SelectionStage, Standing, TrimLimit, Weighting,
};
use cairn_study::{
    Allocation, AllocationMethod, AreaDraw, AreaFrame, ClusterTake, DrawMethod, HouseholdSelection,
    Population, PopulationCount, PopulationShare, PopulationSource, RespondentSelection, SamplePlan,
    SecondStage, Target, UnknownEligibility, WeightScale,
};
use jiff::civil::date;

fn placed(text: &str) -> Placed<String> {
    Placed { value: text.to_owned(), place: place() }
}

pub(crate) fn plan() -> SamplePlan {
    SamplePlan {
        frame: AreaFrame {
            file: "data/aldermark/sample/frame.csv".into(),
            source: "Enumeration areas of the census of 2019, National Institute of Statistics".into(),
            date: date(2019, 8, 24),
            area: placed("ea"),
            strata: vec![placed("region"), placed("area")],
            size: placed("households"),
            order: vec![placed("district")],
        },
        target: Target {
            pairs: 1000,
            eligible: 0.4,
            response: 0.6,
            intraclass_correlation: 0.05,
            weighting_effect: 1.2,
            costs: None,
            indicators: Vec::new(),
            domains: Vec::new(),
            groups: Vec::new(),
            place: place(),
        },
        allocation: Allocation {
            method: AllocationMethod::Power(0.75),
            minimum: 2,
            take: ClusterTake::Pairs(10),
            place: place(),
        },
        draw: AreaDraw {
            method: DrawMethod::PpsSystematic,
            seed: 20_250_117,
            reserve: 1,
            split_by_sex: false,
            place: place(),
        },
        household: HouseholdSelection {
            second_stage: SecondStage::Listing,
            contacts: None,
            respondent: RespondentSelection::RandomNumber,
            place: place(),
        },
        unknown_eligibility: UnknownEligibility::Proportional,
        weighting: None,
        place: place(),
    }
}

fn source(text: &str, year: i16) -> PopulationSource {
    PopulationSource { source: text.to_owned(), date: date(year, 7, 1) }
}

pub(crate) fn population() -> Population {
    let children = |count, text: &str| PopulationCount {
        count,
        of: "children aged 12–17".into(),
        source: source(text, 2024),
        place: place(),
    };
    Population {
        children: vec![
            children(1_820_000.0, "Projection of the census"),
            children(1_974_000.0, "School register"),
        ],
        online: vec![PopulationShare {
            share: 0.81,
            interval: Some((0.78, 0.84)),
            source: source("Household survey of information technology", 2023),
            place: place(),
        }],
        ..Population::default()
    }
}

pub(crate) fn account() -> FieldworkAccount {
    let stratum = |title: &str, areas, clusters, certain| DrawnStratum {
        title: title.to_owned(),
        areas,
        clusters,
        certain,
        reserve: 1,
    };
    let mut counts = Counts::new();
    for (category, households) in [
        (Category::Interview, 1000.0),
        (Category::Refusal, 310.0),
        (Category::NonContact, 120.0),
        (Category::OtherNonInterview, 60.0),
        (Category::UnknownRespondent, 390.0),
        (Category::UnknownHousing, 20.0),
        (Category::NotEligible, 2405.0),
    ] {
        counts.add(category, households);
    }
    let share = EligibleShare::of(&counts, UnknownRule::Proportional);
    let rates = OutcomeRates::new(counts, share);
    FieldworkAccount {
        draw: DrawAccount {
            drawn: date(2024, 2, 12),
            program: "cairn 0.1.0".into(),
            seed: 20_250_117,
            frame: Digest([0xab; 32]),
            strata: vec![stratum("North, Urban", 2310, 58, 1), stratum("North, Rural", 4120, 42, 0)],
            releases: vec![Released {
                stratum: "North, Rural".into(),
                date: date(2024, 3, 11),
                reason: "Floods closed roads in the first week".into(),
            }],
        },
        outcome: OutcomeAccount {
            eligible_share: share.ok().map(EligibleShare::value),
            counted: rates,
            weighted: rates,
        },
    }
}

/// Weights of forty households, made in every kind of step.
pub(crate) fn weighting() -> WeightingAccount {
    let standing: Vec<Standing> = (0..40)
        .map(|case| match case % 8 {
            0 | 2 | 4 | 5 => Standing::Respondent,
            1 => Standing::NonRespondent,
            3 | 6 => Standing::Ineligible,
            _ => Standing::Unknown,
        })
        .collect();
    let of_case = |number: &dyn Fn(u32) -> u32| (0..40).map(number).collect::<Vec<u32>>();
    let codes = of_case(&|case| case / 20);
    let labels = ["Rural".to_owned(), "Urban".to_owned()];
    let area = ClassColumn { name: "area", codes: &codes, labels: &labels };
    let fine = of_case(&|case| case / 4);
    let fine_labels: Vec<String> = (0..10).map(|label| format!("district {label}")).collect();
    let district = ClassColumn { name: "district", codes: &fine, labels: &fine_labels };
    let mut weighting = Weighting::begin(standing).unwrap();
    let cluster: Vec<f64> = codes.iter().map(|area| if *area == 0 { 0.004 } else { 0.0125 }).collect();
    weighting.select(SelectionStage::Cluster, &cluster).unwrap();
    weighting.select(SelectionStage::Household, &[0.2; 40]).unwrap();
    weighting.unknown_eligibility(&[area]).unwrap();
    let limits = ClassLimits { minimum: 3, largest_factor: 3.0 };
    weighting.non_response(&[area, district], limits).unwrap();
    let picked: Vec<_> = of_case(&|case| 1 + u32::from(case % 10 == 0))
        .into_iter()
        .map(|children| Probability::new(1, u64::from(children)))
        .collect();
    weighting.within_household(&picked).unwrap();
    let margin = |name: &str, population: [f64; 2], of_case: Vec<u32>| Margin {
        name: name.to_owned(),
        cells: labels.to_vec(),
        population: population.to_vec(),
        of_case,
    };
    weighting.trim(TrimLimit::TimesMean(2.0), &[]).unwrap();
    weighting
        .calibrate(CalibrationMethod::Raking, &[margin("area", [31_000.0, 12_000.0], codes.clone())])
        .unwrap();
    let weighting = weighting.finish().unwrap();
    WeightingAccount {
        instrument: "child".parse().unwrap(),
        scale: WeightScale::Population,
        selected: 40,
        respondents: 20,
        steps: weighting.steps().iter().map(|step| step.report.clone()).collect(),
        margins: vec![MarginOrigin {
            id: "area".into(),
            of: "internet-using children aged 12–17".into(),
            by: vec!["Area".into()],
            source: source("Projection of the census", 2024),
        }],
        files: vec![UsedFile { file: "countries/aldermark/sample.toml".into(), digest: Digest([0xcd; 32]) }],
    }
}
