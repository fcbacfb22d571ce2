//! A whole project.

use super::super::{Finding, ReadOptions, RefiError, schema};
use super::Imported;
use super::context::{Context, filled, own, text, within};
use super::sources::Sources;
use super::texts::Texts;
use super::{cases, codebook};
use crate::archive::{Archive, Limits};
use crate::document::Document;
use crate::project::{Codebook, Item, Project};
use crate::xml::Element;

/// Reads a project (`.qdpx`).
///
/// # Errors
/// Where the file is no such archive, or where something in it cannot be taken over and the options refuse that.
pub fn read_project(bytes: &[u8], options: &ReadOptions) -> Result<Imported, RefiError> {
    let mut archive = Archive::open(bytes, Limits::default())?;
    let part = project_part(&archive)?;
    let file = archive.read(&part)?.unwrap_or_default();
    let root = Element::read(&file).map_err(|error| RefiError::Xml { part: part.clone(), error })?;
    if root.name != "Project" || !schema::is_own(&root.namespace) {
        return Err(RefiError::OtherRoot {
            part,
            line: root.line,
            found: schema::spelled(&root.name, &root.namespace),
            expected: "Project",
            hint: "export the project as REFI-QDA (.qdpx)",
        });
    }
    let mut context = Context::new(&part, *options);
    context.register(&root);
    let mut texts = Texts::new(&mut archive);
    texts.belongs(&part);
    not_held(&mut context, &mut texts, &root);
    let sources = load(&mut context, &mut texts, within(&root, "Sources", "TextSource"))?;
    let memos = load(&mut context, &mut texts, within(&root, "Notes", "Note"))?;
    for part in texts.unused() {
        context.tell_of_part(&part, Finding::OtherFile);
    }
    let project = build(&mut context, &root, sources, memos);
    Ok(Imported { project, origin: filled(&root, "origin"), notices: context.finish()? })
}

/// The name of the part that holds the project: `project.qde`, or the only `.qde` at the top.
fn project_part(archive: &Archive<'_>) -> Result<String, RefiError> {
    if let Some(part) = archive.find("project.qde") {
        return Ok(part);
    }
    let is_project = |name: &&str| name.to_ascii_lowercase().ends_with(".qde");
    let mut found = archive.names().filter(is_project);
    match (found.next(), found.next()) {
        (Some(part), None) => Ok(part.to_owned()),
        (None, _) => Err(RefiError::NoProject { found: "and there is no .qde at all".to_owned() }),
        (Some(_), Some(_)) => Err(RefiError::NoProject { found: "and there are several .qde".to_owned() }),
    }
}

/// Names the sources and drawings that Cairn has no place for.
fn not_held(context: &mut Context, texts: &mut Texts<'_, '_>, root: &Element) {
    for sources in own(root, "Sources") {
        for source in &sources.children {
            let Some(kind) = schema::media(&source.name) else { continue };
            let name = source.attribute("name").unwrap_or_default().to_owned();
            context.tell(source, Finding::MediaSource { kind, name });
            belongings(texts, source);
        }
    }
    for graph in within(root, "Graphs", "Graph") {
        let name = graph.attribute("name").unwrap_or_default().to_owned();
        context.tell(graph, Finding::Graph { name });
    }
}

/// Files of a media source are told with it, not once more by themselves.
fn belongings(texts: &mut Texts<'_, '_>, element: &Element) {
    for attribute in ["path", "currentPath", "plainTextPath", "richTextPath"] {
        if let Some(path) = element.attribute(attribute) {
            texts.belongs(path);
        }
    }
    for child in &element.children {
        belongings(texts, child);
    }
}

/// The elements whose text could be had, with it.
fn load<'e>(
    context: &mut Context,
    texts: &mut Texts<'_, '_>,
    elements: Vec<&'e Element>,
) -> Result<Vec<(&'e Element, Document)>, RefiError> {
    let mut loaded = Vec::new();
    for element in elements {
        match texts.load(context, element)? {
            Some(document) => loaded.push((element, document)),
            None => context.leave_out(element),
        }
    }
    Ok(loaded)
}

/// Puts the project together: what others refer to comes before them.
fn build(
    context: &mut Context,
    root: &Element,
    sources: Vec<(&Element, Document)>,
    memos: Vec<(&Element, Document)>,
) -> Project {
    cases::coders(context, root);
    let codes = own(root, "CodeBook").map(|element| codebook::codebook(context, element).codes);
    let codebook = Codebook { codes: codes.flatten().collect() };
    let attributes = cases::attributes(context, root);
    let reader = Sources { attributes: &attributes, origin: root.attribute("origin") };
    let sources = sources
        .into_iter()
        .map(|(element, document)| reader.read(context, element, Item::Source, document))
        .collect();
    let memos = memos
        .into_iter()
        .map(|(element, document)| reader.read(context, element, Item::Memo, document))
        .collect();
    Project {
        name: root.attribute("name").unwrap_or_default().to_owned(),
        description: text(root, "Description"),
        codebook,
        sources,
        memos,
        cases: cases::cases(context, root, &attributes),
        links: cases::links(context, root),
        sets: codebook::sets(context, root),
        project_memos: context.references(root, "NoteRef", Item::Memo),
        stamp: context.stamp(root),
        coders: std::mem::take(&mut context.coders),
        attributes,
    }
}
