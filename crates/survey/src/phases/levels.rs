//! Partitions of the rows, and what two rows of one part add to a variance.

use crate::Matrix;
use crate::estimator::Scores;
use rustc_hash::FxHashMap;

/// The part of a row that is in none.
pub(super) const NOWHERE: u32 = u32::MAX;

/// What two rows of one part add: a constant, and a slope times the sum of the rows' probabilities.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pair {
    pub(super) constant: f64,
    pub(super) slope: f64,
}

/// A partition of the rows: for each two rows *i*, *j* of one part *g* it stands for *c*_g + *d*_g (*p*ᵢ + *p*ⱼ).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Level {
    /// By row.
    pub(super) parts: Vec<u32>,
    /// By part.
    pub(super) pairs: Vec<Pair>,
    /// *p* by row, where a slope is not zero; else empty.
    pub(super) probabilities: Vec<f64>,
}

impl Level {
    /// The same, of the rows drawn only.
    pub(super) fn within(&self, drawn: &[Option<u32>]) -> Self {
        let parts = self.parts.iter().zip(drawn);
        let parts = parts.map(|(part, drawn)| if drawn.is_some() { *part } else { NOWHERE }).collect();
        Self { parts, ..self.clone() }
    }

    /// Less the product with another: the parts are those in common. The first of the two has no slopes.
    pub(super) fn product(&self, other: &Self) -> Self {
        let mut known: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        let mut pairs = Vec::new();
        let mut parts = Vec::with_capacity(self.parts.len());
        for (own, others) in self.parts.iter().zip(&other.parts) {
            let of = |pairs: &[Pair], part: u32| pairs.get(part as usize).copied();
            let (Some(first), Some(second)) = (of(&self.pairs, *own), of(&other.pairs, *others)) else {
                parts.push(NOWHERE);
                continue;
            };
            parts.push(*known.entry((*own, *others)).or_insert_with(|| {
                pairs.push(Pair {
                    constant: -first.constant * second.constant,
                    slope: -first.constant * second.slope,
                });
                (pairs.len() - 1) as u32
            }));
        }
        Self { parts, pairs, probabilities: other.probabilities.clone() }
    }

    /// Adds Σ_g *c* *S S*ᵀ + *d* (*P S*ᵀ + *S P*ᵀ), where *S* = Σ *z* and *P* = Σ *p z* over the part. The scores are by row.
    pub(super) fn add(&self, scores: &Scores, covariance: &mut Matrix) {
        let width = scores.width();
        let mut sums = vec![0.0; self.pairs.len() * width];
        let sloped = !self.probabilities.is_empty();
        let mut weighted = if sloped { sums.clone() } else { Vec::new() };
        for (position, row) in scores.units().iter().enumerate() {
            let part = self.parts.get(*row as usize).copied().unwrap_or(NOWHERE) as usize;
            let Some(sum) = sums.get_mut(part * width..part.saturating_add(1) * width) else { continue };
            let own = scores.at(position);
            sum.iter_mut().zip(own).for_each(|(sum, score)| *sum += score);
            if sloped {
                let probability = self.probabilities.get(*row as usize).copied().unwrap_or_default();
                let weighted = &mut weighted[part * width..(part + 1) * width];
                weighted.iter_mut().zip(own).for_each(|(sum, score)| *sum += probability * score);
            }
        }
        for (part, pair) in self.pairs.iter().enumerate() {
            let sum = &sums[part * width..(part + 1) * width];
            covariance.add_outer(sum, pair.constant);
            if sloped && pair.slope != 0.0 {
                let weighted = &weighted[part * width..(part + 1) * width];
                for row in 0..width {
                    for column in 0..=row {
                        let cross = weighted[row] * sum[column] + sum[row] * weighted[column];
                        covariance.set(row, column, covariance.at(row, column) + pair.slope * cross);
                    }
                }
            }
        }
    }
}
