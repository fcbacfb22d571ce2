//! Regression models fitted to survey data.
