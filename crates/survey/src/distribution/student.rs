//! Student's t distribution.

use super::beta::{beta_quantile_logit, beta_tails};
use super::normal::{normal_upper_quantile, normal_upper_tail};

/// The probability above `t` with `df` degrees of freedom, which may be infinite. NaN where `df` is not positive.
pub fn student_upper_tail(t: f64, df: f64) -> f64 {
    if df == f64::INFINITY {
        return normal_upper_tail(t);
    }
    if !(df > 0.0) {
        return f64::NAN;
    }
    let square = t * t;
    let outside = beta_tails(df / (df + square), square / (df + square), 0.5 * df, 0.5).0;
    if t >= 0.0 { 0.5 * outside } else { 1.0 - 0.5 * outside }
}

/// The `t` above which lies the probability `tail`, with `df` degrees of freedom, which may be infinite.
/// NaN where `df` is not positive or `tail` is not a probability.
pub fn student_upper_quantile(tail: f64, df: f64) -> f64 {
    if df == f64::INFINITY {
        return normal_upper_quantile(tail);
    }
    if !(df > 0.0 && (0.0..=1.0).contains(&tail)) {
        return f64::NAN;
    }
    if tail > 0.5 {
        return -student_upper_quantile(1.0 - tail, df);
    }
    // t² = df (1 − x)/x where x is the beta quantile of both tails together.
    let logit = beta_quantile_logit(2.0 * tail, 1.0 - 2.0 * tail, 0.5 * df, 0.5);
    df.sqrt() * libm::exp(-0.5 * logit)
}

#[cfg(test)]
mod tests {
    use super::{student_upper_quantile, student_upper_tail};

    #[test]
    fn known_quantiles() {
        for (df, t) in [
            (1.0, 12.706_204_736_174_694),
            (2.0, 4.302_652_729_749_462),
            (16.0, 2.119_905_299_221_254),
            (197.0, 1.972_079_033_778_501),
            (1e7, 1.959_964_221_767_205),
        ] {
            let found = student_upper_quantile(0.025, df);
            assert!((found / t - 1.0).abs() < 2e-13, "{df}: {found}");
        }
    }

    #[test]
    fn one_degree_of_freedom_is_cauchy() {
        let expected = 0.5 - libm::atan(3.0) / std::f64::consts::PI;
        assert!((student_upper_tail(3.0, 1.0) / expected - 1.0).abs() < 1e-13);
    }

    #[test]
    fn without_degrees_of_freedom_there_is_no_quantile() {
        assert!(student_upper_quantile(0.025, 0.0).is_nan());
        assert!(student_upper_quantile(0.025, -1.0).is_nan());
    }
}
