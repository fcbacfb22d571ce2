//! XML as a stream of tags and text, with limits.

use super::characters::is_allowed;
use super::{XmlError, XmlReason};
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event as Raw};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

/// How deep elements may stand in each other.
pub(crate) const DEEPEST: usize = 200;

/// How many elements a file may have.
const MOST_ELEMENTS: usize = 1_000_000;

/// How many attributes an element may have.
const MOST_ATTRIBUTES: usize = 100;

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// The namespace; empty where there is none.
    pub(crate) namespace: String,
    /// The name without its prefix.
    pub(crate) name: String,
    /// The line of the file, counted from 1.
    pub(crate) line: u32,
    /// With their prefixes, as written.
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// An attribute's value by its name: that without a prefix, or else the first with any.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let local = |known: &str| known.rsplit_once(':').is_some_and(|(_, local)| local == name);
        let plain = self.attributes.iter().find(|(known, _)| known == name);
        let found = plain.or_else(|| self.attributes.iter().find(|(known, _)| local(known)))?;
        Some(found.1.as_str())
    }
}

/// What comes next in the file. An empty element comes as a start and an end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    Start(Tag),
    End,
    Text(String),
    EndOfFile,
}

/// A file of XML, read tag by tag.
pub(crate) struct Events<'t> {
    reader: NsReader<&'t [u8]>,
    text: &'t str,
    counted: usize,
    line: u32,
    depth: usize,
    elements: usize,
}

impl<'t> Events<'t> {
    /// Begins to read a text that [`super::decode`] returned.
    pub(crate) fn new(text: &'t str) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, text, counted: 0, line: 1, depth: 0, elements: 0 }
    }

    /// The next tag or text. Comments, processing instructions and the declaration are passed over.
    pub(crate) fn next(&mut self) -> Result<Event, XmlError> {
        loop {
            let line = self.line_here();
            let at = |reason| XmlError { line, reason };
            let read = self.reader.read_resolved_event();
            let (namespace, raw) = match read {
                Ok((namespace, raw)) => (owned(&namespace), raw),
                Err(error) => return Err(at(XmlReason::IllFormed { what: error.to_string() })),
            };
            match raw {
                Raw::Start(start) => {
                    self.depth += 1;
                    self.elements += 1;
                    if self.depth > DEEPEST {
                        return Err(at(XmlReason::TooDeep { limit: DEEPEST }));
                    }
                    if self.elements > MOST_ELEMENTS {
                        return Err(at(XmlReason::TooMany { limit: MOST_ELEMENTS }));
                    }
                    let name = start.local_name().into_inner().to_owned();
                    let attributes = attributes(&start).map_err(at)?;
                    return Ok(Event::Start(Tag { namespace, name, line, attributes }));
                }
                Raw::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Event::End);
                }
                Raw::Text(text) => return Ok(Event::Text(text.xml10_content().into_owned())),
                Raw::CData(text) => return Ok(Event::Text(text.xml10_content().into_owned())),
                Raw::GeneralRef(reference) => {
                    let character = reference
                        .resolve_char_ref()
                        .map_err(|error| at(XmlReason::IllFormed { what: error.to_string() }))?;
                    return match (character, resolve_xml_entity(&reference)) {
                        (Some(character), _) if is_allowed(character) => Ok(Event::Text(character.into())),
                        (Some(character), _) => Err(at(XmlReason::Character { code: character.into() })),
                        (None, Some(text)) => Ok(Event::Text(text.to_owned())),
                        (None, None) => Err(at(XmlReason::Entity { name: reference.to_string() })),
                    };
                }
                Raw::DocType(_) => return Err(at(XmlReason::DocumentType)),
                Raw::Eof if self.depth > 0 => {
                    return Err(at(XmlReason::Truncated { what: "an element is not closed".to_owned() }));
                }
                Raw::Eof => return Ok(Event::EndOfFile),
                Raw::Empty(_) | Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) => {}
            }
        }
    }

    /// The line the reader stands in. Counts only what was read since it was last asked.
    fn line_here(&mut self) -> u32 {
        let here = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).min(self.text.len());
        let passed = self.text.as_bytes().get(self.counted..here).unwrap_or_default();
        let lines = passed.iter().filter(|byte| **byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        self.counted = here;
        self.line
    }
}

fn owned(namespace: &ResolveResult<'_>) -> String {
    match namespace {
        ResolveResult::Bound(namespace) => namespace.into_inner().to_owned(),
        ResolveResult::Unbound => String::new(),
        // A prefix that nothing declares: shown as it stands, equal to no namespace we know.
        ResolveResult::Unknown(prefix) => format!("{prefix}:"),
    }
}

fn attributes(start: &BytesStart<'_>) -> Result<Vec<(String, String)>, XmlReason> {
    let ill_formed = |what: String| XmlReason::IllFormed { what };
    let mut attributes: Vec<(String, String)> = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| ill_formed(error.to_string()))?;
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| ill_formed(error.to_string()))?;
        if let Some(character) = value.chars().find(|character| !is_allowed(*character)) {
            return Err(XmlReason::Character { code: character.into() });
        }
        let name = attribute.key.into_inner();
        if attributes.iter().any(|(known, _)| known == name) {
            return Err(ill_formed(format!("the attribute {name} stands twice")));
        }
        attributes.push((name.to_owned(), value.into_owned()));
        if attributes.len() > MOST_ATTRIBUTES {
            return Err(XmlReason::TooManyAttributes { limit: MOST_ATTRIBUTES });
        }
    }
    Ok(attributes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str) -> (u32, XmlReason) {
        let mut events = Events::new(text);
        loop {
            match events.next() {
                Ok(Event::EndOfFile) => panic!("it was read: {text}"),
                Ok(_) => {}
                Err(error) => return (error.line, error.reason),
            }
        }
    }

    #[test]
    fn namespaces_are_resolved_with_or_without_prefix() {
        for text in [
            "<a xmlns='urn:x' b='1'/>",
            "<q:a xmlns:q='urn:x' b='1'/>",
            "\u{20}<!-- c --><a xmlns='urn:x' b='&#49;'></a>",
        ] {
            let mut events = Events::new(text);
            let tag = loop {
                if let Event::Start(tag) = events.next().unwrap() {
                    break tag;
                }
            };
            assert_eq!(
                (tag.namespace.as_str(), tag.name.as_str(), tag.attribute("b")),
                ("urn:x", "a", Some("1"))
            );
            assert_eq!(events.next().unwrap(), Event::End);
            assert_eq!(events.next().unwrap(), Event::EndOfFile);
        }
    }

    #[test]
    fn attributes_of_one_name_and_several_prefixes_stand_side_by_side() {
        let mut events = Events::new("<a r:id='1' w:id='2' id='3' w:val='4'/>");
        let Event::Start(tag) = events.next().unwrap() else { panic!("a tag") };
        assert_eq!(
            (tag.attribute("id"), tag.attribute("val"), tag.attribute("al")),
            (Some("3"), Some("4"), None)
        );
    }

    #[test]
    fn what_can_grow_or_point_elsewhere_is_refused() {
        assert_eq!(reason("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), (1, XmlReason::DocumentType));
        assert_eq!(reason("<a>\n&b;</a>"), (2, XmlReason::Entity { name: "b".to_owned() }));
        assert_eq!(reason("<a>&#1;</a>"), (1, XmlReason::Character { code: 1 }));
        assert_eq!(reason("<a b='&#1;'/>"), (1, XmlReason::Character { code: 1 }));
        assert!(matches!(reason("<a b='&b;'/>").1, XmlReason::IllFormed { .. }));
        assert!(matches!(reason(&"<a>".repeat(1000)).1, XmlReason::TooDeep { .. }));
        assert!(matches!(reason("<a>").1, XmlReason::Truncated { .. }));
        assert!(matches!(reason("<a b='1' b='2'/>").1, XmlReason::IllFormed { .. }));
        assert!(matches!(reason("<a>\n\n</b>"), (3, XmlReason::IllFormed { .. })));
    }
}
