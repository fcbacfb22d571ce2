//! Exponentials and logarithms without branches, so that a processor takes several at once.
//!
//! Only additions, multiplications, divisions and bits, so that they are the same on every platform; within two units of the last place.

/// ln 2 in two parts, the first with zeros at its end, so that small multiples of it are exact.
const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// e^*x*, for *x* from −708 to 709; beyond, as there.
#[inline(always)]
pub(super) fn exp(x: f64) -> f64 {
    // Adding it rounds to a whole number, which then stands in the last bits.
    const ROUND: f64 = 6_755_399_441_055_744.0;
    let x = x.clamp(-708.0, 709.0);
    let rounded = x * std::f64::consts::LOG2_E + ROUND;
    let powers = rounded - ROUND;
    // x = powers · ln 2 + r, with r at most ln 2 / 2 in size.
    let r = (x - powers * LN2_HIGH) - powers * LN2_LOW;
    // The Taylor series, of which the first term left out is below 1e-17.
    let series = 1.0 / 6_227_020_800.0;
    let series = series * r + 1.0 / 479_001_600.0;
    let series = series * r + 1.0 / 39_916_800.0;
    let series = series * r + 1.0 / 3_628_800.0;
    let series = series * r + 1.0 / 362_880.0;
    let series = series * r + 1.0 / 40_320.0;
    let series = series * r + 1.0 / 5_040.0;
    let series = series * r + 1.0 / 720.0;
    let series = series * r + 1.0 / 120.0;
    let series = series * r + 1.0 / 24.0;
    let series = series * r + 1.0 / 6.0;
    let series = series * r + 0.5;
    let part = 1.0 + (r + (r * r) * series);
    f64::from_bits(part.to_bits().wrapping_add(rounded.to_bits() << 52))
}

/// ln *x*, for positive normal numbers (the series of FreeBSD's `e_log.c`).
#[inline(always)]
pub(super) fn log(x: f64) -> f64 {
    // The bits of √½, so that the fraction lies between √½ and √2.
    const ROOT_OF_HALF: u64 = 0x3fe6_a09e_667f_3bcd;
    const ONE: u64 = 0x3ff0_0000_0000_0000;
    const TWO_TO_52: f64 = 4_503_599_627_370_496.0;
    let shifted = x.to_bits().wrapping_add(ONE - ROOT_OF_HALF);
    let exponent = f64::from_bits(TWO_TO_52.to_bits() | (shifted >> 52)) - (TWO_TO_52 + 1023.0);
    let fraction = f64::from_bits((shifted & 0x000f_ffff_ffff_ffff) + ROOT_OF_HALF);
    let f = fraction - 1.0;
    let s = f / (2.0 + f);
    let z = s * s;
    let series = 1.479_819_860_511_658_6e-1;
    let series = series * z + 1.531_383_769_920_937_3e-1;
    let series = series * z + 1.818_357_216_161_805e-1;
    let series = series * z + 2.222_219_843_214_978_4e-1;
    let series = series * z + 2.857_142_874_366_239e-1;
    let series = series * z + 3.999_999_999_940_942e-1;
    let series = (series * z + 6.666_666_666_666_735e-1) * z;
    let half = 0.5 * f * f;
    exponent * LN2_HIGH - ((half - (s * (half + series) + exponent * LN2_LOW)) - f)
}

#[cfg(test)]
mod tests {
    #[test]
    fn exponentials_are_within_two_units() {
        for step in -70_700..=70_800 {
            let x = f64::from(step) * 0.010_013_7;
            let (found, expected) = (super::exp(x), libm::exp(x));
            if (-708.0..=709.0).contains(&x) {
                assert!(
                    (found / expected - 1.0).abs() <= 2.0 * f64::EPSILON,
                    "{x}: {found} is not {expected}"
                );
            }
        }
        assert_eq!(super::exp(0.0), 1.0);
        assert!(super::exp(1e300).is_finite() && super::exp(-1e300) > 0.0);
    }

    #[test]
    fn logarithms_are_within_two_units() {
        for step in 1..200_000 {
            let x = f64::from(step) * 0.000_731 * libm::exp2(f64::from(step % 60) - 20.0);
            let (found, expected) = (super::log(x), libm::log(x));
            let close = (found - expected).abs() <= 2.0 * f64::EPSILON * expected.abs();
            assert!(close, "{x}: {found} is not {expected}");
        }
        assert_eq!(super::log(1.0), 0.0);
    }
}
