//! A view exists.

use cairn_evidence::claim::ViewExists;
use cairn_evidence::{NotStated, Statement, View};

pub fn claim(view: &View) -> Result<Statement<ViewExists>, NotStated> {
    Statement::<ViewExists>::of(view, ())
}
