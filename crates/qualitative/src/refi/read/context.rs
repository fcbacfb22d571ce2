//! What is known of a file while it is read: its GUIDs, what was found, what was left out.

use super::super::{Finding, Notice, ReadOptions, RefiError, Severity, Treatment, schema};
use crate::project::{Coder, Colour, Guid, Item, Moment, Stamp};
use crate::xml::Element;
use std::collections::{BTreeMap, BTreeSet};

/// The state of reading one file.
pub(super) struct Context {
    part: String,
    options: ReadOptions,
    pub(super) notices: Vec<Notice>,
    /// Every GUID in the file, by what it is of.
    known: BTreeMap<Item, BTreeSet<Guid>>,
    /// The GUIDs already given to what was read, and how often each was met.
    taken: BTreeMap<(Item, Guid), u64>,
    /// The GUIDs of what was left out: references to these are left out without a word.
    left_out: BTreeSet<Guid>,
    /// The listed coders, and those that are only referred to.
    pub(super) coders: Vec<Coder>,
    /// How many elements of which name the standard does not know, and the line of the first.
    unknown: BTreeMap<String, (usize, u32)>,
}

impl Context {
    pub(super) fn new(part: &str, options: ReadOptions) -> Self {
        Self {
            part: part.to_owned(),
            options,
            notices: Vec::new(),
            known: BTreeMap::new(),
            taken: BTreeMap::new(),
            left_out: BTreeSet::new(),
            coders: Vec::new(),
            unknown: BTreeMap::new(),
        }
    }

    pub(super) fn options(&self) -> ReadOptions {
        self.options
    }

    /// Reports something in a line of the file.
    pub(super) fn tell(&mut self, element: &Element, finding: Finding) {
        self.notices.push(Notice { part: self.part.clone(), line: Some(element.line), finding });
    }

    /// Reports something about a part of the archive.
    pub(super) fn tell_of_part(&mut self, part: &str, finding: Finding) {
        self.notices.push(Notice { part: part.to_owned(), line: None, finding });
    }

    /// All notices, if the caller takes what is left.
    pub(super) fn finish(mut self) -> Result<Vec<Notice>, RefiError> {
        for (name, (count, line)) in std::mem::take(&mut self.unknown) {
            let finding = Finding::UnknownElement { name, count };
            self.notices.push(Notice { part: self.part.clone(), line: Some(line), finding });
        }
        self.notices.sort_by_key(|notice| (notice.line.is_none(), notice.line));
        let refuses = |severity| match severity {
            Severity::Told => false,
            Severity::DoesNotFit => self.options.faults == Treatment::Refuse,
            Severity::NotHeld => self.options.not_held == Treatment::Refuse,
        };
        let (refused, rest): (Vec<_>, Vec<_>) =
            self.notices.into_iter().partition(|notice| refuses(notice.severity()));
        if refused.is_empty() { Ok(rest) } else { Err(RefiError::Refused(refused)) }
    }

    /// Takes down every GUID of a file and every element that is not of the standard.
    pub(super) fn register(&mut self, element: &Element) {
        if !is_known(element) {
            let first = self.unknown.entry(element.name.clone()).or_insert((0, element.line));
            first.0 += 1;
            return;
        }
        if schema::media(&element.name).is_some() || element.name == "Graph" {
            self.leave_out(element);
            return;
        }
        let item = match element.name.as_str() {
            "User" => Some(Item::Coder),
            "Code" => Some(Item::Code),
            "Variable" => Some(Item::Attribute),
            "Case" => Some(Item::Case),
            "TextSource" => Some(Item::Source),
            "PlainTextSelection" => Some(Item::Excerpt),
            "Coding" => Some(Item::Coding),
            "Note" => Some(Item::Memo),
            "Link" => Some(Item::Link),
            "Set" => Some(Item::Set),
            _ => None,
        };
        if let (Some(item), Some(guid)) = (item, element.attribute("guid")) {
            self.known.entry(item).or_default().insert(identifier(guid).0);
        }
        for child in &element.children {
            self.register(child);
        }
    }

    /// Forgets an element with all that is in it: what refers to it loses the reference.
    pub(super) fn leave_out(&mut self, element: &Element) {
        if let Some(guid) = element.attribute("guid") {
            self.left_out.insert(identifier(guid).0);
        }
        for child in &element.children {
            self.leave_out(child);
        }
    }

    /// The GUID of a thing. One given twice is replaced, so that nothing is lost but the references to the second.
    pub(super) fn guid(&mut self, element: &Element, item: Item) -> Guid {
        let mut guid = match element.attribute("guid") {
            Some(text) => {
                let (guid, is_guid) = identifier(text);
                if !is_guid {
                    self.tell(element, Finding::Identifier { found: text.to_owned() });
                }
                guid
            }
            None => {
                self.tell(element, Finding::NoGuid { item });
                Guid::derived("refi-qda place", &[&self.part, &item.to_string(), &element.line.to_string()])
            }
        };
        let met = self.taken.entry((item, guid)).or_default();
        *met += 1;
        let (mut met, written) = (*met, guid);
        if met > 1 && !matches!(item, Item::Excerpt | Item::Coding) {
            // Marks and codings are hardly ever referred to; programs do repeat their GUIDs.
            self.tell(element, Finding::SameGuid { item, guid });
        }
        while met > 1 && (guid == written || self.is_given(item, guid)) {
            guid = Guid::derived("refi-qda again", &[&written.to_string(), &met.to_string()]);
            met += 1;
        }
        self.taken.entry((item, guid)).or_insert(1);
        guid
    }

    /// Whether something of a kind has a GUID already, or has it in the file.
    fn is_given(&self, item: Item, guid: Guid) -> bool {
        self.taken.contains_key(&(item, guid))
            || self.known.get(&item).is_some_and(|known| known.contains(&guid))
    }

    /// What an element refers to, if it is there.
    pub(super) fn reference(&mut self, element: &Element, item: Item) -> Option<Guid> {
        // Sets of a codebook name their members by `guid`.
        let Some(text) = element.attribute("targetGUID").or_else(|| element.attribute("guid")) else {
            let element_name = element.name.clone();
            self.tell(element, Finding::NoAttribute { element: element_name, attribute: "targetGUID" });
            return None;
        };
        let (guid, _) = identifier(text);
        if self.left_out.contains(&guid) {
            return None;
        }
        let is_known = self.known.get(&item).is_some_and(|known| known.contains(&guid));
        if !is_known {
            self.tell(element, Finding::Missing { item, guid });
        }
        is_known.then_some(guid)
    }

    /// What the children of a name refer to.
    pub(super) fn references(&mut self, element: &Element, name: &str, item: Item) -> Vec<Guid> {
        own(element, name).filter_map(|child| self.reference(child, item)).collect()
    }

    /// An end of a link: anything in the file.
    pub(super) fn end(&mut self, element: &Element, attribute: &'static str) -> Option<Guid> {
        let (guid, _) = identifier(element.attribute(attribute)?);
        if self.left_out.contains(&guid) {
            return None;
        }
        let is_known = self.known.values().any(|known| known.contains(&guid));
        if !is_known {
            self.tell(element, Finding::LooseEnd { guid });
        }
        is_known.then_some(guid)
    }

    /// A coder; one who is not listed is taken over without a name.
    pub(super) fn coder(&mut self, element: &Element, attribute: &str) -> Option<Guid> {
        let (guid, _) = identifier(element.attribute(attribute).filter(|text| !text.is_empty())?);
        if !self.coders.iter().any(|coder| coder.guid == guid) {
            self.tell(element, Finding::UnknownCoder { guid });
            self.coders.push(Coder { guid, name: None, id: None });
            self.known.entry(Item::Coder).or_default().insert(guid);
            self.taken.insert((Item::Coder, guid), 1);
        }
        Some(guid)
    }

    /// A moment; what is none is left out.
    pub(super) fn moment(&mut self, element: &Element, attribute: &'static str) -> Option<Moment> {
        let text = element.attribute(attribute).filter(|text| !text.is_empty())?;
        let moment = Moment::read(text);
        if moment.is_none() {
            self.tell(element, Finding::NoMoment { attribute, found: text.to_owned() });
        }
        moment
    }

    /// Who made an element and when.
    pub(super) fn stamp(&mut self, element: &Element) -> Stamp {
        // The project itself names its users by other attributes than everything in it.
        let user = |plain: &'static str, guid: &'static str| {
            if element.attribute(plain).is_some() { plain } else { guid }
        };
        Stamp {
            created_by: self.coder(element, user("creatingUser", "creatingUserGUID")),
            created: self.moment(element, "creationDateTime"),
            modified_by: self.coder(element, user("modifyingUser", "modifyingUserGUID")),
            modified: self.moment(element, "modifiedDateTime"),
        }
    }

    /// A colour; what is none is left out.
    pub(super) fn colour(&mut self, element: &Element) -> Option<Colour> {
        let text = element.attribute("color").filter(|text| !text.is_empty())?;
        let colour = Colour::read(text);
        if colour.is_none() {
            let (expected, taken) = ("a colour like #12ab34", "none");
            self.tell(element, Finding::Word { attribute: "color", expected, found: text.to_owned(), taken });
        }
        colour
    }

    /// A name that must be there.
    pub(super) fn name(&mut self, element: &Element) -> String {
        if let Some(name) = element.attribute("name") {
            return name.to_owned();
        }
        let element_name = element.name.clone();
        self.tell(element, Finding::NoAttribute { element: element_name, attribute: "name" });
        String::new()
    }
}

/// The GUID an identifier stands for, and whether it is one as it stands.
pub(super) fn identifier(text: &str) -> (Guid, bool) {
    match Guid::read(text) {
        Some(guid) => (guid, true),
        None => (Guid::derived("refi-qda identifier", &[text.trim()]), false),
    }
}

fn is_known(element: &Element) -> bool {
    schema::is_own(&element.namespace) && schema::ELEMENTS.contains(&element.name.as_str())
}

/// The children of a name that are of the standard.
pub(super) fn own<'e>(element: &'e Element, name: &str) -> impl Iterator<Item = &'e Element> {
    element.children.iter().filter(move |child| child.name == name && schema::is_own(&child.namespace))
}

/// The children of a name in all containers of another: every `Code` in `Codes`.
pub(super) fn within<'e>(element: &'e Element, container: &str, name: &str) -> Vec<&'e Element> {
    own(element, container).flat_map(|container| own(container, name)).collect()
}

/// The text of a child, if there is any.
pub(super) fn text(element: &Element, name: &str) -> Option<String> {
    own(element, name).next().map(|child| child.text.clone()).filter(|text| !text.is_empty())
}

/// An attribute, if there is anything in it.
pub(super) fn filled(element: &Element, attribute: &str) -> Option<String> {
    element.attribute(attribute).filter(|text| !text.is_empty()).map(str::to_owned)
}
