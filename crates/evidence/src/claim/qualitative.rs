//! Claims that something is so or exists, without any number of people.

use super::{Carries, ClaimKind, NotStated, TypedClaim};
use crate::{
    Capacity, CapacityStatus, EvidenceId, Experience, LegalAnswer, LegalStatus, Provision, Quotation, View,
};
use jiff::civil::Date;

/// That a provision is in force, in part or not at all, at a date. Nothing of how well it is enforced.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProvisionInForce {
    /// What the law provides: [`LegalAnswer::Yes`], [`LegalAnswer::Partly`] or [`LegalAnswer::No`].
    pub answer: LegalAnswer,
    /// The date of which it speaks.
    pub as_of: Date,
    /// The provisions.
    pub provisions: Vec<Provision>,
}

impl TypedClaim for ProvisionInForce {
    const KIND: ClaimKind = ClaimKind::ProvisionInForce;
    type Asked = ();
}

impl Carries<ProvisionInForce> for LegalStatus {
    fn evidence(&self) -> Vec<EvidenceId> {
        vec![self.id.clone()]
    }

    fn state(&self, (): ()) -> Result<ProvisionInForce, NotStated> {
        match self.answer {
            answer @ (LegalAnswer::Yes | LegalAnswer::Partly | LegalAnswer::No) => {
                Ok(ProvisionInForce { answer, as_of: self.as_of, provisions: self.provisions.clone() })
            }
            answer @ (LegalAnswer::NotFound | LegalAnswer::NotTranslated | LegalAnswer::NotApplicable) => {
                Err(NotStated::LawUnknown(answer))
            }
        }
    }
}

/// That a view or a barrier exists.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ViewExists {
    /// The kinds of informants who spoke of it.
    pub informants: Vec<String>,
    /// What may be quoted.
    pub quotations: Vec<Quotation>,
}

impl TypedClaim for ViewExists {
    const KIND: ClaimKind = ClaimKind::ViewExists;
    type Asked = ();
}

impl Carries<ViewExists> for View {
    fn evidence(&self) -> Vec<EvidenceId> {
        vec![self.0.id.clone()]
    }

    fn state(&self, (): ()) -> Result<ViewExists, NotStated> {
        let Self(account) = self;
        Ok(ViewExists { informants: account.informants.clone(), quotations: account.quotations.clone() })
    }
}

/// That an experience exists.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExperienceExists {
    /// The kinds of informants who spoke of it.
    pub informants: Vec<String>,
    /// What may be quoted.
    pub quotations: Vec<Quotation>,
}

impl TypedClaim for ExperienceExists {
    const KIND: ClaimKind = ClaimKind::ExperienceExists;
    type Asked = ();
}

impl Carries<ExperienceExists> for Experience {
    fn evidence(&self) -> Vec<EvidenceId> {
        vec![self.0.id.clone()]
    }

    fn state(&self, (): ()) -> Result<ExperienceExists, NotStated> {
        let Self(account) = self;
        Ok(ExperienceExists {
            informants: account.informants.clone(),
            quotations: account.quotations.clone(),
        })
    }
}

/// That a unit has a capacity, a part of it, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CapacityAssessed {
    /// What was found: [`CapacityStatus::Present`], [`CapacityStatus::Partly`] or [`CapacityStatus::Absent`].
    pub status: CapacityStatus,
    /// The unit.
    pub unit: String,
    /// The day of the assessment, where it is known.
    pub assessed_on: Option<Date>,
}

impl TypedClaim for CapacityAssessed {
    const KIND: ClaimKind = ClaimKind::Capacity;
    type Asked = ();
}

impl Carries<CapacityAssessed> for Capacity {
    fn evidence(&self) -> Vec<EvidenceId> {
        vec![self.id.clone()]
    }

    fn state(&self, (): ()) -> Result<CapacityAssessed, NotStated> {
        match self.status {
            CapacityStatus::NotAssessed => Err(NotStated::NotAssessed),
            status => Ok(CapacityAssessed { status, unit: self.unit.clone(), assessed_on: self.assessed_on }),
        }
    }
}
