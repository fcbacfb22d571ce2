//! The sample and the field of a study: from its decisions (`countries/<country>/sample.toml`) and files to draws, outcome rates and weights.
//!
//! The bridge between the room that knows files (`data`) and the one that knows samples (`sample`). Everything it reads and writes of a
//! country lies in `data/<country>/sample`.

mod folder;

pub use folder::SampleFolder;
