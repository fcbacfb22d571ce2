//! An item of a questionnaire and its place in the model of answers.

use crate::condition::Condition;

/// Who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Respondent {
    Child,
    Caregiver,
}

/// Items of one domain share a person's, a household's and a cluster's propensity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Domain {
    /// Access, use and skills.
    Online,
    /// What caregivers and schools do.
    Mediation,
    /// Contact with people not known before, and content.
    Risk,
    /// Experiences of harm.
    Harm,
    /// Telling others, and knowledge of help.
    Help,
}

impl Domain {
    pub(crate) const COUNT: usize = 5;
}

/// The answers one may choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choices {
    /// 1 yes, 0 no.
    YesNo,
    /// 1 to 4 with these labels; the prevalence is that of 3 and 4 together.
    FourPoints(&'static [&'static str; 4]),
}

/// To whom an item is put.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Asked {
    Everybody,
    /// Those whose earlier answers satisfy the condition.
    If(Condition),
    /// The half of the respondents that was given this form of the questionnaire (1 or 2).
    Form(i8),
}

/// How an answer goes missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missingness {
    /// Completely at random.
    AtRandom,
    /// More often for some people than for others.
    ByPerson,
}

/// An item. Effects are on the logit scale.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    /// Its number in the questionnaire, as "C2".
    pub(crate) code: &'static str,
    /// Its column.
    pub(crate) name: &'static str,
    /// The question.
    pub(crate) label: &'static str,
    pub(crate) domain: Domain,
    pub(crate) choices: Choices,
    /// The share that answers yes, or 3 or 4, in a country of average level.
    pub(crate) prevalence: f64,
    /// Girls against boys; women against men.
    pub(crate) girl: f64,
    /// Each year of the child's age.
    pub(crate) year: f64,
    /// Rural against urban.
    pub(crate) rural: f64,
    /// Each step of the caregiver's education.
    pub(crate) education: f64,
    pub(crate) asked: Asked,
    pub(crate) missing: Missingness,
}

impl Item {
    /// An item answered by yes or no, asked of everybody.
    pub(crate) const fn yes_no(
        code: &'static str,
        name: &'static str,
        domain: Domain,
        prevalence: f64,
        label: &'static str,
    ) -> Self {
        Self {
            code,
            name,
            label,
            domain,
            choices: Choices::YesNo,
            prevalence,
            girl: 0.0,
            year: 0.0,
            rural: 0.0,
            education: 0.0,
            asked: Asked::Everybody,
            missing: Missingness::ByPerson,
        }
    }

    /// The same on a scale of four points.
    pub(crate) const fn scale(mut self, labels: &'static [&'static str; 4]) -> Self {
        self.choices = Choices::FourPoints(labels);
        self
    }

    /// The same with effects of gender, of a year of age, of living in a rural area and of a step of education.
    pub(crate) const fn effects(mut self, girl: f64, year: f64, rural: f64, education: f64) -> Self {
        self.girl = girl;
        self.year = year;
        self.rural = rural;
        self.education = education;
        self
    }

    /// The same, asked only where a condition holds.
    pub(crate) const fn asked_if(mut self, condition: Condition) -> Self {
        self.asked = Asked::If(condition);
        self
    }

    /// The same, asked only of the half that has this form.
    pub(crate) const fn form(mut self, form: i8) -> Self {
        self.asked = Asked::Form(form);
        self
    }

    /// The same, with answers missing completely at random, so that intervals can be tested fairly.
    pub(crate) const fn missing_at_random(mut self) -> Self {
        self.missing = Missingness::AtRandom;
        self
    }
}
