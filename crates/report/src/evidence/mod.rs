//! Evidence other than prevalences on the page: law, counts, accounts, answers, capacities, pairs.

mod accounts;
mod capacity;
pub(crate) mod children;
mod found;
mod law;
mod name;
mod order;
mod pairs;
mod respondents;
mod sections;
mod series;
mod source;
mod statement;

pub(crate) use found::Found;
pub(crate) use name::link;
pub(crate) use sections::sections_of;
pub(crate) use source::{Origin, origin, sources};
pub(crate) use statement::{as_of, statement};
