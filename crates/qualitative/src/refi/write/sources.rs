//! Documents and memos, and their files.

use super::super::schema;
use super::codebook::{description, references};
use crate::document::{Format, TextRange};
use crate::project::{Attribute, AttributeValue, Coding, Excerpt, Guid, Source, Stamp};
use crate::xml::XmlWriter;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// The files that stand beside the project, by their names in the archive.
#[derive(Default)]
pub(super) struct Files(pub(super) BTreeMap<String, Vec<u8>>);

impl Files {
    /// Adds a file and returns the path by which the project refers to it.
    fn add(&mut self, guid: Guid, ending: &str, bytes: &[u8]) -> String {
        // A document and a memo may have the same GUID.
        let stems = std::iter::once(guid.to_string()).chain((2_u64..).map(|n| format!("{guid}-{n}")));
        for stem in stems {
            if let Entry::Vacant(place) = self.0.entry(format!("sources/{stem}.{ending}")) {
                place.insert(bytes.to_vec());
                return format!("internal://{stem}.{ending}");
            }
        }
        String::new()
    }
}

/// A document (`TextSource`) or memo (`Note`).
pub(super) fn source(
    xml: &mut XmlWriter,
    files: &mut Files,
    element: &'static str,
    source: &Source,
    attributes: &[Attribute],
) {
    let document = &source.document;
    xml.open(element);
    xml.attribute("guid", &source.guid.to_string());
    if !document.name().is_empty() {
        xml.attribute("name", document.name());
    }
    if let Some(original) = document.original() {
        let path = files.add(source.guid, document.format().ending(), original);
        // Only word processors' documents are rich text to other programs; captions stand beside the text.
        if document.format() == Format::Docx {
            xml.attribute("richTextPath", &path);
        }
    }
    let path = files.add(source.guid, "txt", document.text().as_bytes());
    xml.attribute("plainTextPath", &path);
    stamp(xml, &source.stamp);
    description(xml, source.description.as_deref());
    for each in &source.excerpts {
        excerpt(xml, each);
    }
    for each in &source.codings {
        coding(xml, each);
    }
    references(xml, "NoteRef", &source.memos);
    values(xml, &source.values, attributes);
    xml.close();
}

fn excerpt(xml: &mut XmlWriter, excerpt: &Excerpt) {
    xml.open("PlainTextSelection");
    xml.attribute("guid", &excerpt.guid.to_string());
    if let Some(name) = excerpt.name.as_deref().filter(|name| !name.is_empty()) {
        xml.attribute("name", name);
    }
    positions(xml, &excerpt.range);
    stamp(xml, &excerpt.stamp);
    description(xml, excerpt.description.as_deref());
    for each in &excerpt.codings {
        coding(xml, each);
    }
    references(xml, "NoteRef", &excerpt.memos);
    xml.close();
}

fn positions(xml: &mut XmlWriter, range: &TextRange) {
    xml.attribute("startPosition", &range.start().to_string());
    xml.attribute("endPosition", &range.end().to_string());
}

fn coding(xml: &mut XmlWriter, coding: &Coding) {
    xml.open("Coding");
    xml.attribute("guid", &coding.guid.to_string());
    if let Some(coder) = coding.coder {
        xml.attribute("creatingUser", &coder.to_string());
    }
    if let Some(created) = coding.created {
        xml.attribute("creationDateTime", &created.to_string());
    }
    references(xml, "CodeRef", &[coding.code]);
    references(xml, "NoteRef", &coding.memos);
    xml.close();
}

/// The values of a case or document.
pub(super) fn values(xml: &mut XmlWriter, values: &[AttributeValue], attributes: &[Attribute]) {
    for value in values {
        xml.open("VariableValue");
        references(xml, "VariableRef", &[value.attribute]);
        let attribute = attributes.iter().find(|attribute| attribute.guid == value.attribute);
        if let (Some(attribute), Some(value)) = (attribute, &value.value) {
            xml.text(schema::kind_words(attribute.kind).1, &value.written());
        }
        xml.close();
    }
}

/// Who made something and when.
fn stamp(xml: &mut XmlWriter, stamp: &Stamp) {
    stamp_as(xml, stamp, ["creatingUser", "modifyingUser"]);
}

/// Who made something and when, with the names of the attributes for its users.
pub(super) fn stamp_as(xml: &mut XmlWriter, stamp: &Stamp, [creating, modifying]: [&'static str; 2]) {
    if let Some(guid) = stamp.created_by {
        xml.attribute(creating, &guid.to_string());
    }
    if let Some(moment) = stamp.created {
        xml.attribute("creationDateTime", &moment.to_string());
    }
    if let Some(guid) = stamp.modified_by {
        xml.attribute(modifying, &guid.to_string());
    }
    if let Some(moment) = stamp.modified {
        xml.attribute("modifiedDateTime", &moment.to_string());
    }
}
