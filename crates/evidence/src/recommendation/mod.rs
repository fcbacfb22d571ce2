//! Recommendations, and the roadmap by those who have to act.

mod checked;
mod roadmap;

pub use checked::CheckedRecommendation;
pub(crate) use checked::check_recommendations;
pub use roadmap::{RoadmapEntry, roadmap};
