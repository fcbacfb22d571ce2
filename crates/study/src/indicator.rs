//! Indicators: one definition, one version, one number everywhere.

use crate::{BreakdownId, Disaggregation, IndicatorId, InstrumentId, MissingKind, ThemeId};
use cairn_definition::Place;

/// An SQL expression over an instrument's columns, and where it stands in its file.
///
/// The place covers the text between the quotes, so that an error at an offset in the expression can be shown in the file.
#[derive(Debug, Clone)]
pub struct Expression {
    /// The expression as written.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// The chapter of the national report in which an indicator is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chapter {
    /// 1. Children online.
    Online,
    /// 2. The harm in the country.
    Harm,
    /// 3. Responding.
    Response,
}

/// What a missing answer of one kind means to an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Treatment {
    /// The respondent leaves the base.
    Exclude,
    /// Counted as *no*: stays in the base, not in the count. Never a default.
    No,
    /// Counted as *yes*. Never a default.
    Yes,
}

/// How an indicator treats each kind of missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MissingTreatment([Treatment; MissingKind::ALL.len()]);

impl MissingTreatment {
    /// Every kind leaves the base.
    pub const EXCLUDE_ALL: Self = Self([Treatment::Exclude; MissingKind::ALL.len()]);

    /// The treatment of `kind`.
    pub fn of(&self, kind: MissingKind) -> Treatment {
        self.0[kind as usize]
    }

    /// The same with another treatment of `kind`.
    #[must_use]
    pub fn with(mut self, kind: MissingKind, treatment: Treatment) -> Self {
        self.0[kind as usize] = treatment;
        self
    }
}

/// The definition of one proportion: who is asked, who counts, and how it may be shown.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Its name, unique within the study.
    pub id: IndicatorId,
    /// Its version: a change of wording, base or treatment makes a new one. Two versions are never compared.
    pub version: u32,
    /// A heading, as in "Bullied electronically".
    pub title: String,
    /// The instrument whose records it is computed from.
    pub instrument: InstrumentId,
    /// Whom it describes, in words: "internet-using children aged 12–17 in households".
    pub population: String,
    /// Who is in the base, as a condition; absent: everybody.
    pub base: Option<Expression>,
    /// The base in words; absent: the population.
    pub base_label: Option<String>,
    /// The condition that is true for those who count.
    pub value: Expression,
    /// How each kind of missing is treated.
    pub missing: MissingTreatment,
    /// The reference period, in words: "in the past year".
    pub period: String,
    /// The breakdowns it is shown by; crossed where a disaggregation has two.
    pub by: Vec<Disaggregation>,
    /// The chapter it stands in.
    pub chapter: Chapter,
    /// The heading within the chapter under which it stands.
    pub topic: String,
    /// Where the definition comes from: the question, the earlier study.
    pub source: String,
    /// The code in UNICEF's classification of violence against children (ICVAC), where there is one.
    pub icvac: Option<String>,
    /// The theme it speaks to.
    pub theme: Option<ThemeId>,
    /// The indicators it is composed of, each with its version, as `any_abuse@2` is of four items. They overlap: their shares do not
    /// add up to its own.
    pub parts: Vec<String>,
    /// The heading of the block of follow-up questions it belongs to: several answers are possible, and all of the block have
    /// the same base.
    pub block: Option<String>,
    /// Whether it is also shown as a number of children: of all who use the internet, by the population figures of the country.
    pub numbers: bool,
    /// Where the indicator is defined.
    pub place: Place,
}

impl Indicator {
    /// `id@version`, which names this definition for good.
    pub fn key(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }

    /// Every breakdown the indicator uses, in order of first use.
    pub fn breakdowns(&self) -> impl Iterator<Item = &BreakdownId> {
        self.by.iter().flat_map(|disaggregation| disaggregation.0.iter())
    }
}
