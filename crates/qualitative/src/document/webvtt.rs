//! Captions in WebVTT (W3C, Candidate Recommendation 2019, section 4).

use super::DocumentReason;
use super::cue::{Milliseconds, Transcript};
use super::voice::{Line, blocks, speaker};

const EXAMPLE: &str = "00:01:02.500 --> 00:01:05.000";

/// The words of a file: of each cue, without tags. Notes, style sheets and regions are passed over.
pub(super) fn read(file: &str) -> Result<Transcript, DocumentReason> {
    let blocks = blocks(file);
    let header = blocks.first().and_then(|block| block.first()).ok_or(DocumentReason::NoWebVttHeader)?;
    let after = header.text.strip_prefix("WEBVTT").ok_or(DocumentReason::NoWebVttHeader)?;
    if header.number != 1 || !(after.is_empty() || after.starts_with([' ', '\t'])) {
        return Err(DocumentReason::NoWebVttHeader);
    }
    let mut transcript = Transcript::default();
    for block in blocks.iter().skip(1) {
        let is_other =
            |line: &Line<'_>| ["NOTE", "STYLE", "REGION"].iter().any(|word| line.text.starts_with(word));
        let is_times = |line: &Line<'_>| line.text.contains("-->");
        let Some(place) = block.iter().take(2).position(is_times) else {
            match block.first() {
                Some(first) if !is_other(first) => return Err(wrong_times(first)),
                _ => continue,
            }
        };
        let (Some(times), Some(words)) = (block.get(place), block.get(place + 1..)) else { continue };
        let times = read_times(times)?;
        let words: Vec<&str> = words.iter().map(|line| line.text).collect();
        for (name, words) in voices(&words.join("\n")) {
            let name = name.or_else(|| speaker(&words));
            transcript.say(times, name, &words);
        }
    }
    Ok(transcript)
}

fn wrong_times(line: &Line<'_>) -> DocumentReason {
    let found = line.text.chars().take(60).collect();
    DocumentReason::CueTimes { line: line.number, found, example: EXAMPLE }
}

/// The times of a cue; settings of its place on the screen follow the second.
fn read_times(line: &Line<'_>) -> Result<(Milliseconds, Milliseconds), DocumentReason> {
    let (begin, end) = line.text.split_once("-->").ok_or_else(|| wrong_times(line))?;
    let end = end.split_whitespace().next().unwrap_or_default();
    let read = |text: &str| Milliseconds::read(text.trim(), &['.']).ok_or_else(|| wrong_times(line));
    let (begin, end) = (read(begin)?, read(end)?);
    if end < begin { Err(DocumentReason::CueEndsFirst { line: line.number }) } else { Ok((begin, end)) }
}

/// The words of a cue by voice (`<v Ana>`), tags taken off and character references resolved.
fn voices(payload: &str) -> Vec<(Option<String>, String)> {
    let mut voices: Vec<(Option<String>, String)> = vec![(None, String::new())];
    let mut rest = payload;
    while let Some(next) = rest.find(['<', '&']) {
        let (words, from) = rest.split_at(next);
        push(&mut voices, words);
        rest = if from.starts_with('<') {
            let (tag, after) = from.split_once('>').unwrap_or((from, ""));
            let tag = tag.trim_start_matches('<');
            let (kind, name) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
            if kind == "v" || kind.starts_with("v.") {
                let name = resolved(name.trim());
                voices.push(((!name.is_empty()).then_some(name), String::new()));
            }
            after
        } else {
            let (character, after) = reference(from);
            push(&mut voices, &character);
            after
        };
    }
    push(&mut voices, rest);
    voices.retain(|(_, words)| !words.trim().is_empty());
    for (_, words) in &mut voices {
        *words = words.trim_matches('\n').to_owned();
    }
    voices
}

fn push(voices: &mut [(Option<String>, String)], words: &str) {
    if let Some((_, said)) = voices.last_mut() {
        said.push_str(words);
    }
}

fn resolved(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(next) = rest.find('&') {
        let (words, from) = rest.split_at(next);
        out.push_str(words);
        let (character, after) = reference(from);
        out.push_str(&character);
        rest = after;
    }
    out + rest
}

/// The character that a reference at the beginning of a text stands for, and what follows it. What is no reference
/// stays as it is.
fn reference(text: &str) -> (String, &str) {
    let unchanged = || {
        let (and, rest) = text.split_at(1);
        (and.to_owned(), rest)
    };
    let Some((name, rest)) = text.split_once(';') else { return unchanged() };
    let character = match name {
        "&amp" => "&".to_owned(),
        "&lt" => "<".to_owned(),
        "&gt" => ">".to_owned(),
        "&nbsp" => "\u{A0}".to_owned(),
        "&lrm" => "\u{200E}".to_owned(),
        "&rlm" => "\u{200F}".to_owned(),
        _ => {
            let number = name.strip_prefix("&#").and_then(|digits| match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok(),
                None => digits.parse().ok(),
            });
            match number.and_then(char::from_u32) {
                Some(character) => character.to_string(),
                None => return unchanged(),
            }
        }
    };
    (character, rest)
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Format};

    const FILE: &str = "\u{FEFF}WEBVTT - Interview 7\r\n\r\nNOTE made by hand\r\n\r\nSTYLE\r\n::cue {}\r\n\r\n1\r\n00:01.000 --> 00:04.500 align:start\r\n<v Interviewer>Who &amp; where\r\ndid you <i>turn</i> to?\r\n\r\n00:00:05.000 --> 00:00:09.000\r\n<v P07>The helpline. <v Interviewer>And then?\r\n\r\n1:00:10.000 --> 1:00:11.000\r\nOfficer: We opened a file.\r\n";

    #[test]
    fn cues_keep_time_and_speaker_beside_the_text() {
        let document = Document::read("a.vtt", Format::WebVtt, FILE.as_bytes()).unwrap();
        assert_eq!(
            document.text(),
            "Who & where\ndid you turn to?\nThe helpline. \nAnd then?\nOfficer: We opened a file.\n"
        );
        let cues: Vec<_> = document
            .cues()
            .iter()
            .map(|cue| {
                let speaker = cue.speaker.as_deref().unwrap();
                (cue.begin.to_string(), cue.end.0, speaker, document.words(&cue.range).unwrap())
            })
            .collect();
        assert_eq!(
            cues,
            [
                ("00:00:01.000".to_owned(), 4_500, "Interviewer", "Who & where\ndid you turn to?"),
                ("00:00:05.000".to_owned(), 9_000, "P07", "The helpline. "),
                ("00:00:05.000".to_owned(), 9_000, "Interviewer", "And then?"),
                ("01:00:10.000".to_owned(), 3_611_000, "Officer", "Officer: We opened a file."),
            ]
        );
        assert_eq!(document.original(), Some(FILE.as_bytes()));
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        let error =
            |text: &str| Document::read("a.vtt", Format::WebVtt, text.as_bytes()).unwrap_err().to_string();
        assert_eq!(
            error("1\n"),
            "a.vtt: line 1: a WebVTT file begins with the word WEBVTT on a line of its own"
        );
        assert_eq!(
            error("WEBVTT\n\n1\n0:01 --> 00:04.500\nHello"),
            "a.vtt: line 4: the times of a cue are written 00:01:02.500 --> 00:01:05.000, not \"0:01 --> 00:04.500\""
        );
        assert_eq!(
            error("WEBVTT\n\n00:05.000 --> 00:04.500\nHello"),
            "a.vtt: line 3: the cue ends before it begins"
        );
        assert!(error("WEBVTT\n\nHello\nthere").contains("line 3"));
    }
}
