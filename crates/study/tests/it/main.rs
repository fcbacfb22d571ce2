//! Study folders read whole: a valid one, broken ones, arbitrary bytes.

#![allow(clippy::unwrap_used, reason = "a test folder that cannot be written is a failed test")]

mod activities;
mod broken;
mod documentation;
mod ethics;
mod folder;
mod properties;
mod sample;
mod sample_mistakes;
mod valid;
