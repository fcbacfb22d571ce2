//! Replicates of what is a function of totals, from cluster totals alone.

use super::factors::Factors;
use super::jackknife::Deletion;
use super::{Replicates, ReplicatesError};
use crate::estimator::Estimator;
use crate::parallel;
use crate::sum::Sum;
use crate::totals::DomainTotals;

/// Replicates that are worked at together.
const BLOCK: usize = 16;

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
        let replicated = self.replicate_totals(totals)?;
        Ok(replicated.iter().map(|totals| estimator.value(totals).unwrap_or(f64::NAN)).collect())
    }

    /// The totals *w*, *w·y*… of a domain in each replicate: a product of the factors by cluster and the totals by cluster. Several
    /// estimators of one measure share them.
    ///
    /// # Errors
    /// When the replicates are held by row, or belong to another design.
    pub fn replicate_totals(&self, totals: &DomainTotals<'_>) -> Result<Vec<Vec<f64>>, ReplicatesError> {
        let (Factors::Jackknife { groups, .. } | Factors::Grouped { groups, .. }) = &self.factors else {
            return Err(ReplicatesError::NotByUnit);
        };
        if groups.of_unit.len() != totals.design().last_units().len() {
            return Err(ReplicatesError::NotByUnit);
        }
        let groups = GroupTotals::new(totals, &groups.of_unit);
        match &self.factors {
            Factors::Jackknife { jackknife, .. } => Ok(groups.jackknife(&jackknife.deletions)),
            Factors::Grouped { table, .. } => {
                let blocks = parallel::map(self.count().div_ceil(BLOCK), |block| {
                    let replicates = block * BLOCK..((block + 1) * BLOCK).min(self.count());
                    replicates.map(|replicate| groups.product(table.replicate(replicate))).collect::<Vec<_>>()
                });
                Ok(blocks.into_iter().flatten().collect())
            }
            Factors::Rows { .. } => Err(ReplicatesError::NotByUnit),
        }
    }
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
    fn new(totals: &DomainTotals<'_>, of_unit: &[u32]) -> Self {
        let width = 1 + totals.measure().variables;
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
            for ((sum, all), value) in values[start..].iter_mut().zip(&mut whole).zip(unit_totals) {
                *sum += value;
                all.add(*value);
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
    fn sum(&self, groups: std::ops::Range<u32>) -> Vec<f64> {
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

    /// The sum over all groups, each times its factor.
    fn product(&self, factors: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.width];
        for (group, row) in self.groups.iter().zip(self.values.chunks_exact(self.width)) {
            let factor = factors.get(*group as usize).copied().unwrap_or(1.0);
            if factor != 0.0 {
                sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += factor * value);
            }
        }
        sums
    }
}
