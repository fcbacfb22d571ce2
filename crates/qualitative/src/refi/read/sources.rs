//! Documents and memos with their excerpts.

use super::super::counting::{self, Written};
use super::super::{Counting, Evidence, Finding, LineEnds, Mark};
use super::cases::values;
use super::context::{Context, filled, own, text};
use crate::document::{CodePoint, Document};
use crate::project::{Attribute, Coding, Excerpt, Item, Source};
use crate::xml::Element;

/// Reads sources once their texts are at hand.
pub(super) struct Sources<'r> {
    pub(super) attributes: &'r [Attribute],
    /// The program that wrote the file.
    pub(super) origin: Option<&'r str>,
}

impl Sources<'_> {
    /// A document or memo.
    pub(super) fn read(
        &self,
        context: &mut Context,
        element: &Element,
        item: Item,
        document: Document,
    ) -> Source {
        Source {
            guid: context.guid(element, item),
            description: text(element, "Description"),
            excerpts: self.excerpts(context, element, &document),
            codings: codings(context, element),
            memos: context.references(element, "NoteRef", Item::Memo),
            values: values(context, element, self.attributes),
            stamp: context.stamp(element),
            document,
        }
    }

    fn excerpts(&self, context: &mut Context, element: &Element, document: &Document) -> Vec<Excerpt> {
        let mut marks = Vec::new();
        for mark in own(element, "PlainTextSelection") {
            let start = position(context, mark, "startPosition");
            let end = position(context, mark, "endPosition");
            match (start, end) {
                (Some(start), Some(end)) => {
                    marks.push((mark, Written { start, end, name: mark.attribute("name") }));
                }
                _ => context.leave_out(mark),
            }
        }
        let written: Vec<Written<'_>> = marks.iter().map(|(_, written)| written.clone()).collect();
        let (usual, is_certain) = self.usual(context, document);
        let understood =
            counting::understand(document.text(), &written, usual, is_certain, |place| document.byte(place));
        let name = || document.name().to_owned();
        if understood.unclear {
            context.tell(element, Finding::CountingUnclear { name: name() });
        }
        let is_told = understood.counting != Counting::STANDARD
            || (document.text().starts_with('\u{FEFF}') && !is_certain);
        if is_told && !written.is_empty() && !matches!(understood.evidence, Evidence::Program if is_certain) {
            let (counting, evidence) = (understood.counting, understood.evidence);
            context.tell(element, Finding::Counted { name: name(), counting, evidence });
        }
        let mut excerpts = Vec::new();
        for ((mark, written), places) in marks.into_iter().zip(understood.ranges) {
            let range = places.and_then(|(start, end)| document.range(start, end).ok());
            let Some(range) = range else {
                let CodePoint(length) = document.length();
                let (start, end) = (written.start, written.end);
                context.tell(mark, Finding::OutsideText { name: name(), start, end, length });
                context.leave_out(mark);
                continue;
            };
            excerpts.push(Excerpt {
                guid: context.guid(mark, Item::Excerpt),
                range,
                name: filled(mark, "name"),
                description: text(mark, "Description"),
                codings: codings(context, mark),
                memos: context.references(mark, "NoteRef", Item::Memo),
                stamp: context.stamp(mark),
            });
        }
        excerpts
    }

    /// How the program that wrote the file counts the positions of a text, and whether that is certain.
    fn usual(&self, context: &Context, document: &Document) -> (Counting, bool) {
        if let Some(counting) = context.options().counting {
            return (counting, true);
        }
        let origin = self.origin.unwrap_or_default();
        if origin.starts_with(super::super::write::ORIGIN) {
            return (Counting::STANDARD, true);
        }
        let mut usual = Counting::STANDARD;
        // Nearly every program takes the mark for a sign of the encoding and never sees it.
        if document.text().starts_with('\u{FEFF}') {
            usual.mark = Mark::NotCounted;
        }
        if origin.to_ascii_uppercase().contains("ATLAS") && document.text().contains("\r\n") {
            usual.line_ends = LineEnds::One;
        }
        (usual, false)
    }
}

/// A position; none, with a notice, where it is no number.
fn position(context: &mut Context, mark: &Element, attribute: &'static str) -> Option<u64> {
    let Some(found) = mark.attribute(attribute) else {
        context.tell(mark, Finding::NoAttribute { element: mark.name.clone(), attribute });
        return None;
    };
    let position = found.trim().parse().ok();
    if position.is_none() {
        context.tell(mark, Finding::NoPosition { attribute, found: found.to_owned() });
    }
    position
}

/// The codings of a document or excerpt. One whose code is not there is left out, with a notice.
fn codings(context: &mut Context, element: &Element) -> Vec<Coding> {
    let mut codings = Vec::new();
    for coding in own(element, "Coding") {
        let Some(reference) = own(coding, "CodeRef").next() else {
            context.tell(coding, Finding::NoAttribute { element: "Coding".to_owned(), attribute: "CodeRef" });
            context.leave_out(coding);
            continue;
        };
        let Some(code) = context.reference(reference, Item::Code) else {
            context.leave_out(coding);
            continue;
        };
        codings.push(Coding {
            guid: context.guid(coding, Item::Coding),
            code,
            coder: context.coder(coding, "creatingUser"),
            created: context.moment(coding, "creationDateTime"),
            memos: context.references(coding, "NoteRef", Item::Memo),
        });
    }
    codings
}
