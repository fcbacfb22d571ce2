//! Totals and their parts: "22 members, 59 each on average, 1,093 in all" cannot be.

use super::sentence::Sentence;
use super::token::Kind;
use crate::written;
use cairn_definition::{Diagnostic, Diagnostics};

/// Refuses totals that their parts do not make.
pub(super) fn check(sentence: &Sentence<'_>, problems: &Diagnostics) {
    let Some(total) = total(sentence) else { return };
    if let Some((members, each)) = members_and_average(sentence, total) {
        product(sentence, members, each, total, problems);
    } else if !sentence.has(&["each", "average", "mean", "median"]) {
        sum(sentence, total, problems);
    }
}

/// The number that is said to be the total.
fn total(sentence: &Sentence<'_>) -> Option<usize> {
    sentence.statistics().into_iter().find(|at| {
        let mut behind = at + 1;
        if sentence.is_percentage(*at) {
            return false;
        }
        // "1,093 reports in all"
        if sentence.at(behind).is_some_and(|token| token.kind == Kind::Word && token.text != "in") {
            behind += usize::from(!sentence.is(behind, "altogether") && !sentence.is(behind, "together"));
        }
        let says = sentence.words_at(behind, &["in", "all"])
            || sentence.words_at(behind, &["in", "total"])
            || sentence.is(behind, "altogether")
            || sentence.words_at(behind, &["all", "together"])
            || sentence.is(behind, "together");
        let before = |back: usize, word: &str| at.checked_sub(back).is_some_and(|at| sentence.is(at, word));
        says || (before(1, "of") && before(2, "total")) || before(1, "totalling")
    })
}

/// The positions of "22" and "59" in "22 members, 59 each".
fn members_and_average(sentence: &Sentence<'_>, total: usize) -> Option<(usize, usize)> {
    let statistics = sentence.statistics();
    let each = statistics.iter().copied().find(|at| {
        let near = |words: &[&str]| (1..=3).any(|on| words.iter().any(|word| sentence.is(at + on, word)));
        let before = at.checked_sub(2).is_some_and(|at| sentence.words_at(at, &["average", "of"]));
        *at != total && (near(&["each", "average", "apiece"]) || before)
    })?;
    let members = statistics.into_iter().rev().find(|at| *at < each && *at != total)?;
    Some((members, each))
}

fn product(sentence: &Sentence<'_>, members: usize, each: usize, total: usize, problems: &Diagnostics) {
    let (Some(n), Some(m), Some(t)) = (sentence.at(members), sentence.at(each), sentence.at(total)) else {
        return;
    };
    let (Some(number), Some(average), Some(stated)) = (n.number(), m.number(), t.number()) else { return };
    let (least, most) = (number * (average - m.rounding()), number * (average + m.rounding()));
    if (least - t.rounding()..=most + t.rounding()).contains(&stated) {
        return;
    }
    let message = format!("{} times {} make {}, not {}", n.text, m.text, shown(number * average), t.text);
    let place = sentence.place(members.min(total), each.max(total));
    problems.push(
        Diagnostic::error(&place, message)
            .expected(format!("a total from {} to {}", shown(least.ceil()), shown(most.floor())))
            .help(format!("{} in all would be {:.1} each", t.text, stated / number)),
    );
}

fn sum(sentence: &Sentence<'_>, total: usize, problems: &Diagnostics) {
    let parts = parts(sentence, total);
    let Some(stated) = sentence.at(total).and_then(super::token::Token::number) else { return };
    if parts.len() < 2 {
        return;
    }
    let rounding = |indices: &[usize]| -> f64 {
        let all = indices.iter().chain([&total]).filter_map(|at| sentence.at(*at));
        all.filter(|token| matches!(token.kind, Kind::Number { decimals: 1.., .. }))
            .map(super::token::Token::rounding)
            .sum()
    };
    let added =
        |indices: &[usize]| -> f64 { indices.iter().filter_map(|at| sentence.at(*at)?.number()).sum() };
    // The first numbers of a sentence may be of something else: some last ones make the total, or none do.
    let makes = |from: usize| {
        let indices = parts.get(from..).unwrap_or_default();
        (added(indices) - stated).abs() <= rounding(indices) + 1e-9
    };
    if (0..parts.len() - 1).any(makes) || !sentence.any_typed(&parts) && !sentence.any_typed(&[total]) {
        return;
    }
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
    let texts: Vec<&str> = parts.iter().map(|at| sentence.text(*at, *at)).collect();
    let message = format!(
        "{} make {}, not {}",
        written::listed(texts),
        shown(added(&parts)),
        sentence.text(total, total)
    );
    let place = sentence.place((*first).min(total), (*last).max(total));
    problems.push(Diagnostic::error(&place, message).expected("a total that its parts make"));
}

/// The statistics that stand in a row before the total, or behind "a total of 5:".
fn parts(sentence: &Sentence<'_>, total: usize) -> Vec<usize> {
    let announced = (total..total + 3).any(|at| sentence.at(at).is_some_and(|token| token.is_sign(&[':'])));
    sentence
        .statistics()
        .into_iter()
        .filter(|at| if announced { *at > total } else { *at < total })
        .filter(|at| !sentence.is_percentage(*at))
        .collect()
}

fn shown(number: f64) -> String {
    if number >= 0.0 && number.fract() == 0.0 && number < 9e15 {
        written::count(number as u64)
    } else {
        format!("{number:.1}")
    }
}
