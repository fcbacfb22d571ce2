//! An indicator of the demonstration.

use crate::condition::Condition;
use crate::questionnaire::{self, Respondent};

/// A chapter of the national report, by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chapter {
    Online,
    Harm,
    Response,
}

impl Chapter {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Harm => "harm",
            Self::Response => "response",
        }
    }
}

/// The definition of a proportion.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Indicator {
    pub(crate) id: &'static str,
    pub(crate) title: &'static str,
    pub(crate) respondent: Respondent,
    pub(crate) chapter: Chapter,
    pub(crate) topic: &'static str,
    pub(crate) period: &'static str,
    /// Who is in the base, and in words.
    pub(crate) base: Option<(Condition, &'static str)>,
    pub(crate) value: Condition,
    /// Those who do not know count as *no*.
    pub(crate) dont_know_is_no: bool,
}

impl Indicator {
    /// An indicator on children, of the present.
    pub(crate) const fn child(
        chapter: Chapter,
        topic: &'static str,
        id: &'static str,
        title: &'static str,
        value: Condition,
    ) -> Self {
        Self {
            id,
            title,
            respondent: Respondent::Child,
            chapter,
            topic,
            period: "at the time of the interview",
            base: None,
            value,
            dont_know_is_no: false,
        }
    }

    /// An indicator on caregivers, of the present.
    pub(crate) const fn caregiver(
        chapter: Chapter,
        topic: &'static str,
        id: &'static str,
        title: &'static str,
        value: Condition,
    ) -> Self {
        let mut indicator = Self::child(chapter, topic, id, title, value);
        indicator.respondent = Respondent::Caregiver;
        indicator
    }

    /// The same, of the past year.
    pub(crate) const fn past_year(mut self) -> Self {
        self.period = "in the past year";
        self
    }

    /// The same, of the past week.
    pub(crate) const fn past_week(mut self) -> Self {
        self.period = "in the past week";
        self
    }

    /// The same, of the last time that it happened in the past year.
    pub(crate) const fn last_time(mut self) -> Self {
        self.period = "the last time it happened in the past year";
        self
    }

    /// The same, among those who satisfy a condition.
    pub(crate) const fn among(mut self, base: Condition, label: &'static str) -> Self {
        self.base = Some((base, label));
        self
    }

    /// The same, where those who do not know count as *no*.
    pub(crate) const fn dont_know_is_no(mut self) -> Self {
        self.dont_know_is_no = true;
        self
    }

    /// Whom it describes, in words.
    pub(crate) fn population(&self) -> &'static str {
        match self.respondent {
            Respondent::Child => "internet-using children aged 12–17 in households",
            Respondent::Caregiver => "caregivers of internet-using children aged 12–17 in households",
        }
    }

    /// The breakdowns by which it is shown, crossed where there are two.
    pub(crate) fn disaggregations(&self) -> [&'static [&'static str]; 7] {
        match self.respondent {
            Respondent::Child => {
                // How often children go online is not broken down by itself.
                let itself = self.value.names().contains(&"internet_frequency");
                let sixth: &[&str] = if itself { &["wealth"] } else { &["internet_frequency"] };
                [
                    &["gender"],
                    &["age_group"],
                    &["area"],
                    &["region"],
                    &["education"],
                    sixth,
                    &["gender", "age_group"],
                ]
            }
            Respondent::Caregiver => {
                let itself = self.value.names().contains(&"caregiver_internet");
                let sixth: &[&str] = if itself { &["wealth"] } else { &["caregiver_internet"] };
                [
                    &["caregiver_gender"],
                    &["caregiver_age_group"],
                    &["area"],
                    &["region"],
                    &["education"],
                    sixth,
                    &["area", "education"],
                ]
            }
        }
    }

    /// The items it is made of, as its source.
    pub(crate) fn source(&self) -> String {
        let codes: Vec<&str> = self
            .value
            .names()
            .into_iter()
            .filter_map(|name| questionnaire::position(self.respondent, name))
            .filter_map(|place| questionnaire::items(self.respondent).get(place))
            .map(|item| item.code)
            .collect();
        let noun = if codes.len() == 1 { "item" } else { "items" };
        format!("Demonstration questionnaire, {noun} {}", codes.join(", "))
    }
}
