//! What a sentence can compute.

mod children;
mod compared;
mod pairs;
mod qualitative;
mod respondents;
mod says;
mod series;
mod share;
mod sum;

use super::arguments::Arguments;
use crate::EvidenceId;
use cairn_definition::Diagnostic;

/// What stands in place of a call.
pub(super) struct Answer {
    pub(super) text: String,
    pub(super) evidence: Vec<EvidenceId>,
}

/// Why a call gives nothing, at its place.
pub(super) type Failed = Box<Diagnostic>;

/// A function.
pub(super) struct Function {
    pub(super) name: &'static str,
    pub(super) answer: fn(&mut Arguments<'_>) -> Result<Answer, Failed>,
}

/// All of them.
pub(super) const FUNCTIONS: [Function; 19] = [
    Function { name: "percent", answer: share::percent },
    Function { name: "percent_with_interval", answer: share::percent_with_interval },
    Function { name: "base", answer: share::base },
    Function { name: "highest", answer: compared::highest },
    Function { name: "k_of_n", answer: respondents::k_of_n },
    Function { name: "volume", answer: series::volume },
    Function { name: "cases", answer: series::cases },
    Function { name: "change", answer: series::change },
    Function { name: "as_of", answer: series::as_of },
    Function { name: "bounds", answer: sum::bounds },
    Function { name: "sum", answer: sum::sum },
    Function { name: "status", answer: qualitative::status },
    Function { name: "capacity", answer: qualitative::capacity },
    Function { name: "quote", answer: qualitative::quote },
    Function { name: "kappa", answer: pairs::kappa },
    Function { name: "pair_share", answer: pairs::pair_share },
    Function { name: "children", answer: children::children },
    Function { name: "children_with_interval", answer: children::children_with_interval },
    Function { name: "says", answer: says::says },
];

/// The names of the functions that a sentence can call.
pub fn function_names() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.iter().map(|function| function.name)
}
