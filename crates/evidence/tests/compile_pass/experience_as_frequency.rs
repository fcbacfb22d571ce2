//! An experience exists.

use cairn_evidence::claim::ExperienceExists;
use cairn_evidence::{Experience, NotStated, Statement};

pub fn claim(experience: &Experience) -> Result<Statement<ExperienceExists>, NotStated> {
    Statement::<ExperienceExists>::of(experience, ())
}
