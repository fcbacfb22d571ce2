//! Joining of classes that are too small to stand alone.

use super::cells::Cells;
use super::column::ClassColumn;
use super::error::WeightError;
use cairn_survey::Sum;

/// Classes that were joined into one.
#[derive(Debug, Clone, PartialEq)]
pub struct JoinedClass {
    /// The classes, each by the labels of its columns.
    pub classes: Vec<String>,
    /// The cases in them that take on the weight of the others.
    pub takers: usize,
    /// The factor of the joined class.
    pub factor: f64,
}

/// What a class must have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// The fewest cases that take on the weight of the others.
    pub(super) minimum: usize,
    /// The largest factor.
    pub(super) largest_factor: f64,
    /// Who takes on the weight, as errors call them: “who took part”.
    pub(super) who: &'static str,
}

/// A run of cells that are neighbours, adjusted as one.
#[derive(Debug, Clone)]
struct Group {
    /// The first cell, and the one after the last.
    cells: std::ops::Range<usize>,
    takers: usize,
    /// The weight of those who take on that of the others.
    taking: Sum,
    /// The weight of all.
    all: Sum,
}

impl Group {
    fn factor(&self) -> f64 {
        self.all.value() / self.taking.value()
    }

    /// The share of the weight of those who take on that of the others.
    fn rate(&self) -> f64 {
        self.taking.value() / self.all.value()
    }

    fn is_too_small(&self, limits: Limits) -> bool {
        self.takers < limits.minimum || !(self.factor() <= limits.largest_factor)
    }

    fn join(&mut self, other: &Self) {
        self.cells = self.cells.start.min(other.cells.start)..self.cells.end.max(other.cells.end);
        self.takers += other.takers;
        self.taking.add(other.taking.value());
        self.all.add(other.all.value());
    }
}

/// The classes after joining.
#[derive(Debug)]
pub(super) struct Joined {
    /// The factor of each cell.
    pub(super) factors: Vec<f64>,
    /// Number of classes.
    pub(super) classes: usize,
    /// Those of more than one cell.
    pub(super) joined: Vec<JoinedClass>,
}

/// Joins cells until each class keeps to the limits.
///
/// A cell that does not is joined with a neighbour in the order of labels that has the same labels but for the last column; where that is
/// not enough, but for the last two, and so on. Of two neighbours it is the one whose rate is nearer, since classes are to hold cases of like
/// propensity (Valliant, Dever and Kreuter, 2018, section 13.5.2); of two as near the first. The worst is joined first: the one with the fewest
/// takers, then with the largest factor.
///
/// `takes` tells whether a case takes on the weight of the others in its cell.
pub(super) fn join(
    cells: &Cells,
    columns: &[ClassColumn<'_>],
    weights: &[f64],
    takes: impl Fn(usize) -> bool,
    limits: Limits,
) -> Result<Joined, WeightError> {
    let mut groups: Vec<Group> = (0..cells.count())
        .map(|cell| Group { cells: cell..cell + 1, takers: 0, taking: Sum::default(), all: Sum::default() })
        .collect();
    for (case, (cell, weight)) in cells.of_case.iter().zip(weights).enumerate() {
        let Some(group) = groups.get_mut(*cell as usize) else { continue };
        group.all.add(*weight);
        if takes(case) {
            group.takers += 1;
            group.taking.add(*weight);
        }
    }
    for alike in (0..columns.len()).rev() {
        let prefix = |group: &Group| {
            cells.codes.get(group.cells.start).and_then(|codes| codes.get(..alike)).unwrap_or_default()
        };
        groups = groups
            .chunk_by(|left, right| prefix(left) == prefix(right))
            .flat_map(|family| join_family(family.to_vec(), limits))
            .collect();
    }
    if let Some(group) = groups.iter().find(|group| group.is_too_small(limits)) {
        return Err(if group.takers < limits.minimum {
            WeightError::TooFew { who: limits.who, found: group.takers, minimum: limits.minimum }
        } else {
            WeightError::FactorTooLarge { factor: group.factor(), largest: limits.largest_factor }
        });
    }
    let joined = groups.iter().filter(|group| group.cells.len() > 1).map(|group| JoinedClass {
        classes: group.cells.clone().map(|cell| cells.label(cell, columns)).collect(),
        takers: group.takers,
        factor: group.factor(),
    });
    Ok(Joined {
        joined: joined.collect(),
        classes: groups.len(),
        factors: groups
            .iter()
            .flat_map(|group| std::iter::repeat_n(group.factor(), group.cells.len()))
            .collect(),
    })
}

/// Joins neighbours until all keep to the limits or one is left.
fn join_family(mut groups: Vec<Group>, limits: Limits) -> Vec<Group> {
    while groups.len() > 1 {
        let worst = groups
            .iter()
            .enumerate()
            .filter(|(_, group)| group.is_too_small(limits))
            .min_by(|(_, a), (_, b)| a.takers.cmp(&b.takers).then(b.factor().total_cmp(&a.factor())))
            .map(|(position, group)| (position, group.rate()));
        let Some((worst, rate)) = worst else { break };
        let away = |position: usize| groups.get(position).map(|group| (group.rate() - rate).abs());
        let left = worst.checked_sub(1).and_then(|left| Some((left, away(left)?)));
        let right = away(worst + 1).map(|away| (worst, away));
        let first = match (left, right) {
            (Some((left, away_left)), Some((_, away_right))) if away_left <= away_right => left,
            (Some((left, _)), None) => left,
            _ => worst,
        };
        let taken = groups.remove(first + 1);
        if let Some(group) = groups.get_mut(first) {
            group.join(&taken);
        }
    }
    groups
}
