//! What came of the households selected.

use crate::format;
use crate::words::{list, sentence};
use cairn_evidence::{OutcomeAccount, written};
use cairn_sample::disposition::Category;
use cairn_sample::outcome::{Counts, OutcomeRates, Rate};
use cairn_study::UnknownEligibility;
use maud::{Markup, html};

/// The rates that are shown, and what each tells.
const RATES: [(Rate, &str); 5] = [
    (Rate::Rr1, "took part, of all that may be eligible"),
    (Rate::Rr3, "took part, of all taken to be eligible"),
    (Rate::Coop1, "took part, of the eligible who were reached"),
    (Rate::Ref2, "refused, of all taken to be eligible"),
    (Rate::Con2, "were reached, of all taken to be eligible"),
];

/// The outcome, in words and as rates.
pub(super) fn outcome(account: &OutcomeAccount, rule: &UnknownEligibility) -> Markup {
    let counts = account.counted.counts();
    html! {
        p { (came_to(counts)) }
        @if counts.unknown() > 0.0 { p { (unknown(account, rule)) } }
        (table(account))
    }
}

fn number(count: f64) -> String {
    format::weighted(count)
}

/// What the households came to.
fn came_to(counts: &Counts) -> String {
    let of = |category| counts.get(category);
    let partial = of(Category::Partial);
    let took_part = match partial {
        0.0 => format!("{} took part", number(counts.responded())),
        _ => format!("{} took part, {} of them in part", number(counts.responded()), number(partial)),
    };
    let parts = [
        (of(Category::Refusal), "refused or broke off"),
        (of(Category::NonContact), "were eligible and not reached"),
        (of(Category::OtherNonInterview), "were eligible and not interviewed for another reason"),
        (of(Category::NotEligible), "had nobody eligible or were nobody’s home"),
    ];
    let mut said = vec![took_part];
    said.extend(
        parts
            .iter()
            .filter(|(count, _)| *count > 0.0)
            .map(|(count, what)| format!("{} {what}", number(*count))),
    );
    let unknown = match counts.unknown() {
        0.0 => String::new(),
        some => {
            format!(" Of the other {} it stayed unknown whether anybody eligible lives there.", number(some))
        }
    };
    format!("Of {} dwellings selected, {}.{unknown}", number(counts.total()), list(&said))
}

/// What is assumed of the households of unknown eligibility.
fn unknown(account: &OutcomeAccount, rule: &UnknownEligibility) -> String {
    let share = account.eligible_share.map(|share| written::with_sign(&written::limit(share, 1)));
    let share = share.unwrap_or_else(|| "an unknown share".to_owned());
    let assumed = match rule {
        UnknownEligibility::Proportional => {
            "as many as among those of which it is known (the rule of the Council of American Survey Research Organizations, 1982)"
                .to_owned()
        }
        UnknownEligibility::Share { reason, .. } => {
            let reason = sentence(reason);
            format!("a share that was stated, because: {}", reason.trim_end_matches('.'))
        }
    };
    format!(
        "In the rates below, {share} of the {} dwellings of unknown eligibility are taken to be eligible, {assumed}.",
        number(account.counted.counts().unknown())
    )
}

fn table(account: &OutcomeAccount) -> Markup {
    let share = |rates: &OutcomeRates, rate| match rates.get(rate) {
        Ok(share) => written::with_sign(&written::limit(share, 1)),
        Err(reason) => format!("none: {reason}"),
    };
    html! {
        div.scroll tabindex="0" role="region" aria-label="Table: outcome rates" {
            table.samples {
                caption { "Outcome rates, as the American Association for Public Opinion Research defines them (Standard Definitions, 2023)" }
                thead { tr {
                    th scope="col" { "Rate: households that …" } th scope="col" { "Households counted" }
                    th scope="col" { "weighted by their selection" }
                } }
                tbody { @for (rate, told) in RATES { tr {
                    th scope="row" { (rate.name()) ": " (told) }
                    td { (share(&account.counted, rate)) } td { (share(&account.weighted, rate)) }
                } } }
            }
        }
    }
}
