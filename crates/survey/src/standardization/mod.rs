//! Rates standardized to a population.
