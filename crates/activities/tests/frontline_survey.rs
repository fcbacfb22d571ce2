//! The frontline providers' survey: so many of so many respondents, and every mistake at its cell.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use cairn_activities::ACTIVITIES;
use cairn_evidence::{Evidence, RespondentCount};
use cairn_study::{Activity, MissingKind};
use proptest::prelude::*;
use std::fmt::Write as _;
use support::Case;

const PROTOCOL: &str = "instrument = 'frontline'\n[themes]\nq1 = 'training'\n";

const INSTRUMENT: &str = "
title = 'Survey of frontline workers'
respondents = 'frontline workers'
[missing]
dont_know = [98]
prefer_not_to_say = [99]
[[columns]]
name = 'years'
label = 'Years of work'
type = 'integer'
[[columns]]
name = 'q1'
label = 'Were you trained on harm online?'
type = 'integer'
values = [{ code = 1, label = 'Yes' }, { code = 2, label = 'No' }]
[[columns]]
name = 'q2'
label = 'Where would you refer a child?'
type = 'text'
values = [{ code = 'police', label = 'To the police' }, { code = 'helpline', label = 'To a helpline' }]
missing = { not_asked = ['none'], blank = 'not_asked' }
[[columns]]
name = 'q3'
label = 'Is there a unit for children?'
type = 'boolean'
[[columns]]
name = 'words'
label = 'What would help?'
type = 'text'
";

const RESPONSES: &str = "years,q1,q2,q3,words\n\
    3,1,police,true,more time\n12,2,helpline,FALSE,\n98,1,,true,\"staff, and rooms\"\n,98,none,false,\n7,01,police,true,\n";

fn case() -> Case {
    let case = Case::new(Activity::FrontlineSurvey, PROTOCOL);
    case.append("study.toml", "\n[[themes]]\nid = 'training'\ntitle = 'Training'\n");
    case.write("instruments/frontline.toml", INSTRUMENT);
    case.record("responses.csv", RESPONSES);
    case
}

fn counts(case: &Case) -> Vec<RespondentCount> {
    let (harvest, said) = case.harvest();
    assert_eq!(said, "");
    let count = |evidence| match evidence {
        Evidence::RespondentCount(count) => count,
        other => panic!("{other:?}"),
    };
    harvest.unwrap().evidence.into_iter().map(count).collect()
}

#[test]
fn closed_questions_are_counted_and_open_ones_are_not() {
    let case = case();
    assert_eq!(case.check(), "");
    let counts = counts(&case);
    let mut shown = String::new();
    for count in &counts {
        let missing: Vec<String> = count.missing.present().map(|(kind, n)| format!("{n} {kind}")).collect();
        let _ = writeln!(
            shown,
            "{}: “{}” {}: {} [{}]",
            count.id,
            count.question,
            count.answer,
            count.words(),
            missing.join(", ")
        );
    }
    insta::assert_snapshot!(shown);
    assert_eq!(counts[2].missing.of(MissingKind::NotAsked), 2);
}

#[test]
fn an_answer_belongs_to_its_question() {
    let case = case();
    let study = case.study();
    let activity =
        ACTIVITIES.iter().find(|activity| activity.activity() == Activity::FrontlineSurvey).unwrap();
    let items = activity.themed_items(&study);
    assert_eq!((items.len(), items[0].item.as_str()), (1, "q1"));
    assert_eq!(activity.item_of(&counts(&case)[0].id), "q1");
    assert_eq!(activity.formats(None), []);
    assert_eq!(activity.formats(Some(&study))[0].columns.len(), 5);
}

#[test]
fn every_mistake_is_shown_at_its_cell() {
    let case = case();
    case.record(
        "responses.csv",
        "years,q1,q2,q3,words\nthree,1,police,true,\n3,3,polce,maybe,\n3,Yes,To the police,,\n3,,police,true,\n",
    );
    let (harvest, said) = case.harvest();
    assert!(harvest.is_none());
    insta::assert_snapshot!(said);
}

#[test]
fn a_survey_without_answers_or_closed_questions_is_refused() {
    let case = case();
    case.record("responses.csv", "q1,q2,q3\n");
    assert!(case.harvest().0.is_none());
    case.record("responses.csv", "q2,q3\npolice,true\n");
    assert!(case.harvest().1.contains("no column `q1`"));
    case.write(
        "protocols/frontline_survey.toml",
        "instrument = 'frontline'\n[themes]\nq11 = 'training'\nwords = 'training'\n",
    );
    insta::assert_snapshot!(case.check());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Of each question the answers and the missing are all respondents, whatever their order.
    #[test]
    fn nobody_is_counted_twice_or_lost(rows in prop::collection::vec((0_usize..4, 0_usize..4, any::<bool>()), 1..20)) {
        let case = case();
        let write = |rows: &[(usize, usize, bool)]| {
            let mut text = "q1,q2,q3\n".to_owned();
            for (q1, q2, q3) in rows {
                let _ = writeln!(text, "{},{},{q3}", ["1", "2", "98", "99"][*q1], ["police", "helpline", "none", ""][*q2]);
            }
            case.record("responses.csv", text);
            counts(&case)
        };
        let found = write(&rows);
        for count in &found {
            prop_assert!(count.count <= count.respondents);
            prop_assert_eq!(count.respondents + count.missing.total(), rows.len() as u64);
        }
        let backwards: Vec<_> = rows.iter().rev().copied().collect();
        for (before, after) in found.iter().zip(write(&backwards)) {
            prop_assert_eq!((&before.id, before.count, before.missing), (&after.id, after.count, after.missing));
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let case = case();
        case.record("responses.csv", [b"q1,q2,q3\n", bytes.as_slice()].concat());
        case.harvest();
    }
}
