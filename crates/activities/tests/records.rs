//! Files of records: what is written as a template is read, and every mistake is shown at its cell.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use cairn_activities::records::{Cell, Column, RecordFormat, Sheet, csv_template, xlsx_template};
use cairn_definition::kind::{Integer, OneOf, Text};
use cairn_definition::{Diagnostics, render};
use proptest::prelude::*;
use std::path::Path;

fn format() -> RecordFormat {
    RecordFormat {
        name: "provisions".into(),
        row: "provision",
        description: "The passages of laws.".into(),
        required: true,
        columns: vec![
            Column::required("id", Cell::Text, "Its name."),
            Column::required("year", Cell::Integer, "Its year."),
            Column::optional(
                "status",
                Cell::one_of(&[("yes", "It is."), ("no", "It is not.")]),
                "Whether it is.",
            ),
            Column::optional("from", Cell::Date, "First day."),
        ],
    }
}

/// Every row as read, then every mistake.
fn read(name: &str, bytes: &[u8]) -> (Vec<(String, i64)>, String) {
    let problems = Diagnostics::new();
    let mut rows = Vec::new();
    if let Some(sheet) = Sheet::from_bytes(Path::new(name), bytes, &format(), &problems) {
        for row in sheet.rows() {
            let mut reader = sheet.reader(row, &problems).unwrap();
            let id = reader.required("id", &Text);
            let year = reader.required("year", &Integer(1900..=2100));
            reader.optional("status", &OneOf(&[("yes", true), ("no", false)]));
            reader.node("from");
            reader.finish();
            if let (Some(id), Some(year)) = (id, year) {
                rows.push((id.value, year.value));
            }
        }
    }
    (rows, problems.into_sorted().iter().map(render).collect())
}

#[test]
fn quotes_commas_and_line_ends_within_cells_are_read() {
    let (rows, mistakes) = read("p.csv", b"id,year,status\r\n\"a, \"\"b\"\"\nc\", 1999 ,yes\n,,\nd,2001,\n");
    assert_eq!(mistakes, "");
    assert_eq!(rows, [("a, \"b\"\nc".to_owned(), 1999), ("d".to_owned(), 2001)]);
}

#[test]
fn every_mistake_is_shown_at_its_cell() {
    let text = "id,year,status\na,nineteen,yes\n,1999,yes\nb,1999,maybe\nc,1999,yes,more\n";
    insta::assert_snapshot!(read("p.csv", text.as_bytes()).1);
}

#[test]
fn a_header_is_checked_before_the_rows() {
    insta::assert_snapshot!(read("p.csv", b"id,yaer,id\na,1999,b\n").1);
}

#[test]
fn an_open_quote_is_shown_where_it_begins() {
    insta::assert_snapshot!(read("p.csv", b"id,year\n\"a,1999\n").1);
}

#[test]
fn templates_are_read_as_they_are_written() {
    for (name, bytes) in csv_template(&[format()]) {
        if name == "provisions.csv" {
            assert_eq!(read(&name, &bytes), (Vec::new(), String::new()));
        }
    }
    let (name, bytes) = xlsx_template(&[format()]).unwrap().remove(0);
    assert_eq!(read(&name, &bytes), (Vec::new(), String::new()));
}

#[test]
fn a_workbook_is_read_as_its_text_would_be() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (position, heading) in ["id", "year", "status"].into_iter().enumerate() {
        sheet.write_string(0, position as u16, heading).unwrap();
    }
    sheet.write_string(1, 0, "a, \"b\"\nc").unwrap();
    sheet.write_number(1, 1, 1999.0).unwrap();
    sheet.write_string(3, 0, "d").unwrap();
    sheet.write_string(3, 1, "x").unwrap();
    let (rows, mistakes) = read("p.xlsx", &workbook.save_to_buffer().unwrap());
    assert_eq!(rows, [("a, \"b\" c".to_owned(), 1999)]);
    assert!(mistakes.contains("p.xlsx:4:3"), "{mistakes}");
}

#[test]
fn what_is_no_workbook_is_refused() {
    assert!(read("p.xlsx", b"id,year\n").1.contains("is not a workbook"));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read("p.csv", &bytes);
        read("p.xlsx", &bytes);
    }

    #[test]
    fn what_is_written_by_the_rules_comes_back(cells in prop::collection::vec("[^\\p{C}]{1,12}", 1..8)) {
        let cells: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty()).collect();
        let mut text = "id,year\n".to_owned();
        for cell in &cells {
            text.push_str(&format!("\"{}\",1999\n", cell.replace('"', "\"\"")));
        }
        let (rows, mistakes) = read("p.csv", text.as_bytes());
        prop_assert_eq!(mistakes, "");
        let read: Vec<String> = rows.into_iter().map(|row| row.0).collect();
        prop_assert_eq!(read, cells);
    }
}
