//! Documents: what was said or written, as text that is never altered.
//!
//! A [`Document`] keeps its text to the character: a byte-order mark, carriage returns and whatever lies beyond the
//! basic plane stay where they are, because the positions of coded excerpts count them. Places in it are counted in
//! Unicode code points ([`CodePoint`]), as REFI-QDA counts them; a [`TextRange`] knows both these and the bytes.

mod cue;
mod docx;
mod error;
mod format;
mod positions;
mod read;
mod subrip;
mod text;
mod voice;
mod webvtt;

pub use cue::{Cue, Milliseconds};
pub use error::{DocumentError, DocumentReason};
pub use format::Format;
pub use positions::{CodePoint, RangeError, TextRange};
pub use text::Document;
