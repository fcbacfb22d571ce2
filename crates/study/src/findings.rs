//! What a study concludes: `findings/<country>.toml`, and `findings/study.toml` for what concerns several countries.
//!
//! These are the words as written. Whether they hold is for the room of evidence to say.

use crate::{Activity, CountryId, FindingId, ThemeId};
use cairn_definition::{Place, Placed};
use jiff::civil::Date;

/// The conclusions of one file.
#[derive(Debug, Clone)]
pub struct Conclusions {
    /// The country; absent in `study.toml`.
    pub country: Option<CountryId>,
    /// Key insights: the six messages of the summary.
    pub insights: Vec<Insight>,
    /// Findings.
    pub findings: Vec<Finding>,
    /// Recommendations.
    pub recommendations: Vec<Recommendation>,
    /// Cells of the convergence matrix, as judged.
    pub judgements: Vec<CellJudgement>,
    /// Themes, as judged over all their cells.
    pub assessments: Vec<ThemeAssessment>,
    /// Where the file begins.
    pub place: Place,
}

/// A key insight.
#[derive(Debug, Clone)]
pub struct Insight {
    /// Its name.
    pub id: Placed<FindingId>,
    /// The message, a sentence whose numbers are computed.
    pub text: Placed<String>,
    /// The findings it sums up.
    pub findings: Vec<Placed<FindingId>>,
}

/// A finding: a claim of a kind, in words, with the evidence that carries it.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Its name.
    pub id: Placed<FindingId>,
    /// A heading.
    pub title: Placed<String>,
    /// The theme.
    pub theme: Placed<ThemeId>,
    /// The kind of claim, by its key; which there are, the room of evidence knows.
    pub claim: Placed<String>,
    /// The finding in words whose numbers are computed.
    pub text: Placed<String>,
    /// The names of the evidence that carries the claim.
    pub evidence: Vec<Placed<String>>,
    /// The names of other evidence that a reader should see beside it; it carries nothing.
    pub context: Vec<Placed<String>>,
}

/// Who has to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DutyBearer {
    /// Ministries, parliament, coordinating bodies.
    Government,
    /// Police and other investigating agencies.
    LawEnforcement,
    /// Courts and prosecution.
    Justice,
    /// Social services, helplines, health.
    SocialServices,
    /// Caregivers, teachers, communities.
    CaregiversAndTeachers,
    /// Internet service providers, platforms, finance.
    Industry,
}

impl DutyBearer {
    /// All of them, in the order of the report.
    pub const ALL: [Self; 6] = [
        Self::Government,
        Self::LawEnforcement,
        Self::Justice,
        Self::SocialServices,
        Self::CaregiversAndTeachers,
        Self::Industry,
    ];

    /// Its name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Government => "government",
            Self::LawEnforcement => "law_enforcement",
            Self::Justice => "justice",
            Self::SocialServices => "social_services",
            Self::CaregiversAndTeachers => "caregivers_and_teachers",
            Self::Industry => "industry",
        }
    }

    /// As shown.
    pub fn title(self) -> &'static str {
        match self {
            Self::Government => "Government",
            Self::LawEnforcement => "Law enforcement",
            Self::Justice => "Justice professionals",
            Self::SocialServices => "Social services",
            Self::CaregiversAndTeachers => "Caregivers and teachers",
            Self::Industry => "Industry",
        }
    }
}

/// How far a recommendation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecommendationStatus {
    /// Proposed by the study.
    Proposed,
    /// The duty-bearer has accepted it.
    Accepted,
    /// Work has begun.
    InProgress,
    /// Done.
    Implemented,
    /// Declined, with a reason.
    Declined,
}

impl RecommendationStatus {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Proposed, Self::Accepted, Self::InProgress, Self::Implemented, Self::Declined];

    /// Its name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::InProgress => "in_progress",
            Self::Implemented => "implemented",
            Self::Declined => "declined",
        }
    }

    /// As shown.
    pub fn title(self) -> &'static str {
        match self {
            Self::Proposed => "Proposed",
            Self::Accepted => "Accepted",
            Self::InProgress => "In progress",
            Self::Implemented => "Implemented",
            Self::Declined => "Declined",
        }
    }
}

/// The status of a recommendation from a day on.
#[derive(Debug, Clone)]
pub struct StatusChange {
    /// The day.
    pub on: Placed<Date>,
    /// The status from then on.
    pub status: RecommendationStatus,
    /// Why, or where it is recorded.
    pub note: Option<String>,
}

/// A recommendation.
#[derive(Debug, Clone)]
pub struct Recommendation {
    /// Its name.
    pub id: Placed<FindingId>,
    /// What is to be done, in a sentence.
    pub action: Placed<String>,
    /// Who is to do it.
    pub duty_bearer: DutyBearer,
    /// The findings it rests on.
    pub findings: Vec<Placed<FindingId>>,
    /// The evidence of provisions it rests on: `legal_analysis/icmec.2`.
    pub provisions: Vec<Placed<String>>,
    /// The WeProtect capability it serves, 1 to 21.
    pub capability: Option<Placed<u8>>,
    /// Its status over time, earliest first.
    pub status: Vec<StatusChange>,
    /// Where it is defined.
    pub place: Place,
}

/// How an activity's evidence on a theme stands to that of the others (Farmer et al., 2006).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Convergence {
    /// It says the same.
    Agreement,
    /// It says the same in part: in meaning or in weight.
    PartialAgreement,
    /// It says otherwise.
    Dissonance,
}

impl Convergence {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Agreement, Self::PartialAgreement, Self::Dissonance];

    /// Its name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::PartialAgreement => "partial_agreement",
            Self::Dissonance => "dissonance",
        }
    }
}

/// One researcher's judgement.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// The researcher, by initials or role.
    pub by: String,
    /// How the evidence stands to the rest.
    pub convergence: Convergence,
    /// Why.
    pub reason: String,
}

/// A cell of the convergence matrix, as two researchers judged it independently.
#[derive(Debug, Clone)]
pub struct CellJudgement {
    /// The theme.
    pub theme: Placed<ThemeId>,
    /// The activity.
    pub activity: Placed<Activity>,
    /// The judgements, two.
    pub judgements: Vec<Judgement>,
    /// What they agreed upon after they had differed, and why.
    pub resolved: Option<Judgement>,
    /// Where it is defined.
    pub place: Place,
}

/// How serious a concern is (GRADE-CERQual; Lewin et al., 2018).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concern {
    /// None, or very minor.
    None,
    /// Minor.
    Minor,
    /// Moderate.
    Moderate,
    /// Serious.
    Serious,
}

impl Concern {
    /// All of them, from least to most.
    pub const ALL: [Self; 4] = [Self::None, Self::Minor, Self::Moderate, Self::Serious];

    /// Its name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Minor => "minor",
            Self::Moderate => "moderate",
            Self::Serious => "serious",
        }
    }
}

/// A component of confidence with the rationale of its rating.
#[derive(Debug, Clone)]
pub struct RatedConcern {
    /// How serious.
    pub concern: Concern,
    /// Why.
    pub rationale: String,
}

/// Confidence in what the evidence on a theme says together (GRADE-CERQual).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It is unclear whether it is a reasonable representation.
    VeryLow,
    /// It is possible that it is.
    Low,
    /// It is likely that it is.
    Moderate,
    /// It is highly likely that it is.
    High,
}

impl Confidence {
    /// All of them, from least to most.
    pub const ALL: [Self; 4] = [Self::VeryLow, Self::Low, Self::Moderate, Self::High];

    /// Its name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::VeryLow => "very_low",
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }
}

/// A theme judged over all its cells.
#[derive(Debug, Clone)]
pub struct ThemeAssessment {
    /// The theme.
    pub theme: Placed<ThemeId>,
    /// How far the sources converge, in words.
    pub convergence: String,
    /// What each source adds that others do not have (Farmer et al.: completeness), in words.
    pub completeness: String,
    /// GRADE-CERQual: methodological limitations.
    pub methodological_limitations: RatedConcern,
    /// GRADE-CERQual: coherence.
    pub coherence: RatedConcern,
    /// GRADE-CERQual: adequacy of data.
    pub adequacy: RatedConcern,
    /// GRADE-CERQual: relevance.
    pub relevance: RatedConcern,
    /// The overall confidence.
    pub confidence: Confidence,
    /// Why.
    pub rationale: String,
    /// Where it is defined.
    pub place: Place,
}
