//! The cheapest clusters that give every indicator its margin of error.

use super::{Expected, Part, Setting};
use crate::allocation::{Optimum, OptimumError, optimum};
use cairn_survey::distribution::{normal_upper_quantile, student_upper_quantile};

/// Margins to be met: half-widths of confidence intervals of a level, for the whole population.
#[derive(Debug, Clone, Copy)]
pub struct ToMargins<'a> {
    /// The indicators, each with its margin.
    pub wanted: &'a [(Expected, f64)],
    /// The level, as 0.95.
    pub level: f64,
    /// What a cluster costs with its pairs, in each stratum.
    pub cost: &'a [f64],
    /// The fewest clusters in a stratum.
    pub minimum: u32,
}

/// Why margins cannot be met.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum MarginError {
    /// As for any requirements.
    #[error(transparent)]
    Optimum(#[from] OptimumError),
    /// Even every area of the frame is not enough.
    #[error(
        "the margin of {margin} cannot be met: with {take} pairs in every area of the frame it is {least}"
    )]
    BeyondFrame {
        /// The number of the indicator, from 0.
        indicator: usize,
        /// The margin wanted.
        margin: f64,
        /// The least margin that can be had.
        least: f64,
        /// The pairs a cluster.
        take: u32,
    },
}

/// The cheapest clusters with which every indicator’s expected margin of error, by Student’s t with as many degrees of freedom as
/// there are clusters less strata, is no wider than wanted.
///
/// The degrees of freedom depend on the clusters sought. More of them make t smaller and so need fewer clusters: the most are sought, by
/// halving, whose own solution has them. Clusters that this leaves over are then taken away.
///
/// # Errors
/// [`MarginError`] where no clusters of this frame do.
pub fn optimum_for_margins(setting: Setting<'_>, request: ToMargins<'_>) -> Result<Optimum, MarginError> {
    let search = Search { setting, request, tail: (1.0 - request.level) / 2.0 };
    let every_area: Vec<u32> =
        setting.strata.iter().map(|stratum| u32::try_from(stratum.areas).unwrap_or(u32::MAX)).collect();
    let most = search.degrees(&every_area);
    let of_all = search.solve(search.quantile(most))?;
    // With the smaller quantile of the normal distribution there are too few clusters, or just enough.
    let mut low = search.degrees(&search.solve(normal_upper_quantile(search.tail))?.clusters);
    let mut high = most;
    let mut best: Option<Optimum> = None;
    let mut next = low;
    while next <= high {
        // So few clusters as this t supposes may not do with it, though more do with theirs.
        let found = search.solve(search.quantile(next)).ok();
        let own = found.as_ref().map(|found| search.degrees(&found.clusters));
        if own.is_none_or(|own| own >= next) {
            low = next + 1.0;
        } else {
            high = next - 1.0;
        }
        if let (Some(own), None) = (own, &best) {
            high = high.min(own);
        }
        let better = |found: &Optimum| best.as_ref().is_none_or(|best| found.cost < best.cost);
        if let Some(found) = found.filter(|found| better(found) && search.holds(&found.clusters)) {
            best = Some(found);
        }
        next = f64::midpoint(low, high).floor().max(low);
    }
    let mut best = best.unwrap_or(Optimum { clusters: every_area, ..of_all });
    search.lower(&mut best.clusters);
    best.cost = best.clusters.iter().zip(request.cost).map(|(&n, cost)| f64::from(n) * cost).sum();
    Ok(best)
}

struct Search<'a> {
    setting: Setting<'a>,
    request: ToMargins<'a>,
    tail: f64,
}

impl Search<'_> {
    fn quantile(&self, df: f64) -> f64 {
        student_upper_quantile(self.tail, df)
    }

    /// Clusters less strata. One cluster a stratum leaves none; a step from there is made with one.
    fn degrees(&self, clusters: &[u32]) -> f64 {
        let all: f64 = clusters.iter().map(|&n| f64::from(n)).sum();
        (all - self.setting.strata.len() as f64).max(1.0)
    }

    /// The cheapest clusters that meet the margins with this t.
    fn solve(&self, t: f64) -> Result<Optimum, MarginError> {
        let Self { setting, request, .. } = self;
        let requirements: Vec<_> = request
            .wanted
            .iter()
            .map(|(expected, margin)| setting.requirement(expected, (margin / t) * (margin / t)))
            .collect();
        optimum(setting.strata, request.cost, &requirements, request.minimum).map_err(|error| match error {
            OptimumError::BeyondFrame { requirement, least, .. } => MarginError::BeyondFrame {
                indicator: requirement,
                margin: request.wanted.get(requirement).map_or(0.0, |(_, margin)| *margin),
                least: t * least.max(0.0).sqrt(),
                take: setting.take,
            },
            other => MarginError::Optimum(other),
        })
    }

    /// Whether these clusters give every margin with their own degrees of freedom.
    fn holds(&self, clusters: &[u32]) -> bool {
        self.request.wanted.iter().all(|(expected, margin)| {
            let precision = self.setting.precision(clusters, expected, Part::Whole);
            precision.is_some_and(|precision| {
                let found = precision.margin(self.request.level);
                precision.variance <= 0.0 || found.is_some_and(|found| found <= margin * (1.0 + 1e-9))
            })
        })
    }

    /// Takes clusters away, dearest first, while every margin holds.
    fn lower(&self, clusters: &mut [u32]) {
        let mut order: Vec<(usize, f64)> = self.request.cost.iter().copied().enumerate().collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1));
        for (stratum, _) in order {
            while let Some(n) = clusters.get(stratum).copied().filter(|n| *n > self.request.minimum.max(1)) {
                let mut fewer = clusters.to_vec();
                if let Some(here) = fewer.get_mut(stratum) {
                    *here = n - 1;
                }
                if !self.holds(&fewer) {
                    break;
                }
                clusters.copy_from_slice(&fewer);
            }
        }
    }
}
