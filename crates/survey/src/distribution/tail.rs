//! Tails, and the search for the point that has a given one.

/// The probabilities on both sides of a point, or their logarithms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tails {
    /// Below the point.
    pub lower: f64,
    /// Above the point.
    pub upper: f64,
}

impl Tails {
    pub(super) const NAN: Self = Self { lower: f64::NAN, upper: f64::NAN };

    /// The two tails the other way round.
    pub(super) fn mirrored(self) -> Self {
        Self { lower: self.upper, upper: self.lower }
    }

    /// The logarithms of both.
    pub(super) fn logarithms(self) -> Self {
        Self { lower: libm::log(self.lower), upper: libm::log(self.upper) }
    }
}

/// The probability on one side of a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Tail {
    /// Below the point.
    Lower(f64),
    /// Above the point.
    Upper(f64),
}

impl Tail {
    /// Whichever of this tail and its complement is at most one half; `None` where it is no probability.
    pub(super) fn smaller(self) -> Option<Self> {
        let (Self::Lower(p) | Self::Upper(p)) = self;
        if !(0.0..=1.0).contains(&p) {
            return None;
        }
        Some(match self {
            Self::Lower(p) if p > 0.5 => Self::Upper(1.0 - p),
            Self::Upper(p) if p > 0.5 => Self::Lower(1.0 - p),
            small => small,
        })
    }

    /// The same tail of the mirrored distribution.
    pub(super) fn mirrored(self) -> Self {
        match self {
            Self::Lower(p) => Self::Upper(p),
            Self::Upper(p) => Self::Lower(p),
        }
    }
}

/// The tail that was computed by itself; the other is its complement.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side {
    pub(super) is_lower: bool,
    /// Logarithm of the density of the logarithm (or logit) of the variable at the point.
    pub(super) exponent: f64,
    /// The tail is this times the exponential of the exponent.
    pub(super) factor: f64,
}

impl Side {
    fn probability(self) -> f64 {
        (libm::exp(self.exponent) * self.factor).min(1.0)
    }

    pub(super) fn tails(self) -> Tails {
        let direct = self.probability();
        let tails = Tails { lower: direct, upper: 1.0 - direct };
        if self.is_lower { tails } else { tails.mirrored() }
    }

    pub(super) fn log_tails(self) -> Tails {
        let direct = (self.exponent + libm::log(self.factor)).min(0.0);
        let tails = Tails { lower: direct, upper: libm::log1p(-self.probability()) };
        if self.is_lower { tails } else { tails.mirrored() }
    }
}

/// The point with that tail, on the scale (logarithm or logit) on which `side` is told and `start` is given.
///
/// Newton's method on the logarithm of the tail's own logarithm, in which normal, exponential and power tails all are nearly
/// straight or bend slowly, so that no step goes far beyond; kept in a bracket against rounding.
pub(super) fn solve(tail: Tail, start: f64, side: impl Fn(f64) -> Side) -> f64 {
    let Some(tail) = tail.smaller() else { return f64::NAN };
    let (is_lower, target) = match tail {
        Tail::Lower(p) => (true, p),
        Tail::Upper(p) => (false, p),
    };
    if target == 0.0 {
        return if is_lower { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    let wanted = libm::log(target);
    let (mut below, mut above) = (-1e12, 1e12);
    let mut at = start.clamp(below, above);
    let mut last = f64::INFINITY;
    for _ in 0..120 {
        let side = side(at);
        let logs = side.log_tails();
        let reached = if is_lower { logs.lower } else { logs.upper };
        let error = reached - wanted;
        if (error > 0.0) == is_lower {
            above = at;
        } else {
            below = at;
        }
        let slope =
            if side.is_lower == is_lower { 1.0 / side.factor } else { libm::exp(side.exponent - reached) };
        let change = libm::log(reached / wanted) * reached / slope;
        let step = if is_lower { -change } else { change };
        let newton = at + step;
        let size = at.abs().max(0.01);
        // With a slack, since at the root rounding decides which side is seen.
        let slack = 1e-9 * size;
        let inside = newton >= below - slack && newton <= above + slack;
        let next = if inside { newton } else { 0.5 * (below + above) };
        let moved = (next - at).abs();
        at = next;
        // Steps that no longer shrink are rounding.
        if moved <= f64::EPSILON * size || (moved <= 1e-10 * size && moved >= 0.5 * last) {
            break;
        }
        last = moved;
    }
    at
}
