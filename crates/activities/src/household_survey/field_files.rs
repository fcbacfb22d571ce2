//! The files of the field: what came of each household, and what was found in each cluster.

use crate::records::{Cell, Column, RecordFormat};
use cairn_sample::disposition::Disposition;
use std::borrow::Cow;

/// The files that the field fills in, `data/<country>/sample/contacts.csv` and `clusters.csv`.
pub fn field_formats() -> Vec<RecordFormat> {
    vec![contacts(), clusters()]
}

fn contacts() -> RecordFormat {
    let codes = Disposition::all().map(|code| (Cow::Borrowed(code.code()), Cow::Borrowed(code.title())));
    RecordFormat {
        name: "contacts".into(),
        row: "household selected",
        description: "What came of each household. Any other column may be added: what is known of every household, for weighting.".into(),
        required: true,
        columns: vec![
            Column::required("household", Cell::Text, "The household’s number in the sample; the records of interviews name it too."),
            Column::required("cluster", Cell::Text, "Its cluster, as in draw.csv."),
            Column::required("disposition", Cell::OneOf(codes.collect()), "What came of it in the end, by the codes of AAPOR; 3.11 where nobody has been there."),
            Column::optional("date", Cell::Date, "The day of the last contact."),
            Column::optional("interviewer", Cell::Text, "The interviewer’s code; never a name."),
            Column::optional("eligible_children", Cell::Integer, "How many of its children are eligible. Needed of every household that took part."),
            Column::optional("child_position", Cell::Integer, "Which of them was picked, from 1, in the order of the contact sheet."),
        ],
    }
}

fn clusters() -> RecordFormat {
    RecordFormat {
        name: "clusters".into(),
        row: "cluster that was worked",
        description: "What was found in each cluster.".into(),
        required: true,
        columns: vec![
            Column::required("cluster", Cell::Text, "The cluster, as in draw.csv."),
            Column::required("listed", Cell::Integer, "Dwellings listed, or counted on the walk."),
            Column::optional(
                "selected",
                Cell::Integer,
                "Households selected of them; empty: as many as there are in contacts.",
            ),
            Column::optional(
                "segment_share",
                Cell::Text,
                "The share of the cluster that was listed, where it was too large and divided: 0.25. Empty: all of it.",
            ),
        ],
    }
}
