//! The codebook: codes in codes.

use super::{Colour, Guid};

/// A code: what a passage can be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// What others refer to it by.
    pub guid: Guid,
    /// Its name.
    pub name: String,
    /// When it applies and when not.
    pub definition: Option<String>,
    /// The colour in which programs show it.
    pub colour: Option<Colour>,
    /// Whether passages are coded with it; otherwise it only holds other codes together.
    pub codable: bool,
    /// Memos about it.
    pub memos: Vec<Guid>,
    /// The codes below it, in order.
    pub children: Vec<Code>,
}

impl Code {
    /// A code that passages are coded with, with nothing below it and a GUID derived from the names above it and its own.
    pub fn new(above: &[&str], name: &str) -> Self {
        let mut path = above.to_vec();
        path.push(name);
        Self {
            guid: Guid::derived("code", &path),
            name: name.to_owned(),
            definition: None,
            colour: None,
            codable: true,
            memos: Vec::new(),
            children: Vec::new(),
        }
    }
}

/// All codes of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codebook {
    /// The codes that stand below no other, in order.
    pub codes: Vec<Code>,
}

impl Codebook {
    /// Every code with the codes above it, in reading order: a code before those below it.
    pub fn walk(&self) -> impl Iterator<Item = Vec<&Code>> {
        let mut ahead: Vec<Vec<&Code>> = self.codes.iter().rev().map(|code| vec![code]).collect();
        std::iter::from_fn(move || {
            let path = ahead.pop()?;
            let below = path.last().map_or(&[][..], |code| code.children.as_slice());
            ahead.extend(below.iter().rev().map(|child| {
                let mut path = path.clone();
                path.push(child);
                path
            }));
            Some(path)
        })
    }

    /// A code with those above it, outermost first.
    pub fn path(&self, guid: Guid) -> Option<Vec<&Code>> {
        self.walk().find(|path| path.last().is_some_and(|code| code.guid == guid))
    }

    /// A code.
    pub fn find(&self, guid: Guid) -> Option<&Code> {
        self.path(guid)?.last().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_walked_in_reading_order() {
        let mut barriers = Code::new(&[], "Barriers");
        let cost = Code::new(&["Barriers"], "Cost");
        barriers.children = vec![cost.clone(), Code::new(&["Barriers"], "Distance")];
        let codebook = Codebook { codes: vec![barriers, Code::new(&[], "Services")] };
        let names: Vec<String> = codebook
            .walk()
            .map(|path| path.iter().map(|code| code.name.as_str()).collect::<Vec<_>>().join(" / "))
            .collect();
        assert_eq!(names, ["Barriers", "Barriers / Cost", "Barriers / Distance", "Services"]);
        assert_eq!(codebook.find(cost.guid), Some(&cost));
        assert_eq!(codebook.path(cost.guid).unwrap().len(), 2);
        assert_eq!(codebook.find(Guid::derived("code", &["none"])), None);
    }
}
