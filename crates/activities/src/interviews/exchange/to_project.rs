//! The records of a country’s interviews as a project.

use super::super::coding::Codings;
use super::super::memos::{self, Memo};
use super::super::{Interviews, codings, documents, informants};
use super::codebook;
use crate::Fieldwork;
use cairn_definition::Diagnostics;
use cairn_qualitative::document::{Document, Format};
use cairn_qualitative::project::{
    Attribute, AttributeKind, AttributeValue, Case, Code, Coder, Guid, Moment, Project, Source, Value,
};
use std::collections::BTreeSet;

/// The project of a country’s interviews: its documents, codes, coders and codings, and each informant as a case with kind and consent.
/// `None` where a record has a mistake, which is reported.
pub fn project(
    interviews: &Interviews,
    fieldwork: &Fieldwork<'_>,
    problems: &Diagnostics,
) -> Option<Project> {
    let before = problems.errors();
    let protocol = interviews.protocol(fieldwork.study)?;
    let folder = fieldwork.folder(interviews.activity);
    let informants = informants::read(&folder, interviews, problems)?;
    let documents = documents(&folder, problems);
    let codings = codings(&folder, protocol, &documents, problems)?;
    let memos = memos::read(&folder, protocol, &documents, problems);
    if problems.errors() > before {
        return None;
    }
    let title = format!("{}: {}", fieldwork.country.name, interviews.activity.title());
    let mut project = Project { codebook: codebook(protocol), ..Project::new(title) };
    project.coders = coders(&codings, &memos);
    let kind = attribute("kind", "The kind of informant.");
    let consent = attribute("consent", "What the informant has consented to.");
    project.sources = documents.into_iter().map(Source::new).collect();
    for coding in &codings.codings {
        let code = project.codebook.walk().find_map(|path| {
            let code = path.last()?;
            (code.name == coding.code.as_str()).then_some(code.guid)
        });
        let coder = coder(&coding.coder);
        let source = project.sources.iter_mut().find(|source| source.document.name() == coding.document);
        if let (Some(source), Some(code)) = (source, code) {
            source.mark(coding.range.clone(), code, Some(coder), None);
        }
    }
    for informant in &informants {
        let alias = informant.alias.value.to_string();
        let alias = alias.as_str();
        let said = |source: &&Source| {
            codings
                .codings
                .iter()
                .any(|coding| coding.informant.value == alias && coding.document == source.document.name())
        };
        let excerpts = project.sources.iter().flat_map(|source| {
            let own = codings.codings.iter().filter(|coding| {
                coding.informant.value == alias && coding.document == source.document.name()
            });
            let guids: BTreeSet<Guid> = own
                .filter_map(|coding| source.excerpts.iter().find(|excerpt| excerpt.range == coding.range))
                .map(|excerpt| excerpt.guid)
                .collect();
            guids
        });
        let value = |attribute: &Attribute, value: &str| AttributeValue {
            attribute: attribute.guid,
            value: Some(Value::Text(value.to_owned())),
        };
        let case = Case {
            guid: Guid::derived("case", &[alias]),
            name: Some(alias.to_owned()),
            description: informant.described_as.clone(),
            codes: Vec::new(),
            values: vec![value(&kind, informant.kind), value(&consent, informant.scope().name())],
            sources: project.sources.iter().filter(said).map(|source| source.guid).collect(),
            excerpts: excerpts.collect(),
        };
        project.cases.push(case);
    }
    project.attributes = vec![kind, consent];
    for memo in memos {
        add_memo(&mut project, memo);
    }
    Some(project)
}

/// Adds a memo to the document it is about, or else to its code, or else to the project.
fn add_memo(project: &mut Project, memo: Memo) {
    let about = memo.document.clone().or_else(|| memo.code.as_ref().map(ToString::to_string));
    let name = format!("Memo of {} on {}", memo.by, about.as_deref().unwrap_or("the project"));
    let mut source = Source::new(Document::new(name, Format::PlainText, memo.text));
    source.stamp.created_by = Some(coder(&memo.by));
    source.stamp.created = Some(Moment { local: memo.on.at(0, 0, 0, 0), offset: None });
    // The same note on two things is two memos.
    source.guid = Guid::derived("memo", &[source.document.name(), source.document.text()]);
    if project.memos.iter().any(|known| known.guid == source.guid) {
        return;
    }
    let document =
        project.sources.iter_mut().find(|known| Some(known.document.name()) == memo.document.as_deref());
    let memos = match (document, &memo.code) {
        (Some(document), _) => Some(&mut document.memos),
        (None, Some(code)) => memos_of(&mut project.codebook.codes, code.as_str()),
        (None, None) => None,
    };
    memos.unwrap_or(&mut project.project_memos).push(source.guid);
    project.memos.push(source);
}

/// The memos of the code of that name.
fn memos_of<'c>(codes: &'c mut [Code], name: &str) -> Option<&'c mut Vec<Guid>> {
    codes.iter_mut().find_map(|code| {
        if code.name == name { Some(&mut code.memos) } else { memos_of(&mut code.children, name) }
    })
}

fn attribute(name: &str, description: &str) -> Attribute {
    Attribute {
        guid: Guid::derived("attribute", &[name]),
        name: name.to_owned(),
        kind: AttributeKind::Text,
        description: Some(description.to_owned()),
    }
}

fn coder(initials: &str) -> Guid {
    Guid::derived("coder", &[initials])
}

fn coders(codings: &Codings, memos: &[Memo]) -> Vec<Coder> {
    let of_codings = codings.codings.iter().map(|coding| coding.coder.as_str());
    let initials: BTreeSet<&str> = of_codings.chain(memos.iter().map(|memo| memo.by.as_str())).collect();
    let coder =
        |name: &str| Coder { guid: coder(name), name: Some(name.to_owned()), id: Some(name.to_owned()) };
    initials.into_iter().map(coder).collect()
}
