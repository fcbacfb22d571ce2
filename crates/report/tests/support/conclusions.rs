//! Conclusions that hold, made up: every kind of cell, every component, every status.

use super::{evidence::id, place};
use cairn_definition::Placed;
use cairn_evidence::CoderAgreement;
use cairn_evidence::convergence::{AssessedTheme, Cell, JudgedCell, Matrix, MatrixCell, MatrixRow};
use cairn_evidence::finding::{CheckedFinding, CheckedInsight};
use cairn_evidence::recommendation::CheckedRecommendation;
use cairn_evidence::sentence::{Computed, Part, Rendered};
use cairn_evidence::{ClaimKind, Concluded, EvidenceId};
use cairn_study::{
    Activity, Concern, Confidence, Convergence, DutyBearer, Judgement, RatedConcern, RecommendationStatus,
    StatusChange, Theme, ThemeAssessment,
};
use jiff::civil::date;

pub(crate) fn themes() -> Vec<Theme> {
    [("telling", "Telling somebody"), ("law", "What the law provides")]
        .map(|(id, title)| Theme { id: id.parse().unwrap(), title: title.into(), place: place() })
        .to_vec()
}

pub(crate) fn judges() -> CoderAgreement {
    CoderAgreement {
        subject: "5 cells".into(),
        coefficient: "Cohen’s kappa",
        value: Ok(0.545),
        interval: Some((0.02, 1.0)),
        disagreements: Vec::new(),
    }
}

pub(crate) fn concluded() -> Concluded {
    let prevalence = id(Activity::HouseholdSurvey, "told_no_one@1/gender=girl");
    let law = id(Activity::LegalAnalysis, "icmec.2");
    Concluded {
        country: Some("aldermark".parse().unwrap()),
        insights: (1..=6)
            .map(|number| CheckedInsight {
                id: format!("insight_{number}").parse().unwrap(),
                text: sentence(
                    "Of the girls who were asked, ",
                    "32.2 %",
                    &prevalence,
                    " told nobody, and few know whom to tell.",
                ),
                findings: vec!["telling_nobody".parse().unwrap()],
            })
            .collect(),
        findings: vec![
            CheckedFinding {
                id: "telling_nobody".parse().unwrap(),
                title: "Children who were harmed tell nobody".into(),
                theme: "telling".parse().unwrap(),
                claim: ClaimKind::ShareOfPopulation,
                text: sentence("Among girls ", "32.2 %", &prevalence, " told nobody."),
                evidence: vec![prevalence],
                context: vec![id(Activity::NonLawEnforcementData, "helpline_contacts/childline")],
            },
            CheckedFinding {
                id: "law_in_part".parse().unwrap(),
                title: "The law defines the material in part".into(),
                theme: "law".parse().unwrap(),
                claim: ClaimKind::ProvisionInForce,
                text: sentence("The law ", "provides in part", &law, " a definition."),
                evidence: vec![law.clone()],
                context: Vec::new(),
            },
        ],
        recommendations: vec![
            recommendation(
                "define",
                DutyBearer::Government,
                &["law_in_part"],
                vec![law],
                &[RecommendationStatus::Proposed, RecommendationStatus::Accepted],
            ),
            recommendation(
                "helpline",
                DutyBearer::SocialServices,
                &["telling_nobody"],
                Vec::new(),
                &[
                    RecommendationStatus::Proposed,
                    RecommendationStatus::InProgress,
                    RecommendationStatus::Implemented,
                ],
            ),
            recommendation("report", DutyBearer::Industry, &["telling_nobody"], Vec::new(), &[]),
        ],
        matrix: matrix(),
    }
}

fn sentence(before: &str, number: &str, evidence: &EvidenceId, after: &str) -> Rendered {
    let words = |text: &str| Part::Words { text: text.into(), source: 0..0 };
    Rendered {
        parts: vec![
            words(before),
            Part::Computed(Computed {
                text: number.replace(' ', "\u{a0}"),
                function: "percent",
                evidence: vec![evidence.clone()],
                source: 0..0,
            }),
            words(after),
        ],
    }
}

fn recommendation(
    id: &str,
    duty_bearer: DutyBearer,
    findings: &[&str],
    provisions: Vec<EvidenceId>,
    history: &[RecommendationStatus],
) -> CheckedRecommendation {
    let history = history.iter().zip(1..).map(|(status, month)| StatusChange {
        on: Placed { value: date(2026, month, 1), place: place() },
        status: *status,
        note: (month == 2).then(|| "Answer of the ministry, 2026/14".to_owned()),
    });
    CheckedRecommendation {
        id: id.parse().unwrap(),
        action: Rendered {
            parts: vec![Part::Words {
                text: "Make the helpline known in every school.".into(),
                source: 0..0,
            }],
        },
        duty_bearer,
        findings: findings.iter().map(|id| id.parse().unwrap()).collect(),
        provisions,
        capability: Some(10),
        history: history.collect(),
    }
}

fn matrix() -> Matrix {
    let cell = |cell: Cell| MatrixCell {
        cell,
        items: vec!["barriers".into()],
        evidence: Vec::new(),
        left_out: None,
    };
    let mut government = cell(judged(Convergence::PartialAgreement, Convergence::Agreement));
    government.evidence = vec![id(Activity::GovernmentInterviews, "barriers_distance")];
    government.left_out = Some("two ministries declined".into());
    let telling = [
        (Activity::LegalAnalysis, cell(Cell::NotAsked)),
        (Activity::GovernmentInterviews, government),
        (Activity::NonLawEnforcementData, cell(judged(Convergence::Dissonance, Convergence::Dissonance))),
        (Activity::FrontlineSurvey, cell(judged(Convergence::Agreement, Convergence::Agreement))),
        (Activity::AccessToJustice, cell(Cell::Unjudged)),
        (
            Activity::SurvivorConversations,
            cell(Cell::NotRun { reason: "The ethics board did not clear it.".into() }),
        ),
        (Activity::LawEnforcementData, cell(Cell::Silence)),
        (Activity::LawEnforcementCapacity, cell(Cell::NotAsked)),
        (Activity::HouseholdSurvey, cell(judged(Convergence::Agreement, Convergence::Agreement))),
    ];
    let law = Activity::ALL.map(|activity| (activity, cell(Cell::NotAsked)));
    Matrix {
        rows: vec![
            MatrixRow {
                theme: "telling".parse().unwrap(),
                title: "Telling somebody".into(),
                cells: telling.into_iter().collect(),
                assessment: Some(assessment()),
            },
            MatrixRow {
                theme: "law".parse().unwrap(),
                title: "What the law provides".into(),
                cells: law.into_iter().collect(),
                assessment: None,
            },
        ],
    }
}

fn judged(first: Convergence, second: Convergence) -> Cell {
    let judgement = |by: &str, convergence| Judgement {
        by: by.into(),
        convergence,
        reason: "Officials name the same barriers as the children".into(),
    };
    Cell::Judged(JudgedCell {
        convergence: first,
        judgements: [judgement("A. B.", first), judgement("C. D.", second)],
        resolved: (first != second).then(|| judgement("A. B. and C. D.", first)),
    })
}

fn assessment() -> AssessedTheme {
    let rated = |concern, rationale: &str| RatedConcern { concern, rationale: rationale.into() };
    AssessedTheme {
        assessment: ThemeAssessment {
            theme: Placed { value: "telling".parse().unwrap(), place: place() },
            convergence: "Three of four sources say that few tell".into(),
            completeness: "Interviews add why; the survey adds how many".into(),
            methodological_limitations: rated(Concern::Minor, "Two ministries declined"),
            coherence: rated(Concern::None, "The sources say the same"),
            adequacy: rated(Concern::Moderate, "Eight interviews"),
            relevance: rated(Concern::None, "All are from the country"),
            confidence: Confidence::High,
            rationale: "The survey is large".into(),
            place: place(),
        },
        at_most: Confidence::Moderate,
    }
}
