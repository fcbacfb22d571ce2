//! Answers of a convenience sample: "k of n respondents said". No interval, no percentage of any population.

use crate::{EvidenceId, MissingCounts, Source};

/// How many of the respondents of a convenience sample gave an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RespondentCount {
    /// Its name: the question and the answer.
    pub id: EvidenceId,
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// Respondents who gave it.
    pub count: u64,
    /// Respondents who answered the question.
    pub respondents: u64,
    /// Respondents whose answer is missing, by kind.
    pub missing: MissingCounts,
    /// Who the respondents are, in words.
    pub who: String,
    /// Its source.
    pub source: Source,
}

impl RespondentCount {
    /// In words, as it may be said: "31 of 50 respondents". Never a percentage: the respondents stand for nobody but themselves.
    pub fn words(&self) -> String {
        match self.respondents {
            0 => "no respondent answered".to_owned(),
            1 => format!("{} of 1 respondent", self.count),
            respondents => format!("{} of {respondents} respondents", self.count),
        }
    }
}
