//! Transcripts in the formats that researchers work with, and where in their text each answer stands.

use super::docx;
use std::fmt::Write as _;
use std::io;

/// The format of a transcript.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    PlainText,
    Markdown,
    WebVtt,
    Docx,
}

impl Format {
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::PlainText => "txt",
            Self::Markdown => "md",
            Self::WebVtt => "vtt",
            Self::Docx => "docx",
        }
    }
}

/// A transcript: its file, and the characters of its text at which the answers begin.
///
/// The text of a caption file is what its cues say, a line each; that of a word processor’s document its paragraphs, a line
/// each; other files are their text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Transcript {
    pub(super) bytes: Vec<u8>,
    pub(super) answers: Vec<usize>,
}

impl Transcript {
    /// A conversation of questions and answers, with a heading where the format has one.
    pub(super) fn write(format: Format, alias: &str, turns: &[(&str, &str)]) -> io::Result<Self> {
        // Of a caption file neither the heading nor the speakers are text.
        let (heading, asks, says) = match format {
            Format::PlainText => (format!("Informant {alias}\n\n"), "Q: ", "A: "),
            Format::Markdown => (format!("# Informant {alias}\n\n"), "**Q:** ", "**A:** "),
            Format::Docx => (format!("Informant {alias}\n"), "Q: ", "A: "),
            Format::WebVtt => (String::new(), "", ""),
        };
        let mut text = heading;
        let mut answers = Vec::new();
        for (question, answer) in turns {
            let _ = write!(text, "{asks}{question}\n{says}");
            answers.push(text.chars().count());
            let _ = writeln!(text, "{answer}");
        }
        let bytes = match format {
            Format::PlainText | Format::Markdown => text.into_bytes(),
            Format::WebVtt => captions(alias, turns).into_bytes(),
            Format::Docx => docx::document(text.lines())?,
        };
        Ok(Self { bytes, answers })
    }
}

/// The conversation as captions (WebVTT), a cue each turn; people say about fifteen characters in a second.
fn captions(alias: &str, turns: &[(&str, &str)]) -> String {
    let mut text = String::from("WEBVTT\n");
    let mut second = 0;
    for (question, answer) in turns {
        for (voice, words) in [("Interviewer", question), (alias, answer)] {
            let end = second + 1 + words.chars().count() / 15;
            let _ = write!(text, "\n{}.000 --> {}.000\n<v {voice}>{words}\n", clock(second), clock(end));
            second = end;
        }
    }
    text
}

fn clock(second: usize) -> String {
    format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)
}
