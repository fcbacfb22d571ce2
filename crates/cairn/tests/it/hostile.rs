//! Hostile study folders: each is refused with a place and a reason, and nothing is written.

use crate::assessment::{
    ANSWERS, ASSESSMENTS, COUNTS, EXCERPTS, FINDINGS, INFORMANTS, LAW, PROVISIONS, QUOTATIONS, RESPONSES,
    assessment,
};
use crate::study::{COUNTRY, INDICATORS, STUDY, Study};

const INTERVIEWS: &str = "protocols/access_to_justice.toml";
const ISSUERS: &str = "data/exampleland/law_enforcement_data/issuers.csv";
const DOCUMENTS: &str = "data/exampleland/access_to_justice/documents";

/// What is wrong, what is done to the sound study, where it is pointed at, and a part of what is said.
type Case = (&'static str, fn(Study) -> Study, &'static str, &'static str);

const CASES: &[Case] = &[
    // Definitions.
    (
        "syntax error",
        |s| s.with(FINDINGS, "[[findings]\n"),
        "findings/exampleland.toml:1",
        "this is not TOML",
    ),
    (
        "protocol that is a list",
        |s| s.with(LAW, "libraries = 3\n"),
        "legal_analysis.toml:1",
        "`libraries` is a whole number",
    ),
    ("unknown library", |s| s.changed(LAW, "icmec\"]", "icmce\"]"), "legal_analysis.toml:1", "icmec"),
    (
        "unknown theme",
        |s| s.changed(INTERVIEWS, "\"justice\"", "\"justcie\""),
        "access_to_justice.toml:6",
        "there is no theme `justcie`",
    ),
    (
        "code under itself",
        |s| s.changed(INTERVIEWS, "parent = \"procedure\"", "parent = \"waiting\""),
        "access_to_justice.toml:10",
        "waiting",
    ),
    (
        "code twice",
        |s| s.changed(INTERVIEWS, "id = \"helpline\"", "id = \"waiting\""),
        "access_to_justice.toml",
        "defined twice",
    ),
    (
        "conduct not said",
        |s| s.changed(COUNTRY, "\nlaw_enforcement_data = { run = true }", ""),
        "country.toml:1",
        "does not say whether `law_enforcement_data` ran",
    ),
    (
        "conduct of what is not asked",
        |s| s.without("protocols/law_enforcement_data.toml"),
        "country.toml:1",
        "not part of the study",
    ),
    (
        "not run without a reason",
        |s| s.changed(COUNTRY, "{ not_run = \"Ethics clearance was not given.\" }", "{ not_run = \"\" }"),
        "country.toml",
        "`not_run` is empty",
    ),
    (
        "composite of itself",
        |s| s.changed(INDICATORS, "theme = \"harm\"", "theme = \"harm\"\nparts = [\"bullied_online@1\"]"),
        "first.toml",
        "part of itself",
    ),
    (
        "capability beyond the list",
        |s| s.changed(FINDINGS, "capability = 5", "capability = 99"),
        "exampleland.toml",
        "from 1 to 21",
    ),
    (
        "theme twice",
        |s| s.changed(STUDY, "id = \"telling\"", "id = \"harm\""),
        "study.toml",
        "the theme `harm` is defined twice",
    ),
    // Records of the law.
    (
        "answer that is none",
        |s| s.changed(ANSWERS, "icmec.3,AB,no", "icmec.3,AB,maybe"),
        "answers.csv:6",
        "`answer` is “maybe”",
    ),
    ("unknown criterion", |s| s.changed(ANSWERS, "icmec.4,AB", "icmec.44,AB"), "answers.csv:8", "icmec.44"),
    (
        "unknown provision",
        |s| s.changed(ANSWERS, "icmec.1,AB,yes,act21", "icmec.1,AB,yes,act12"),
        "answers.csv:2",
        "act12",
    ),
    (
        "provision no longer in force",
        |s| s.changed(ANSWERS, "icmec.1,AB,yes,act21", "icmec.1,AB,yes,code9"),
        "answers.csv:2",
        "in force",
    ),
    ("one coder alone", |s| s.changed(ANSWERS, "icmec.3,CD,no,\n", ""), "answers.csv", "icmec.3"),
    (
        "difference not adjudicated",
        |s| s.with("data/exampleland/legal_analysis/adjudications.csv", "criterion,answer,by,on,reason\n"),
        "answers.csv",
        "icmec.2",
    ),
    (
        "dates turned round",
        |s| s.changed(PROVISIONS, "1960-01-01,2014-06-30", "2014-06-30,1960-01-01"),
        "provisions.csv:3",
        "1960-01-01",
    ),
    (
        "column that is not known",
        |s| s.changed(PROVISIONS, "language", "langauge"),
        "provisions.csv:1",
        "did you mean `language`",
    ),
    ("no file of answers", |s| s.without(ANSWERS), "answers.csv", "there is no file"),
    // Records of interviews.
    (
        "unknown informant",
        |s| s.changed(EXCERPTS, "court.txt,C1,waiting,AB", "court.txt,C9,waiting,AB"),
        "excerpts.csv:2",
        "there is no informant `C9`",
    ),
    (
        "name in the place of an alias",
        |s| s.changed(INFORMANTS, "C1,child", "Amina,child"),
        "informants.csv:2",
        "is not an alias",
    ),
    (
        "child without a caregiver",
        |s| s.changed(INFORMANTS, "verbatim,2025-03-04,verbatim,2025-03-04", "verbatim,2025-03-04,,"),
        "informants.csv:2",
        "caregiver is missing",
    ),
    (
        "place beyond the text",
        |s| s.changed(EXCERPTS, "41,74", "41,740"),
        "excerpts.csv:3",
        "reaches beyond the text",
    ),
    ("stretch turned round", |s| s.changed(EXCERPTS, "41,74", "74,41"), "excerpts.csv:3", "74"),
    (
        "unknown code",
        |s| s.changed(EXCERPTS, "C1,helpline,AB", "C1,hotline,AB"),
        "excerpts.csv:3",
        "the codebook has no code `hotline`",
    ),
    (
        "document that is not there",
        |s| s.changed(EXCERPTS, "court.txt,C1,waiting,AB", "courts.txt,C1,waiting,AB"),
        "excerpts.csv:2",
        "there is no document `courts.txt`",
    ),
    (
        "recording",
        |s| s.with(&format!("{DOCUMENTS}/court.mp4"), "x"),
        "court.mp4",
        "recordings and pictures have no place",
    ),
    ("broken ZIP", |s| s.with(&format!("{DOCUMENTS}/court.docx"), b"PK\x03\x04broken"), "court.docx", "ZIP"),
    (
        "text in another encoding",
        |s| s.with(&format!("{DOCUMENTS}/latin.txt"), b"caf\xe9"),
        "latin.txt",
        "not UTF-8",
    ),
    (
        "quotation changed after approval",
        |s| s.changed(QUOTATIONS, "a long time", "a very long time"),
        "approvals.csv:2",
        "the approval is of another text",
    ),
    (
        "quotation without screening",
        |s| s.without("data/exampleland/access_to_justice/screenings.csv"),
        "approvals.csv:2",
        "not searched for names",
    ),
    (
        "quotation of one who did not consent",
        |s| s.changed(INFORMANTS, "C1,child,verbatim", "C1,child,analysis_only"),
        "approvals.csv:2",
        "consent is for analysis only",
    ),
    (
        "broken XLSX",
        |s| s.without(EXCERPTS).with("data/exampleland/access_to_justice/excerpts.xlsx", b"PK\x03\x04broken"),
        "excerpts.xlsx",
        "is not a workbook",
    ),
    (
        "two files for one",
        |s| s.with("data/exampleland/access_to_justice/excerpts.xlsx", b"PK"),
        "excerpts.xlsx",
        "are both there",
    ),
    (
        "quote that is never closed",
        |s| s.with(QUOTATIONS, "id,informant,code,text,language\nq1,C1,waiting,\"We,en\n"),
        "quotations.csv:2",
        "this quote is never closed",
    ),
    // Series, frontline survey, capacity.
    (
        "count that is a word",
        |s| s.changed(COUNTS, "2022,12", "2022,twelve"),
        "counts.csv:2",
        "`count` is a text",
    ),
    ("negative count", |s| s.changed(COUNTS, "2022,12", "2022,-12"), "counts.csv:2", "-12"),
    (
        "two counts of one day",
        |s| s.append_line(COUNTS, "national_police,cases,2022,13,2025-02-01\n"),
        "counts.csv",
        "2022",
    ),
    (
        "unknown issuer",
        |s| s.changed(COUNTS, "national_police,cases,2022", "nation_police,cases,2022"),
        "counts.csv:2",
        "national_police",
    ),
    (
        "unknown series",
        |s| s.changed(COUNTS, "national_police,cases,2022", "national_police,case,2022"),
        "counts.csv:2",
        "cases",
    ),
    (
        "issuer of the wrong kind",
        |s| s.changed(ISSUERS, ",police", ",helpline"),
        "issuers.csv:2",
        "`kind` is “helpline”",
    ),
    ("answer outside the codebook", |s| s.with(RESPONSES, "trained\n1\n3\n"), "responses.csv:3", "3"),
    (
        "status that is a score",
        |s| s.changed(ASSESSMENTS, "partly", "3"),
        "assessments.csv:2",
        "`status` is “3”",
    ),
    (
        "unknown dimension",
        |s| s.changed(ASSESSMENTS, "specialised_unit", "specialized_unit"),
        "assessments.csv:2",
        "specialised_unit",
    ),
    // Conclusions.
    (
        "unknown kind of claim",
        |s| s.changed(FINDINGS, "\"share_of_population\"", "\"prevalence\""),
        "exampleland.toml",
        "there is no kind of claim `prevalence`",
    ),
    (
        "share of police cases",
        |s| {
            s.changed(
                FINDINGS,
                "evidence = [\"household_survey/bullied_online@1\"]",
                "evidence = [\"law_enforcement_data/cases/national_police\"]",
            )
        },
        "exampleland.toml",
        "police",
    ),
    (
        "share of a convenience sample",
        |s| {
            s.changed(
                FINDINGS,
                "evidence = [\"household_survey/bullied_online@1\"]",
                "evidence = [\"frontline_survey/trained=1\"]",
            )
        },
        "exampleland.toml",
        "sample",
    ),
    (
        "frequency from interviews",
        |s| s.changed(FINDINGS, "claim = \"experience_exists\"", "claim = \"share_of_population\""),
        "exampleland.toml",
        "exist",
    ),
    (
        "evidence that is not there",
        |s| {
            s.changed(
                FINDINGS,
                "evidence = [\"access_to_justice/waiting\"]",
                "evidence = [\"access_to_justice/wating\"]",
            )
        },
        "exampleland.toml",
        "waiting",
    ),
    ("quotation nobody approved", |s| s.changed(FINDINGS, "\"q1\"", "\"q2\""), "exampleland.toml", "q2"),
    (
        "percentage that its count does not give",
        |s| s.changed(FINDINGS, "Children waited long", "37 % (19 out of 85) waited long"),
        "exampleland.toml",
        "22",
    ),
    (
        "verbal claim that does not hold",
        |s| {
            s.changed(
                FINDINGS,
                "{{ percent(\"household_survey/bullied_online@1\") }} of internet",
                "{{ says(\"most\", \"household_survey/bullied_online@1\") }} of internet",
            )
        },
        "exampleland.toml",
        "most",
    ),
    (
        "provision that is none",
        |s| s.changed(FINDINGS, "legal_analysis/icmec.4", "law_enforcement_data/cases/national_police"),
        "exampleland.toml",
        "legal",
    ),
    (
        "finding that is not there",
        |s| s.changed(FINDINGS, "findings = [\"waits\"]", "findings = [\"wait\"]"),
        "exampleland.toml",
        "waits",
    ),
    (
        "cycle",
        |s| s.changed(FINDINGS, "evidence = [\"access_to_justice/waiting\"]", "evidence = [\"waits\"]"),
        "exampleland.toml",
        "names no evidence",
    ),
    ("unknown function", |s| s.changed(FINDINGS, "{{ quote(", "{{ qoute("), "exampleland.toml", "quote"),
    (
        "findings of no country",
        |s| s.with("findings/exampland.toml", ""),
        "exampland.toml",
        "did you mean `exampleland`",
    ),
];

#[test]
fn there_are_fifty_of_them() {
    assert!(CASES.len() >= 50, "{}", CASES.len());
}

#[test]
fn the_study_they_are_made_of_is_sound() {
    assessment().run("build", &[]).succeeded();
}

#[test]
fn each_is_refused_with_a_place_and_a_reason_and_nothing_is_written() {
    let mut wrong = String::new();
    for (name, harm, place, reason) in CASES {
        let study = harm(assessment());
        let run = study.run("build", &[]);
        // Long lines are wrapped.
        let said = run.stderr.replace("\n  │ ", " ").replace("\n  ", " ");
        let fails = [
            (run.status != 2, format!("status {}", run.status)),
            (!said.contains(place), format!("no {place}")),
            (!said.contains(reason), format!("no “{reason}”")),
            (study.path("out").exists(), "wrote out/".to_owned()),
        ];
        let fails: Vec<String> = fails.into_iter().filter(|(fails, _)| *fails).map(|(_, why)| why).collect();
        if !fails.is_empty() {
            wrong.push_str(&format!("== {name}: {}\n{}\n", fails.join(", "), run.stderr));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
