//! SPSS and Stata files written here are read back, and whatever bytes a file has, reading it gives a table or an error.

#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

mod bytes;
#[path = "../common/mod.rs"]
mod common;
mod spss;
mod stata;
mod table;

use common::{file, read};
use proptest::prelude::*;
use spss::Packing;
use std::path::Path;
use std::sync::LazyLock;
use table::table;

fn packing() -> impl Strategy<Value = Packing> {
    prop_oneof![Just(Packing::Plain), Just(Packing::Bytecode), (1..200_usize).prop_map(Packing::Zlib)]
}

fn spss_style() -> impl Strategy<Value = spss::Style> {
    (packing(), any::<bool>(), any::<bool>()).prop_map(|(packing, big_endian, counted)| spss::Style {
        packing,
        big_endian,
        counted,
    })
}

/// Files of other programs, to be damaged.
static MADE: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let names =
        ["kinds.sav", "kinds.zsav", "kinds.dta", "schools-110.dta", "schools-115.dta", "schools-119.dta"];
    let made = names.map(|name| (name.to_owned(), std::fs::read(folder.join(name)).unwrap()));
    made.into()
});

/// A file is a table whose columns are equally long, or an error that names the file.
fn is_a_table_or_an_error(name: &str, bytes: &[u8]) {
    let (_folder, path) = file(name, bytes);
    match read(&path) {
        Ok(columns) => {
            let rows = columns.first().map_or(0, |(_, _, cells)| cells.len());
            assert!(columns.iter().all(|(_, _, cells)| cells.len() == rows));
        }
        Err(error) => assert!(error.to_string().starts_with(&path.display().to_string()), "{error}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_as_spss_is_read_back(table in table(800), style in spss_style()) {
        let (_folder, path) = file("t.sav", &spss::file(&table, style));
        prop_assert_eq!(read(&path).unwrap(), table.expected());
    }

    #[test]
    fn what_is_written_as_stata_is_read_back(table in table(1200), release in 117..120_u8, big_endian in any::<bool>()) {
        let mut table = table;
        if release == 117 {
            // Its text is in windows-1252, in which these are other letters.
            in_ascii(&mut table);
        }
        let (_folder, path) = file("t.dta", &stata::file(&table, stata::Style { release, big_endian }));
        prop_assert_eq!(read(&path).unwrap(), table.expected());
    }

    #[test]
    fn what_is_written_as_old_stata_is_read_back(table in table(244), release in 113..116_u8, big_endian in any::<bool>()) {
        let mut table = table;
        in_ascii(&mut table);
        let (_folder, path) = file("t.dta", &stata::file(&table, stata::Style { release, big_endian }));
        prop_assert_eq!(read(&path).unwrap(), table.expected());
    }

    #[test]
    fn a_file_cut_short_within_its_rows_is_an_error(table in table(30), style in spss_style(), kept in any::<prop::sample::Index>()) {
        let style = spss::Style { counted: true, ..style };
        let table = table::Table { rows: table.rows.min(1), ..table };
        prop_assume!(table.rows == 1);
        let bytes = spss::file(&table, style);
        // What follows the last value of packed rows tells nothing.
        let end = if style.packing == Packing::Plain { bytes.len() } else { bytes.len() - 8 };
        let (_folder, path) = file("t.sav", &bytes[..kept.index(end)]);
        prop_assert!(read(&path).is_err());
        let bytes = stata::file(&table, stata::Style { release: 118, big_endian: style.big_endian });
        let marks = "</data><strls></strls><value_labels></value_labels></stata_dta>".len();
        let (_folder, path) = file("t.dta", &bytes[..kept.index(bytes.len() - marks)]);
        prop_assert!(read(&path).is_err());
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        is_a_table_or_an_error("t.sav", &bytes);
        is_a_table_or_an_error("t.dta", &bytes);
        is_a_table_or_an_error("t.dta", &[&[114, 2], bytes.as_slice()].concat());
        is_a_table_or_an_error("t.zsav", &[&MADE[1].1[..176], bytes.as_slice()].concat());
        is_a_table_or_an_error("t.sav", &[&MADE[0].1[..176], bytes.as_slice()].concat());
    }

    #[test]
    fn a_damaged_file(made in 0..6_usize, damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let (name, bytes) = &MADE[made];
        let mut bytes = bytes.clone();
        for (index, byte) in damage {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        is_a_table_or_an_error(name, &bytes);
    }

    #[test]
    fn a_damaged_dictionary(made in 0..6_usize, damage in prop::collection::vec((0_usize..1200, any::<[u8; 4]>()), 1..3)) {
        let (name, bytes) = &MADE[made];
        let mut bytes = bytes.clone();
        for (index, damage) in damage {
            bytes[index..index + 4].copy_from_slice(&damage);
        }
        is_a_table_or_an_error(name, &bytes);
    }

    #[test]
    fn a_length_that_no_file_has(made in 0..6_usize, index in any::<prop::sample::Index>(), length in 4..9_usize) {
        let (name, bytes) = &MADE[made];
        for huge in [0xFF, 0x7F] {
            let mut bytes = bytes.clone();
            let index = index.index(bytes.len() - length);
            bytes[index..index + length].fill(huge);
            is_a_table_or_an_error(name, &bytes);
        }
    }

    #[test]
    fn a_file_cut_short(made in 0..6_usize, kept in any::<prop::sample::Index>()) {
        let (name, bytes) = &MADE[made];
        is_a_table_or_an_error(name, &bytes[..kept.index(bytes.len())]);
    }
}

fn in_ascii(table: &mut table::Table) {
    for column in &mut table.columns {
        if let table::Column::Texts(_, texts) = column {
            texts.iter_mut().for_each(|text| *text = text.replace('é', "e"));
        }
    }
}
