//! XML as a tree.

use super::{Event, Events, Tag, XmlError, XmlReason, decode};
use std::ops::Deref;

/// An element with its children and the text that stands directly in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    tag: Tag,
    /// The elements in it, in order.
    pub(crate) children: Vec<Element>,
    /// The text in it without that of its children.
    pub(crate) text: String,
}

impl Element {
    /// The root of a file.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, XmlError> {
        let text = decode(bytes)?;
        let mut events = Events::new(&text);
        let mut open: Vec<Self> = Vec::new();
        let mut root = None;
        loop {
            match events.next()? {
                Event::Start(tag) => {
                    if root.is_some() {
                        let what = "a second element follows the first".to_owned();
                        return Err(XmlError { line: tag.line, reason: XmlReason::IllFormed { what } });
                    }
                    open.push(Self { tag, children: Vec::new(), text: String::new() });
                }
                Event::Text(text) => {
                    if let Some(element) = open.last_mut() {
                        element.text.push_str(&text);
                    }
                }
                Event::End => match (open.pop(), open.last_mut()) {
                    (Some(element), Some(parent)) => parent.children.push(element),
                    (element, None) => root = element,
                    (None, Some(_)) => {}
                },
                Event::EndOfFile => break,
            }
        }
        root.ok_or_else(|| XmlError {
            line: 1,
            reason: XmlReason::Truncated { what: "there is no element in it".to_owned() },
        })
    }

    /// The first child of a name.
    #[cfg(test)]
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }
}

impl Deref for Element {
    type Target = Tag;

    fn deref(&self) -> &Tag {
        &self.tag
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_is_put_together_from_its_pieces() {
        let root =
            Element::read(b"<?xml version='1.0'?>\n<a>1 &lt; <![CDATA[2 & ]]>3\r\n<b/>&#13;</a>\n").unwrap();
        assert_eq!(root.text, "1 < 2 & 3\n\r");
        assert_eq!(root.child("b").unwrap().line, 3);
    }

    proptest! {
        #[test]
        fn arbitrary_text_never_panics(text in "[<>a-c/'\" =&;#!\\[\\]?x0-9\n:-]{0,80}") {
            let _ = Element::read(text.as_bytes());
        }
    }
}
