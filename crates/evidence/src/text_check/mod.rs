//! What people write by hand: numbers that nobody computed, arithmetic that does not come out, words to avoid.

mod changes;
mod line;
mod numerals;
mod ordinary;
mod percentages;
mod population;
mod repeated;
mod sentence;
mod terminology;
mod texts;
mod token;
mod totals;
mod typed;

pub(crate) use texts::check;
