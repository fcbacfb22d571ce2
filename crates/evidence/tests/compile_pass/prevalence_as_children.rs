//! A number of children is made of a share and of figures of the population.

use cairn_evidence::claim::NumberOfChildren;
use cairn_evidence::{ChildrenAffected, NotStated, Statement};

pub fn claim(children: &ChildrenAffected) -> Result<Statement<NumberOfChildren>, NotStated> {
    Statement::<NumberOfChildren>::of(children, ())
}
