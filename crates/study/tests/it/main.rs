//! Study folders read whole: a valid one, broken ones, arbitrary bytes.

mod broken;
mod ethics;
mod folder;
mod properties;
mod valid;
