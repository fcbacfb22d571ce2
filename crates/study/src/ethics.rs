//! The ethics gate: on which basis, and until when, a country's records may be read.

use jiff::civil::Date;

/// A decision of a review board.
#[derive(Debug, Clone)]
pub struct Approval {
    /// The board.
    pub board: String,
    /// Its reference number.
    pub reference: String,
    /// What it covers.
    pub scope: String,
    /// First day on which it holds.
    pub from: Date,
    /// Last day on which it holds.
    pub expires: Date,
}

/// How consent, assent and referral were arranged.
#[derive(Debug, Clone)]
pub struct Protocol {
    /// Consent of the caregiver: the document.
    pub consent: String,
    /// Assent of the child: the document.
    pub assent: String,
    /// The list of services given to every respondent.
    pub referral_list: String,
}

/// How long records may be kept.
#[derive(Debug, Clone)]
pub struct Retention {
    /// The day by which the records are destroyed.
    pub destroy_by: Date,
}

/// A file that its issuer has released to the public.
#[derive(Debug, Clone)]
pub struct PublicUse {
    /// Who issued it, and what it is.
    pub source: String,
    /// The terms of its release.
    pub terms: String,
    /// Where it is offered.
    pub url: Option<String>,
}

/// On what ground a country's records are held.
#[derive(Debug, Clone)]
pub enum DataBasis {
    /// Collected by the study.
    Collected {
        /// Global and national approvals.
        approvals: Vec<Approval>,
        /// Consent, assent, referral.
        protocol: Protocol,
        /// Retention.
        retention: Retention,
    },
    /// A public-use file.
    PublicUse(PublicUse),
    /// Made by a program; describes nobody.
    Synthetic {
        /// The program and seed that made it.
        generator: String,
    },
}

/// Why records may not be read on a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotCleared {
    /// No approval holds on the day.
    #[error("no approval holds on {on}: {detail}")]
    NoApproval {
        /// The day asked for.
        on: Date,
        /// The approvals there are, and their dates.
        detail: String,
    },
    /// The records should have been destroyed.
    #[error("the records were to be destroyed by {destroy_by}; on {on} they may not be read")]
    RetentionEnded {
        /// The day asked for.
        on: Date,
        /// The day set for destruction.
        destroy_by: Date,
    },
}

/// Proof that a country's records may be read on a day; only [`DataBasis::clear`] makes one, and readers of records ask for it.
#[derive(Debug, Clone)]
pub struct Clearance {
    on: Date,
}

impl Clearance {
    /// The day on which it holds.
    pub fn on(&self) -> Date {
        self.on
    }
}

impl DataBasis {
    /// Whether the records may be read on the day `on`.
    ///
    /// # Errors
    /// When no approval holds on that day, or the date of destruction has passed.
    pub fn clear(&self, on: Date) -> Result<Clearance, NotCleared> {
        match self {
            Self::PublicUse(_) | Self::Synthetic { .. } => Ok(Clearance { on }),
            Self::Collected { approvals, retention, .. } => {
                if on > retention.destroy_by {
                    return Err(NotCleared::RetentionEnded { on, destroy_by: retention.destroy_by });
                }
                if approvals.iter().any(|approval| approval.from <= on && on <= approval.expires) {
                    return Ok(Clearance { on });
                }
                let detail = if approvals.is_empty() {
                    "the country declares none".to_owned()
                } else {
                    approvals
                        .iter()
                        .map(|a| {
                            format!("{} {} holds from {} to {}", a.board, a.reference, a.from, a.expires)
                        })
                        .collect::<Vec<_>>()
                        .join("; ")
                };
                Err(NotCleared::NoApproval { on, detail })
            }
        }
    }
}
