//! Names of excerpts, which programs make of their words.

/// Whether a name says how words begin. Programs shorten it with dots and turn line ends into blanks.
pub(super) fn is_name_of(name: &str, words: &str) -> bool {
    let shortened = shortened(name);
    let mut given = shortened.split_whitespace().flat_map(str::chars).peekable();
    let mut said = words.split_whitespace().flat_map(str::chars);
    if given.peek().is_none() {
        return false;
    }
    let begins = given.by_ref().all(|character| said.next() == Some(character));
    // A name that is neither shortened nor the whole passage is somebody's own word for it.
    let is_shortened = shortened.len() < name.trim().len();
    begins
        && (is_shortened || said.next().is_none() || shortened.chars().count() >= LONG)
        && words.chars().next().is_some_and(|first| !first.is_whitespace() || name.starts_with(first))
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
    fn a_name_of_ones_own_says_nothing() {
        assert!(is_name_of("The first words of it...", "The first\r\nwords of it are these"));
        assert!(is_name_of("helpline", "helpline"));
        assert!(!is_name_of("help", "helpline"));
        assert!(!is_name_of("Barrier: cost", "helpline"));
        assert!(!is_name_of("...", "helpline"));
    }
}
