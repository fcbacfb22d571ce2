//! Poisson samples, and those of them that have a given size.

use super::groups::Groups;
use super::size_distribution::Chance;
use cairn_random::Random;
use std::ops::Range;

/// Draws each area independently with the chance of its group.
///
/// Areas stand in blocks in which chances differ by a factor of two at most. Within a block the areas drawn with its largest chance are found
/// by jumping from one to the next, and each is kept with its own chance over the largest. So a sample costs as much as it has areas,
/// however many there are.
#[derive(Debug, Clone)]
pub(super) struct Poisson {
    blocks: Vec<Block>,
}

#[derive(Debug, Clone)]
struct Block {
    /// Places among the areas of all groups.
    places: Range<usize>,
    /// The largest chance of an area in the block.
    largest: f64,
    /// The smallest.
    smallest: f64,
}

/// Where the chance is larger, every area is asked: jumps would be short.
const EACH: f64 = 0.25;

impl Poisson {
    pub(super) fn new(groups: &Groups, chances: &[Chance]) -> Self {
        let mut blocks: Vec<Block> = Vec::new();
        let mut place = 0;
        for (chance, units) in chances.iter().zip(groups.counts()) {
            let end = place + units as usize;
            match blocks.last_mut() {
                Some(block)
                    if chance.drawn <= 2.0 * block.smallest && 2.0 * chance.drawn >= block.largest =>
                {
                    block.places.end = end;
                    block.largest = block.largest.max(chance.drawn);
                    block.smallest = block.smallest.min(chance.drawn);
                }
                _ => blocks.push(Block { places: place..end, largest: chance.drawn, smallest: chance.drawn }),
            }
            place = end;
        }
        Self { blocks }
    }

    /// Draws until as many areas are drawn as wanted; the sample is then one of the conditional Poisson design. About one of √(2π · variance)
    /// attempts succeeds where as many are expected. `without` is left out.
    pub(super) fn of_size(
        &self,
        groups: &Groups,
        chances: &[Chance],
        wanted: usize,
        without: Option<usize>,
        random: &mut Random,
    ) -> Vec<usize> {
        let mut drawn = Vec::with_capacity(wanted + 1);
        loop {
            drawn.clear();
            for block in &self.blocks {
                block.draw(random, |place, random| {
                    let Some(area) = groups.all().get(place).map(|area| *area as usize) else { return };
                    let chance = groups.group(area).and_then(|group| chances.get(group));
                    let kept = chance.is_some_and(|chance| random.chance(chance.drawn / block.largest));
                    if kept && Some(area) != without && drawn.len() <= wanted {
                        drawn.push(area);
                    }
                });
            }
            if drawn.len() == wanted {
                return drawn;
            }
        }
    }
}

impl Block {
    /// Meets each place of the block with the largest chance.
    fn draw(&self, random: &mut Random, mut meet: impl FnMut(usize, &mut Random)) {
        if self.largest > EACH {
            for place in self.places.clone() {
                if random.chance(self.largest) {
                    meet(place, random);
                }
            }
            return;
        }
        let log_left = libm::log1p(-self.largest);
        let mut place = self.places.start;
        loop {
            // Areas passed over before the next has a geometric distribution.
            let passed = libm::log(1.0 - random.uniform()) / log_left;
            if !(passed < (self.places.end - place) as f64) {
                return;
            }
            place += passed as usize;
            meet(place, random);
            place += 1;
        }
    }
}
