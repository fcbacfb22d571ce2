//! What is printed.

use super::*;
use cairn_sample::household::ListingStart;
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use proptest::prelude::*;
use std::io::{Cursor, Read as _};

fn made(plan: &SheetPlan, cluster: &SheetCluster) -> Vec<u8> {
    workbook(plan, cluster, &ClusterLines::draw(plan, cluster.number, cluster.size)).unwrap()
}

/// The cells of a sheet as text: a line a row, empty cells left out.
fn cells(workbook: &[u8], sheet: &str) -> String {
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(workbook)).unwrap();
    let range = workbook.worksheet_range(sheet).unwrap();
    let rows = range.rows().map(|row| {
        let filled: Vec<String> = row
            .iter()
            .filter(|cell| **cell != Data::Empty)
            .map(|cell| cell.to_string().trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect();
        filled.join(" | ")
    });
    rows.filter(|row| !row.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A part of the workbook as it is stored.
fn part(workbook: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_listing_with_random_numbers() {
    let made = made(&plan(SecondStage::Listing, RespondentSelection::RandomNumber, 3), &cluster(17));
    insta::assert_snapshot!(cells(&made, "Contacts"));
    insta::assert_snapshot!(cells(&made, "Codes and rules"));
    insta::assert_snapshot!(cells(&made, "Cluster"));
}

#[test]
fn a_walk_with_the_kish_grid_in_a_reserve_of_girls() {
    let plan = plan(SecondStage::RandomWalk, RespondentSelection::KishGrid, 3);
    let cluster = SheetCluster { reserve: true, sex: Some(Sex::Girls), ..cluster(4) };
    insta::assert_snapshot!(cells(&made(&plan, &cluster), "Contacts"));
}

#[test]
fn a_walk_with_the_last_birthday() {
    let plan = plan(SecondStage::RandomWalk, RespondentSelection::LastBirthday, 2);
    let made = made(&plan, &cluster(4));
    let text = cells(&made, "Contacts");
    assert!(text.contains("the one whose birthday was last"), "{text}");
    assert!(!text.contains("Whom to invite"), "{text}");
    assert!(cells(&made, "Codes and rules").contains("gives no child a known probability"));
}

/// A4, landscape, one page wide and as many high as it needs, the heads of the columns on every page.
#[test]
fn pages_are_ready_to_print() {
    let made = made(&plan(SecondStage::Listing, RespondentSelection::RandomNumber, 25), &cluster(17));
    for sheet in 1..=3 {
        let xml = part(&made, &format!("xl/worksheets/sheet{sheet}.xml"));
        for setting in [
            "paperSize=\"9\"",
            "orientation=\"landscape\"",
            "<pageSetUpPr fitToPage=\"1\"/>",
            "fitToHeight=\"0\"",
        ] {
            assert!(xml.contains(setting), "{setting} in sheet {sheet}");
        }
        assert!(xml.contains("page &amp;P of &amp;N"), "{xml}");
        assert!(xml.contains("Children &amp;&amp; the internet · Aldermark · cluster 17"), "{xml}");
    }
    let book = part(&made, "xl/workbook.xml");
    assert!(
        book.contains("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">Contacts!$12:$13<"),
        "{book}"
    );
}

#[test]
fn the_same_cluster_has_the_same_bytes() {
    let plan = plan(SecondStage::Listing, RespondentSelection::KishGrid, 25);
    assert!(made(&plan, &cluster(17)) == made(&plan, &cluster(17)));
    assert!(made(&plan, &cluster(17)) != made(&plan, &cluster(18)));
}

#[test]
fn the_file_for_forms() {
    let clusters = [cluster(4), SheetCluster { reserve: true, sex: Some(Sex::Boys), ..cluster(17) }];
    let clusters: Vec<&SheetCluster> = clusters.iter().collect();
    let file = |stage, respondent| {
        String::from_utf8(assignment(&plan(stage, respondent, 2), &clusters).unwrap()).unwrap()
    };
    insta::assert_snapshot!(file(SecondStage::Listing, RespondentSelection::RandomNumber), @r#"
        name,label,cluster,area_name,stratum_region,stratum_area,role,sex,line,multiplier,position_1,position_2,position_3,position_4,position_5,position_6,position_7,position_8
        c004_h01,"Cluster 4, household 1",4,EA 04,North,urban,main,,1,0.330128,1,1,1,4,3,2,2,1
        c004_h02,"Cluster 4, household 2",4,EA 04,North,urban,main,,2,0.830128,1,1,3,2,2,6,4,3
        c017_h01,"Cluster 17, household 1",17,EA 017,North,urban,reserve,boys,1,0.051802,1,2,3,4,1,3,3,7
        c017_h02,"Cluster 17, household 2",17,EA 017,North,urban,reserve,boys,2,0.551802,1,2,1,2,4,3,3,6
    "#);
    insta::assert_snapshot!(file(SecondStage::RandomWalk, RespondentSelection::KishGrid), @r#"
        name,label,cluster,area_name,stratum_region,stratum_area,role,sex,line,walk_start,walk_side,walk_interval,table,position_1,position_2,position_3,position_4,position_5,position_6
        c004_h01,"Cluster 4, household 1",4,EA 04,North,urban,main,,1,159,left,92,F,1,2,3,4,5,6
        c004_h02,"Cluster 4, household 2",4,EA 04,North,urban,main,,2,159,left,92,C,1,1,2,2,3,3
        c017_h01,"Cluster 17, household 1",17,EA 017,North,urban,reserve,boys,1,137,left,92,E1,1,2,3,3,3,5
        c017_h02,"Cluster 17, household 2",17,EA 017,North,urban,reserve,boys,2,137,left,92,D,1,2,2,3,4,4
    "#);
}

proptest! {
    /// The formula of the sheet, with the binary fractions of a spreadsheet, names the same lines as the library.
    #[test]
    fn the_formula_is_the_rule(seed: u64, listed in 1_u32..20_000, households in 1_u32..=200) {
        let start = ListingStart::draw(seed, 1);
        let lines = start.lines(listed, households);
        if listed > households {
            for (multiplier, line) in start.multipliers(households).into_iter().zip(lines) {
                let multiplier: f64 = words::millionths(multiplier).parse().unwrap();
                let rounded = (multiplier * f64::from(listed) * 1e6).round() / 1e6;
                prop_assert_eq!(rounded.floor() as u32 + 1, line);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever names a frame and a study have, a workbook and a table of the right shape come out.
    #[test]
    fn any_names_make_sheets(area: String, column: String, value: String, study: String) {
        let plan = SheetPlan { study, ..plan(SecondStage::Listing, RespondentSelection::RandomNumber, 2) };
        let cluster = SheetCluster { area, strata: vec![(column, value)], ..cluster(4) };
        prop_assert!(workbook(&plan, &cluster, &ClusterLines::draw(&plan, 4, 1.0)).is_ok());
        let table = assignment(&plan, &[&cluster]).unwrap();
        let rows: Vec<_> = csv::Reader::from_reader(table.as_slice()).into_records().collect::<Result<_, _>>().unwrap();
        prop_assert_eq!(rows.len(), 2);
        prop_assert_eq!(rows[0].get(3), Some(cluster.area.as_str()));
    }
}
