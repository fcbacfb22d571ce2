//! All numbers as a tidy table: one row a number, what is held back left empty, with the reason.

use crate::export::ExportError;
use crate::export::columns::Columns;
use crate::number::Number;
use cairn_evidence::{Claim, Digest, Estimate, Interval, Presented};
use cairn_study::{BreakdownId, IndicatorId, MissingKind, Study};
use std::collections::BTreeMap;

/// The numbers as CSV, in the order given, in full precision: proportions from 0 to 1.
///
/// # Errors
/// When the file cannot be written; no input is known to cause it.
pub fn estimates_csv(study: &Study, numbers: &[Presented]) -> Result<Vec<u8>, ExportError> {
    columns(&Source::new(study, numbers)).csv()
}

/// The same table as Parquet.
///
/// # Errors
/// When the file cannot be written; no input is known to cause it.
pub fn estimates_parquet(study: &Study, numbers: &[Presented]) -> Result<Vec<u8>, ExportError> {
    columns(&Source::new(study, numbers)).parquet()
}

/// Breakdown columns there are in any case, so that the usual tables have the same ones.
const BREAKDOWNS: usize = 2;

/// The numbers with what many of them share, looked up or written once.
struct Source<'a> {
    study: &'a Study,
    numbers: Vec<Number<'a>>,
    titles: BTreeMap<(&'a IndicatorId, u32), &'a str>,
    hashes: BTreeMap<Digest, String>,
}

impl<'a> Source<'a> {
    fn new(study: &'a Study, presented: &'a [Presented]) -> Self {
        let decimals = study.presentation.decimals;
        let mut hashes = BTreeMap::new();
        for number in presented {
            let pedigree = &number.prevalence().claim().pedigree;
            for hash in [pedigree.records, pedigree.definitions] {
                hashes.entry(hash).or_insert_with(|| hash.to_string());
            }
        }
        Self {
            study,
            numbers: presented.iter().map(|number| Number::new(number, decimals)).collect(),
            titles: study.indicators.iter().map(|i| ((&i.id, i.version), i.title.as_str())).collect(),
            hashes,
        }
    }

    fn title(&self, claim: &'a Claim) -> Option<&'a str> {
        self.titles.get(&(&claim.id.indicator, claim.id.version)).copied()
    }

    fn breakdown_title(&self, id: &'a BreakdownId) -> &'a str {
        self.study.breakdown(id).map_or(id.as_str(), |breakdown| breakdown.title.as_str())
    }

    fn hash(&self, hash: &Digest) -> Option<&str> {
        self.hashes.get(hash).map(String::as_str)
    }
}

fn columns<'a>(source: &'a Source<'a>) -> Columns<'a> {
    let all = || source.numbers.iter();
    let claims = || source.numbers.iter().map(Number::claim);
    let estimates = || source.numbers.iter().map(Number::estimate);
    let intervals = || estimates().map(|e| e.and_then(|estimate| estimate.interval));
    let pedigrees = || claims().map(|claim| &claim.pedigree);

    let mut table = Columns::default();
    table.text("id", claims().map(|claim| Some(claim.id.to_string())));
    table.text("country", claims().map(|claim| Some(claim.id.country.as_str())));
    table.text("indicator", claims().map(|claim| Some(claim.id.indicator.as_str())));
    table.count("version", claims().map(|claim| Some(u64::from(claim.id.version))));
    table.text("title", claims().map(|claim| source.title(claim)));
    let depth = claims().map(|claim| claim.id.group.0.len()).max().unwrap_or(0).max(BREAKDOWNS);
    for position in 0..depth {
        let pairs = || claims().map(move |claim| claim.id.group.0.get(position));
        let nth = position + 1;
        table.text(format!("breakdown_{nth}"), pairs().map(|pair| pair.map(|(id, _)| id.as_str())));
        table.text(
            format!("breakdown_{nth}_title"),
            pairs().map(|pair| pair.map(|(id, _)| source.breakdown_title(id))),
        );
        table.text(format!("level_{nth}"), pairs().map(|pair| pair.map(|(_, level)| level.as_str())));
        table.text(
            format!("level_{nth}_label"),
            all().map(|n| (position < n.claim().id.group.0.len()).then(|| n.level_label(position))),
        );
    }
    table.text("population", claims().map(|claim| Some(claim.population.as_str())));
    table.text("base", claims().map(|claim| Some(claim.base.as_str())));
    table.text("period", claims().map(|claim| Some(claim.period.as_str())));
    table.count("n", claims().map(|claim| Some(claim.n)));
    table.count("count", all().map(Number::count));
    table.number("weighted_n", all().map(|n| n.estimate().map(|_| n.claim().weighted_n)));
    let number = |of: fn(&Estimate) -> Option<f64>| estimates().map(move |estimate| estimate.and_then(of));
    table.number("estimate", number(|estimate| Some(estimate.proportion)));
    table.number("se", number(|estimate| estimate.standard_error));
    let limit = |of: fn(&Interval) -> f64| intervals().map(move |interval| interval.as_ref().map(of));
    table.number("ci_lower", limit(|interval| interval.lower));
    table.number("ci_upper", limit(|interval| interval.upper));
    table.number("ci_level", limit(|interval| interval.level));
    table.text("interval_method", intervals().map(|i| i.map(|interval| interval.method.to_string())));
    table.number("deff", number(|estimate| estimate.design_effect));
    table.number("effective_n", number(|estimate| estimate.effective_n));
    table.number("df", number(|estimate| Some(estimate.degrees_of_freedom)));
    for kind in MissingKind::ALL {
        table.count(format!("missing_{}", kind.key()), claims().map(|claim| Some(claim.missing.of(kind))));
    }
    table.count("base_unknown", claims().map(|claim| Some(claim.base_unknown.total())));
    table.text("shown", all().map(|n| Some(n.shown_word())));
    table.text("reason", all().map(|n| n.withheld().map(ToString::to_string)));
    table.text("flags", all().map(flags));
    table.text("method", pedigrees().map(|pedigree| Some(pedigree.method.as_str())));
    table.text("records_file", pedigrees().map(|pedigree| Some(pedigree.records_file.as_str())));
    table.text("records_sha256", pedigrees().map(|pedigree| source.hash(&pedigree.records)));
    table.text("definitions_sha256", pedigrees().map(|pedigree| source.hash(&pedigree.definitions)));
    table.text("defined_at", pedigrees().map(|pedigree| Some(pedigree.defined_at.as_str())));
    table.text("program", pedigrees().map(|pedigree| Some(pedigree.program.as_str())));
    table
}

/// Parentheses, flags of reliability and notes on what is absent, joined by semicolons.
fn flags(number: &Number<'_>) -> Option<String> {
    let parentheses = number.parentheses().then_some("small base, in parentheses");
    let flags: Vec<&str> = parentheses.into_iter().chain(number.remarks()).collect();
    (!flags.is_empty()).then(|| flags.join("; "))
}
