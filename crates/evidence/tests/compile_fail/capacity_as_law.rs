//! A capacity does not say what the law provides.

use cairn_evidence::claim::ProvisionInForce;
use cairn_evidence::{Capacity, NotStated, Statement};

fn claim(capacity: &Capacity) -> Result<Statement<ProvisionInForce>, NotStated> {
    Statement::<ProvisionInForce>::of(capacity, ())
}

fn main() {}
