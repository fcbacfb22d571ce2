//! Exchange with other programs for qualitative data: records as a project of REFI-QDA, and a project as records.

mod codebook;
mod from_project;
mod to_project;

pub use codebook::{codebook, protocol_toml};
pub use from_project::{RecordsOfProject, Unplaced, records};
pub use to_project::project;
