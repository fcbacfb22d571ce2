//! Activity 7: the national police, the border police and the prosecution. None of them exists.

use super::super::{Activity, RecordFile, Setting};
use super::{Counted, Csv, Silence, add, counts, file};

const SERIES: [Counted; 4] = [
    Counted {
        issuer: "national_police",
        series: "recorded_cases",
        level: 60.0,
        growth: 1.10,
        step: Some((2022, 1.5)),
    },
    Counted { issuer: "border_police", series: "recorded_cases", level: 9.0, growth: 1.05, step: None },
    Counted { issuer: "national_police", series: "referred_cases", level: 34.0, growth: 1.08, step: None },
    Counted { issuer: "prosecution", series: "charged_cases", level: 15.0, growth: 1.06, step: None },
];

/// Where the police has recorded no case in any year, though the survey finds the harm.
const NO_CASE: &str = "estrevane";

fn silence(country: &str, counted: &Counted, year: u16) -> Option<Silence> {
    match (country, counted.issuer, counted.series, year) {
        (_, "border_police", _, 2020) => {
            Some(Silence::NotHeld("Cases of that year were not entered by offence."))
        }
        ("brenlow" | "harrowmere" | "lindoveil", "prosecution", _, 2021) => {
            Some(Silence::Refused("The request for that year was declined without a reason."))
        }
        _ => None,
    }
}

/// The records of a country.
pub(in super::super) fn files(setting: &Setting) -> Vec<RecordFile> {
    let mut random = setting.random(Activity::LawEnforcementData);
    let country = setting.country;
    let mut csv = counts();
    for counted in &SERIES {
        let level = if country.id == NO_CASE { 0.0 } else { counted.level };
        add(&mut csv, &Counted { level, ..*counted }, &mut random, |year| silence(country.id, counted, year));
    }
    vec![file("issuers.csv", issuers(setting)), file("counts.csv", csv), file("breaks.csv", breaks())]
}

fn issuers(setting: &Setting) -> Csv {
    let mut csv = Csv::new(&["issuer", "name", "kind", "series", "definition", "disjoint_from", "caveats"]);
    let police = format!("National Police of {}", setting.country.name);
    csv.row(&["national_police", &police, "police", "", "", "", ""]);
    let border = format!("Border Police of {}", setting.country.name);
    let disjoint = "A case is handed over as a whole and entered by one of the two.";
    csv.row(&["border_police", &border, "police", "", "", "national_police", disjoint]);
    let prosecution = format!("Prosecution Service of {}", setting.country.name);
    csv.row(&[
        "prosecution",
        &prosecution,
        "prosecution",
        "",
        "",
        "",
        "Cases with several accused are counted once.",
    ]);
    csv
}

fn breaks() -> Csv {
    let mut csv = Csv::new(&["issuer", "series", "year", "reason"]);
    let reason = "The form for new cases has a field for means of communication online";
    csv.row(&["national_police", "recorded_cases", "2022", reason]);
    csv
}
