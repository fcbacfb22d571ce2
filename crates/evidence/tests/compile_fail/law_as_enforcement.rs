//! A provision in force does not say that anybody has the means to enforce it.

use cairn_evidence::claim::CapacityAssessed;
use cairn_evidence::{LegalStatus, NotStated, Statement};

fn claim(status: &LegalStatus) -> Result<Statement<CapacityAssessed>, NotStated> {
    Statement::<CapacityAssessed>::of(status, ())
}

fn main() {}
