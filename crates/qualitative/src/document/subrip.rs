//! Captions in SubRip: a number, the times, the words, a blank line. The format has no standard; read is what programs
//! write.

use super::DocumentReason;
use super::cue::{Milliseconds, Transcript};
use super::voice::{Line, blocks, speaker};

const EXAMPLE: &str = "00:01:02,500 --> 00:01:05,000";

/// The words of a file: of each cue, without the tags for italics, bold, underlining, strokes, fonts and place.
pub(super) fn read(file: &str) -> Result<Transcript, DocumentReason> {
    let mut transcript = Transcript::default();
    for block in blocks(file) {
        let is_times = |line: &Line<'_>| line.text.contains("-->");
        let Some(place) = block.iter().take(2).position(is_times) else {
            // Words after a blank line inside a cue would be lost here, so they are refused.
            let Some(first) = block.first() else { continue };
            return Err(wrong_times(block.get(1).unwrap_or(first)));
        };
        let (Some(times), Some(words)) = (block.get(place), block.get(place + 1..)) else { continue };
        let times = read_times(times)?;
        let words: Vec<&str> = words.iter().map(|line| line.text).collect();
        let words = without_tags(&words.join("\n"));
        if !words.trim().is_empty() {
            let name = speaker(&words);
            transcript.say(times, name, &words);
        }
    }
    Ok(transcript)
}

fn wrong_times(line: &Line<'_>) -> DocumentReason {
    let found = line.text.chars().take(60).collect();
    DocumentReason::CueTimes { line: line.number, found, example: EXAMPLE }
}

fn read_times(line: &Line<'_>) -> Result<(Milliseconds, Milliseconds), DocumentReason> {
    let (begin, end) = line.text.split_once("-->").ok_or_else(|| wrong_times(line))?;
    let end = end.split_whitespace().next().unwrap_or_default();
    let read = |text: &str| Milliseconds::read(text.trim(), &[',', '.']).ok_or_else(|| wrong_times(line));
    let (begin, end) = (read(begin)?, read(end)?);
    if end < begin { Err(DocumentReason::CueEndsFirst { line: line.number }) } else { Ok((begin, end)) }
}

/// Takes off `<i>`, `<b>`, `<u>`, `<s>`, `<font …>`, their ends, and `{\an8}`. Any other `<` is a character.
fn without_tags(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some(next) = rest.find(['<', '{']) {
        let (before, from) = rest.split_at(next);
        out.push_str(before);
        let (open, tag) = from.split_at(1);
        let close = if open == "<" { '>' } else { '}' };
        rest = match tag.split_once(close) {
            Some((tag, after)) if is_tag(open, tag) => after,
            _ => {
                out.push_str(open);
                tag
            }
        };
    }
    out + rest
}

fn is_tag(open: &str, tag: &str) -> bool {
    if open == "{" {
        return tag.starts_with('\\');
    }
    let name = tag.trim_start_matches('/').split_whitespace().next().unwrap_or_default();
    ["i", "b", "u", "s", "font"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Format};

    #[test]
    fn cues_keep_time_and_speaker_beside_the_text() {
        let file = "1\r\n00:00:01,000 --> 00:00:04,500\r\n{\\an8}Interviewer: Was 1 < 2\r\n<i>persons</i> there?\r\n\r\n2\n00:00:05.000 --> 00:00:06,000\n<font color=\"red\">Yes.</font>\n\n3\n00:00:07,000 --> 00:00:08,000\n";
        let document = Document::read("a.srt", Format::SubRip, file.as_bytes()).unwrap();
        assert_eq!(document.text(), "Interviewer: Was 1 < 2\npersons there?\nYes.\n");
        let speakers: Vec<_> = document.cues().iter().map(|cue| cue.speaker.as_deref()).collect();
        assert_eq!(speakers, [Some("Interviewer"), None]);
        assert_eq!(document.cues()[1].begin.0, 5_000);
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        let error = Document::read("a.srt", Format::SubRip, b"1\n00:00:01 to 00:00:02\nYes").unwrap_err();
        assert_eq!(
            error.to_string(),
            "a.srt: line 2: the times of a cue are written 00:01:02,500 --> 00:01:05,000, not \"00:00:01 to 00:00:02\""
        );
        let error =
            Document::read("a.srt", Format::SubRip, b"00:00:03,000 --> 00:00:02,000\nYes").unwrap_err();
        assert_eq!(error.to_string(), "a.srt: line 1: the cue ends before it begins");
    }
}
