//! The ethics gate, by day.

use crate::folder::{COLLECTED, Folder, SYNTHETIC};
use cairn_definition::render;
use jiff::civil::date;

#[test]
fn records_are_read_only_while_an_approval_holds() {
    let folder = Folder::valid().changed("study.toml", "synthetic = true\n", "").changed(
        "countries/aldermark/country.toml",
        SYNTHETIC,
        COLLECTED,
    );
    let study = folder.load().study;
    let on = |day| -> String { study.check_ethics(day).iter().map(|p| folder.shown(&render(p))).collect() };
    assert_eq!(on(date(2026, 1, 1)), "");
    assert_eq!(on(date(2026, 12, 31)), "");
    insta::assert_snapshot!([on(date(2025, 12, 31)), on(date(2027, 1, 1)), on(date(2032, 1, 1))].join("\n"));
}

#[test]
fn synthetic_records_need_no_approval() {
    assert_eq!(Folder::valid().load().study.check_ethics(date(2100, 1, 1)), []);
}
