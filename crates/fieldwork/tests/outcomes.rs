//! The field, accounted for.

#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

use cairn_definition::Diagnostics;
use cairn_fieldwork::{
    Breakdown, Contacts, Expected, Group, Measure, Outcomes, SampledCluster, SampledClusters,
};
use cairn_sample::disposition::{Category, Disposition};
use cairn_sample::outcome::{Counts, Rate};
use cairn_study::{ClusterTake, Fieldwork, UnknownEligibility};
use jiff::civil::date;
use proptest::prelude::*;
use std::fmt::Write;
use std::path::Path;

const FIELDWORK: Fieldwork = Fieldwork { from: date(2025, 3, 1), to: date(2025, 4, 30) };

/// Four clusters in two strata, drawn with probabilities of their own; 4 is never worked.
fn sampled() -> SampledClusters {
    let cluster = |name: &str, region: &str, probability: f64| SampledCluster {
        name: name.to_owned(),
        strata: vec![region.to_owned(), "rural".to_owned()],
        probability,
    };
    let clusters = vec![
        cluster("1", "North", 0.1),
        cluster("2", "North", 0.2),
        cluster("3", "East", 0.05),
        cluster("4", "East", 0.05),
    ];
    SampledClusters::new(vec!["region".to_owned(), "area".to_owned()], clusters, Vec::new())
}

fn contacts(rows: &str) -> Contacts {
    let problems = Diagnostics::new();
    let contacts = format!("household,cluster,disposition,date,interviewer,eligible_children\n{rows}");
    let clusters = "cluster,listed,selected\n1,400,\n2,500,\n3,200,\n";
    let read = Contacts::of_bytes(
        (Path::new("contacts.csv"), contacts.into_bytes()),
        (Path::new("clusters.csv"), clusters.into()),
        &sampled(),
        FIELDWORK,
        &problems,
    );
    read.unwrap_or_else(|| panic!("{problems:?}"))
}

fn outcomes(contacts: &Contacts, by: Option<Breakdown>) -> Outcomes {
    let sampled = sampled();
    let unknown = UnknownEligibility::Proportional;
    let expected =
        Expected { sampled: &sampled, unknown: &unknown, take: ClusterTake::Pairs(2), fieldwork: FIELDWORK };
    Outcomes::of(contacts, expected, by).unwrap()
}

const FEW: &str = "\
a,1,1.1,2025-03-03,T1,1
b,1,1.1,2025-03-09,T1,2
c,1,2.11,2025-03-10,T10,
d,2,1.1,2025-03-10,T2,1
e,2,4.7,2025-05-01,T2,0
f,3,3.18,,,
g,3,2.25,2024-12-30,T1,
";

#[test]
fn groups_stand_in_the_order_of_the_draw_of_the_codes_and_of_time() {
    let contacts = contacts(FEW);
    let labels = |by| {
        let outcomes = outcomes(&contacts, Some(by));
        outcomes
            .groups
            .iter()
            .map(|group| format!("{} {}", group.label, group.counts.total()))
            .collect::<Vec<_>>()
    };
    assert_eq!(labels(Breakdown::Stratum), ["North, rural 5", "East, rural 2"]);
    assert_eq!(labels(Breakdown::Cluster), ["1 3", "2 2", "3 2", "4 0"]);
    assert_eq!(labels(Breakdown::Interviewer), ["T1 3", "T10 1", "T2 2", " 1"]);
    // 30 December 2024 lies in the first week of 2025.
    assert_eq!(labels(Breakdown::Week), ["2025-W01 1", "2025-W10 2", "2025-W11 2", "2025-W18 1", " 1"]);
}

#[test]
fn households_weigh_the_inverse_of_their_probability() {
    let whole = outcomes(&contacts(FEW), None).whole;
    // Cluster 1: 400 listed, 3 selected, drawn with 0.1; cluster 2: 500, 2 and 0.2.
    let expected = 2.0 * 400.0 / 3.0 / 0.1 + 500.0 / 2.0 / 0.2;
    assert!((whole.weighted.get(Category::Interview) - expected).abs() < 1e-9);
    // A cluster stands for what it lists over its probability, whatever came of its households.
    let listed = 400.0 / 0.1 + 500.0 / 0.2 + 200.0 / 0.05;
    assert!((whole.weighted.total() - listed).abs() < 1e-9);
}

#[test]
fn what_a_supervisor_looks_at_first() {
    let outcomes = outcomes(&contacts(FEW), None);
    let notices = &outcomes.notices;
    assert_eq!(notices.not_worked, ["4"]);
    assert_eq!(notices.short, [("2".to_owned(), 1), ("3".to_owned(), 0)]);
    assert_eq!(notices.unknown_share, Some(1.0 / 7.0));
    assert_eq!((notices.outside_fieldwork, notices.without_date), (2, 1));
    assert_eq!(notices.unusual, []);
    assert_eq!(outcomes.share.unwrap().value(), 5.0 / 6.0);
    assert_eq!(outcomes.rates(&outcomes.whole).get(Rate::Rr3), Ok(3.0 / (5.0 + 5.0 / 6.0)));
}

/// Of 300 eligible households of two interviewers three quarters took part; of the 40 of a third a quarter did.
#[test]
fn an_interviewer_far_from_the_others_is_told_with_what_chance_allows() {
    let mut rows = String::new();
    for row in 0..340 {
        let interviewer = if row < 150 {
            "T1"
        } else if row < 300 {
            "T2"
        } else {
            "T3"
        };
        let took_part = if row < 300 { row % 4 != 0 } else { row % 4 == 0 };
        let (code, children) = if took_part { ("1.1", "1") } else { ("2.11", "") };
        writeln!(rows, "{row},1,{code},2025-03-03,{interviewer},{children}").unwrap();
    }
    let outcomes = outcomes(&contacts(&rows), None);
    let [unusual] = &outcomes.notices.unusual[..] else { panic!("{:?}", outcomes.notices.unusual) };
    assert_eq!((unusual.interviewer.as_str(), unusual.measure), ("T3", Measure::TookPart));
    assert_eq!((unusual.count, unusual.of), (10, 40));
    assert!(unusual.limits.0 > 10 && unusual.limits.1 < 40, "{:?}", unusual.limits);
}

#[test]
fn without_codes_there_is_no_table_by_interviewer() {
    let problems = Diagnostics::new();
    let sampled = sampled();
    let read = Contacts::of_bytes(
        (Path::new("contacts.csv"), b"household,cluster,disposition\n".to_vec()),
        (Path::new("clusters.csv"), b"cluster,listed\n".to_vec()),
        &sampled,
        FIELDWORK,
        &problems,
    );
    let unknown = UnknownEligibility::Proportional;
    let expected =
        Expected { sampled: &sampled, unknown: &unknown, take: ClusterTake::Optimum, fieldwork: FIELDWORK };
    let contacts = read.unwrap();
    assert_eq!(Outcomes::of(&contacts, expected, Some(Breakdown::Interviewer)), None);
    // Before the first contact there is nothing to divide by, and everything to be worked.
    let outcomes = Outcomes::of(&contacts, expected, Some(Breakdown::Week)).unwrap();
    assert!(outcomes.share.is_err() && outcomes.groups.is_empty());
    assert_eq!((outcomes.notices.unknown_share, outcomes.notices.not_worked.len()), (None, 4));
}

fn sum(groups: &[Group], counts: impl Fn(&Group) -> Counts) -> Counts {
    let mut sum = Counts::new();
    groups.iter().for_each(|group| sum += counts(group));
    sum
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the breakdown, its groups add up to the whole: no household is lost or counted twice.
    #[test]
    fn groups_add_up(households in proptest::collection::vec(
        (proptest::sample::select(Disposition::all().collect::<Vec<_>>()), 1..4_u32, 0..5_u32, proptest::option::of(0..80_u32)), 0..60
    )) {
        let mut rows = String::new();
        for (row, (code, cluster, interviewer, day)) in households.iter().enumerate() {
            let children = if code.category().responded() { "1" } else { "" };
            let day = day.map_or(String::new(), |day| format!("2025-{:02}-{:02}", 2 + day / 28, 1 + day % 28));
            let interviewer = if *interviewer == 0 { String::new() } else { format!("T{interviewer}") };
            writeln!(rows, "{row},{cluster},{code},{day},{interviewer},{children}").unwrap();
        }
        let contacts = contacts(&rows);
        let whole = outcomes(&contacts, None).whole;
        prop_assert_eq!(whole.counts.total(), households.len() as f64);
        for by in [Breakdown::Stratum, Breakdown::Cluster, Breakdown::Interviewer, Breakdown::Week] {
            let outcomes = outcomes(&contacts, Some(by));
            prop_assert_eq!(&outcomes.whole, &whole);
            prop_assert_eq!(sum(&outcomes.groups, |group| group.counts), whole.counts);
            let weighted = sum(&outcomes.groups, |group| group.weighted);
            for category in Category::ALL {
                let (parts, all) = (weighted.get(category), whole.weighted.get(category));
                prop_assert!((parts - all).abs() <= 1e-9 * all.max(1.0));
            }
        }
    }
}
