use super::Case;
use cairn_evidence::{AssessmentBasis, Capacity, CapacityStatus, Evidence};
use cairn_study::Activity;
use proptest::prelude::*;

const PROTOCOL: &str = "
[[dimensions]]
id = 'victim_identification'
title = 'Victim identification'
question = 'Does the unit have officers trained in identifying victims?'
capability = 7
[[dimensions]]
id = 'wellbeing'
title = 'Wellbeing of staff'
question = 'Does the unit have a programme for the wellbeing of its staff?'
";
const ASSESSMENTS: &str = "\
unit,unit_name,dimension,status,basis,assessed_on,assessor,note
cyber_unit,Cybercrime unit,victim_identification,present,interview;documents,2026-05-02,AB,
cyber_unit,,wellbeing,absent,interview,2026-05-02,AB,
child_desk,Child protection desk,victim_identification,partly,observation,2026-05-09,AB,Two of three rooms seen.
child_desk,Child protection desk,wellbeing,not_assessed,,,,The visit was cut short.
";

fn case() -> Case {
    let case = Case::new(Activity::LawEnforcementCapacity, PROTOCOL);
    case.record("assessments.csv", ASSESSMENTS);
    case
}

fn capacities(evidence: Vec<Evidence>) -> Vec<Capacity> {
    let capacity = |evidence| match evidence {
        Evidence::Capacity(capacity) => capacity,
        other => panic!("{other:?}"),
    };
    evidence.into_iter().map(capacity).collect()
}

#[test]
fn what_was_found_in_each_unit_is_evidence() {
    let harvest = case().sound();
    insta::assert_snapshot!(harvest.methods.join("\n"));
    let capacities = capacities(harvest.evidence);
    let shown: Vec<_> = capacities
        .iter()
        .map(|capacity| (capacity.id.item.as_str(), capacity.unit.as_str(), capacity.status))
        .collect();
    assert_eq!(
        shown,
        [
            ("victim_identification/child_desk", "Child protection desk", CapacityStatus::Partly),
            ("wellbeing/child_desk", "Child protection desk", CapacityStatus::NotAssessed),
            ("victim_identification/cyber_unit", "Cybercrime unit", CapacityStatus::Present),
            ("wellbeing/cyber_unit", "Cybercrime unit", CapacityStatus::Absent),
        ]
    );
    let found = &capacities[2];
    assert_eq!(found.basis, [AssessmentBasis::Documents, AssessmentBasis::Interview]);
    assert_eq!((found.capability, &found.source.rows[..]), (Some(7), &[2][..]));
    assert_eq!(case().research().item_of(&found.id), "victim_identification");
}

#[test]
fn what_no_row_assesses_is_not_assessed_and_never_absent() {
    let case = case();
    let text: String =
        ASSESSMENTS.lines().filter(|line| !line.contains("absent")).map(|line| format!("{line}\n")).collect();
    case.record("assessments.csv", text);
    let (harvest, said) = case.harvest();
    let capacities = capacities(harvest.unwrap().evidence);
    assert_eq!(capacities[3].status, CapacityStatus::NotAssessed);
    assert!(capacities[3].source.rows.is_empty());
    insta::assert_snapshot!(said);
}

#[test]
fn every_mistake_is_shown_at_its_cell() {
    let case = case();
    case.record(
        "assessments.csv",
        "unit,unit_name,dimension,status,basis,assessed_on,assessor\n\
         Cyber Unit,Cybercrime unit,wellbeing,present,interview,2026-05-02,AB\n\
         cyber_unit,Cybercrime unit,welbeing,present,interveiw,2.5.2026,AB\n\
         cyber_unit,Cyber unit,victim_identification,4,,,\n\
         cyber_unit,,wellbeing,absent,,2026-05-02,\n\
         cyber_unit,,wellbeing,not_assessed,,,\n\
         child_desk,,budget,present,documents,2026-05-02,AB\n",
    );
    insta::assert_snapshot!(case.harvest().1);
}

#[test]
fn a_template_offers_the_dimensions_of_the_study() {
    let case = case();
    let formats = case.research().formats(Some(&case.study()));
    let (_, dictionary) = cairn_activities::records::csv_template(&formats).pop().unwrap();
    assert!(String::from_utf8(dictionary).unwrap().contains("wellbeing: Does the unit have a programme"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_bytes_are_read_or_refused(at in 0..ASSESSMENTS.len(), with in prop::collection::vec(any::<u8>(), 0..8)) {
        let case = case();
        let mut bytes = ASSESSMENTS.as_bytes().to_vec();
        bytes.splice(at..at, with);
        case.record("assessments.csv", bytes);
        let (harvest, said) = case.harvest();
        prop_assert!(harvest.is_some() || !said.is_empty());
    }
}
