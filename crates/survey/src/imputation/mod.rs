//! Estimates from multiply imputed data.
