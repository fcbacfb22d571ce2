//! `cairn estimate`: analysis requests and their answers.

mod calibration;
mod case;
mod equal;
mod flags;
mod forms;
mod models;
mod oracles;
mod refusals;
