//! How far coders agree who worked apart from one another.
//!
//! Two kinds of coding are told apart. Coders *judge* units that are given ([`Ratings`]): an answer to each question about
//! a law, a cell of the convergence matrix. Or they *unitize*: they find for themselves which stretches of a text deserve
//! a code ([`unitizing`]).
//!
//! No coefficient is a verdict. Each comes with what it was made of, and [`disagreements`] and
//! [`unitizing::differences`] say where to talk.

mod alpha;
mod bootstrap;
mod coincidences;
mod difference;
mod disagreements;
mod kappa;
mod ratings;
mod undefined;
pub mod unitizing;

pub use alpha::{Alpha, alpha, alpha_interval};
pub use bootstrap::{Interval, InvalidResampling, MIN_RESAMPLED, NoInterval, Resampling};
pub use difference::{
    Difference, Interval as IntervalDifference, Nominal, Number, NumberError, Ordinal, Ratio, Scale,
};
pub use disagreements::{Disagreement, disagreements};
pub use kappa::{Kappa, cohen_kappa, cohen_kappa_interval, fleiss_kappa, fleiss_kappa_interval};
pub use ratings::{InvalidRatings, RatedUnit, Rating, Ratings};
pub use undefined::Undefined;
