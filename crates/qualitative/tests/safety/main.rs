//! What identifies, who is called what, what is sealed and what may be quoted.
#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

mod aliases;
mod identifiers;
mod key_store;
mod people;
mod release;
