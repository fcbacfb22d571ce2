//! The sample and the field of a study: from its decisions (`countries/<country>/sample.toml`) and files to draws, outcome rates and weights.
//!
//! The bridge between the room that knows files (`data`) and the one that knows samples (`sample`). Everything it reads and writes of a
//! country lies in `data/<country>/sample`.

mod contacts;
pub mod design;
mod drawn;
mod folder;
mod frame_file;
mod outcomes;
pub mod sheets;
mod table;
mod weighting;

pub use contacts::{ClusterListing, Contacts, SampledCluster, SampledClusters};
pub use drawn::{
    ClusterInUse, Draw, DrawFiles, DrawRecord, DrawnCluster, DrawnStratum, FileHash, ReleasedCluster,
    WriteError,
};
pub use folder::SampleFolder;
pub use frame_file::{FrameFile, stratum_title};
pub use outcomes::{Breakdown, Expected, Group, Measure, Notices, Outcomes, Unusual};
pub use table::Classes;
pub use weighting::{MarginCells, RespondentRecords, Sampled, Weighed, WeighedStep, WeightSources, weigh};
