//! SPSS and Stata files as other programs write them.

#![allow(clippy::unwrap_used, reason = "these are tests")]

mod common;

use cairn_data::{Kind, Scan, ScanOptions};
use common::{Cell, file, message, read};
use std::path::{Path, PathBuf};

fn made(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name)
}

/// Names, kinds and cells as text, a line a column.
fn shown(name: &str) -> String {
    let path = made(name);
    let mut lines: Vec<String> = read(&path)
        .unwrap()
        .into_iter()
        .map(|(name, kind, cells)| {
            let cells: Vec<String> = cells.iter().map(show).collect();
            format!("{name} {kind:?}: {}", cells.join(" | "))
        })
        .collect();
    let scan = Scan::open(&path, &ScanOptions::default()).unwrap();
    lines.push(format!("not read: {:?}", scan.unreadable_columns()));
    lines.join("\n")
}

fn show(cell: &Cell) -> String {
    match cell {
        Cell::Null => "-".to_owned(),
        Cell::Text(text) if text.chars().count() > 40 => {
            let end: String = text.chars().skip(text.chars().count() - 8).collect();
            format!("…{end} ({} letters)", text.chars().count())
        }
        Cell::Text(text) => format!("“{text}”"),
        Cell::Integer(value) => value.to_string(),
        Cell::Number(value) => format!("{value:?}"),
        Cell::Boolean(value) => value.to_string(),
        Cell::Date(days) => {
            let epoch = jiff::civil::date(1970, 1, 1);
            epoch.checked_add(jiff::Span::new().days(*days)).unwrap().to_string()
        }
    }
}

#[test]
fn the_same_table_from_every_format() {
    let csv = read(&made("schools.csv")).unwrap();
    let names = [
        "schools.sav",
        "schools-plain.sav",
        "schools.zsav",
        "schools-108.dta",
        "schools-110.dta",
        "schools-113.dta",
        "schools-114.dta",
        "schools-115.dta",
        "schools-117.dta",
        "schools-118.dta",
        "schools-119.dta",
    ];
    for name in names {
        let found = read(&made(name)).unwrap();
        assert_eq!(found.len(), csv.len(), "{name}");
        for (found, expected) in found.iter().zip(&csv) {
            // Stata 6 cuts names at eight letters.
            assert!(expected.0.starts_with(&found.0), "{name}: {}", found.0);
            assert_eq!((&found.1, &found.2), (&expected.1, &expected.2), "{name}: {}", found.0);
        }
    }
}

#[test]
fn the_most_significant_byte_may_come_first() {
    let mut found = read(&made("big-endian.dta")).unwrap();
    let (name, kind, dates) = found.pop().unwrap();
    assert_eq!((name.as_str(), kind), ("since", Kind::Date));
    let day = jiff::civil::date(2001, 9, 1).since(jiff::civil::date(1970, 1, 1)).unwrap().get_days();
    assert!(dates.iter().all(|date| *date == Cell::Date(day)));
    assert_eq!(found, read(&made("schools.csv")).unwrap());
}

#[test]
fn what_an_spss_file_can_hold() {
    insta::assert_snapshot!(shown("kinds.sav"));
    assert_eq!(shown("kinds.zsav"), shown("kinds.sav"));
}

#[test]
fn what_a_stata_file_can_hold() {
    insta::assert_snapshot!(shown("kinds.dta"));
}

#[test]
fn columns_come_in_the_order_asked_for() {
    for name in ["schools.sav", "schools.zsav", "schools-118.dta"] {
        let scan = Scan::open(&made(name), &ScanOptions::default()).unwrap();
        let batch = scan.batches(&[3, 1, 3]).unwrap().next().unwrap().unwrap();
        let all = read(&made(name)).unwrap();
        let columns: Vec<Vec<Cell>> = batch.columns.iter().map(common::cells).collect();
        assert_eq!(columns, [all[3].2.clone(), all[1].2.clone(), all[3].2.clone()], "{name}");
        assert_eq!(scan.batches(&[]).unwrap().map(|batch| batch.unwrap().rows).sum::<usize>(), 67);
        assert!(scan.batches(&[12]).is_err());
    }
}

/// A file with some of its bytes replaced.
fn damaged(name: &str, at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut file = std::fs::read(made(name)).unwrap();
    file[at..at + bytes.len()].copy_from_slice(bytes);
    file
}

#[test]
fn what_is_wrong_with_a_file_is_said_with_its_place() {
    let cut = |name: &str, bytes: usize| {
        let file = std::fs::read(made(name)).unwrap();
        file[..file.len() - bytes].to_vec()
    };
    let code_page = {
        let file = std::fs::read(made("kinds.sav")).unwrap();
        file.windows(4).position(|bytes| *bytes == 65_001_i32.to_le_bytes()).unwrap()
    };
    let files: [(&str, Vec<u8>); 16] = [
        ("t.sav", Vec::new()),
        ("t.sav", b"PK\x03\x04 is a spreadsheet".to_vec()),
        ("t.sav", damaged("schools.sav", 64, &[9])),
        ("t.sav", damaged("schools.sav", 72, &[3])),
        ("t.sav", damaged("schools.sav", 176, &[5])),
        ("t.sav", damaged("schools.sav", 180, &[0xFF, 0xFF, 0, 0])),
        ("t.sav", damaged("kinds.sav", code_page, &850_i32.to_le_bytes())),
        ("t.sav", cut("schools.sav", 100)),
        ("t.sav", cut("schools-plain.sav", 100)),
        ("t.zsav", damaged("schools.zsav", 2000, &[0; 16])),
        ("t.dta", Vec::new()),
        ("t.dta", b"snum,dnum\n1,2\n".to_vec()),
        ("t.dta", damaged("schools-115.dta", 0, &[116])),
        ("t.dta", damaged("schools-115.dta", 109, &[250])),
        ("t.dta", damaged("schools-118.dta", 28, b"121")),
        ("t.dta", cut("schools-114.dta", 4000)),
    ];
    let messages = files.map(|(name, bytes)| {
        let (_folder, path) = file(name, &bytes);
        message(&path, &read(&path).unwrap_err())
    });
    insta::assert_snapshot!(messages.join("\n"));
}
