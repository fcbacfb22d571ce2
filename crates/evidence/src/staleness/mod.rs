//! What is stale: after a change upstream, every estimate, sentence, judgement, finding and recommendation that rests on it.
//!
//! A build keeps a [`Ledger`] of what it made and of what each piece rests on, down to files. Later the files are hashed again, and whatever
//! rests on a changed one, at any remove, is [`Stale`].

mod compare;
mod keep;
mod ledger;

pub use compare::{Stale, stale};
pub use keep::keep;
pub use ledger::{Entry, EntryKind, Ledger};
