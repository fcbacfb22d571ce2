//! The exact least of Σ x²/n over whole numbers between bounds.

use super::Stratum;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// From the minimum in each stratum, one cluster after the other goes where it lowers Σ x²/n most: by x²/(n(n + 1)). As each term is
/// convex in n, no other allocation is better (Wright, 2012, theorem 1; Friedrich and others, 2015, section 3). There is room for all.
pub(super) fn least(strata: &[Stratum], measures: &[f64], clusters: u32, minimum: u32) -> Vec<u32> {
    let mut allocation = vec![minimum; strata.len()];
    let mut heap: BinaryHeap<Candidate> = strata
        .iter()
        .zip(measures)
        .enumerate()
        .filter(|(_, (stratum, _))| stratum.areas > u64::from(minimum))
        .map(|(number, (stratum, &measure))| Candidate::new(number, *stratum, measure, minimum))
        .collect();
    let given = u64::from(minimum) * strata.len() as u64;
    for _ in given..u64::from(clusters) {
        let Some(mut best) = heap.peek_mut() else { break };
        let Some(here) = allocation.get_mut(best.number) else { break };
        *here += 1;
        if u64::from(*here) < best.stratum.areas {
            *best = Candidate::new(best.number, best.stratum, best.measure, *here);
        } else {
            std::collections::binary_heap::PeekMut::pop(best);
        }
    }
    allocation
}

/// A stratum that could have one cluster more.
struct Candidate {
    priority: f64,
    number: usize,
    stratum: Stratum,
    measure: f64,
}

impl Candidate {
    fn new(number: usize, stratum: Stratum, measure: f64, clusters: u32) -> Self {
        let n = f64::from(clusters);
        // The root of what is gained: it does not overflow where squares of sizes would.
        Self { priority: measure / (n * (n + 1.0)).sqrt(), number, stratum, measure }
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_gain = self.priority.total_cmp(&other.priority);
        let by_size = || self.stratum.size.total_cmp(&other.stratum.size);
        by_gain.then_with(by_size).then_with(|| other.number.cmp(&self.number))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}
