//! Claims that only a probability sample carries.

use super::{Carries, ClaimKind, NotStated, TypedClaim};
use crate::{ChildrenAffected, Estimate, EvidenceId, Kappa, PairAgreement, Presented, RoundedNumber, Shown};

/// Of what share of a population something is so.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ShareOfPopulation {
    /// The estimate with its interval.
    pub estimate: Estimate,
    /// Whom it describes, in words, without the group.
    pub population: String,
    /// The group: "Girls"; empty for everybody.
    pub group: Vec<String>,
    /// The period it speaks of.
    pub period: String,
}

impl TypedClaim for ShareOfPopulation {
    const KIND: ClaimKind = ClaimKind::ShareOfPopulation;
    type Asked = ();
}

impl Carries<ShareOfPopulation> for Presented {
    fn evidence(&self) -> Vec<EvidenceId> {
        vec![EvidenceId::from(&self.prevalence().claim().id)]
    }

    fn state(&self, (): ()) -> Result<ShareOfPopulation, NotStated> {
        let claim = self.prevalence().claim();
        match (self.estimate(), self.shown()) {
            (Some(estimate), _) => Ok(ShareOfPopulation {
                estimate: estimate.clone(),
                population: claim.population.clone(),
                group: claim.group_labels.clone(),
                period: claim.period.clone(),
            }),
            (None, Shown::Counts(reason) | Shown::Withheld(reason)) => {
                Err(NotStated::Withheld(reason.clone()))
            }
            (None, Shown::Percentage { .. }) => {
                Err(NotStated::NotEstimated("the estimate is missing".to_owned()))
            }
        }
    }
}

/// How far children and their caregivers say the same.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct AgreementOfPairs {
    /// Cohen’s kappa with its interval.
    pub kappa: Kappa,
    /// Pairs of whom both answered.
    pub pairs: u64,
    /// Whom it describes.
    pub population: String,
}

impl TypedClaim for AgreementOfPairs {
    const KIND: ClaimKind = ClaimKind::PairAgreement;
    type Asked = ();
}

impl Carries<AgreementOfPairs> for PairAgreement {
    fn evidence(&self) -> Vec<EvidenceId> {
        vec![self.id.clone()]
    }

    fn state(&self, (): ()) -> Result<AgreementOfPairs, NotStated> {
        let kappa = self.kappa.clone().map_err(NotStated::NotEstimated)?;
        Ok(AgreementOfPairs { kappa, pairs: self.pairs, population: self.population.clone() })
    }
}

/// For how many of a country’s children who use the internet something is so.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct NumberOfChildren {
    /// The number with its limits, as shown.
    pub number: RoundedNumber,
    /// The level of the interval.
    pub level: f64,
    /// Whom it describes, in words.
    pub population: String,
    /// The country they live in, as shown.
    pub country: String,
    /// The period it speaks of.
    pub period: String,
}

impl TypedClaim for NumberOfChildren {
    const KIND: ClaimKind = ClaimKind::NumberOfChildren;
    type Asked = ();
}

impl Carries<NumberOfChildren> for ChildrenAffected {
    fn evidence(&self) -> Vec<EvidenceId> {
        vec![self.id().clone()]
    }

    fn state(&self, (): ()) -> Result<NumberOfChildren, NotStated> {
        Ok(NumberOfChildren {
            number: self.rounded(),
            level: self.prevalence().1.level,
            population: self.population().to_owned(),
            country: self.country().to_owned(),
            period: self.period().to_owned(),
        })
    }
}
