//! Activity 3: two helplines, a hotline, and a clearing house that serves many countries. None of them exists.

use super::super::{Activity, RecordFile, Setting};
use super::{Counted, Csv, Silence, add, counts, file};

const SERIES: [Counted; 4] = [
    Counted { issuer: "childline", series: "helpline_contacts", level: 900.0, growth: 1.09, step: None },
    Counted { issuer: "youth_chat", series: "helpline_contacts", level: 240.0, growth: 1.15, step: None },
    Counted { issuer: "hotline", series: "hotline_reports", level: 620.0, growth: 1.12, step: None },
    Counted {
        issuer: "meridian",
        series: "platform_reports",
        level: 7_400.0,
        growth: 1.18,
        step: Some((2022, 0.7)),
    },
];

/// What is not counted, and where.
fn silence(country: &str, issuer: &str, year: u16) -> Option<Silence> {
    match (country, issuer, year) {
        ("jessamar", "meridian", _) => Some(Silence::Refused(
            "The clearing house gives no counts for countries with which it has no agreement.",
        )),
        (_, "youth_chat", 2020) => Some(Silence::NotHeld("The chat began in 2021.")),
        ("corvessa" | "isenvale", "hotline", 2022) => Some(Silence::Gap),
        ("aldermark" | "galdermoor" | "marenthia", "hotline", 2021) => {
            Some(Silence::Refused("The count was not released while the hotline changed hands."))
        }
        _ => None,
    }
}

/// The records of a country.
pub(in super::super) fn files(setting: &Setting) -> Vec<RecordFile> {
    let mut random = setting.random(Activity::NonLawEnforcementData);
    let mut csv = counts();
    for counted in &SERIES {
        add(&mut csv, counted, &mut random, |year| silence(setting.country.id, counted.issuer, year));
    }
    vec![file("issuers.csv", issuers(setting)), file("counts.csv", csv), file("breaks.csv", breaks())]
}

fn issuers(setting: &Setting) -> Csv {
    let mut csv = Csv::new(&["issuer", "name", "kind", "series", "definition", "caveats"]);
    let name = setting.country.name;
    let childline = format!("Childline {name}");
    let about_all = "Who contacts it more than once is counted each time.";
    csv.row(&["childline", &childline, "helpline", "", "", about_all]);
    let youth_chat = format!("Youth Chat {name}");
    let may_overlap = "Whether somebody also called the other helpline is not known.";
    csv.row(&["youth_chat", &youth_chat, "helpline", "", "", may_overlap]);
    let hotline = format!("Safer Net Hotline {name}");
    csv.row(&["hotline", &hotline, "hotline", "", "", ""]);
    let meridian = "Meridian Clearing House";
    csv.row(&[
        "meridian",
        meridian,
        "clearing_house",
        "",
        "",
        "The address in a report need not be where anybody lives.",
    ]);
    csv
}

fn breaks() -> Csv {
    let mut csv = Csv::new(&["issuer", "series", "year", "reason"]);
    csv.row(&["meridian", "platform_reports", "2022", "Reports of the same material are joined into one"]);
    csv
}
