//! Several pieces of evidence are compared; that they are of two activities or more is seen when it is done.

use cairn_evidence::claim::SourcesCompared;
use cairn_evidence::{Evidence, NotStated, Statement};

pub fn compared(first: &Evidence, second: &Evidence) -> Result<Statement<SourcesCompared>, NotStated> {
    Statement::<SourcesCompared>::of([first, second].as_slice(), ())
}
