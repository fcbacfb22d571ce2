//! Words of the schema (Project.xsd of 18 March 2019, Codebook.xsd).

use crate::project::{AttributeKind, Direction};

/// The namespace of project files.
pub(super) const PROJECT: &str = "urn:QDA-XML:project:1.0";

/// The namespace of codebook files.
pub(super) const CODEBOOK: &str = "urn:QDA-XML:codebook:1.0";

/// Whether an element is of the standard by its namespace. Older programs write other versions, or none.
pub(super) fn is_own(namespace: &str) -> bool {
    namespace.is_empty() || namespace.to_ascii_lowercase().starts_with("urn:qda-xml:")
}

/// An element as a message names it, with its namespace where that is not the standard's.
pub(super) fn spelled(name: &str, namespace: &str) -> String {
    if is_own(namespace) { format!("<{name}>") } else { format!("<{name}> of {namespace}") }
}

/// Every element of the standard.
pub(super) const ELEMENTS: [&str; 54] = [
    "Project",
    "Users",
    "User",
    "CodeBook",
    "Codes",
    "Code",
    "Variables",
    "Variable",
    "VariableValue",
    "VariableRef",
    "TextValue",
    "BooleanValue",
    "IntegerValue",
    "FloatValue",
    "DateValue",
    "DateTimeValue",
    "Cases",
    "Case",
    "Sources",
    "TextSource",
    "PictureSource",
    "PDFSource",
    "AudioSource",
    "VideoSource",
    "PlainTextContent",
    "PlainTextSelection",
    "PictureSelection",
    "PDFSelection",
    "AudioSelection",
    "VideoSelection",
    "TextDescription",
    "Representation",
    "Transcript",
    "TranscriptSelection",
    "SyncPoint",
    "Coding",
    "Notes",
    "Note",
    "Links",
    "Link",
    "Sets",
    "Set",
    "MemberCode",
    "MemberSource",
    "MemberNote",
    "Graphs",
    "Graph",
    "Vertex",
    "Edge",
    "Description",
    "NoteRef",
    "CodeRef",
    "SourceRef",
    "SelectionRef",
];

/// The sources that Cairn does not hold, in words.
pub(super) fn media(element: &str) -> Option<&'static str> {
    match element {
        "PictureSource" => Some("picture"),
        "PDFSource" => Some("PDF file"),
        "AudioSource" => Some("sound recording"),
        "VideoSource" => Some("video recording"),
        _ => None,
    }
}

/// The type of a variable, and the element of its values.
pub(super) fn kind_words(kind: AttributeKind) -> (&'static str, &'static str) {
    match kind {
        AttributeKind::Text => ("Text", "TextValue"),
        AttributeKind::Boolean => ("Boolean", "BooleanValue"),
        AttributeKind::Integer => ("Integer", "IntegerValue"),
        AttributeKind::Decimal => ("Float", "FloatValue"),
        AttributeKind::Date => ("Date", "DateValue"),
        AttributeKind::Moment => ("DateTime", "DateTimeValue"),
    }
}

/// The word of a link's direction.
pub(super) fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::Associative => "Associative",
        Direction::OneWay => "OneWay",
        Direction::Bidirectional => "Bidirectional",
    }
}
