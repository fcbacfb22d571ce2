//! Small projects, made by the tests.

use cairn_qualitative::document::{CodePoint, Document, Format};
use cairn_qualitative::project::{
    Attribute, AttributeKind, AttributeValue, Case, Code, Codebook, Coder, Colour, Direction, Guid, Link,
    Moment, Project, Set, Source, Stamp, Value,
};
use std::io::{Cursor, Write};

/// A ZIP archive of named parts.
pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The part of a name in a ZIP archive, as text.
pub(crate) fn part(archive: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

/// The smallest word processor's document.
pub(crate) fn docx(words: &str) -> Vec<u8> {
    let body = format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>"#
    );
    zip(&[("word/document.xml", body.as_bytes())])
}

/// The GUID of a thing of the samples.
pub(crate) fn guid(kind: &str, number: usize) -> Guid {
    Guid::derived(kind, &[&number.to_string()])
}

/// What varies from project to project.
#[derive(Clone, Debug)]
pub(crate) struct Recipe {
    pub(crate) words: Vec<String>,
    pub(crate) texts: Vec<(String, String)>,
    pub(crate) marks: Vec<(usize, usize, usize, usize)>,
}

impl Recipe {
    fn word(&self, number: usize) -> String {
        self.words[number % self.words.len()].clone()
    }

    /// A project with everything a project can have.
    pub(crate) fn project(&self) -> Project {
        let coders: Vec<Coder> = (0..2)
            .map(|number| Coder {
                guid: guid("coder", number),
                name: (number == 0).then(|| self.word(number)),
                id: (number == 1).then(|| self.word(number)),
            })
            .collect();
        let stamp = Stamp {
            created_by: Some(coders[0].guid),
            created: Moment::read("2026-03-04T05:06:07.25+03:00"),
            modified_by: Some(coders[1].guid),
            modified: Moment::read("2026-03-04T05:06:07"),
        };
        let mut sources: Vec<Source> =
            self.texts.iter().enumerate().map(|(n, text)| self.source(n, text)).collect();
        sources.push(self.captions());
        sources.push(self.rich());
        let memo = Source {
            guid: guid("memo", 0),
            ..Source::new(Document::new("memo", Format::PlainText, self.word(0)))
        };
        sources[0].memos = vec![memo.guid];
        sources[0].stamp = stamp.clone();
        let attributes = attributes();
        let values: Vec<AttributeValue> = attributes.iter().map(|attribute| self.value(attribute)).collect();
        sources[0].values = vec![AttributeValue { attribute: attributes[0].guid, value: None }];
        let excerpt = sources.iter().flat_map(|source| &source.excerpts).next().map(|excerpt| excerpt.guid);
        let codebook = self.codebook(memo.guid);
        Project {
            name: self.word(1),
            description: Some(self.word(2)),
            cases: vec![Case {
                guid: guid("case", 0),
                name: Some(self.word(3)),
                description: Some(self.word(4)),
                codes: vec![guid("code", 1)],
                values,
                sources: vec![sources[0].guid],
                excerpts: excerpt.into_iter().collect(),
            }],
            links: vec![Link {
                guid: guid("link", 0),
                name: Some(self.word(5)),
                direction: Some(Direction::OneWay),
                colour: Some(Colour([1, 2, 255])),
                origin: Some(sources[0].guid),
                target: excerpt,
                memos: vec![memo.guid],
            }],
            sets: vec![Set {
                guid: guid("set", 0),
                name: self.word(6),
                description: None,
                codes: vec![guid("code", 0)],
                sources: vec![sources[0].guid],
                memos: vec![memo.guid],
            }],
            project_memos: vec![memo.guid],
            stamp,
            coders,
            codebook,
            attributes,
            sources,
            memos: vec![memo],
        }
    }

    pub(crate) fn codebook(&self, memo: Guid) -> Codebook {
        let code = |number: usize, children: Vec<Code>| Code {
            guid: guid("code", number),
            definition: (number == 1).then(|| self.word(number)),
            colour: (number != 2).then_some(Colour([18, 52, 86])),
            codable: number != 0,
            memos: if number == 1 { vec![memo] } else { vec![] },
            children,
            ..Code::new(&[], &self.word(number))
        };
        Codebook { codes: vec![code(0, vec![code(1, vec![code(2, vec![])])]), code(3, vec![])] }
    }

    fn source(&self, number: usize, (name, text): &(String, String)) -> Source {
        let format = Format::of_name(name).unwrap_or(Format::PlainText);
        let mut source = Source {
            guid: guid("source", number),
            ..Source::new(Document::new(name.clone(), format, text.clone()))
        };
        let length = source.document.length().0 + 1;
        for (start, end, code, coder) in &self.marks {
            let (start, end) = (start % length, end % length);
            let (start, end) = (CodePoint(start.min(end)), CodePoint(start.max(end)));
            let range = source.document.range(start, end).unwrap();
            source.mark(
                range,
                guid("code", code % 4),
                Some(guid("coder", coder % 2)),
                Moment::read("2026-01-02T03:04:05Z"),
            );
        }
        if let Some(excerpt) = source.excerpts.first_mut() {
            excerpt.name = Some(self.word(7));
            excerpt.description = Some(self.word(8));
        }
        source
    }

    fn captions(&self) -> Source {
        let file = b"WEBVTT\r\n\r\n00:01.000 --> 00:04.500\r\n<v P07>The helpline answered.\r\n";
        let document = Document::read("talk", Format::WebVtt, file).unwrap();
        Source { guid: guid("source", 100), ..Source::new(document) }
    }

    fn rich(&self) -> Source {
        let document = Document::read("talk", Format::Docx, &docx("The helpline answered.")).unwrap();
        Source { guid: guid("source", 101), ..Source::new(document) }
    }

    fn value(&self, attribute: &Attribute) -> AttributeValue {
        let text = match attribute.kind {
            AttributeKind::Text => self.word(9),
            AttributeKind::Boolean => "true".to_owned(),
            AttributeKind::Integer => "-12".to_owned(),
            AttributeKind::Decimal => "1.50".to_owned(),
            AttributeKind::Date => "2026-02-28".to_owned(),
            AttributeKind::Moment => "2026-02-28T01:02:03-03:30".to_owned(),
        };
        AttributeValue { attribute: attribute.guid, value: Some(Value::read(attribute.kind, &text).unwrap()) }
    }
}

fn attributes() -> Vec<Attribute> {
    let attribute = |(number, kind)| Attribute {
        guid: guid("attribute", number),
        name: format!("attribute {number}"),
        kind,
        description: None,
    };
    AttributeKind::ALL.into_iter().enumerate().map(attribute).collect()
}

/// A project for tests that need only one.
pub(crate) fn plain() -> Project {
    let words = (0..10).map(|number| format!("word {number}")).collect();
    let texts = vec![("one.txt".to_owned(), "\u{FEFF}One\r\nline \u{1F600} and e\u{301} more\n".to_owned())];
    Recipe { words, texts, marks: vec![(0, 3, 1, 0), (4, 12, 2, 1), (4, 12, 1, 1), (9, 9, 0, 0)] }.project()
}
