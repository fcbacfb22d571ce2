//! `cairn estimate`: analysis requests and their answers.

mod agreement;
mod association;
mod calibration;
mod case;
mod contrasts;
mod equal;
mod flags;
mod formats;
mod forms;
mod imputation;
mod models;
mod oracles;
mod phases;
mod precision;
mod quantiles;
mod refusals;
mod replicates;
mod totals;
mod unequal;
