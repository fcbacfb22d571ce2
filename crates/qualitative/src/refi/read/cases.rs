//! Coders, attributes and their values, cases, links.

use super::super::{Finding, schema};
use super::context::{Context, filled, own, text, within};
use crate::project::{Attribute, AttributeKind, AttributeValue, Case, Coder, Direction, Item, Link, Value};
use crate::xml::Element;

/// The listed coders.
pub(super) fn coders(context: &mut Context, project: &Element) {
    for element in within(project, "Users", "User") {
        let guid = context.guid(element, Item::Coder);
        let coder = Coder { guid, name: filled(element, "name"), id: filled(element, "id") };
        context.coders.push(coder);
    }
}

/// The attributes.
pub(super) fn attributes(context: &mut Context, project: &Element) -> Vec<Attribute> {
    let elements = within(project, "Variables", "Variable");
    let attributes = elements.into_iter().map(|element| Attribute {
        guid: context.guid(element, Item::Attribute),
        name: context.name(element),
        kind: kind(context, element),
        description: text(element, "Description"),
    });
    attributes.collect()
}

fn kind(context: &mut Context, element: &Element) -> AttributeKind {
    let found = element.attribute("typeOfVariable").unwrap_or_default();
    let known = |kind: &AttributeKind| schema::kind_words(*kind).0.eq_ignore_ascii_case(found.trim());
    AttributeKind::ALL.into_iter().find(known).unwrap_or_else(|| {
        let (attribute, taken) = ("typeOfVariable", "Text");
        let expected = "Text, Boolean, Integer, Float, Date or DateTime";
        context.tell(element, Finding::Word { attribute, expected, found: found.to_owned(), taken });
        AttributeKind::Text
    })
}

/// The values of a case or document.
pub(super) fn values(
    context: &mut Context,
    element: &Element,
    attributes: &[Attribute],
) -> Vec<AttributeValue> {
    own(element, "VariableValue").filter_map(|element| value(context, element, attributes)).collect()
}

fn value(context: &mut Context, element: &Element, attributes: &[Attribute]) -> Option<AttributeValue> {
    let reference = own(element, "VariableRef").next();
    let Some(reference) = reference else {
        let finding = Finding::NoAttribute { element: element.name.clone(), attribute: "VariableRef" };
        context.tell(element, finding);
        return None;
    };
    let guid = context.reference(reference, Item::Attribute)?;
    let attribute = attributes.iter().find(|attribute| attribute.guid == guid)?;
    let written = AttributeKind::ALL.into_iter().find_map(|kind| {
        let (_, name) = schema::kind_words(kind);
        own(element, name).next().map(|value| (kind, value))
    });
    let Some((_, written)) = written.filter(|(kind, value)| {
        // An empty element is how some programs write that nothing is known; of text it may be the value.
        *kind == AttributeKind::Text && attribute.kind == AttributeKind::Text || !value.text.trim().is_empty()
    }) else {
        return Some(AttributeValue { attribute: guid, value: None });
    };
    // Programs write values of any kind as text; what counts is whether they can be read as their attribute's.
    let value = Value::read(attribute.kind, &written.text);
    if value.is_none() {
        let (attribute, kind) = (attribute.name.clone(), attribute.kind);
        context.tell(written, Finding::Value { attribute, kind, found: written.text.clone() });
    }
    Some(AttributeValue { attribute: guid, value })
}

/// The cases.
pub(super) fn cases(context: &mut Context, project: &Element, attributes: &[Attribute]) -> Vec<Case> {
    let elements = within(project, "Cases", "Case");
    let cases = elements.into_iter().map(|element| Case {
        guid: context.guid(element, Item::Case),
        name: filled(element, "name"),
        description: text(element, "Description"),
        codes: context.references(element, "CodeRef", Item::Code),
        values: values(context, element, attributes),
        sources: context.references(element, "SourceRef", Item::Source),
        excerpts: context.references(element, "SelectionRef", Item::Excerpt),
    });
    cases.collect()
}

/// The links.
pub(super) fn links(context: &mut Context, project: &Element) -> Vec<Link> {
    let elements = within(project, "Links", "Link");
    let links = elements.into_iter().map(|element| Link {
        guid: context.guid(element, Item::Link),
        name: filled(element, "name"),
        direction: direction(context, element),
        colour: context.colour(element),
        origin: context.end(element, "originGUID"),
        target: context.end(element, "targetGUID"),
        memos: context.references(element, "NoteRef", Item::Memo),
    });
    links.collect()
}

fn direction(context: &mut Context, element: &Element) -> Option<Direction> {
    let found = element.attribute("direction").filter(|text| !text.is_empty())?;
    let known = [Direction::Associative, Direction::OneWay, Direction::Bidirectional];
    let direction = known.into_iter().find(|direction| schema::direction_word(*direction) == found);
    if direction.is_none() {
        let (attribute, taken) = ("direction", "none");
        let expected = "Associative, OneWay or Bidirectional";
        context.tell(element, Finding::Word { attribute, expected, found: found.to_owned(), taken });
    }
    direction
}
