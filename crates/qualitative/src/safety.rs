//! What makes an excerpt safe: who speaks is an alias, nothing in it identifies anyone, and the speaker wants it quoted.
//!
//! The way of an excerpt: [`find`] shows what identifies; [`KeyStore`] knows people by name and gives each an [`Alias`];
//! [`pseudonymise`] puts aliases and placeholders into the text; [`Screening`] records that nothing is left; a person approves the very
//! text ([`Approval`]); and [`release`] alone makes a [`Releasable`] excerpt of it. There is no other way to a quotation.

mod alias;
mod consent;
mod folding;
mod identifiers;
mod key_store;
mod pseudonyms;
mod release;
mod roster;
mod screening;

pub use alias::{Alias, AliasBook, AliasPrefix, InvalidAlias};
pub use consent::{Consent, ConsentScope, Given};
pub use identifiers::{Identifier, IdentifierKind, find};
pub use key_store::{
    KeyCost, KeyStore, KeyStoreError, MAX_FILE_SIZE, Passphrase, PassphraseTooShort, UnsuitableKeyCost,
};
pub use pseudonyms::{NoAlias, Pseudonymised, Replacement, pseudonymise};
pub use release::{Approval, Candidate, NotReleasable, Reason, Releasable, release};
pub use roster::{InvalidPerson, Person, PersonId, Roster};
pub use screening::{Dismissal, InvalidDigest, Screening, TextDigest};
