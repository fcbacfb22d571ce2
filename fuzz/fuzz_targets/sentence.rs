//! Sentences of findings: every call in them is answered or refused at a place within the text, what was typed by hand is checked to the
//! end, and words without a call come out as they were written.

#![no_main]

use cairn_definition::{Diagnostics, Place, Placed, SourceFile, render};
use cairn_evidence::sentence::UnknownCorrelations;
use cairn_evidence::sentence::verbal::VerbalClaim;
use cairn_evidence::{
    BodyOfEvidence, Change, CountSeries, Counted, Digest, Evidence, Material, MissingCounts, Observation,
    ReportVolume, RespondentCount, Source, conclude,
};
use cairn_study::{Conclusions, Finding, Study};
use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use std::path::Path;

const ANSWERS: &str = "a/frontline_survey/q=1";
const REPORTS: &str = "a/non_law_enforcement_data/r/b";

fuzz_target!(|text: &str| {
    if let Ok(claim) = VerbalClaim::parse(text) {
        let _ = claim.of_change(Change { from: 3, to: 4 });
    }
    let mut study = Study::load(Path::new("no-such-study")).study;
    let place = Place::new(SourceFile::new("findings/study.toml", text), 0..text.len());
    let placed = |value: &str| Placed { value: value.to_owned(), place: place.clone() };
    let name = |value: &str| placed(value).map(|value| value.parse().expect("it is a name"));
    study.conclusions = vec![Conclusions {
        country: None,
        insights: Vec::new(),
        findings: vec![Finding {
            id: name("a"),
            title: placed("A"),
            theme: placed("t").map(|value| value.parse().expect("it is a name")),
            claim: placed("convergence"),
            text: placed(text),
            evidence: vec![placed(ANSWERS), placed(REPORTS)],
            context: Vec::new(),
        }],
        recommendations: Vec::new(),
        judgements: Vec::new(),
        assessments: Vec::new(),
        place: place.clone(),
    }];
    let body = body();
    let material = Material {
        study: &study,
        body: &body,
        items: &[],
        item_of: &|id| id.item.clone(),
        correlations: &UnknownCorrelations,
    };
    let problems = Diagnostics::new();
    let concluded = conclude(&material, &[], true, &problems);
    for problem in problems.into_sorted() {
        let place = problem.place.as_ref().expect("every mistake stands in the text");
        assert!(text.get(place.span()).is_some());
        assert!(!render(&problem).is_empty());
    }
    for finding in concluded.iter().flat_map(|concluded| &concluded.findings) {
        if !text.contains("{{") {
            assert_eq!(finding.text.text(), text);
        }
    }
});

/// Answers of a convenience sample, and a series with a year that was refused.
fn body() -> BodyOfEvidence {
    let source = Source {
        records_file: "data/a.csv".to_owned(),
        records: Digest([0; 32]),
        rows: Vec::new(),
        defined_at: "protocols/a.toml:1:1".to_owned(),
        definitions: Digest([0; 32]),
        method: "counts".to_owned(),
    };
    let refused = Counted::Refused { reason: "no staff".to_owned() };
    let counts = [Counted::Count(3), Counted::Count(4), refused];
    let observation = |(year, counted): (i16, Counted)| Observation {
        year,
        counted,
        as_of: date(year + 1, 3, 1),
        revisions: Vec::new(),
        note: None,
        row: 2,
    };
    let mut body = BodyOfEvidence::default();
    body.extend([
        Evidence::RespondentCount(RespondentCount {
            id: ANSWERS.parse().expect("it is a name"),
            question: "Q".to_owned(),
            answer: "A".to_owned(),
            count: 31,
            respondents: 50,
            missing: MissingCounts::default(),
            who: "workers".to_owned(),
            source: source.clone(),
        }),
        Evidence::ReportVolume(ReportVolume(CountSeries {
            id: REPORTS.parse().expect("it is a name"),
            title: "R".to_owned(),
            issuer: "B".to_owned(),
            counting_unit: "report".to_owned(),
            stage: "received".to_owned(),
            definition: "D".to_owned(),
            icvac: None,
            iccs: None,
            observations: (2019..).zip(counts).map(observation).collect(),
            breaks: Vec::new(),
            disjoint_from: Vec::new(),
            caveats: Vec::new(),
            source,
        })),
    ]);
    body
}
