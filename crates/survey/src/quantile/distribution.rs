//! The weighted distribution of a variable.

use super::Order;
use crate::parallel;
use crate::sum::Sum;

/// The values that have weight, ascending, with the weight up to each.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    values: Vec<f64>,
    weights: Vec<f64>,
    cumulative: Vec<f64>,
}

impl Distribution {
    /// The distribution under these weights, one for each value that was ordered; a value of weight zero is not there.
    pub fn new(order: &Order, weights: &[f64]) -> Self {
        let sorted = order.sorted();
        let parts = parallel::chunks(sorted.len(), |places| {
            let mut part = Self::with_capacity(places.len());
            let mut sum = Sum::default();
            for &(value, position) in &sorted[places] {
                let weight = weights.get(position as usize).copied().unwrap_or(0.0);
                if weight > 0.0 {
                    sum.add(weight);
                    part.values.push(value);
                    part.weights.push(weight);
                    part.cumulative.push(sum.value());
                }
            }
            part
        });
        let mut distribution = Self::with_capacity(sorted.len());
        let mut before = Sum::default();
        for part in parts {
            let offset = before.value();
            before.add(part.total());
            distribution.values.extend_from_slice(&part.values);
            distribution.weights.extend_from_slice(&part.weights);
            distribution.cumulative.extend(part.cumulative.iter().map(|upto| offset + upto));
        }
        distribution
    }

    fn with_capacity(length: usize) -> Self {
        Self {
            values: Vec::with_capacity(length),
            weights: Vec::with_capacity(length),
            cumulative: Vec::with_capacity(length),
        }
    }

    /// Number of values.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether no value has weight.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The weight of all values.
    pub fn total(&self) -> f64 {
        self.cumulative.last().copied().unwrap_or(0.0)
    }

    /// The values, ascending.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The weight of each value, in their order.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The sum of the weights up to each value.
    pub fn cumulative(&self) -> &[f64] {
        &self.cumulative
    }

    /// The share of the weight at or below a value: *F*(*x*). NaN without weight.
    pub fn at_or_below(&self, value: f64) -> f64 {
        match self.values.partition_point(|other| *other <= value) {
            _ if self.is_empty() => f64::NAN,
            0 => 0.0,
            count => self.cumulative[count - 1] / self.total(),
        }
    }

    /// The share of the values, whatever their weights, at or below a value. NaN without values.
    pub fn count_at_or_below(&self, value: f64) -> f64 {
        self.values.partition_point(|other| *other <= value) as f64 / self.len() as f64
    }
}
