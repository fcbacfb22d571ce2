//! The cells of a theme in words: what was judged, by whom, and why.

use super::sentence::pieces;
use crate::country::CountryReport;
use crate::words;
use cairn_evidence::convergence::{Cell, JudgedCell, MatrixCell, MatrixRow};
use cairn_study::{Activity, Convergence, Judgement};
use maud::{Markup, html};

/// A judgement, as a word.
fn convergence_word(convergence: Convergence) -> &'static str {
    match convergence {
        Convergence::Agreement => "agreement",
        Convergence::PartialAgreement => "partial agreement",
        Convergence::Dissonance => "dissonance",
    }
}

/// A cell, as a word.
pub(super) fn cell_word(cell: &Cell) -> &'static str {
    match cell {
        Cell::Judged(judged) => convergence_word(judged.convergence),
        Cell::Silence => "silence",
        Cell::NotAsked => "not asked",
        Cell::NotRun { .. } => "not run",
        Cell::Unjudged => "not judged",
    }
}

/// Where the reasons of a cell stand.
pub(super) fn cell_anchor(row: &MatrixRow, activity: Activity) -> String {
    format!("cell-{}-{activity}", row.theme)
}

/// Why a cell is what it is, in one line.
pub(super) fn reasons(cell: &MatrixCell) -> String {
    match &cell.cell {
        Cell::Judged(judged) => {
            let both = judged.judgements.iter().chain(&judged.resolved).map(one);
            both.collect::<Vec<_>>().join(" ")
        }
        Cell::NotRun { reason } => words::sentence(reason),
        Cell::NotAsked => "Nothing in its instrument asks about the theme.".to_owned(),
        Cell::Silence => format!("Asked, and nothing came: {}.", words::list(&cell.items)),
        Cell::Unjudged => "Evidence came, and nobody has judged it yet.".to_owned(),
    }
}

fn one(judgement: &Judgement) -> String {
    let Judgement { by, convergence, reason } = judgement;
    format!("{by}: {}. {}", convergence_word(*convergence), words::sentence(reason))
}

/// All cells of a theme, to be opened.
pub(super) fn judgements(report: &CountryReport<'_>, row: &MatrixRow) -> Markup {
    html! {
        details.data {
            summary { "What each activity says, and why it was judged so" }
            dl.basis.cells { @for (activity, cell) in &row.cells {
                div id=(cell_anchor(row, *activity)) {
                    dt { (activity.title()) }
                    dd {
                        (super::matrix::mark(&cell.cell).with(cell_word(&cell.cell)))
                        @match &cell.cell {
                            Cell::Judged(judged) => (judged_cell(judged)),
                            _ => p { (reasons(cell)) },
                        }
                        @if let Some(left_out) = &cell.left_out {
                            p.detail { "The activity ran in part. Left out: " (words::sentence(left_out)) }
                        }
                        @if !cell.evidence.is_empty() {
                            details.source {
                                summary { "Its evidence" }
                                (pieces(report, &cell.evidence))
                            }
                        }
                    }
                }
            } }
        }
    }
}

fn judged_cell(judged: &JudgedCell) -> Markup {
    html! {
        ul.pieces {
            @for judgement in &judged.judgements { li { (one(judgement)) } }
            @if let Some(resolved) = &judged.resolved { li { "Resolved by " (one(resolved)) } }
        }
    }
}
