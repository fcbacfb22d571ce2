//! Whether a project holds together.

use super::{AttributeKind, AttributeValue, Code, Coding, Guid, Project, Source};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use thiserror::Error;

/// A kind of thing in a project, for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A person who codes.
    Coder,
    /// A code of the codebook.
    Code,
    /// An attribute of cases and documents.
    Attribute,
    /// A case.
    Case,
    /// A document.
    Source,
    /// A passage of a document or memo.
    Excerpt,
    /// A code given to a passage or document.
    Coding,
    /// A memo.
    Memo,
    /// A relation between two things.
    Link,
    /// Things put together.
    Set,
}

impl fmt::Display for Item {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Coder => "coder",
            Self::Code => "code",
            Self::Attribute => "attribute",
            Self::Case => "case",
            Self::Source => "document",
            Self::Excerpt => "excerpt",
            Self::Coding => "coding",
            Self::Memo => "memo",
            Self::Link => "link",
            Self::Set => "set",
        })
    }
}

/// Something in a project that does not hold together.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Fault {
    /// Two things of one kind with one GUID.
    #[error("two {item}s have the GUID {guid}; give one of them another")]
    SameGuid {
        /// What they are.
        item: Item,
        /// Their GUID.
        guid: Guid,
    },
    /// A reference to what is not there.
    #[error("{place} refers to the {item} {guid}, which is not in the project")]
    Missing {
        /// What refers to it.
        place: String,
        /// What it refers to.
        item: Item,
        /// By which GUID.
        guid: Guid,
    },
    /// A link to what is not there.
    #[error("{place} ends at {guid}, which is nothing in the project")]
    LooseEnd {
        /// The link.
        place: String,
        /// The GUID.
        guid: Guid,
    },
    /// An excerpt that is not a range of its document.
    #[error("{place} is not a range of its text, which has {length} characters")]
    OutsideText {
        /// The excerpt.
        place: String,
        /// How many code points the text has.
        length: usize,
    },
    /// A value of another kind than its attribute.
    #[error("{place} has a value of the attribute {attribute:?} that is not {}", expected.in_words())]
    WrongKind {
        /// Whose value it is.
        place: String,
        /// The attribute's name.
        attribute: String,
        /// What its values are.
        expected: AttributeKind,
    },
}

impl Project {
    /// Everything that does not hold together: GUIDs given twice, references to nothing, excerpts outside their texts,
    /// values of the wrong kind. Empty for a project that does.
    pub fn check(&self) -> Vec<Fault> {
        let mut check = Check::default();
        check.register(self);
        check.references(self);
        check.faults
    }
}

#[derive(Default)]
struct Check<'p> {
    known: BTreeMap<Item, BTreeSet<Guid>>,
    attributes: BTreeMap<Guid, (&'p str, AttributeKind)>,
    faults: Vec<Fault>,
}

impl<'p> Check<'p> {
    fn register(&mut self, project: &'p Project) {
        for coder in &project.coders {
            self.add(Item::Coder, coder.guid);
        }
        for code in project.codebook.walk().filter_map(|path| path.last().copied()) {
            self.add(Item::Code, code.guid);
        }
        for attribute in &project.attributes {
            self.add(Item::Attribute, attribute.guid);
            self.attributes.insert(attribute.guid, (&attribute.name, attribute.kind));
        }
        for case in &project.cases {
            self.add(Item::Case, case.guid);
        }
        for (item, source) in texts(project) {
            self.add(item, source.guid);
            for excerpt in &source.excerpts {
                self.add(Item::Excerpt, excerpt.guid);
            }
            for coding in codings(source) {
                self.add(Item::Coding, coding.guid);
            }
        }
        for link in &project.links {
            self.add(Item::Link, link.guid);
        }
        for set in &project.sets {
            self.add(Item::Set, set.guid);
        }
    }

    fn add(&mut self, item: Item, guid: Guid) {
        if !self.known.entry(item).or_default().insert(guid) {
            self.faults.push(Fault::SameGuid { item, guid });
        }
    }

    fn references(&mut self, project: &Project) {
        let place = "the project".to_owned();
        self.all(&place, Item::Memo, &project.project_memos);
        self.stamp(&place, &project.stamp);
        for code in project.codebook.walk().filter_map(|path| path.last().copied()) {
            let Code { name, memos, .. } = code;
            self.all(&format!("the code {name:?}"), Item::Memo, memos);
        }
        for case in &project.cases {
            let place = match &case.name {
                Some(name) => format!("the case {name:?}"),
                None => format!("the case {}", case.guid),
            };
            self.all(&place, Item::Code, &case.codes);
            self.all(&place, Item::Source, &case.sources);
            self.all(&place, Item::Excerpt, &case.excerpts);
            self.values(&place, &case.values);
        }
        for (item, source) in texts(project) {
            self.source(item, source);
        }
        for link in &project.links {
            let place = format!("the link {}", link.guid);
            self.all(&place, Item::Memo, &link.memos);
            for guid in [link.origin, link.target].into_iter().flatten() {
                if !self.known.values().any(|known| known.contains(&guid)) {
                    self.faults.push(Fault::LooseEnd { place: place.clone(), guid });
                }
            }
        }
        for set in &project.sets {
            let place = format!("the set {:?}", set.name);
            self.all(&place, Item::Code, &set.codes);
            self.all(&place, Item::Source, &set.sources);
            self.all(&place, Item::Memo, &set.memos);
        }
    }

    fn source(&mut self, item: Item, source: &Source) {
        let place = format!("the {item} {:?}", source.document.name());
        self.all(&place, Item::Memo, &source.memos);
        self.values(&place, &source.values);
        self.stamp(&place, &source.stamp);
        for excerpt in &source.excerpts {
            let place =
                format!("the excerpt {} to {} of {place}", excerpt.range.start(), excerpt.range.end());
            if source.document.words(&excerpt.range).is_none() {
                let length = source.document.length().0;
                self.faults.push(Fault::OutsideText { place: place.clone(), length });
            }
            self.all(&place, Item::Memo, &excerpt.memos);
            self.stamp(&place, &excerpt.stamp);
        }
        for coding in codings(source) {
            let place = format!("a coding of {place}");
            self.all(&place, Item::Code, &[coding.code]);
            self.all(&place, Item::Coder, coding.coder.as_slice());
            self.all(&place, Item::Memo, &coding.memos);
        }
    }

    fn stamp(&mut self, place: &str, stamp: &super::Stamp) {
        for guid in [stamp.created_by, stamp.modified_by].into_iter().flatten() {
            self.all(place, Item::Coder, &[guid]);
        }
    }

    fn values(&mut self, place: &str, values: &[AttributeValue]) {
        for value in values {
            self.all(place, Item::Attribute, &[value.attribute]);
            let kind = self.attributes.get(&value.attribute);
            if let (Some((name, expected)), Some(value)) = (kind, &value.value)
                && value.kind() != *expected
            {
                let (attribute, expected) = ((*name).to_owned(), *expected);
                self.faults.push(Fault::WrongKind { place: place.to_owned(), attribute, expected });
            }
        }
    }

    fn all(&mut self, place: &str, item: Item, guids: &[Guid]) {
        for guid in guids {
            if !self.known.get(&item).is_some_and(|known| known.contains(guid)) {
                self.faults.push(Fault::Missing { place: place.to_owned(), item, guid: *guid });
            }
        }
    }
}

/// Documents and memos.
fn texts(project: &Project) -> impl Iterator<Item = (Item, &Source)> {
    let sources = project.sources.iter().map(|source| (Item::Source, source));
    sources.chain(project.memos.iter().map(|memo| (Item::Memo, memo)))
}

fn codings(source: &Source) -> impl Iterator<Item = &Coding> {
    source.codings.iter().chain(source.excerpts.iter().flat_map(|excerpt| &excerpt.codings))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{CodePoint, Document, Format};
    use crate::project::{Attribute, Case, Codebook, Coder, Value};

    fn project() -> Project {
        let coder = Coder { guid: Guid::derived("coder", &["A"]), name: Some("A".to_owned()), id: None };
        let code = Code::new(&[], "Services");
        let document = Document::new("one.txt", Format::PlainText, "The helpline answered.");
        let mut source = Source::new(document);
        let range = source.document.range(CodePoint(4), CodePoint(12)).unwrap();
        source.mark(range.clone(), code.guid, Some(coder.guid), None);
        source.mark(range, code.guid, Some(coder.guid), None);
        Project {
            coders: vec![coder],
            codebook: Codebook { codes: vec![code] },
            sources: vec![source],
            ..Project::new("Study")
        }
    }

    #[test]
    fn a_sound_project_has_no_faults_and_its_excerpts_their_words() {
        let project = project();
        assert_eq!(project.check(), []);
        let coded: Vec<_> =
            project.coded_excerpts().map(|coded| (coded.code.name.as_str(), coded.words)).collect();
        assert_eq!(coded, [("Services", "helpline")]);
    }

    #[test]
    fn each_fault_is_named() {
        let mut project = project();
        let nothing = Guid::derived("nothing", &[]);
        let attribute = Attribute {
            guid: Guid::derived("attribute", &["Age"]),
            name: "Age".to_owned(),
            kind: AttributeKind::Integer,
            description: None,
        };
        project.cases.push(Case {
            guid: Guid::derived("case", &["P1"]),
            name: Some("P1".to_owned()),
            description: None,
            codes: vec![nothing],
            values: vec![AttributeValue {
                attribute: attribute.guid,
                value: Some(Value::Text("12".to_owned())),
            }],
            sources: vec![],
            excerpts: vec![],
        });
        project.attributes.push(attribute);
        let other = Document::new("two.txt", Format::PlainText, "A much longer text than the other one is.");
        let range = other.range(CodePoint(30), CodePoint(40)).unwrap();
        project.sources[0].excerpts[0].range = range;
        project.coders.push(project.coders[0].clone());
        let faults: Vec<String> = project.check().iter().map(ToString::to_string).collect();
        assert_eq!(
            faults,
            [
                format!("two coders have the GUID {}; give one of them another", project.coders[0].guid),
                format!("the case \"P1\" refers to the code {nothing}, which is not in the project"),
                "the case \"P1\" has a value of the attribute \"Age\" that is not a whole number".to_owned(),
                "the excerpt 30 to 40 of the document \"one.txt\" is not a range of its text, which has 22 characters"
                    .to_owned(),
            ]
        );
    }
}
