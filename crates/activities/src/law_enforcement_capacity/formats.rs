//! The file of records: assessments.

use crate::records::{Cell, Column, RecordFormat};
use cairn_evidence::CapacityStatus;
use cairn_study::Study;

pub(super) fn assessments(study: Option<&Study>) -> RecordFormat {
    let statuses = CapacityStatus::ALL.map(|status| {
        let meaning = match status {
            CapacityStatus::Present => "The unit has it.",
            CapacityStatus::Partly => "The unit has a part of it.",
            CapacityStatus::Absent => "The unit does not have it.",
            CapacityStatus::NotAssessed => "It was not assessed; the note may say why.",
        };
        (status.key(), meaning)
    });
    RecordFormat {
        name: "assessments".into(),
        row: "assessment",
        description: "What was found of each capacity in each unit.".into(),
        required: true,
        columns: vec![
            Column::required(
                "unit",
                Cell::Text,
                "The unit, by a short name: lower-case letters, digits and _.",
            ),
            Column::optional("unit_name", Cell::Text, "The unit as shown. Once for each unit is enough."),
            Column {
                name: "dimension".into(),
                meaning: "The capacity.".into(),
                cell: dimensions(study),
                required: true,
            },
            Column::required("status", Cell::one_of(&statuses), "What was found."),
            Column::optional(
                "basis",
                Cell::List,
                "On what it rests: documents, interview, questionnaire, observation. Needed where it was assessed.",
            ),
            Column::optional(
                "assessed_on",
                Cell::Date,
                "The day of the assessment. Needed where it was assessed.",
            ),
            Column::optional(
                "assessor",
                Cell::Text,
                "Who assessed it, by initials. Needed where it was assessed.",
            ),
            Column::optional("note", Cell::Text, "What a reader should know, without names or positions."),
        ],
    }
}

/// The study’s dimensions with their questions; any text where there is no study.
fn dimensions(study: Option<&Study>) -> Cell {
    match study.and_then(|study| study.protocols.law_enforcement_capacity.as_ref()) {
        Some(protocol) => Cell::OneOf(
            (protocol.dimensions.iter())
                .map(|dimension| (dimension.id.to_string().into(), dimension.question.clone().into()))
                .collect(),
        ),
        None => Cell::Text,
    }
}
