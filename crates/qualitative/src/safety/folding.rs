//! A text without what spelling varies in: case, accents, invisible characters, the script of digits.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// A folded text in which every place knows where it comes from.
pub(super) struct Folded {
    text: String,
    /// For each byte of the folded text: start and end, in bytes, of what it was made from.
    origin: Vec<Range<usize>>,
}

impl Folded {
    pub(super) fn new(original: &str) -> Self {
        let mut folded = Self { text: String::new(), origin: Vec::new() };
        for (start, character) in original.char_indices() {
            let from = start..start + character.len_utf8();
            if is_invisible(character) {
                continue;
            }
            // Raised and lowered digits are marks of notes and units; they belong to no number.
            if matches!(character, '²' | '³' | '¹' | '\u{2070}'..='\u{209F}') {
                folded.push(character, from);
                continue;
            }
            decompose_compatible(character, |part| {
                if is_accent(part) {
                    folded.extend_last(from.end);
                } else {
                    part.to_lowercase()
                        .filter(|&lower| !is_accent(lower))
                        .for_each(|lower| folded.push_plain(lower, &from));
                }
            });
        }
        folded
    }

    /// The folded text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where a range of the folded text stands in the original.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.origin.get(range.start).map_or(0, |from| from.start);
        let end =
            range.end.checked_sub(1).and_then(|last| self.origin.get(last)).map_or(start, |from| from.end);
        start..end.max(start)
    }

    fn push_plain(&mut self, character: char, from: &Range<usize>) {
        match character {
            'ß' => ['s', 's'].iter().for_each(|&part| self.push(part, from.clone())),
            'æ' => ['a', 'e'].iter().for_each(|&part| self.push(part, from.clone())),
            'œ' => ['o', 'e'].iter().for_each(|&part| self.push(part, from.clone())),
            'ø' => self.push('o', from.clone()),
            'ł' => self.push('l', from.clone()),
            'đ' | 'ð' => self.push('d', from.clone()),
            'ħ' => self.push('h', from.clone()),
            'ı' => self.push('i', from.clone()),
            'ŋ' => self.push('n', from.clone()),
            '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{02BB}' | '`' | '´' => self.push('\'', from.clone()),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => self.push('-', from.clone()),
            other => self.push(ascii_digit(other).unwrap_or(other), from.clone()),
        }
    }

    fn push(&mut self, character: char, from: Range<usize>) {
        self.text.push(character);
        self.origin.resize(self.text.len(), from);
    }

    /// Lets what came last reach to that place, so that a dropped accent goes where its letter goes.
    fn extend_last(&mut self, end: usize) {
        let Some(last) = self.text.chars().next_back() else { return };
        let bytes = self.origin.len() - last.len_utf8();
        self.origin.iter_mut().skip(bytes).for_each(|from| from.end = end);
    }
}

/// A text folded, without where it comes from.
pub(super) fn fold(word: &str) -> String {
    Folded::new(word).text
}

/// Whether a letter or a sign that belongs to letters.
pub(super) fn is_letter(character: char) -> bool {
    character.is_alphabetic() || canonical_combining_class(character) != 0
}

/// Whether a letter of a script that puts no space between words: Thai, Lao, Burmese, Khmer, Chinese, Japanese.
pub(super) fn is_unspaced(character: char) -> bool {
    matches!(
        character,
        '\u{0E00}'..='\u{0EFF}'
            | '\u{1000}'..='\u{109F}'
            | '\u{1780}'..='\u{17FF}'
            | '\u{3040}'..='\u{30FF}'
            | '\u{3400}'..='\u{9FFF}'
            | '\u{20000}'..='\u{3FFFF}'
    )
}

/// Accents and vowel points. Classes below 10 make another letter of theirs (the nukta) or join letters (the virama).
fn is_accent(character: char) -> bool {
    canonical_combining_class(character) >= 10
}

/// Characters without width, which may stand within a word unseen.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
    )
}

/// The digit 0 to 9 that a digit of another script stands for.
fn ascii_digit(character: char) -> Option<char> {
    const ZEROS: [char; 15] = [
        '\u{0660}', '\u{06F0}', '\u{07C0}', '\u{0966}', '\u{09E6}', '\u{0A66}', '\u{0AE6}', '\u{0BE6}',
        '\u{0C66}', '\u{0D66}', '\u{0E50}', '\u{0ED0}', '\u{1040}', '\u{17E0}', '\u{1810}',
    ];
    ZEROS.iter().find_map(|&zero| {
        let value = u32::from(character).checked_sub(u32::from(zero))?;
        char::from_digit(value, 10)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_a_name_fold_to_one() {
        for spelling in ["Đorđević", "dordevic", "ĐORĐEVIC", "Đord\u{00AD}evi\u{0107}", "Dordevic\u{0301}"]
        {
            assert_eq!(fold(spelling), "dordevic");
        }
        assert_eq!(fold("N’Golo"), "n'golo");
        assert_eq!(fold("مُحَمَّد"), fold("محمد"));
        assert_eq!(fold("٠٧١٢ ៣៤៥"), "0712 345");
    }

    #[test]
    fn a_dropped_accent_belongs_to_its_letter() {
        let text = "Jose\u{0301} came";
        let folded = Folded::new(text);
        assert_eq!(folded.original(&(0..4)), 0..6);
    }

    proptest! {
        #[test]
        fn every_place_maps_into_the_original(text in "\\PC{0,40}") {
            let folded = Folded::new(&text);
            for (start, character) in folded.text().char_indices() {
                let range = folded.original(&(start..start + character.len_utf8()));
                prop_assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()), "{range:?}");
            }
        }
    }
}
