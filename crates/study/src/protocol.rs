//! Protocols: what each activity asks, the same in every country of the study. `protocols/<activity>.toml`.

use crate::{Activity, CodeId, DimensionId, InstrumentId, SeriesId, ThemeId};
use cairn_definition::{Place, Placed};
use std::collections::BTreeMap;

/// The protocols of the activities other than the household survey, whose protocol is its instruments and indicators.
/// An activity without one is not part of the study.
#[derive(Debug, Clone, Default)]
pub struct Protocols {
    /// Activity 1.
    pub legal_analysis: Option<LegalProtocol>,
    /// Activities 2, 5 and 6.
    pub interviews: BTreeMap<Activity, InterviewProtocol>,
    /// Activities 3 and 7.
    pub series: BTreeMap<Activity, SeriesProtocol>,
    /// Activity 4.
    pub frontline_survey: Option<FrontlineProtocol>,
    /// Activity 8.
    pub law_enforcement_capacity: Option<CapacityProtocol>,
}

/// What the legal analysis asks: criteria of published libraries, and the study's own.
#[derive(Debug, Clone)]
pub struct LegalProtocol {
    /// Libraries used, by name: `icmec`, `optional_protocol`. Which there are, the activity knows.
    pub libraries: Vec<Placed<String>>,
    /// The study's own criteria.
    pub criteria: Vec<OwnCriterion>,
    /// Theme by criterion: a criterion's name, or a library's for all of its criteria that are not named themselves.
    pub themes: Vec<(Placed<String>, ThemeId)>,
    /// Where it is defined.
    pub place: Place,
}

/// A legal criterion of the study's own.
#[derive(Debug, Clone)]
pub struct OwnCriterion {
    /// Its name within the library `study`.
    pub id: CodeId,
    /// What the law must provide, as a question that yes answers.
    pub question: String,
    /// The article or standard it comes from.
    pub source: String,
    /// Where it is defined.
    pub place: Place,
}

/// What interviews and conversations are coded with.
#[derive(Debug, Clone)]
pub struct InterviewProtocol {
    /// The codebook, parents before their children.
    pub codes: Vec<CodebookCode>,
    /// Where it is defined.
    pub place: Place,
}

/// A code of a nested codebook.
#[derive(Debug, Clone)]
pub struct CodebookCode {
    /// Its name, unique within the codebook: `barriers`, `barriers_budget`.
    pub id: CodeId,
    /// The code it lies under.
    pub parent: Option<CodeId>,
    /// As shown.
    pub label: String,
    /// When it applies, and when it does not.
    pub definition: String,
    /// The theme it speaks to; a code without one has its parent's.
    pub theme: Option<ThemeId>,
    /// Where it is defined.
    pub place: Place,
}

/// Which series of counts are asked of organisations or police units.
#[derive(Debug, Clone)]
pub struct SeriesProtocol {
    /// The series, in the order of the file.
    pub series: Vec<SeriesDefinition>,
    /// Where it is defined.
    pub place: Place,
}

/// A series as it was asked for. What an issuer then counts can differ, and is recorded with the issuer's data.
#[derive(Debug, Clone)]
pub struct SeriesDefinition {
    /// Its name.
    pub id: SeriesId,
    /// As shown.
    pub title: String,
    /// What one count is: "report", "case", "victim", "contact".
    pub counting_unit: String,
    /// Where in the way of a case it is counted: "received", "recorded", "prosecuted".
    pub stage: String,
    /// What is counted, in words.
    pub definition: String,
    /// The code in UNICEF's International Classification of Violence against Children (2023).
    pub icvac: Option<String>,
    /// The code in the International Classification of Crime for Statistical Purposes (UNODC, 2015).
    pub iccs: Option<String>,
    /// The theme it speaks to.
    pub theme: Option<ThemeId>,
    /// Where it is defined.
    pub place: Place,
}

/// The questionnaire of the frontline providers' survey.
#[derive(Debug, Clone)]
pub struct FrontlineProtocol {
    /// The instrument, whose columns with value labels are its closed questions.
    pub instrument: Placed<InstrumentId>,
    /// Theme by column.
    pub themes: Vec<(Placed<String>, ThemeId)>,
    /// Where it is defined.
    pub place: Place,
}

/// What is assessed in a law-enforcement unit.
#[derive(Debug, Clone)]
pub struct CapacityProtocol {
    /// The dimensions, in the order of the file.
    pub dimensions: Vec<CapacityDimension>,
    /// Where it is defined.
    pub place: Place,
}

/// One capacity that a unit can have.
#[derive(Debug, Clone)]
pub struct CapacityDimension {
    /// Its name.
    pub id: DimensionId,
    /// As shown.
    pub title: String,
    /// What is looked for, as a question that "present" answers.
    pub question: String,
    /// The WeProtect capability it belongs to, by number, 1 to 21.
    pub capability: Option<u8>,
    /// The theme it speaks to.
    pub theme: Option<ThemeId>,
    /// Where it is defined.
    pub place: Place,
}
