//! The variance of a share under a stratified, clustered design, before it is drawn.

use super::effect::cross_class_effect;
use super::expected::Expected;
use crate::allocation::{Requirement, Stratum};
use cairn_survey::distribution::student_upper_quantile;

/// A design but for the clusters of its strata.
///
/// Clusters of a stratum share its intraclass correlation, and each answer has the variance S² = p(1 − p) of its stratum. Of the variance
/// of an answer the part ρ lies between clusters and 1 − ρ within them, so with *n* of *N* areas and *m* answers in each the variance of
/// the stratum’s share is
///
/// ```text
/// V = w · S² · [ (1 − n/N) · ρ/n + (1 − ρ)/(n·m) ]
/// ```
///
/// with Kish’s effect of unequal weights within strata, w (Kish, 1965, section 11.7; Hansen, Hurwitz and Madow, 1953, I, section 6.6). Its
/// two parts together are S²/(n·m) · (1 + (m − 1)ρ) where areas are many. The correction for a finite number of areas bears on the
/// part between them alone: taking every area leaves the variance within. That people of a cluster are finite, too, is left out, which
/// errs on the safe side; under draws with unequal probabilities the correction is an approximation. That strata are sampled at
/// different rates is in the sum over strata, so w must not count it again.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The strata.
    pub strata: &'a [Stratum],
    /// Pairs interviewed in a cluster.
    pub take: u32,
    /// The design effect of unequal weights within strata, 1 + CV²; 1 where they are equal.
    pub weighting_effect: f64,
}

/// A part of the population of which a share is estimated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Part<'a> {
    /// All of it.
    Whole,
    /// These strata, by a mark for each.
    Strata(&'a [bool]),
    /// A group that is spread over all clusters and makes up that share of each take.
    Group(f64),
    /// A group that has clusters of its own, that share of each stratum’s, such as one sex where clusters are split.
    OwnClusters(f64),
}

impl Part<'_> {
    fn holds(&self, stratum: usize) -> bool {
        match self {
            Self::Strata(marks) => marks.get(stratum).copied().unwrap_or(false),
            _ => true,
        }
    }
}

/// What an estimated share can be expected to be worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Precision {
    /// The expected share.
    pub proportion: f64,
    /// The clusters in which the part is found.
    pub clusters: f64,
    /// The pairs of the part.
    pub pairs: f64,
    /// The variance of the estimated share.
    pub variance: f64,
    /// The variance over that of a simple random sample of as many pairs; nothing where the share is 0 or 1.
    pub design_effect: Option<f64>,
    /// Clusters less strata; below 1 there is no variance to be estimated.
    pub degrees_of_freedom: f64,
}

impl Precision {
    /// Half the width of the confidence interval of that level, by Student’s t: nothing where no variance can be estimated, or none is
    /// expected.
    pub fn margin(&self, level: f64) -> Option<f64> {
        if self.degrees_of_freedom < 1.0 || !(self.variance > 0.0) {
            return None;
        }
        Some(student_upper_quantile((1.0 - level) / 2.0, self.degrees_of_freedom) * self.variance.sqrt())
    }
}

impl Setting<'_> {
    /// What the share of a part can be expected to be worth with these clusters in the strata; nothing where a stratum of the part
    /// has no cluster, or the part no stratum.
    pub fn precision(&self, clusters: &[u32], expected: &Expected, part: Part<'_>) -> Option<Precision> {
        let inside =
            || self.strata.iter().zip(clusters).enumerate().filter(|(number, _)| part.holds(*number));
        let all: f64 = inside().map(|(_, (stratum, _))| stratum.size).sum();
        let mut drawn = 0.0;
        let mut strata = 0.0;
        for (_, (_, &n)) in inside() {
            if n == 0 {
                return None;
            }
            drawn += f64::from(n);
            strata += 1.0;
        }
        if strata == 0.0 {
            return None;
        }
        let (of_clusters, of_take) = match part {
            Part::Whole | Part::Strata(_) => (1.0, 1.0),
            Part::Group(share) => (1.0, share),
            Part::OwnClusters(share) => (share, 1.0),
        };
        let take = f64::from(self.take);
        let correlation = expected.correlation();
        let effect = cross_class_effect(take, of_take, correlation);
        let mut proportion = 0.0;
        let mut variance = 0.0;
        for ((number, (stratum, &n)), (p, answer)) in self
            .strata
            .iter()
            .zip(clusters)
            .enumerate()
            .zip(expected.proportions().iter().zip(expected.variances()))
        {
            if !part.holds(number) {
                continue;
            }
            let weight = stratum.size / all;
            let n = f64::from(n) * of_clusters;
            let areas = stratum.areas as f64;
            proportion += weight * p;
            // Every area that is taken takes its part of the variance between areas away, never more than there is.
            let taken = (correlation / areas).min(correlation / n);
            let within = self.weighting_effect * answer * (effect / (n * take * of_take) - taken);
            variance += weight * weight * within;
        }
        let clusters = drawn * of_clusters;
        let pairs = clusters * take * of_take;
        let simple = proportion * (1.0 - proportion) / pairs;
        Some(Precision {
            proportion,
            clusters,
            pairs,
            variance,
            design_effect: (simple > 0.0).then_some(variance / simple),
            degrees_of_freedom: clusters - strata,
        })
    }

    /// The variance of the whole population’s share as a function of the clusters, to be at most `limit`.
    pub fn requirement(&self, expected: &Expected, limit: f64) -> Requirement {
        let all: f64 = self.strata.iter().map(|stratum| stratum.size).sum();
        let take = f64::from(self.take);
        let correlation = expected.correlation();
        let one = correlation + (1.0 - correlation) / take;
        let mut constant = 0.0;
        let unit = self
            .strata
            .iter()
            .zip(expected.variances())
            .map(|(stratum, answer)| {
                let weight = stratum.size / all;
                let of_answer = weight * weight * self.weighting_effect * answer;
                constant += of_answer * correlation / stratum.areas as f64;
                of_answer * one
            })
            .collect();
        Requirement { unit, constant, limit }
    }

    /// Standard deviations by stratum with which Neyman allocation makes the mean design effect of several indicators least.
    ///
    /// Each indicator’s variance counts relative to that of a simple random sample, so that a rare one is not drowned by a common one. Their
    /// mean is again a sum over strata of W²·S²/n, whose S is given (Yates, 1960, section 9.4; Cochran, 1977, section 5A.4).
    pub fn mean_deviations(&self, indicators: &[Expected]) -> Vec<f64> {
        let all: f64 = self.strata.iter().map(|stratum| stratum.size).sum();
        let mut squares = vec![0.0; self.strata.len()];
        for expected in indicators {
            let shares = self.strata.iter().zip(expected.proportions());
            let overall: f64 = shares.map(|(stratum, p)| stratum.size / all * p).sum();
            let simple = overall * (1.0 - overall);
            if !(simple > 0.0) {
                continue;
            }
            let effect = super::clustering_effect(f64::from(self.take), expected.correlation());
            for (square, answer) in squares.iter_mut().zip(expected.variances()) {
                *square += answer * effect / simple / indicators.len() as f64;
            }
        }
        squares.into_iter().map(f64::sqrt).collect()
    }
}
