//! The take that balances costs and intraclass correlation.

/// The pairs a cluster at which a given budget gives the least variance: √(cost of a cluster / cost of a pair × (1 − ρ)/ρ) (Hansen,
/// Hurwitz and Madow, 1953, I, section 6.16).
///
/// Infinite where people of a cluster are no more alike than others, or pairs cost nothing.
pub fn optimum_take(cluster_cost: f64, pair_cost: f64, correlation: f64) -> f64 {
    (cluster_cost / pair_cost * (1.0 - correlation) / correlation).sqrt()
}

/// The whole number from 1 to `most` with that property.
///
/// Variance times cost, (C + c·m)(ρ + (1 − ρ)/m), falls up to the optimum and rises beyond it, so one of its two neighbours is best.
pub fn whole_optimum_take(cluster_cost: f64, pair_cost: f64, correlation: f64, most: u32) -> u32 {
    let most = most.max(1);
    let optimum = optimum_take(cluster_cost, pair_cost, correlation);
    if !(optimum < f64::from(most)) {
        // No number comes of ρ = 1 with free pairs or free clusters: then any take is as good.
        return if optimum.is_nan() { 1 } else { most };
    }
    let below = (optimum.floor() as u32).clamp(1, most);
    let above = (below + 1).min(most);
    let product = |take: u32| {
        let m = f64::from(take);
        (cluster_cost + pair_cost * m) * (correlation + (1.0 - correlation) / m)
    };
    if product(above) < product(below) { above } else { below }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_formula_by_hand() {
        // A cluster costs as much as 10 pairs, ρ = 0.05: √(10 × 19) = 13.8.
        assert!((optimum_take(300.0, 30.0, 0.05) - 190.0_f64.sqrt()).abs() < 1e-12);
        assert_eq!(whole_optimum_take(300.0, 30.0, 0.05, 100), 14);
        assert_eq!(whole_optimum_take(300.0, 30.0, 0.05, 8), 8);
        assert_eq!(whole_optimum_take(300.0, 30.0, 0.0, 40), 40);
        assert_eq!(whole_optimum_take(300.0, 30.0, 1.0, 40), 1);
    }

    proptest! {
        #[test]
        fn no_other_whole_take_gives_less_variance_for_the_money(
            cluster in 0.1..1000.0_f64, pair in 0.1..100.0_f64, correlation in 0.001..0.9_f64,
        ) {
            let product = |take: u32| {
                (cluster + pair * f64::from(take)) * (correlation + (1.0 - correlation) / f64::from(take))
            };
            let best = product(whole_optimum_take(cluster, pair, correlation, 60));
            for take in 1..=60 {
                prop_assert!(best <= product(take) * (1.0 + 1e-12));
            }
        }
    }
}
