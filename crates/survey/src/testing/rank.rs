//! Rank tests.

use super::{Test, TestError, wald};
use crate::SurveyError;
use crate::distribution::{Distribution, FisherF, Normal, Tail};
use crate::quantile::Order;
use crate::sample::{Domain, Estimates, Sample, Statistic};
use crate::sum::Sum;

/// What is made of a rank, a number between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RankScore {
    /// The rank itself: Wilcoxon's and, of several groups, Kruskal and Wallis's test.
    #[default]
    Wilcoxon,
    /// The normal quantile of the rank: van der Waerden's test.
    VanDerWaerden,
    /// Whether the rank is above one half: the median test.
    Median,
}

/// A rank test of groups (Lumley and Scott, 2013, Biometrika 100, 831–842): a regression of the scores of estimated population ranks on
/// the group, in which the ranks count as known.
#[derive(Debug, Clone, PartialEq)]
pub struct RankTest {
    scores: Vec<f64>,
    groups: Vec<u32>,
    count: usize,
}

/// A rank test's result.
#[derive(Debug, Clone, PartialEq)]
pub struct RankTestResult {
    /// Of two groups, the difference of their mean scores, the second less the first.
    pub difference: Option<f64>,
    /// The test: *t* for two groups; for more, the quadratic form in the differences from the first group, compared as *F*.
    pub test: Test,
}

impl RankTest {
    /// Ranks the outcome of the domain's rows; groups are coded by any numbers.
    ///
    /// # Errors
    /// When the columns differ in length, a value is not a number, or there are fewer than two groups.
    pub fn new(
        outcome: &[f64],
        groups: &[u32],
        weights: &[f64],
        score: RankScore,
    ) -> Result<Self, SurveyError> {
        if outcome.len() != groups.len() {
            return Err(TestError::Length(outcome.len(), groups.len()).into());
        }
        let (groups, count) = super::association::compact(groups);
        if count < 2 {
            return Err(TestError::Categories(count).into());
        }
        let scores = ranks(outcome, weights)?.into_iter().map(|rank| score.of(rank)).collect();
        Ok(Self { scores, groups, count })
    }

    /// The test that the groups have one distribution, on `df` degrees of freedom of the design less the number of groups but one.
    ///
    /// # Errors
    /// When there is no variance, it is singular, or no degrees of freedom are left.
    pub fn test(&self, sample: &Sample, domain: &Domain, df: f64) -> Result<RankTestResult, SurveyError> {
        let estimates = self.estimate(sample, domain)?;
        let covariance = estimates.covariance.as_ref().ok_or(TestError::NoVariance)?;
        let numerator = estimates.values.len() as f64;
        let denominator = df - numerator;
        if !(denominator > 0.0) {
            return Err(TestError::NoDegreesOfFreedom { clusters: df, needed: numerator + 1.0 }.into());
        }
        if let [difference] = *estimates.values {
            let error = estimates.standard_error(0).filter(|error| *error > 0.0);
            let test = Test::student(difference / error.ok_or(TestError::NoVariance)?, denominator);
            return Ok(RankTestResult { difference: Some(difference), test });
        }
        let statistic = wald::quadratic_form(&estimates.values, covariance)?;
        let p = FisherF { numerator, denominator }.upper_tail(statistic / numerator);
        let test = Test { statistic, name: "Chisq", df: vec![numerator, denominator], p };
        Ok(RankTestResult { difference: None, test })
    }

    /// The differences with their covariance, from the linearized variables under any design: replicates vary these too, and not the
    /// ranks, as in R's `survey`.
    fn estimate(&self, sample: &Sample, domain: &Domain) -> Result<Estimates, SurveyError> {
        let weights = domain.gather(sample.weights());
        let values = self.values(&weights)?;
        let columns = self.influence(&weights, &values)?;
        Ok(Estimates { values, ..sample.estimate(&LinearTotals { columns }, domain)? })
    }

    /// The weights of the groups, and their mean scores.
    fn means(&self, weights: &[f64]) -> Vec<(f64, f64)> {
        let mut sums = vec![(Sum::default(), Sum::default()); self.count];
        for ((score, group), weight) in self.scores.iter().zip(&self.groups).zip(weights) {
            let (total, product) = &mut sums[*group as usize];
            total.add(*weight);
            product.add(weight * score);
        }
        sums.into_iter().map(|(total, product)| (total.value(), product.value() / total.value())).collect()
    }
}

/// The differences of the groups' mean scores from the first group's.
impl Statistic for RankTest {
    fn width(&self) -> usize {
        self.count - 1
    }

    fn values(&self, weights: &[f64]) -> Result<Vec<f64>, SurveyError> {
        let means = self.means(weights);
        let first = means.first().map_or(f64::NAN, |(_, mean)| *mean);
        Ok(means.iter().skip(1).map(|(_, mean)| mean - first).collect())
    }

    fn influence(&self, weights: &[f64], _values: &[f64]) -> Result<Vec<Vec<f64>>, SurveyError> {
        let means = self.means(weights);
        let column = |other: usize| {
            let rows = self.scores.iter().zip(&self.groups);
            rows.map(|(score, group)| {
                let (weight, mean) = means[*group as usize];
                match *group as usize {
                    0 => (mean - score) / weight,
                    group if group == other => (score - mean) / weight,
                    _ => 0.0,
                }
            })
            .collect()
        };
        Ok((1..self.count).map(column).collect())
    }
}

/// Totals of variables that stay as they are, whatever the weights.
struct LinearTotals {
    columns: Vec<Vec<f64>>,
}

impl Statistic for LinearTotals {
    fn width(&self) -> usize {
        self.columns.len()
    }

    fn values(&self, weights: &[f64]) -> Result<Vec<f64>, SurveyError> {
        let total = |column: &Vec<f64>| {
            column.iter().zip(weights).map(|(value, weight)| value * weight).collect::<Sum>().value()
        };
        Ok(self.columns.iter().map(total).collect())
    }

    fn influence(&self, _weights: &[f64], _values: &[f64]) -> Result<Vec<Vec<f64>>, SurveyError> {
        Ok(self.columns.clone())
    }
}

impl RankScore {
    fn of(self, rank: f64) -> f64 {
        match self {
            Self::Wilcoxon => rank,
            Self::VanDerWaerden => Normal.quantile(Tail::Lower(rank)),
            Self::Median => f64::from(u8::from(rank > 0.5)),
        }
    }
}

/// Estimated population ranks over the population's size: for each value the weight below it and half its own. Equal values, in
/// the order of the rows, each get the plain mean of theirs, as in R's `survey`.
fn ranks(outcome: &[f64], weights: &[f64]) -> Result<Vec<f64>, SurveyError> {
    let order = Order::new(outcome)?;
    let mut ranks = vec![f64::NAN; outcome.len()];
    let mut upto = Sum::default();
    for tied in order.sorted().chunk_by(|left, right| left.0 == right.0) {
        let mut middle = Sum::default();
        for (_, position) in tied {
            let weight = weights.get(*position as usize).copied().unwrap_or(0.0);
            upto.add(weight);
            middle.add(upto.value() - weight / 2.0);
        }
        let rank = middle.value() / tied.len() as f64;
        tied.iter().for_each(|(_, position)| ranks[*position as usize] = rank);
    }
    let total = upto.value();
    ranks.iter_mut().for_each(|rank| *rank /= total);
    Ok(ranks)
}
