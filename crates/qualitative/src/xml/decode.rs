//! From bytes to characters.

use super::characters::is_allowed;
use super::{XmlError, XmlReason};
use std::borrow::Cow;

/// The text of an XML file: UTF-8, or UTF-16 where a byte-order mark says so. The mark is taken off.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, XmlError> {
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => Cow::Borrowed(utf8(rest)?),
        [0xFF, 0xFE, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)?),
        [0xFE, 0xFF, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)?),
        _ => Cow::Borrowed(utf8(bytes)?),
    };
    let mut line = 1;
    for character in text.chars() {
        if character == '\n' {
            line += 1;
        }
        if !is_allowed(character) {
            return Err(XmlError { line, reason: XmlReason::Character { code: character.into() } });
        }
    }
    Ok(text)
}

fn utf8(bytes: &[u8]) -> Result<&str, XmlError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        XmlError {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            reason: XmlReason::Encoding { expected: "UTF-8".to_owned() },
        }
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, XmlError> {
    let broken = || XmlError { line: 1, reason: XmlReason::Encoding { expected: "UTF-16".to_owned() } };
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(broken());
    }
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect::<Result<_, _>>().map_err(|_| broken())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_order_marks_choose_the_encoding() {
        assert_eq!(decode(b"\xEF\xBB\xBF<a/>").unwrap(), "<a/>");
        assert_eq!(decode(b"\xFF\xFE<\0a\0/\0>\0").unwrap(), "<a/>");
        assert_eq!(decode(b"\xFE\xFF\0<\0a\0/\0>").unwrap(), "<a/>");
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_line() {
        assert_eq!(decode(b"<a>\n\xE9</a>").unwrap_err().line, 2);
        assert_eq!(
            decode(b"<a>\n\n\x01</a>").unwrap_err().to_string(),
            "line 3: the character U+0001 is not allowed in XML"
        );
        assert!(decode(b"\xFF\xFE<").is_err());
    }
}
