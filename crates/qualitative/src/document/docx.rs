//! The text of a word processor's document (ECMA-376 Office Open XML, part 1, WordprocessingML).

use super::DocumentReason;
use crate::archive::{Archive, Limits};
use crate::xml::{Element, Event, Events, Tag, XmlError, decode};

/// The namespaces of WordprocessingML: transitional, and strict.
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// The namespace of what a program offers twice, once for programs that know no better.
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/// Where the document stands if nothing says otherwise.
const USUAL_PART: &str = "word/document.xml";

/// What is read of a `.docx`.
#[derive(Debug)]
pub(crate) struct Docx {
    /// The text of its body.
    pub(crate) text: String,
    /// The parts that are neither XML nor relations: pictures, recordings, fonts, programs.
    pub(crate) left_out: Vec<String>,
}

impl Docx {
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, DocumentReason> {
        let mut archive = Archive::open(bytes, Limits::default())?;
        let part = main_part(&mut archive)?;
        let missing = || DocumentReason::NoDocumentPart { part: part.clone() };
        let name = archive.find(&part).ok_or_else(missing)?;
        let body = archive.read(&name)?.ok_or_else(missing)?;
        let text = text(&body).map_err(|error| DocumentReason::Xml { part: name, error })?;
        let is_text = |name: &&str| {
            let name = name.to_ascii_lowercase();
            name.ends_with(".xml") || name.ends_with(".rels")
        };
        let left_out = archive.names().filter(|name| !is_text(name)).map(str::to_owned).collect();
        Ok(Self { text, left_out })
    }
}

/// The name of the part that holds the body, as the package's relations tell it.
fn main_part(archive: &mut Archive<'_>) -> Result<String, DocumentReason> {
    let Some(name) = archive.find("_rels/.rels") else { return Ok(USUAL_PART.to_owned()) };
    let Some(bytes) = archive.read(&name)? else { return Ok(USUAL_PART.to_owned()) };
    let relations = Element::read(&bytes).map_err(|error| DocumentReason::Xml { part: name, error })?;
    let is_body = |relation: &&Element| {
        relation.attribute("Type").is_some_and(|kind| kind.ends_with("/relationships/officeDocument"))
    };
    let target = relations.children.iter().find(is_body).and_then(|relation| relation.attribute("Target"));
    Ok(target.map_or_else(|| USUAL_PART.to_owned(), |target| target.trim_start_matches('/').to_owned()))
}

/// What an element does to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A paragraph: ends with a line feed.
    Paragraph,
    /// A stretch of characters, with the white space at its ends or without.
    Characters { keeps_space: bool },
    /// Not part of the text, with all that is in it.
    Outside,
    /// Neither: its children count.
    Container,
}

fn text(bytes: &[u8]) -> Result<String, XmlError> {
    let file = decode(bytes)?;
    let mut events = Events::new(&file);
    let mut out = String::new();
    let mut open: Vec<Role> = Vec::new();
    let mut outside = 0_usize;
    loop {
        match events.next()? {
            Event::Start(tag) => {
                let role = role(&tag);
                if role == Role::Outside {
                    outside += 1;
                }
                if outside == 0
                    && let Some(character) = character(&tag)
                {
                    out.push(character);
                }
                open.push(role);
            }
            Event::Text(characters) if outside == 0 => match open.last() {
                Some(Role::Characters { keeps_space: true }) => out.push_str(&characters),
                Some(Role::Characters { keeps_space: false }) => {
                    out.push_str(characters.trim_matches([' ', '\t', '\n', '\r']));
                }
                _ => {}
            },
            Event::Text(_) => {}
            Event::End => match open.pop() {
                Some(Role::Outside) => outside = outside.saturating_sub(1),
                Some(Role::Paragraph) if outside == 0 => out.push('\n'),
                _ => {}
            },
            Event::EndOfFile => return Ok(out),
        }
    }
}

fn is_word(tag: &Tag) -> bool {
    WORD.contains(&tag.namespace.as_str())
}

fn role(tag: &Tag) -> Role {
    match tag.name.as_str() {
        "Fallback" if tag.namespace == COMPATIBILITY => Role::Outside,
        "p" if is_word(tag) => Role::Paragraph,
        "t" if is_word(tag) => Role::Characters { keeps_space: tag.attribute("space") == Some("preserve") },
        // What was deleted or moved elsewhere, and the properties of tabs.
        "del" | "moveFrom" | "delText" | "instrText" | "delInstrText" | "pPr" | "rPr" if is_word(tag) => {
            Role::Outside
        }
        _ => Role::Container,
    }
}

/// The character an element stands for.
fn character(tag: &Tag) -> Option<char> {
    if !is_word(tag) {
        return None;
    }
    match tag.name.as_str() {
        "tab" | "ptab" => Some('\t'),
        "br" | "cr" => Some('\n'),
        "noBreakHyphen" => Some('\u{2011}'),
        "softHyphen" => Some('\u{AD}'),
        "sym" => u32::from_str_radix(tag.attribute("char")?, 16).ok().and_then(char::from_u32),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::archive;
    use crate::document::{Document, DocumentError, Format};

    fn docx(body: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
        let body = format!(
            "<?xml version=\"1.0\"?><w:document xmlns:w=\"{}\" xmlns:mc=\"{}\"><w:body>{body}</w:body></w:document>",
            super::WORD[0],
            super::COMPATIBILITY
        );
        let mut parts = vec![("word/document.xml".to_owned(), body.into_bytes())];
        parts.extend(others.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())));
        archive::write(&parts).unwrap()
    }

    fn read(bytes: &[u8]) -> Result<Document, DocumentError> {
        Document::read("a.docx", Format::Docx, bytes)
    }

    #[test]
    fn the_text_follows_the_rule() {
        let body = r#"<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">Who did </w:t></w:r><w:r><w:t> you </w:t><w:tab/><w:t>ask?</w:t><w:br/></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>
            <w:p><w:r><mc:AlternateContent><mc:Choice><w:t>box</w:t></mc:Choice><mc:Fallback><w:t>box</w:t></mc:Fallback></mc:AlternateContent><w:noBreakHyphen/><w:sym w:char="00E9"/><w:instrText>PAGE</w:instrText></w:r></w:p>"#;
        let bytes = docx(body, &[]);
        let document = read(&bytes).unwrap();
        assert_eq!(document.text(), "Who did you\task?\nnew\na\n\nbox\u{2011}é\n");
        assert_eq!(document.original(), Some(bytes.as_slice()));
    }

    #[test]
    fn a_document_with_media_is_read_for_its_text_and_not_kept() {
        let bytes = docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>", &[("word/media/image1.png", b"png")]);
        let document = read(&bytes).unwrap();
        assert_eq!(document.text(), "a\n");
        assert_eq!(document.original(), None);
        assert_eq!(document.left_out(), ["word/media/image1.png"]);
    }

    #[test]
    fn the_relations_name_the_body() {
        let relations = br#"<Relationships xmlns="r"><Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>"#;
        let bytes = docx("", &[("_rels/.rels", relations)]);
        let error = read(&bytes).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a.docx: the archive holds no word processor's document (part word/document2.xml is missing); save it as .docx"
        );
    }

    #[test]
    fn mistakes_are_told_with_part_and_line() {
        let bytes = docx("\n<w:p>&evil;</w:p>", &[]);
        assert_eq!(
            read(&bytes).unwrap_err().to_string(),
            "a.docx: part word/document.xml, line 2: the entity &evil; is not defined; write the character itself"
        );
        let error = read(b"PK nothing").unwrap_err().to_string();
        assert!(error.starts_with("a.docx: this is not a whole ZIP archive"), "{error}");
    }
}
