//! Definition files (TOML, JSON) read into values that know their place, and the diagnostics that point at them.
//!
//! A [`Document`] is one file as a tree of [`Node`]s; a [`TableReader`] takes a table's keys by [`kind`] and reports
//! everything it cannot use into [`Diagnostics`], so that one run shows every mistake of a file.

mod diagnostic;
mod diagnostics;
mod document;
mod json;
pub mod kind;
mod nearest;
mod node;
mod place;
mod render;
mod source;
mod table_reader;
mod toml_document;

pub use diagnostic::{Diagnostic, Severity};
pub use diagnostics::Diagnostics;
pub use document::Document;
pub use kind::Kind;
pub use nearest::nearest;
pub use node::{Entry, Key, Node, Placed, Table, Value};
pub use place::Place;
pub use render::render;
pub use source::{SourceFile, io_reason};
pub use table_reader::TableReader;
