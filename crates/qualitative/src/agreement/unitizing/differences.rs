//! Where coders who mark stretches differ: what to talk about.

use std::collections::BTreeSet;

use super::continuum::{CodedDocument, Continuum};
use super::marks::Stretch;

/// A stretch on which coders differ about a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference<'a> {
    /// The document.
    pub document: &'a str,
    /// The code.
    pub code: &'a str,
    /// Where. As long as the same coders mark it; of a division the place before it and the one after it.
    pub stretch: Stretch,
    /// What the difference is.
    pub how: HowDifferent,
    /// The coders who marked the stretch, or who end a mark within it.
    pub by: Vec<&'a str>,
    /// The others.
    pub not_by: Vec<&'a str>,
}

/// What a difference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HowDifferent {
    /// Some marked the stretch, others did not.
    Marked,
    /// All marked the stretch; some as one piece, others as several that begin or end here.
    Divided,
}

/// The stretches on which coders differ, the weightiest first, then in the order of documents and codes.
///
/// A stretch weighs by its length times the number of pairs of coders who differ; divisions, which have no length, come last.
pub fn differences(continuum: &Continuum) -> Vec<Difference<'_>> {
    let mut found: Vec<(u64, Difference<'_>)> = continuum
        .documents
        .iter()
        .flat_map(|document| document.codes.iter().map(move |(code, stretches)| (document, code, stretches)))
        .flat_map(|(document, code, stretches)| of_code(&continuum.coders, document, code, stretches))
        .map(|difference| {
            let pairs = difference.by.len() * difference.not_by.len();
            let weight = match difference.how {
                HowDifferent::Marked => u64::from(difference.stretch.length()) * pairs as u64,
                HowDifferent::Divided => 0,
            };
            (weight, difference)
        })
        .collect();
    // A stable sort: what weighs the same stays in the order of documents, codes and places.
    found.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    found.into_iter().map(|(_, difference)| difference).collect()
}

fn of_code<'a>(
    coders: &'a [String],
    document: &'a CodedDocument,
    code: &'a str,
    stretches: &'a [Vec<Stretch>],
) -> Vec<Difference<'a>> {
    let ends: BTreeSet<u32> =
        stretches.iter().flatten().flat_map(|stretch| [stretch.start(), stretch.end()]).collect();
    let pieces =
        ends.iter().zip(ends.iter().skip(1)).filter_map(|(&start, &end)| Stretch::new(start, end).ok());
    let mut found: Vec<Difference<'a>> = Vec::new();
    let difference = |stretch, how, agrees: &dyn Fn(&Vec<Stretch>) -> bool| {
        let (by, not_by): (Vec<_>, Vec<_>) = coders.iter().zip(stretches).partition(|(_, own)| agrees(own));
        let names = |side: Vec<(&'a String, &'a Vec<Stretch>)>| {
            side.into_iter().map(|(coder, _)| coder.as_str()).collect()
        };
        Difference { document: &document.name, code, stretch, how, by: names(by), not_by: names(not_by) }
    };
    for piece in pieces {
        let marked =
            difference(piece, HowDifferent::Marked, &|own| own.iter().any(|mark| mark.overlaps(piece)));
        if marked.by.is_empty() {
            continue;
        }
        if !marked.not_by.is_empty() {
            match found.last_mut() {
                Some(last)
                    if last.stretch.end() == piece.start()
                        && last.how == marked.how
                        && last.by == marked.by =>
                {
                    // Neighbours that differ alike are one stretch.
                    last.stretch = Stretch::new(last.stretch.start(), piece.end()).unwrap_or(last.stretch);
                }
                _ => found.push(marked),
            }
        }
        // At a mark's end within what all marked, on both sides of it.
        let at = piece.end();
        let runs_on = |own: &Vec<Stretch>| own.iter().any(|mark| mark.start() < at && at < mark.end());
        let is_marked_on_both_sides = |own: &Vec<Stretch>| {
            runs_on(own)
                || own.iter().any(|mark| mark.end() == at) && own.iter().any(|mark| mark.start() == at)
        };
        if stretches.iter().all(is_marked_on_both_sides)
            && let Ok(around) = Stretch::new(at.saturating_sub(1), at.saturating_add(1))
        {
            let divided = difference(around, HowDifferent::Divided, &|own| !runs_on(own));
            if !divided.not_by.is_empty() {
                found.push(divided);
            }
        }
    }
    found
}
