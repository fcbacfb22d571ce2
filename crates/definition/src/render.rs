//! A diagnostic as plain text, with the line it points at.

use crate::place::floor_char_boundary;
use crate::{Diagnostic, Place, Severity};
use std::fmt::Write as _;
use std::ops::Range;

/// Longer lines are cut around the place, so that it stays in view.
const WIDTH: usize = 110;

/// The diagnostic as text without colour, ending in a line end:
///
/// ```text
/// error: `vlaue` is not a key of this indicator
///  --> study/indicators/harm.toml:5:1
///   |
/// 5 | vlaue = "bullied = 1"
///   | ^^^^^
///   = help: did you mean `value`?
/// ```
pub fn render(diagnostic: &Diagnostic) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut text = format!("{severity}: {}\n", printable(&diagnostic.message));
    let mut margin = 1;
    if let Some(place) = &diagnostic.place {
        let number = place.line_column().0.to_string();
        margin = number.len();
        let Excerpt { line, indent, marked } = excerpt(place);
        let _ = write!(
            text,
            "{:margin$}--> {place}\n{:margin$} |\n{number} | {line}\n{:margin$} | {:indent$}{}\n",
            "",
            "",
            "",
            "",
            "^".repeat(marked),
        );
    }
    for (label, note) in [("expected", &diagnostic.expected), ("help", &diagnostic.help)] {
        if let Some(note) = note {
            let _ = writeln!(text, "{:margin$} = {label}: {}", "", printable(note));
        }
    }
    text
}

struct Excerpt {
    line: String,
    indent: usize,
    marked: usize,
}

fn excerpt(place: &Place) -> Excerpt {
    let text = place.file().text();
    let span = floor_char_boundary(text, place.span().start)..floor_char_boundary(text, place.span().end);
    let before = text.get(..span.start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let end =
        text.get(span.start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| span.start + at);
    let count = |range: Range<usize>| text.get(range).unwrap_or_default().chars().count();
    let column = count(start..span.start);
    let marked = count(span.start..span.end.min(end)).max(1);
    let line: Vec<char> = printable(text.get(start..end).unwrap_or_default()).chars().collect();
    let skipped = if line.len() <= WIDTH { 0 } else { column.saturating_sub(WIDTH / 2) };
    let shown = line.len().saturating_sub(skipped).min(WIDTH);
    let cut_before = if skipped > 0 { "…" } else { "" };
    let cut_after = if skipped + shown < line.len() { "…" } else { "" };
    let middle: String = line.iter().skip(skipped).take(shown).collect();
    let indent = column - skipped + cut_before.chars().count();
    Excerpt {
        line: format!("{cut_before}{middle}{cut_after}").trim_end().to_owned(),
        indent,
        marked: marked.min((shown + skipped).saturating_sub(column).max(1)),
    }
}

/// One character for one, none of which moves the cursor or speaks to the terminal.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c == '\t' {
                ' '
            } else if c.is_control() {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SourceFile;
    use proptest::prelude::*;

    fn at(text: &str, part: &str) -> Place {
        let start = text.find(part).unwrap();
        Place::new(SourceFile::new("study/a.toml", text), start..start + part.len())
    }

    #[test]
    fn the_place_is_underlined() {
        let text = "title = \"é\"\n\tvlaue = \"\u{1b}[31m\"\n";
        let problem = Diagnostic::error(&at(text, "vlaue"), "`vlaue` is not a key of this indicator")
            .did_you_mean(Some("value"));
        insta::assert_snapshot!(render(&problem), @r#"
        error: `vlaue` is not a key of this indicator
         --> study/a.toml:2:2
          |
        2 |  vlaue = "�[31m"
          |  ^^^^^
          = help: did you mean `value`?
        "#);
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("value = \"{}wrong{}\"", "a OR ".repeat(40), " OR b".repeat(40));
        let rendered =
            render(&Diagnostic::warning(&at(&text, "wrong"), "no such column").expected("a column"));
        insta::assert_snapshot!(rendered);
    }

    #[test]
    fn without_a_place_there_is_no_excerpt() {
        insta::assert_snapshot!(
            render(&Diagnostic::elsewhere("there is no study.toml").help("begin with `cairn new`")),
            @r"
        error: there is no study.toml
          = help: begin with `cairn new`
        ");
    }

    proptest! {
        #[test]
        fn any_place_can_be_shown(text in "(a|\n|\u{e9}|\u{1f3d4}|\t){0,300}", start in 0usize..700, length in 0usize..9) {
            let place = Place::new(SourceFile::new("a", text), start..start + length);
            let rendered = render(&Diagnostic::error(&place, "wrong"));
            prop_assert_eq!(rendered.lines().count(), 5);
            prop_assert!(rendered.contains('^'));
        }
    }
}
