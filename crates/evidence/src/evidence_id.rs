//! The names of evidence: `aldermark/law_enforcement_data/offences/national_police`.

use crate::NumberId;
use cairn_study::{Activity, CountryId};
use std::fmt;
use std::str::FromStr;

/// The name of a piece of evidence, the same in every build: country, activity, and the item within the activity.
///
/// An item is named by its activity: `icmec.2` (criterion), `barriers_budget` (code), `offences/national_police` (series and issuer),
/// `q7=1` (question and answer), `victim_identification/cyber_unit` (dimension and unit), `bullied_online@1/gender=girl` (number).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EvidenceId {
    /// The country.
    pub country: CountryId,
    /// The activity it comes from.
    pub activity: Activity,
    /// The item within the activity.
    pub item: String,
}

/// A text that names no evidence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{text}” names no evidence: {problem}; a name is like `legal_analysis/icmec.2` or `household_survey/told_nobody@1/gender=girl`"
)]
pub struct InvalidEvidenceId {
    /// The text.
    pub text: String,
    /// What is wrong with it.
    pub problem: String,
}

impl EvidenceId {
    /// A name within a country's own files: `legal_analysis/icmec.2`.
    ///
    /// # Errors
    /// When the activity is unknown or the item is missing.
    pub fn within(country: &CountryId, text: &str) -> Result<Self, InvalidEvidenceId> {
        let invalid = |problem: String| InvalidEvidenceId { text: text.to_owned(), problem };
        let (activity, item) =
            text.split_once('/').ok_or_else(|| invalid("the activity is missing".into()))?;
        let activity = Activity::from_key(activity).ok_or_else(|| {
            let keys = Activity::ALL.map(Activity::key);
            invalid(match cairn_definition::nearest(activity, keys) {
                Some(meant) => format!("there is no activity `{activity}`, did you mean `{meant}`"),
                None => format!("there is no activity `{activity}`"),
            })
        })?;
        if item.trim().is_empty() {
            return Err(invalid("the item is missing".into()));
        }
        Ok(Self { country: country.clone(), activity, item: item.to_owned() })
    }

    /// The name without the country, as the country's own files write it.
    pub fn local(&self) -> String {
        format!("{}/{}", self.activity, self.item)
    }
}

impl fmt::Display for EvidenceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.country, self.activity, self.item)
    }
}

impl FromStr for EvidenceId {
    type Err = InvalidEvidenceId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = |problem: String| InvalidEvidenceId { text: text.to_owned(), problem };
        let (country, rest) = text.split_once('/').ok_or_else(|| invalid("the country is missing".into()))?;
        let country = country.parse().map_err(|error| invalid(format!("{error}")))?;
        Self::within(&country, rest).map_err(|error| invalid(error.problem))
    }
}

impl From<&NumberId> for EvidenceId {
    fn from(id: &NumberId) -> Self {
        let name = id.to_string();
        let item = name.split_once('/').map_or(name.as_str(), |(_, item)| item).to_owned();
        Self { country: id.country.clone(), activity: Activity::HouseholdSurvey, item }
    }
}
