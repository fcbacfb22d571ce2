//! One piece of evidence does not converge with itself.

use cairn_evidence::claim::SourcesCompared;
use cairn_evidence::{Evidence, NotStated, Statement};

fn compared(alone: &Evidence) -> Result<Statement<SourcesCompared>, NotStated> {
    Statement::<SourcesCompared>::of(alone, ())
}

fn main() {}
