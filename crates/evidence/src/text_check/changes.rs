//! A percentage of change beside the two numbers: "785,322 against 587,852, +25 %" cannot be.

use super::sentence::Sentence;
use super::token::{Kind, Token};
use cairn_definition::{Diagnostic, Diagnostics};

const UP: [&str; 16] = [
    "rose",
    "rise",
    "increase",
    "increased",
    "up",
    "more",
    "higher",
    "growth",
    "grew",
    "gain",
    "rising",
    "increasing",
    "risen",
    "grown",
    "jumped",
    "climbed",
];
const DOWN: [&str; 14] = [
    "fell",
    "fall",
    "decrease",
    "decreased",
    "down",
    "less",
    "fewer",
    "lower",
    "decline",
    "declined",
    "dropped",
    "drop",
    "fallen",
    "falling",
];

/// The positions of the number before, the number after, and the percentage between them.
struct Stated {
    before: usize,
    after: usize,
    percentage: usize,
}

/// Refuses percentages of change that their two numbers do not give, and directions that they do not have.
pub(super) fn check(sentence: &Sentence<'_>, problems: &Diagnostics) {
    let Some((before, after)) = two_numbers(sentence) else { return };
    let (Some(from), Some(to)) = (value(sentence, before), value(sentence, after)) else { return };
    let last = before.max(after);
    let percentages: Vec<usize> = (last + 1..sentence.tokens.len())
        .filter(|at| value(sentence, *at).is_some() && sentence.is_percentage(*at))
        .filter(|at| is_of_change(sentence, *at))
        .collect();
    match percentages.as_slice() {
        [percentage] if !sentence.is(percentage + 2, "points") && !sentence.is(percentage + 2, "point") => {
            let stated = Stated { before, after, percentage: *percentage };
            compare(sentence, &stated, from, to, problems);
        }
        _ => direction_alone(sentence, before, after, problems),
    }
}

/// Whether a percentage is introduced as one of a change: "+25 %", "by 25 %", "a rise of 25 %", "25 % more", "(25 %)".
fn is_of_change(sentence: &Sentence<'_>, percentage: usize) -> bool {
    let before = |back: usize| percentage.checked_sub(back).and_then(|at| sentence.at(at));
    let moves = |token: Option<&Token>| {
        token.is_some_and(|token| UP.contains(&token.text.as_str()) || DOWN.contains(&token.text.as_str()))
    };
    before(1).is_some_and(|token| {
        token.is_sign(&['+', '-', '−', '–', '(', '“', '"'])
            || token.is("by")
            || (token.is("of") && moves(before(2)))
    }) || moves(sentence.at(percentage + 2))
}

fn value(sentence: &Sentence<'_>, at: usize) -> Option<f64> {
    sentence.at(at)?.number()
}

/// The numbers before and after, in "A against B" and "from B to A".
fn two_numbers(sentence: &Sentence<'_>) -> Option<(usize, usize)> {
    let counts: Vec<usize> =
        sentence.statistics().into_iter().filter(|at| !sentence.is_percentage(*at)).collect();
    counts.windows(2).find_map(|pair| {
        let [first, second] = *pair else { return None };
        let between = |words: &[&str]| (first + 1..second).any(|at| sentence.words_at(at, words));
        let compared = [
            &["against"][..],
            &["compared", "with"],
            &["compared", "to"],
            &["versus"],
            &["up", "from"],
            &["down", "from"],
        ];
        if compared.into_iter().any(between) {
            return Some((second, first));
        }
        let from = (first.saturating_sub(3)..first).any(|at| sentence.is(at, "from"));
        (from && between(&["to"])).then_some((first, second))
    })
}

/// 1 for up, −1 for down, 0 where the words do not say.
fn direction(sentence: &Sentence<'_>, percentage: Option<usize>) -> f64 {
    let sign = percentage.and_then(|at| at.checked_sub(1)).and_then(|at| sentence.at(at));
    match sign.map(|token| token.kind) {
        Some(Kind::Sign('+')) => return 1.0,
        Some(Kind::Sign('-' | '−' | '–')) => return -1.0,
        _ => {}
    }
    match (sentence.has(&UP), sentence.has(&DOWN)) {
        (true, false) => 1.0,
        (false, true) => -1.0,
        _ => 0.0,
    }
}

fn compare(sentence: &Sentence<'_>, stated: &Stated, from: f64, to: f64, problems: &Diagnostics) {
    let Stated { before, after, percentage } = *stated;
    let Some(token) = sentence.at(percentage) else { return };
    let Some(percent) = token.number() else { return };
    if from <= 0.0 || !sentence.any_typed(&[before, after, percentage]) {
        return;
    }
    let found = 100.0 * (to - from) / from;
    let said = direction(sentence, Some(percentage));
    let right_way = said == 0.0 || said * found >= 0.0;
    if (found.abs() - percent).abs() <= token.rounding() && right_way {
        return;
    }
    let back = 100.0 * (from - to) / to;
    let message = format!(
        "from {} to {} is a {} by {:.1}\u{a0}%, not {} {}\u{a0}%",
        sentence.text(before, before),
        sentence.text(after, after),
        if found < 0.0 { "fall" } else { "rise" },
        found.abs(),
        if said < 0.0 {
            "a fall by"
        } else if said > 0.0 {
            "a rise by"
        } else {
            "by"
        },
        token.text
    );
    let first = before.min(after);
    let problem = Diagnostic::error(&sentence.place(first, percentage + 1), message);
    problems.push(if (back.abs() - percent).abs() <= token.rounding() {
        problem.help(format!(
            "{}\u{a0}% is the {} the other way, from {} to {}",
            token.text,
            if back < 0.0 { "fall" } else { "rise" },
            sentence.text(after, after),
            sentence.text(before, before)
        ))
    } else {
        problem
    });
}

fn direction_alone(sentence: &Sentence<'_>, before: usize, after: usize, problems: &Diagnostics) {
    let (Some(from), Some(to)) = (value(sentence, before), value(sentence, after)) else { return };
    let first = before.min(after);
    // Only a verb directly before the numbers speaks of them.
    let verb =
        (first.saturating_sub(4)..first).filter_map(|at| sentence.at(at)).find_map(|token| {
            match token.text.as_str() {
                "rose" | "increased" | "grew" => Some(("rose", to > from)),
                "fell" | "declined" | "decreased" | "dropped" => Some(("fell", to < from)),
                _ => None,
            }
        });
    let from_to = (first.saturating_sub(3)..first).any(|at| sentence.is(at, "from"));
    if let Some((verb, false)) = verb.filter(|_| from_to && sentence.any_typed(&[before, after])) {
        let message = format!(
            "what went from {} to {} did not {}",
            sentence.text(before, before),
            sentence.text(after, after),
            if verb == "rose" { "rise" } else { "fall" }
        );
        problems.push(Diagnostic::error(&sentence.place(first, before.max(after)), message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text_check::line::Line;
    use cairn_definition::{Place, SourceFile};

    fn mistakes(text: &str) -> Vec<String> {
        let line = Line::written(text, &Place::new(SourceFile::new("a.toml", text), 0..text.len()));
        let problems = Diagnostics::new();
        for sentence in Sentence::all(&line) {
            check(&sentence, &problems);
        }
        problems.into_sorted().into_iter().map(|problem| problem.message).collect()
    }

    #[test]
    fn a_percentage_of_change_follows_from_its_two_numbers() {
        let wrong = ["from 587,852 to 785,322 is a rise by 33.6\u{a0}%, not a rise by 25\u{a0}%"];
        for text in [
            "785,322 against 587,852 … +25 %",
            "785,322 against 587,852; an increase of 25 %.",
            "Reports rose from 587,852 to 785,322 (25 %).",
            "Reports rose from 587,852 to 785,322, that is 25 % more.",
        ] {
            assert_eq!(mistakes(text), wrong, "{text}");
        }
        assert_eq!(mistakes("Reports rose from 587,852 to 785,322, by 33.6 %."), [""; 0]);
        assert_eq!(mistakes("Reports fell from 785,322 to 587,852, a fall of 25 %."), [""; 0]);
    }

    #[test]
    fn a_share_beside_a_change_is_none_of_it() {
        assert_eq!(mistakes("Calls rose from 200 to 250; 40 % of callers were girls."), [""; 0]);
        assert_eq!(mistakes("Calls rose from 200 to 250, by 5 percentage points."), [""; 0]);
    }
}
