//! Accounts: what was said in interviews and conversations. They show that something exists, and never how frequent it is, so
//! no type here holds a number of people.

use crate::{EvidenceId, Source};
use jiff::civil::Date;

/// That a quotation may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotationApproval {
    /// Who approved it.
    pub by: String,
    /// When.
    pub on: Date,
}

/// An excerpt that may be quoted: pseudonymised, within the consent given, and approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The excerpt’s name.
    pub id: String,
    /// The alias of who said it, or a description that identifies nobody.
    pub speaker: String,
    /// What was said, pseudonymised.
    pub text: String,
    /// Its language, a BCP 47 tag.
    pub language: String,
    /// Its approval.
    pub approval: QuotationApproval,
}

/// What people said under a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its name: the code.
    pub id: EvidenceId,
    /// The code as shown.
    pub label: String,
    /// When the code applies.
    pub definition: String,
    /// The kinds of informants who spoke of it, sorted: "justice professional". Not how many.
    pub informants: Vec<String>,
    /// The quotations that may be published.
    pub quotations: Vec<Quotation>,
    /// Its source.
    pub source: Source,
}

/// A view or a barrier of which duty-bearers spoke (activity 2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View(
    /// What was said.
    pub Account,
);

/// An experience of which children, caregivers, survivors or professionals spoke (activities 5 and 6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Experience(
    /// What was said.
    pub Account,
);
