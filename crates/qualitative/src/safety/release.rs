//! The one way from an excerpt to a quotation.

use std::fmt;
use std::ops::Range;

use jiff::civil::Date;

use super::alias::Alias;
use super::consent::{Consent, ConsentScope};
use super::identifiers::{IdentifierKind, find};
use super::roster::Roster;
use super::screening::{Screening, TextDigest, is_dismissed};

/// A person's approval of a text, to the byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Who approved: a name or an office of the team's.
    pub by: String,
    /// When.
    pub on: Date,
    /// What.
    pub text: TextDigest,
}

/// An excerpt that somebody wants to quote, with all that is known for and against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The words, pseudonymised.
    pub text: String,
    /// Who speaks.
    pub speaker: Option<Alias>,
    /// What the speaker agreed to.
    pub consent: Option<Consent>,
    /// That the text was searched for identifiers.
    pub screening: Option<Screening>,
    /// That a person approved it.
    pub approval: Option<Approval>,
}

/// An excerpt that may be quoted. Only [`release`] makes one:
///
/// ```compile_fail
/// use cairn_qualitative::safety::Releasable;
/// fn quote(text: String) -> Releasable {
///     Releasable { text, ..todo!() }
/// }
/// ```
///
/// ```compile_fail
/// use cairn_qualitative::safety::{Pseudonymised, Releasable};
/// fn quote(text: Pseudonymised) -> Releasable {
///     text.into()
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Releasable {
    text: String,
    speaker: Alias,
    consent: Consent,
    screening: Screening,
    approval: Approval,
}

/// Everything that stands against quoting an excerpt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotReleasable {
    reasons: Vec<Reason>,
}

/// Something that stands against quoting an excerpt. It never repeats what identifies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// There are no words.
    NoText,
    /// Nothing says who speaks.
    NoAlias,
    /// No consent is on record.
    NoConsent,
    /// Consent does not reach so far.
    ConsentTooNarrow(ConsentScope),
    /// Consent is dated after the day of release.
    ConsentLater(Date),
    /// Nobody searched the text for identifiers.
    NotScreened,
    /// The text was changed after it was searched.
    ScreenedAnotherText,
    /// The search knew no names.
    ScreenedWithoutNames,
    /// The search is dated after the day of release.
    ScreenedLater(Date),
    /// Something was dismissed without a reason or a name.
    DismissedWithoutReason(IdentifierKind),
    /// Something identifies.
    Identifier {
        /// What.
        kind: IdentifierKind,
        /// Where, in bytes of the text.
        range: Range<usize>,
    },
    /// Nobody approved the text.
    NoApproval,
    /// The approval does not say whose it is.
    ApprovalUnsigned,
    /// The text was changed after it was approved.
    ApprovedAnotherText,
    /// The approval is dated after the day of release.
    ApprovedLater(Date),
}

impl Approval {
    /// The approval of a text.
    pub fn of(text: &str, by: impl Into<String>, on: Date) -> Self {
        Self { by: by.into(), on, text: TextDigest::of(text) }
    }
}

/// Makes an excerpt quotable, on a day.
///
/// # Errors
///
/// Gives every reason against it: consent that is missing, withdrawn or narrower than word for word; no search for identifiers with names at hand,
/// or one of another text; an identifier that can be seen without names; no approval of this very text; a speaker without alias.
pub fn release(candidate: Candidate, on: Date) -> Result<Releasable, NotReleasable> {
    let mut reasons = about_text(&candidate);
    reasons.extend(about_consent(candidate.consent.as_ref(), on));
    reasons.extend(about_screening(&candidate, on));
    reasons.extend(about_approval(&candidate, on));
    match candidate {
        Candidate {
            text,
            speaker: Some(speaker),
            consent: Some(consent),
            screening: Some(screening),
            approval: Some(approval),
        } if reasons.is_empty() => Ok(Releasable { text, speaker, consent, screening, approval }),
        _ => Err(NotReleasable { reasons }),
    }
}

fn about_text(candidate: &Candidate) -> Vec<Reason> {
    let no_text = candidate.text.trim().is_empty().then_some(Reason::NoText);
    let no_alias = candidate.speaker.is_none().then_some(Reason::NoAlias);
    no_text.into_iter().chain(no_alias).collect()
}

fn about_consent(consent: Option<&Consent>, on: Date) -> Vec<Reason> {
    let Some(consent) = consent else { return vec![Reason::NoConsent] };
    let scope = consent.scope();
    let narrow = (scope < ConsentScope::VerbatimQuotation).then_some(Reason::ConsentTooNarrow(scope));
    let later = (consent.since() > on).then_some(Reason::ConsentLater(consent.since()));
    narrow.into_iter().chain(later).collect()
}

fn about_screening(candidate: &Candidate, on: Date) -> Vec<Reason> {
    let dismissals = candidate.screening.as_ref().map_or(&[][..], |screening| &screening.dismissals);
    // Names need the roster; what shows by its form is looked for once more.
    let mut reasons: Vec<Reason> = find(&candidate.text, &Roster::default())
        .into_iter()
        .filter(|identifier| !is_dismissed(identifier, dismissals))
        .map(|identifier| Reason::Identifier { kind: identifier.kind, range: identifier.range })
        .collect();
    let Some(screening) = &candidate.screening else {
        reasons.push(Reason::NotScreened);
        return reasons;
    };
    if screening.text != TextDigest::of(&candidate.text) {
        reasons.push(Reason::ScreenedAnotherText);
    }
    if screening.people == 0 {
        reasons.push(Reason::ScreenedWithoutNames);
    }
    if screening.on > on {
        reasons.push(Reason::ScreenedLater(screening.on));
    }
    let unexplained = dismissals
        .iter()
        .filter(|dismissal| dismissal.reason.trim().is_empty() || dismissal.by.trim().is_empty());
    reasons.extend(unexplained.map(|dismissal| Reason::DismissedWithoutReason(dismissal.kind)));
    reasons
}

fn about_approval(candidate: &Candidate, on: Date) -> Vec<Reason> {
    let Some(approval) = &candidate.approval else { return vec![Reason::NoApproval] };
    let mut reasons = Vec::new();
    if approval.by.trim().is_empty() {
        reasons.push(Reason::ApprovalUnsigned);
    }
    if approval.text != TextDigest::of(&candidate.text) {
        reasons.push(Reason::ApprovedAnotherText);
    }
    if approval.on > on {
        reasons.push(Reason::ApprovedLater(approval.on));
    }
    reasons
}

impl Releasable {
    /// The words.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Who speaks.
    pub fn speaker(&self) -> &Alias {
        &self.speaker
    }

    /// What the speaker agreed to.
    pub fn consent(&self) -> &Consent {
        &self.consent
    }

    /// The search for identifiers.
    pub fn screening(&self) -> &Screening {
        &self.screening
    }

    /// Who approved it and when.
    pub fn approval(&self) -> &Approval {
        &self.approval
    }
}

impl NotReleasable {
    /// Every reason.
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoText => f.write_str("it has no words"),
            Self::NoAlias => f.write_str("nothing says, by an alias, who speaks"),
            Self::NoConsent => f.write_str("no consent of the speaker's is on record"),
            Self::ConsentTooNarrow(ConsentScope::Withdrawn) => {
                f.write_str("the speaker withdrew: remove the excerpt")
            }
            Self::ConsentTooNarrow(scope) => {
                write!(
                    f,
                    "consent is for {scope}: quoting takes consent for {}",
                    ConsentScope::VerbatimQuotation
                )
            }
            Self::ConsentLater(date) => write!(f, "consent is dated {date}, after the day of release"),
            Self::NotScreened => f.write_str("it was not searched for names and other identifiers"),
            Self::ScreenedAnotherText => {
                f.write_str("the search for identifiers was of another text: search this one")
            }
            Self::ScreenedWithoutNames => {
                f.write_str("the search for identifiers knew no names: search with the key store at hand")
            }
            Self::ScreenedLater(date) => {
                write!(f, "the search for identifiers is dated {date}, after the day of release")
            }
            Self::DismissedWithoutReason(kind) => {
                write!(f, "{} was dismissed without saying why, and by whom", kind.with_article())
            }
            Self::Identifier { kind, range } => {
                write!(
                    f,
                    "there is what looks like {} at bytes {} to {}",
                    kind.with_article(),
                    range.start,
                    range.end
                )
            }
            Self::NoApproval => f.write_str("nobody approved it"),
            Self::ApprovalUnsigned => f.write_str("the approval does not say whose it is"),
            Self::ApprovedAnotherText => {
                f.write_str("the approval is of another text: words changed after approval need a new one")
            }
            Self::ApprovedLater(date) => write!(f, "the approval is dated {date}, after the day of release"),
        }
    }
}

impl fmt::Display for NotReleasable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this excerpt may not be quoted: ")?;
        for (index, reason) in self.reasons.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{reason}")?;
        }
        Ok(())
    }
}

impl std::error::Error for NotReleasable {}
