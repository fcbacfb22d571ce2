//! The table of claims and evidence, with the reason wherever evidence cannot carry a claim.

use super::ClaimKind;
use crate::EvidenceKind;

/// Why evidence of a kind cannot carry a claim of a kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Refusal {
    /// The claim.
    pub claim: ClaimKind,
    /// The evidence.
    pub evidence: EvidenceKind,
    /// Why not, in a sentence without a full stop.
    pub reason: String,
    /// The claim that such evidence does carry.
    pub instead: ClaimKind,
}

/// Whether evidence of a kind may carry a claim of a kind.
///
/// # Errors
/// When it may not, with the reason and what it may carry instead.
pub fn may_carry(claim: ClaimKind, evidence: EvidenceKind) -> Result<(), Refusal> {
    let own = own_claim(evidence);
    if claim == own || claim == ClaimKind::Convergence {
        return Ok(());
    }
    let reason = reason(claim, evidence).map_or_else(|| generally(claim, evidence), str::to_owned);
    Err(Refusal { claim, evidence, reason, instead: own })
}

/// The one claim, besides convergence, that evidence of a kind carries.
fn own_claim(evidence: EvidenceKind) -> ClaimKind {
    match evidence {
        EvidenceKind::LegalStatus => ClaimKind::ProvisionInForce,
        EvidenceKind::View => ClaimKind::ViewExists,
        EvidenceKind::Experience => ClaimKind::ExperienceExists,
        EvidenceKind::ReportVolume => ClaimKind::ReportsReceived,
        EvidenceKind::RecordedCases => ClaimKind::CasesRecorded,
        EvidenceKind::RespondentCount => ClaimKind::RespondentsSaid,
        EvidenceKind::Capacity => ClaimKind::Capacity,
        EvidenceKind::Prevalence => ClaimKind::ShareOfPopulation,
        EvidenceKind::PairAgreement => ClaimKind::PairAgreement,
        EvidenceKind::ChildrenAffected => ClaimKind::NumberOfChildren,
    }
}

/// The reasons for what is most often attempted.
fn reason(claim: ClaimKind, evidence: EvidenceKind) -> Option<&'static str> {
    use ClaimKind as C;
    use EvidenceKind as E;
    Some(match (claim, evidence) {
        (C::ShareOfPopulation, E::ReportVolume) => {
            "a volume of reports is not a prevalence: one report can hold many children or none, and many reports one child"
        }
        (C::ShareOfPopulation, E::RecordedCases) => {
            "cases recorded by the police are not a prevalence: most of what happens is never reported, and a case can have many victims or none known"
        }
        (C::ShareOfPopulation, E::RespondentCount) => {
            "a convenience sample gives no share of a population and no interval: nobody knows whom its respondents stand for"
        }
        (C::ShareOfPopulation, E::View) => {
            "interviews show that a view or barrier exists, and never how frequent it is"
        }
        (C::ShareOfPopulation, E::Experience) => {
            "conversations show that an experience exists, and never how frequent it is"
        }
        (C::ShareOfPopulation, E::LegalStatus) => "what a law provides says nothing of how many it reaches",
        (C::ShareOfPopulation, E::Capacity) => {
            "whether a unit has a capacity says nothing of how many children it reaches"
        }
        (C::ShareOfPopulation, E::PairAgreement) => {
            "agreement of children and caregivers says whether the two say the same, not of how many something is so; name the child’s or the caregiver’s indicator"
        }
        (C::ShareOfPopulation, E::ChildrenAffected) => {
            "a number of children rests on figures of the population too; the share alone is the indicator’s: name that"
        }
        (C::NumberOfChildren, E::Prevalence) => {
            "a share is not yet a number of children: that takes how many children there are and how many of them use the internet; \
             with `numbers = true` the indicator has such a number, named `children.` and the indicator"
        }
        (C::NumberOfChildren, E::ReportVolume) => {
            "reports are not children: one report can hold many children or none, and many reports one child"
        }
        (C::NumberOfChildren, E::RecordedCases) => {
            "cases are not children: a case can have many victims or none known, and most of what happens is never recorded"
        }
        (C::NumberOfChildren, E::RespondentCount) => {
            "a convenience sample gives no number of children: nobody knows whom its respondents stand for"
        }
        (C::NumberOfChildren, E::View | E::Experience) => {
            "interviews and conversations show that something exists, and never for how many"
        }
        (C::CasesRecorded, E::ReportVolume) => {
            "a report is not a case: it may hold none, many may concern one, and the police may never have seen it"
        }
        (C::ReportsReceived, E::RecordedCases) => {
            "a case recorded by the police is not a report: of what is reported to others the police may never hear"
        }
        (C::RespondentsSaid, E::View | E::Experience) => {
            "interviews and conversations are not counted: who was asked, and what, was different each time"
        }
        (C::RespondentsSaid, E::Prevalence) => {
            "the household survey describes a population, not its respondents: it carries a share with its interval"
        }
        (C::CasesRecorded | C::ReportsReceived, E::Prevalence) => {
            "a prevalence is of people, and not of crimes or reports: what happened to one of them may have happened often, and never been told"
        }
        (C::Capacity, E::LegalStatus) => {
            "a provision in force says nothing of how well it is enforced, nor of who has the means to do so"
        }
        (C::ProvisionInForce, E::View) => {
            "a duty-bearer’s view of the law is not the law: cite the provision itself"
        }
        (C::ViewExists, E::RespondentCount) => {
            "answers of a convenience sample are counted: say how many of the respondents gave them"
        }
        (C::ViewExists, E::Experience) => "an account of an experience is not a duty-bearer’s view",
        (C::ExperienceExists, E::View) => "a duty-bearer’s view of an experience is not an account of it",
        (C::ExperienceExists, E::ReportVolume | E::RecordedCases) => {
            "counts tell nothing of what those behind them lived through"
        }
        _ => return None,
    })
}

fn generally(claim: ClaimKind, evidence: EvidenceKind) -> String {
    format!("{evidence} cannot say {claim}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::{
        AgreementOfPairs, CapacityAssessed, Carries, CasesRecorded, ExperienceExists, NumberOfChildren,
        ProvisionInForce, ReportsReceived, RespondentsSaid, ShareOfPopulation, SourcesCompared, TypedClaim,
        ViewExists,
    };
    use crate::{
        Capacity, ChildrenAffected, Evidence, Experience, LegalStatus, PairAgreement, Presented,
        RecordedCases, ReportVolume, RespondentCount, View,
    };
    use std::marker::PhantomData;

    /// Whether a type carries a claim: the constant of the type where its bound holds, else that of the trait.
    macro_rules! carries {
        ($evidence:ty, $claim:ty) => {{
            #[allow(dead_code)]
            trait Otherwise {
                const CARRIES: bool = false;
            }
            #[allow(dead_code)]
            struct Asked<T: ?Sized>(PhantomData<T>);
            impl<T: ?Sized> Otherwise for Asked<T> {}
            #[allow(dead_code)]
            impl<T: Carries<$claim> + ?Sized> Asked<T> {
                const CARRIES: bool = true;
            }
            (<$claim as TypedClaim>::KIND, <Asked<$evidence>>::CARRIES)
        }};
    }

    macro_rules! row {
        ($kind:expr, $evidence:ty) => {
            (
                $kind,
                [
                    carries!($evidence, ShareOfPopulation),
                    carries!($evidence, RespondentsSaid),
                    carries!($evidence, ReportsReceived),
                    carries!($evidence, CasesRecorded),
                    carries!($evidence, ProvisionInForce),
                    carries!($evidence, ViewExists),
                    carries!($evidence, ExperienceExists),
                    carries!($evidence, CapacityAssessed),
                    carries!($evidence, AgreementOfPairs),
                    carries!($evidence, NumberOfChildren),
                ],
            )
        };
    }

    #[test]
    fn types_and_table_agree_on_every_pair() {
        let rows = [
            row!(EvidenceKind::LegalStatus, LegalStatus),
            row!(EvidenceKind::View, View),
            row!(EvidenceKind::Experience, Experience),
            row!(EvidenceKind::ReportVolume, ReportVolume),
            row!(EvidenceKind::RecordedCases, RecordedCases),
            row!(EvidenceKind::RespondentCount, RespondentCount),
            row!(EvidenceKind::Capacity, Capacity),
            row!(EvidenceKind::Prevalence, Presented),
            row!(EvidenceKind::PairAgreement, PairAgreement),
            row!(EvidenceKind::ChildrenAffected, ChildrenAffected),
        ];
        assert_eq!(rows.map(|(kind, _)| kind), EvidenceKind::ALL);
        for (evidence, claims) in rows {
            for (claim, by_type) in claims {
                assert_eq!(may_carry(claim, evidence).is_ok(), by_type, "{claim} by {evidence}");
            }
            assert_eq!(may_carry(ClaimKind::Convergence, evidence), Ok(()));
        }
        assert_eq!(carries!([&Evidence], SourcesCompared), (ClaimKind::Convergence, true));
    }

    #[test]
    fn every_kind_of_claim_has_a_name_of_its_own() {
        for kind in ClaimKind::ALL {
            assert_eq!(ClaimKind::from_key(kind.key()), Some(kind));
        }
    }

    #[test]
    fn every_refusal_gives_a_reason_and_what_would_do() {
        for claim in ClaimKind::ALL {
            for evidence in EvidenceKind::ALL {
                let Err(refusal) = may_carry(claim, evidence) else { continue };
                assert!(refusal.reason.len() > 20 && !refusal.reason.ends_with('.'), "{refusal}");
                assert_eq!(may_carry(refusal.instead, evidence), Ok(()));
            }
        }
    }
}
