//! The answer for people.

use super::{Answer, By};
use crate::output::counted;
use cairn_fieldwork::{Group, Notices, Unusual};
use cairn_sample::disposition::Category;
use cairn_sample::outcome::{OutcomeRates, Rate, Undefined};
use std::fmt::Write as _;

/// The rates shown of every group.
const RATES_OF_GROUPS: [Rate; 5] = [Rate::Rr1, Rate::Rr3, Rate::Coop1, Rate::Ref2, Rate::Con2];
/// So many names of clusters are listed.
const NAMES: usize = 12;
/// Above this share of unknown eligibility it matters what is assumed of it.
const MUCH_UNKNOWN: f64 = 0.1;
/// What stands where a rate has nobody to divide by.
const ABSENT: &str = "–";

pub(super) fn write(answer: &Answer<'_>) -> String {
    let mut text = head(answer);
    look_at(&mut text, answer);
    outcomes(&mut text, answer);
    if let Some(by) = answer.by {
        households(&mut text, answer, by);
        rates_of_groups(&mut text, answer, by);
    }
    rates(&mut text, answer);
    legend(&mut text, answer);
    text
}

fn head(answer: &Answer<'_>) -> String {
    let in_use = answer.draw.in_use().len();
    let worked = in_use - answer.outcomes.notices.not_worked.len();
    let fieldwork = answer.country.fieldwork;
    format!(
        "{}{}: {} in {worked} of {}, fieldwork {} to {}\n\n",
        answer.country.name,
        if answer.is_synthetic() { " (synthetic)" } else { "" },
        counted(answer.contacts.len(), "household", "households"),
        counted(in_use, "cluster in use", "clusters in use"),
        fieldwork.from,
        fieldwork.to,
    )
}

/// Households by outcome.
fn outcomes(text: &mut String, answer: &Answer<'_>) {
    let whole = &answer.outcomes.whole;
    let (counts, weights) = (answer.weighting.counts(), answer.weighting.weights());
    let _ = write!(text, "{:4} {:36} {:>10}", "", "outcome", "households");
    let _ = writeln!(text, "{}{}", heading(counts, "%", 8), heading(weights, "weighted %", 12));
    for category in Category::ALL {
        let count = whole.counts.get(category);
        let _ = write!(text, "{:4} {:36} {count:>10}", category.letters(), category.to_string());
        let share = |of: f64, all: f64| if all > 0.0 { percent(of / all) } else { ABSENT.to_owned() };
        if counts {
            let _ = write!(text, "{:>8}", share(count, whole.counts.total()));
        }
        if weights {
            let _ = write!(text, "{:>12}", share(whole.weighted.get(category), whole.weighted.total()));
        }
        text.push('\n');
    }
    text.push('\n');
}

fn heading(shown: bool, title: &str, width: usize) -> String {
    if shown { format!("{title:>width$}") } else { String::new() }
}

fn label_width(answer: &Answer<'_>, by: By) -> usize {
    let widths = answer.outcomes.groups.iter().map(|group| by.label(&group.label).chars().count());
    widths.max().unwrap_or_default().max(by.noun().len())
}

/// Households of every group by outcome.
fn households(text: &mut String, answer: &Answer<'_>, by: By) {
    let width = label_width(answer, by);
    let _ = write!(text, "{:width$} {:>10}", by.noun(), "households");
    for category in Category::ALL {
        let _ = write!(text, "{:>6}", category.letters());
    }
    text.push('\n');
    for group in &answer.outcomes.groups {
        let _ = write!(text, "{:width$} {:>10}", by.label(&group.label), group.counts.total());
        for category in Category::ALL {
            let _ = write!(text, "{:>6}", group.counts.get(category));
        }
        text.push('\n');
    }
    text.push('\n');
}

/// Rates of every group, in percent.
fn rates_of_groups(text: &mut String, answer: &Answer<'_>, by: By) {
    let width = label_width(answer, by);
    let _ = write!(text, "{:width$}", by.noun());
    if answer.weighting.counts() {
        RATES_OF_GROUPS.iter().for_each(|rate| {
            let _ = write!(text, "{:>7}", rate.name());
        });
    }
    if answer.weighting.weights() {
        text.push_str("  weighted:");
        RATES_OF_GROUPS.iter().for_each(|rate| {
            let _ = write!(text, "{:>7}", rate.name());
        });
    }
    text.push('\n');
    for group in &answer.outcomes.groups {
        let _ = write!(text, "{:width$}", by.label(&group.label));
        if answer.weighting.counts() {
            group_rates(text, &answer.outcomes.rates(group));
        }
        if answer.weighting.weights() {
            text.push_str("           ");
            group_rates(text, &answer.outcomes.weighted_rates(group));
        }
        text.push('\n');
    }
    text.push('\n');
}

fn group_rates(text: &mut String, rates: &OutcomeRates) {
    for rate in RATES_OF_GROUPS {
        let _ = write!(text, "{:>7}", shown(rates, rate));
    }
}

/// All rates of the whole, with their formulas.
fn rates(text: &mut String, answer: &Answer<'_>) {
    let whole: &Group = &answer.outcomes.whole;
    let (counts, weights) = (answer.weighting.counts(), answer.weighting.weights());
    let _ = write!(text, "rate, %");
    let _ = writeln!(text, "{}{}", heading(counts, "counted", 9), heading(weights, "weighted", 10));
    let (rates, weighted) = (answer.outcomes.rates(whole), answer.outcomes.weighted_rates(whole));
    for rate in Rate::ALL {
        let _ = write!(text, "{:7}", rate.name());
        if counts {
            let _ = write!(text, "{:>9}", shown(&rates, rate));
        }
        if weights {
            let _ = write!(text, "{:>10}", shown(&weighted, rate));
        }
        let _ = writeln!(text, "   {}", rate.formula());
    }
    text.push('\n');
}

fn legend(text: &mut String, answer: &Answer<'_>) {
    let Answer { outcomes, weighting, .. } = answer;
    let shares = [
        (weighting.counts(), "counted", outcomes.share),
        (weighting.weights(), "weighted", outcomes.weighted_share),
    ];
    let shares: Result<Vec<String>, Undefined> = shares
        .into_iter()
        .filter(|(shown, ..)| *shown)
        .map(|(_, name, share)| Ok(format!("{} % {name}", percent(share?.value()))))
        .collect();
    let share = match shares {
        Ok(shares) => format!("{} ({})", shares.join(", "), answer.rule()),
        Err(reason) => format!("absent, for {reason}"),
    };
    let _ = writeln!(text, "U = UH + UR + UO. e, the share of U that is taken to be eligible: {share}.");
    if weighting.weights() {
        text.push_str(
            "weighted: by the inverse of the probability with which cluster and household were selected.\n",
        );
    }
    let _ = writeln!(text, "{ABSENT}: nobody to divide by. docs/sample.md explains every outcome and rate.");
}

fn look_at(text: &mut String, answer: &Answer<'_>) {
    let notices = notices(&answer.outcomes.notices, answer.draw.in_use().len());
    if notices.is_empty() {
        text.push_str("Nothing stands out.\n\n");
        return;
    }
    text.push_str("Look at:\n");
    for notice in notices {
        let _ = writeln!(text, "- {notice}");
    }
    text.push('\n');
}

fn notices(notices: &Notices, in_use: usize) -> Vec<String> {
    let mut said = Vec::new();
    if !notices.not_worked.is_empty() {
        let names = names(notices.not_worked.iter().cloned());
        said.push(format!("{} of {in_use} clusters not worked yet: {names}", notices.not_worked.len()));
    }
    if let Some(take) = notices.take.filter(|_| !notices.short.is_empty()) {
        let worked = in_use - notices.not_worked.len();
        let names = names(notices.short.iter().map(|(name, interviews)| format!("{name} ({interviews})")));
        said.push(format!(
            "{} of {worked} clusters worked with fewer than {take} complete interviews: {names}",
            notices.short.len()
        ));
    }
    if notices.without_contact > 0 {
        let households = counted(notices.without_contact as usize, "household", "households");
        said.push(format!("{households} selected, by clusters.csv, and not among the contacts"));
    }
    if let Some(share) = notices.unknown_share.filter(|share| *share > MUCH_UNKNOWN) {
        said.push(format!(
            "{} % of households of unknown eligibility, above {} %: the response rate depends on what is assumed of them",
            percent(share),
            100.0 * MUCH_UNKNOWN
        ));
    }
    if notices.outside_fieldwork > 0 {
        let contacts = counted(notices.outside_fieldwork as usize, "contact", "contacts");
        said.push(format!("{contacts} dated outside the fieldwork"));
    }
    if notices.without_date > 0 {
        said.push(format!(
            "{} without a date",
            counted(notices.without_date as usize, "contact", "contacts")
        ));
    }
    said.extend(notices.unusual.iter().map(unusual));
    if !notices.unusual.is_empty() {
        said.push("of interviewers: places differ, so ask where and when before who".to_owned());
    }
    said
}

fn unusual(unusual: &Unusual) -> String {
    let Unusual { interviewer, measure, count, of, all, limits: (fewest, most) } = unusual;
    format!(
        "interviewer {interviewer}: {count} of {of} {measure}; of all together {} %, which by chance is {fewest} to {most} of {of}",
        percent(*all)
    )
}

/// Some names, and how many more.
fn names(mut names: impl ExactSizeIterator<Item = String>) -> String {
    let all = names.len();
    let shown: Vec<String> = names.by_ref().take(NAMES).collect();
    match all - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

fn shown(rates: &OutcomeRates, rate: Rate) -> String {
    rates.get(rate).map_or(ABSENT.to_owned(), percent)
}

fn percent(share: f64) -> String {
    format!("{:.1}", 100.0 * share)
}
