//! Statistics of complex surveys: designs, cluster totals, estimators, variances, intervals.
