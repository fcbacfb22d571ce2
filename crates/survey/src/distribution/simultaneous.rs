//! Multipliers of standard errors for intervals that are all to hold at once.

use super::{Distribution, FisherF, Normal, Student, Tail};
use crate::Matrix;
use crate::algebra::symmetric_eigen;

/// Bonferroni's multiplier for `comparisons` two-sided intervals: never too short, whatever the correlations. NaN where there are
/// no comparisons or no degrees of freedom.
pub fn bonferroni_multiplier(level: f64, comparisons: usize, df: f64) -> f64 {
    Student { df }.quantile(Tail::Upper(0.5 * (1.0 - level) / comparisons as f64))
}

/// Šidák's (1967, JASA 62, 626–633) multiplier for `comparisons` two-sided intervals: exact where these are independent, never too
/// short with infinite degrees of freedom. NaN as Bonferroni's.
pub fn sidak_multiplier(level: f64, comparisons: usize, df: f64) -> f64 {
    let each = -libm::expm1(libm::log(level) / comparisons as f64);
    if comparisons == 0 { f64::NAN } else { Student { df }.quantile(Tail::Upper(0.5 * each)) }
}

/// Scheffé's (1953, Biometrika 40, 87–104) multiplier for all linear combinations in a space of so many dimensions. NaN where there
/// are none or no degrees of freedom.
pub fn scheffe_multiplier(level: f64, dimensions: usize, df: f64) -> f64 {
    let numerator = dimensions as f64;
    (numerator * FisherF { numerator, denominator: df }.quantile(Tail::Upper(1.0 - level))).sqrt()
}

/// The multiplier at which the greatest absolute value of multivariate *t* variables with that correlation matrix stays, with the
/// probability `level`: the shortest intervals that hold at once. Right to about 1e-4 of it for up to five variables and 1e-3 for
/// twenty; the same bits each time.
///
/// The variables are a direction times a length. For a given direction the probability is one of the F distribution (the radial
/// method of Deák, 1980, Numerische Mathematik 35, 249–260). Its mean is taken over a fixed sequence of directions, with the number
/// of variables beyond the limit, whose mean is known, as control variate. The matrix may be singular, as that of all differences
/// is. `None` where it is no correlation matrix, `df` is not positive or `level` not between 0 and 1.
pub fn greatest_t_multiplier(level: f64, correlation: &Matrix, df: f64) -> Option<f64> {
    if !(level > 0.0 && level < 1.0 && df > 0.0) || correlation.order() == 0 {
        return None;
    }
    let components = components(correlation)?;
    let (mut below, mut above) =
        (bonferroni_multiplier(level, 1, df), bonferroni_multiplier(level, correlation.order(), df));
    if components.len() == 1 || !above.is_finite() {
        return Some(below);
    }
    let directions = Directions::new(&components, df);
    let excess = |limit: f64| 1.0 - level - directions.beyond(limit);
    let (mut low, mut high) = (excess(below), excess(above));
    // The secant between two ends; the value at an end that stays twice is halved, so that both close in (the Illinois method).
    let mut last_was_low = None;
    for _ in 0..60 {
        if !(low < 0.0 && high > 0.0) || above - below < 1e-7 {
            break;
        }
        let middle = below - low * (above - below) / (high - low);
        let reached = excess(middle);
        if reached.abs() < 1e-7 {
            return Some(middle);
        }
        let is_low = reached < 0.0;
        let again = last_was_low == Some(is_low);
        if is_low {
            (below, low) = (middle, reached);
            high = if again { 0.5 * high } else { high };
        } else {
            (above, high) = (middle, reached);
            low = if again { 0.5 * low } else { low };
        }
        last_was_low = Some(is_low);
    }
    Some(if low >= 0.0 { below } else { above })
}

/// The principal components of a correlation matrix, greatest first, each scaled by its standard deviation; `None` where the diagonal
/// is not of ones or the matrix is not positive semidefinite.
fn components(correlation: &Matrix) -> Option<Vec<Vec<f64>>> {
    const ROUNDING: f64 = 1e-8;
    let ones = correlation.diagonal().iter().all(|value| (value - 1.0).abs() < ROUNDING);
    let eigen = symmetric_eigen(correlation)?;
    if !ones || eigen.values.iter().any(|&value| value < -ROUNDING) {
        return None;
    }
    let kept = eigen.values.iter().enumerate().filter(|&(_, &value)| value > ROUNDING);
    let scaled = kept.map(|(index, value)| {
        eigen.vectors.column(index).iter().map(|element| element * value.sqrt()).collect()
    });
    Some(scaled.collect())
}

/// The directions of the sequence.
struct Directions {
    variables: usize,
    /// By direction the squares of the variables where the components' length is its root mean square, greatest first.
    squares: Vec<f64>,
    length: FisherF,
    df: f64,
}

impl Directions {
    fn new(components: &[Vec<f64>], df: f64) -> Self {
        let generators = generators(components.len());
        let variables = components.first().map_or(0, Vec::len);
        let mut squares = vec![0.0; variables * POINTS];
        for (point, values) in squares.chunks_exact_mut(variables.max(1)).enumerate() {
            let mut length = 0.0;
            for (component, &generator) in components.iter().zip(&generators) {
                let normal = Normal.quantile(Tail::Lower(coordinate(point, generator)));
                length += normal * normal;
                for (value, element) in values.iter_mut().zip(component) {
                    *value += normal * element;
                }
            }
            for value in values.iter_mut() {
                *value *= *value * components.len() as f64 / length;
            }
            values.sort_unstable_by(|a, b| b.total_cmp(a));
        }
        Self {
            variables,
            squares,
            length: FisherF { numerator: components.len() as f64, denominator: df },
            df,
        }
    }

    /// The probability that some variable is beyond the limit.
    fn beyond(&self, limit: f64) -> f64 {
        let square = limit * limit;
        // Variables that are beyond the limit less often than this do not count.
        let least = square / self.length.quantile(Tail::Upper(1e-8));
        let (mut some, mut number) = (0.0, 0.0);
        let (mut products, mut number_squares) = (0.0, 0.0);
        for (point, values) in self.squares.chunks_exact(self.variables.max(1)).enumerate() {
            let counted = values.iter().take_while(|&&value| value > least);
            let mut tails = counted.map(|value| self.length.upper_tail(square / value));
            let first = tails.next().unwrap_or(0.0);
            let sum = first + tails.sum::<f64>();
            let weight = weight(point) / POINTS as f64;
            some += weight * first;
            number += weight * sum;
            products += weight * first * sum;
            number_squares += weight * sum * sum;
        }
        let known = 2.0 * self.variables as f64 * Student { df: self.df }.upper_tail(limit);
        let variance = number_squares - number * number;
        let slope = if variance > 0.0 { (products - some * number) / variance } else { 0.0 };
        some + slope * (known - number)
    }
}

/// Points of the sequence.
const POINTS: usize = 16_384;

/// A coordinate of a point: a multiple of an irrational number, folded so that the integrand has no jump at the ends.
fn coordinate(point: usize, generator: f64) -> f64 {
    let multiple = (point as f64 + 0.5) * generator;
    (2.0 * (multiple - multiple.floor()) - 1.0).abs()
}

/// The weight of a point: less at both ends of the sequence, for which means over multiples of irrational numbers converge as
/// the square of the number of points (Niederreiter, 1978, Bulletin of the American Mathematical Society 84, 957–1041).
fn weight(point: usize) -> f64 {
    let place = 2.0 * (point as f64 + 0.5) / POINTS as f64 - 1.0;
    2.0 * (1.0 - place.abs())
}

/// Square roots of the first prime numbers, which are independent over the rational numbers.
fn generators(count: usize) -> Vec<f64> {
    let mut primes: Vec<u32> = Vec::with_capacity(count);
    let mut candidate = 2;
    while primes.len() < count {
        if primes.iter().all(|prime| candidate % prime != 0) {
            primes.push(candidate);
        }
        candidate += 1;
    }
    primes.into_iter().map(|prime| f64::from(prime).sqrt()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn equal(order: usize, correlation: f64) -> Matrix {
        let mut matrix = Matrix::from_diagonal(&vec![1.0; order]);
        for row in 0..order {
            for column in 0..row {
                matrix.set(row, column, correlation);
            }
        }
        matrix
    }

    /// Variables, correlation, degrees of freedom, multiplier; by R's `integrate` over the variable they share and over the scale.
    const EQUAL: [(usize, f64, f64, f64); 8] = [
        (2, 0.0, 4.0, 3.3819942),
        (2, 0.9, 16.0, 2.2933237),
        (5, 0.0, 16.0, 2.8864076),
        (5, 0.5, 4.0, 3.9944687),
        (5, 0.5, f64::INFINITY, 2.5114631),
        (5, 0.9, 4.0, 3.3969014),
        (20, 0.5, 16.0, 3.2992745),
        (20, 0.5, f64::INFINITY, 2.9054803),
    ];

    #[test]
    fn equal_correlations_have_known_multipliers() {
        for (order, correlation, df, expected) in EQUAL {
            let found = greatest_t_multiplier(0.95, &equal(order, correlation), df).unwrap();
            let digits = if order > 5 { 1e-3 } else { 2e-4 };
            assert!(
                (found / expected - 1.0).abs() < digits,
                "{order} {correlation} {df}: {found}, not {expected}"
            );
        }
    }

    #[test]
    fn independence_is_sidak_and_one_is_student() {
        let found = greatest_t_multiplier(0.9, &equal(6, 0.0), f64::INFINITY).unwrap();
        assert!((found - sidak_multiplier(0.9, 6, f64::INFINITY)).abs() < 5e-4);
        let alone = greatest_t_multiplier(0.9, &equal(1, 0.0), 7.0).unwrap();
        assert_eq!(alone, bonferroni_multiplier(0.9, 1, 7.0));
        assert!((scheffe_multiplier(0.9, 1, 7.0) - alone).abs() < 1e-12);
    }

    #[test]
    fn all_differences_are_the_studentized_range() {
        // Differences of three independent means: √2 times the multiplier is the studentized range, 3.314493 (R: qtukey(0.95, 3, Inf)).
        let half = 0.5;
        let rows = [[1.0, half, -half], [half, 1.0, half], [-half, half, 1.0]];
        let found = greatest_t_multiplier(0.95, &Matrix::from_rows(&rows).unwrap(), f64::INFINITY).unwrap();
        assert!((found * 2.0_f64.sqrt() - 3.314_493).abs() < 2e-4, "{found}");
    }

    #[test]
    fn what_is_no_correlation_has_no_multiplier() {
        assert!(greatest_t_multiplier(0.95, &equal(3, -0.9), 5.0).is_none());
        assert!(greatest_t_multiplier(0.95, &Matrix::from_diagonal(&[1.0, 2.0]), 5.0).is_none());
        assert!(greatest_t_multiplier(0.95, &equal(2, f64::NAN), 5.0).is_none());
        assert!(greatest_t_multiplier(0.95, &equal(2, 0.0), 0.0).is_none());
        assert!(sidak_multiplier(0.95, 0, 5.0).is_nan() && scheffe_multiplier(0.95, 0, 5.0).is_nan());
    }
}
