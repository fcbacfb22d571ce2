//! What a step did, in a sentence or two.

use crate::format;
use cairn_evidence::written::{self, counted};
use cairn_sample::weight::{
    CalibrationMethod, JoinedClass, MarginAccount, PropensityUse, StepDone, StepReport, TrimLimit,
};

/// Joined classes are named up to this number.
const NAMED: usize = 4;

/// A step, as the chapter tells it.
pub(super) fn sentence(step: &StepReport) -> String {
    format!("{}. {}", step.title, done(&step.done))
}

/// What a step did.
pub(crate) fn done(done: &StepDone) -> String {
    match done {
        StepDone::Selection { probability: (least, most), .. } => {
            format!("The weight is the inverse of the probability, which {}.", between(*least, *most))
        }
        StepDone::UnknownEligibility { unknown: 0, .. } => {
            "Of every household it is known whether somebody is eligible.".to_owned()
        }
        StepDone::UnknownEligibility { known, unknown, share_unknown, classes, joined } => format!(
            "Of {} it stayed unknown whether somebody is eligible; their share of the weights, {}, went to the {} of which it is known, \
             within {}.{}",
            counted(*unknown as u64, "dwelling"),
            share(*share_unknown),
            format::count(*known as u64),
            in_classes(*classes),
            told(joined)
        ),
        StepDone::NonResponse {
            respondents,
            non_respondents,
            ineligible,
            response_rate,
            classes,
            joined,
            ..
        } => format!(
            "{} {} The factor is the inverse of the weighted response rate in {}.{}",
            stop(*ineligible),
            response(*respondents, *non_respondents, *response_rate),
            in_classes(*classes),
            told(joined)
        ),
        StepDone::Propensity {
            respondents,
            non_respondents,
            ineligible,
            response_rate,
            propensity: (least, most),
            by,
            classes,
            ..
        } => {
            let used = match by {
                PropensityUse::Classes(_) => {
                    format!("the inverse of the weighted response rate in {} by it", in_classes(*classes))
                }
                PropensityUse::Inverse => "the inverse of each household’s own".to_owned(),
            };
            format!(
                "{} {} The propensity to take part, from a logistic regression, {}; the factor is {used}.",
                stop(*ineligible),
                response(*respondents, *non_respondents, *response_rate),
                between(*least, *most)
            )
        }
        StepDone::Respondents { respondents, others, .. } => format!(
            "The {} that took part go on; {} end here without an adjustment.",
            format::count(*respondents as u64),
            format::count(*others as u64)
        ),
        StepDone::WithinHousehold { several: 0, .. } => {
            "Every household had one eligible child, who was taken.".to_owned()
        }
        StepDone::WithinHousehold { several, least_probability } => format!(
            "The weight is divided by the probability with which the child was picked among the eligible children of its household: {} had \
             more than one, and the smallest probability was {}.",
            counted(*several as u64, "household"),
            probability(*least_probability)
        ),
        StepDone::Trim { rule, limit, cut, share_cut, design_effect_before, largest_shift } => {
            trimmed(*rule, *limit, *cut, *share_cut, *design_effect_before, largest_shift.as_ref())
        }
        StepDone::Calibration { method, margins } => calibrated(*method, margins),
        StepDone::Scale { to } => {
            format!("All weights were multiplied alike, so that they add up to {}.", format::weighted(*to))
        }
    }
}

fn share(share: f64) -> String {
    written::with_sign(&written::limit(share, 1))
}

/// A probability, with three digits that say something.
fn probability(value: f64) -> String {
    let mut decimals = 3;
    let mut size = value;
    while size > 0.0 && size < 0.1 && decimals < 9 {
        size *= 10.0;
        decimals += 1;
    }
    format!("{value:.decimals$}")
}

/// Two probabilities with what lies between them.
fn between(least: f64, most: f64) -> String {
    let (least, most) = (probability(least), probability(most));
    if least == most { format!("is {least} for all") } else { format!("lies between {least} and {most}") }
}

fn in_classes(classes: usize) -> String {
    match classes {
        1 => "the whole sample".to_owned(),
        more => format!("{more} classes"),
    }
}

fn stop(ineligible: usize) -> String {
    match ineligible {
        0 => String::new(),
        some => format!("The {} without anybody eligible end here.", counted(some as u64, "dwelling")),
    }
}

fn response(respondents: usize, non_respondents: usize, rate: f64) -> String {
    format!(
        "Of {} eligible households {} took part; weighted, {}.",
        format::count((respondents + non_respondents) as u64),
        format::count(respondents as u64),
        share(rate)
    )
}

/// Which classes were joined because they were too small or their factor too large.
fn told(joined: &[JoinedClass]) -> String {
    if joined.is_empty() {
        return String::new();
    }
    let named: Vec<String> =
        joined.iter().take(NAMED).map(|class| format!("“{}”", class.classes.join("” with “"))).collect();
    let more = joined.len() - named.len();
    let more = if more == 0 { String::new() } else { format!(", and {more} more") };
    format!(" Classes too small to stand alone were joined: {}{more}.", named.join("; "))
}

fn trimmed(
    rule: TrimLimit,
    limit: f64,
    cut: usize,
    share_cut: f64,
    before: f64,
    largest_shift: Option<&(String, f64)>,
) -> String {
    let at = match rule {
        TrimLimit::TimesMean(times) => format!("{times} times the mean"),
        TrimLimit::MedianPlusInterquartile(times) => {
            format!("the median and {times} times the distance between the quartiles")
        }
        TrimLimit::Quantile(quantile) => format!("the {quantile} quantile"),
    };
    if cut == 0 {
        return format!("No weight was above {at}, which is {}.", format::factor(limit));
    }
    let shift = largest_shift.map(|(cell, points)| {
        format!(" The share of “{cell}” moved most, by {points:.2} percentage points.")
    });
    format!(
        "{} above {at}, {}, {} cut to it; {} of the weight was spread over the others. The design effect before was {}.{}",
        counted(cut as u64, "weight"),
        format::factor(limit),
        if cut == 1 { "was" } else { "were" },
        share(share_cut),
        format::factor(before),
        shift.unwrap_or_default()
    )
}

fn calibrated(method: CalibrationMethod, margins: &[MarginAccount]) -> String {
    let how = match method {
        CalibrationMethod::Raking => "by raking (Deming and Stephan, 1940)".to_owned(),
        CalibrationMethod::PostStratification => "by post-stratification".to_owned(),
        CalibrationMethod::Linear => "by linear regression (Deville and Särndal, 1992)".to_owned(),
        CalibrationMethod::Logit { lower, upper } => format!(
            "by regression with ratios of the weights between {lower} and {upper} (Deville and Särndal, 1992)"
        ),
    };
    let cells: usize = margins.iter().map(|margin| margin.cells.len()).sum();
    let furthest = margins
        .iter()
        .flat_map(|margin| margin.cells.iter().map(move |cell| (margin, cell)))
        .map(|(margin, cell)| (margin, cell, cell.before / cell.population))
        .max_by(|(.., left), (.., right)| distance(*left).total_cmp(&distance(*right)));
    let before = furthest.map(|(margin, cell, ratio)| {
        format!(
            " Before, they were furthest off in “{}” of {}: {} of its population.",
            cell.label,
            margin.name,
            share(ratio)
        )
    });
    format!(
        "The weights were made to agree with {} in {cells} cells {how}.{}",
        counted(margins.len() as u64, "margin"),
        before.unwrap_or_default()
    )
}

/// How far a ratio is from 1, upwards and downwards alike.
fn distance(ratio: f64) -> f64 {
    libm::log(ratio.max(f64::MIN_POSITIVE)).abs()
}
