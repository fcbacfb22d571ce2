//! What the law of several countries says together: counted as the Global Review counts, and never ranked.

#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

use cairn_evidence::{
    BodyOfEvidence, Digest, Evidence, EvidenceId, IcmecLevel, IcmecReading, IcmecSummary, LegalAnswer,
    LegalStatus, Points, Source, answers_by_country, indicator_points,
};
use cairn_study::Activity;
use proptest::prelude::*;

/// Criterion 1 to 5: legislation, definition, technology, possession, reporting by providers.
type Coding = [LegalAnswer; 5];

const YES: LegalAnswer = LegalAnswer::Yes;
const NO: LegalAnswer = LegalAnswer::No;

fn status(country: &str, item: &str, unit: Option<&str>, answer: LegalAnswer) -> LegalStatus {
    LegalStatus {
        id: EvidenceId {
            country: country.parse().unwrap(),
            activity: Activity::LegalAnalysis,
            item: unit.map_or_else(|| item.to_owned(), |unit| format!("{item}/{unit}")),
        },
        question: String::new(),
        standard: String::new(),
        unit: unit.map(str::to_owned),
        answer,
        points: None,
        phase: None,
        as_of: "2018-12-01".parse().unwrap(),
        provisions: Vec::new(),
        source: Source {
            records_file: String::new(),
            records: Digest([0; 32]),
            rows: Vec::new(),
            defined_at: String::new(),
            definitions: Digest([0; 32]),
            method: String::new(),
        },
    }
}

fn body(statuses: impl IntoIterator<Item = LegalStatus>) -> BodyOfEvidence {
    let mut body = BodyOfEvidence::default();
    body.extend(statuses.into_iter().map(Evidence::LegalStatus));
    body
}

fn country(name: &str, coding: Coding) -> BodyOfEvidence {
    body((1..).zip(coding).map(|(number, answer)| status(name, &format!("icmec.{number}"), None, answer)))
}

fn summary(codings: &[Coding]) -> IcmecSummary {
    let bodies: Vec<_> =
        codings.iter().enumerate().map(|(n, coding)| country(&format!("country_{n}"), *coding)).collect();
    IcmecSummary::of(&IcmecReading::of(&bodies))
}

fn met(criteria: [bool; 5]) -> Coding {
    criteria.map(|met| if met { YES } else { NO })
}

/// 196 countries coded so that the totals of the 9th edition come of them, those of single criteria too: 125 define the material,
/// 140 criminalize possession, 32 require reports of providers.
fn ninth_edition() -> Vec<Coding> {
    let mut codings = vec![met([false; 5]); 16];
    codings.extend(vec![met([true; 5]); 26]);
    codings.extend(vec![met([true, false, true, true, true]); 4]);
    codings.extend(vec![met([true, true, true, false, true]); 2]);
    codings.extend(vec![met([true, true, true, true, false]); 86]);
    codings.extend((0..62).map(|n| met([true, n >= 51, n >= 25, n < 24, false])));
    codings
}

#[test]
fn the_ninth_edition_of_icmec_is_counted() {
    let summary = summary(&ninth_edition());
    assert_eq!(summary.countries, 196);
    assert_eq!([summary.sufficient, summary.some, summary.none, summary.undetermined], [118, 62, 16, 0]);
    // Of the 62: 51 do not define the material, 25 do not provide for technology, 38 do not criminalize knowing possession.
    assert_eq!(summary.lacking[1..4], [51, 25, 38]);
    assert_eq!([summary.meeting[1], summary.meeting[3], summary.meeting[4]], [125, 140, 32]);
}

#[test]
fn law_that_was_not_found_is_never_counted_as_no() {
    let mut codings = ninth_edition();
    codings[0] = [LegalAnswer::NotFound; 5];
    codings[20] = [YES, YES, YES, LegalAnswer::NotTranslated, NO];
    codings[195] = [YES, LegalAnswer::NotFound, NO, NO, NO];
    let summary = summary(&codings);
    assert_eq!([summary.sufficient, summary.some, summary.none, summary.undetermined], [117, 62, 15, 2]);
    assert_eq!(summary.lacking[1..4], [51, 26, 38]);
}

#[test]
fn what_is_provided_in_part_does_not_meet_a_criterion() {
    let reading = &IcmecReading::of(&[country("a", [YES, YES, YES, LegalAnswer::Partly, NO])])[0];
    assert_eq!(reading.level(), IcmecLevel::Some);
}

#[test]
fn a_federal_country_meets_what_all_its_units_meet() {
    let units = |answers: [LegalAnswer; 2]| {
        let body = body(
            ["north", "south"]
                .into_iter()
                .zip(answers)
                .map(|(unit, answer)| status("a", "icmec.2", Some(unit), answer)),
        );
        IcmecReading::of(&[body])[0].met[1]
    };
    assert_eq!(units([YES, YES]), Some(true));
    assert_eq!(units([YES, NO]), Some(false));
    assert_eq!(units([YES, LegalAnswer::NotFound]), None);
    assert_eq!(units([NO, LegalAnswer::NotFound]), Some(false));
}

#[test]
fn answers_are_counted_over_countries() {
    let bodies = [country("a", [YES; 5]), country("b", [NO; 5]), country("c", [YES; 5])];
    let counts = answers_by_country(&bodies, "icmec.2");
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), [(YES, 2), (NO, 1)]);
    assert!(answers_by_country(&bodies, "icmec.6").is_empty());
}

#[test]
fn points_of_what_is_not_known_are_a_range() {
    let scored = |item: &str, answer| LegalStatus {
        points: Some(Points { indicator: "4.4.1".to_owned(), worth: 1 }),
        ..status("a", item, None, answer)
    };
    let body = body([
        scored("x.1", YES),
        scored("x.2", LegalAnswer::NotFound),
        scored("x.3", LegalAnswer::Partly),
        status("a", "x.4", None, YES),
    ]);
    let points = indicator_points(&body);
    assert_eq!(points.len(), 1);
    assert_eq!((points[0].least, points[0].most, points[0].of), (1, 2, 3));
}

fn coding() -> impl Strategy<Value = Coding> {
    prop::array::uniform5(prop::sample::select(&LegalAnswer::ALL[..]))
}

proptest! {
    #[test]
    fn levels_partition_the_countries(codings in prop::collection::vec(coding(), 0..12)) {
        let summary = summary(&codings);
        prop_assert_eq!(summary.countries, codings.len());
        prop_assert_eq!(
            summary.sufficient + summary.some + summary.none + summary.undetermined,
            codings.len()
        );
    }

    /// One criterion read otherwise is seen in the count of that criterion.
    #[test]
    fn a_criterion_read_otherwise_changes_the_summary(place in 0usize..196, criterion in 0usize..5) {
        let codings = ninth_edition();
        let mut changed = codings.clone();
        changed[place][criterion] = if changed[place][criterion] == YES { NO } else { YES };
        prop_assert_ne!(summary(&codings), summary(&changed));
    }

    #[test]
    fn what_comes_to_be_known_never_contradicts_what_was_said(coding in coding(), found in coding()) {
        let mut later = coding;
        for (answer, found) in later.iter_mut().zip(found) {
            if !answer.is_known() {
                *answer = found;
            }
        }
        let level = |coding| IcmecReading::of(&[country("a", coding)])[0].level();
        if level(coding) != IcmecLevel::Undetermined {
            prop_assert_eq!(level(coding), level(later));
        }
    }
}
