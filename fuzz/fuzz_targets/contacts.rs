//! What came of each household and what was listed in each cluster: what is read has a disposition for every household, whatever the
//! files hold. The first byte says which is replaced.

#![no_main]

use cairn_definition::{Diagnostics, render};
use cairn_fieldwork::{Breakdown, Contacts, Expected, Outcomes, SampledCluster, SampledClusters};
use cairn_study::{ClusterTake, Fieldwork, UnknownEligibility};
use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use std::path::Path;

const CONTACTS: &[u8] = b"household,cluster,disposition,date,interviewer,eligible_children,child_position,region\n\
    a,1,1.1,2025-03-01,T1,2,1,North\nb,2,2.11,,,,,South\nc,2,3.18,,T2,,,South\n";
const CLUSTERS: &[u8] = b"cluster,listed,selected,segment_share\n1,80,2,0.5\n2,60,,\n";

fuzz_target!(|bytes: &[u8]| {
    let Some((which, bytes)) = bytes.split_first() else { return };
    let cluster = |name: &str, region: &str| SampledCluster {
        name: name.to_owned(),
        strata: vec![region.to_owned()],
        probability: 0.1,
    };
    let sampled = SampledClusters::new(
        vec!["region".to_owned()],
        vec![cluster("1", "North"), cluster("2", "South")],
        vec!["3".to_owned()],
    );
    let (contacts, clusters) = match which % 3 {
        0 => (("contacts.csv", bytes), ("clusters.csv", CLUSTERS)),
        1 => (("contacts.csv", CONTACTS), ("clusters.csv", bytes)),
        _ => (("contacts.parquet", bytes), ("clusters.csv", CLUSTERS)),
    };
    let fieldwork = Fieldwork { from: date(2025, 3, 1), to: date(2025, 4, 30) };
    let problems = Diagnostics::new();
    let read = Contacts::of_bytes(
        (Path::new(contacts.0), contacts.1.to_vec()),
        (Path::new(clusters.0), clusters.1.to_vec()),
        &sampled,
        fieldwork,
        &problems,
    );
    assert_eq!(read.is_some(), !problems.has_errors());
    for problem in problems.into_sorted() {
        assert!(!render(&problem).is_empty());
    }
    let Some(contacts) = read else { return };
    assert_eq!(contacts.household().len(), contacts.disposition().len());
    let unknown = UnknownEligibility::Proportional;
    let expected = Expected { sampled: &sampled, unknown: &unknown, take: ClusterTake::Pairs(10), fieldwork };
    let outcomes = Outcomes::of(&contacts, expected, Some(Breakdown::Cluster)).expect("clusters are known");
    assert_eq!(outcomes.whole.counts.total(), contacts.len() as f64);
});
