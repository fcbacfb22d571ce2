//! Presentation: from which base a percentage is shown, with which interval, and when it is flagged.

/// A published set of presentation rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// Disrupting Harm: below a base of 50, counts and no percentage.
    DisruptingHarm,
    /// DHS: below 25 unweighted cases nothing, from 25 to 49 in parentheses.
    Dhs,
    /// NCHS Data Presentation Standards for Proportions (Parker et al., 2017).
    Nchs,
}

/// Which interval is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntervalChoice {
    /// On the logit scale.
    Logit,
    /// Korn and Graubard's (1998) exact interval with the effective sample size.
    KornGraubard,
}

/// Rules beyond the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReliabilityRule {
    /// None.
    BaseOnly,
    /// The widths of the Korn–Graubard interval, the effective sample size and the degrees of freedom, as NCHS sets them.
    Nchs,
}

/// The study's rules of presentation.
#[derive(Debug, Clone, PartialEq)]
pub struct Presentation {
    /// The preset they began from.
    pub preset: Preset,
    /// Below this unweighted base no percentage is shown.
    pub minimum_base: u32,
    /// Below the minimum base the count of cases is still shown.
    pub counts_below_base: bool,
    /// Below this unweighted base a percentage stands in parentheses.
    pub parentheses_below: Option<u32>,
    /// Further rules.
    pub reliability: ReliabilityRule,
    /// The interval reported.
    pub interval: IntervalChoice,
    /// Its level, as 0.95.
    pub level: f64,
    /// Decimals of a percentage.
    pub decimals: u8,
}

impl Presentation {
    /// The rules of a preset, with 95 % intervals.
    pub fn preset(preset: Preset) -> Self {
        let (minimum_base, counts_below_base, parentheses_below, reliability, interval) = match preset {
            Preset::DisruptingHarm => (50, true, None, ReliabilityRule::BaseOnly, IntervalChoice::Logit),
            Preset::Dhs => (25, false, Some(50), ReliabilityRule::BaseOnly, IntervalChoice::Logit),
            Preset::Nchs => (30, false, None, ReliabilityRule::Nchs, IntervalChoice::KornGraubard),
        };
        Self {
            preset,
            minimum_base,
            counts_below_base,
            parentheses_below,
            reliability,
            interval,
            level: 0.95,
            decimals: if preset == Preset::DisruptingHarm { 0 } else { 1 },
        }
    }
}
