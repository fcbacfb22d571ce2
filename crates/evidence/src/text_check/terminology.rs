//! Words to avoid: Terminology Guidelines for the Protection of Children from Sexual Exploitation and Sexual Abuse, second edition
//! (ECPAT International, 2025).

use super::line::Line;
use super::token::{Token, tokens};
use cairn_definition::{Diagnostic, Diagnostics};
use std::ops::Range;

/// Words in lower case, and what is said instead. Of several that begin at one word the first counts.
const AVOID: [(&[&str], &str); 30] = [
    (&["child", "pornography"], "child sexual abuse material"),
    (&["child", "porn"], "child sexual abuse material"),
    (&["kiddie", "porn"], "child sexual abuse material"),
    (&["underage", "porn"], "child sexual abuse material"),
    (&["child", "prostitution"], "exploitation of children in prostitution"),
    (&["child", "prostitute"], "child exploited in prostitution"),
    (&["child", "prostitutes"], "children exploited in prostitution"),
    (&["underage", "prostitute"], "child exploited in prostitution"),
    (&["child", "sex", "worker"], "child exploited in prostitution"),
    (&["child", "sex", "workers"], "children exploited in prostitution"),
    (&["child", "sex", "tourism"], "sexual exploitation of children in the context of travel and tourism"),
    (&["child", "sex", "tourist"], "travelling child sex offender"),
    (&["child", "sex", "tourists"], "travelling child sex offenders"),
    (&["webcam", "child", "sex", "tourism"], "live streaming of child sexual abuse"),
    (&["webcam", "sex"], "live streaming of child sexual abuse"),
    (&["sextortion"], "sexual extortion of children"),
    (&["revenge", "porn"], "non-consensual sharing of intimate images"),
    (&["revenge", "pornography"], "non-consensual sharing of intimate images"),
    (&["sex", "with", "a", "child"], "sexual abuse of a child"),
    (&["sex", "with", "children"], "sexual abuse of children"),
    (&["sex", "with", "minors"], "sexual abuse of children"),
    (&["sex", "with", "a", "minor"], "sexual abuse of a child"),
    (&["underage", "sex"], "sexual abuse of a child"),
    (&["pedophile"], "child sex offender, unless a diagnosis is meant"),
    (&["paedophile"], "child sex offender, unless a diagnosis is meant"),
    (&["pedophiles"], "child sex offenders, unless a diagnosis is meant"),
    (&["paedophiles"], "child sex offenders, unless a diagnosis is meant"),
    (&["child", "bride"], "child in a child marriage"),
    (&["juvenile", "sex", "offender"], "child who has displayed harmful sexual behaviour"),
    (&["juvenile", "sex", "offenders"], "children who have displayed harmful sexual behaviour"),
];

/// Words that make what stands in quotes the title of a law.
const LAWS: [&str; 14] = [
    "act",
    "law",
    "code",
    "protocol",
    "convention",
    "directive",
    "ordinance",
    "bill",
    "decree",
    "statute",
    "constitution",
    "regulation",
    "resolution",
    "treaty",
];

/// Warns of words to avoid in what was typed, but within a law’s own title in quotes.
pub(super) fn check(line: &Line, problems: &Diagnostics) {
    let all = tokens(&line.text);
    let titles = titles_of_laws(&line.text, &all);
    let mut read = 0;
    for index in 0..all.len() {
        if index < read {
            continue;
        }
        let begins = |words: &[&str]| {
            words.iter().enumerate().all(|(on, word)| all.get(index + on).is_some_and(|token| token.is(word)))
        };
        let Some((words, instead)) = AVOID.iter().find(|(words, _)| begins(words)) else { continue };
        read = index + words.len();
        let range = match (all.get(index), all.get(index + words.len() - 1)) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => continue,
        };
        let in_title = titles.iter().any(|title| title.start <= range.start && range.end <= title.end);
        if in_title || !line.is_typed(&range) {
            continue;
        }
        let said = line.text.get(range.clone()).unwrap_or_default();
        let message = format!("“{said}” is a term to avoid");
        problems.push(
            Diagnostic::warning(&line.place(&range), message)
                .expected(format!("“{instead}”"))
                .help("terminology guidelines, second edition, 2025; a law’s own title stands in quotes"),
        );
    }
}

/// The stretches in quotes that name a law within them.
fn titles_of_laws(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut titles = Vec::new();
    for (open, close) in [('“', '”'), ('"', '"'), ('‘', '’'), ('«', '»')] {
        let mut at = 0;
        while let Some(start) = text.get(at..).and_then(|rest| rest.find(open)).map(|found| at + found) {
            let inner = start + open.len_utf8();
            let Some(end) = text.get(inner..).and_then(|rest| rest.find(close)).map(|found| inner + found)
            else {
                break;
            };
            let names_law = tokens.iter().any(|token| {
                inner <= token.range.start && token.range.end <= end && LAWS.contains(&token.text.as_str())
            });
            if names_law {
                titles.push(inner..end);
            }
            at = end + close.len_utf8();
        }
    }
    titles
}
