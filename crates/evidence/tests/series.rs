//! Series of counts: what may be compared, changed, laid over each other and put together.
#![allow(clippy::unwrap_used, clippy::panic)]

use cairn_evidence::{
    Change, CodeRelation, Comparability, CountSeries, Counted, Difference, Digest, IccsCode, IcvacCode,
    NoUnion, Observation, Overlay, RespondentCount, Revision, SeriesBreak, Source, UnionBounds,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn source() -> Source {
    Source {
        records_file: "data/aldermark/law_enforcement_data/counts.csv".into(),
        records: Digest([0; 32]),
        rows: Vec::new(),
        defined_at: "protocols/law_enforcement_data.toml:1:1".into(),
        definitions: Digest([0; 32]),
        method: "counts".into(),
    }
}

/// Counts of the years from 2018 on, each stated in the March after it.
fn series(issuer: &str, counts: &[u64]) -> CountSeries {
    let observation = |(year, count): (i16, &u64)| Observation {
        year,
        counted: Counted::Count(*count),
        as_of: date(year + 1, 3, 1),
        revisions: Vec::new(),
        note: None,
        row: 2,
    };
    CountSeries {
        id: format!("aldermark/law_enforcement_data/offences/{issuer}").parse().unwrap(),
        title: "Cases recorded".into(),
        issuer: issuer.to_owned(),
        counting_unit: "case".into(),
        stage: "recorded".into(),
        definition: "Cases of child sexual exploitation and abuse online.".into(),
        icvac: None,
        iccs: None,
        observations: (2018..).zip(counts).map(observation).collect(),
        breaks: Vec::new(),
        disjoint_from: Vec::new(),
        caveats: Vec::new(),
        source: source(),
    }
}

#[test]
fn a_rise_by_a_third_is_no_rise_by_a_quarter() {
    // Printed as "+25 %", which is the fall from the second to the first.
    let change = Change { from: 587_852, to: 785_322 };
    assert_eq!(change.absolute(), 197_470);
    assert_eq!(format!("{:.1}", 100.0 * change.relative().unwrap()), "33.6");
    assert_eq!(format!("{:.1}", 100.0 * change.reversed().relative().unwrap()), "-25.1");
    assert_eq!(Change { from: 0, to: 3 }.relative(), None);
}

#[test]
fn a_change_is_computed_between_comparable_years_alone() {
    let mut police = series("police", &[10, 20, 30, 40]);
    assert_eq!(police.change(2018, 2019).unwrap(), Change { from: 10, to: 20 });
    police.breaks.push(SeriesBreak { year: 2020, reason: "a new register".into() });
    assert_eq!(police.change(2020, 2021).unwrap().absolute(), 10);
    assert_eq!(police.change(2019, 2018).unwrap().absolute(), -10);
    for (from, to) in [(2019, 2020), (2018, 2021), (2020, 2019)] {
        assert!(matches!(police.across(from, to), Comparability::WithCaveat(_)));
        let refused = police.change(from, to).unwrap_err();
        assert_eq!(refused.differences, [Difference::Break { year: 2020, reason: "a new register".into() }]);
    }
    let mut said = format!("{}\n", police.change(2018, 2021).unwrap_err());
    police.observations[1].counted = Counted::Refused { reason: "no staff".into() };
    for to in [2019, 2030] {
        said.push_str(&format!("{}\n", police.change(2018, to).unwrap_err()));
    }
    insta::assert_snapshot!(said);
}

#[test]
fn a_year_counted_before_its_end_is_incomplete() {
    let mut police = series("police", &[10, 20]);
    for (as_of, incomplete) in
        [(date(2019, 12, 30), true), (date(2019, 12, 31), false), (date(2020, 1, 1), false)]
    {
        police.observations[1].as_of = as_of;
        assert_eq!(police.observations[1].is_incomplete(), incomplete, "{as_of}");
        assert_eq!(police.change(2018, 2019).is_err(), incomplete, "{as_of}");
    }
}

#[test]
fn what_differs_decides_what_may_stand_in_one_figure() {
    let police = series("police", &[10]);
    assert_eq!(Comparability::of(&police, &police), Comparability::Full);
    let court = series("court", &[3]);
    assert!(matches!(Comparability::of(&police, &court), Comparability::WithCaveat(_)));
    let refused: [fn(&mut CountSeries); 5] = [
        |other| other.counting_unit = "victim".into(),
        |other| other.stage = "prosecuted".into(),
        |other| other.definition = "All cases.".into(),
        |other| other.iccs = Some("030223".parse().unwrap()),
        |other| other.id = "aldermark/non_law_enforcement_data/reports/police".parse().unwrap(),
    ];
    let mut said = String::new();
    for change in refused {
        let mut coded = police.clone();
        coded.iccs = Some("03022".parse().unwrap());
        let mut other = coded.clone();
        change(&mut other);
        assert!(matches!(Comparability::of(&coded, &other), Comparability::No(_)), "{other:?}");
        let refused = Overlay::of(&[&coded, &other]).unwrap_err();
        said.push_str(&format!("{refused}\n"));
    }
    insta::assert_snapshot!(said);
    let overlay = Overlay::of(&[&police, &court]).unwrap();
    assert_eq!(overlay.caveats(), [Difference::Issuer("police".into(), "court".into())]);
    let mut case = police.clone();
    case.definition = police.definition.to_uppercase();
    assert_eq!(Comparability::of(&police, &case), Comparability::Full, "spelling is no definition");
}

#[test]
fn counts_that_may_overlap_have_bounds_and_disjoint_ones_a_sum() {
    let (mut police, court) = (series("police", &[100]), series("court", &[30]));
    let bounds = UnionBounds::of(&[&police, &court, &police], 2018).unwrap();
    assert_eq!((bounds.at_least, bounds.at_most, bounds.exact()), (100, 130, None));
    police.disjoint_from.push(court.id.clone());
    assert_eq!(UnionBounds::of(&[&court, &police], 2018).unwrap().exact(), Some(130));
    let third = series("prosecution", &[5]);
    let bounds = UnionBounds::of(&[&court, &police, &third], 2018).unwrap();
    assert_eq!(bounds.exact(), None, "every two parts must be disjoint");
}

#[test]
fn what_has_no_total_is_refused_with_the_reason() {
    let police = series("police", &[100]);
    let mut victims = series("court", &[30]);
    victims.counting_unit = "victim".into();
    let mut early = series("unit", &[1]);
    early.observations[0].as_of = date(2018, 6, 1);
    let large = [series("a", &[u64::MAX]), series("b", &[1])];
    assert_eq!(UnionBounds::of(&[], 2018), Err(NoUnion::NoParts));
    let refused = [
        UnionBounds::of(&[&police, &victims], 2018),
        UnionBounds::of(&[&police], 2020),
        UnionBounds::of(&[&police, &early], 2018),
        UnionBounds::of(&[&large[0], &large[1]], 2018),
    ];
    let said: Vec<String> = refused.into_iter().map(|refused| refused.unwrap_err().to_string()).collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn codes_of_the_classification_of_crime_are_known() {
    let code = |text: &str| text.parse::<IccsCode>();
    assert_eq!(code("03022").unwrap().title(), Some("sexual exploitation of children"));
    assert_eq!(code("03022").unwrap().relation(&code("030223").unwrap()), CodeRelation::Coarser);
    assert_eq!(code("030223").unwrap().relation(&code("0302").unwrap()), CodeRelation::Finer);
    assert_eq!(code("030223").unwrap().relation(&code("030221").unwrap()), CodeRelation::Apart);
    assert_eq!(code("02041").unwrap().title(), None);
    let said: Vec<String> = ["302", "030224", "0304", "12", "03a1", "030223 ", "0302211"]
        .into_iter()
        .map(|text| code(text).unwrap_err().to_string())
        .collect();
    insta::assert_snapshot!(said.join("\n"));
    assert!("".parse::<IcvacCode>().is_err());
    assert_eq!("03".parse::<IcvacCode>().unwrap().relation(&"0301".parse().unwrap()), CodeRelation::Coarser);
}

#[test]
fn answers_of_a_convenience_sample_are_said_in_counts() {
    let mut answer = RespondentCount {
        id: "aldermark/frontline_survey/q7=1".parse().unwrap(),
        question: "Were you trained?".into(),
        answer: "Yes".into(),
        count: 31,
        respondents: 50,
        missing: cairn_evidence::MissingCounts::default(),
        who: "frontline workers".into(),
        source: source(),
    };
    assert_eq!(answer.words(), "31 of 50 respondents");
    (answer.count, answer.respondents) = (1, 1);
    assert_eq!(answer.words(), "1 of 1 respondent");
    (answer.count, answer.respondents) = (0, 0);
    assert_eq!(answer.words(), "no respondent answered");
}

fn said() -> impl Strategy<Value = Vec<(i16, u64)>> {
    prop::collection::vec((0_i16..400, 0_u64..1000), 1..8)
}

proptest! {
    /// The number of things in sets of given sizes lies between the bounds, and they say nothing more.
    #[test]
    fn a_union_lies_within_its_bounds(sets in prop::collection::vec(prop::collection::btree_set(0_u8..40, 0..12), 1..6)) {
        let parts: Vec<CountSeries> =
            (0..).zip(&sets).map(|(issuer, set)| series(&format!("i{issuer}"), &[set.len() as u64])).collect();
        let mut order: Vec<&CountSeries> = parts.iter().collect();
        let bounds = UnionBounds::of(&order, 2018).unwrap();
        let union = sets.iter().flatten().collect::<std::collections::BTreeSet<_>>().len() as u64;
        prop_assert!(bounds.at_least <= union && union <= bounds.at_most);
        let largest = sets.iter().map(|set| set.len() as u64).max().unwrap();
        prop_assert!(parts.len() == 1 || bounds.at_least == largest);
        order.reverse();
        prop_assert_eq!(UnionBounds::of(&order, 2018).unwrap(), bounds.clone());
        let fewer = UnionBounds::of(order.get(..order.len() - 1).unwrap_or_default(), 2018);
        prop_assert!(fewer.is_err() || fewer.is_ok_and(|fewer| fewer.at_least <= bounds.at_least && fewer.at_most <= bounds.at_most));
    }

    /// A later statement never changes what was known before it.
    #[test]
    fn a_revision_changes_nothing_that_was_known(statements in said(), later in 400_i16..500, count in 0_u64..1000) {
        let day = |offset: i16| date(2019, 1, 1).checked_add(jiff::Span::new().days(i64::from(offset))).unwrap();
        let mut statements: Vec<(Date, u64)> = statements.into_iter().map(|(offset, count)| (day(offset), count)).collect();
        statements.sort_by_key(|statement| statement.0);
        statements.dedup_by_key(|statement| statement.0);
        let observation = |statements: &[(Date, u64)]| {
            let (last, earlier) = statements.split_last().unwrap();
            let revision = |(as_of, count): &(Date, u64)| Revision { as_of: *as_of, counted: Counted::Count(*count) };
            Observation {
                year: 2018,
                counted: Counted::Count(last.1),
                as_of: last.0,
                revisions: earlier.iter().map(revision).collect(),
                note: None,
                row: 2,
            }
        };
        let before = observation(&statements);
        statements.push((day(later), count));
        let after = observation(&statements);
        for offset in -10..400 {
            prop_assert_eq!(before.known_on(day(offset)), after.known_on(day(offset)));
        }
        prop_assert_eq!(after.known_on(day(later)), Some(&Counted::Count(count)));
    }

    /// Comparability is the same either way round, and a change back undoes a change.
    #[test]
    fn comparing_is_symmetric(counts in prop::collection::vec(1_u64..1_000_000, 2..6), other in any::<[bool; 4]>()) {
        let first = series("police", &counts);
        let mut second = series(if other[0] { "court" } else { "police" }, &counts);
        if other[1] { second.stage = "prosecuted".into(); }
        if other[2] { second.definition = "Others.".into(); }
        if other[3] { second.counting_unit = "victim".into(); }
        let grade = |comparability: &Comparability| (std::mem::discriminant(comparability), comparability.differences().len());
        prop_assert_eq!(grade(&Comparability::of(&first, &second)), grade(&Comparability::of(&second, &first)));
        let change = first.change(2018, 2019).unwrap();
        prop_assert_eq!(first.change(2019, 2018).unwrap(), change.reversed());
        let there_and_back = (1.0 + change.relative().unwrap()) * (1.0 + change.reversed().relative().unwrap());
        prop_assert!((there_and_back - 1.0).abs() < 1e-9);
    }

    #[test]
    fn any_text_is_a_code_or_is_refused(text in "\\PC{0,8}|[0-9]{0,8}") {
        if let Ok(code) = text.parse::<IccsCode>() {
            prop_assert_eq!(code.to_string(), text.clone());
        }
        if let Ok(code) = text.parse::<IcvacCode>() {
            prop_assert_eq!(code.to_string(), text);
        }
    }
}
