//! Quantiles, distribution functions, variances: statistics of the distribution of a variable.
