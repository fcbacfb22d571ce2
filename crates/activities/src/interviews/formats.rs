//! The files of interviews: who was spoken to under which consent, what was coded, what may be quoted.

use super::Interviews;
use crate::records::{Cell, Column, RecordFormat};

/// Who was spoken to.
pub(super) fn informants(interviews: &Interviews) -> RecordFormat {
    let kinds =
        interviews.informants.iter().map(|(key, meaning)| ((*key).into(), (*meaning).into())).collect();
    RecordFormat {
        name: "informants".into(),
        row: "informant",
        description: "Who was spoken to, by alias: never a name, a position or a place that identifies."
            .into(),
        required: true,
        columns: vec![
            Column::required("id", Cell::Text, "The alias, the same in every file."),
            Column::required("kind", Cell::OneOf(kinds), "What kind of informant."),
            Column::required(
                "consent",
                Cell::one_of(&[
                    ("analysis_only", "What was said may be analysed, and not quoted."),
                    ("paraphrase", "It may be retold in other words."),
                    ("verbatim", "It may be quoted word for word."),
                    ("withdrawn", "Consent was withdrawn: nothing of it is used."),
                ]),
                "What the informant has consented to.",
            ),
            Column::required("consented_on", Cell::Date, "The day of that consent, or of its withdrawal."),
            Column::optional(
                "described_as",
                Cell::Text,
                "How a quotation introduces the speaker, identifying nobody: “a social worker”.",
            ),
        ],
    }
}

/// Which stretches of which documents were given which code.
pub(super) fn excerpts() -> RecordFormat {
    RecordFormat {
        name: "excerpts".into(),
        row: "excerpt",
        description: "Coded stretches of the documents. One file for all coders; `cairn interviews import` makes it of a \
                      REFI-QDA project."
            .into(),
        required: true,
        columns: vec![
            Column::required("document", Cell::Text, "The file in the folder `documents`."),
            Column::required("informant", Cell::Text, "Who says it, by alias."),
            Column::required("code", Cell::Text, "The code, by its name in the protocol."),
            Column::required("coder", Cell::Text, "Who gave the code, by initials."),
            Column::required("from", Cell::Integer, "First character of the stretch, counted from 0 in code points."),
            Column::required("to", Cell::Integer, "The character after its last."),
        ],
    }
}

/// Who read which document: a coder who marked nothing in it agrees that there is nothing.
pub(super) fn readings() -> RecordFormat {
    RecordFormat {
        name: "readings".into(),
        row: "reading",
        description: "Which coder has read which document. Without it, those who marked something in it."
            .into(),
        required: false,
        columns: vec![
            Column::required("document", Cell::Text, "The file in the folder `documents`."),
            Column::required("coder", Cell::Text, "Who has read and coded it, by initials."),
        ],
    }
}

/// What may be quoted.
pub(super) fn quotations() -> RecordFormat {
    RecordFormat {
        name: "quotations".into(),
        row: "quotation",
        description: "What may stand in a report, pseudonymised, each approved by somebody on a day.".into(),
        required: false,
        columns: vec![
            Column::required("id", Cell::Text, "Its name, as findings refer to it."),
            Column::required("informant", Cell::Text, "Who said it, by alias."),
            Column::required("code", Cell::Text, "The code it illustrates."),
            Column::required("text", Cell::Text, "What was said, without anything that identifies."),
            Column::required("language", Cell::Text, "Its language, as `en`."),
            Column::optional(
                "approved_by",
                Cell::Text,
                "Who approved that it is published; empty: nobody yet.",
            ),
            Column::optional("approved_on", Cell::Date, "When."),
        ],
    }
}

/// What researchers noted.
pub(super) fn memos() -> RecordFormat {
    RecordFormat {
        name: "memos".into(),
        row: "memo",
        description: "Researchers’ notes on a document or a code; never published.".into(),
        required: false,
        columns: vec![
            Column::required("by", Cell::Text, "Who wrote it, by initials."),
            Column::required("on", Cell::Date, "When."),
            Column::optional("document", Cell::Text, "The document it is about."),
            Column::optional("code", Cell::Text, "The code it is about."),
            Column::required("text", Cell::Text, "The note."),
        ],
    }
}
