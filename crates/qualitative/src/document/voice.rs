//! Lines and blocks of caption files, and speakers written into the words.

/// A line of a file without its end, counted from 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    pub(super) number: usize,
    pub(super) text: &'t str,
}

/// The blocks of a file: lines between blank lines. Lines end with a line feed, a carriage return, or both.
pub(super) fn blocks(file: &str) -> Vec<Vec<Line<'_>>> {
    let mut blocks = vec![Vec::new()];
    let mut rest = file.strip_prefix('\u{FEFF}').unwrap_or(file);
    let mut number = 0;
    while !rest.is_empty() {
        number += 1;
        let (text, after) = match rest.find(['\r', '\n']) {
            Some(end) => {
                let (text, after) = rest.split_at(end);
                (text, after.strip_prefix("\r\n").or_else(|| after.get(1..)).unwrap_or_default())
            }
            None => (rest, ""),
        };
        rest = after;
        if text.trim().is_empty() {
            blocks.push(Vec::new());
        } else if let Some(block) = blocks.last_mut() {
            block.push(Line { number, text });
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// The longest name of a speaker that is taken for one, in characters.
const LONGEST_NAME: usize = 40;

/// The speaker that words begin with: up to three words, each with a capital letter or digit first, then a colon and
/// a blank (`Interviewer 1: `). The words keep it.
pub(super) fn speaker(words: &str) -> Option<String> {
    let (name, _) = words.split_once(": ")?;
    let begins_a_name =
        |word: &str| word.chars().next().is_some_and(|first| first.is_uppercase() || first.is_numeric());
    let is_name = name.chars().count() <= LONGEST_NAME
        && name.chars().any(char::is_alphabetic)
        && name.split_whitespace().count() <= 3
        && name.split_whitespace().all(begins_a_name);
    is_name.then(|| name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_between_blank_lines_whatever_ends_a_line() {
        let found = blocks("\u{FEFF}a\r\nb\r\n\r\n\r\nc\rd\r\re");
        let lines: Vec<Vec<(usize, &str)>> =
            found.iter().map(|block| block.iter().map(|line| (line.number, line.text)).collect()).collect();
        assert_eq!(lines, vec![vec![(1, "a"), (2, "b")], vec![(5, "c"), (6, "d")], vec![(8, "e")]]);
    }

    #[test]
    fn a_speaker_is_a_short_name_before_a_colon() {
        assert_eq!(speaker("Interviewer 1: Who did you tell?").as_deref(), Some("Interviewer 1"));
        assert_eq!(speaker("P04: Nobody.").as_deref(), Some("P04"));
        for words in
            ["we said: go", "at 10:30 we left", "12: yes", "No colon", "A long line of many Words: x"]
        {
            assert_eq!(speaker(words), None, "{words}");
        }
    }
}
