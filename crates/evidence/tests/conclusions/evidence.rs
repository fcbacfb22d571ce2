//! Evidence of each kind.

use crate::support::{pedigree, sample};
use cairn_evidence::{
    Account, BodyOfEvidence, Claim, CountSeries, Counted, Digest, Estimate, Evidence, Experience, Interval,
    IntervalMethod, LegalAnswer, LegalStatus, MissingCounts, Observation, Presented, Prevalence, Quotation,
    QuotationApproval, RecordedCases, ReportVolume, RespondentCount, Source, View, present,
};
use cairn_study::{Presentation, Preset};
use jiff::civil::date;
use std::sync::Arc;

/// A share of so much between limits, of the respondents with that number.
pub(crate) fn share(name: &str, proportion: f64, (lower, upper): (f64, f64), n: u64) -> Presented {
    let interval = Interval { lower, upper, level: 0.95, method: IntervalMethod::Logit };
    let estimate = Estimate {
        proportion,
        standard_error: Some((upper - lower) / 4.0),
        interval: Some(interval),
        korn_graubard: Some(interval),
        design_effect: Some(1.5),
        effective_n: Some(n as f64 / 1.5),
        degrees_of_freedom: 92.0,
        notes: Vec::new(),
    };
    presented(name, Ok(estimate), n)
}

/// A share that could not be estimated.
pub(crate) fn without_estimate(name: &str, reason: &str) -> Presented {
    presented(name, Err(reason.to_owned()), 0)
}

/// A prevalence as far as it may be shown: below a base of 50 there are counts in its place.
fn presented(name: &str, estimate: Result<Estimate, String>, n: u64) -> Presented {
    let pedigree = pedigree("data/aldermark/household_survey/child.csv");
    let id: cairn_evidence::NumberId = name.parse().unwrap();
    let labels = id.group.0.iter().map(|(_, level)| match level.as_str() {
        "girl" => "Girls".to_owned(),
        "boy" => "Boys".to_owned(),
        level => level.to_owned(),
    });
    let claim = Claim {
        group_labels: labels.collect(),
        id,
        population: "internet-using children aged 12–17 in households".into(),
        period: "in the past year".into(),
        base: "internet-using children".into(),
        n,
        count: estimate.as_ref().map_or(0, |estimate| (estimate.proportion * n as f64).round() as u64),
        weighted_n: 100.0,
        missing: MissingCounts::default(),
        base_unknown: MissingCounts::default(),
        estimate,
        pedigree: Arc::new(pedigree),
    };
    present(
        Prevalence::from_sample(Arc::new(sample(1000)), claim),
        &Presentation::preset(Preset::DisruptingHarm),
    )
}

pub(crate) fn prevalence(name: &str, proportion: f64, limits: (f64, f64)) -> Evidence {
    Evidence::Prevalence(Box::new(share(name, proportion, limits, 800)))
}

fn source() -> Source {
    Source {
        records_file: "data/aldermark/records.csv".into(),
        records: Digest([0; 32]),
        rows: Vec::new(),
        defined_at: "protocols/protocol.toml:1:1".into(),
        definitions: Digest([0; 32]),
        method: "counts".into(),
    }
}

pub(crate) fn law(item: &str, answer: LegalAnswer) -> Evidence {
    Evidence::LegalStatus(LegalStatus {
        id: format!("aldermark/legal_analysis/{item}").parse().unwrap(),
        question: "Is possession an offence?".into(),
        standard: "Lanzarote Convention, article 20".into(),
        unit: None,
        answer,
        points: None,
        phase: None,
        as_of: date(2026, 3, 31),
        provisions: Vec::new(),
        source: source(),
    })
}

fn account(name: &str) -> Account {
    Account {
        id: format!("aldermark/{name}").parse().unwrap(),
        label: "Barriers".into(),
        definition: "What hinders.".into(),
        informants: vec!["official".into()],
        quotations: vec![Quotation {
            id: "interview-3-1".into(),
            speaker: "Official A".into(),
            text: "Nobody knows where to call.".into(),
            language: "en".into(),
            approval: QuotationApproval { by: "Board".into(), on: date(2026, 6, 1) },
        }],
        source: source(),
    }
}

pub(crate) fn view(name: &str) -> Evidence {
    Evidence::View(View(account(name)))
}

pub(crate) fn experience(name: &str) -> Evidence {
    Evidence::Experience(Experience(account(name)))
}

pub(crate) fn said_by(name: &str, count: u64, respondents: u64) -> Evidence {
    Evidence::RespondentCount(RespondentCount {
        id: format!("aldermark/frontline_survey/{name}").parse().unwrap(),
        question: "What keeps children from telling?".into(),
        answer: "Shame".into(),
        count,
        respondents,
        missing: MissingCounts::default(),
        who: "frontline workers".into(),
        source: source(),
    })
}

/// What an issuer says of the years from 2019 on.
fn series(name: &str, unit: &str, counts: &[Counted]) -> CountSeries {
    let observation = |(year, counted): (i16, &Counted)| Observation {
        year,
        counted: counted.clone(),
        as_of: date(year + 1, 3, 1),
        revisions: Vec::new(),
        note: None,
        row: 2,
    };
    CountSeries {
        id: format!("aldermark/{name}").parse().unwrap(),
        title: "A series".into(),
        issuer: "An issuer".into(),
        counting_unit: unit.into(),
        stage: "received".into(),
        definition: "Child sexual exploitation and abuse online.".into(),
        icvac: None,
        iccs: None,
        observations: (2019..).zip(counts).map(observation).collect(),
        breaks: Vec::new(),
        disjoint_from: Vec::new(),
        caveats: Vec::new(),
        source: source(),
    }
}

pub(crate) fn reports(name: &str, counts: &[Counted]) -> Evidence {
    let name = format!("non_law_enforcement_data/{name}");
    Evidence::ReportVolume(ReportVolume(series(&name, "report", counts)))
}

pub(crate) fn cases(name: &str, counts: &[Counted]) -> Evidence {
    let name = format!("law_enforcement_data/{name}");
    Evidence::RecordedCases(RecordedCases(series(&name, "case", counts)))
}

pub(crate) fn refused() -> Counted {
    Counted::Refused { reason: "no legal basis".into() }
}

pub(crate) fn not_held() -> Counted {
    Counted::NotHeld { reason: "not recorded by age".into() }
}

/// Evidence of nearly every activity of Aldermark, and of the surveys of all three countries.
pub(crate) fn body() -> BodyOfEvidence {
    let mut body = BodyOfEvidence::default();
    body.extend([
        law("icmec.2", LegalAnswer::Yes),
        view("government_interviews/barriers"),
        reports("reports/ncmec", &[587_852, 785_322].map(Counted::Count)),
        cases("offences/police", &[40, 31].map(Counted::Count)),
        said_by("q7=1", 31, 50),
        prevalence("aldermark/told_nobody@1", 0.23, (0.20, 0.26)),
        prevalence("aldermark/told_nobody@1/gender=girl", 0.29, (0.25, 0.33)),
        prevalence("aldermark/told_nobody@1/gender=boy", 0.18, (0.15, 0.21)),
        prevalence("aldermark/told_nobody@2", 0.31, (0.28, 0.34)),
        prevalence("aldermark/told_police@1", 0.03, (0.02, 0.045)),
        prevalence("brookmere/told_nobody@1", 0.12, (0.10, 0.14)),
        prevalence("cotterdale/told_nobody@1", 0.40, (0.36, 0.44)),
    ]);
    let small = share("aldermark/told_nobody@1/area=island", 0.4, (0.2, 0.62), 31);
    body.extend([Evidence::Prevalence(Box::new(small))]);
    body
}
