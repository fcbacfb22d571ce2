//! How clusters were drawn: the frame, the allotment to strata, the draw, the reserve.

use crate::format;
use crate::words::{list, sentence};
use cairn_evidence::written::counted;
use cairn_evidence::{DrawAccount, DrawnStratum, Released};
use cairn_study::{AllocationMethod, DrawMethod, SamplePlan};
use maud::{Markup, html};

/// Digits of a hash that are told; the whole stands in `draw.toml`.
const DIGITS_OF_HASH: usize = 16;

/// The draw, in words and by stratum.
pub(super) fn draw(plan: &SamplePlan, account: &DrawAccount) -> Markup {
    html! {
        p { (frame(plan, account)) " " (allocation(plan, account)) }
        p { (drawn(plan, account)) " " (certainties(account)) " " (again(account)) }
        @if plan.draw.split_by_sex {
            p {
                "In each cluster drawn, children of one sex were interviewed, girls in one and boys in the next by turns; the \
                 probability of either belongs to the weights."
            }
        }
        @if account.sum(|stratum| stratum.reserve) > 0 {
            p { (reserve(account)) }
            @if !account.releases.is_empty() {
                ul { @for release in &account.releases { li { (released(release)) } } }
            }
        }
        (table(account))
    }
}

/// The list of areas, its source and its day.
fn frame(plan: &SamplePlan, account: &DrawAccount) -> String {
    let frame = &plan.frame;
    let areas = format::count(account.sum(|stratum| stratum.areas));
    let columns: Vec<String> = frame.strata.iter().map(|column| column.value.clone()).collect();
    let strata = match columns.as_slice() {
        [] => "It is not divided into strata.".to_owned(),
        columns => format!(
            "It is divided by {}, which makes {} strata.",
            list(columns),
            format::count(account.strata.len() as u64)
        ),
    };
    format!(
        "Clusters were drawn from a list of {areas} areas, whose measure of size is “{}”. The list is: {} It refers to {}. {strata}",
        frame.size.value,
        sentence(&frame.source),
        format::day(frame.date),
    )
}

/// How many clusters a stratum got, and why so many.
fn allocation(plan: &SamplePlan, account: &DrawAccount) -> String {
    if account.strata.len() < 2 {
        return String::new();
    }
    let rule = match plan.allocation.method {
        AllocationMethod::Proportional => "in proportion to their size".to_owned(),
        AllocationMethod::Equal => "in equal numbers".to_owned(),
        AllocationMethod::Neyman => "by size times the standard deviation expected (Neyman, 1934)".to_owned(),
        AllocationMethod::Power(power) => {
            format!("by size to the power {power} (Bankier, 1988)")
        }
        AllocationMethod::Optimum => {
            "so that every indicator has the margin of error wanted at the least cost (Bethel, 1989)"
                .to_owned()
        }
    };
    format!(
        "The {} clusters were allotted to strata {rule}; none has fewer than {}.",
        format::count(account.sum(|stratum| stratum.clusters)),
        plan.allocation.minimum,
    )
}

/// The method of the draw.
fn drawn(plan: &SamplePlan, account: &DrawAccount) -> String {
    let order: Vec<String> = plan.frame.order.iter().map(|column| column.value.clone()).collect();
    let order = match order.as_slice() {
        [] => "in the order of the file".to_owned(),
        columns => format!("in the order of {}", list(columns)),
    };
    let method = match plan.draw.method {
        DrawMethod::PpsSystematic => format!(
            "with probability proportional to size, systematically through the list {order} (Madow, 1949)"
        ),
        DrawMethod::Sampford => {
            "with probability proportional to size, without replacement, by the method of Sampford (1967)"
                .to_owned()
        }
        DrawMethod::ConditionalPoisson => {
            "with probability proportional to size, without replacement, by conditional Poisson sampling (Hájek, 1964)"
                .to_owned()
        }
        DrawMethod::Simple => "with equal probabilities, every sample being as likely".to_owned(),
        DrawMethod::Systematic => {
            format!("with equal probabilities, systematically through the list {order}")
        }
    };
    format!("On {} clusters were drawn within strata {method}.", format::day(account.drawn))
}

fn certainties(account: &DrawAccount) -> String {
    match account.sum(|stratum| stratum.certain) {
        0 => "No area was so large that it was in the sample with certainty.".to_owned(),
        1 => "One area was so large that it was in the sample with certainty.".to_owned(),
        more => format!(
            "{} areas were so large that they were in the sample with certainty.",
            format::count(more)
        ),
    }
}

/// What is needed to draw the same clusters again.
fn again(account: &DrawAccount) -> String {
    let mut hash = account.frame.to_string();
    hash.truncate(DIGITS_OF_HASH);
    format!(
        "The seed {} and the list, whose SHA-256 begins with {hash}, give the same clusters again ({}).",
        account.seed, account.program
    )
}

fn reserve(account: &DrawAccount) -> String {
    let reserve = account.sum(|stratum| stratum.reserve);
    let said = format!(
        "Together with these, {} of a reserve {} drawn, to be released one after the other in an order drawn beforehand.",
        counted(reserve, "cluster"),
        if reserve == 1 { "was" } else { "were" },
    );
    let released = account.releases.len() as u64;
    match released {
        0 => format!("{said} None was released."),
        _ => format!(
            "{said} {} released; no cluster was replaced, and the probabilities of the whole stratum follow from it:",
            if released == 1 { "One was".to_owned() } else { format!("{} were", format::count(released)) },
        ),
    }
}

fn released(release: &Released) -> String {
    format!("{}, on {}: {}", release.stratum, format::day(release.date), sentence(&release.reason))
}

fn table(account: &DrawAccount) -> Markup {
    let with_reserve = account.sum(|stratum| stratum.reserve) > 0;
    let released = |stratum: &DrawnStratum| {
        account.releases.iter().filter(|release| release.stratum == stratum.title).count() as u64
    };
    html! {
        div.scroll tabindex="0" role="region" aria-label="Table: clusters by stratum" {
            table.samples {
                caption { "Clusters by stratum" }
                thead { tr {
                    th scope="col" { "Stratum" } th scope="col" { "Areas in the list" } th scope="col" { "Clusters drawn" }
                    th scope="col" { "of these with certainty" }
                    @if with_reserve { th scope="col" { "Reserve" } th scope="col" { "released" } }
                } }
                tbody { @for stratum in &account.strata { tr {
                    th scope="row" { (stratum.title) }
                    td { (format::count(stratum.areas)) } td { (format::count(stratum.clusters)) }
                    td { (format::count(stratum.certain)) }
                    @if with_reserve {
                        td { (format::count(stratum.reserve)) } td { (format::count(released(stratum))) }
                    }
                } } }
            }
        }
    }
}
