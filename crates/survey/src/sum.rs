//! Compensated sums.

/// A sum that carries its rounding error along (Neumaier, 1974, ZAMM 54, 39–51).
#[derive(Debug, Clone, Copy, Default)]
pub struct Sum {
    total: f64,
    correction: f64,
}

impl Sum {
    /// Adds a term.
    pub fn add(&mut self, term: f64) {
        let total = self.total + term;
        self.correction += if self.total.abs() >= term.abs() {
            (self.total - total) + term
        } else {
            (term - total) + self.total
        };
        self.total = total;
    }

    /// The sum.
    pub fn value(self) -> f64 {
        let value = self.total + self.correction;
        if value.is_nan() { self.total } else { value }
    }
}

impl FromIterator<f64> for Sum {
    fn from_iter<I: IntoIterator<Item = f64>>(terms: I) -> Self {
        let mut sum = Self::default();
        for term in terms {
            sum.add(term);
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::Sum;

    #[test]
    fn keeps_what_a_plain_sum_loses() {
        let terms = [1.0, 1e100, 1.0, -1e100];
        assert_eq!(terms.into_iter().collect::<Sum>().value(), 2.0);
        assert_eq!(terms.iter().sum::<f64>(), 0.0);
    }

    #[test]
    fn infinities_stay() {
        assert_eq!([f64::INFINITY, 1.0].into_iter().collect::<Sum>().value(), f64::INFINITY);
    }
}
