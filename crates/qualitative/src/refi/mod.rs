//! REFI-QDA 1.5 (Rotterdam Exchange Format Initiative, 2019, qdasoftware.org): codebooks (`.qdc`) and whole projects
//! (`.qdpx`) to and from other programs for qualitative data.
//!
//! Texts are exchanged byte for byte and positions count the code points of the text as stored. Programs differ in
//! how they count; [`Counting`] tells how, and reading finds out. What Cairn does not hold (pictures, recordings,
//! PDF files, drawings) is named and refused, or left out where the caller asks for the rest.

mod counting;
mod error;
mod finding;
mod options;
mod read;
mod schema;
mod write;

pub use counting::{Counting, Evidence, LineEnds, Mark, Unit};
pub use error::RefiError;
pub use finding::{Finding, Notice, Severity};
pub use options::{ReadOptions, Treatment};
pub use read::{Imported, ImportedCodebook, read_codebook, read_project};
pub use write::{write_codebook, write_project};
