//! A synthetic study of fictional countries with known truth.
//!
//! Nothing in it is real: countries, people and answers are made by a program from a seed, the same bytes every time.
//! Because the whole population is made and not only the sample, the share that each indicator estimates is known,
//! and estimates and their intervals can be held against it. `docs/demo-population.md` gives the formulas.

mod activities;
mod conclusions;
mod condition;
mod countries;
mod folder;
mod indicators;
pub mod population;
mod questionnaire;
mod random;
mod sample;
mod template;

pub use countries::{COUNTRIES, DemoCountry};
pub use folder::{Demo, DemoError, Progress, Summary, write};
pub use template::template;
