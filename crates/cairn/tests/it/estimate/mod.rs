//! `cairn estimate`: analysis requests and their answers.

mod case;
mod equal;
mod flags;
mod forms;
mod oracles;
mod refusals;
