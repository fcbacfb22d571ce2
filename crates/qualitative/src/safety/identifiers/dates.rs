//! Dates of birth: dates near a word for birth. Other dates identify nobody by themselves.

use super::{Hit, IdentifierKind, Pattern, after, before, pattern};

/// `12/03/2008`, `12.3.08`, `2008-03-12`, `12 March 2008`, `12 de marzo de 2008`, `March 12th, 2008`.
static DATE: Pattern = Pattern::new(|| {
    pattern(concat!(
        r"[0-9]{1,2}\s?[./\-]\s?[0-9]{1,2}\s?[./\-]\s?[0-9]{2,4}\b",
        r"|\b[0-9]{4}[./\-][0-9]{1,2}[./\-][0-9]{1,2}\b",
        r"|\b[0-9]{1,2}(?:st|nd|rd|th|er|º|°|\.)?\s+(?:(?:of|de|thang)\s+)?(?:[^\W\d_]{3,12}|[0-9]{1,2})\.?,?\s+(?:(?:of|de|del|nam)\s+)?[0-9]{4}\b",
        r"|\b[^\W\d_]{3,12}\.?\s+[0-9]{1,2}(?:st|nd|rd|th)?,?\s+[0-9]{4}\b",
    ))
});

/// Words for birth, folded, in the languages of the countries studied.
static BIRTH: Pattern = Pattern::new(|| {
    pattern(concat!(
        r"\b(?:born|birth\w*|d\.?o\.?b|b-day|nee?|naissance|nacid[oa]|nacio|nacimiento|nascid[oa]|nasceu|nascimento|alizaliwa|",
        r"amezaliwa|kuzaliwa|nilizaliwa|lahir|kelahiran|sinh|ipinanganak|kapanganakan|roden\w*|rodj?en\w*)\b",
        r"|ولد|مواليد|الميلاد|เกิด|កើត|ծնվ|рођен|рожден|родил|የተወለ|ተወለደ",
    ))
});

/// Dates of birth in a folded text.
pub(super) fn find(text: &str) -> Vec<Hit> {
    DATE.find_iter(text)
        .filter(|date| {
            BIRTH.is_match(before(text, date.start(), 48)) || BIRTH.is_match(after(text, date.end(), 24))
        })
        .map(|date| Hit::new(date.range(), IdentifierKind::DateOfBirth))
        .collect()
}
