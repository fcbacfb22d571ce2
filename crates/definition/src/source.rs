//! Definition files as text.

use crate::{Diagnostic, Place};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the operating system said, in its words and without its number.
pub fn io_reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

/// A definition file and its text.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    path: PathBuf,
    text: String,
}

impl SourceFile {
    /// A file of that name and text.
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { path: path.into(), text: text.into() })
    }

    /// The file at `path`.
    ///
    /// A byte-order mark is dropped and line ends become `\n`; lines and columns stay those of the file, and the text
    /// is the same on every system.
    ///
    /// # Errors
    /// When the file cannot be read, or is not UTF-8; the latter points at the first byte that is not.
    pub fn read(path: &Path) -> Result<Arc<Self>, Diagnostic> {
        match std::fs::read(path) {
            Ok(bytes) => Self::from_bytes(path, &bytes),
            Err(error) => Err(Diagnostic::elsewhere(format!(
                "{} cannot be read: {}",
                path.display(),
                io_reason(&error)
            ))),
        }
    }

    /// The file of that name that holds `bytes`, as [`read`](Self::read) makes it.
    ///
    /// # Errors
    /// When the bytes are not UTF-8.
    pub fn from_bytes(path: &Path, bytes: &[u8]) -> Result<Arc<Self>, Diagnostic> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let error = match std::str::from_utf8(bytes) {
            Ok(text) => return Ok(Self::new(path, text.replace("\r\n", "\n"))),
            Err(error) => error,
        };
        let (valid, rest) = bytes.split_at(error.valid_up_to());
        let valid = String::from_utf8_lossy(valid).replace("\r\n", "\n");
        let start = valid.len();
        let text = valid + &String::from_utf8_lossy(rest).replace("\r\n", "\n");
        let place = Place::new(Self::new(path, text), start..start + char::REPLACEMENT_CHARACTER.len_utf8());
        let byte = rest.first().copied().unwrap_or_default();
        Err(Diagnostic::error(&place, format!("the byte 0x{byte:02X} is not UTF-8"))
            .help("save the file with the encoding UTF-8"))
    }

    /// Whether it is JSON: an object begins with a brace, and no TOML file does.
    pub(crate) fn is_json(&self) -> bool {
        self.text.trim_start().starts_with('{')
    }

    /// Its path, as given.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_and_foreign_line_ends_change_nothing() {
        let plain = SourceFile::from_bytes(Path::new("a"), b"a = 1\nb = 2\n").unwrap();
        let foreign = SourceFile::from_bytes(Path::new("a"), b"\xef\xbb\xbfa = 1\r\nb = 2\r\n").unwrap();
        assert_eq!(plain, foreign);
    }

    #[test]
    fn a_byte_that_is_not_utf_8_is_pointed_at() {
        let problem = SourceFile::from_bytes(Path::new("a"), b"a = 1\r\nb = \"caf\xe9\"\r\n").unwrap_err();
        assert_eq!(problem.place.unwrap().line_column(), (2, 9));
        assert_eq!(problem.message, "the byte 0xE9 is not UTF-8");
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let problem = SourceFile::read(Path::new("no/such/file.toml")).unwrap_err();
        assert!(problem.message.starts_with("no/such/file.toml cannot be read: "), "{problem}");
    }
}
