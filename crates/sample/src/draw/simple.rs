//! Simple random sampling.

use super::DrawError;
use cairn_random::Random;

/// Draws areas so that every sample of that size is equally likely. The areas drawn, in their order.
///
/// # Errors
/// When more clusters are wanted than there are areas.
pub fn simple(areas: usize, clusters: usize, random: &mut Random) -> Result<Vec<usize>, DrawError> {
    if clusters > areas {
        return Err(DrawError::TooMany { clusters, areas });
    }
    let mut drawn: Vec<usize> =
        random.different(clusters as u64, areas as u64).into_iter().map(|area| area as usize).collect();
    drawn.sort_unstable();
    Ok(drawn)
}
