//! The door between evidence and claims.

use super::{ClaimKind, NotStated};
use crate::EvidenceId;

/// A claim of some kind. Its fields can be read by all and written by evidence only.
pub trait TypedClaim: Sized {
    /// Its kind.
    const KIND: ClaimKind;

    /// What evidence must be asked: the year of a series, and of most evidence nothing.
    type Asked;
}

/// Evidence that may carry a claim.
///
/// It is implemented for exactly the pairs that [`may_carry`](super::may_carry) grants.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no evidence for `{C}`",
    label = "this evidence cannot carry that claim",
    note = "`cairn_evidence::may_carry` gives the reason in words"
)]
pub trait Carries<C: TypedClaim> {
    /// The names of the evidence.
    fn evidence(&self) -> Vec<EvidenceId>;

    /// What the evidence says.
    ///
    /// # Errors
    /// When this piece of evidence says nothing of it: it is withheld, the year is missing, the law was not found.
    fn state(&self, asked: C::Asked) -> Result<C, NotStated>;
}

/// A claim together with the evidence that carries it.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement<C> {
    claim: C,
    evidence: Vec<EvidenceId>,
}

impl<C: TypedClaim> Statement<C> {
    /// What `evidence` says when it is asked.
    ///
    /// # Errors
    /// When it says nothing of it.
    pub fn of<E: Carries<C> + ?Sized>(evidence: &E, asked: C::Asked) -> Result<Self, NotStated> {
        Ok(Self { claim: evidence.state(asked)?, evidence: evidence.evidence() })
    }

    /// The claim.
    pub fn claim(&self) -> &C {
        &self.claim
    }

    /// The names of the evidence that carries it.
    pub fn evidence(&self) -> &[EvidenceId] {
        &self.evidence
    }

    /// The kind of the claim.
    pub fn kind(&self) -> ClaimKind {
        C::KIND
    }
}
