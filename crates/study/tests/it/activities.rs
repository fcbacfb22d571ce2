//! Themes, protocols, conduct and conclusions with mistakes: what people read.

use crate::folder::Folder;
use cairn_study::{Activity, Conduct};

const THEMES: &str =
    "[[themes]]\nid = \"telling\"\ntitle = \"Telling\"\n[[themes]]\nid = \"law\"\ntitle = \"Law\"\n";
const COUNTRY: &str = "countries/aldermark/country.toml";
const CODES: &str = "[[codes]]\nid = \"barriers\"\nlabel = \"Barriers\"\ndefinition = \"What hinders.\"\ntheme = \"telling\"\n\
                     [[codes]]\nid = \"distance\"\nparent = \"barriers\"\nlabel = \"Distance\"\ndefinition = \"Far away.\"\n";

/// A valid study with themes and one protocol.
fn folder() -> Folder {
    Folder::valid()
        .changed(
            "study.toml",
            "[[breakdowns]]\nid = \"gender\"",
            &format!("{THEMES}[[breakdowns]]\nid = \"gender\""),
        )
        .with("protocols/government_interviews.toml", CODES)
        .changed(
            COUNTRY,
            "[survey]",
            "[activities]\ngovernment_interviews = { partly = \"One ministry declined.\" }\n[survey]",
        )
}

#[test]
fn a_code_without_a_theme_has_its_parents() {
    let folder = folder();
    assert_eq!(folder.problems(), "");
    let study = folder.load().study;
    let codes = &study.protocols.interviews[&Activity::GovernmentInterviews].codes;
    assert_eq!(codes[1].theme, Some("telling".parse().unwrap()));
    let conduct = study.countries[0].conduct(Activity::GovernmentInterviews);
    assert_eq!(conduct, Some(Conduct::PartlyRun { left_out: "One ministry declined.".to_owned() }));
    assert_eq!(study.countries[0].conduct(Activity::LegalAnalysis), None);
}

#[test]
fn protocols_with_mistakes() {
    let folder = folder()
        .with("protocols/goverment_interviews.toml", CODES)
        .with("protocols/household_survey.toml", "")
        .with(
            "protocols/access_to_justice.toml",
            CODES.replace("telling", "teling").replace("parent = \"barriers\"", "parent = \"barier\""),
        )
        .with("protocols/legal_analysis.toml", "[themes]\nicmec = \"lwa\"\n")
        .with("protocols/law_enforcement_data.toml", "[[series]]\nid = \"Cases\"\ntitle = \"Cases\"\n")
        .with("protocols/frontline_survey.toml", "instrument = \"frontlin\"\n")
        .with(
            "protocols/law_enforcement_capacity.toml",
            "[[dimensions]]\nid = \"a\"\ntitle = \"A\"\nquestion = \"?\"\ncapability = 22\n",
        );
    insta::assert_snapshot!(folder.problems());
}

#[test]
fn conduct_with_mistakes() {
    let folder = folder().changed(
        COUNTRY,
        "government_interviews = { partly = \"One ministry declined.\" }",
        "legal_analysis = { run = true }\naccess_to_justice = { run = false }\nsurvivor_conversation = { run = true }",
    );
    insta::assert_snapshot!(folder.problems());
}

#[test]
fn conclusions_with_mistakes() {
    let findings = "[[insights]]\nid = \"a\"\ntext = \"A.\"\n\
        [[findings]]\nid = \"a\"\ntitle = \"A\"\ntheme = \"tellin\"\ntext = \"A.\"\nevidence = [\"x\"]\n\
        [[recommendations]]\nid = \"b\"\naction = \"Act.\"\nduty_bearer = \"goverment\"\ncapability = 0\n\
        [[recommendations.status]]\non = 2026-02-01\nstatus = \"declined\"\n\
        [[recommendations.status]]\non = 2026-01-01\nstatus = \"done\"\n\
        [[matrix]]\ntheme = \"law\"\nactivity = \"legal_analisys\"\n\
        [[matrix.judgements]]\nby = \"A\"\nconvergence = \"silence\"\nreason = \"R.\"\n\
        [[matrix]]\ntheme = \"law\"\nactivity = \"legal_analysis\"\n\
        [[matrix.judgements]]\nby = \"A\"\nconvergence = \"agreement\"\nreason = \"R.\"\n\
        [[matrix.judgements]]\nby = \"A\"\nconvergence = \"agreement\"\nreason = \"R.\"\n\
        [[themes]]\ntheme = \"law\"\nconfidence = \"sure\"\n";
    insta::assert_snapshot!(
        folder().with("findings/aldermark.toml", findings).with("findings/aldermrk.toml", "").problems()
    );
}

#[test]
fn pairs_and_composites_with_mistakes() {
    let pairs = "[[pairs]]\nid = \"p\"\ntitle = \"P\"\nchild = \"online_daily\"\ncaregiver = \"online_dayly\"\nlink = \"hh\"\n";
    let folder = folder()
        .changed(
            "study.toml",
            "[[themes]]\nid = \"telling\"",
            &format!("{pairs}[[themes]]\nid = \"telling\""),
        )
        .changed("indicators/online.toml", "value =", "parts = [\"online_daily@1\", \"offline@1\"]\nvalue =");
    insta::assert_snapshot!(folder.problems());
}
