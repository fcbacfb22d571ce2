//! How far the coders of a country’s interviews agree on which stretches deserve which code.

use super::coding::Codings;
use super::formats;
use crate::coders::resampling;
use crate::records::Sheet;
use cairn_definition::Diagnostics;
use cairn_definition::kind::Text;
use cairn_evidence::CoderAgreement;
use cairn_qualitative::agreement::unitizing::Document as Read;
use cairn_qualitative::agreement::unitizing::{self, HowDifferent, Mark, Marks, Stretch};
use cairn_qualitative::document::Document;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How many differences are told.
const MOST_DIFFERENCES: usize = 50;

/// Krippendorff’s unitizing alpha over the documents that two or more coders have read; nothing where there are none.
pub(super) fn of(
    folder: &Path,
    documents: &[Document],
    codings: &Codings,
    problems: &Diagnostics,
) -> Option<CoderAgreement> {
    let mut coders: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for coding in &codings.codings {
        coders.entry(coding.document.as_str()).or_default().insert(coding.coder.clone());
    }
    let readings = readings(folder, documents, problems);
    for (document, coder) in &readings {
        coders.entry(document.as_str()).or_default().insert(coder.clone());
    }
    let everybody: BTreeSet<String> = coders.values().flatten().cloned().collect();
    if everybody.len() < 2 || coders.values().all(|coders| coders.len() < 2) {
        return None;
    }
    let length = |document: &Document| u32::try_from(document.length().0).unwrap_or(u32::MAX);
    let read: Vec<Read> = documents
        .iter()
        .filter_map(|document| {
            let coders = coders.get(document.name())?.clone();
            Some(Read { name: document.name().to_owned(), length: length(document), coders })
        })
        .collect();
    let marks = codings.codings.iter().filter_map(|coding| {
        let at = |place: cairn_qualitative::document::CodePoint| u32::try_from(place.0).ok();
        let stretch = Stretch::new(at(coding.range.start())?, at(coding.range.end())?).ok()?;
        let (document, coder, code) =
            (coding.document.clone(), coding.coder.clone(), coding.code.to_string());
        Some(Mark { document, coder, code, stretch })
    });
    let subject = "which stretches of the interviews deserve which code".to_owned();
    let coefficient = "Krippendorff’s unitizing alpha";
    let undefined = |reason: String| CoderAgreement {
        subject: subject.clone(),
        coefficient,
        value: Err(reason),
        interval: None,
        disagreements: Vec::new(),
    };
    let marks = match Marks::new(read, marks.collect()) {
        Ok(marks) => marks,
        Err(error) => return Some(undefined(error.to_string())),
    };
    let names: BTreeSet<&str> = everybody.iter().map(String::as_str).collect();
    let continuum = match marks.compare(&names) {
        Ok(continuum) => continuum,
        Err(error) => return Some(undefined(error.to_string())),
    };
    let alpha = unitizing::alpha(&continuum);
    let interval = resampling().and_then(|resampling| {
        let intervals = unitizing::intervals(&continuum, &resampling).ok()?;
        let overall = intervals.overall.ok()?;
        Some((overall.low, overall.high))
    });
    let differences = unitizing::differences(&continuum);
    let disagreements = differences.iter().take(MOST_DIFFERENCES).map(|difference| {
        let how = match difference.how {
            HowDifferent::Marked => "marked",
            HowDifferent::Divided => "marked as one",
        };
        format!(
            "{}, {}: `{}` {how} by {}, not by {}",
            difference.document,
            difference.stretch,
            difference.code,
            difference.by.join(", "),
            difference.not_by.join(", ")
        )
    });
    Some(CoderAgreement {
        disagreements: disagreements.collect(),
        value: alpha.map(|alpha| alpha.overall.value).map_err(|error| error.to_string()),
        interval,
        subject,
        coefficient,
    })
}

/// Who has read which document, by the file of readings.
fn readings(folder: &Path, documents: &[Document], problems: &Diagnostics) -> Vec<(String, String)> {
    let Some(sheet) = Sheet::read(folder, &formats::readings(), problems) else { return Vec::new() };
    let mut readings = Vec::new();
    for row in sheet.rows() {
        let Some(mut reader) = sheet.reader(row, problems) else { continue };
        let document = reader.required("document", &Text);
        let coder = reader.required("coder", &Text);
        reader.finish();
        if let (Some(document), Some(coder)) = (document, coder)
            && super::coding::find_document(&document, documents, problems).is_some()
        {
            readings.push((document.value, coder.value));
        }
    }
    readings
}
