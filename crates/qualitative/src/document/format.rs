//! The formats documents come in.

/// The format a document came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text in UTF-8 (`.txt`).
    PlainText,
    /// Markdown (`.md`), kept as it is written.
    Markdown,
    /// A word processor's document in Office Open XML (`.docx`).
    Docx,
    /// Captions in WebVTT (`.vtt`).
    WebVtt,
    /// Captions in SubRip (`.srt`).
    SubRip,
}

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::PlainText, Self::Markdown, Self::Docx, Self::WebVtt, Self::SubRip];

    /// The format that a file's name tells by its ending, whatever its case.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        match ending.as_str() {
            "markdown" => Some(Self::Markdown),
            _ => Self::ALL.into_iter().find(|format| format.ending() == ending),
        }
    }

    /// The usual ending of a file's name, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::PlainText => "txt",
            Self::Markdown => "md",
            Self::Docx => "docx",
            Self::WebVtt => "vtt",
            Self::SubRip => "srt",
        }
    }

    /// Whether the file is its text. Of other formats the original is kept beside the text.
    pub fn is_text_itself(self) -> bool {
        matches!(self, Self::PlainText | Self::Markdown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_tells_the_format() {
        assert_eq!(Format::of_name("Interview 1.DOCX"), Some(Format::Docx));
        assert_eq!(Format::of_name("notes.markdown"), Some(Format::Markdown));
        assert_eq!(Format::of_name("notes"), None);
        for format in Format::ALL {
            assert_eq!(Format::of_name(&format!("a.{}", format.ending())), Some(format));
        }
    }
}
