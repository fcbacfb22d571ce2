//! What should be known of a design before it is drawn.

use super::Design;
use crate::FrameFile;
use cairn_study::{DrawMethod, Presentation, SamplePlan};

/// A remark on a design.
#[derive(Debug, Clone, PartialEq)]
pub enum Note {
    /// Every area of a stratum is a cluster.
    EveryArea {
        /// The stratum.
        stratum: String,
        /// Its areas.
        areas: u64,
    },
    /// Some areas are smaller than the households to be contacted in each, if their size counts households.
    SmallAreas {
        /// How many.
        areas: u64,
        /// Contacts a cluster.
        contacts: u64,
    },
    /// Areas so large that a draw by size would take each of them twice or more often, and is refused.
    TwiceCertain {
        /// Their names.
        areas: Vec<String>,
    },
    /// The contacts decided on are fewer than the take needs.
    FewContacts {
        /// As decided.
        contacts: u64,
        /// As the expected shares need.
        needed: u64,
    },
    /// An indicator’s margin is wider than wanted.
    Missed {
        /// The indicator.
        indicator: String,
        /// As wanted.
        wanted: f64,
        /// As expected.
        expected: f64,
    },
    /// A margin that is as wide as the share itself.
    Wide {
        /// The indicator.
        indicator: String,
        /// The parts of the population.
        parts: Vec<String>,
    },
    /// Parts in which fewer pairs are expected than the study shows percentages of.
    SmallBase {
        /// The parts.
        parts: Vec<String>,
        /// The base below which no percentage is shown.
        base: u32,
    },
    /// Parts of which no variance can be estimated, having no more clusters than strata.
    NoVariance {
        /// The parts.
        parts: Vec<String>,
    },
}

pub(super) fn notes(
    design: &Design,
    presentation: &Presentation,
    plan: &SamplePlan,
    frame: &FrameFile,
) -> Vec<Note> {
    let mut notes = Vec::new();
    for stratum in design.strata.iter().filter(|stratum| stratum.clusters == stratum.areas) {
        notes.push(Note::EveryArea { stratum: stratum.title.clone(), areas: stratum.areas });
    }
    let contacts = design.contacts_in_cluster;
    let small = frame.frame.size().iter().filter(|size| **size < contacts as f64).count();
    if small > 0 {
        notes.push(Note::SmallAreas { areas: small as u64, contacts });
    }
    let areas = twice_certain(design, plan, frame);
    if !areas.is_empty() {
        notes.push(Note::TwiceCertain { areas });
    }
    let take = f64::from(design.take);
    let needed = cairn_sample::precision::contacts(take, plan.target.eligible, plan.target.response);
    if let Some(needed) = needed.filter(|needed| *needed > contacts) {
        notes.push(Note::FewContacts { contacts, needed });
    }
    for indicator in &design.indicators {
        let country = indicator.precision.first().and_then(|country| country.as_ref()?.margin);
        if let (Some(wanted), Some(expected)) = (indicator.wanted, country)
            && in_hundredths(expected) > in_hundredths(wanted)
        {
            notes.push(Note::Missed { indicator: indicator.title.clone(), wanted, expected });
        }
        let wide = titles(design, &indicator.precision, |precision| {
            precision
                .margin
                .is_some_and(|margin| margin >= precision.proportion.min(1.0 - precision.proportion))
        });
        if !wide.is_empty() {
            notes.push(Note::Wide { indicator: indicator.title.clone(), parts: wide });
        }
    }
    if let Some(indicator) = design.indicators.first() {
        let base = presentation.minimum_base;
        let parts = titles(design, &indicator.precision, |precision| precision.pairs < f64::from(base));
        if !parts.is_empty() {
            notes.push(Note::SmallBase { parts, base });
        }
        let parts = titles(design, &indicator.precision, |precision| precision.margin.is_none());
        if !parts.is_empty() {
            notes.push(Note::NoVariance { parts });
        }
    }
    notes
}

/// A margin as it is shown, to a hundredth of a point: what is not seen is not missed.
fn in_hundredths(margin: f64) -> f64 {
    (margin * 1e4).round()
}

/// The areas at least twice as large as the step of a draw by size.
fn twice_certain(design: &Design, plan: &SamplePlan, frame: &FrameFile) -> Vec<String> {
    if matches!(plan.draw.method, DrawMethod::Simple | DrawMethod::Systematic) {
        return Vec::new();
    }
    let reserve = u64::from(plan.draw.reserve);
    let steps: Vec<f64> = design
        .strata
        .iter()
        .map(|stratum| stratum.size / (stratum.clusters + reserve).min(stratum.areas) as f64)
        .collect();
    let areas = frame.names.iter().zip(frame.frame.stratum().iter().zip(frame.frame.size()));
    areas
        .filter(|(_, (stratum, size))| steps.get(**stratum as usize).is_some_and(|step| **size >= 2.0 * step))
        .map(|(name, _)| name.clone())
        .collect()
}

/// The parts of which something holds.
fn titles(
    design: &Design,
    precision: &[Option<super::PartPrecision>],
    holds: impl Fn(&super::PartPrecision) -> bool,
) -> Vec<String> {
    let parts = design.parts.iter().zip(precision);
    parts
        .filter(|(_, precision)| precision.as_ref().is_some_and(&holds))
        .map(|(part, _)| part.title.clone())
        .collect()
}
