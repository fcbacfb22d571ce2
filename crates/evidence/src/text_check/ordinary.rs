//! Numbers that are no statistics: years, dates, ages, durations, articles, figures, list numbers.

use super::token::{Kind, Token};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words before a number that is a name: of an article, a figure, a version, a telephone line.
const NUMBERED: [&str; 57] = [
    "article",
    "articles",
    "art",
    "arts",
    "section",
    "sections",
    "s",
    "ss",
    "sec",
    "paragraph",
    "paragraphs",
    "para",
    "paras",
    "chapter",
    "chapters",
    "no",
    "nos",
    "number",
    "law",
    "act",
    "code",
    "decree",
    "convention",
    "protocol",
    "part",
    "title",
    "schedule",
    "annex",
    "figure",
    "figures",
    "table",
    "tables",
    "activity",
    "activities",
    "phase",
    "step",
    "round",
    "version",
    "capability",
    "capabilities",
    "criterion",
    "indicator",
    "goal",
    "target",
    "module",
    "resolution",
    "cets",
    "ets",
    "sdg",
    "page",
    "pages",
    "grade",
    "grades",
    "helpline",
    "hotline",
    "dial",
    "call",
];

const DURATIONS: [&str; 14] = [
    "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes",
    "st", "th",
];

/// Words that make a number before them a count even where it looks like a year.
const COUNTED: [&str; 20] = [
    "children",
    "girls",
    "boys",
    "caregivers",
    "parents",
    "people",
    "adolescents",
    "respondents",
    "reports",
    "cases",
    "victims",
    "survivors",
    "pairs",
    "households",
    "interviews",
    "calls",
    "contacts",
    "urls",
    "images",
    "of",
];

/// The oldest that are children; ages in a range go a little beyond.
const AGES: f64 = 25.0;

/// For each token whether it is a number that is no statistic.
pub(super) fn ordinary(tokens: &[Token]) -> Vec<bool> {
    let mut found: Vec<bool> = Vec::with_capacity(tokens.len());
    for (index, token) in tokens.iter().enumerate() {
        let is = token.is_number() && is_ordinary(tokens, index, &found);
        found.push(is);
    }
    found
}

fn is_ordinary(tokens: &[Token], index: usize, found: &[bool]) -> bool {
    let before = |back: usize| index.checked_sub(back).and_then(|at| tokens.get(at));
    let after = |on: usize| tokens.get(index + on);
    let word = |token: Option<&Token>, list: &[&str]| {
        token.is_some_and(|token| token.kind == Kind::Word && list.contains(&token.text.as_str()))
    };
    let Some(Kind::Number { value, decimals }) = tokens.get(index).map(|token| token.kind) else {
        return false;
    };
    if percent(after(1)) {
        return false;
    }
    let point = usize::from(before(1).is_some_and(|token| token.is_sign(&['.'])));
    let is_numbered = word(before(1 + point), &NUMBERED);
    if decimals > 0 {
        return is_numbered;
    }
    let digits = tokens.get(index).map_or("", |token| token.text.as_str());
    let is_year = digits.len() == 4 && (1900.0..=2100.0).contains(&value);
    if is_year && !word(after(1), &COUNTED) {
        return true;
    }
    let is_date = value <= 31.0 && (word(after(1), &MONTHS) || word(before(1), &MONTHS));
    let is_duration = word(after(1), &DURATIONS)
        || (after(1).is_some_and(|next| next.is_sign(&['-', '\u{2011}'])) && word(after(2), &DURATIONS));
    let dash = |token: Option<&Token>| {
        token.is_some_and(|token| token.is_sign(&['–', '-', '\u{2011}']) || token.is("to") || token.is("and"))
    };
    let age = |token: Option<&Token>| token.and_then(Token::number).is_some_and(|age| age <= AGES);
    let close = |token: Option<&Token>| token.is_some_and(|token| token.is_sign(&['–', '-', '\u{2011}']));
    let is_age_range = value <= AGES
        && ((close(after(1)) && age(after(2)) && !percent(after(3)))
            || (close(before(1)) && age(before(2)))
            || (dash(before(1)) && found.get(index.wrapping_sub(2)).is_some_and(|is| *is) && age(before(2))));
    let is_age =
        value <= AGES && word(before(1), &["aged", "age", "ages", "under", "over", "below", "turning"]);
    // "116 000", as a telephone number is written.
    let is_second_group = before(1).is_some_and(Token::is_number)
        && found.last() == Some(&true)
        && belongs_to_numbered(tokens, index);
    let continues = before(1).is_some_and(|token| {
        token.is_sign(&['/', '(', ',', '–', '-', '.']) || token.is("and") || token.is("or") || token.is("to")
    }) && found.get(index.wrapping_sub(2)).is_some_and(|is| *is)
        && belongs_to_numbered(tokens, index);
    let is_list_number =
        index == 0 && after(1).is_some_and(|next| next.is_sign(&['.', ')'])) && after(2).is_some();
    let is_always = value == 24.0 && after(1).is_some_and(|next| next.is_sign(&['/']))
        || value == 7.0 && before(1).is_some_and(|sign| sign.is_sign(&['/'])) && age(before(2));
    is_date
        || is_duration
        || is_age_range
        || is_age
        || is_numbered
        || continues
        || is_second_group
        || is_list_number
        || is_always
}

fn percent(token: Option<&Token>) -> bool {
    token.is_some_and(|token| token.kind == Kind::Percent)
}

/// Whether a word before it, with nothing but numbers and signs between, names a numbered thing: "articles 3, 4 and 5(2)".
fn belongs_to_numbered(tokens: &[Token], index: usize) -> bool {
    tokens
        .get(..index)
        .unwrap_or_default()
        .iter()
        .rev()
        .find(|token| token.kind == Kind::Word && !["and", "or", "to"].contains(&token.text.as_str()))
        .is_some_and(|token| NUMBERED.contains(&token.text.as_str()))
}
