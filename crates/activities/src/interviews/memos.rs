//! Memos: what researchers noted on a document or a code. They are never published.

use super::coding::{find_document, known_code};
use super::formats;
use crate::records::Sheet;
use cairn_definition::Diagnostics;
use cairn_definition::kind::{Parsed, Text};
use cairn_qualitative::document::Document;
use cairn_study::{CodeId, Day, InterviewProtocol};
use jiff::civil::Date;
use std::path::Path;

/// A researcher’s note.
#[derive(Debug, Clone)]
pub(super) struct Memo {
    pub(super) by: String,
    pub(super) on: Date,
    pub(super) document: Option<String>,
    pub(super) code: Option<CodeId>,
    pub(super) text: String,
}

/// The memos of an activity’s folder; every document and code they name is checked.
pub(super) fn read(
    folder: &Path,
    protocol: &InterviewProtocol,
    documents: &[Document],
    problems: &Diagnostics,
) -> Vec<Memo> {
    let Some(sheet) = Sheet::read(folder, &formats::memos(), problems) else { return Vec::new() };
    let mut memos = Vec::new();
    for row in sheet.rows() {
        let Some(mut reader) = sheet.reader(row, problems) else { continue };
        let by = reader.required("by", &Text);
        let on = reader.required("on", &Day);
        let document = reader.optional("document", &Text);
        let code = reader.optional("code", &Parsed::<CodeId>::new("the name of a code"));
        let text = reader.required("text", &Text);
        reader.finish();
        if let Some(document) = &document {
            find_document(document, documents, problems);
        }
        if let Some(code) = &code {
            known_code(code, protocol, problems);
        }
        if let (Some(by), Some(on), Some(text)) = (by, on, text) {
            memos.push(Memo {
                by: by.value,
                on: on.value,
                document: document.map(|document| document.value),
                code: code.map(|code| code.value),
                text: text.value,
            });
        }
    }
    memos
}
