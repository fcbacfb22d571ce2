//! Numbers that carry their partial derivatives.

/// A value with its partial derivatives (forward-mode differentiation: Griewank and Walther, 2008, chapter 3).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Dual {
    pub(super) value: f64,
    pub(super) gradient: Vec<f64>,
}

impl Dual {
    pub(super) fn constant(value: f64, width: usize) -> Self {
        Self { value, gradient: vec![0.0; width] }
    }

    /// The variable at that position.
    pub(super) fn variable(value: f64, position: usize, width: usize) -> Self {
        let mut dual = Self::constant(value, width);
        dual.gradient[position] = 1.0;
        dual
    }

    /// A function of one number with that value and derivative.
    pub(super) fn through(self, value: f64, slope: f64) -> Self {
        Self { value, gradient: self.gradient.into_iter().map(|of| chain(slope, of)).collect() }
    }

    /// A function of two numbers with that value and partial derivatives.
    pub(super) fn join(self, other: &Self, value: f64, slope: f64, other_slope: f64) -> Self {
        let gradients = self.gradient.into_iter().zip(&other.gradient);
        Self { value, gradient: gradients.map(|(a, b)| chain(slope, a) + chain(other_slope, *b)).collect() }
    }

    pub(super) fn power(self, exponent: &Self) -> Self {
        let (base, power) = (self.value, exponent.value);
        let value = libm::pow(base, power);
        // Of a constant exponent the logarithm of the base is not needed, which may be negative.
        let slope = if power == 0.0 { 0.0 } else { power * libm::pow(base, power - 1.0) };
        let of_exponent = value * libm::log(base);
        self.join(exponent, value, slope, of_exponent)
    }
}

/// What does not depend on a variable stays so, even where the outer derivative is infinite.
fn chain(outer: f64, inner: f64) -> f64 {
    if inner == 0.0 { 0.0 } else { outer * inner }
}
