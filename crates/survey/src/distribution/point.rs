//! Points of a beta distribution, told so that none of what the tails need cancels.

/// A point of the beta distribution with shapes *a* and *b*.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    /// The point.
    pub(super) x: f64,
    /// 1 − *x*.
    pub(super) y: f64,
    /// ln *x*, for where *x* is too small for a float.
    pub(super) log_x: f64,
    /// ln *y*, likewise.
    pub(super) log_y: f64,
    /// How far the mean lies above *x*: *a y* − *b x*. For large shapes the tails depend on it much more than on *x*.
    pub(super) excess: f64,
}

impl Point {
    /// From *x* and *y* = 1 − *x*, of which the smaller is taken to be exact.
    pub(super) fn new(x: f64, y: f64, a: f64, b: f64) -> Self {
        let excess = if x <= y { -multiple_less(a, b, x, a) } else { multiple_less(a, b, y, b) };
        Self { x, y, log_x: libm::log(x), log_y: libm::log(y), excess }
    }

    /// From the odds *x*/*y*, given as their logarithm.
    pub(super) fn from_logit(logit: f64, a: f64, b: f64) -> Self {
        let (x, y) = (1.0 / (1.0 + libm::exp(-logit)), 1.0 / (1.0 + libm::exp(logit)));
        let small = libm::log1p(libm::exp(-logit.abs()));
        let (log_x, log_y) = if logit < 0.0 { (logit - small, -small) } else { (-small, -logit - small) };
        Self { x, y, log_x, log_y, excess: a * y - b * x }
    }

    /// The same point seen from the other end, for shapes *b* and *a*.
    pub(super) fn mirrored(self) -> Self {
        Self { x: self.y, y: self.x, log_x: self.log_y, log_y: self.log_x, excess: -self.excess }
    }
}

/// (*a* + *b*)·*x* − *c* with one rounding at the end.
fn multiple_less(a: f64, b: f64, x: f64, c: f64) -> f64 {
    let sum = a + b;
    // What the sum and the product were rounded by (Knuth's two-sum; a fused product).
    let of_b = sum - a;
    let sum_rounding = (a - (sum - of_b)) + (b - of_b);
    let product = sum * x;
    let product_rounding = sum.mul_add(x, -product);
    let difference = product - c;
    let of_c = difference - product;
    let difference_rounding = (product - (difference - of_c)) - (c + of_c);
    difference + (difference_rounding + product_rounding + sum_rounding * x)
}
