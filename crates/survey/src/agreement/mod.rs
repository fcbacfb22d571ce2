//! Agreement between two raters: kappa and its kin, with design-based standard errors.
