//! Evidence of every kind, made up, with every state in which it can be.

use cairn_evidence::CoderAgreement;
use cairn_evidence::{
    Account, AssessmentBasis, BodyOfEvidence, Capacity, CapacityStatus, CountSeries, Counted, Digest,
    Evidence, EvidenceId, Experience, Kappa, LegalAnswer, LegalStatus, MissingCounts, Observation,
    PairAgreement, PairShare, PairsLeftOut, Pedigree, Points, Presented, Provision, Quotation,
    QuotationApproval, RecordedCases, ReportVolume, RespondentCount, Revision, SeriesBreak, Source, View,
};
use cairn_report::ActivityMethods;
use cairn_study::{
    Activity, CodebookCode, Conduct, Country, InterviewProtocol, MissingKind, Presentation, Study,
};
use jiff::civil::{Date, date};
use std::sync::Arc;

pub(crate) fn id(activity: Activity, item: &str) -> EvidenceId {
    EvidenceId { country: "aldermark".parse().unwrap(), activity, item: item.into() }
}

fn source(activity: Activity, file: &str, rows: &[u64]) -> Source {
    Source {
        records_file: format!("data/aldermark/{activity}/{file}"),
        records: Digest([activity.number(); 32]),
        rows: rows.to_vec(),
        defined_at: format!("protocols/{activity}.toml:4:1"),
        definitions: Digest([0xef; 32]),
        method: "as recorded".into(),
    }
}

/// How far the activities of the country ran: seven of them, one in part, one not; the rest is not part of the study.
pub(crate) fn conduct(country: &mut Country) {
    for activity in Activity::ALL {
        let conduct = match activity {
            Activity::HouseholdSurvey | Activity::AccessToJustice => continue,
            Activity::GovernmentInterviews => {
                Conduct::PartlyRun { left_out: "two ministries declined to be interviewed".into() }
            }
            Activity::LawEnforcementCapacity | Activity::LegalAnalysis | Activity::FrontlineSurvey => {
                Conduct::Run
            }
            Activity::SurvivorConversations => {
                Conduct::NotRun { reason: "The ethics board did not clear it.".into() }
            }
            Activity::NonLawEnforcementData | Activity::LawEnforcementData => Conduct::Run,
        };
        country.activities.insert(activity, conduct);
    }
}

pub(crate) fn methods() -> Vec<ActivityMethods> {
    vec![
        ActivityMethods {
            activity: Activity::LegalAnalysis,
            respondents: "laws and policies".into(),
            may_support: "That a provision is in force, or is not, at a date.".into(),
            never_becomes: "It never says how well the law is enforced.".into(),
            done: vec!["Criteria put to the law in force on 1 May 2024: 7 (ICMEC, five criteria; Lanzarote Convention; Out of the Shadows).".into()],
            agreement: vec![CoderAgreement {
                subject: "answers to 5 criteria".into(),
                coefficient: "Krippendorff’s alpha, nominal",
                value: Ok(0.823),
                interval: Some((0.641, 0.951)),
                disagreements: vec!["icmec.3: one says yes, the other partly".into()],
            }],
        },
        ActivityMethods {
            activity: Activity::GovernmentInterviews,
            respondents: "10 to 12 officials of government".into(),
            may_support: "That a view or a barrier exists.".into(),
            never_becomes: "It never says how frequent it is.".into(),
            done: vec!["8 informants were spoken to (official: 8).".into()],
            agreement: vec![CoderAgreement {
                subject: "8 coded documents".into(),
                coefficient: "Krippendorff’s alpha",
                value: Err("only one researcher coded them".into()),
                interval: None,
                disagreements: Vec::new(),
            }],
        },
    ]
}

/// All of it, beside the numbers of the survey.
pub(crate) fn body(prevalences: &[Presented], rules: &Presentation) -> BodyOfEvidence {
    let mut body = BodyOfEvidence::default();
    body.extend(prevalences.iter().map(|presented| Evidence::Prevalence(Box::new(presented.clone()))));
    body.extend(law().into_iter().map(Evidence::LegalStatus));
    body.extend(views().into_iter().map(|account| Evidence::View(View(account))));
    body.extend(reports().into_iter().map(|series| Evidence::ReportVolume(ReportVolume(series))));
    body.extend(cases().into_iter().map(|series| Evidence::RecordedCases(RecordedCases(series))));
    body.extend(answers().into_iter().map(Evidence::RespondentCount));
    body.extend(capacities().into_iter().map(Evidence::Capacity));
    body.extend([Evidence::PairAgreement(Box::new(pair(rules)))]);
    body
}

/// An experience; its activity is no part of the specimen’s study.
pub(crate) fn experience() -> Evidence {
    Evidence::Experience(Experience(Account {
        id: id(Activity::AccessToJustice, "long_wait"),
        label: "Waiting long for an answer".into(),
        definition: "Nobody told them what became of the report.".into(),
        informants: vec!["caregiver".into(), "justice professional".into()],
        quotations: vec![Quotation {
            id: "q3".into(),
            speaker: "A caregiver, East".into(),
            text: "Nous avons attendu huit mois.".into(),
            language: "fr".into(),
            approval: QuotationApproval { by: "Ethics lead".into(), on: date(2024, 7, 1) },
        }],
        source: source(Activity::AccessToJustice, "coding.csv", &[4, 5, 6, 9]),
    }))
}

fn law() -> Vec<LegalStatus> {
    let status = |item: &str, standard: &str, answer, provisions: Vec<Provision>| LegalStatus {
        id: id(Activity::LegalAnalysis, item),
        question: format!("Does the law provide what {standard} asks for?"),
        standard: standard.into(),
        unit: item.split_once('/').map(|(_, unit)| unit.to_owned()),
        answer,
        points: item.starts_with("out_of").then(|| Points { indicator: "4.4.1".into(), worth: 2 }),
        phase: None,
        as_of: date(2024, 5, 1),
        provisions,
        source: source(Activity::LegalAnalysis, "provisions.csv", &[3]),
    };
    let provision = |citation: &str, to: Option<Date>| Provision {
        citation: citation.into(),
        excerpt: "Quiconque produit ou diffuse un tel matériel est puni.".into(),
        language: "fr".into(),
        in_force_from: date(2009, 4, 1),
        in_force_to: to,
    };
    vec![
        status(
            "icmec.1",
            "ICMEC, five criteria, Criterion 1",
            LegalAnswer::Yes,
            vec![provision("Penal Code 2009, s. 214", None)],
        ),
        status(
            "icmec.2",
            "ICMEC, five criteria, Criterion 2",
            LegalAnswer::Partly,
            vec![provision("Penal Code 2009, s. 2", Some(date(2024, 12, 31)))],
        ),
        status("icmec.3", "ICMEC, five criteria, Criterion 3", LegalAnswer::No, Vec::new()),
        status("icmec.4", "ICMEC, five criteria, Criterion 4", LegalAnswer::NotFound, Vec::new()),
        status("icmec.5", "ICMEC, five criteria, Criterion 5", LegalAnswer::NotTranslated, Vec::new()),
        status(
            "lanzarote.20_1_e/island_province",
            "Lanzarote Convention, Article 20(1)(e)",
            LegalAnswer::NotApplicable,
            Vec::new(),
        ),
        status(
            "out_of_the_shadows.4_4_1_a",
            "Out of the Shadows Index 2022, 4.4.1 a",
            LegalAnswer::Yes,
            vec![provision("Children Act 2011, s. 7", None)],
        ),
    ]
}

fn views() -> Vec<Account> {
    let account = |code: &str, label: &str, informants: &[&str], quotations| Account {
        id: id(Activity::GovernmentInterviews, code),
        label: label.into(),
        definition: "What keeps people from reporting, in the view of the informant.".into(),
        informants: informants.iter().map(|kind| (*kind).to_owned()).collect(),
        quotations,
        source: source(Activity::GovernmentInterviews, "coding.csv", &[2, 3, 8]),
    };
    vec![
        account(
            "barriers_distance",
            "Distance to services",
            &["ministry official", "prosecutor"],
            vec![distance()],
        ),
        account("barriers", "Barriers to reporting", &["ministry official", "prosecutor"], vec![distance()]),
        account("barriers_staff", "Too few trained staff", &["prosecutor"], Vec::new()),
        account("budget", "Budget lines", &[], Vec::new()),
    ]
}

/// Said under a code and under the one it lies in.
fn distance() -> Quotation {
    Quotation {
        id: "q1".into(),
        speaker: "An official of a ministry".into(),
        text: "The nearest office is a day away from most villages.".into(),
        language: "en".into(),
        approval: QuotationApproval { by: "Ethics lead".into(), on: date(2024, 7, 1) },
    }
}

/// Puts the codes of the government interviews into a codebook in which one lies under another.
pub(crate) fn nest(study: &mut Study) {
    let code = |id: &str, parent: Option<&str>, label: &str| CodebookCode {
        id: id.parse().unwrap(),
        parent: parent.map(|parent| parent.parse().unwrap()),
        label: label.into(),
        definition: String::new(),
        theme: None,
        place: super::place(),
    };
    let codes = vec![
        code("barriers", None, "Barriers to reporting"),
        code("barriers_distance", Some("barriers"), "Distance to services"),
    ];
    let protocol = InterviewProtocol { codes, place: super::place() };
    study.protocols.interviews.insert(Activity::GovernmentInterviews, protocol);
}

fn observation(year: i16, counted: Counted) -> Observation {
    Observation { year, counted, as_of: date(year + 1, 3, 31), revisions: Vec::new(), note: None, row: 2 }
}

fn counts(counts: &[(i16, u64)]) -> Vec<Observation> {
    counts.iter().map(|(year, count)| observation(*year, Counted::Count(*count))).collect()
}

fn one_series(activity: Activity, item: &str, issuer: &str, observations: Vec<Observation>) -> CountSeries {
    CountSeries {
        id: id(activity, item),
        title: "Contacts about harm online".into(),
        issuer: issuer.into(),
        counting_unit: "contact".into(),
        stage: "received".into(),
        definition: "Calls and messages in which somebody spoke of harm online".into(),
        icvac: None,
        iccs: None,
        observations,
        breaks: Vec::new(),
        disjoint_from: Vec::new(),
        caveats: vec!["A volume of reports is no number of children, and no prevalence.".into()],
        source: source(activity, "counts.csv", &[2, 3, 4, 5, 6]),
    }
}

/// Three issuers: two that count the same, and one that counts something else.
fn reports() -> Vec<CountSeries> {
    let activity = Activity::NonLawEnforcementData;
    let mut childline = one_series(
        activity,
        "helpline_contacts/childline",
        "Childline",
        counts(&[(2019, 412), (2020, 630), (2021, 701), (2022, 1_240), (2023, 1_093), (2024, 310)]),
    );
    childline.breaks.push(SeriesBreak { year: 2022, reason: "messages are counted beside calls".into() });
    if let Some(last) = childline.observations.last_mut() {
        last.as_of = date(2024, 5, 15);
    }
    childline.caveats.push(
        "Counts from 2022 on are not comparable with those before: messages are counted beside calls.".into(),
    );
    let mut other = one_series(
        activity,
        "helpline_contacts/safe_line",
        "Safe Line",
        counts(&[(2020, 96), (2021, 120), (2023, 160)]),
    );
    other
        .observations
        .insert(2, observation(2022, Counted::Refused { reason: "a change of management".into() }));
    if let Some(revised) = other.observations.first_mut() {
        revised.revisions.push(Revision { as_of: date(2021, 1, 31), counted: Counted::Count(90) });
        revised.as_of = date(2021, 6, 30);
    }
    other.caveats.push("The count of 2022 was refused: a change of management.".into());
    let mut notices = one_series(
        activity,
        "helpline_contacts/hotline",
        "Web Hotline",
        counts(&[(2021, 14_434), (2023, 25_010)]),
    );
    notices.counting_unit = "notice".into();
    notices.caveats.push("Nothing was said of 2022.".into());
    vec![childline, other, notices]
}

fn cases() -> Vec<CountSeries> {
    let mut police = one_series(
        Activity::LawEnforcementData,
        "offences/national_police",
        "National Police",
        (2012..=2023).map(|year| observation(year, Counted::Count((year as u64 - 2011) * 65_443))).collect(),
    );
    police.title = "Offences against children with a digital element".into();
    police.counting_unit = "case".into();
    police.stage = "recorded".into();
    police.iccs = Some("03022".parse().unwrap());
    police.caveats = vec!["Recorded cases are what the police learnt of and wrote down.".into()];
    police.observations[3].counted = Counted::NotHeld { reason: "the register was being moved".into() };
    police.observations[0].counted = Counted::Count(0);
    vec![police]
}

fn answers() -> Vec<RespondentCount> {
    let answer = |item: &str, answer: &str, count| {
        let mut missing = MissingCounts::default();
        missing.add(MissingKind::PreferNotToSay, 2);
        RespondentCount {
            id: id(Activity::FrontlineSurvey, item),
            question: "Were you trained to speak with children who were harmed online?".into(),
            answer: answer.into(),
            count,
            respondents: 48,
            missing,
            who: "social workers, teachers and health workers".into(),
            source: source(Activity::FrontlineSurvey, "responses.csv", &[]),
        }
    };
    vec![
        answer("q7=1", "Yes, in the past year", 11),
        answer("q7=2", "Yes, longer ago", 6),
        answer("q7=10", "No", 31),
    ]
}

fn capacities() -> Vec<Capacity> {
    let capacity = |dimension: &str, title: &str, unit: &str, status, assessed: bool| Capacity {
        id: id(
            Activity::LawEnforcementCapacity,
            &format!("{dimension}/{}", unit.to_lowercase().replace(' ', "_")),
        ),
        title: title.into(),
        question: format!("Does the unit have it: {}?", title.to_lowercase()),
        unit: unit.into(),
        status,
        basis: if assessed {
            vec![AssessmentBasis::Documents, AssessmentBasis::Interview]
        } else {
            Vec::new()
        },
        assessed_on: assessed.then(|| date(2024, 4, 9)),
        capability: Some(4),
        source: source(Activity::LawEnforcementCapacity, "assessment.csv", &[2, 3, 4, 5]),
    };
    vec![
        capacity("staff", "Dedicated staff", "Cyber Unit", CapacityStatus::Present, true),
        capacity("staff", "Dedicated staff", "Eastern Province", CapacityStatus::Absent, true),
        capacity("victims", "Victim identification", "Cyber Unit", CapacityStatus::Partly, true),
        capacity("victims", "Victim identification", "Eastern Province", CapacityStatus::NotAssessed, false),
    ]
}

fn pair(rules: &Presentation) -> PairAgreement {
    let share = |answers, count, proportion| {
        PairShare::presented(answers, (count, 950), Ok(super::estimate(proportion, 950)), rules)
    };
    PairAgreement {
        id: id(Activity::HouseholdSurvey, "pair.bullied"),
        title: "Bullied online, by the child and by the caregiver".into(),
        child: "Bullied electronically".into(),
        caregiver: "Child was bullied electronically".into(),
        population: "internet-using children aged 12–17 and their caregivers".into(),
        pairs: 950,
        left_out: PairsLeftOut { children_alone: 12, ..PairsLeftOut::default() },
        kappa: Ok(Kappa {
            value: 0.3117,
            standard_error: Some(0.04),
            interval: Some((0.2302, 0.3931)),
            level: 0.95,
            notes: Vec::new(),
        }),
        shares: vec![
            share((true, true), 52, 0.055),
            share((true, false), 97, 0.103),
            share((false, true), 31, 0.032),
            share((false, false), 770, 0.81),
        ],
        pedigree: Arc::new(Pedigree {
            records_file: "data/aldermark/household_survey/child.parquet".into(),
            weights: Vec::new(),
            records: Digest([0xab; 32]),
            defined_at: "study.toml:30:1".into(),
            definitions: Digest([0xcd; 32]),
            program: super::PROGRAM.into(),
            base: None,
            value: "bullied_online".into(),
            method: "Cohen’s kappa of weighted pairs; Taylor linearization".into(),
        }),
    }
}
