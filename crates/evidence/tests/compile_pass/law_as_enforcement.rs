//! A provision in force says that it is in force, at a date.

use cairn_evidence::claim::ProvisionInForce;
use cairn_evidence::{LegalStatus, NotStated, Statement};

pub fn claim(status: &LegalStatus) -> Result<Statement<ProvisionInForce>, NotStated> {
    Statement::<ProvisionInForce>::of(status, ())
}
