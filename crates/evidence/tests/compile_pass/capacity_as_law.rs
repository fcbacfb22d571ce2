//! A capacity is there, in part or not at all.

use cairn_evidence::claim::CapacityAssessed;
use cairn_evidence::{Capacity, NotStated, Statement};

pub fn claim(capacity: &Capacity) -> Result<Statement<CapacityAssessed>, NotStated> {
    Statement::<CapacityAssessed>::of(capacity, ())
}
