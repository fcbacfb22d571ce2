//! Records read by the codebook of their instrument.

#![allow(clippy::unwrap_used, reason = "these are tests")]

mod common;

use arrow_array::{Array, ArrayRef, BooleanArray, Float64Array, Int64Array, StringArray};
use cairn_data::{Expression, Records, instrument_fields};
use cairn_definition::{Place, SourceFile};
use cairn_study::{
    Clearance, Code, Column, ColumnType, DataBasis, Instrument, MissingCodes, MissingKind, PublicUse,
    ValueLabel,
};
use common::{Cell, cells, file, message, parquet_bytes};
use proptest::prelude::*;
use std::sync::Arc;

fn clearance() -> Clearance {
    let basis = DataBasis::PublicUse(PublicUse { source: "a test".into(), terms: "none".into(), url: None });
    basis.clear(jiff::civil::date(2026, 1, 1)).unwrap()
}

fn instrument(columns: Vec<Column>) -> Instrument {
    let place = Place::new(SourceFile::new("child.toml", ""), 0..0);
    Instrument {
        id: "child".parse().unwrap(),
        title: "Child".into(),
        respondents: "children".into(),
        online_children: true,
        columns,
        place,
    }
}

fn column(name: &str, kind: ColumnType, values: &[(i64, &str)], missing: &[(i64, MissingKind)]) -> Column {
    let code = |code: &i64| Code::Integer(*code);
    let values =
        values.iter().map(|(value, label)| ValueLabel { code: code(value), label: (*label).to_owned() });
    Column {
        name: name.to_owned(),
        label: format!("The question {name}"),
        kind,
        values: values.collect(),
        missing: MissingCodes {
            codes: missing.iter().map(|(value, kind)| (code(value), *kind)).collect(),
            blank: None,
        },
        place: Place::new(SourceFile::new("child.toml", ""), 0..0),
    }
}

use MissingKind::{DontKnow, NotAsked, PreferNotToSay, Refused, Unrecorded};

fn child() -> Instrument {
    let answers = [(1, "Yes"), (2, "No")];
    let missing = [(97, Refused), (98, DontKnow), (99, PreferNotToSay)];
    let mut follow_up = column("q24", ColumnType::Integer, &answers, &missing);
    follow_up.missing.blank = Some(NotAsked);
    instrument(vec![
        column("q23", ColumnType::Integer, &answers, &missing),
        follow_up,
        column("weight", ColumnType::Number, &[], &[]),
        column("urban", ColumnType::Boolean, &[], &[]),
        column("region", ColumnType::Text, &[], &[]),
        column("visited", ColumnType::Date, &[], &[]),
    ])
}

const CSV: &str = "q24,q23,weight,urban,region,visited,note\n\
                   1,1,1.5,true,north,2026-01-31,a\n\
                   ,2,0.5,0,\"south, far\",2026-02-01,b\n\
                   98,99,2,1,,,c\n\
                   97,,1,FALSE,x,2026-02-01,d\n";

#[test]
fn values_and_kinds_of_missing_are_those_of_the_codebook() {
    let (_folder, path) = file("t.csv", CSV.as_bytes());
    let records = Records::read(&path, &child(), &clearance()).unwrap();
    assert_eq!(records.rows(), 4);
    assert_eq!(records.unused_columns(), ["note"]);
    let q23 = records.column("q23").unwrap();
    assert_eq!(cells(&q23.values), [Cell::Integer(1), Cell::Integer(2), Cell::Null, Cell::Null]);
    assert_eq!(
        [0, 1, 2, 3].map(|row| q23.missing.get(row)),
        [None, None, Some(PreferNotToSay), Some(Unrecorded)]
    );
    let q24 = records.column("q24").unwrap();
    assert_eq!(
        [0, 1, 2, 3].map(|row| q24.missing.get(row)),
        [None, Some(NotAsked), Some(DontKnow), Some(Refused)]
    );
    assert_eq!(MissingKind::ALL.map(|kind| q24.missing.count(kind)), [1, 0, 1, 1, 0]);
    let urban = &records.column("urban").unwrap().values;
    assert_eq!(cells(urban), [true, false, true, false].map(Cell::Boolean));
    assert_eq!(cells(&records.column("region").unwrap().values)[1], Cell::Text("south, far".to_owned()));
    assert_eq!(cells(&records.column("visited").unwrap().values)[0], Cell::Date(20_484));
    assert!(records.column("weight").unwrap().missing.is_empty());
    assert!(records.column("note").is_none());
}

#[test]
fn an_expression_over_records_knows_why_it_is_missing() {
    let (_folder, path) = file("t.csv", CSV.as_bytes());
    let records = Records::read(&path, &child(), &clearance()).unwrap();
    let either = Expression::compile("q23 = 1 OR q24 = 1", &instrument_fields(&child())).unwrap();
    assert_eq!(either.columns(), [0, 1]);
    let values = records.evaluate(&either).unwrap();
    assert_eq!(cells(&values), [Cell::Boolean(true), Cell::Null, Cell::Null, Cell::Null]);
    let kinds = records.missing_kinds(either.columns());
    // Preferring not to say comes before not knowing, and refusing before what the file does not tell.
    assert_eq!(kinds, [None, Some(NotAsked), Some(PreferNotToSay), Some(Refused)]);
    for (row, kind) in kinds.into_iter().enumerate() {
        assert_eq!(records.missing_kind(row, either.columns()), kind);
    }
    assert_eq!(records.missing_kind(99, &[0, 1, 77]), None);
}

#[test]
fn the_digest_is_the_sha_256_of_the_file() {
    let (_folder, path) = file("t.csv", b"x\n1\n");
    let one = instrument(vec![column("x", ColumnType::Integer, &[], &[])]);
    let records = Records::read(&path, &one, &clearance()).unwrap();
    let digest: String = records.digest().iter().map(|byte| format!("{byte:02x}")).collect();
    // printf 'x\n1\n' | sha256sum
    assert_eq!(digest, "daff832f802000e645771a60983c76c963f6ee602a6230e45237bd360e91cc1a");
}

#[test]
fn nobody_sees_answers_by_printing_records_while_debugging() {
    let (_folder, path) = file("t.csv", CSV.as_bytes());
    let records = Records::read(&path, &child(), &clearance()).unwrap();
    let shown = format!("{records:?} {:?}", records.column("region").unwrap());
    assert!(!shown.contains("south") && shown.contains("rows: 4"), "{shown}");
}

#[test]
fn what_contradicts_the_codebook_is_listed_with_its_place() {
    let bad = "q23,q24,weight,urban,region,visited\n\
               3,1,1,1,x,2026-01-31\n\
               yes,1.5,heavy,maybe,x,31.1.2026\n\
               2.0,1,Inf,2,x,2026-02-30\n";
    let (_folder, path) = file("t.csv", bad.as_bytes());
    let cells = message(&path, &Records::read(&path, &child(), &clearance()).unwrap_err());

    let many = format!("q23,q24,weight,urban,region,visited\n{}", "8,1,1,1,x,2026-01-31\n".repeat(30));
    let (_folder, path) = file("t.csv", many.as_bytes());
    let many = message(&path, &Records::read(&path, &child(), &clearance()).unwrap_err());
    assert!(many.starts_with("t.csv: 30 cells contradict the codebook\n  line 2, `q23`: “8”"), "{many}");
    assert!(many.ends_with("\n  and 10 more") && many.lines().count() == 22, "{many}");

    let (_folder, path) = file("t.csv", b"Q23,q24,wieght,note\n1,1,1,1\n");
    let absent = message(&path, &Records::read(&path, &child(), &clearance()).unwrap_err());

    let column: ArrayRef = Arc::new(Int64Array::from(vec![Some(1), Some(5), None]));
    let (_folder, path) = file("t.parquet", &parquet_bytes(vec![("q23", column)], 2));
    let one = instrument(vec![child().columns.swap_remove(0)]);
    let rows = message(&path, &Records::read(&path, &one, &clearance()).unwrap_err());
    insta::assert_snapshot!([cells, absent, rows].join("\n\n"));
}

#[test]
fn whole_numbers_written_as_numbers_or_text_are_still_codes() {
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("q23", Arc::new(Float64Array::from(vec![Some(1.0), Some(98.0), None]))),
        ("q24", Arc::new(StringArray::from(vec!["2", "", "99"]))),
        ("weight", Arc::new(Int64Array::from(vec![1, 2, 3]))),
        ("urban", Arc::new(BooleanArray::from(vec![Some(true), None, Some(false)]))),
        ("region", Arc::new(Int64Array::from(vec![Some(4), None, Some(5)]))),
        ("visited", Arc::new(StringArray::from(vec!["2026-01-31", "", "2026-02-01"]))),
    ];
    let (_folder, path) = file("t.parquet", &parquet_bytes(columns, 2));
    let records = Records::read(&path, &child(), &clearance()).unwrap();
    let column = |name: &str| cells(&records.column(name).unwrap().values);
    assert_eq!(column("q23"), [Cell::Integer(1), Cell::Null, Cell::Null]);
    assert_eq!(column("q24"), [Cell::Integer(2), Cell::Null, Cell::Null]);
    assert_eq!(column("region"), [Cell::Text("4".to_owned()), Cell::Null, Cell::Text("5".to_owned())]);
    assert_eq!(records.missing_kinds(&[0]), [None, Some(DontKnow), Some(Unrecorded)]);
    assert_eq!(records.missing_kinds(&[1]), [None, Some(NotAsked), Some(PreferNotToSay)]);
    assert_eq!(column("visited"), [Cell::Date(20_484), Cell::Null, Cell::Date(20_485)]);
}

#[test]
fn constants_that_are_no_codes_of_a_column_are_pointed_out() {
    let warnings = |text: &str| {
        let expression = Expression::compile(text, &instrument_fields(&child())).unwrap();
        expression
            .warnings()
            .iter()
            .map(|warning| format!("{}: {warning}", warning.offset))
            .collect::<Vec<_>>()
    };
    assert_eq!(warnings("q23 = 1 AND q24 IN (1, 2) AND q23 < 5"), Vec::<String>::new());
    assert_eq!(warnings("q23 = 3"), ["6: no such code: `q23` has 1 Yes, 2 No"]);
    assert_eq!(
        warnings("q23 IN (1, 0) OR CASE q24 WHEN 7 THEN TRUE END"),
        ["11: no such code: `q23` has 1 Yes, 2 No", "31: no such code: `q24` has 1 Yes, 2 No"]
    );
    assert_eq!(
        warnings("98 <> q23"),
        ["0: 98 is a code of missing in `q23` (don’t know), which is NULL here (write q23 IS NULL)"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every null has a kind, every value has none, and nothing is lost.
    #[test]
    fn an_answer_is_a_value_or_missing_for_a_reason(
        answers in prop::collection::vec(prop::sample::select(vec!["1", "2", "97", "98", "99", "", "2.0"]), 1..50),
    ) {
        let csv = format!("q23,w\n{}", answers.iter().map(|answer| format!("{answer},1\n")).collect::<String>());
        let (_folder, path) = file("t.csv", csv.as_bytes());
        let one = instrument(vec![child().columns.swap_remove(0)]);
        let records = Records::read(&path, &one, &clearance()).unwrap();
        let column = records.column("q23").unwrap();
        prop_assert_eq!(records.rows(), answers.len());
        for (row, answer) in answers.iter().enumerate() {
            let kind = match *answer { "97" => Some(Refused), "98" => Some(DontKnow), "99" => Some(PreferNotToSay),
                "" => Some(Unrecorded), _ => None };
            prop_assert_eq!(column.missing.get(row), kind);
            prop_assert_eq!(column.values.is_null(row), kind.is_some());
        }
    }

    #[test]
    fn any_bytes_are_records_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let mut csv = b"q23\n".to_vec();
        csv.extend(bytes);
        let (_folder, path) = file("t.csv", &csv);
        let one = instrument(vec![child().columns.swap_remove(0)]);
        if let Err(error) = Records::read(&path, &one, &clearance()) {
            prop_assert!(error.to_string().starts_with(&path.display().to_string()));
        }
    }
}
