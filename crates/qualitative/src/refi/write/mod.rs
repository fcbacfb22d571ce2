//! Writing codebooks and projects: the same project gives the same bytes.

mod codebook;
mod project;
mod sources;

pub use codebook::write_codebook;
pub use project::write_project;

/// The program named in files, by which reading knows how positions were counted.
pub(super) const ORIGIN: &str = "Cairn";

/// The program with its version.
const PROGRAM: &str = concat!("Cairn ", env!("CARGO_PKG_VERSION"));
