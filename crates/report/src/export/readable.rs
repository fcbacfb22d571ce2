//! One table for each indicator, for people: rounded as in the report, words for what is not shown.

use crate::arrangement::TOTAL;
use crate::export::ExportError;
use crate::export::columns::written;
use crate::format;
use crate::number::Number;
use cairn_evidence::Presented;
use cairn_study::{Indicator, Study};

const BYTE_ORDER_MARK: [u8; 3] = [0xef, 0xbb, 0xbf];

/// The numbers of one indicator, in the order given, countries one after the other and never ranked.
///
/// Numbers of other indicators and of other versions of this one are passed over.
///
/// # Errors
/// When the file cannot be written; no input is known to cause it.
pub fn table_csv(
    study: &Study,
    indicator: &Indicator,
    numbers: &[Presented],
) -> Result<Vec<u8>, ExportError> {
    // Spreadsheet programs take a file for UTF-8 by this mark alone.
    let mut writer = csv::Writer::from_writer(BYTE_ORDER_MARK.to_vec());
    let level = format::level(study.presentation.level);
    let (lower, upper) = (format!("{level} CI lower"), format!("{level} CI upper"));
    writer.write_record([
        "Country", "By", "Group", "Per cent", &lower, &upper, "n", "Count", "Missing", "Notes",
    ])?;
    for presented in numbers {
        let number = Number::new(presented, study.presentation.decimals);
        let claim = number.claim();
        if claim.id.indicator != indicator.id || claim.id.version != indicator.version {
            continue;
        }
        let country = study.country(&claim.id.country).map_or(claim.id.country.as_str(), |c| c.name.as_str());
        let (by, group) = names(study, number);
        let (lower, upper) = number.lower_upper().unwrap_or_default();
        writer.write_record([
            country,
            &by,
            &group,
            &number.per_cent().unwrap_or_default(),
            &lower,
            &upper,
            &claim.n.to_string(),
            &number.count().map(|count| count.to_string()).unwrap_or_default(),
            &missing(number),
            &number.notes().collect::<Vec<_>>().join("; "),
        ])?;
    }
    written(writer)
}

fn names(study: &Study, number: Number<'_>) -> (String, String) {
    let pairs = &number.claim().id.group.0;
    if pairs.is_empty() {
        return (String::new(), TOTAL.to_owned());
    }
    let titles: Vec<&str> =
        pairs.iter().map(|(id, _)| study.breakdown(id).map_or(id.as_str(), |b| b.title.as_str())).collect();
    let labels: Vec<&str> = (0..pairs.len()).map(|position| number.level_label(position)).collect();
    (titles.join(" × "), labels.join(", "))
}

fn missing(number: Number<'_>) -> String {
    let kinds = number.claim().missing.present();
    kinds.map(|(kind, count)| format!("{} {kind}", format::count(count))).collect::<Vec<_>>().join("; ")
}
