//! A percentage beside its count and base: "37 % (19 out of 85)" cannot be.

use super::sentence::Sentence;
use super::token::Kind;
use cairn_definition::{Diagnostic, Diagnostics};

/// How many words may stand between a percentage and its count and base.
const BETWEEN: usize = 6;

/// Refuses percentages that their counts and bases do not give.
pub(super) fn check(sentence: &Sentence<'_>, problems: &Diagnostics) {
    for index in 0..sentence.tokens.len() {
        let Some((part, whole)) = part_of_whole(sentence, index) else { continue };
        if let Some(percentage) =
            percentage_before(sentence, part).or_else(|| percentage_after(sentence, whole))
        {
            compare(sentence, part, whole, percentage, problems);
        } else {
            refuse_more_than_all(sentence, part, whole, problems);
        }
    }
}

/// The positions of k and n, where "k of n", "k out of n", "k/n" begins.
fn part_of_whole(sentence: &Sentence<'_>, index: usize) -> Option<(usize, usize)> {
    sentence.at(index)?.number()?;
    if sentence.is_percentage(index) {
        return None;
    }
    let mut next = index + 1;
    if sentence.words_at(next, &["out", "of"]) {
        next += 2;
    } else if sentence.is(next, "of") {
        next += 1;
        let (counts, both) =
            (sentence.statistic.get(index), sentence.at(next).is_some_and(super::token::Token::is_number));
        if counts != Some(&true) && !both {
            return None;
        }
    } else if sentence.at(next)?.is_sign(&['/']) && sentence.statistic.get(index) == Some(&true) {
        next += 1;
    } else {
        return None;
    }
    while ["the", "all", "a"].iter().any(|word| sentence.is(next, word)) {
        next += 1;
    }
    let whole = sentence.at(next)?.number()?;
    (whole > 0.0 && !sentence.is_percentage(next)).then_some((index, next))
}

/// The percentage in "37 % of them (19 out of 85)".
fn percentage_before(sentence: &Sentence<'_>, part: usize) -> Option<usize> {
    let mut at = part.checked_sub(1)?;
    // "n = 19 of 85"
    while sentence.is(at, "n") || sentence.at(at)?.is_sign(&['=', ',']) || sentence.is(at, "or") {
        at = at.checked_sub(1)?;
    }
    if !sentence.at(at)?.is_sign(&['(', '[', '–', '—']) {
        return None;
    }
    for _ in 0..=BETWEEN {
        at = at.checked_sub(1)?;
        match sentence.at(at)?.kind {
            Kind::Percent => {
                return at
                    .checked_sub(1)
                    .filter(|at| sentence.at(*at).is_some_and(super::token::Token::is_number));
            }
            Kind::Word => {}
            Kind::Number { .. } | Kind::Sign(_) => return None,
        }
    }
    None
}

/// The percentage in "19 of 85 respondents (37 %)" and "19 of 85, or 37 %".
fn percentage_after(sentence: &Sentence<'_>, whole: usize) -> Option<usize> {
    let mut opened = false;
    for at in whole + 1..=whole + 1 + BETWEEN {
        let token = sentence.at(at)?;
        match token.kind {
            Kind::Number { .. } => return (opened && sentence.is_percentage(at)).then_some(at),
            Kind::Sign('(' | '[' | '=' | '–' | '—') => opened = true,
            Kind::Word => opened |= token.is("or") || token.is("i.e"),
            Kind::Sign(',') => {}
            Kind::Sign(_) | Kind::Percent => return None,
        }
    }
    None
}

fn compare(sentence: &Sentence<'_>, part: usize, whole: usize, percentage: usize, problems: &Diagnostics) {
    if !sentence.any_typed(&[part, whole, percentage]) {
        return;
    }
    let (Some(k), Some(n), Some(stated)) = (sentence.at(part), sentence.at(whole), sentence.at(percentage))
    else {
        return;
    };
    let (Some(count), Some(base), Some(percent)) = (k.number(), n.number(), stated.number()) else { return };
    let found = 100.0 * count / base;
    if (found - percent).abs() <= stated.rounding() {
        return;
    }
    let decimals = match stated.kind {
        Kind::Number { decimals, .. } => usize::from(decimals),
        _ => 0,
    };
    let message =
        format!("{} of {} is {found:.decimals$}\u{a0}%, not {}\u{a0}%", k.text, n.text, stated.text);
    let (from, to) = (part.min(percentage), whole.max(percentage + 1));
    problems.push(
        Diagnostic::error(&sentence.place(from, to), message)
            .expected("a percentage, its count and its base that agree")
            .help("beside a weighted percentage leave the counts out, and state the base"),
    );
}

fn refuse_more_than_all(sentence: &Sentence<'_>, part: usize, whole: usize, problems: &Diagnostics) {
    let (Some(k), Some(n)) = (sentence.at(part), sentence.at(whole)) else { return };
    if sentence.is(part + 1, "out") && k.number() > n.number() && sentence.any_typed(&[part, whole]) {
        let message = format!("{} out of {} is more than all", k.text, n.text);
        problems.push(Diagnostic::error(&sentence.place(part, whole), message));
    }
}
