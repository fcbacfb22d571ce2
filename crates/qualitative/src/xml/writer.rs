//! XML written, one element a line.

use super::characters::is_allowed;

/// XML in the making. Text and attribute values come back from a reader exactly as they went in.
pub(crate) struct XmlWriter {
    out: String,
    open: Vec<&'static str>,
    /// A start tag whose `>` is still to come.
    in_tag: bool,
    refused: Option<(&'static str, char)>,
}

impl XmlWriter {
    /// An empty file, with its declaration.
    pub(crate) fn new() -> Self {
        let out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>".to_owned();
        Self { out, open: Vec::new(), in_tag: false, refused: None }
    }

    /// Opens an element.
    pub(crate) fn open(&mut self, name: &'static str) {
        self.close_tag();
        self.line();
        self.out.push('<');
        self.out.push_str(name);
        self.open.push(name);
        self.in_tag = true;
    }

    /// An attribute of the element just opened.
    pub(crate) fn attribute(&mut self, name: &'static str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.escaped(value, name, true);
        self.out.push('"');
    }

    /// Closes the element opened last.
    pub(crate) fn close(&mut self) {
        let Some(name) = self.open.pop() else { return };
        if std::mem::take(&mut self.in_tag) {
            self.out.push_str("/>");
        } else {
            self.line();
            self.end(name);
        }
    }

    /// An element that holds text and nothing else.
    pub(crate) fn text(&mut self, name: &'static str, text: &str) {
        self.close_tag();
        self.line();
        self.out.push('<');
        self.out.push_str(name);
        self.out.push('>');
        self.escaped(text, name, false);
        self.end(name);
    }

    /// The file; or the first character XML cannot carry, with the element or attribute it stood in.
    pub(crate) fn finish(mut self) -> Result<String, (&'static str, char)> {
        while !self.open.is_empty() {
            self.close();
        }
        self.out.push('\n');
        match self.refused {
            Some(refused) => Err(refused),
            None => Ok(self.out),
        }
    }

    fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn close_tag(&mut self) {
        if std::mem::take(&mut self.in_tag) {
            self.out.push('>');
        }
    }

    fn line(&mut self) {
        self.out.push('\n');
        for _ in &self.open {
            self.out.push_str("  ");
        }
    }

    /// Readers turn line ends into line feeds and, in attributes, white space into blanks; as references they stay.
    fn escaped(&mut self, text: &str, place: &'static str, in_attribute: bool) {
        for character in text.chars() {
            match character {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' if in_attribute => self.out.push_str("&quot;"),
                '\r' => self.out.push_str("&#13;"),
                '\n' if in_attribute => self.out.push_str("&#10;"),
                '\t' if in_attribute => self.out.push_str("&#9;"),
                _ => self.out.push(character),
            }
            if !is_allowed(character) {
                self.refused.get_or_insert((place, character));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Element;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_character_that_xml_cannot_carry_is_named() {
        let mut writer = XmlWriter::new();
        writer.open("a");
        writer.text("Description", "bell \u{7}");
        assert_eq!(writer.finish(), Err(("Description", '\u{7}')));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(value in "[\\PC\r\n\t]{0,40}", text in "[\\PC\r\n\t]{0,40}") {
            let mut writer = XmlWriter::new();
            writer.open("a");
            writer.attribute("b", &value);
            writer.text("c", &text);
            let root = Element::read(writer.finish().unwrap().as_bytes()).unwrap();
            prop_assert_eq!(root.attribute("b"), Some(value.as_str()));
            prop_assert_eq!(&root.child("c").unwrap().text, &text);
        }
    }
}
