//! XML from outside: UTF-8 or UTF-16, without document types or entities of its own; and XML written.

mod characters;
mod decode;
mod error;
mod events;
mod tree;
mod writer;

pub(crate) use decode::decode;
pub use error::{XmlError, XmlReason};
pub(crate) use events::{DEEPEST, Event, Events, Tag};
pub(crate) use tree::Element;
pub(crate) use writer::XmlWriter;
