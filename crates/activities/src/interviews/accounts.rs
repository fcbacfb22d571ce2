//! Accounts: what was said under each code, with the quotations that may be published.

use super::Interviews;
use super::coding::{Codings, with_parents};
use super::informants::Informant;
use super::quotations::CodedQuotation;
use crate::Fieldwork;
use crate::activity::text_digest;
use crate::relative::relative;
use cairn_evidence::{Account, Evidence, Quotation, Source};
use cairn_qualitative::document::Document;
use cairn_qualitative::safety::ConsentScope;
use cairn_study::{CodeId, InterviewProtocol};
use std::collections::{BTreeMap, BTreeSet};

/// What was said under one code.
#[derive(Debug, Default)]
struct Said {
    kinds: BTreeSet<&'static str>,
    rows: Vec<u64>,
}

/// An account for each code under which somebody was heard whose consent stands; a code holds what its children hold.
pub(super) fn of(
    interviews: &Interviews,
    fieldwork: &Fieldwork<'_>,
    protocol: &InterviewProtocol,
    informants: &[Informant],
    codings: &Codings,
    quotations: &[CodedQuotation],
) -> Vec<Evidence> {
    let mut said: BTreeMap<&CodeId, Said> = BTreeMap::new();
    for coding in &codings.codings {
        let Some(informant) =
            informants.iter().find(|informant| informant.alias.value.to_string() == coding.informant.value)
        else {
            continue;
        };
        if informant.scope() == ConsentScope::Withdrawn {
            continue;
        }
        for code in with_parents(&coding.code, &protocol.codes) {
            let said = said.entry(&code.id).or_default();
            said.kinds.insert(informant.kind);
            said.rows.push(coding.row);
        }
    }
    let account = |code: &cairn_study::CodebookCode| {
        let said = said.remove(&code.id)?;
        let of_code = |quotation: &&CodedQuotation| {
            with_parents(&quotation.code, &protocol.codes).iter().any(|parent| parent.id == code.id)
        };
        let quotations: Vec<Quotation> =
            quotations.iter().filter(of_code).map(|coded| coded.quotation.clone()).collect();
        let (line, column) = code.place.line_column();
        let defined_in = relative(code.place.file().path(), fieldwork.study);
        Some((interviews.evidence)(Account {
            id: fieldwork.evidence_id(interviews.activity, code.id.to_string()),
            label: code.label.clone(),
            definition: code.definition.clone(),
            informants: said.kinds.into_iter().map(str::to_owned).collect(),
            quotations,
            source: Source {
                records_file: relative(&codings.path, fieldwork.study),
                records: codings.digest,
                rows: said.rows,
                defined_at: format!("{defined_in}:{line}:{column}"),
                definitions: text_digest(code.place.file().text()),
                method: "stretches of interviews given this code, or one that lies under it".to_owned(),
            },
        }))
    };
    protocol.codes.iter().filter_map(account).collect()
}

/// What the chapter on methods says.
pub(super) fn methods(informants: &[Informant], documents: &[Document], codings: &Codings) -> Vec<String> {
    let mut by_kind: BTreeMap<&str, usize> = BTreeMap::new();
    for informant in informants {
        *by_kind.entry(informant.kind).or_default() += 1;
    }
    let withdrawn =
        informants.iter().filter(|informant| informant.scope() == ConsentScope::Withdrawn).count();
    let kinds: Vec<String> = by_kind.iter().map(|(kind, count)| format!("{kind}: {count}")).collect();
    let coders: BTreeSet<&str> = codings.codings.iter().map(|coding| coding.coder.as_str()).collect();
    let mut sentences = vec![
        format!("{} informants were spoken to ({}).", informants.len(), kinds.join(", ")),
        format!(
            "{} documents were coded by {}.",
            documents.len(),
            match coders.len() {
                1 => "one researcher".to_owned(),
                count => format!("{count} researchers"),
            }
        ),
    ];
    if withdrawn > 0 {
        sentences.push(format!("{withdrawn} withdrew their consent; nothing they said is used."));
    }
    sentences
}
