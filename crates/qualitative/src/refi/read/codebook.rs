//! Codes and sets.

use super::super::{Finding, ReadOptions, RefiError, schema};
use super::ImportedCodebook;
use super::context::{Context, filled, own, text, within};
use crate::project::{Code, Codebook, Item, Set};
use crate::xml::Element;

/// What a codebook's file is called in messages.
const PART: &str = "codebook";

/// Reads a codebook (`.qdc`).
///
/// # Errors
/// Where the file is not such XML, or where something in it cannot be taken over and the options refuse that.
pub fn read_codebook(bytes: &[u8], options: &ReadOptions) -> Result<ImportedCodebook, RefiError> {
    let root = Element::read(bytes).map_err(|error| RefiError::Xml { part: PART.to_owned(), error })?;
    if root.name != "CodeBook" || !schema::is_own(&root.namespace) {
        return Err(RefiError::OtherRoot {
            part: PART.to_owned(),
            line: root.line,
            found: schema::spelled(&root.name, &root.namespace),
            expected: "CodeBook",
            hint: "export the codebook as REFI-QDA (.qdc)",
        });
    }
    let mut context = Context::new(PART, *options);
    context.register(&root);
    let codebook = codebook(&mut context, &root);
    let sets = sets(&mut context, &root);
    Ok(ImportedCodebook { codebook, sets, origin: filled(&root, "origin"), notices: context.finish()? })
}

/// The codes of a `CodeBook`.
pub(super) fn codebook(context: &mut Context, element: &Element) -> Codebook {
    let codes = within(element, "Codes", "Code").into_iter().map(|element| code(context, element)).collect();
    Codebook { codes }
}

fn code(context: &mut Context, element: &Element) -> Code {
    let codable = match element.attribute("isCodable").map(str::trim) {
        None | Some("true" | "1" | "True") => true,
        Some("false" | "0" | "False") => false,
        Some(other) => {
            let (attribute, expected, taken) = ("isCodable", "true or false", "true");
            context.tell(element, Finding::Word { attribute, expected, found: other.to_owned(), taken });
            true
        }
    };
    Code {
        guid: context.guid(element, Item::Code),
        name: context.name(element),
        definition: text(element, "Description"),
        colour: context.colour(element),
        codable,
        memos: context.references(element, "NoteRef", Item::Memo),
        children: own(element, "Code").map(|child| code(context, child)).collect(),
    }
}

/// The sets of a project or codebook.
pub(super) fn sets(context: &mut Context, element: &Element) -> Vec<Set> {
    let elements = within(element, "Sets", "Set");
    let sets = elements.into_iter().map(|set| Set {
        guid: context.guid(set, Item::Set),
        name: context.name(set),
        description: text(set, "Description"),
        codes: context.references(set, "MemberCode", Item::Code),
        sources: context.references(set, "MemberSource", Item::Source),
        memos: context.references(set, "MemberNote", Item::Memo),
    });
    sets.collect()
}
