//! The command as people and scripts meet it: a module a subcommand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test whose folder or process fails has failed"
)]

mod assessment;
mod build;
mod check;
mod children;
mod demo;
mod estimate;
mod field;
mod help;
mod hostile;
mod hostile_sample;
mod interviews;
mod killed;
mod new;
mod oracle;
mod run;
mod sample_design;
mod sample_draw;
mod sample_sheets;
mod stale;
mod study;
mod trace;
mod weights;
mod yrbs;
