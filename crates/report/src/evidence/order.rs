//! The order in which evidence stands on the page: that of the study’s protocols, not that of names.

use cairn_evidence::EvidenceId;
use cairn_study::{Activity, Study};

/// Where an item stands: its place in the protocol, then its name, in which numbers count as numbers.
pub(crate) fn place(study: &Study, id: &EvidenceId) -> (usize, Vec<Run>) {
    (in_protocol(study, id).unwrap_or(usize::MAX), runs(&id.item))
}

/// A stretch of a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Run {
    /// Digits, by their number.
    Number(u64),
    /// Anything else.
    Text(String),
}

fn in_protocol(study: &Study, id: &EvidenceId) -> Option<usize> {
    let protocols = &study.protocols;
    let first = id.item.split('/').next().unwrap_or_default();
    match id.activity {
        Activity::LegalAnalysis => None,
        Activity::GovernmentInterviews | Activity::AccessToJustice | Activity::SurvivorConversations => {
            protocols.interviews.get(&id.activity)?.codes.iter().position(|code| code.id.as_str() == id.item)
        }
        Activity::NonLawEnforcementData | Activity::LawEnforcementData => {
            protocols.series.get(&id.activity)?.series.iter().position(|series| series.id.as_str() == first)
        }
        Activity::FrontlineSurvey => {
            let instrument = study.instrument(&protocols.frontline_survey.as_ref()?.instrument.value)?;
            let column = id.item.split('=').next().unwrap_or_default();
            instrument.columns.iter().position(|other| other.name == column)
        }
        Activity::LawEnforcementCapacity => {
            let dimensions = &protocols.law_enforcement_capacity.as_ref()?.dimensions;
            dimensions.iter().position(|dimension| dimension.id.as_str() == first)
        }
        Activity::HouseholdSurvey => {
            let pair = id.item.strip_prefix("pair.")?;
            study.pairs.iter().position(|question| question.id.as_str() == pair)
        }
    }
}

fn runs(name: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|letter: char| letter.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        runs.push(match run.parse() {
            Ok(number) if digits => Run::Number(number),
            _ => Run::Text(run.to_owned()),
        });
        rest = after;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count_as_numbers() {
        let mut names = ["icmec.10", "icmec.2", "budapest.9_1_a", "icmec"];
        names.sort_by_key(|name| runs(name));
        assert_eq!(names, ["budapest.9_1_a", "icmec", "icmec.2", "icmec.10"]);
    }
}
