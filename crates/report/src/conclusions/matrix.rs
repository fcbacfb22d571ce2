//! The convergence matrix: themes by activities, in shapes and words.

use super::assessment::assessment;
use super::judgements::{cell_anchor, cell_word, judgements, reasons};
use crate::country::CountryReport;
use crate::format;
use crate::mark::Mark;
use crate::words;
use cairn_evidence::convergence::{Cell, Matrix, MatrixCell, MatrixRow};
use cairn_study::{Activity, Convergence};
use maud::{Markup, html};

/// The matrix, how far those who judged it agreed, and each theme over all its cells.
pub(super) fn matrix(report: &CountryReport<'_>, matrix: &Matrix) -> Markup {
    html! {
        p {
            "What each activity says about a theme beside what the others say. Two researchers judged each cell without each \
             other, as Farmer, Robinson, Elliott and Eyles (2006) describe. A divergence is a finding, and no mistake."
        }
        (picture(matrix))
        (key())
        (agreement(report, matrix))
        @for row in &matrix.rows { (theme(report, row)) }
    }
}

fn picture(matrix: &Matrix) -> Markup {
    let activities: Vec<Activity> = Activity::ALL
        .into_iter()
        .filter(|activity| matrix.rows.iter().any(|row| row.cells.contains_key(activity)))
        .collect();
    html! {
        div.scroll tabindex="0" role="region" aria-label="Table: convergence of the activities by theme" {
            table.texts.matrix style={ "--activities:" (activities.len()) } {
                caption { "Themes and activities. A cell leads to the reasons of both researchers." }
                thead { tr {
                    th scope="col" { "Theme" }
                    @for activity in &activities { th scope="col" { (activity.title()) } }
                } }
                tbody { @for row in &matrix.rows { tr {
                    th scope="row" { a href={ "#theme-" (row.theme) } { (row.title) } }
                    @for activity in &activities {
                        @match row.cells.get(activity) {
                            Some(cell) => (picture_cell(row, *activity, cell)),
                            None => td {},
                        }
                    }
                } } }
            }
        }
    }
}

fn picture_cell(row: &MatrixRow, activity: Activity, cell: &MatrixCell) -> Markup {
    html! {
        td data-cell=(cell.cell.key()) {
            a href={ "#" (cell_anchor(row, activity)) } title=(reasons(cell)) {
                (mark(&cell.cell).with(cell_word(&cell.cell)))
            }
            @if cell.left_out.is_some() { p.detail { "ran in part" } }
        }
    }
}

pub(super) fn mark(cell: &Cell) -> Mark {
    match cell {
        Cell::Judged(judged) => match judged.convergence {
            Convergence::Agreement => Mark::Full,
            Convergence::PartialAgreement => Mark::Half,
            Convergence::Dissonance => Mark::Cross,
        },
        Cell::Silence => Mark::Empty,
        Cell::NotAsked => Mark::Dash,
        Cell::NotRun { .. } => Mark::Hatched,
        Cell::Unjudged => Mark::Dotted,
    }
}

fn key() -> Markup {
    let words = [
        (Mark::Full, "agreement", "it says what the others say"),
        (Mark::Half, "partial agreement", "it says so in part: in meaning or in weight"),
        (Mark::Cross, "dissonance", "it says otherwise"),
        (Mark::Empty, "silence", "it asked, and nothing came"),
        (Mark::Dash, "not asked", "its instrument does not ask about the theme; this is no silence"),
        (Mark::Hatched, "not run", "the activity did not run in the country; this is no silence either"),
        (Mark::Dotted, "not judged", "something came, and nobody has judged it yet"),
    ];
    html! {
        dl.matrix-key { @for (mark, word, meaning) in words { div {
            dt { (mark.with(word)) } dd { (meaning) }
        } } }
    }
}

fn agreement(report: &CountryReport<'_>, matrix: &Matrix) -> Markup {
    let (alike, judged) = matrix.judged_alike();
    html! {
        @if judged > 0 {
            p {
                "Before they spoke to each other the researchers judged " (alike) " of " (judged) " cells alike"
                @if judged > 0 { " (" (per_cent(alike, judged)) "\u{a0}%)" }
                @if let Some(judges) = report.judges {
                    "; "
                    @match &judges.value {
                        Ok(value) => {
                            (judges.coefficient) " " (format::coefficient(*value))
                            @if let Some((lower, upper)) = judges.interval {
                                " (interval " (format::coefficients(lower, upper)) ")"
                            }
                            "."
                        },
                        Err(reason) => { "no " (judges.coefficient) ": " (words::sentence(reason)) },
                    }
                } @else { "." }
            }
        }
    }
}

/// To the nearest whole, but never all where it was not all, nor none where there was one.
fn per_cent(part: usize, whole: usize) -> usize {
    let nearest = (part * 200 + whole) / (2 * whole.max(1));
    if part == 0 || part == whole { nearest } else { nearest.clamp(1, 99) }
}

fn theme(report: &CountryReport<'_>, row: &MatrixRow) -> Markup {
    html! {
        section.theme {
            h4 id={ "theme-" (row.theme) } { (row.title) }
            @match &row.assessment {
                Some(assessed) => (assessment(assessed)),
                None => p.detail { "Nobody has judged this theme over all its cells yet." },
            }
            (judgements(report, row))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::per_cent;

    #[test]
    fn all_is_said_of_all_only() {
        assert_eq!((per_cent(7, 9), per_cent(9, 9), per_cent(0, 9)), (78, 100, 0));
        assert_eq!((per_cent(399, 400), per_cent(1, 400)), (99, 1));
    }
}
