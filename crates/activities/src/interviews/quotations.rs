//! Quotations: candidates, their screenings and approvals, and those that may stand in a report.

use super::coding::{known_code, known_informant};
use super::formats;
use super::informants::Informant;
use crate::records::Sheet;
use cairn_definition::kind::{Integer, OneOf, Parsed, Text};
use cairn_definition::{Diagnostic, Diagnostics, Place, Placed, TableReader, nearest};
use cairn_evidence::{Quotation, QuotationApproval};
use cairn_qualitative::safety::{Approval, Candidate, Dismissal, Screening, TextDigest, release};
use cairn_study::{CodeId, Day, InterviewProtocol};
use jiff::civil::Date;
use std::path::Path;

/// A quotation that may be published, and the code it illustrates.
#[derive(Debug, Clone)]
pub(super) struct CodedQuotation {
    pub(super) code: CodeId,
    pub(super) quotation: Quotation,
}

/// A quotation that somebody has put forward.
#[derive(Debug)]
pub struct Proposed {
    /// Its name.
    pub id: String,
    /// What was said.
    pub text: String,
    /// What was found in it and dismissed.
    pub dismissals: Vec<Dismissal>,
    /// Its last screening.
    pub screening: Option<Screening>,
    /// Its last approval.
    pub approval: Option<Approval>,
    code: CodeId,
    language: String,
    informant: Informant,
    place: Place,
    approval_place: Option<Place>,
}

/// Every quotation put forward in an activity’s folder.
pub(super) fn proposed(
    folder: &Path,
    protocol: &InterviewProtocol,
    informants: &[Informant],
    problems: &Diagnostics,
) -> Vec<Proposed> {
    let Some(sheet) = Sheet::read(folder, &formats::quotations(), problems) else { return Vec::new() };
    let before = problems.errors();
    let mut quotations: Vec<Proposed> = Vec::new();
    for row in sheet.rows() {
        let Some(mut reader) = sheet.reader(row, problems) else { continue };
        let id = reader.required("id", &Text);
        let informant = reader.required("informant", &Text);
        let code = reader.required("code", &Parsed::<CodeId>::new("the name of a code"));
        let text = reader.required("text", &Text);
        let language = reader.required("language", &Text);
        reader.finish();
        let code = code.filter(|code| known_code(code, protocol, problems));
        let informant = informant.and_then(|alias| known_informant(&alias, informants, problems));
        let (Some(id), Some(informant), Some(code), Some(text), Some(language)) =
            (id, informant, code, text, language)
        else {
            continue;
        };
        if quotations.iter().any(|earlier| earlier.id == id.value) {
            problems
                .push(Diagnostic::error(&id.place, format!("the quotation `{}` is there twice", id.value)));
            continue;
        }
        quotations.push(Proposed {
            id: id.value,
            text: text.value,
            dismissals: Vec::new(),
            screening: None,
            approval: None,
            code: code.value,
            language: language.value,
            informant: informant.clone(),
            place: row.place().clone(),
            approval_place: None,
        });
    }
    // A quotation with a mistake is not unknown.
    if problems.errors() == before {
        read_dismissals(folder, &mut quotations, problems);
        read_screenings(folder, &mut quotations, problems);
        read_approvals(folder, &mut quotations, problems);
    }
    quotations
}

/// The quotations that were approved. One that is approved and may not be quoted is refused with every reason; one that nobody has
/// approved stays in the records, and has no way out of them.
pub(super) fn releasable(proposed: Vec<Proposed>, on: Date, problems: &Diagnostics) -> Vec<CodedQuotation> {
    let released = proposed.into_iter().filter_map(|quotation| {
        let place = quotation.approval_place?;
        let candidate = Candidate {
            text: quotation.text,
            speaker: Some(quotation.informant.alias.value),
            consent: Some(quotation.informant.consent),
            screening: quotation.screening,
            approval: quotation.approval,
        };
        match release(candidate, on) {
            Ok(released) => Some(CodedQuotation {
                code: quotation.code,
                quotation: Quotation {
                    id: quotation.id,
                    speaker: quotation
                        .informant
                        .described_as
                        .unwrap_or_else(|| quotation.informant.kind.to_owned()),
                    text: released.text().to_owned(),
                    language: quotation.language,
                    approval: QuotationApproval {
                        by: released.approval().by.clone(),
                        on: released.approval().on,
                    },
                },
            }),
            Err(refused) => {
                let reasons: Vec<String> = refused.reasons().iter().map(ToString::to_string).collect();
                let message =
                    format!("`{}` is approved and may not be quoted: {}", quotation.id, reasons.join("; "));
                problems.push(
                    Diagnostic::error(&place, message)
                        .help(format!("the quotation is at {}", quotation.place)),
                );
                None
            }
        }
    });
    released.collect()
}

/// The quotation that a row is about; reports one that is not there.
fn about<'q>(
    reader: &mut TableReader<'_>,
    quotations: &'q mut [Proposed],
    problems: &Diagnostics,
) -> Option<&'q mut Proposed> {
    let id = reader.required("quotation", &Text)?;
    if !quotations.iter().any(|quotation| quotation.id == id.value) {
        let problem = Diagnostic::error(&id.place, format!("there is no quotation `{}`", id.value));
        let near = nearest(&id.value, quotations.iter().map(|quotation| quotation.id.as_str()));
        problems.push(problem.did_you_mean(near));
    }
    quotations.iter_mut().find(|quotation| quotation.id == id.value)
}

fn digest() -> Parsed<TextDigest> {
    Parsed::new("a SHA-256 digest, 64 hexadecimal digits")
}

fn read_dismissals(folder: &Path, quotations: &mut [Proposed], problems: &Diagnostics) {
    let Some(sheet) = Sheet::read(folder, &formats::dismissals(), problems) else { return };
    for row in sheet.rows() {
        let Some(mut reader) = sheet.reader(row, problems) else { continue };
        let quotation = about(&mut reader, quotations, problems);
        let found = reader.required("found", &Text);
        let kind = reader.required("kind", &OneOf(&formats::KINDS));
        let reason = reader.required("reason", &Text);
        let by = reader.required("by", &Text);
        reader.finish();
        if let (Some(quotation), Some(found), Some(kind), Some(reason), Some(by)) =
            (quotation, found, kind, reason, by)
        {
            let (text, reason, by) = (found.value, reason.value, by.value);
            quotation.dismissals.push(Dismissal { text, kind: kind.value, reason, by });
        }
    }
}

fn read_screenings(folder: &Path, quotations: &mut [Proposed], problems: &Diagnostics) {
    let Some(sheet) = Sheet::read(folder, &formats::screenings(), problems) else { return };
    for row in sheet.rows() {
        let Some(mut reader) = sheet.reader(row, problems) else { continue };
        let quotation = about(&mut reader, quotations, problems);
        let on = reader.required("on", &Day);
        let people = reader.required("people", &Integer(0..=1_000_000));
        let text = reader.required("sha256", &digest());
        reader.finish();
        if let (Some(quotation), Some(on), Some(people), Some(text)) = (quotation, on, people, text) {
            let people = usize::try_from(people.value).unwrap_or_default();
            let dismissals = quotation.dismissals.clone();
            quotation.screening = Some(Screening { text: text.value, on: on.value, people, dismissals });
        }
    }
}

fn read_approvals(folder: &Path, quotations: &mut [Proposed], problems: &Diagnostics) {
    let Some(sheet) = Sheet::read(folder, &formats::approvals(), problems) else { return };
    for row in sheet.rows() {
        let Some(mut reader) = sheet.reader(row, problems) else { continue };
        let quotation = about(&mut reader, quotations, problems);
        let by: Option<Placed<String>> = reader.required("by", &Text);
        let on = reader.required("on", &Day);
        let text = reader.required("sha256", &digest());
        reader.finish();
        if let (Some(quotation), Some(by), Some(on), Some(text)) = (quotation, by, on, text) {
            quotation.approval = Some(Approval { by: by.value, on: on.value, text: text.value });
            quotation.approval_place = Some(row.place().clone());
        }
    }
}
