//! Contacts and cluster listings: what is read, and what is refused with its place.

#![allow(clippy::unwrap_used, reason = "these are tests")]

use cairn_definition::Diagnostics;
use cairn_fieldwork::{Contacts, SampledCluster, SampledClusters};
use cairn_sample::disposition::{Category, Disposition};
use cairn_study::Fieldwork;
use jiff::civil::date;
use proptest::prelude::*;
use std::fmt::Write;
use std::path::Path;

const HEADER: &str =
    "household,cluster,disposition,date,interviewer,eligible_children,child_position,dwelling\n";
const CLUSTERS: &str = "cluster,listed,selected,segment_share\n1,80,,\n2,60,2,0.5\n";

/// Clusters 1 and 2 are in use, 3 is a reserve that was not released.
fn sampled() -> SampledClusters {
    let cluster = |name: &str, region: &str| SampledCluster {
        name: name.to_owned(),
        strata: vec![region.to_owned()],
        probability: 0.1,
    };
    SampledClusters::new(
        vec!["region".to_owned()],
        vec![cluster("1", "North"), cluster("2", "South")],
        vec!["3".to_owned()],
    )
}

fn read_bytes(contacts: &[u8], clusters: &[u8]) -> (Option<Contacts>, String) {
    let problems = Diagnostics::new();
    let read = Contacts::of_bytes(
        (Path::new("contacts.csv"), contacts.to_vec()),
        (Path::new("clusters.csv"), clusters.to_vec()),
        &sampled(),
        Fieldwork { from: date(2025, 3, 1), to: date(2025, 4, 30) },
        &problems,
    );
    let mut said = String::new();
    for problem in problems.into_sorted() {
        writeln!(said, "{problem}").unwrap();
    }
    (read, said)
}

fn refusal(rows: &str, clusters: &str) -> String {
    let (read, said) = read_bytes(format!("{HEADER}{rows}").as_bytes(), clusters.as_bytes());
    assert!(read.is_none(), "{said}");
    said
}

#[test]
fn every_column_is_read() {
    let rows = "0012,1,1.10,2025-03-04,T01,2,1,house\n0013,1,2.1,,,,,flat\n7,02,4.7,2025-03-05,T02,0,,\n";
    let (read, said) =
        read_bytes(format!("{HEADER}{rows}").as_bytes(), CLUSTERS.replace(",2,0.5", ",1,0.5").as_bytes());
    let contacts = read.unwrap();
    assert_eq!(said, "");
    assert_eq!(contacts.household(), ["0012", "0013", "7"]);
    assert_eq!(contacts.cluster(), [0, 0, 1]);
    let codes: Vec<&str> = contacts.disposition().iter().map(|code| code.code()).collect();
    assert_eq!(codes, ["1.1", "2.10", "4.70"]);
    assert_eq!(contacts.date(), [Some(date(2025, 3, 4)), None, Some(date(2025, 3, 5))]);
    assert_eq!(contacts.eligible_children(), [Some(2), None, Some(0)]);
    assert_eq!(contacts.child_position(), [Some(1), None, None]);
    assert_eq!(contacts.interviewer().unwrap().labels(), ["T01", "", "T02"]);
    assert_eq!(contacts.column("dwelling").unwrap().label(1), "flat");
    let region = contacts.column("region").unwrap();
    assert_eq!([region.label(0), region.label(2)], ["North", "South"]);
    assert_eq!(contacts.household_probability(), [Some(2.0 / 80.0), Some(0.5 / 60.0)]);
    assert_eq!(contacts.place(2), "contacts.csv:4");
}

/// What others got wrong: an empty disposition that is counted as an interview.
#[test]
fn a_missing_disposition_is_never_a_respondent() {
    insta::assert_snapshot!(refusal("1,1,1.1,,,1,,\n2,1,,,,1,,\n3,2, ,,,,,\n4,2,1.1,,,1,,\n", CLUSTERS), @r"
    contacts.csv:3: the household has no `disposition`; expected what came of the household, `3.11` where nobody has been there (a household without a disposition counts neither as respondent nor as anything else)
    contacts.csv:4: the household has no `disposition`; expected what came of the household, `3.11` where nobody has been there (a household without a disposition counts neither as respondent nor as anything else)
    ");
}

#[test]
fn all_mistakes_of_the_contacts_are_said_at_once() {
    let rows = "\
1,1,1.1,2025-13-04,T01,2,1,
1,1,2.11,2025-03-04,T01,,,
,1,211,,,,,
4,9,2.9,,,,,
5,3,refused,,,,,
6,2,1.1,,,,,
7,2,2.25,,,0,,
8,1,4.70,,,2,,
9,1,1.2,,,2,3,
10,,1.1,,,two,,
";
    insta::assert_snapshot!(refusal(rows, CLUSTERS), @r"
    contacts.csv:2: `date` is “2025-13-04”; expected a day, as 2026-03-31
    contacts.csv:11: `eligible_children` is “two”; expected a whole number (leave the cell empty where it is not known)
    contacts.csv:3: `household` “1” is there already, on line 2; expected one row a household, with its final disposition (keep the last outcome, or give two households two numbers)
    contacts.csv:4: `household` is empty; expected the household’s number in the sample
    contacts.csv:5: there is no cluster `9`; expected one of the 2 clusters in use, `1` to `2`
    contacts.csv:6: cluster `3` is a reserve that has not been released; expected one of the 2 clusters in use, `1` to `2` (a reserve never stands in silently for another cluster: `cairn sample release` releases the next of its stratum, on record)
    contacts.csv:11: `cluster` is empty; expected one of the 2 clusters in use, `1` to `2`
    contacts.csv:4: `disposition`: `211` is not the code of a final disposition; expected a final disposition of AAPOR such as `1.1`, `2.11`, `3.18` or `4.70` (did you mean `2.11`, Refusal?)
    contacts.csv:5: `disposition`: `2.9` is not the code of a final disposition; expected a final disposition of AAPOR such as `1.1`, `2.11`, `3.18` or `4.70` (docs/sample.md lists all codes)
    contacts.csv:6: `disposition`: `refused` is not the code of a final disposition; expected a final disposition of AAPOR such as `1.1`, `2.11`, `3.18` or `4.70` (docs/sample.md lists all codes)
    contacts.csv:7: the household took part and has no `eligible_children`; expected how many of its children are eligible, from 1 (without it the child’s probability of being picked is not known)
    contacts.csv:8: `eligible_children` is 0 and the disposition 2.25 (Respondent away or unavailable) is that of an eligible household; expected at least 1 child, or the disposition 4.70 (no eligible respondent)
    contacts.csv:9: `eligible_children` is above 0 and the disposition 4.70 (No eligible respondent) is that of a household that is not eligible; expected 0 or an empty cell, or a disposition that begins with 1 or 2
    contacts.csv:10: `child_position` is 3, and 2 children are eligible; expected the place of the child that was picked, from 1 to the number eligible
    ");
}

#[test]
fn all_mistakes_of_the_listings_are_said_at_once() {
    let rows = "1,1,2.11,,,,,\n2,2,2.11,,,,,\n3,2,2.11,,,,,\n4,2,2.11,,,,,\n";
    let listings = |text: &str| refusal(rows, &format!("cluster,listed,selected,segment_share\n{text}"));
    insta::assert_snapshot!(
        [
            listings("1,many,,\n2,2,,\n"),
            listings("1,,,\n2,60,2,\n3,4,,\n4,4,,\n"),
            listings("1,10,20,\n1,10,,\n2,60,,1.5\n"),
            listings("1,0,,\n"),
            refusal(rows, "clutser,listed\n"),
        ].join("\n"), @r"
    clusters.csv:2: `listed` is “many”; expected a whole number (leave the cell empty where it is not known)
    clusters.csv:3: cluster `2` has 3 contacts and `listed` is 2; expected no more contacts than dwellings listed (count again, or look for contacts of another cluster under this one’s name)

    clusters.csv:2: `listed` is not known; expected how many dwellings were listed, or counted on the walk (leave out the row of a cluster that has not been worked)
    clusters.csv:4: cluster `3` is a reserve that has not been released; expected one of the 2 clusters in use, `1` to `2` (a reserve never stands in silently for another cluster: `cairn sample release` releases the next of its stratum, on record)
    clusters.csv:5: there is no cluster `4`; expected one of the 2 clusters in use, `1` to `2`
    clusters.csv:3: cluster `2` has 3 contacts and `selected` is 2; expected no more contacts than households selected

    clusters.csv:2: `selected` is 20 and `listed` is 10; expected no more households selected than listed
    clusters.csv:3: cluster `1` is there already, on line 2; expected one row a cluster
    clusters.csv:4: `segment_share` is “1.5”; expected the share of the cluster that was listed, above 0 and at most 1; empty where all of it was

    clusters.csv:2: cluster `1` has 1 contact and `listed` is 0; expected no more contacts than dwellings listed (count again, or look for contacts of another cluster under this one’s name)
    clusters.csv has no row for cluster `2`, of which there are 3 contacts; expected how many dwellings were listed, or counted on the walk (without it the probability of its households is not known)

    clusters.csv has no column `cluster`; expected `cluster` and `listed` (rename the column `clutser`, if it is that)
    ");
}

#[test]
fn a_column_that_is_needed_is_named_with_the_one_that_may_be_meant() {
    let (read, said) = read_bytes(b"household,cluster,dispositions\n1,1,1.1\n", CLUSTERS.as_bytes());
    assert!(read.is_none());
    let (_, children) =
        read_bytes(b"household,cluster,disposition,eligible_childern\n1,1,1.1,2\n", CLUSTERS.as_bytes());
    let (_, strata) = read_bytes(
        b"household,cluster,disposition,region\n1,1,2.1,North\n2,2,2.1,North\n",
        CLUSTERS.as_bytes(),
    );
    insta::assert_snapshot!([said, children, strata].concat(), @r"
    contacts.csv has no column `disposition`; expected `household`, `cluster` and `disposition` (rename the column `dispositions`, if it is that)
    contacts.csv has no column `eligible_children`, and on line 2 a household took part; expected how many of the household’s children are eligible, of all that took part (rename the column `eligible_childern`, if it is that)
    clusters.csv:3: cluster `2` has 0 contacts and `selected` is 2; expected a row of contacts for each household selected (until then the other households are in no rate; `3.11` is for those where nobody went)
    contacts.csv:3: `region` is “North”, and cluster `2` lies in “South”; expected the stratum of the draw (mend the cluster, or leave the column out: every household has the stratum of its cluster)
    clusters.csv:3: cluster `2` has 1 contact and `selected` is 2; expected a row of contacts for each household selected (until then the other households are in no rate; `3.11` is for those where nobody went)
    ");
}

#[test]
fn what_may_be_right_is_a_warning() {
    let rows = "1,1,1.1,2024-03-04,Jane Doe,2,1,\n2,2,2.11,2025-05-01,T02,,,\n";
    let (read, said) = read_bytes(format!("{HEADER}{rows}").as_bytes(), CLUSTERS.as_bytes());
    assert!(read.is_some());
    insta::assert_snapshot!(said, @r"
    contacts.csv:2: the first of 2 rows with a `date` outside the fieldwork, 2025-03-01 to 2025-04-30 (mend the date, or the days of the fieldwork in country.toml)
    contacts.csv:2: `interviewer` looks like a name; expected a code, as T12 (keep the list of codes and names apart from the study folder)
    clusters.csv:3: cluster `2` has 1 contact and `selected` is 2; expected a row of contacts for each household selected (until then the other households are in no rate; `3.11` is for those where nobody went)
    ");
}

#[test]
fn many_mistakes_of_a_kind_are_counted() {
    let rows: String = (0..1000).fold(String::new(), |rows, row| rows + &format!("{row},1,,,,,,\n"));
    let said = refusal(&rows, "cluster,listed\n1,2000\n");
    assert_eq!(said.lines().count(), 21);
    assert!(said.ends_with("contacts.csv: 980 more rows without a disposition\n"), "{said}");
}

#[test]
fn files_that_are_not_there_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let study = folder.path().join("study");
    let problems = Diagnostics::new();
    let sample = cairn_fieldwork::SampleFolder::at(study);
    let fieldwork = Fieldwork { from: date(2025, 3, 1), to: date(2025, 4, 30) };
    assert!(Contacts::read(&sample, &sampled(), fieldwork, &problems).is_none());
    assert_eq!(problems.errors(), 2);
}

fn disposition() -> impl Strategy<Value = Disposition> {
    proptest::sample::select(Disposition::all().collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(contacts: Vec<u8>, clusters: Vec<u8>) {
        read_bytes(&contacts, &clusters);
    }

    #[test]
    fn arbitrary_cells_never_panic(rows in "([0-4.]{0,3},[ 0-4x]{0,2},[1-4]?\\.?[0-9]{0,3},[-0-9]{0,10},[A-Z ]{0,3},[0-3x]?,[0-3]?,\n){0,8}", listed in "([1-4],[0-9]{0,2},[0-9]?,[0-9.]{0,3}\n){0,4}") {
        read_bytes(format!("{HEADER}{rows}").as_bytes(), format!("cluster,listed,selected,segment_share\n{listed}").as_bytes());
    }

    /// What is read is what was written, and no row is lost.
    #[test]
    fn each_row_is_a_household(codes in proptest::collection::vec((disposition(), 0..2_usize), 0..40)) {
        let mut rows = String::new();
        for (row, (code, cluster)) in codes.iter().enumerate() {
            let children = if code.category().responded() { "1" } else { "" };
            writeln!(rows, "h{row},{},{code},,,{children},,", cluster + 1).unwrap();
        }
        let (read, said) = read_bytes(format!("{HEADER}{rows}").as_bytes(), b"cluster,listed\n1,40\n2,40\n");
        let contacts = read.unwrap();
        prop_assert_eq!(said, "");
        prop_assert_eq!(contacts.len(), codes.len());
        prop_assert_eq!(contacts.contacts_of_cluster().iter().sum::<u64>(), codes.len() as u64);
        let read: Vec<(Disposition, usize)> =
            contacts.disposition().iter().copied().zip(contacts.cluster().iter().copied()).collect();
        prop_assert_eq!(read, codes);
        let responded = contacts.disposition().iter().filter(|code| code.category() == Category::Interview);
        prop_assert!(responded.count() <= contacts.len());
    }
}
