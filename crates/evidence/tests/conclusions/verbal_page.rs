//! The page of verbal claims says what the program does: its examples are tried, and no word is left out.

use crate::evidence::share;
use cairn_evidence::Change;
use cairn_evidence::sentence::verbal::{Compared, Hedge, Subject, VerbalClaim, vocabulary};
use cairn_evidence::sentence::{Relation, function_names};
use std::collections::BTreeSet;

const PAGE: &str = include_str!("../../../../docs/verbal-claims.md");

/// A row of a table of words: the words, examples of which they hold, and others.
struct Row {
    words: Vec<String>,
    hold: Vec<Vec<f64>>,
    do_not: Vec<Vec<f64>>,
}

fn rows() -> Vec<Row> {
    let cells = |line: &str| -> Vec<String> { line.split('|').map(|cell| cell.trim().to_owned()).collect() };
    let examples = |cell: &str| cell.split("; ").map(numbers).collect();
    PAGE.lines()
        .map(cells)
        .filter(|cells| cells.len() == 6 && cells[1].starts_with('“'))
        .map(|cells| Row { words: quoted(&cells[1]), hold: examples(&cells[3]), do_not: examples(&cells[4]) })
        .collect()
}

/// What stands between quotation marks.
fn quoted(text: &str) -> Vec<String> {
    text.split('“').skip(1).map(|rest| rest.split('”').next().unwrap().replace('\n', " ")).collect()
}

/// The numbers of an example: 22.4 % (19–25) has three, 100 → 101 has two.
fn numbers(example: &str) -> Vec<f64> {
    let plain = example.replace(',', "");
    let words = plain.split(|c: char| !(c.is_ascii_digit() || c == '.'));
    words.filter_map(|word| word.parse().ok()).collect()
}

fn try_on(claim: &VerbalClaim, example: &[f64]) -> Result<(), String> {
    let of = |group: &str, numbers: &[f64]| {
        let name = format!("aldermark/told_nobody@1{group}");
        share(&name, numbers[0] / 100.0, (numbers[1] / 100.0, numbers[2] / 100.0), 400)
    };
    match (claim.subject(), example.len()) {
        (Subject::Share, 3) => claim.of_share(&of("", example), 1),
        (Subject::Comparison, 6) => {
            let (girls, boys) = (of("/gender=girl", &example[..3]), of("/gender=boy", &example[3..]));
            let countries = ["Aldermark".to_owned(), "Aldermark".to_owned()];
            let relation = Relation::Independent;
            claim.of_comparison(&Compared { first: &girls, second: &boys, relation, countries }, 1)
        }
        (Subject::Change, 2) => claim.of_change(Change { from: example[0] as u64, to: example[1] as u64 }),
        (subject, _) => panic!("no example of {subject:?}: {example:?}"),
    }
}

#[test]
fn every_example_is_as_the_page_says() {
    let rows = rows();
    assert!(rows.len() > 40, "{}", rows.len());
    for row in rows {
        for words in &row.words {
            let claim = VerbalClaim::parse(words).unwrap_or_else(|why| panic!("{why}"));
            for example in &row.hold {
                assert_eq!(try_on(&claim, example), Ok(()), "“{words}” of {example:?}");
            }
            for example in &row.do_not {
                assert!(try_on(&claim, example).is_err(), "“{words}” of {example:?}");
            }
        }
    }
}

#[test]
fn what_the_page_says_is_refused_is_refused() {
    let (_, refused) = PAGE.split_once("## Words that are refused").unwrap();
    let rows =
        refused.lines().skip_while(|line| !line.starts_with("| “")).take_while(|line| line.starts_with('|'));
    let words: Vec<String> = rows.flat_map(|row| quoted(row.split('|').nth(1).unwrap())).collect();
    assert!(words.len() > 5);
    for words in words {
        assert!(VerbalClaim::parse(&words).is_err(), "{words}");
    }
}

#[test]
fn the_page_names_every_word_and_every_function() {
    let flat = PAGE.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let within = |word: &str| {
        flat.match_indices(word).any(|(at, _)| {
            let beside = [flat[..at].chars().next_back(), flat[at + word.len()..].chars().next()];
            beside.iter().flatten().all(|c| !c.is_alphanumeric())
        })
    };
    let missing: Vec<String> = vocabulary().filter(|word| !within(word)).collect();
    assert_eq!(missing, Vec::<String>::new());
    let functions: Vec<&str> = function_names().filter(|name| !flat.contains(&format!("`{name}("))).collect();
    assert_eq!(functions, Vec::<&str>::new());
}

/// The name of a kind of claim, and how it qualifies its quantity.
fn kind(claim: &VerbalClaim) -> (&'static str, Option<Hedge>) {
    match claim {
        VerbalClaim::Share(hedge, _) => ("share", Some(*hedge)),
        VerbalClaim::Most => ("most", None),
        VerbalClaim::Minority => ("minority", None),
        VerbalClaim::AlmostAll => ("almost all", None),
        VerbalClaim::Few => ("few", None),
        VerbalClaim::Times(hedge, ..) => ("times", Some(*hedge)),
        VerbalClaim::Order(..) => ("order", None),
        VerbalClaim::NoClearDifference => ("no clear difference", None),
        VerbalClaim::Equal(_) => ("equal", None),
        VerbalClaim::Changed(_, None) => ("changed", None),
        VerbalClaim::Changed(_, Some((hedge, _))) => ("changed by", Some(*hedge)),
        VerbalClaim::Multiplied(hedge, _) => ("multiplied", Some(*hedge)),
        VerbalClaim::Unchanged => ("unchanged", None),
    }
}

#[test]
fn every_kind_of_claim_has_its_row() {
    let parsed =
        rows().into_iter().flat_map(|row| row.words).map(|words| kind(&VerbalClaim::parse(&words).unwrap()));
    let explained: BTreeSet<String> = parsed.map(|kind| format!("{kind:?}")).collect();
    let hedges = [
        Hedge::Plain,
        Hedge::About,
        Hedge::Nearly,
        Hedge::JustOver,
        Hedge::MoreThan,
        Hedge::LessThan,
        Hedge::AtLeast,
        Hedge::AtMost,
    ];
    let alone = [
        "most",
        "minority",
        "almost all",
        "few",
        "order",
        "no clear difference",
        "equal",
        "changed",
        "unchanged",
    ];
    let qualified = ["share", "times", "changed by", "multiplied"];
    let all = alone.iter().map(|name| (*name, None));
    let all = all.chain(qualified.iter().flat_map(|name| hedges.map(|hedge| (*name, Some(hedge)))));
    assert_eq!(explained, all.map(|kind| format!("{kind:?}")).collect());
}
