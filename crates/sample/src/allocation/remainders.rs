//! Largest remainders: the minimum first, the rest by rounded shares.

use super::error::check_room;
use super::{AllocationError, Stratum};

/// The clusters of each stratum: `minimum` to each, and the rest in the shares of `measures`, rounded down, with what is left going to the
/// largest remainders (Hamilton’s rule), earlier strata first among equal ones. A stratum that would get more than its areas gets all of
/// them, and the others share what it leaves.
///
/// Unlike [`allocate`](super::allocate), where the minimum is only a bound, every stratum gets it on top of its share; small strata so
/// get more.
///
/// # Errors
/// [`AllocationError`] where there is no such allocation.
pub fn largest_remainders(
    strata: &[Stratum],
    measures: &[f64],
    clusters: u32,
    minimum: u32,
) -> Result<Vec<u32>, AllocationError> {
    check_room(strata, clusters, minimum)?;
    if measures.len() != strata.len() {
        return Err(AllocationError::Deviations { given: measures.len(), strata: strata.len() });
    }
    if let Some(stratum) = measures.iter().position(|x| !(*x > 0.0 && x.is_finite())) {
        return Err(AllocationError::Measure { stratum });
    }
    let mut parts: Vec<Part> = strata
        .iter()
        .zip(measures)
        .map(|(stratum, &measure)| {
            let room = stratum.areas.saturating_sub(u64::from(minimum)).min(u64::from(u32::MAX));
            Part { measure, room: room as u32, given: 0, full: false }
        })
        .collect();
    // Room for all was checked: the minima are no more than the clusters.
    let mut free = clusters - minimum * strata.len() as u32;
    // Who would get more than there is room for gets all of it; that leaves the others larger shares, so they are looked at again.
    loop {
        let all: f64 = parts.iter().filter(|part| !part.full).map(|part| part.measure).sum();
        let mut filled = false;
        let mut taken = 0;
        for part in parts.iter_mut().filter(|part| !part.full) {
            if f64::from(free) * part.measure / all >= f64::from(part.room) {
                (part.full, part.given) = (true, part.room);
                filled = true;
                taken += part.room;
            }
        }
        if !filled {
            share(&mut parts, free, all);
            break;
        }
        free = free.saturating_sub(taken);
    }
    Ok(parts.iter().map(|part| minimum + part.given).collect())
}

struct Part {
    measure: f64,
    /// Clusters it can have beyond the minimum.
    room: u32,
    given: u32,
    full: bool,
}

/// Shares the clusters among the parts that have room for their share.
fn share(parts: &mut [Part], free: u32, all: f64) {
    let quota = |part: &Part| f64::from(free) * part.measure / all;
    let mut remainders: Vec<(usize, f64)> = Vec::new();
    let mut left = free;
    for (number, part) in parts.iter_mut().enumerate().filter(|(_, part)| !part.full) {
        let quota = quota(part);
        part.given = quota.floor() as u32;
        left = left.saturating_sub(part.given);
        remainders.push((number, quota - quota.floor()));
    }
    remainders.sort_by(|a, b| b.1.total_cmp(&a.1));
    for (number, _) in remainders.into_iter().take(left as usize) {
        if let Some(part) = parts.get_mut(number) {
            part.given += 1;
        }
    }
}
