//! The convergence matrix of a country: every cell with evidence, judged by two researchers.

use super::cells::{self, Cell, Judgement};
use crate::activities::{Activity, Setting, has_records, is_silent};
use crate::random::Random;
use std::fmt::Write as _;

const CELLS: &str = include_str!("../../texts/findings/cells.txt");
const RESEARCHERS: [&str; 2] = ["A. N.", "B. O."];
/// The share of cells on which the two differ at first.
const DIFFER: f64 = 0.12;

/// The cells of a country.
pub(super) fn text(setting: &Setting, random: &mut Random) -> String {
    let mut text =
        String::from("\n# Cells of the convergence matrix. Silence, not asked and not run are computed.\n");
    for cell in cells::read(CELLS) {
        // Drawn for every cell, so that one that is left out changes no other.
        let differs = random.chance(DIFFER);
        if has_evidence(setting, &cell) {
            write(&mut text, &cell, differs);
        }
    }
    text
}

fn has_evidence(setting: &Setting, cell: &Cell<'_>) -> bool {
    let activity = Activity::ALL.into_iter().find(|activity| activity.key() == cell.activity);
    // The household survey ran everywhere.
    activity.is_none_or(|activity| {
        has_records(setting.country, activity) && !is_silent(setting.country, activity, cell.theme)
    })
}

fn write(text: &mut String, cell: &Cell<'_>, differs: bool) {
    let second = if differs { cell.differing } else { cell.agreeing };
    let _ = write!(text, "\n[[matrix]]\ntheme = \"{}\"\nactivity = \"{}\"\n", cell.theme, cell.activity);
    for (by, judgement) in RESEARCHERS.into_iter().zip([cell.judgement, second]) {
        text.push_str("\n[[matrix.judgements]]\n");
        judge(text, by, judgement);
    }
    if differs {
        text.push_str("\n[matrix.resolved]\n");
        judge(text, &RESEARCHERS.join(" and "), cell.judgement);
    }
}

fn judge(text: &mut String, by: &str, judgement: Judgement<'_>) {
    let Judgement { convergence, reason } = judgement;
    let _ = write!(text, "by = \"{by}\"\nconvergence = \"{convergence}\"\nreason = \"{reason}\"\n");
}
