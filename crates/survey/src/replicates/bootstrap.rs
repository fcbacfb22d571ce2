//! Bootstraps: clusters drawn anew.

use super::factors::{FactorTable, Factors, Groups};
use super::{Replicates, ReplicatesError, first_stage_groups};
use crate::design::Stratum;
use crate::{Design, LonelyPsu, parallel};
use cairn_random::Random;
use std::ops::Range;
use std::sync::Arc;

/// How many replicates to draw, and from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    /// Number of replicates; at least 2.
    pub replicates: usize,
    /// Replicates of the same seed and design are the same for ever, and the first of many are those of few.
    pub seed: u64,
}

impl Replicates {
    /// The bootstrap of Canty and Davison (1999).
    ///
    /// In each replicate as many first-stage units as there are in a stratum are drawn anew: with replacement, or, where the
    /// population is known, without replacement from a population made of copies of the sample. The scale 1 / (*R* − 1) is raised by
    /// *h* / (*h* − 1), where *h* is the harmonic mean number of units in a stratum. That is exact for strata of one size.
    ///
    /// # Errors
    /// When there are fewer than two replicates, or when a stratum has one unit of more and the rule is not *certainty* or *remove*:
    /// these leave it as it is.
    pub fn bootstrap(design: &Design, draws: Draws, lonely_psu: LonelyPsu) -> Result<Self, ReplicatesError> {
        check(design, draws, lonely_psu, 1)?;
        let table = draw(design, draws, |random, stratum, factors| {
            let n = stratum.sampled() as u64;
            let drawn = if stratum.population.is_finite() {
                let order = random.different(n, n);
                let copies = random.different(n, stratum.population.floor() as u64);
                copies.into_iter().filter_map(|copy| order.get((copy % n) as usize).copied()).collect()
            } else {
                (0..n).map(|_| random.below(n)).collect::<Vec<u64>>()
            };
            add_draws(factors, &drawn, 1.0);
        });
        let several = || design.strata(0).iter().filter(|stratum| stratum.sampled() > 1);
        let inverses: f64 = several().map(|stratum| 1.0 / stratum.sampled() as f64).sum();
        let mean = several().count() as f64 / inverses;
        let scale = mean / (mean - 1.0) / (draws.replicates as f64 - 1.0);
        Ok(Self::new(by_first_stage(design, table), scale, vec![1.0; draws.replicates]))
    }

    /// The rescaling bootstrap of Rao and Wu (1988), with draws of one fewer than there are (Rao, Wu and Yue, 1992).
    ///
    /// In each replicate *n* − 1 of a stratum's *n* first-stage units are drawn with replacement; the weights of a unit drawn *m* times are
    /// multiplied by *m n* / (*n* − 1). Sampling fractions are not taken into account.
    ///
    /// # Errors
    /// As [`bootstrap`](Self::bootstrap).
    pub fn rao_wu(design: &Design, draws: Draws, lonely_psu: LonelyPsu) -> Result<Self, ReplicatesError> {
        check(design, draws, lonely_psu, 1)?;
        let table = draw(design, draws, |random, stratum, factors| {
            let n = stratum.sampled() as u64;
            let drawn: Vec<u64> = (1..n).map(|_| random.below(n)).collect();
            add_draws(factors, &drawn, n as f64 / (n as f64 - 1.0));
        });
        let scale = 1.0 / (draws.replicates as f64 - 1.0);
        Ok(Self::new(by_first_stage(design, table), scale, vec![1.0; draws.replicates]))
    }

    /// The rescaled bootstrap for several stages without replacement (Preston, 2009).
    ///
    /// In each replicate half of the units of every stratum at every stage are drawn without replacement. With *n′* = ⌊*n*/2⌋, sampling
    /// fraction *f* and δ = 1 for a unit drawn, else 0, the factor of a last-stage unit is 1 + Σ λ ∏ √(*n*/*n′*) δ (*n*/*n′* δ − 1): a
    /// term for each stage, where the product is over the stages before it and
    /// λ² = *n′* (1 − *f*) ∏ *f* / (*n* − *n′*). Factors may be negative.
    ///
    /// # Errors
    /// As [`bootstrap`](Self::bootstrap), for strata of every stage.
    pub fn rescaled_bootstrap(
        design: &Design,
        draws: Draws,
        lonely_psu: LonelyPsu,
    ) -> Result<Self, ReplicatesError> {
        check(design, draws, lonely_psu, design.stages())?;
        let units = design.last_units().len();
        let replicates = parallel::map(draws.replicates, |replicate| {
            let mut random = Random::numbered([draws.seed, 0, 0, 0], replicate as u64);
            let mut factors = vec![1.0; units];
            let first = design.strata(0).len();
            halve(design, &mut random, 0, 0..first, &Drawn { share: 1.0, spread: 1.0 }, &mut factors);
            factors
        });
        let table = FactorTable::new(units, &replicates);
        let groups = Groups::of_units((0..units as u32).collect());
        let scale = 1.0 / (draws.replicates as f64 - 1.0);
        let factors = Factors::Grouped { table: Arc::new(table), groups };
        Ok(Self::new(factors, scale, vec![1.0; draws.replicates]))
    }
}

fn check(design: &Design, draws: Draws, lonely_psu: LonelyPsu, stages: usize) -> Result<(), ReplicatesError> {
    if draws.replicates < 2 {
        return Err(ReplicatesError::TooFew { what: "replicates", found: draws.replicates });
    }
    let leave = matches!(lonely_psu, LonelyPsu::Certainty | LonelyPsu::Remove);
    for stage in 0..stages {
        for (position, stratum) in design.strata(stage).iter().enumerate() {
            if stratum.sampled() == 1 && stratum.sampling_fraction() < 1.0 && !leave {
                let key = design.stratum_key(stage, position);
                return Err(match lonely_psu {
                    LonelyPsu::Fail => ReplicatesError::LonelyPsu(key),
                    _ => ReplicatesError::LonelyPsuRule(key),
                });
            }
        }
    }
    let mut strata = (0..stages).flat_map(|stage| design.strata(stage));
    if strata.all(|stratum| stratum.sampled() < 2) {
        return Err(ReplicatesError::TooFew { what: "sampled clusters in a stratum", found: 1 });
    }
    Ok(())
}

/// Draws each replicate, stratum by stratum; strata with one unit keep the factor 1.
fn draw(
    design: &Design,
    draws: Draws,
    stratum_draw: impl Fn(&mut Random, &Stratum, &mut [f64]) + Send + Sync,
) -> FactorTable {
    let units = design.units(0).len();
    let replicates = parallel::map(draws.replicates, |replicate| {
        let mut random = Random::numbered([draws.seed, 0, 0, 0], replicate as u64);
        let mut factors = vec![1.0; units];
        for stratum in design.strata(0).iter().filter(|stratum| stratum.sampled() > 1) {
            if let Some(own) = factors.get_mut(stratum.units.clone()) {
                stratum_draw(&mut random, stratum, own);
            }
        }
        factors
    });
    FactorTable::new(units, &replicates)
}

fn add_draws(factors: &mut [f64], drawn: &[u64], each: f64) {
    factors.fill(0.0);
    for unit in drawn {
        if let Some(factor) = factors.get_mut(*unit as usize) {
            *factor += each;
        }
    }
}

fn by_first_stage(design: &Design, table: FactorTable) -> Factors {
    Factors::Grouped { table: Arc::new(table), groups: Groups::of_units(first_stage_groups(design)) }
}

/// What the stages before a stratum drew.
struct Drawn {
    /// The product of their sampling fractions.
    share: f64,
    /// The product of √(*n*/*n′*) δ.
    spread: f64,
}

/// Adds to the factors of the units within these strata the terms of this stage and those below.
fn halve(
    design: &Design,
    random: &mut Random,
    stage: usize,
    strata: Range<usize>,
    before: &Drawn,
    factors: &mut [f64],
) {
    for stratum in &design.strata(stage)[strata] {
        let n = stratum.sampled();
        let half = n / 2;
        let mut chosen = vec![n < 2; n];
        for unit in random.different(half as u64, n as u64) {
            if let Some(chosen) = chosen.get_mut(unit as usize) {
                *chosen = true;
            }
        }
        let fraction = stratum.sampling_fraction();
        let (raised, spread) = if half > 0 {
            let unsampled = (1.0 - fraction).max(0.0);
            let lambda = (half as f64 * unsampled * before.share / (n - half) as f64).sqrt();
            (lambda * before.spread, n as f64 / half as f64)
        } else {
            (0.0, 1.0)
        };
        for (unit, chosen) in stratum.units.clone().zip(chosen) {
            let unit = &design.units(stage)[unit];
            let delta = f64::from(u8::from(chosen));
            if let Some(own) = factors.get_mut(unit.last_units.clone()) {
                own.iter_mut().for_each(|factor| *factor += raised * (spread * delta - 1.0));
            }
            if stage + 1 < design.stages() && fraction > 0.0 {
                let within =
                    Drawn { share: before.share * fraction, spread: before.spread * spread.sqrt() * delta };
                halve(design, random, stage + 1, unit.strata.clone(), &within, factors);
            }
        }
    }
}
