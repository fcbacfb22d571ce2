//! Design effects.

/// The factor by which interviewing `take` people in each cluster raises a variance, 1 + (m − 1)ρ (Kish, 1965, equation 5.4.1).
pub fn clustering_effect(take: f64, correlation: f64) -> f64 {
    1.0 + (take - 1.0) * correlation
}

/// The same for a group that is spread over all clusters and makes up a share of each take, such as girls: 1 + (m − 1)sρ.
///
/// A cluster holds m·s of the group in the mean, but not in each: their number varies binomially, and the effect 1 + (b* − 1)ρ goes by
/// b* = Σb²/Σb = m·s + 1 − s (Kish, 1965, section 6.1; Gabler, Häder and Lahiri, 1999).
pub fn cross_class_effect(take: f64, share: f64, correlation: f64) -> f64 {
    1.0 + (take - 1.0) * share * correlation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effects_of_textbooks() {
        // Lohr (2022), section 5.2: 1 + (M − 1)ICC.
        assert_eq!(clustering_effect(1.0, 0.3), 1.0);
        assert!((clustering_effect(10.0, 0.05) - 1.45).abs() < 1e-12);
        assert!((clustering_effect(25.0, 0.02) - 1.48).abs() < 1e-12);
    }

    #[test]
    fn a_group_of_all_is_no_group_and_a_small_one_is_hardly_clustered() {
        assert_eq!(cross_class_effect(12.0, 1.0, 0.1), clustering_effect(12.0, 0.1));
        assert!(cross_class_effect(12.0, 0.01, 0.1) < 1.02);
        assert_eq!(cross_class_effect(1.0, 0.5, 0.1), 1.0);
    }
}
