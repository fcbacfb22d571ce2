//! The texts of documents and memos, found in the archive.

use super::super::Finding;
use super::context::{Context, identifier, own};
use crate::archive::{Archive, ArchiveError};
use crate::document::{Document, Format};
use crate::xml::Element;
use std::collections::BTreeSet;

/// Where sources stand in the archive, whatever the case.
pub(super) const FOLDER: &str = "sources";

/// The texts of an archive, and which of its parts were read.
pub(super) struct Texts<'a, 'b> {
    archive: &'a mut Archive<'b>,
    used: BTreeSet<String>,
}

impl<'a, 'b> Texts<'a, 'b> {
    pub(super) fn new(archive: &'a mut Archive<'b>) -> Self {
        Self { archive, used: BTreeSet::new() }
    }

    /// The text of a `TextSource` or `Note`; none, with a notice, where it cannot be had.
    pub(super) fn load(
        &mut self,
        context: &mut Context,
        element: &Element,
    ) -> Result<Option<Document>, ArchiveError> {
        let name = element.attribute("name").unwrap_or_default();
        let rich_path = element.attribute("richTextPath").filter(|path| !path.is_empty());
        let rich = match rich_path {
            Some(path) => self.rich(context, element, name, path)?,
            None => None,
        };
        let plain_path = element.attribute("plainTextPath").filter(|path| !path.is_empty());
        let part = plain_path.and_then(|path| self.find(path));
        let text = match part {
            Some(part) => match Document::read(&part, Format::PlainText, &self.read(&part)?) {
                Ok(document) => Some(document.text().to_owned()),
                Err(error) => {
                    context.tell(element, Finding::Document(error));
                    return Ok(None);
                }
            },
            None => own(element, "PlainTextContent").next().map(|content| content.text.clone()),
        };
        let text = match (text, &rich) {
            (Some(text), _) => text,
            (None, Some(rich)) => {
                context.tell(element, Finding::TextExtracted { name: name.to_owned() });
                rich.text().to_owned()
            }
            // A memo may be nothing but its description.
            (None, None) if element.name == "Note" && plain_path.is_none() => String::new(),
            (None, None) => {
                let path = plain_path.map(str::to_owned);
                context.tell(element, Finding::NoText { name: name.to_owned(), path });
                return Ok(None);
            }
        };
        if let Some(captions) = self.captions(element, name, &text)? {
            return Ok(Some(captions));
        }
        let kept = rich.and_then(|rich| rich.original().map(<[u8]>::to_vec));
        let format = match kept {
            Some(_) => Format::Docx,
            None => Format::of_name(name).unwrap_or(Format::PlainText),
        };
        Ok(Some(Document::new(name, format, text).with_original(kept)))
    }

    /// The formatted document of a text, where Cairn can keep it.
    fn rich(
        &mut self,
        context: &mut Context,
        element: &Element,
        name: &str,
        path: &str,
    ) -> Result<Option<Document>, ArchiveError> {
        let not_kept = || Finding::RichTextNotKept { name: name.to_owned(), path: path.to_owned() };
        let Some(part) = self.find(path) else {
            context.tell(element, not_kept());
            return Ok(None);
        };
        let bytes = self.read(&part)?;
        if Format::of_name(&part) != Some(Format::Docx) {
            context.tell(element, not_kept());
            return Ok(None);
        }
        match Document::read(&part, Format::Docx, &bytes) {
            Ok(document) => {
                let count = document.left_out().len();
                if count > 0 {
                    context.tell(element, Finding::RichTextWithMedia { name: name.to_owned(), count });
                }
                Ok(Some(document))
            }
            Err(_) => {
                context.tell(element, not_kept());
                Ok(None)
            }
        }
    }

    /// Captions as Cairn stores them beside their text, named by the GUID.
    fn captions(
        &mut self,
        element: &Element,
        name: &str,
        text: &str,
    ) -> Result<Option<Document>, ArchiveError> {
        let Some(guid) = element.attribute("guid") else { return Ok(None) };
        for format in [Format::WebVtt, Format::SubRip] {
            let path = format!("{FOLDER}/{}.{}", identifier(guid).0, format.ending());
            let Some(part) = self.archive.find(&path) else { continue };
            let bytes = self.read(&part)?;
            if let Ok(document) = Document::read(name, format, &bytes)
                && document.text() == text
            {
                return Ok(Some(document));
            }
        }
        Ok(None)
    }

    /// Takes note of a part that belongs to a source which is left out.
    pub(super) fn belongs(&mut self, path: &str) {
        if let Some(part) = self.find(path) {
            self.used.insert(part);
        }
    }

    /// The parts that nothing referred to.
    pub(super) fn unused(&self) -> Vec<String> {
        let is_of_the_system = |name: &str| name.starts_with("__MACOSX/") || name.ends_with(".DS_Store");
        let names = self.archive.names();
        names
            .filter(|name| !self.used.contains(*name) && !is_of_the_system(name))
            .map(str::to_owned)
            .collect()
    }

    /// The part a path means: `internal://x.txt` stands for `sources/x.txt`; what lay elsewhere may have been packed
    /// too. Nothing outside of the archive is ever opened.
    fn find(&self, path: &str) -> Option<String> {
        let path = path.trim().replace('\\', "/");
        let inside = path
            .split_once(':')
            .filter(|(scheme, _)| scheme.len() > 1)
            .map_or(path.as_str(), |(_, rest)| rest);
        let inside = inside.trim_start_matches('/');
        let file = inside.rsplit('/').next().filter(|file| !file.is_empty())?;
        [format!("{FOLDER}/{inside}"), inside.to_owned(), format!("{FOLDER}/{file}"), file.to_owned()]
            .iter()
            .find_map(|name| self.archive.find(name))
    }

    fn read(&mut self, part: &str) -> Result<Vec<u8>, ArchiveError> {
        self.used.insert(part.to_owned());
        Ok(self.archive.read(part)?.unwrap_or_default())
    }
}
