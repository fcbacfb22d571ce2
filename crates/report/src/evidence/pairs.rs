//! Children and their caregivers: how far the two say the same, and who knows what.

use super::name::anchor;
use super::source::pedigree;
use crate::format::{self, Share};
use crate::words;
use cairn_evidence::{PairAgreement, PairShare, PairsLeftOut};
use cairn_study::Study;
use maud::{Markup, html};

/// The agreement on each question asked of both.
pub(crate) fn pairs(study: &Study, pairs: &[&PairAgreement]) -> Markup {
    html! {
        p.caveat {
            "A kappa of 1 means that child and caregiver always say the same, and 0 that they do so as often as by chance. It \
             tells nothing of who is right."
        }
        @for pair in pairs { (article(study, pair)) }
    }
}

fn article(study: &Study, pair: &PairAgreement) -> Markup {
    html! {
        article.pair id=(anchor(&pair.id)) {
            h4 { (pair.title) }
            p {
                @match &pair.kappa {
                    Ok(kappa) => {
                        "Agreement: " strong { (words::kappa(kappa)) } " among " (format::count(pair.pairs)) " pairs of "
                        (pair.population) "."
                        @for note in &kappa.notes { " " (words::sentence(note)) }
                    },
                    Err(reason) => { "No agreement is shown: " (words::sentence(reason)) },
                }
            }
            @if !pair.shares.is_empty() { (table(study, pair)) }
            p.detail {
                "Child’s question: " (pair.child) ". Caregiver’s question: " (pair.caregiver) ". "
                @let left_out = left_out(&pair.left_out);
                @if !left_out.is_empty() { "Not among the pairs: " (left_out.join("; ")) "." }
            }
            (pedigree(&pair.pedigree))
        }
    }
}

fn table(study: &Study, pair: &PairAgreement) -> Markup {
    let share = |child, caregiver| {
        pair.shares.iter().find(|share| (share.child, share.caregiver) == (child, caregiver))
    };
    html! {
        div.scroll tabindex="0" role="region" aria-label={ "Table: " (pair.title) } {
            table.texts.four {
                caption { "Share of all pairs, by what the two say" }
                thead { tr {
                    td {}
                    th scope="col" { "Caregiver: yes" }
                    th scope="col" { "Caregiver: no" }
                } }
                tbody { @for (child, words) in [(true, "Child: yes"), (false, "Child: no")] {
                    tr {
                        th scope="row" { (words) }
                        @for caregiver in [true, false] {
                            td { @if let Some(share) = share(child, caregiver) { (cell(study, pair.pairs, share)) } }
                        }
                    }
                } }
            }
        }
    }
}

fn cell(study: &Study, pairs: u64, share: &PairShare) -> Markup {
    let decimals = study.presentation.decimals;
    html! {
        @match (&share.estimate, share.count) {
            (Ok(estimate), Some(count)) => {
                strong { (format::percentage(Share { proportion: estimate.proportion, count, n: pairs }, decimals)) }
                p.detail {
                    @if let Some(interval) = &estimate.interval {
                        (format::level(interval.level)) "\u{a0}CI\u{a0}" (format::limits(interval, decimals)) ", "
                    }
                    (format::count(count)) " pairs"
                    @for note in &estimate.notes { "; " (note) }
                }
            }
            (Err(reason), Some(count)) => { strong { (format::count_of(count, pairs)) } p.detail { (reason) } },
            (Err(reason), None) => { "not shown" p.detail { (reason) } },
            (Ok(_), None) => "not shown",
        }
    }
}

fn left_out(counts: &PairsLeftOut) -> Vec<String> {
    let missing = |whose: &str, counts| {
        words::missing_kinds(counts).map(|kinds| format!("{whose} answer missing: {kinds}"))
    };
    let some = |count: u64, words: &str| (count > 0).then(|| format!("{} {words}", format::count(count)));
    [
        some(counts.duplicates, "records whose link another record has too"),
        some(counts.children_alone, "children without a caregiver’s record"),
        some(counts.caregivers_alone, "caregivers without a child’s record"),
        some(counts.outside_base, "pairs of which one was not asked"),
        missing("the child’s", &counts.child_missing),
        missing("the caregiver’s", &counts.caregiver_missing),
    ]
    .into_iter()
    .flatten()
    .collect()
}
