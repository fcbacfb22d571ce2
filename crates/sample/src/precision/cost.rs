//! What a field costs, and how many households it must contact.

/// The costs of a field, in one currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cost {
    /// What does not depend on the size of the sample.
    pub fixed: f64,
    /// What a cluster costs.
    pub cluster: f64,
    /// What a pair costs once the team is there.
    pub pair: f64,
}

impl Cost {
    /// That of so many clusters and pairs.
    pub fn of(&self, clusters: f64, pairs: f64) -> f64 {
        self.fixed + self.cluster * clusters + self.pair * pairs
    }

    /// That of one cluster more, with its pairs.
    pub fn of_cluster(&self, take: f64) -> f64 {
        self.cluster + self.pair * take
    }
}

/// The households to be contacted for so many pairs: pairs over the shares of households that are eligible and, of those, that take part,
/// rounded up. Nothing where a share is not above 0.
pub fn contacts(pairs: f64, eligible: f64, response: f64) -> Option<u64> {
    let expected = pairs / (eligible * response);
    // 26 / (0.4 × 0.65) is 100, whatever floating-point numbers make of it.
    let whole = (expected - 1e-9 * expected).ceil();
    (0.0..1e15).contains(&whole).then_some(whole as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_rounded_up_but_not_for_rounding_alone() {
        assert_eq!(contacts(26.0, 0.4, 0.65), Some(100));
        assert_eq!(contacts(10.0, 0.4, 0.65), Some(39));
        assert_eq!(contacts(10.0, 1.0, 1.0), Some(10));
        assert_eq!(contacts(0.0, 0.5, 0.5), Some(0));
        assert_eq!(contacts(10.0, 0.0, 0.5), None);
        // EU Kids Online 2010: 25,142 pairs of 60,232 eligible households.
        assert_eq!(contacts(25_142.0, 1.0, 25_142.0 / 60_232.0), Some(60_232));
    }

    #[test]
    fn costs_add_up() {
        let cost = Cost { fixed: 20_000.0, cluster: 250.0, pair: 30.0 };
        assert_eq!(cost.of(100.0, 1000.0), 75_000.0);
        assert_eq!(cost.of(101.0, 1010.0) - cost.of(100.0, 1000.0), cost.of_cluster(10.0));
    }
}
