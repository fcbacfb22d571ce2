//! Series of counts: from the files of a country to evidence, and every mistake at its cell.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use cairn_activities::records::csv_template;
use cairn_evidence::{Comparability, CountSeries, Counted, Evidence, UnionBounds};
use cairn_study::{Activity, Study};
use jiff::civil::date;
use proptest::prelude::*;
use std::fmt::Write as _;
use support::Case;

const PROTOCOL: &str = "
[[series]]
id = 'reports'
title = 'Reports to hotlines'
counting_unit = 'report'
stage = 'received'
definition = 'Reports of suspected child sexual abuse material.'
iccs = '030221'
[[series]]
id = 'contacts'
title = 'Contacts with helplines'
counting_unit = 'contact'
stage = 'received'
definition = 'Calls and messages about harm online.'
";

const ISSUERS: &str = "issuer,name,kind,series,counting_unit,stage,definition,icvac,iccs,disjoint_from,caveats\n\
    clearing,The clearing house,clearing_house,,,,,,,,One report may hold several files.;Reports go to the country of upload.\n\
    hotline,The hotline,hotline,,,,,,,clearing,\n\
    hotline,The hotline,hotline,reports,url,,Pages assessed as illegal.,,,,\n\
    childline,Childline,helpline,,,,,,,,\n";

const COUNTS: &str = "issuer,series,year,count,status,as_of,reason,note\n\
    clearing,reports,2019,418422,,2021-12-28,,\n\
    clearing,reports,2020,1297474,counted,2021-12-28,,\n\
    clearing,reports,2021,2802712,,2021-12-28,,approximate\n\
    clearing,reports,2019,410000,,2020-03-01,,\n\
    hotline,reports,2018,120,,2019-02-01,,\n\
    hotline,reports,2020,90,,2021-02-01,,\n\
    childline,contacts,2019,,refused,2024-05-01,no staff to count,\n\
    childline,contacts,2020,0,,2024-05-01,,\n";

const BREAKS: &str = "issuer,series,year,reason\nhotline,reports,2020,a new register\n";

fn case() -> Case {
    let case = Case::new(Activity::NonLawEnforcementData, PROTOCOL);
    case.record("issuers.csv", ISSUERS);
    case.record("counts.csv", COUNTS);
    case.record("breaks.csv", BREAKS);
    case
}

fn series(case: &Case) -> Vec<CountSeries> {
    let (harvest, said) = case.harvest();
    let harvest = harvest.unwrap_or_else(|| panic!("{said}"));
    let series = |evidence: &Evidence| match evidence {
        Evidence::ReportVolume(volume) => volume.0.clone(),
        other => panic!("{other:?}"),
    };
    harvest.evidence.iter().map(series).collect()
}

fn shown(series: &[CountSeries]) -> String {
    let mut shown = String::new();
    for series in series {
        let _ =
            writeln!(shown, "{}: {}, {} by {}", series.id, series.title, series.counting_unit, series.issuer);
        for observation in &series.observations {
            let (year, as_of) = (observation.year, observation.as_of);
            let _ = writeln!(
                shown,
                "  {year}: {:?} as of {as_of}, {} before",
                observation.counted,
                observation.revisions.len()
            );
        }
        for caveat in &series.caveats {
            let _ = writeln!(shown, "  - {caveat}");
        }
    }
    shown
}

#[test]
fn gaps_refusals_and_revisions_are_data() {
    let case = case();
    assert_eq!(case.check(), "");
    let (harvest, said) = case.harvest();
    insta::assert_snapshot!("gaps_are_told", said);
    let series = series(&case);
    insta::assert_snapshot!("series", format!("{}{}\n", shown(&series), harvest.unwrap().methods.join(" ")));
    let ids: Vec<&str> = series.iter().map(|series| series.id.item.as_str()).collect();
    assert_eq!(ids, ["reports/clearing", "reports/hotline", "contacts/childline"]);
    assert_eq!(series[1].gaps(), [2019]);
    assert_eq!(series[0].source.rows, [2, 3, 4, 5]);
    assert_eq!(series[0].source.records_file, "data/exampleland/non_law_enforcement_data/counts.csv");
}

#[test]
fn what_may_be_said_follows_from_what_was_stated() {
    let series = series(&case());
    let (clearing, hotline, childline) = (&series[0], &series[1], &series[2]);
    // What the country's own definition counts is not what the protocol's code says.
    assert_eq!(clearing.iccs.as_ref().map(ToString::to_string).as_deref(), Some("030221"));
    assert_eq!(hotline.iccs, None);
    assert!(matches!(Comparability::of(clearing, hotline), Comparability::No(_)));
    assert_eq!(clearing.change(2019, 2020).unwrap().absolute(), 1_297_474 - 418_422);
    assert!(clearing.change(2020, 2021).is_err(), "2021 was not over");
    assert!(hotline.change(2018, 2020).is_err(), "the register changed");
    assert_eq!(childline.observations[1].counted, Counted::Count(0));
    assert!(childline.change(2019, 2020).is_err(), "2019 was refused");
    assert!(UnionBounds::of(&[clearing, hotline], 2020).is_err(), "pages are no reports");
    assert_eq!(hotline.disjoint_from, std::slice::from_ref(&clearing.id));
    let first = &clearing.observations[0];
    assert_eq!(first.known_on(date(2021, 1, 1)), Some(&Counted::Count(410_000)));
    assert_eq!(first.known_on(date(2020, 1, 1)), None);
}

#[test]
fn every_mistake_is_shown_at_its_cell() {
    let case = case();
    case.record(
        "issuers.csv",
        "issuer,name,kind,series,counting_unit,iccs,disjoint_from\n\
         Clearing house,The clearing house,clearing_house,,,,\n\
         hotline,The hotline,hotlines,,,,\n\
         childline,Childline,helpline,,call,,\n\
         childline,Child line,helpline,reports,,0304,childline;chidline\n\
         childline,Childline,helpline,reports,,,\n\
         police,The police,authority,report,,,\n",
    );
    case.record(
        "counts.csv",
        "issuer,series,year,count,status,as_of,reason\n\
         childlin,reports,2019,10,,2020-01-31,\n\
         childline,reprots,2019,10,,2020-01-31,\n\
         childline,reports,19,ten,,January 2020,\n\
         childline,reports,2019,,,2020-01-31,\n\
         childline,reports,2019,,refused,2020-01-31,\n\
         childline,reports,2019,10,not_held,2020-01-31,no register\n\
         childline,reports,2020,-1,,2019-12-31,\n\
         childline,reports,2021,10,,2022-01-31,\n\
         childline,reports,2021,11,,2022-01-31,\n\
         childline,reports,2022,12,,2023-01-31,\n\
         childline,reports,2022,12,,2023-01-31,\n\
         childline,reports,2022,12,,unknown,\n",
    );
    case.record("breaks.csv", "issuer,series,year,reason\nchildline,reports,2020,\nnobody,reports,2020,x\n");
    let (harvest, said) = case.harvest();
    assert!(harvest.is_none());
    insta::assert_snapshot!(said);
}

#[test]
fn a_protocol_has_codes_of_the_classification() {
    let case = Case::new(Activity::LawEnforcementData, &PROTOCOL.replace("030221", "0303"));
    insta::assert_snapshot!(case.check());
}

#[test]
fn files_that_are_not_there_are_asked_for() {
    let case = Case::new(Activity::LawEnforcementData, PROTOCOL);
    let (harvest, said) = case.harvest();
    assert!(harvest.is_none());
    assert!(
        said.contains("issuers.csv") && said.contains("counts.csv") && !said.contains("breaks.csv"),
        "{said}"
    );
}

#[test]
fn a_template_is_a_sound_study_that_says_nothing() {
    let case = Case::new(Activity::LawEnforcementData, PROTOCOL);
    let study: Study = case.study();
    let activity = cairn_activities::ACTIVITIES
        .iter()
        .find(|activity| activity.activity() == Activity::LawEnforcementData)
        .unwrap();
    for (name, bytes) in csv_template(&activity.formats(Some(&study))) {
        case.record(&name, bytes);
    }
    let (harvest, said) = case.harvest();
    assert_eq!((harvest.unwrap().evidence.len(), said.as_str()), (0, ""));
}

/// The published counts of one clearing house, of which two have no day and one is a month.
#[test]
fn published_counts_are_read_as_of_their_day() {
    let case = case();
    let published = include_str!("data/hotline_reports.csv");
    let mut counts = "issuer,series,year,count,as_of,note\n".to_owned();
    for line in published.lines().skip(1).filter(|line| line.contains(",PHL,")) {
        let cells: Vec<&str> = line.split(',').collect();
        // Its source is an article of that day.
        let _ = writeln!(counts, "clearing,reports,{},{},2021-12-28,{}", cells[2], cells[3], cells[6]);
    }
    case.record("counts.csv", &counts);
    case.record("breaks.csv", "issuer,series,year,reason\n");
    let series = series(&case);
    let clearing = &series[0];
    assert_eq!(format!("{:.2}", clearing.change(2019, 2020).unwrap().relative().unwrap()), "2.10");
    assert!(clearing.observations[2].is_incomplete());
    for as_of in ["2021-12", "unknown", ""] {
        case.record("counts.csv", counts.replacen("2021-12-28", as_of, 1));
        let (harvest, said) = case.harvest();
        assert!(harvest.is_none() && said.contains("as_of"), "{said}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_rows_changes_nothing(order in Just((0..8).collect::<Vec<usize>>()).prop_shuffle()) {
        let case = case();
        let before = series(&case);
        let lines: Vec<&str> = COUNTS.lines().collect();
        let mut shuffled = format!("{}\n", lines[0]);
        order.iter().for_each(|line| { let _ = writeln!(shuffled, "{}", lines[line + 1]); });
        case.record("counts.csv", shuffled);
        prop_assert_eq!(shown(&before), shown(&series(&case)));
    }

    #[test]
    fn any_bytes_are_read_or_refused(
        rows in prop::collection::vec(prop::collection::vec("[a-z]{0,6}|20[12][0-9]|20[12][0-9]-0[1-9]-1[0-9]|\\PC{0,4}", 8), 0..6),
        bytes in prop::collection::vec(any::<u8>(), 0..80),
        file in 0_usize..3,
    ) {
        let case = case();
        let name = ["issuers.csv", "counts.csv", "breaks.csv"][file];
        let header = [ISSUERS, COUNTS, BREAKS][file].lines().next().unwrap();
        let rows: String = rows.iter().map(|cells| cells.join(",") + "\n").collect();
        case.record(name, format!("{header}\n{rows}"));
        case.harvest();
        case.record(name, [header.as_bytes(), b"\n", &bytes].concat());
        case.harvest();
    }
}
