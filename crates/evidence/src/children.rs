//! Numbers of children: a share of those who use the internet, the share of children who do, and the number of children.

use crate::sentence::{Limits, product};
use crate::{EvidenceId, Group, Interval, Pedigree, Presented, Shown, WithheldReason, written};
use cairn_study::{
    Activity, Counted, Country, Indicator, Population, PopulationCount, PopulationShare, SourcesDiffer, Study,
};
use std::sync::Arc;

/// Why no number of children is made of a prevalence.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NoNumber {
    /// The study does not ask for it.
    #[error("the study does not declare it as one of all children who use the internet: `numbers = true`")]
    NotDeclared,
    /// The share is one of a group, for which no share online is known.
    #[error("it is the share of a group, and how many of a group use the internet is not known")]
    OfAGroup,
    /// The percentage may not be shown.
    #[error("{0}")]
    Withheld(WithheldReason),
    /// Nothing is known of its uncertainty.
    #[error("the percentage has no interval above zero, so that the number would have none")]
    NoInterval,
    /// A figure of the population is missing.
    #[error("the country names no {0} with its source")]
    NotKnown(&'static str),
}

/// How many of a country’s children who use the internet something is so for.
///
/// It speaks of these children alone: not of children who do not use the internet, and of no other country. It is made of a
/// [`Presented`] prevalence of everybody whose estimate may be shown, where the study declares that its respondents are the
/// country’s children who use the internet, and in no other way.
///
/// The number is *N* = *p* · *s* · *C*: the prevalence, the share of children online and the number of children. Survey and sources
/// of the population are independent, and *C* is a count. On the logarithmic scale the interval is that of a sum (MOVER: Zou and Donner,
/// 2008, *Statistics in Medicine* 27:1693–1702, equation 3):
///
/// ln *L* = ln *N* − √((ln *p* − ln *l*ₚ)² + (ln *s* − ln *l*ₛ)²), and ln *U* alike from the upper limits.
///
/// A share online without an interval is certain, and scales the interval of the prevalence.
#[derive(Debug, Clone, PartialEq)]
pub struct ChildrenAffected {
    id: EvidenceId,
    title: String,
    country: String,
    population: String,
    period: String,
    prevalence: f64,
    interval: Interval,
    children: PopulationCount,
    online: PopulationShare,
    exact: (f64, Limits),
    pedigree: Arc<Pedigree>,
}

/// A number of children as it may be shown, rounded so that it claims no more than is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoundedNumber {
    /// The number, to the nearest unit.
    pub number: u64,
    /// The lower limit, rounded down.
    pub lower: u64,
    /// The upper limit, rounded up.
    pub upper: u64,
    /// The power of ten that all are multiples of: of the half-width of the interval it leaves two digits.
    pub unit: u64,
}

impl ChildrenAffected {
    /// What stands before the indicator in the name of such a number.
    pub const PREFIX: &'static str = "children.";

    /// The number of children of a prevalence.
    ///
    /// # Errors
    /// When none is made, with the reason.
    pub fn of(presented: &Presented, study: &Study) -> Result<Self, NoNumber> {
        let claim = presented.prevalence().claim();
        let indicator = declared(presented, study).ok_or(NoNumber::NotDeclared)?;
        if claim.id.group != Group::EVERYBODY {
            return Err(NoNumber::OfAGroup);
        }
        let estimate = match (presented.estimate(), presented.shown()) {
            (Some(estimate), _) => estimate,
            (None, Shown::Counts(reason) | Shown::Withheld(reason)) => {
                return Err(NoNumber::Withheld(reason.clone()));
            }
            (None, Shown::Percentage { .. }) => return Err(NoNumber::NoInterval),
        };
        let country = study.country(&claim.id.country).ok_or(NoNumber::NotDeclared)?;
        let (children, online) = figures(&country.population)?;
        let interval = estimate.interval.ok_or(NoNumber::NoInterval)?;
        let shares = product(estimate, online.share, online.interval).ok_or(NoNumber::NoInterval)?;
        let number = estimate.proportion * online.share * children.count;
        // However wide the interval: there are no more children than there are.
        let limits = Limits {
            lower: shares.lower * children.count,
            upper: (shares.upper * children.count).min(children.count),
        };
        Ok(Self {
            id: EvidenceId {
                country: claim.id.country.clone(),
                activity: Activity::HouseholdSurvey,
                item: format!("{}{}", Self::PREFIX, indicator.key()),
            },
            title: indicator.title.clone(),
            country: country.name.clone(),
            population: claim.population.clone(),
            period: claim.period.clone(),
            prevalence: estimate.proportion,
            interval,
            children: children.clone(),
            online: online.clone(),
            exact: (number, limits),
            pedigree: Arc::new(traced(&claim.pedigree, children, online)),
        })
    }

    /// Its name.
    pub fn id(&self) -> &EvidenceId {
        &self.id
    }

    /// The indicator, as shown.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The country, as shown.
    pub fn country(&self) -> &str {
        &self.country
    }

    /// Whom it describes, in words: “internet-using children aged 12–17 in households”.
    pub fn population(&self) -> &str {
        &self.population
    }

    /// The period it speaks of, in words.
    pub fn period(&self) -> &str {
        &self.period
    }

    /// The share of the children who use the internet, with its interval.
    pub fn prevalence(&self) -> (f64, Interval) {
        (self.prevalence, self.interval)
    }

    /// The number of children, with its source.
    pub fn children(&self) -> &PopulationCount {
        &self.children
    }

    /// The share of them who use the internet, with its source.
    pub fn online(&self) -> &PopulationShare {
        &self.online
    }

    /// The number and its limits as computed. What is shown is [rounded](Self::rounded).
    pub fn exact(&self) -> (f64, Limits) {
        self.exact
    }

    /// The number and its limits as shown.
    pub fn rounded(&self) -> RoundedNumber {
        let (number, limits) = self.exact;
        round(number, limits)
    }

    /// Where it came from.
    pub fn pedigree(&self) -> &Arc<Pedigree> {
        &self.pedigree
    }

    /// The number with whom it describes: “1,100,000 internet-using children aged 12–17 in households in Aldermark”. Without them
    /// it would be taken for one of all children.
    pub fn words(&self) -> String {
        format!("{} {} in {}", written::count(self.rounded().number), self.population, self.country)
    }

    /// The same with its interval.
    pub fn words_with_interval(&self) -> String {
        let rounded = self.rounded();
        format!(
            "{} ({} interval {}–{}) {} in {}",
            written::count(rounded.number),
            written::with_sign(&format!("{}", (self.interval.level * 1000.0).round() / 10.0)),
            written::count(rounded.lower),
            written::count(rounded.upper),
            self.population,
            self.country,
        )
    }
}

/// Where sources of the figures that numbers of children rest on differ by more than the country allows.
pub fn sources_that_differ(country: &Country) -> Vec<SourcesDiffer<'_>> {
    let differences = country.population.differences().into_iter();
    differences.filter(|differ| matches!(differ.what, Counted::Children | Counted::Online)).collect()
}

/// The indicator, where the study declares that its share becomes a number of children.
fn declared<'s>(presented: &Presented, study: &'s Study) -> Option<&'s Indicator> {
    let id = &presented.prevalence().claim().id;
    let indicator = study.indicators.iter().find(|it| it.id == id.indicator && it.version == id.version)?;
    let answered = study.instrument(&indicator.instrument)?;
    (indicator.numbers && indicator.base.is_none() && answered.online_children).then_some(indicator)
}

fn figures(population: &Population) -> Result<(&PopulationCount, &PopulationShare), NoNumber> {
    let children = population.children.first().ok_or(NoNumber::NotKnown("number of children"))?;
    let online = population.online.first().ok_or(NoNumber::NotKnown("share of children online"))?;
    Ok((children, online))
}

fn traced(of: &Pedigree, children: &PopulationCount, online: &PopulationShare) -> Pedigree {
    let source =
        |source: &cairn_study::PopulationSource| format!("{}, {}", source.source, written::day(source.date));
    let uncertain = if online.interval.is_some() {
        "interval of the product of two independent shares (Zou and Donner, 2008)"
    } else {
        "interval of the first share, the second taken as certain"
    };
    Pedigree {
        method: format!(
            "{}; times the share online ({}) and the number of {} ({}); {uncertain}",
            of.method,
            source(&online.source),
            children.of,
            source(&children.source),
        ),
        ..of.clone()
    }
}

/// Rounds so that nothing is claimed that is not known: the number to the nearest unit, the limits outwards.
fn round(number: f64, limits: Limits) -> RoundedNumber {
    let half_width = (limits.upper - limits.lower) / 2.0;
    let mut unit: u64 = 1;
    while half_width >= 100.0 * unit as f64 && unit < 1_000_000_000_000 {
        unit *= 10;
    }
    let units = unit as f64;
    // A limit that lies on a unit but for the last bits of its computation stays there.
    const LAST_BITS: f64 = 1e-9;
    let times = |count: f64| (count.max(0.0) as u64).saturating_mul(unit);
    RoundedNumber {
        number: times((number / units).round()),
        lower: times((limits.lower / units + LAST_BITS).floor()),
        upper: times((limits.upper / units - LAST_BITS).ceil()),
        unit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_half_width_keeps_two_digits() {
        let rounded = round(1_096_163.0, Limits { lower: 932_413.0, upper: 1_269_843.0 });
        let expected = RoundedNumber { number: 1_100_000, lower: 930_000, upper: 1_270_000, unit: 10_000 };
        assert_eq!(rounded, expected);
        let few = round(12.4, Limits { lower: 8.2, upper: 20.1 });
        assert_eq!(few, RoundedNumber { number: 12, lower: 8, upper: 21, unit: 1 });
    }

    proptest! {
        #[test]
        fn rounding_never_narrows_an_interval(number in 1.0f64..1e9, below in 0.01f64..0.99, above in 0.01f64..3.0) {
            let limits = Limits { lower: number * (1.0 - below), upper: number * (1.0 + above) };
            let rounded = round(number, limits);
            prop_assert!(rounded.lower as f64 <= limits.lower * (1.0 + 1e-9) + 1e-6);
            prop_assert!(rounded.upper as f64 >= limits.upper * (1.0 - 1e-9) - 1e-6);
            prop_assert!((rounded.number as f64 - number).abs() <= rounded.unit as f64 / 2.0 + 1e-6);
            prop_assert!(rounded.lower <= rounded.number && rounded.number <= rounded.upper);
            // Of the half-width two digits are left: no more is said, and no less.
            let half_width = (limits.upper - limits.lower) / 2.0;
            prop_assert!(half_width < 100.0 * rounded.unit as f64);
            prop_assert!(rounded.unit == 1 || half_width >= 10.0 * rounded.unit as f64);
        }
    }
}
