//! Quotations: what may stand in a report.

use super::coding::{known_code, known_informant};
use super::formats;
use super::informants::{Consent, Informant};
use crate::records::Sheet;
use cairn_definition::kind::{Parsed, Text};
use cairn_definition::{Diagnostic, Diagnostics};
use cairn_evidence::{Quotation, QuotationApproval};
use cairn_study::{CodeId, Day, InterviewProtocol};
use std::path::Path;

/// A quotation that may be published, and the code it illustrates.
#[derive(Debug, Clone)]
pub(super) struct CodedQuotation {
    pub(super) code: CodeId,
    pub(super) quotation: Quotation,
}

/// The quotations that are approved. One that is approved and may not be quoted is refused: consent that does not reach so far,
/// or a text that identifies somebody.
pub(super) fn read(
    folder: &Path,
    protocol: &InterviewProtocol,
    informants: &[Informant],
    problems: &Diagnostics,
) -> Vec<CodedQuotation> {
    let Some(sheet) = Sheet::read(folder, &formats::quotations(), problems) else { return Vec::new() };
    let mut quotations: Vec<CodedQuotation> = Vec::new();
    for row in sheet.rows() {
        let Some(mut reader) = sheet.reader(row, problems) else { continue };
        let id = reader.required("id", &Text);
        let informant = reader.required("informant", &Text);
        let code = reader.required("code", &Parsed::<CodeId>::new("the name of a code"));
        let text = reader.required("text", &Text);
        let language = reader.required("language", &Text);
        let approved_by = reader.optional("approved_by", &Text);
        let approved_on = reader.optional("approved_on", &Day);
        reader.finish();
        let code = code.filter(|code| known_code(code, protocol, problems));
        let informant = informant.and_then(|alias| known_informant(&alias, informants, problems));
        if approved_by.is_some() != approved_on.is_some() {
            let problem = Diagnostic::error(row.place(), "this approval is not complete");
            problems.push(problem.expected("both `approved_by` and `approved_on`, or neither"));
        }
        let (Some(id), Some(informant), Some(code), Some(text), Some(language)) =
            (id, informant, code, text, language)
        else {
            continue;
        };
        if quotations.iter().any(|earlier| earlier.quotation.id == id.value) {
            problems
                .push(Diagnostic::error(&id.place, format!("the quotation `{}` is there twice", id.value)));
        }
        // What nobody has approved stays in the records, and has no way out of them.
        let (Some(by), Some(on)) = (approved_by, approved_on) else { continue };
        if informant.consent != Consent::Verbatim {
            let message = format!("`{}` has not consented to be quoted word for word", informant.alias.value);
            let help = format!("its consent is at {}; remove the approval", informant.alias.place);
            problems.push(Diagnostic::error(row.place(), message).help(help));
            continue;
        }
        if on.value < informant.consented_on {
            let message = format!("this was approved on {}, before consent was given", on.value);
            problems.push(
                Diagnostic::error(&on.place, message)
                    .expected(format!("{} or later", informant.consented_on)),
            );
        }
        quotations.push(CodedQuotation {
            code: code.value,
            quotation: Quotation {
                id: id.value,
                speaker: informant.described_as.clone().unwrap_or_else(|| informant.kind.to_owned()),
                text: text.value,
                language: language.value,
                approval: QuotationApproval { by: by.value, on: on.value },
            },
        });
    }
    quotations
}
