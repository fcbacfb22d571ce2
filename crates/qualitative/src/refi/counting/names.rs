//! Names of excerpts, which programs make of their words.

/// How well a name agrees with the words of an excerpt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Agreement {
    /// Not at all: counted otherwise, or somebody's own name for the excerpt.
    None,
    /// But for white space at an end: programs trim names, and a position may be wrong by a line end.
    Trimmed,
    /// Wholly, as far as the name goes.
    Whole,
}

/// Whether a name says how words begin. Programs shorten it with dots and turn line ends into blanks.
pub(super) fn agreement(name: &str, words: &str) -> Agreement {
    let shortened = shortened(name);
    let mut given = shortened.split_whitespace().flat_map(str::chars).peekable();
    let mut said = words.split_whitespace().flat_map(str::chars);
    if given.peek().is_none() || !given.all(|character| said.next() == Some(character)) {
        return Agreement::None;
    }
    let is_all = said.next().is_none();
    let is_shortened = shortened.len() < name.trim().len() || shortened.chars().count() >= LONG;
    let is_open = |text: &str| text.starts_with(char::is_whitespace);
    let is_open_behind = |text: &str| text.ends_with(char::is_whitespace);
    if !is_all && !is_shortened {
        Agreement::None
    } else if is_open(words) != is_open(name) || (is_all && is_open_behind(words) != is_open_behind(name)) {
        Agreement::Trimmed
    } else {
        Agreement::Whole
    }
}

/// A name this long that begins a passage was cut off its words.
const LONG: usize = 20;

/// A name without the dots that show that it was cut off.
pub(super) fn shortened(name: &str) -> &str {
    name.trim().trim_end_matches(['.', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_agree_as_far_as_they_go() {
        for (name, words, expected) in [
            (
                "The first words of it...",
                "The first
words of it are these",
                Agreement::Whole,
            ),
            ("helpline", "helpline", Agreement::Whole),
            (
                "helpline",
                "helpline
",
                Agreement::Trimmed,
            ),
            (
                "helpline",
                "
helpline",
                Agreement::Trimmed,
            ),
            ("help", "helpline", Agreement::None),
            ("Barrier: cost", "helpline", Agreement::None),
            ("...", "helpline", Agreement::None),
        ] {
            assert_eq!(agreement(name, words), expected, "{name:?} {words:?}");
        }
    }
}
