//! The files of records: federal units, provisions, answers, adjudications.

use super::criteria;
use crate::records::{Cell, Column, RecordFormat};
use cairn_evidence::LegalAnswer;
use cairn_study::Study;

pub(super) const UNITS: &str = "units";
pub(super) const PROVISIONS: &str = "provisions";
pub(super) const ANSWERS: &str = "answers";
pub(super) const ADJUDICATIONS: &str = "adjudications";

pub(super) fn formats(study: Option<&Study>) -> Vec<RecordFormat> {
    vec![provisions(), answers(study), adjudications(study), units()]
}

pub(super) fn units() -> RecordFormat {
    RecordFormat {
        name: UNITS.into(),
        row: "federal unit",
        description: "States, provinces or regions with laws of their own. Needed only where there are any."
            .into(),
        required: false,
        columns: vec![
            Column::required("unit", Cell::Text, "A short name: lower-case letters, digits and _."),
            Column::required("name", Cell::Text, "The name as shown."),
        ],
    }
}

pub(super) fn provisions() -> RecordFormat {
    RecordFormat {
        name: PROVISIONS.into(),
        row: "provision",
        description: "The passages of laws and policies on which answers rest.".into(),
        required: true,
        columns: vec![
            Column::required("id", Cell::Text, "A short name, by which answers cite it."),
            Column::required("citation", Cell::Text, "The law and the section: Penal Code 2009, s. 214."),
            Column::required("excerpt", Cell::Text, "The passage, in the language of the law."),
            Column::required(
                "language",
                Cell::Text,
                "The language of the passage, a BCP 47 tag, as en or pt-BR.",
            ),
            Column::required("in_force_from", Cell::Date, "The first day on which it was in force."),
            Column::optional("in_force_to", Cell::Date, "The last day. Empty: it is still in force."),
            Column::optional(
                "unit",
                Cell::Text,
                "The federal unit whose law it is. Empty: law of the whole country.",
            ),
        ],
    }
}

pub(super) fn answers(study: Option<&Study>) -> RecordFormat {
    let mut columns = vec![criterion(study)];
    columns.push(Column::required(
        "coder",
        Cell::Text,
        "Who answers, by initials. Two coders answer each criterion, independently of each other.",
    ));
    columns.extend(statement());
    columns.push(Column::optional("note", Cell::Text, "What another reader of the law should know."));
    RecordFormat {
        name: ANSWERS.into(),
        row: "answer",
        description: "What each coder answers to each criterion, for the law in force on the last day of the fieldwork.".into(),
        required: true,
        columns,
    }
}

pub(super) fn adjudications(study: Option<&Study>) -> RecordFormat {
    let mut columns = vec![criterion(study)];
    columns.extend(statement());
    columns.extend([
        Column::required("by", Cell::Text, "Who decides, by initials."),
        Column::required("on", Cell::Date, "The day of the decision."),
        Column::required("reason", Cell::Text, "Why."),
    ]);
    RecordFormat {
        name: ADJUDICATIONS.into(),
        row: "adjudication",
        description: "What is decided where the coders differ.".into(),
        required: false,
        columns,
    }
}

fn criterion(study: Option<&Study>) -> Column {
    let mut column = Column::required("criterion", Cell::Text, "The criterion, as icmec.2.");
    if let Some(protocol) = study.and_then(|study| study.protocols.legal_analysis.as_ref()) {
        let names: Vec<String> = criteria(protocol).into_iter().map(|criterion| criterion.id).collect();
        column.meaning = format!("The criterion. The study asks: {}.", names.join(", ")).into();
    }
    column
}

/// The columns of what is said of a criterion, by a coder or an adjudicator.
fn statement() -> [Column; 4] {
    let meanings = LegalAnswer::ALL.map(|answer| {
        let meaning = match answer {
            LegalAnswer::Yes => "The law provides it.",
            LegalAnswer::Partly => "It provides a part of it.",
            LegalAnswer::No => "The law was read, and does not provide it.",
            LegalAnswer::NotFound => "The law was not found.",
            LegalAnswer::NotTranslated => "It was found and not read, for want of a translation.",
            LegalAnswer::NotApplicable => "The criterion does not apply in this legal order.",
        };
        (answer.key(), meaning)
    });
    [
        Column::optional("unit", Cell::Text, "The federal unit. Empty: the whole country."),
        Column::required("answer", Cell::one_of(&meanings), "The answer."),
        Column::optional(
            "provisions",
            Cell::List,
            "The provisions it rests on, by their names. Yes and partly need at least one that is in force.",
        ),
        Column::optional(
            "phase",
            Cell::Integer,
            "The phase of maturity, 1 (building) to 4 (maturity), for criteria of the library weprotect.",
        ),
    ]
}
