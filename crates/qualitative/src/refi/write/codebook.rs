//! Codes and sets.

use super::super::{RefiError, schema};
use super::PROGRAM;
use crate::project::{Code, Codebook, Guid, Set};
use crate::xml::{DEEPEST, XmlWriter};

/// How deep codes may stand in each other, so that the file can be read again.
const DEEPEST_CODE: usize = DEEPEST - 10;

/// Writes a codebook (`.qdc`). Memos about codes are not part of such a file; of sets only the codes are.
///
/// # Errors
/// Where a text holds a character that XML cannot carry, or codes are nested too deep.
pub fn write_codebook(codebook: &Codebook, sets: &[Set]) -> Result<String, RefiError> {
    check_depth(codebook)?;
    let mut xml = XmlWriter::new();
    xml.open("CodeBook");
    xml.attribute("origin", PROGRAM);
    xml.attribute("xmlns", schema::CODEBOOK);
    xml.open("Codes");
    for each in &codebook.codes {
        code(&mut xml, each, Memos::Without);
    }
    xml.close();
    if !sets.is_empty() {
        xml.open("Sets");
        for set in sets {
            xml.open("Set");
            set_head(&mut xml, set);
            for code in &set.codes {
                xml.open("MemberCode");
                xml.attribute("guid", &code.to_string());
                xml.close();
            }
            xml.close();
        }
        xml.close();
    }
    finish(xml)
}

/// Whether references to memos are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Memos {
    With,
    Without,
}

/// A code with those below it.
pub(super) fn code(xml: &mut XmlWriter, code: &Code, memos: Memos) {
    xml.open("Code");
    xml.attribute("guid", &code.guid.to_string());
    xml.attribute("name", &code.name);
    xml.attribute("isCodable", if code.codable { "true" } else { "false" });
    if let Some(colour) = code.colour {
        xml.attribute("color", &colour.to_string());
    }
    description(xml, code.definition.as_deref());
    if memos == Memos::With {
        references(xml, "NoteRef", &code.memos);
    }
    for child in &code.children {
        self::code(xml, child, memos);
    }
    xml.close();
}

/// The GUID, name and description of a set.
pub(super) fn set_head(xml: &mut XmlWriter, set: &Set) {
    xml.attribute("guid", &set.guid.to_string());
    xml.attribute("name", &set.name);
    description(xml, set.description.as_deref());
}

/// A description, where there is one.
pub(super) fn description(xml: &mut XmlWriter, text: Option<&str>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        xml.text("Description", text);
    }
}

/// References of one kind.
pub(super) fn references(xml: &mut XmlWriter, name: &'static str, guids: &[Guid]) {
    for guid in guids {
        xml.open(name);
        xml.attribute("targetGUID", &guid.to_string());
        xml.close();
    }
}

/// Refuses codes that would be nested too deep to be read.
pub(super) fn check_depth(codebook: &Codebook) -> Result<(), RefiError> {
    if codebook.walk().any(|path| path.len() > DEEPEST_CODE) {
        return Err(RefiError::TooDeep { limit: DEEPEST_CODE });
    }
    Ok(())
}

/// The file, if XML can carry it.
pub(super) fn finish(xml: XmlWriter) -> Result<String, RefiError> {
    xml.finish().map_err(|(place, character)| RefiError::Unwritable { place, code: character.into() })
}
