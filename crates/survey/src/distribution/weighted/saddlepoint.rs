//! The saddlepoint approximation.

use super::cumulants::Cumulants;
use crate::distribution::{Distribution, Normal, Tails};

/// The tails by the saddlepoint approximation, in the form of Barndorff-Nielsen as Kuonen (1999) gives it; `None` where it has none.
pub(super) fn tails(cumulants: &Cumulants) -> Option<Tails> {
    let (below, above) =
        if cumulants.x > cumulants.mean() { (0.0, cumulants.right) } else { (cumulants.left, 0.0) };
    let saddle = cumulants.root(below, above, 0.0);
    let size = (-2.0 * cumulants.exponent(saddle)).sqrt();
    let w = if saddle < 0.0 { -size } else { size };
    let (_, second) = cumulants.derivatives(saddle);
    let v = saddle * second.sqrt();
    // At the mean ln(v/w)/w is 0/0; its limit is a sixth of the skewness.
    let correction = if saddle.abs() < 1e-4 { cumulants.skewness() / 6.0 } else { libm::log(v / w) / w };
    let w = if saddle.abs() < 1e-4 { v } else { w };
    let tails = Normal.tails(w + correction);
    tails.upper.is_finite().then(|| cumulants.original(tails))
}
