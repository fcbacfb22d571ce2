//! Regression models beside R's `survey` 4.5, to nine significant digits where R's own iterations go that far.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, missing_docs)]

#[path = "model/cox.rs"]
mod cox;
#[path = "model/glm.rs"]
mod glm;
#[path = "model/laws.rs"]
mod laws;
#[path = "model/ordinal.rs"]
mod ordinal;
#[path = "model/others.rs"]
mod others;
#[path = "model/replicates.rs"]
mod replicates;
#[path = "model/setting.rs"]
mod setting;
mod support;
