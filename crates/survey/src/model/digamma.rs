//! Derivatives of the logarithm of the gamma function.

/// ψ(*x*) and ψ′(*x*) for *x* > 0: by recurrence up to 12, then by the asymptotic series (Abramowitz and Stegun, 1964, 6.3.18 and
/// 6.4.12), of which the first term left out is below 1e-17.
pub(super) fn digamma_and_slope(x: f64) -> (f64, f64) {
    const BERNOULLI: [f64; 8] = [
        1.0 / 6.0,
        -1.0 / 30.0,
        1.0 / 42.0,
        -1.0 / 30.0,
        5.0 / 66.0,
        -691.0 / 2730.0,
        7.0 / 6.0,
        -3617.0 / 510.0,
    ];
    let (mut digamma, mut slope) = (0.0, 0.0);
    let mut x = x;
    while x < 12.0 {
        digamma -= 1.0 / x;
        slope += 1.0 / (x * x);
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let (mut power, mut series, mut series_of_slope) = (1.0, 0.0, 0.0);
    for (place, number) in BERNOULLI.iter().enumerate() {
        power *= square;
        series += number * power / (2.0 * (place as f64 + 1.0));
        series_of_slope += number * power;
    }
    (digamma + libm::log(x) - 0.5 / x - series, slope + 1.0 / x + 0.5 * square + series_of_slope / x)
}

#[cfg(test)]
mod tests {
    use super::digamma_and_slope;

    #[test]
    fn known_values() {
        let euler = 0.577_215_664_901_532_9;
        let pi = std::f64::consts::PI;
        for (x, digamma, slope) in [
            (1.0, -euler, pi * pi / 6.0),
            (0.5, -euler - 2.0 * std::f64::consts::LN_2, pi * pi / 2.0),
            (2.0, 1.0 - euler, pi * pi / 6.0 - 1.0),
        ] {
            let (found, found_slope) = digamma_and_slope(x);
            assert!((found - digamma).abs() < 1e-14, "{x}: {found}");
            assert!((found_slope / slope - 1.0).abs() < 1e-14, "{x}: {found_slope}");
        }
    }
}
