//! The files of series of counts.

use super::SeriesActivity;
use crate::records::{Cell, Column, RecordFormat};
use cairn_study::Study;
use std::borrow::Cow;

/// What was said of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Counted,
    Refused,
    NotHeld,
}

/// The statuses by their names in files.
pub(super) const STATUSES: [(&str, Status); 3] =
    [("counted", Status::Counted), ("refused", Status::Refused), ("not_held", Status::NotHeld)];

/// The three files, in the order in which they are filled in.
pub(super) fn formats(of: &SeriesActivity, study: Option<&Study>) -> Vec<RecordFormat> {
    let series = series_cell(of, study);
    vec![issuers(of, series.clone()), counts(series.clone()), breaks(series)]
}

/// The names of the study's series, where there is a study.
fn series_cell(of: &SeriesActivity, study: Option<&Study>) -> Cell {
    let Some(protocol) = study.and_then(|study| study.protocols.series.get(&of.activity)) else {
        return Cell::Text;
    };
    let name = |series: &cairn_study::SeriesDefinition| {
        (Cow::Owned(series.id.to_string()), Cow::Owned(series.title.clone()))
    };
    Cell::OneOf(protocol.series.iter().map(name).collect())
}

fn issuers(of: &SeriesActivity, series: Cell) -> RecordFormat {
    RecordFormat {
        name: "issuers".into(),
        row: "issuer, or issuer and series",
        description: "Who counts. An issuer has a row without a series, and one for each series that it counts otherwise than the \
                      protocol asks, or that it says something of."
            .into(),
        required: true,
        columns: vec![
            Column::required("issuer", Cell::Text, "A short name: lower-case letters, digits and `_`."),
            Column::required("name", Cell::Text, "Its name as shown."),
            Column::required("kind", Cell::one_of(of.issuer_kinds), "What it is."),
            Column::optional("series", series, "The series that the row is about; empty: all of the issuer."),
            Column::optional(
                "counting_unit",
                Cell::Text,
                "What one count is to this issuer, where it is not what the protocol asks for.",
            ),
            Column::optional(
                "stage",
                Cell::Text,
                "Where in the way of a case it counts, where it is not what the protocol asks for.",
            ),
            Column::optional(
                "definition",
                Cell::Text,
                "What it counts, in words, where it is not what the protocol asks for.",
            ),
            Column::optional(
                "icvac",
                Cell::Text,
                "The code of its own definition in the International Classification of Violence against Children.",
            ),
            Column::optional(
                "iccs",
                Cell::Text,
                "The code of its own definition in the International Classification of Crime for Statistical Purposes.",
            ),
            Column::optional(
                "disjoint_from",
                Cell::List,
                "Issuers of whom it is sure that nothing is counted both by them and by this one: only then are counts added up.",
            ),
            Column::optional("caveats", Cell::List, "What a reader must be told, in sentences."),
        ],
    }
}

fn counts(series: Cell) -> RecordFormat {
    RecordFormat {
        name: "counts".into(),
        row: "statement of an issuer on a year",
        description: "What each issuer said of each year. A year that it revised has a row for each statement, with the day of each. \
                      A year of which nothing was said has no row."
            .into(),
        required: true,
        columns: vec![
            Column::required("issuer", Cell::Text, "The issuer, as in `issuers`."),
            Column::required("series", series, "The series, as in the protocol."),
            Column::required("year", Cell::Integer, "The year counted."),
            Column::optional("count", Cell::Integer, "The count; 0 only where the issuer counted none."),
            Column::optional(
                "status",
                Cell::one_of(&[
                    ("counted", "There is a count; so is an empty cell beside a count."),
                    ("refused", "The issuer declined to give it."),
                    ("not_held", "The issuer has no such count."),
                ]),
                "Whether there is a count.",
            ),
            Column::required("as_of", Cell::Date, "The day on which the issuer said so."),
            Column::optional("reason", Cell::Text, "Why there is no count."),
            Column::optional("note", Cell::Text, "What else is known: where it was published, that it is approximate."),
        ],
    }
}

fn breaks(series: Cell) -> RecordFormat {
    RecordFormat {
        name: "breaks".into(),
        row: "break in a series",
        description:
            "Years from which on an issuer counts otherwise than before: no change is computed across them."
                .into(),
        required: false,
        columns: vec![
            Column::required("issuer", Cell::Text, "The issuer, as in `issuers`."),
            Column::required("series", series, "The series, as in the protocol."),
            Column::required("year", Cell::Integer, "The first year that is counted otherwise."),
            Column::required("reason", Cell::Text, "What changed."),
        ],
    }
}
