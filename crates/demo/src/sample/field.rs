//! What an interviewer meets on the way to the pairs: dwellings without an eligible child or without anybody, doors that stay shut,
//! households that do not take part.
//!
//! None of it changes who takes part. Whether eligibility stays unknown has the same probability in every dwelling of an area, so
//! that those of whom it is known stand for the others.

use super::clusters::DrawnCluster;
use super::walk::Contact;
use crate::population::Population;
use crate::random::Random;
use cairn_sample::weight::Standing;

/// The probability that it stays unknown whether somebody eligible lives in a dwelling, in town and in the countryside.
const UNKNOWN: [f64; 2] = [0.09, 0.05];
/// Of dwellings whose eligibility stays unknown, those where nobody was met in any visit; at the others somebody refused before a
/// question could be put.
const NOBODY_MET: f64 = 0.6;
/// Visits to a household before an interviewer gives up.
const MOST_VISITS: u8 = 3;

/// What came of a dwelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Child and caregiver took part.
    Complete,
    /// The household refused.
    HouseholdRefused,
    /// The child or the caregiver who was picked refused.
    RespondentRefused,
    /// One of the two was away at every visit.
    Away,
    /// One of the two was ill or otherwise not able to.
    Unable,
    /// There was no language in common.
    Language,
    /// Something else.
    Other,
    /// It stayed unknown who lives there: nobody was met, or somebody refused before a question could be put.
    NoScreener,
    /// It stayed unknown whether anybody lives there.
    UnknownWhetherHome,
    /// Nobody lives there.
    Vacant,
    /// Somebody lives there for a season, not at present.
    Seasonal,
    /// No child aged 12–17 who uses the internet lives there.
    NobodyEligible,
}

impl Outcome {
    /// The code of the American Association for Public Opinion Research (Standard Definitions, 2023, in-person household surveys).
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Complete => "1.1",
            Self::HouseholdRefused => "2.111",
            Self::RespondentRefused => "2.112",
            Self::Away => "2.25",
            Self::Unable => "2.32",
            Self::Language => "2.33",
            Self::Other => "2.36",
            Self::UnknownWhetherHome => "3.17",
            Self::NoScreener => "3.21",
            Self::Vacant => "4.61",
            Self::Seasonal => "4.62",
            Self::NobodyEligible => "4.70",
        }
    }
}

/// A dwelling at which an interviewer called.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Call {
    /// The number of the cluster in the sample.
    pub(crate) cluster: u32,
    /// 0 to 7, as in the population.
    pub(crate) stratum: u8,
    /// Its place in the order in which the cluster’s dwellings were drawn, from 1.
    pub(crate) order: u32,
    /// How often the interviewer called.
    pub(crate) visits: u8,
    /// Pairs of the cluster that had taken part before.
    pub(crate) pairs_before: u32,
    /// What came of it.
    pub(crate) outcome: Outcome,
    /// Who lives there, where somebody eligible does and it became known.
    pub(crate) eligible: Option<Eligible>,
}

impl Call {
    /// Whether child and caregiver took part.
    pub(crate) fn took_part(&self) -> bool {
        self.outcome == Outcome::Complete
    }

    /// What it is to the weights.
    pub(super) fn standing(&self) -> Standing {
        match self.outcome {
            Outcome::Complete => Standing::Respondent,
            Outcome::NoScreener | Outcome::UnknownWhetherHome => Standing::Unknown,
            Outcome::Vacant | Outcome::Seasonal | Outcome::NobodyEligible => Standing::Ineligible,
            _ => Standing::NonRespondent,
        }
    }
}

/// A household with somebody eligible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Eligible {
    pub(crate) household: u32,
    /// The child who was picked.
    pub(crate) child: u32,
    /// The internet-using children of the household, of whom one was picked.
    pub(crate) children: u32,
    /// The place of the child among them, from 1.
    pub(crate) position: u32,
}

/// What was found in a cluster.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Walked {
    /// The cluster.
    pub(crate) drawn: DrawnCluster,
    /// 0 to 7, as in the population.
    pub(crate) stratum: u8,
    /// Its dwellings, all of which were listed.
    pub(crate) listed: u32,
    /// Those at which an interviewer called.
    pub(crate) selected: u32,
}

/// The dwellings of a cluster in the order in which they were called at: the eligible ones in theirs, and between them the others, as
/// in a random order of all. `enough` says that the walk ended with the last of the contacts.
pub(super) fn calls(
    population: &Population,
    drawn: &DrawnCluster,
    contacts: &[Contact],
    enough: bool,
    calls: &mut Vec<Call>,
    random: &mut Random,
) -> Walked {
    let cluster = &population.clusters[drawn.place];
    let mut vacant = cluster.vacant;
    let mut without = cluster.occupied - cluster.households.len() as u32;
    let mut eligible = cluster.households.len() as u32;
    let first = calls.len();
    let mut pairs_before = 0;
    let mut contacts = contacts.iter();
    loop {
        let left = vacant + without + eligible;
        let order = (calls.len() - first) as u32 + 1;
        let place = random.below(u64::from(left)) as u32;
        let call = |(outcome, visits), eligible| Call {
            cluster: drawn.number,
            stratum: cluster.stratum,
            order,
            visits,
            pairs_before,
            outcome,
            eligible,
        };
        if place < eligible {
            let Some(contact) = contacts.next() else { break };
            eligible -= 1;
            let came = of_eligible(contact, random);
            let known = !matches!(came.0, Outcome::NoScreener);
            calls.push(call(came, known.then_some(contact.eligible)));
            pairs_before += u32::from(contact.took_part);
        } else if place < eligible + without {
            without -= 1;
            calls.push(call(of_ineligible(cluster.stratum, random), None));
        } else if left > 0 {
            vacant -= 1;
            calls.push(call(of_vacant(cluster.stratum, random), None));
        }
        if contacts.as_slice().is_empty() && (enough || vacant + without == 0) {
            break;
        }
    }
    Walked {
        drawn: *drawn,
        stratum: cluster.stratum,
        listed: cluster.dwellings(),
        selected: (calls.len() - first) as u32,
    }
}

fn unknown(stratum: u8) -> f64 {
    UNKNOWN[usize::from(stratum % 2)]
}

/// What came of a household with somebody eligible, and after how many visits.
fn of_eligible(contact: &Contact, random: &mut Random) -> (Outcome, u8) {
    if contact.took_part {
        return (Outcome::Complete, visits(random));
    }
    // Of all, and not of those who do not take part, the share is the same everywhere.
    if random.chance(unknown(contact.stratum) / (1.0 - contact.propensity)) {
        return no_screener(random);
    }
    let kind = random.uniform();
    match kind {
        ..0.35 => (Outcome::HouseholdRefused, visits(random)),
        0.35..0.58 => (Outcome::RespondentRefused, visits(random)),
        0.58..0.86 => (Outcome::Away, MOST_VISITS),
        0.86..0.93 => (Outcome::Unable, visits(random)),
        0.93..0.97 => (Outcome::Language, visits(random)),
        _ => (Outcome::Other, visits(random)),
    }
}

fn of_ineligible(stratum: u8, random: &mut Random) -> (Outcome, u8) {
    if random.chance(unknown(stratum)) {
        no_screener(random)
    } else {
        (Outcome::NobodyEligible, visits(random))
    }
}

fn of_vacant(stratum: u8, random: &mut Random) -> (Outcome, u8) {
    if random.chance(unknown(stratum)) {
        (Outcome::UnknownWhetherHome, MOST_VISITS)
    } else if random.chance(0.2) {
        (Outcome::Seasonal, 1)
    } else {
        (Outcome::Vacant, 1)
    }
}

fn no_screener(random: &mut Random) -> (Outcome, u8) {
    (Outcome::NoScreener, if random.chance(NOBODY_MET) { MOST_VISITS } else { 1 })
}

/// Visits until somebody was met: most households are met at the first or second.
fn visits(random: &mut Random) -> u8 {
    1 + u8::from(random.chance(0.35)) + u8::from(random.chance(0.15))
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_sample::disposition::{Category, Disposition};

    #[test]
    fn a_code_says_what_the_weights_take_it_for() {
        use Outcome::*;
        for outcome in [
            Complete,
            HouseholdRefused,
            RespondentRefused,
            Away,
            Unable,
            Language,
            Other,
            NoScreener,
            UnknownWhetherHome,
            Vacant,
            Seasonal,
            NobodyEligible,
        ] {
            let call = Call {
                cluster: 1,
                stratum: 0,
                order: 1,
                visits: 1,
                pairs_before: 0,
                outcome,
                eligible: None,
            };
            let disposition: Disposition = outcome.code().parse().unwrap();
            let standing = match disposition.category() {
                Category::Interview | Category::Partial => Standing::Respondent,
                Category::Refusal | Category::NonContact | Category::OtherNonInterview => {
                    Standing::NonRespondent
                }
                Category::UnknownHousing | Category::UnknownRespondent | Category::UnknownOther => {
                    Standing::Unknown
                }
                Category::NotEligible => Standing::Ineligible,
            };
            assert_eq!(call.standing(), standing, "{outcome:?}");
        }
    }
}
