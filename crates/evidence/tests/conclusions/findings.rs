//! Findings and insights: they rest on evidence that may carry them, and on nothing else.

use crate::evidence::share;
use crate::folder::Folder;
use cairn_evidence::Evidence;
use insta::assert_snapshot;

const FILE: &str = "findings/aldermark.toml";

/// A finding that claims something of evidence.
fn claiming(id: &str, claim: &str, evidence: &[&str]) -> String {
    format!(
        "[[findings]]\nid = \"{id}\"\ntitle = \"A\"\ntheme = \"telling\"\nclaim = \"{claim}\"\n\
         evidence = {evidence:?}\ntext = \"So it is.\"\n"
    )
}

#[test]
fn evidence_carries_its_own_claim() {
    let text = [
        claiming("a", "share_of_population", &["household_survey/told_nobody@1"]),
        claiming("b", "respondents_said", &["frontline_survey/q7=1"]),
        claiming("c", "reports_received", &["non_law_enforcement_data/reports/ncmec"]),
        claiming("d", "cases_recorded", &["law_enforcement_data/offences/police"]),
        claiming("e", "provision_in_force", &["legal_analysis/icmec.2"]),
        claiming("f", "view_exists", &["government_interviews/barriers"]),
        claiming("g", "convergence", &["government_interviews/barriers", "frontline_survey/q7=1"]),
    ];
    let folder = Folder::new().with(FILE, &text.concat());
    assert_eq!(folder.errors(), "");
    assert_eq!(folder.conclude().0[0].findings.len(), text.len());
}

#[test]
fn what_evidence_cannot_carry_is_refused_with_the_reason() {
    let text = [
        claiming("a", "share_of_population", &["non_law_enforcement_data/reports/ncmec"]),
        claiming("b", "share_of_population", &["law_enforcement_data/offences/police"]),
        claiming("c", "share_of_population", &["frontline_survey/q7=1"]),
        claiming("d", "respondents_said", &["government_interviews/barriers"]),
        claiming("e", "capacity", &["legal_analysis/icmec.2"]),
        claiming("f", "cases_recorded", &["household_survey/told_nobody@1"]),
        claiming("g", "convergence", &["frontline_survey/q7=1"]),
    ];
    let folder = Folder::new().with(FILE, &text.concat());
    assert_snapshot!(folder.errors());
    assert!(folder.conclude().0[0].findings.is_empty());
}

#[test]
fn what_is_misspelt_is_told_with_the_nearest_name() {
    let text = [
        claiming("a", "share_of_populaton", &["household_survey/told_nobody@1"]),
        claiming("b", "share_of_population", &["household_survey/told_nobdy@1"]),
        claiming("c", "share_of_population", &[]),
    ];
    assert_snapshot!(Folder::new().with(FILE, &text.concat()).errors(), @r#"
    error at aldermark.toml:5:10 `share_of_populaton`
      there is no kind of claim `share_of_populaton`
      expected: `share_of_population`, `respondents_said`, `reports_received`, `cases_recorded`, `provision_in_force`, `view_exists`, `experience_exists`, `capacity`, `pair_agreement`, `number_of_children` or `convergence`
      help: did you mean `share_of_population`?
    error at aldermark.toml:13:14 `household_survey/told_nobdy@1`
      there is no evidence `household_survey/told_nobdy@1`
      help: did you mean `household_survey/told_nobody@1`?
    error at aldermark.toml:16:7 `c`
      the finding `c` rests on no evidence
      expected: at least one name in `evidence`
    "#);
}

#[test]
fn what_is_withheld_carries_no_finding() {
    let small = Evidence::Prevalence(Box::new(share("aldermark/told_teacher@1", 0.2, (0.1, 0.3), 31)));
    let text = claiming("a", "share_of_population", &["household_survey/told_teacher@1"]);
    assert_snapshot!(Folder::new().having([small]).with(FILE, &text).errors(), @r#"
    error at aldermark.toml:6:14 `household_survey/told_teacher@1`
      this evidence says nothing: its percentage is withheld: the base is below 50
    "#);
}

#[test]
fn findings_rest_on_evidence_alone_so_that_nothing_rests_on_itself() {
    let text = claiming("a", "view_exists", &["government_interviews/barriers"])
        + &claiming("b", "view_exists", &["b"])
        + &claiming("c", "view_exists", &["findings/a"])
        + "[[insights]]\nid = \"d\"\ntext = \"So it is.\"\nfindings = [\"d\"]\n"
        + "[[insights]]\nid = \"e\"\ntext = \"So it is.\"\nfindings = [\"f\", \"aa\"]\n"
        + "[[recommendations]]\nid = \"f\"\naction = \"Act.\"\nduty_bearer = \"government\"\nfindings = [\"f\"]\n";
    let folder = Folder::new().with(FILE, &text);
    assert_snapshot!(folder.errors());
    let (concluded, _) = folder.conclude();
    let aldermark = &concluded[0];
    assert_eq!(aldermark.findings.len(), 1);
    assert!(aldermark.insights.is_empty() && aldermark.recommendations.is_empty());
}

#[test]
fn an_insight_speaks_of_the_evidence_of_its_findings_alone() {
    let text = claiming("a", "view_exists", &["government_interviews/barriers"])
        + "[[insights]]\nid = \"b\"\nfindings = [\"a\"]\n\
           text = '{{ percent(\"household_survey/told_nobody@1\") }} told nobody.'\n";
    assert_snapshot!(Folder::new().with(FILE, &text).errors(), @r#"
    error at aldermark.toml:11:21 `household_survey/told_nobody@1`
      `household_survey/told_nobody@1` is not named in the findings that this insight sums up
      help: add it there, so that a reader sees on what the sentence rests
    "#);
}

#[test]
fn an_insight_falls_with_its_findings() {
    let text = claiming("a", "capacity", &["legal_analysis/icmec.2"])
        + "[[insights]]\nid = \"b\"\ntext = \"So it is.\"\nfindings = [\"a\"]\n";
    let (concluded, _) = Folder::new().with(FILE, &text).conclude();
    assert!(concluded[0].findings.is_empty() && concluded[0].insights.is_empty());
}
