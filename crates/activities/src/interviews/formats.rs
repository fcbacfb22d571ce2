//! The files of interviews: who was spoken to under which consent, what was coded, what may be quoted.

use super::Interviews;
use crate::records::{Cell, Column, RecordFormat};
use cairn_qualitative::safety::IdentifierKind;

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
            Column::required(
                "id",
                Cell::Text,
                "The alias, the same in every file: letters and a number, as G3 or Child 2.",
            ),
            Column::required("kind", Cell::OneOf(kinds), "What kind of informant."),
            Column::required(
                "consent",
                consent(),
                "What the informant has consented to; a child: assented to.",
            ),
            Column::required("consented_on", Cell::Date, "The day of that consent, or of its withdrawal."),
            Column::optional(
                "caregiver_consent",
                consent(),
                "Of a child: what the caregiver has consented to. The narrower of the two holds.",
            ),
            Column::optional("caregiver_consented_on", Cell::Date, "The day of the caregiver’s consent."),
            Column::optional(
                "described_as",
                Cell::Text,
                "How a quotation introduces the speaker, identifying nobody: “a social worker”.",
            ),
        ],
    }
}

fn consent() -> Cell {
    Cell::one_of(&[
        ("analysis_only", "What was said may be analysed, and not quoted."),
        ("paraphrase", "It may be retold in other words."),
        ("verbatim", "It may be quoted word for word."),
        ("withdrawn", "Consent was withdrawn: nothing of it is used."),
    ])
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
        description:
            "Candidates for a report, pseudonymised. One stands in it when it was screened and approved."
                .into(),
        required: false,
        columns: vec![
            Column::required("id", Cell::Text, "Its name, as findings refer to it."),
            Column::required("informant", Cell::Text, "Who said it, by alias."),
            Column::required("code", Cell::Text, "The code it illustrates."),
            Column::required("text", Cell::Text, "What was said, without anything that identifies."),
            Column::required("language", Cell::Text, "Its language, as `en`."),
        ],
    }
}

/// That quotations were searched for names and other identifiers.
pub(super) fn screenings() -> RecordFormat {
    RecordFormat {
        name: "screenings".into(),
        row: "screening",
        description:
            "That a quotation was searched for identifiers with the names of all informants at hand; \
                      `cairn interviews screen` writes it."
                .into(),
        required: false,
        columns: vec![
            Column::required("quotation", Cell::Text, "The quotation."),
            Column::required("on", Cell::Date, "When."),
            Column::required("people", Cell::Integer, "With how many people’s names."),
            Column::required("sha256", Cell::Text, "The hash of the text that was searched."),
        ],
    }
}

/// What was found by a search and identifies nobody.
pub(super) fn dismissals() -> RecordFormat {
    let kinds = KINDS.iter().map(|(key, kind)| ((*key).into(), kind.name().into())).collect();
    RecordFormat {
        name: "dismissals".into(),
        row: "dismissal",
        description: "What looks like an identifier in a quotation and is none, with the reason.".into(),
        required: false,
        columns: vec![
            Column::required("quotation", Cell::Text, "The quotation."),
            Column::required("found", Cell::Text, "What was found, as it stands in the text."),
            Column::required("kind", Cell::OneOf(kinds), "What it was taken for."),
            Column::required("reason", Cell::Text, "Why it identifies nobody."),
            Column::required("by", Cell::Text, "Who decided."),
        ],
    }
}

/// That somebody approved a quotation.
pub(super) fn approvals() -> RecordFormat {
    RecordFormat {
        name: "approvals".into(),
        row: "approval",
        description:
            "That somebody approved the very words of a quotation; `cairn interviews approve` writes it."
                .into(),
        required: false,
        columns: vec![
            Column::required("quotation", Cell::Text, "The quotation."),
            Column::required("by", Cell::Text, "Who approved it: a name or an office of the team’s."),
            Column::required("on", Cell::Date, "When."),
            Column::required("sha256", Cell::Text, "The hash of the text that was approved."),
        ],
    }
}

/// Kinds of identifiers by their names in files.
pub(super) const KINDS: [(&str, IdentifierKind); 7] = [
    ("name", IdentifierKind::Name),
    ("phone_number", IdentifierKind::PhoneNumber),
    ("email_address", IdentifierKind::EmailAddress),
    ("web_address", IdentifierKind::WebAddress),
    ("handle", IdentifierKind::Handle),
    ("id_number", IdentifierKind::IdNumber),
    ("date_of_birth", IdentifierKind::DateOfBirth),
];

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
