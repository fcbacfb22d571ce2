//! What a supervisor looks at first.

use super::Expected;
use super::groups::{Group, Households};
use cairn_sample::disposition::Category;
use cairn_sample::outcome::{Counts, Funnel, Position};
use cairn_study::ClusterTake;
use std::fmt;

/// What a supervisor looks at first.
#[derive(Debug, Clone, PartialEq)]
pub struct Notices {
    /// Clusters in use from which there is no contact yet, in the order of the draw.
    pub not_worked: Vec<String>,
    /// Clusters worked with fewer interviews than were to be made, and how many there are.
    pub short: Vec<(String, u64)>,
    /// Interviews that were to be made in a cluster; absent where the design decides on it.
    pub take: Option<u32>,
    /// Households selected, by clusters.csv, of which there is no contact.
    pub without_contact: u64,
    /// The share of households whose eligibility stayed unknown; absent without households.
    pub unknown_share: Option<f64>,
    /// Contacts with a date outside the fieldwork.
    pub outside_fieldwork: u64,
    /// Contacts without a date.
    pub without_date: u64,
    /// Interviewers whose households differ from those of all by more than chance allows.
    pub unusual: Vec<Unusual>,
}

/// A share of an interviewer’s households that is compared with that of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Of eligible households, those that took part: (I + P) / (I + P + R + NC + O).
    TookPart,
    /// Of households whose eligibility is known, those that are not eligible: NE / (I + P + R + NC + O + NE).
    NotEligible,
    /// Of all households, those whose eligibility stayed unknown: (UH + UR + UO) / all.
    Unknown,
}

impl Measure {
    /// All.
    pub const ALL: [Self; 3] = [Self::TookPart, Self::NotEligible, Self::Unknown];

    /// The numerator and the denominator, of households counted.
    fn of(self, counts: &Counts) -> (u64, u64) {
        let not_eligible = counts.get(Category::NotEligible);
        let (of, all) = match self {
            Self::TookPart => (counts.responded(), counts.eligible()),
            Self::NotEligible => (not_eligible, counts.eligible() + not_eligible),
            Self::Unknown => (counts.unknown(), counts.total()),
        };
        (of as u64, all as u64)
    }
}

impl fmt::Display for Measure {
    /// As in “12 of 40 *eligible households took part*”.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TookPart => "eligible households took part",
            Self::NotEligible => "households of known eligibility were not eligible",
            Self::Unknown => "households stayed of unknown eligibility",
        })
    }
}

/// An interviewer whose households lie outside the limits of the funnel.
#[derive(Debug, Clone, PartialEq)]
pub struct Unusual {
    /// The code.
    pub interviewer: String,
    /// What was compared.
    pub measure: Measure,
    /// So many households of the interviewer’s …
    pub count: u64,
    /// … of so many.
    pub of: u64,
    /// The share among all interviewers’ households.
    pub all: f64,
    /// The fewest and the most that chance allows.
    pub limits: (u64, u64),
}

impl Notices {
    pub(super) fn of(households: &Households<'_>, expected: Expected<'_>) -> Self {
        let contacts = households.contacts;
        let clusters = households.clusters();
        let not_worked = clusters.iter().filter(|cluster| cluster.counts.total() == 0.0);
        let take = match expected.take {
            ClusterTake::Pairs(take) => Some(take),
            ClusterTake::Optimum => None,
        };
        let short = |cluster: &&Group| {
            let interviews = cluster.counts.get(Category::Interview);
            cluster.counts.total() > 0.0 && take.is_some_and(|take| interviews < f64::from(take))
        };
        let short = clusters.iter().filter(short);
        let whole = households.whole();
        let outside =
            |date: &jiff::civil::Date| *date < expected.fieldwork.from || *date > expected.fieldwork.to;
        let selected = contacts.listings().iter().zip(contacts.contacts_of_cluster());
        let without_contact = selected.filter_map(|(listing, contacts)| {
            Some(u64::from(listing.as_ref()?.selected?).saturating_sub(*contacts))
        });
        Self {
            not_worked: not_worked.map(|cluster| cluster.label.clone()).collect(),
            short: short
                .map(|cluster| (cluster.label.clone(), cluster.counts.get(Category::Interview) as u64))
                .collect(),
            take,
            without_contact: without_contact.sum(),
            unknown_share: (whole.counts.total() > 0.0)
                .then(|| whole.counts.unknown() / whole.counts.total()),
            outside_fieldwork: contacts.date().iter().flatten().filter(|date| outside(date)).count() as u64,
            without_date: contacts.date().iter().filter(|date| date.is_none()).count() as u64,
            unusual: unusual(households),
        }
    }
}

/// Every interviewer is compared with all of them together, in each measure. Households without an interviewer’s code are left out.
fn unusual(households: &Households<'_>) -> Vec<Unusual> {
    let Some(codes) = households.contacts.interviewer() else { return Vec::new() };
    let mut interviewers = households.interviewers(codes);
    interviewers.retain(|interviewer| !interviewer.label.is_empty());
    let mut all = Counts::new();
    interviewers.iter().for_each(|interviewer| all += interviewer.counts);
    let mut found = Vec::new();
    for measure in Measure::ALL {
        let (count, of) = measure.of(&all);
        let share = count as f64 / of as f64;
        let Some(funnel) = Funnel::around(share) else { continue };
        for interviewer in &interviewers {
            let (count, of) = measure.of(&interviewer.counts);
            if funnel.position(count, of) != Position::Within {
                found.push(Unusual {
                    interviewer: interviewer.label.clone(),
                    measure,
                    count,
                    of,
                    all: share,
                    limits: funnel.limits(of),
                });
            }
        }
    }
    found
}
