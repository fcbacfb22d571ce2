//! Replicates of what is a function of totals, from cluster totals alone.

use super::factors::{FactorTable, Factors};
use super::jackknife::Deletion;
use super::{Replicates, ReplicatesError};
use crate::estimator::Estimator;
use crate::parallel;
use crate::sum::Sum;
use crate::totals::DomainTotals;
use std::ops::Range;

/// Replicates that are worked at together: their sums stay near the processor.
const BLOCK: usize = 128;

impl Replicates {
    /// The value of an estimator in each replicate; NaN where it is not defined.
    ///
    /// # Errors
    /// When the replicates are held by row, or belong to another design.
    pub fn of_totals(
        &self,
        totals: &DomainTotals<'_>,
        estimator: &impl Estimator,
    ) -> Result<Vec<f64>, ReplicatesError> {
        let width = 1 + totals.measure().variables;
        let used = used_totals(estimator, width);
        let mut all = vec![f64::NAN; width];
        let value = |replicated: Vec<f64>| {
            used.iter().zip(replicated).for_each(|(place, total)| all[*place] = total);
            estimator.value(&all).unwrap_or(f64::NAN)
        };
        Ok(self.some_totals(totals, &used)?.into_iter().map(value).collect())
    }

    /// The totals *w*, *w·y*… of a domain in each replicate: a product of the factors by cluster and the totals by cluster. Several
    /// estimators of one measure share them.
    ///
    /// # Errors
    /// When the replicates are held by row, or belong to another design.
    pub fn replicate_totals(&self, totals: &DomainTotals<'_>) -> Result<Vec<Vec<f64>>, ReplicatesError> {
        let all: Vec<usize> = (0..1 + totals.measure().variables).collect();
        self.some_totals(totals, &all)
    }

    /// Those of the totals whose places are given.
    fn some_totals(
        &self,
        totals: &DomainTotals<'_>,
        places: &[usize],
    ) -> Result<Vec<Vec<f64>>, ReplicatesError> {
        let (Factors::Jackknife { groups, .. } | Factors::Grouped { groups, .. }) = &self.factors else {
            return Err(ReplicatesError::NotByUnit);
        };
        if groups.of_unit.len() != totals.design().last_units().len() {
            return Err(ReplicatesError::NotByUnit);
        }
        let groups = GroupTotals::new(totals, places, &groups.of_unit);
        match &self.factors {
            Factors::Jackknife { jackknife, .. } => Ok(groups.jackknife(&jackknife.deletions)),
            Factors::Grouped { table, .. } => {
                let blocks = parallel::map(self.count().div_ceil(BLOCK), |block| {
                    let replicates = block * BLOCK..((block + 1) * BLOCK).min(self.count());
                    groups.product(table, replicates)
                });
                Ok(blocks.into_iter().flatten().collect())
            }
            Factors::Rows { .. } => Err(ReplicatesError::NotByUnit),
        }
    }
}

/// The places of the totals that an estimator is a function of: those with a slope at totals that are like no others.
fn used_totals(estimator: &impl Estimator, width: usize) -> Vec<usize> {
    let somewhere: Vec<f64> = (0..width).map(|place| 1.0 + (place as f64 + 1.0).sqrt()).collect();
    let mut gradient = vec![0.0; width];
    estimator.gradient(&somewhere, &mut gradient);
    (0..width).filter(|place| gradient[*place] != 0.0).collect()
}

/// The totals of a domain by group, of the groups that have a case.
struct GroupTotals {
    width: usize,
    /// Ascending.
    groups: Vec<u32>,
    /// `width` numbers a group.
    values: Vec<f64>,
    whole: Vec<f64>,
}

impl GroupTotals {
    fn new(totals: &DomainTotals<'_>, places: &[usize], of_unit: &[u32]) -> Self {
        let width = places.len();
        let (mut groups, mut values): (Vec<u32>, Vec<f64>) = (Vec::new(), Vec::new());
        let mut whole = vec![Sum::default(); width];
        // Units stand in the order of the design, and so do their groups.
        for (unit, unit_totals) in totals.units() {
            let group = of_unit.get(unit as usize).copied().unwrap_or(u32::MAX);
            if groups.last() != Some(&group) {
                groups.push(group);
                values.resize(values.len() + width, 0.0);
            }
            let start = values.len() - width;
            for ((sum, all), place) in values[start..].iter_mut().zip(&mut whole).zip(places) {
                let value = unit_totals.get(*place).copied().unwrap_or(f64::NAN);
                *sum += value;
                all.add(value);
            }
        }
        Self { width, groups, values, whole: whole.into_iter().map(Sum::value).collect() }
    }

    fn of(&self, group: u32) -> &[f64] {
        match self.groups.binary_search(&group) {
            Ok(position) => &self.values[position * self.width..(position + 1) * self.width],
            Err(_) => &[],
        }
    }

    /// The sum over a range of groups.
    fn sum(&self, groups: Range<u32>) -> Vec<f64> {
        let first = self.groups.partition_point(|group| *group < groups.start);
        let last = self.groups.partition_point(|group| *group < groups.end);
        let mut sums = vec![0.0; self.width];
        for row in self.values[first * self.width..last * self.width].chunks_exact(self.width) {
            sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
        }
        sums
    }

    /// The totals with each cluster left out in turn: the whole, less it, with those that stand for it raised.
    fn jackknife(&self, deletions: &[Deletion]) -> Vec<Vec<f64>> {
        let mut among = (0..0, Vec::new());
        let mut replicates = Vec::with_capacity(deletions.len());
        for deletion in deletions {
            if among.0 != deletion.among {
                let range = deletion.among.clone();
                among = (range.clone(), self.sum(range.start as u32..range.end as u32));
            }
            let deleted = deletion.deleted as u32;
            // Nothing is left of a domain that lies in the cluster; not the rounding of it either.
            if self.groups == [deleted] {
                replicates.push(vec![0.0; self.width]);
                continue;
            }
            let mut totals = self.whole.clone();
            totals.iter_mut().zip(&among.1).for_each(|(total, sum)| *total += (deletion.raised - 1.0) * sum);
            totals.iter_mut().zip(self.of(deleted)).for_each(|(total, own)| *total -= deletion.raised * own);
            replicates.push(totals);
        }
        replicates
    }

    /// The sums over all groups, each times its factor, in some replicates.
    fn product(&self, table: &FactorTable, replicates: Range<usize>) -> Vec<Vec<f64>> {
        let count = replicates.len();
        let mut sums = vec![0.0; self.width * count];
        for (group, totals) in self.groups.iter().zip(self.values.chunks_exact(self.width.max(1))) {
            let Some(factors) = table.group(*group as usize).get(replicates.clone()) else { continue };
            for (sums, total) in sums.chunks_exact_mut(count).zip(totals) {
                if *total != 0.0 {
                    sums.iter_mut().zip(factors).for_each(|(sum, factor)| *sum += factor * total);
                }
            }
        }
        (0..count).map(|replicate| sums.iter().skip(replicate).step_by(count).copied().collect()).collect()
    }
}
