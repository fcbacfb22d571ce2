//! Presentation: what of an estimate may be shown, under the study's rules.

use crate::{Estimate, Prevalence};
use cairn_study::{Presentation, ReliabilityRule};
use std::fmt;

/// Why a percentage is not shown.
#[derive(Debug, Clone, PartialEq)]
pub enum WithheldReason {
    /// The base is below the study's minimum.
    SmallBase {
        /// The minimum.
        minimum: u32,
    },
    /// The effective sample size is below 30 (NCHS).
    SmallEffectiveSize,
    /// The interval is too wide in absolute terms (NCHS: 0.30 or more).
    WideInterval,
    /// The interval is too wide beside the estimate (NCHS: relative width over 130 %).
    WideRelativeInterval,
    /// There is no estimate.
    NotEstimated(String),
}

impl fmt::Display for WithheldReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SmallBase { minimum } => write!(f, "the base is below {minimum}"),
            Self::SmallEffectiveSize => f.write_str("the effective sample size is below 30"),
            Self::WideInterval => f.write_str("the interval is 30 points wide or more"),
            Self::WideRelativeInterval => f.write_str("the interval is wider than 130 % of the estimate"),
            Self::NotEstimated(reason) => f.write_str(reason),
        }
    }
}

/// What may be shown of a number.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// The percentage with its interval.
    Percentage {
        /// It rests on few cases and stands in parentheses.
        parentheses: bool,
        /// What a reader must be told of its reliability.
        flags: Vec<&'static str>,
    },
    /// Counts instead of a percentage: `count` of `n`, and why.
    Counts(WithheldReason),
    /// Nothing but the reason.
    Withheld(WithheldReason),
}

/// A prevalence together with what may be shown of it; what reports and exports take.
#[derive(Debug, Clone, PartialEq)]
pub struct Presented {
    prevalence: Prevalence,
    shown: Shown,
}

impl Presented {
    /// What may be shown.
    pub fn shown(&self) -> &Shown {
        &self.shown
    }

    /// The claim without its numbers' permission: ids, words, n and missing counts.
    pub fn prevalence(&self) -> &Prevalence {
        &self.prevalence
    }

    /// The estimate, where it may be shown.
    pub fn estimate(&self) -> Option<&Estimate> {
        match self.shown {
            Shown::Percentage { .. } => self.prevalence.claim().estimate.as_ref().ok(),
            Shown::Counts(_) | Shown::Withheld(_) => None,
        }
    }

    /// The unweighted count of those for whom it is so, where it may be shown.
    pub fn count(&self) -> Option<u64> {
        match self.shown {
            Shown::Percentage { .. } | Shown::Counts(_) => Some(self.prevalence.claim().count),
            Shown::Withheld(_) => None,
        }
    }
}

/// Applies the study's rules of presentation.
pub fn present(prevalence: Prevalence, rules: &Presentation) -> Presented {
    let claim = prevalence.claim();
    let shown = decide(claim.n, claim.estimate.as_ref(), rules);
    Presented { prevalence, shown }
}

/// What may be shown of a proportion of `n` cases.
pub(crate) fn decide(n: u64, estimate: Result<&Estimate, &String>, rules: &Presentation) -> Shown {
    let estimate = match estimate {
        Ok(estimate) => estimate,
        Err(reason) => return Shown::Withheld(WithheldReason::NotEstimated(reason.clone())),
    };
    if n < u64::from(rules.minimum_base) {
        let reason = WithheldReason::SmallBase { minimum: rules.minimum_base };
        return if rules.counts_below_base { Shown::Counts(reason) } else { Shown::Withheld(reason) };
    }
    let mut flags = Vec::new();
    if rules.reliability == ReliabilityRule::Nchs {
        match nchs(estimate) {
            Ok(found) => flags = found,
            Err(reason) => return Shown::Withheld(reason),
        }
    }
    let parentheses = rules.parentheses_below.is_some_and(|limit| n < u64::from(limit));
    Shown::Percentage { parentheses, flags }
}

/// The NCHS Data Presentation Standards for Proportions (Parker et al., 2017, Vital and Health Statistics 2(175)).
///
/// Suppressed: effective size below 30; Korn–Graubard interval 0.30 wide or more; wider than 0.05 and wider than 130 %
/// of the proportion. Flagged: wider than 130 % of the complement; fewer than 8 degrees of freedom; a proportion of 0 or 1.
fn nchs(estimate: &Estimate) -> Result<Vec<&'static str>, WithheldReason> {
    if estimate.effective_n.is_some_and(|n| n < 30.0) {
        return Err(WithheldReason::SmallEffectiveSize);
    }
    let Some(interval) = &estimate.korn_graubard else {
        return Err(WithheldReason::NotEstimated("the Korn–Graubard interval cannot be computed".into()));
    };
    let width = interval.upper - interval.lower;
    if width >= 0.30 {
        return Err(WithheldReason::WideInterval);
    }
    let mut flags = Vec::new();
    let certain = estimate.proportion <= 0.0 || estimate.proportion >= 1.0;
    if width > 0.05 && !certain {
        if width > 1.3 * estimate.proportion {
            return Err(WithheldReason::WideRelativeInterval);
        }
        if width > 1.3 * (1.0 - estimate.proportion) {
            flags.push("the interval is wider than 130 % of the complement");
        }
    }
    if estimate.degrees_of_freedom < 8.0 {
        flags.push("fewer than 8 degrees of freedom");
    }
    if certain {
        flags.push("the sample has only one answer");
    }
    Ok(flags)
}
