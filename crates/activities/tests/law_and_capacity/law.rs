use super::Case;
use cairn_activities::legal_analysis::{criteria, libraries};
use cairn_evidence::{
    BodyOfEvidence, Evidence, IcmecReading, IcmecSummary, LegalAnswer, LegalStatus, indicator_points,
};
use cairn_study::{Activity, MaturityPhase};
use proptest::prelude::*;

const PROTOCOL: &str = "libraries = ['icmec']\n";
const PROVISIONS: &str = "\
id,citation,excerpt,language,in_force_from,in_force_to,unit
pc_1,\"Penal Code 2009, s. 214\",Whoever produces …,en,2009-01-01,,
pc_2,\"Penal Code 2009, s. 215\",Whoever possesses …,en,2009-01-01,,
old,\"Press Act 1980, s. 3\",Whoever prints …,en,1980-01-01,2008-12-31,
new,\"Online Safety Act 2027, s. 9\",A provider shall …,en,2027-01-01,,
";
const ANSWERS: &str = "\
criterion,coder,answer,provisions
icmec.1,AB,yes,pc_1
icmec.1,CD,yes,pc_1;pc_2
icmec.2,AB,partly,pc_1
icmec.2,CD,no,
icmec.3,AB,yes,pc_1
icmec.3,CD,yes,pc_1
icmec.4,AB,yes,pc_2
icmec.4,CD,yes,pc_2
icmec.5,AB,not_found,
icmec.5,CD,not_found,
";
const ADJUDICATIONS: &str = "\
criterion,answer,provisions,by,on,reason
icmec.2,partly,pc_1,EF,2026-07-14,A definition by example is one in part.
";

fn case() -> Case {
    let case = Case::new(Activity::LegalAnalysis, PROTOCOL);
    case.record("provisions.csv", PROVISIONS);
    case.record("answers.csv", ANSWERS);
    case.record("adjudications.csv", ADJUDICATIONS);
    case
}

fn statuses(case: &Case) -> Vec<LegalStatus> {
    let status = |evidence| match evidence {
        Evidence::LegalStatus(status) => status,
        other => panic!("{other:?}"),
    };
    case.sound().evidence.into_iter().map(status).collect()
}

#[test]
fn what_two_coders_say_of_the_law_at_the_date_is_evidence() {
    let statuses = statuses(&case());
    let shown: Vec<_> = statuses
        .iter()
        .map(|status| (status.id.item.as_str(), status.answer, status.provisions.len()))
        .collect();
    use LegalAnswer::{NotFound, Partly, Yes};
    assert_eq!(
        shown,
        [
            ("icmec.1", Yes, 2),
            ("icmec.2", Partly, 1),
            ("icmec.3", Yes, 1),
            ("icmec.4", Yes, 1),
            ("icmec.5", NotFound, 0)
        ]
    );
    let status = &statuses[1];
    assert_eq!(status.as_of.to_string(), "2026-06-30");
    assert_eq!(status.source.rows, [4, 5]);
    assert_eq!(status.source.records_file, "data/exampleland/legal_analysis/answers.csv");
    assert!(status.source.defined_at.starts_with("cairn/legal_analysis/library/icmec.toml:"));
    insta::assert_snapshot!(status.source.method, @"2 coders answered partly and no; decided on 2026-07-14: A definition by example is one in part.");
    insta::assert_snapshot!(status.standard, @"ICMEC, five criteria, Criterion 2");
}

#[test]
fn what_coders_differ_on_is_told_with_their_agreement() {
    let harvest = case().sound();
    let agreement = &harvest.agreement[0];
    assert_eq!(agreement.subject, "answers to 5 criteria");
    assert!(agreement.value.as_ref().is_ok_and(|alpha| (0.5..1.0).contains(alpha)));
    assert_eq!(agreement.disagreements, ["`icmec.2`: AB: partly; CD: no; decided: partly"]);
    insta::assert_snapshot!(harvest.methods.join("\n"));
}

#[test]
fn law_of_another_day_does_not_count() {
    let case = case();
    case.record("answers.csv", ANSWERS.replace("icmec.5,AB,not_found,", "icmec.5,AB,yes,new"));
    insta::assert_snapshot!(case.harvest().1);
}

#[test]
fn law_not_in_force_is_left_out_where_other_law_is() {
    let case = case();
    case.record("answers.csv", ANSWERS.replace("pc_1;pc_2", "pc_1;old"));
    let (harvest, said) = case.harvest();
    let Evidence::LegalStatus(status) = &harvest.unwrap().evidence[0] else { panic!() };
    assert_eq!(status.provisions.len(), 1);
    insta::assert_snapshot!(said);
}

#[test]
fn an_answer_holds_on_the_first_and_the_last_day_of_its_provision() {
    for (from, to, holds) in
        [("2026-06-30", "2026-06-30", true), ("2026-07-01", "", false), ("2001-01-01", "2026-06-29", false)]
    {
        let case = case();
        let provision = format!("pc_2,s. 215,Whoever …,en,{from},{to},\n");
        let others: String = PROVISIONS
            .lines()
            .filter(|line| !line.starts_with("pc_2"))
            .map(|line| format!("{line}\n"))
            .collect();
        case.record("provisions.csv", others + &provision);
        assert_eq!(case.harvest().0.is_some(), holds, "{from} {to}");
    }
}

#[test]
fn every_mistake_of_a_row_is_shown_at_its_cell() {
    let case = case();
    case.record(
        "provisions.csv",
        "id,citation,excerpt,language,in_force_from,in_force_to,unit\n\
         pc_1,s. 214,Whoever …,English,2009-01-01,,\npc_2,s. 215,Whoever …,en,2009-01-01,2001-01-01,\n\
         pc_2,s. 216,Whoever …,en,209-01-01,,\npc_3,,Whoever …,en,0209-01-01,,north\npc_4,s. 1,Whoever …,en,2009-01-01,,\n",
    );
    case.record(
        "answers.csv",
        "criterion,coder,answer,provisions,phase\nicmec.6,AB,yes,pc_4,\nicmec.1,AB,yse,pc_4,\nicmec.1,CD,yes,,\n\
         icmec.2,AB,yes,pc_5,\nicmec.2,CD,yes,pc_1,\nicmec.3,,not_found,pc_4,2\nicmec.4,AB,yes,law,five\n",
    );
    insta::assert_snapshot!(case.harvest().1);
}

#[test]
fn every_mistake_between_rows_names_its_cell() {
    let case = case();
    case.record(
        "answers.csv",
        "criterion,coder,answer,provisions\nicmec.1,AB,yes,pc_1\nicmec.1,ab,no,\nicmec.2,AB,partly,pc_1\nicmec.2,CD,no,\n\
         icmec.4,AB,no,\nicmec.4,CD,no,\n",
    );
    case.record(
        "adjudications.csv",
        "criterion,answer,provisions,by,on,reason\nicmec.3,no,,EF,2026-07-14,So.\nicmec.4,no,,EF,2026-07-14,So.\n\
         icmec.4,no,,EF,2026-07-15,So.\n",
    );
    insta::assert_snapshot!(case.harvest().1);
}

#[test]
fn federal_units_are_answered_for_each_or_for_the_country() {
    let case = case();
    case.record("units.csv", "unit,name\nnorth,Northmark\nsouth,Southmark\n");
    case.record(
        "provisions.csv",
        format!("{PROVISIONS}n_1,Northmark Code s. 1,Whoever …,en,2001-01-01,,north\n"),
    );
    let header = "criterion,coder,answer,provisions,unit\n";
    let national: String = ANSWERS
        .lines()
        .skip(1)
        .filter(|line| !line.starts_with("icmec.4"))
        .map(|line| format!("{line},\n"))
        .collect();
    let units = "icmec.4,AB,yes,n_1;pc_2,north\nicmec.4,CD,yes,n_1,north\nicmec.4,AB,no,,south\nicmec.4,CD,no,,south\n";
    case.record("answers.csv", format!("{header}{national}{units}"));
    let statuses = statuses(&case);
    let north = statuses.iter().find(|status| status.id.item == "icmec.4/north").unwrap();
    assert_eq!((north.unit.as_deref(), north.provisions.len()), (Some("Northmark"), 2));
    assert_eq!(case.research().item_of(&north.id), "icmec.4");

    let units = "icmec.4,AB,yes,n_1,nroth\nicmec.4,CD,yes,n_1,south\nicmec.1,EF,yes,n_1,\n";
    case.record("answers.csv", format!("{header}{national}{units}"));
    let wrong_law = case.harvest().1;
    let units = "icmec.4,AB,yes,n_1,north\nicmec.4,CD,yes,n_1,north\n";
    case.record("answers.csv", format!("{header}{national}{units}"));
    insta::assert_snapshot!(wrong_law + &case.harvest().1);
}

#[test]
fn where_the_analysis_ran_in_part_criteria_may_be_left_out() {
    let case = case();
    case.record("adjudications.csv", "criterion,answer,by,on,reason\n");
    case.record("answers.csv", "criterion,coder,answer,provisions\nicmec.1,AB,no,\nicmec.1,CD,no,\n");
    assert!(case.harvest().0.is_none());
    case.edit_country("{ run = true }", "{ partly = 'Four criteria.' }");
    let (harvest, said) = case.harvest();
    assert_eq!(harvest.unwrap().evidence.len(), 1);
    insta::assert_snapshot!(said);
}

#[test]
fn phases_and_points_are_kept() {
    let case = Case::new(
        Activity::LegalAnalysis,
        "libraries = ['weprotect', 'out_of_the_shadows']\n[[criteria]]\nid = 'helpline_law'\nquestion = 'Is there one?'\nsource = 'CRC, art. 19'\n",
    );
    case.record("provisions.csv", PROVISIONS);
    let study = case.study();
    let mut answers = "criterion,coder,answer,provisions,phase\n".to_owned();
    for criterion in criteria(study.protocols.legal_analysis.as_ref().unwrap()) {
        let phase = if criterion.has_phases { "2" } else { "" };
        for coder in ["AB", "CD"] {
            answers.push_str(&format!("{},{coder},yes,pc_1,{phase}\n", criterion.id));
        }
    }
    case.record(
        "answers.csv",
        answers
            .replacen(
                "out_of_the_shadows.4_4_1_a,AB,yes,pc_1",
                "out_of_the_shadows.4_4_1_a,AB,not_translated,",
                1,
            )
            .replacen(
                "out_of_the_shadows.4_4_1_a,CD,yes,pc_1",
                "out_of_the_shadows.4_4_1_a,CD,not_translated,",
                1,
            ),
    );
    let statuses = statuses(&case);
    assert_eq!(statuses.len(), 21 + 8 + 1);
    assert_eq!(statuses[0].phase.map(MaturityPhase::number), Some(2));
    let own = statuses.last().unwrap();
    assert_eq!(own.id.item, "study.helpline_law");
    assert!(own.source.defined_at.starts_with("protocols/legal_analysis.toml:"));
    let mut body = BodyOfEvidence::default();
    body.extend(statuses.into_iter().map(Evidence::LegalStatus));
    let points: Vec<_> = indicator_points(&body)
        .into_iter()
        .map(|points| (points.indicator, points.least, points.most))
        .collect();
    assert_eq!(points, [("4.4.1".to_owned(), 2, 3), ("4.4.2".to_owned(), 4, 4), ("4.4.3".to_owned(), 1, 1)]);
}

#[test]
fn the_evidence_of_a_study_is_summed_up_by_icmecs_criteria() {
    let mut body = BodyOfEvidence::default();
    body.extend(case().sound().evidence);
    let summary = IcmecSummary::of(&IcmecReading::of([&body]));
    assert_eq!((summary.countries, summary.undetermined), (1, 1));
}

#[test]
fn libraries_and_themes_of_a_protocol_are_checked() {
    let case = Case::new(
        Activity::LegalAnalysis,
        "libraries = ['icmec', 'lanzarotte', 'icmec', 'hague']\n[themes]\n'icmec.2' = 'law'\n'icmec.9' = 'law'\nbudapest = 'law'\n",
    );
    let path = case.folder.path().join("study/study.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(path, format!("{text}\n[[themes]]\nid = 'law'\ntitle = 'Law'\n")).unwrap();
    insta::assert_snapshot!(case.check());
    let study = case.study();
    let items = case.research().themed_items(&study);
    assert!(!items.is_empty() && items.iter().all(|item| item.item == "icmec.2"), "{items:?}");
}

#[test]
fn every_library_can_be_asked() {
    let names: Vec<String> = libraries().iter().map(|library| format!("'{}'", library.key)).collect();
    let case = Case::new(Activity::LegalAnalysis, &format!("libraries = [{}]\n", names.join(", ")));
    assert_eq!(case.check(), "");
    let study = case.study();
    let asked = criteria(study.protocols.legal_analysis.as_ref().unwrap());
    assert_eq!(asked.len(), libraries().iter().map(|library| library.criteria.len()).sum::<usize>());
    // A workbook holds it all.
    assert_eq!(
        cairn_activities::records::xlsx_template(&case.research().formats(Some(&study))).unwrap().len(),
        4
    );
}

/// Rows that are nearly right, and bytes that are anything.
fn damaged(text: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let edit = (0..text.len(), prop::collection::vec(any::<u8>(), 0..6), 0usize..12);
    prop_oneof![
        3 => prop::collection::vec(edit, 1..4).prop_map(move |edits| {
            let mut bytes = text.as_bytes().to_vec();
            for (at, with, removed) in edits {
                let at = at.min(bytes.len());
                let end = (at + removed).min(bytes.len());
                bytes.splice(at..end, with);
            }
            bytes
        }),
        1 => prop::collection::vec(any::<u8>(), 0..200),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Damaged records are read or refused, and where they are refused it is said why.
    #[test]
    fn damaged_records_never_panic(
        provisions in damaged(PROVISIONS),
        answers in damaged(ANSWERS),
        adjudications in damaged(ADJUDICATIONS),
        which in 0usize..3,
    ) {
        let case = case();
        match which {
            0 => case.record("provisions.csv", provisions),
            1 => case.record("answers.csv", answers),
            _ => case.record("adjudications.csv", adjudications),
        }
        let (harvest, said) = case.harvest();
        prop_assert!(harvest.is_some() || !said.is_empty());
    }
}
