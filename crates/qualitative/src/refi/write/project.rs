//! A whole project.

use super::super::{RefiError, schema};
use super::PROGRAM;
use super::codebook::{Memos, check_depth, code, description, finish, references, set_head};
use super::sources::{Files, source, stamp_as, values};
use crate::archive;
use crate::project::{Case, Link, Project};
use crate::xml::XmlWriter;

/// Writes a project (`.qdpx`): `project.qde` and a file for each text, in the order of their names.
/// Word processors' documents go along as rich text, captions beside their text; of other documents the ending of the name
/// is all that tells the format.
///
/// # Errors
/// Where the project does not hold together ([`Project::check`]), or holds what the format cannot carry.
pub fn write_project(project: &Project) -> Result<Vec<u8>, RefiError> {
    let faults = project.check();
    if !faults.is_empty() {
        return Err(RefiError::Broken(faults));
    }
    check_depth(&project.codebook)?;
    let mut files = Files::default();
    let xml = xml(project, &mut files)?;
    let mut parts = vec![("project.qde".to_owned(), xml.into_bytes())];
    parts.extend(files.0);
    Ok(archive::write(&parts)?)
}

fn xml(project: &Project, files: &mut Files) -> Result<String, RefiError> {
    let mut xml = XmlWriter::new();
    xml.open("Project");
    xml.attribute("name", &project.name);
    xml.attribute("origin", PROGRAM);
    stamp_as(&mut xml, &project.stamp, ["creatingUserGUID", "modifyingUserGUID"]);
    xml.attribute("xmlns", schema::PROJECT);
    container(&mut xml, "Users", &project.coders, |xml, coder| {
        xml.open("User");
        xml.attribute("guid", &coder.guid.to_string());
        optional(xml, "name", coder.name.as_deref());
        optional(xml, "id", coder.id.as_deref());
        xml.close();
    });
    if !project.codebook.codes.is_empty() {
        xml.open("CodeBook");
        container(&mut xml, "Codes", &project.codebook.codes, |xml, each| code(xml, each, Memos::With));
        xml.close();
    }
    container(&mut xml, "Variables", &project.attributes, |xml, attribute| {
        xml.open("Variable");
        xml.attribute("guid", &attribute.guid.to_string());
        xml.attribute("name", &attribute.name);
        xml.attribute("typeOfVariable", schema::kind_words(attribute.kind).0);
        description(xml, attribute.description.as_deref());
        xml.close();
    });
    container(&mut xml, "Cases", &project.cases, |xml, each| case(xml, each, project));
    container(&mut xml, "Sources", &project.sources, |xml, each| {
        source(xml, files, "TextSource", each, &project.attributes);
    });
    container(&mut xml, "Notes", &project.memos, |xml, each| {
        source(xml, files, "Note", each, &project.attributes);
    });
    container(&mut xml, "Links", &project.links, link);
    container(&mut xml, "Sets", &project.sets, |xml, set| {
        xml.open("Set");
        set_head(xml, set);
        references(xml, "MemberCode", &set.codes);
        references(xml, "MemberSource", &set.sources);
        references(xml, "MemberNote", &set.memos);
        xml.close();
    });
    description(&mut xml, project.description.as_deref());
    references(&mut xml, "NoteRef", &project.project_memos);
    finish(xml)
}

/// An element that holds others; the schema wants none where there are none.
fn container<T>(
    xml: &mut XmlWriter,
    name: &'static str,
    items: &[T],
    mut write: impl FnMut(&mut XmlWriter, &T),
) {
    if items.is_empty() {
        return;
    }
    xml.open(name);
    for item in items {
        write(xml, item);
    }
    xml.close();
}

fn optional(xml: &mut XmlWriter, name: &'static str, value: Option<&str>) {
    if let Some(value) = value.filter(|value| !value.is_empty()) {
        xml.attribute(name, value);
    }
}

fn case(xml: &mut XmlWriter, case: &Case, project: &Project) {
    xml.open("Case");
    xml.attribute("guid", &case.guid.to_string());
    optional(xml, "name", case.name.as_deref());
    description(xml, case.description.as_deref());
    references(xml, "CodeRef", &case.codes);
    values(xml, &case.values, &project.attributes);
    references(xml, "SourceRef", &case.sources);
    references(xml, "SelectionRef", &case.excerpts);
    xml.close();
}

fn link(xml: &mut XmlWriter, link: &Link) {
    xml.open("Link");
    xml.attribute("guid", &link.guid.to_string());
    optional(xml, "name", link.name.as_deref());
    if let Some(direction) = link.direction {
        xml.attribute("direction", schema::direction_word(direction));
    }
    if let Some(colour) = link.colour {
        xml.attribute("color", &colour.to_string());
    }
    if let Some(guid) = link.origin {
        xml.attribute("originGUID", &guid.to_string());
    }
    if let Some(guid) = link.target {
        xml.attribute("targetGUID", &guid.to_string());
    }
    references(xml, "NoteRef", &link.memos);
    xml.close();
}
