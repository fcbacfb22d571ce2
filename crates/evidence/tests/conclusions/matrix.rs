//! The convergence matrix: what is computed, and what is left to judge.

use crate::evidence::{
    self, cases, experience, law, not_held, prevalence, refused, reports, said_by, share, view,
};
use crate::folder::Folder;
use cairn_evidence::convergence::{Cell, says_something};
use cairn_evidence::{Counted, Evidence, Experience, LegalAnswer, View};
use cairn_study::{Activity, Convergence};
use insta::assert_snapshot;

const FILE: &str = "findings/aldermark.toml";

/// The cells of Aldermark, a line each.
fn cells(folder: &Folder) -> String {
    let (concluded, _) = folder.conclude();
    let mut said = String::new();
    for row in &concluded[0].matrix.rows {
        for (activity, cell) in &row.cells {
            said.push_str(&format!("{} × {activity}: {}", row.theme, cell.cell.key()));
            if let Cell::NotRun { reason } = &cell.cell {
                said.push_str(&format!(" ({reason})"));
            }
            if let Some(left_out) = &cell.left_out {
                said.push_str(&format!(" (in part: {left_out})"));
            }
            for id in &cell.evidence {
                said.push_str(&format!(" {}", id.item));
            }
            said.push('\n');
        }
    }
    said
}

/// The key of a cell of Aldermark.
fn cell(folder: &Folder, theme: &str, activity: Activity) -> &'static str {
    let (concluded, _) = folder.conclude();
    let row = concluded[0].matrix.rows.iter().find(|row| row.theme.as_str() == theme).unwrap();
    row.cells[&activity].cell.key()
}

/// A judged cell, as it stands in a file; each judgement by whom and how.
fn judged(theme: &str, activity: &str, judgements: &[(&str, &str)]) -> String {
    let by = |(by, convergence): &(&str, &str)| {
        format!("[[matrix.judgements]]\nby = \"{by}\"\nconvergence = \"{convergence}\"\nreason = \"R.\"\n")
    };
    let judgements: String = judgements.iter().map(by).collect();
    format!("[[matrix]]\ntheme = \"{theme}\"\nactivity = \"{activity}\"\n{judgements}")
}

const ALIKE: &[(&str, &str)] = &[("AB", "agreement"), ("CD", "agreement")];
const APART: &[(&str, &str)] = &[("AB", "agreement"), ("CD", "dissonance")];

#[test]
fn what_did_not_run_was_not_asked_or_said_nothing_is_computed() {
    let folder = Folder::new().having([reports("reports/ncmec", &[refused(), not_held()])]);
    assert_snapshot!(cells(&folder), @r#"
    telling × legal_analysis: not_asked
    telling × government_interviews: unjudged (in part: One ministry declined.) barriers
    telling × non_law_enforcement_data: silence
    telling × frontline_survey: unjudged q7=1
    telling × survivor_conversations: not_run (No ethics clearance.)
    telling × law_enforcement_data: unjudged offences/police
    telling × household_survey: unjudged told_nobody@1 told_nobody@1/area=island told_nobody@1/gender=boy told_nobody@1/gender=girl
    law × legal_analysis: unjudged icmec.2
    law × government_interviews: not_asked (in part: One ministry declined.)
    law × non_law_enforcement_data: not_asked
    law × frontline_survey: not_asked
    law × survivor_conversations: not_run (No ethics clearance.)
    law × law_enforcement_data: unjudged offences/police
    law × household_survey: not_asked
    "#);
}

#[test]
fn a_count_of_zero_is_no_silence_and_a_count_that_was_refused_is() {
    let of = |counts: &[Counted]| {
        let folder = Folder::new().having([cases("offences/police", counts)]);
        cell(&folder, "telling", Activity::LawEnforcementData)
    };
    assert_eq!(of(&[Counted::Count(0)]), "unjudged");
    assert_eq!(of(&[refused(), Counted::Count(0)]), "unjudged");
    assert_eq!(of(&[refused(), refused()]), "silence");
    assert_eq!(of(&[not_held()]), "silence");
    assert_eq!(of(&[]), "silence");
}

#[test]
fn what_says_something_and_what_does_not() {
    for answer in LegalAnswer::ALL {
        let speaks = matches!(answer, LegalAnswer::Yes | LegalAnswer::Partly | LegalAnswer::No);
        assert_eq!(says_something(&law("icmec.2", answer)), speaks, "{answer}");
    }
    assert!(says_something(&said_by("q7=1", 1, 50)) && !says_something(&said_by("q7=1", 0, 50)));
    assert!(says_something(&view("government_interviews/a")));
    assert!(says_something(&experience("access_to_justice/a")));
    for evidence in [view("government_interviews/a"), experience("access_to_justice/a")] {
        let silent = match evidence {
            Evidence::View(View(mut account)) => {
                (account.informants, account.quotations) = (Vec::new(), Vec::new());
                Evidence::View(View(account))
            }
            Evidence::Experience(Experience(mut account)) => {
                (account.informants, account.quotations) = (Vec::new(), Vec::new());
                Evidence::Experience(Experience(account))
            }
            other => panic!("{other:?}"),
        };
        assert!(!says_something(&silent));
    }
    // A share of nobody is an answer; counts are shown in the place of a share; what has no estimate says nothing.
    assert!(says_something(&prevalence("aldermark/a@1", 0.0, (0.0, 0.01))));
    assert!(says_something(&Evidence::Prevalence(Box::new(share("aldermark/a@1", 0.2, (0.1, 0.3), 31)))));
    let without = evidence::without_estimate("aldermark/a@1", "nobody is in the base");
    assert!(!says_something(&Evidence::Prevalence(Box::new(without))));
}

#[test]
fn what_leaves_nothing_to_judge_is_not_judged() {
    let text = judged("telling", "survivor_conversations", ALIKE)
        + &judged("law", "frontline_survey", ALIKE)
        + &judged("telling", "non_law_enforcement_data", ALIKE)
        + &judged("telling", "access_to_justice", ALIKE);
    let folder = Folder::new().having([reports("reports/ncmec", &[refused()])]).with(FILE, &text);
    assert_snapshot!(folder.errors(), @r#"
    error at aldermark.toml:1:1 `[[matrix]]`
      there is nothing to judge: `survivor_conversations` did not run there: No ethics clearance.
      help: remove the judgement: what did not speak neither agrees nor differs
    error at aldermark.toml:12:1 `[[matrix]]`
      there is nothing to judge: nothing in the instrument of `frontline_survey` asks about “Law and its enforcement”
      help: remove the judgement: what did not speak neither agrees nor differs
    error at aldermark.toml:23:1 `[[matrix]]`
      there is nothing to judge: `non_law_enforcement_data` asked about “Telling somebody” (`reports`), and nothing came: that is silence
      help: remove the judgement: what did not speak neither agrees nor differs
    error at aldermark.toml:36:13 `access_to_justice`
      `access_to_justice` is not part of the study
    "#);
    assert_eq!(cell(&folder, "telling", Activity::NonLawEnforcementData), "silence");
    assert_eq!(cell(&folder, "telling", Activity::SurvivorConversations), "not_run");
    assert_eq!(cell(&folder, "law", Activity::FrontlineSurvey), "not_asked");
}

#[test]
fn two_researchers_judge_and_a_difference_is_resolved() {
    let resolved = "[matrix.resolved]\nby = \"EF\"\nconvergence = \"partial_agreement\"\nreason = \"R.\"\n";
    let judged_as = |text: &str| {
        let folder = Folder::new().with(FILE, text);
        let told = folder.problems().lines().filter(|line| line.starts_with("error")).count();
        (cell(&folder, "telling", Activity::HouseholdSurvey), told)
    };
    assert_eq!(judged_as(&judged("telling", "household_survey", ALIKE)), ("agreement", 0));
    assert_eq!(
        judged_as(&(judged("telling", "household_survey", APART) + resolved)),
        ("partial_agreement", 0)
    );
    assert_eq!(judged_as(&judged("telling", "household_survey", APART)), ("unjudged", 1));
    assert_eq!(judged_as(&judged("telling", "household_survey", &ALIKE[..1])), ("unjudged", 1));
    let three = [ALIKE, &ALIKE[..1]].concat();
    assert_eq!(judged_as(&judged("telling", "household_survey", &three)), ("unjudged", 1));
    let twice = judged("telling", "household_survey", ALIKE).repeat(2);
    assert_eq!(judged_as(&twice), ("agreement", 1));
}

#[test]
fn judgements_that_do_not_hold_are_told_with_what_is_missing() {
    let text = judged("telling", "household_survey", APART)
        + &judged("telling", "frontline_survey", &ALIKE[..1])
        + &judged("telling", "government_interviews", ALIKE).repeat(2)
        + &judged("telling", "law_enforcement_data", ALIKE)
        + &judged("law", "law_enforcement_data", ALIKE)
        + &judged("telling", "non_law_enforcement_data", ALIKE);
    assert_snapshot!(Folder::new().with(FILE, &text).errors(), @r#"
    error at aldermark.toml:1:1 `[[matrix]]`
      AB says agreement and CD says dissonance, and nobody has resolved it
      expected: `resolved = { by = …, convergence = …, reason = … }`
    error at aldermark.toml:12:1 `[[matrix]]`
      one researcher judged this cell
      expected: two researchers who judge independently
    error at aldermark.toml:30:1 `[[matrix]]`
      `telling` and `government_interviews` are judged twice
      help: the first judgement is at findings/aldermark.toml:19:1
    "#);
}

#[test]
fn agreement_is_counted_before_differences_were_resolved() {
    let resolved = "[matrix.resolved]\nby = \"EF\"\nconvergence = \"agreement\"\nreason = \"R.\"\n";
    let text = judged("telling", "household_survey", APART)
        + resolved
        + &judged("telling", "frontline_survey", ALIKE)
        + &judged("law", "legal_analysis", &[("AB", "dissonance"), ("CD", "dissonance")]);
    let (concluded, _) = Folder::new().with(FILE, &text).conclude();
    let matrix = &concluded[0].matrix;
    assert_eq!(matrix.judged_alike(), (2, 3));
    let pairs = matrix.judgement_pairs();
    let survey = pairs.iter().find(|pair| pair.activity == Activity::HouseholdSurvey).unwrap();
    let [first, second] = &survey.judgements;
    assert_eq!((first.1, second.1), (Convergence::Agreement, Convergence::Dissonance));
}

#[test]
fn confidence_is_no_higher_than_its_gravest_concern_leaves_room_for() {
    let assessed = |confidence: &str, coherence: &str| {
        let part = |name: &str, concern: &str| {
            format!("{name} = {{ concern = \"{concern}\", rationale = \"R.\" }}\n")
        };
        let text = format!(
            "[[themes]]\ntheme = \"telling\"\nconvergence = \"C.\"\ncompleteness = \"C.\"\n\
             confidence = \"{confidence}\"\nrationale = \"R.\"\n"
        ) + &part("methodological_limitations", "minor")
            + &part("coherence", coherence)
            + &part("adequacy", "none")
            + &part("relevance", "minor");
        let problems = Folder::new().with(FILE, &text).problems();
        problems.contains("the confidence in").then_some(problems)
    };
    for (confidence, concern) in
        [("high", "minor"), ("moderate", "moderate"), ("low", "serious"), ("very_low", "none")]
    {
        assert_eq!(assessed(confidence, concern), None, "{confidence} beside {concern}");
    }
    assert!(assessed("high", "moderate").is_some());
    let told = assessed("moderate", "serious").unwrap();
    let told = told.split_inclusive('\n').skip_while(|line| !line.contains("the confidence in")).take(2);
    assert_snapshot!(told.collect::<String>(), @r#"
    the confidence in `telling` is moderate, beside a serious concern about coherence
    expected: at most low
    "#);
}
