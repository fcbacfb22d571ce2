//! Activity 8: what was found in specialised units, capacity by capacity.

use super::csv::Csv;
use super::{Activity, RecordFile, Setting};
use std::path::PathBuf;

/// How often a capacity is present, and present in part, in the first unit and in the second.
struct Dimension {
    id: &'static str,
    present: [f64; 2],
    partly: [f64; 2],
}

const DIMENSIONS: [Dimension; 7] = [
    Dimension { id: "staff", present: [0.6, 0.7], partly: [0.3, 0.2] },
    Dimension { id: "digital_evidence", present: [0.0, 0.0], partly: [0.6, 0.3] },
    Dimension { id: "image_databases", present: [0.2, 0.0], partly: [0.3, 0.1] },
    Dimension { id: "child_interviews", present: [0.0, 0.3], partly: [0.2, 0.6] },
    Dimension { id: "referral", present: [0.2, 0.5], partly: [0.5, 0.4] },
    Dimension { id: "public_reports", present: [0.5, 0.3], partly: [0.3, 0.4] },
    Dimension { id: "industry_requests", present: [0.2, 0.0], partly: [0.5, 0.1] },
];

const UNITS: [(&str, &str); 2] =
    [("cyber_unit", "Unit for crime online"), ("child_unit", "Unit for the protection of children")];

/// The share of capacities that could not be assessed in the second unit.
const NOT_ASSESSED: f64 = 0.06;

const BASIS: [&str; 3] = ["interview;documents", "interview;observation", "interview"];

/// The records of a country.
pub(super) fn records(setting: &Setting) -> Vec<RecordFile> {
    let mut random = setting.random(Activity::LawEnforcementCapacity);
    let mut csv =
        Csv::new(&["unit", "unit_name", "dimension", "status", "basis", "assessed_on", "assessor", "note"]);
    for (number, (unit, name)) in UNITS.into_iter().enumerate() {
        for dimension in &DIMENSIONS {
            let (draw, basis) = (random.uniform(), random.below(BASIS.len() as u64) as usize);
            if number > 0 && random.chance(NOT_ASSESSED) {
                csv.row(&[
                    unit,
                    name,
                    dimension.id,
                    "not_assessed",
                    "",
                    "",
                    "",
                    "Nobody was there on that day.",
                ]);
                continue;
            }
            let (present, partly) = (dimension.present[number], dimension.partly[number]);
            let status = if draw < present {
                "present"
            } else if draw < present + partly {
                "partly"
            } else {
                "absent"
            };
            let day = setting.day(12 + 9 * number as u32);
            csv.row(&[unit, name, dimension.id, status, BASIS[basis], &day, "D. P.", ""]);
        }
    }
    vec![(PathBuf::from("assessments.csv"), csv.into_bytes())]
}
