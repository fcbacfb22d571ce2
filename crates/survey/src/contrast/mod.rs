//! Contrasts: functions of earlier estimates, linear or any that can be written down, with variances by the delta method.
//!
//! A [`Contrast`] of the values of estimates gives its own value and its partial derivatives;
//! [`Variation::transform`](crate::Variation::transform) turns these into how it varies.

mod dual;
mod expression;
mod parse;
mod token;

pub use expression::Expression;
pub use parse::{ExpressionError, Mistake};

/// A function of estimates.
#[derive(Debug, Clone, PartialEq)]
pub enum Contrast {
    /// The sum of the estimates, each times a number.
    Linear(Vec<f64>),
    /// An expression over the estimates' names, and which estimate each name of it means, in the order of
    /// [`Expression::names`].
    Expression(Expression, Vec<usize>),
}

impl Contrast {
    /// The value, and the partial derivative with respect to each estimate.
    ///
    /// `None` where a linear contrast has not one number for each estimate, or a name means none of them. NaN where the function is
    /// not defined.
    pub fn evaluate(&self, estimates: &[f64]) -> Option<(f64, Vec<f64>)> {
        match self {
            Self::Linear(factors) => {
                let used = factors.iter().zip(estimates).filter(|(factor, _)| **factor != 0.0);
                let value = used.map(|(factor, estimate)| factor * estimate).sum();
                (factors.len() == estimates.len()).then(|| (value, factors.clone()))
            }
            Self::Expression(expression, places) => {
                let values: Option<Vec<f64>> =
                    places.iter().map(|place| estimates.get(*place).copied()).collect();
                let (value, gradient) = expression.evaluate(&values?)?;
                let mut slopes = vec![0.0; estimates.len()];
                places.iter().zip(gradient).for_each(|(place, slope)| slopes[*place] += slope);
                Some((value, slopes))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Contrast, Expression};

    #[test]
    fn linear() {
        let contrast = Contrast::Linear(vec![1.0, -1.0, 0.0]);
        assert_eq!(contrast.evaluate(&[5.0, 3.0, f64::NAN]), Some((2.0, vec![1.0, -1.0, 0.0])));
        assert_eq!(contrast.evaluate(&[5.0, 3.0]), None);
    }

    #[test]
    fn two_names_may_mean_one_estimate() {
        let contrast = Contrast::Expression(Expression::parse("a * b").unwrap(), vec![1, 1]);
        assert_eq!(contrast.evaluate(&[7.0, 3.0]), Some((9.0, vec![0.0, 6.0])));
        assert_eq!(Contrast::Expression(Expression::parse("a").unwrap(), vec![2]).evaluate(&[1.0]), None);
    }
}
