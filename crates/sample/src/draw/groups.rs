//! Areas of the same probability, which need to be calculated once.

use super::InclusionProbabilities;

/// The areas that are not certain, in groups of equal probability.
#[derive(Debug, Clone)]
pub(super) struct Groups {
    /// The probability of each group, from the smallest.
    pub(super) probability: Vec<f64>,
    /// The areas of each group, in their order, one group after the other.
    areas: Vec<u32>,
    /// Where each group ends among them.
    ends: Vec<usize>,
    /// The group of each area; none of the certain ones.
    of_area: Vec<Option<u32>>,
    /// The certain areas, in their order.
    pub(super) certain: Vec<usize>,
    /// How many areas are drawn that are not certain.
    pub(super) drawn: usize,
}

impl Groups {
    pub(super) fn of(probabilities: &InclusionProbabilities) -> Self {
        let of_area = probabilities.probability.iter().zip(&probabilities.certainty);
        let (mut uncertain, mut certain) = (Vec::new(), Vec::new());
        for (area, (probability, is_certain)) in of_area.enumerate() {
            if *is_certain {
                certain.push(area);
            } else if *probability > 0.0 {
                uncertain.push((*probability, area as u32));
            }
        }
        let sum: f64 = uncertain.iter().map(|(probability, _)| probability).sum();
        uncertain.sort_by(|(a, first), (b, second)| a.total_cmp(b).then(first.cmp(second)));
        let mut groups = Self {
            probability: Vec::new(),
            areas: Vec::with_capacity(uncertain.len()),
            ends: Vec::new(),
            of_area: vec![None; probabilities.probability.len()],
            certain,
            drawn: libm::round(sum) as usize,
        };
        for (probability, area) in uncertain {
            if groups.probability.last() != Some(&probability) {
                groups.probability.push(probability);
                groups.ends.push(groups.areas.len());
            }
            groups.areas.push(area);
            if let Some(end) = groups.ends.last_mut() {
                *end = groups.areas.len();
            }
            if let Some(group) = groups.of_area.get_mut(area as usize) {
                *group = Some(groups.probability.len() as u32 - 1);
            }
        }
        groups
    }

    /// How many areas each group has.
    pub(super) fn counts(&self) -> impl Iterator<Item = u64> + Clone {
        let starts = std::iter::once(&0).chain(&self.ends);
        self.ends.iter().zip(starts).map(|(end, start)| (end - start) as u64)
    }

    /// The areas of a group.
    pub(super) fn areas(&self, group: usize) -> &[u32] {
        let start =
            group.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(group).and_then(|end| self.areas.get(start..*end)).unwrap_or_default()
    }

    /// The group of an area; none for a certain one.
    pub(super) fn group(&self, area: usize) -> Option<usize> {
        self.of_area.get(area).copied().flatten().map(|group| group as usize)
    }

    /// All areas that are not certain, group after group.
    pub(super) fn all(&self) -> &[u32] {
        &self.areas
    }
}
