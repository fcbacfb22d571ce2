//! Krippendorff's alpha for unitizing: by code and over all codes.

use std::collections::BTreeMap;

use super::continuum::{CodedDocument, Continuum};
use super::disagreement::{Disagreement, Parts};
use crate::agreement::bootstrap::{Interval, MIN_RESAMPLED, NoInterval, Resampling};
use crate::agreement::undefined::Undefined;

/// Alpha for unitizing, with what it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitizingAlpha {
    /// 1 − Σ observed / Σ expected over all codes.
    pub overall: CodeAgreement,
    /// Each code that somebody gave.
    pub codes: BTreeMap<String, CodeAgreement>,
    /// Documents that all of the coders read.
    pub documents: usize,
    /// Their length.
    pub length: u64,
}

/// Agreement on the stretches of one code, or of all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CodeAgreement {
    /// 1 − observed / expected: 1 full agreement, 0 as by chance, below 0 systematic disagreement.
    pub value: f64,
    /// Mean squared difference of marks and gaps, as a share of the squared length.
    pub observed_disagreement: f64,
    /// The same if stretches fell anywhere.
    pub expected_disagreement: f64,
    /// Stretches of all coders together.
    pub stretches: usize,
}

/// Intervals of alpha for unitizing, all from the same draws.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitizingIntervals {
    /// Over all codes.
    pub overall: Result<Interval, NoInterval>,
    /// By code.
    pub codes: BTreeMap<String, Result<Interval, NoInterval>>,
}

/// Krippendorff's alpha for unitizing (Krippendorff 2004, *Content Analysis*, section 11.6).
///
/// # Errors
///
/// Says so when nobody marked anything.
pub fn alpha(continuum: &Continuum) -> Result<UnitizingAlpha, Undefined> {
    let documents: Vec<PreparedDocument> = prepare(continuum);
    over(&documents.iter().collect::<Vec<_>>(), continuum.coders.len())
}

/// Percentile intervals of alpha for unitizing, from documents drawn again with replacement (see [`Resampling`]). Where there are
/// few long documents, list their sections as documents.
///
/// # Errors
///
/// Says so when there is no alpha or too few documents.
pub fn intervals(continuum: &Continuum, resampling: &Resampling) -> Result<UnitizingIntervals, NoInterval> {
    let whole = alpha(continuum)?;
    let documents = prepare(continuum);
    if documents.len() < MIN_RESAMPLED {
        return Err(NoInterval::TooFew { found: documents.len() });
    }
    let mut overall = Vec::new();
    let mut codes: BTreeMap<&str, Vec<Option<f64>>> =
        whole.codes.keys().map(|code| (code.as_str(), Vec::new())).collect();
    for draw in resampling.draws(&documents) {
        let replicate = over(&draw, continuum.coders.len()).ok();
        overall.push(replicate.as_ref().map(|alpha| alpha.overall.value));
        for (&code, values) in &mut codes {
            values.push(replicate.as_ref().and_then(|alpha| Some(alpha.codes.get(code)?.value)));
        }
    }
    Ok(UnitizingIntervals {
        overall: resampling.between_percentiles(overall),
        codes: codes
            .into_iter()
            .map(|(code, values)| (code.to_owned(), resampling.between_percentiles(values)))
            .collect(),
    })
}

/// A document's parts by code, made once for all draws.
struct PreparedDocument {
    length: u32,
    parts: BTreeMap<String, Parts>,
}

fn prepare(continuum: &Continuum) -> Vec<PreparedDocument> {
    let codes = continuum.codes();
    let parts = |document: &CodedDocument| {
        codes
            .iter()
            .map(|&code| (code.to_owned(), Parts::new(document, code, continuum.coders.len())))
            .collect()
    };
    continuum
        .documents
        .iter()
        .map(|document| PreparedDocument { length: document.length, parts: parts(document) })
        .collect()
}

fn over(documents: &[&PreparedDocument], coders: usize) -> Result<UnitizingAlpha, Undefined> {
    let length: u64 = documents.iter().map(|document| u64::from(document.length)).sum();
    let of_code = |code: &String| {
        Parts::disagreement(documents.iter().filter_map(|document| document.parts.get(code)), length, coders)
    };
    let disagreements: BTreeMap<&String, Disagreement> = documents
        .first()
        .into_iter()
        .flat_map(|document| document.parts.keys())
        .map(|code| (code, of_code(code)))
        .filter(|(_, disagreement)| disagreement.stretches > 0)
        .collect();
    let all = disagreements.values().fold(
        Disagreement { observed: 0.0, expected: 0.0, stretches: 0 },
        |sum, code| Disagreement {
            observed: sum.observed + code.observed,
            expected: sum.expected + code.expected,
            stretches: sum.stretches + code.stretches,
        },
    );
    Ok(UnitizingAlpha {
        overall: beyond_chance(all)?,
        codes: disagreements
            .into_iter()
            .filter_map(|(code, disagreement)| Some((code.clone(), beyond_chance(disagreement).ok()?)))
            .collect(),
        documents: documents.len(),
        length,
    })
}

fn beyond_chance(disagreement: Disagreement) -> Result<CodeAgreement, Undefined> {
    if !(disagreement.expected > 0.0) {
        return Err(Undefined::NothingMarked);
    }
    Ok(CodeAgreement {
        value: 1.0 - disagreement.observed / disagreement.expected,
        observed_disagreement: disagreement.observed,
        expected_disagreement: disagreement.expected,
        stretches: disagreement.stretches,
    })
}
