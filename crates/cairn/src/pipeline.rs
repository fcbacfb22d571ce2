//! The way of the data: from a study's records to its reports.

use crate::failure::Failure;
use crate::gather::{Gathered, gather, methods};
use crate::output_folder::OutputFolder;
use crate::{conclusions, ledger, program};
use cairn_activities::judges;
use cairn_definition::io_reason;
use cairn_evidence::staleness::keep;
use cairn_evidence::{Concluded, Presented, ProbabilitySample};
use cairn_report::{
    CountryReport, IndexEntry, children_csv, country_html, estimates_csv, estimates_parquet, evidence_csv,
    findings_csv, index_html, recommendations_csv, table_csv,
};
use cairn_study::{Country, Study};
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;

/// What was built of a country.
pub(crate) struct BuiltCountry<'a> {
    pub(crate) country: &'a Country,
    pub(crate) samples: Vec<Arc<ProbabilitySample>>,
    pub(crate) prevalences: Vec<Presented>,
    /// The files, relative to `out/`.
    files: Vec<(String, Vec<u8>)>,
}

impl BuiltCountry<'_> {
    /// Interviews of all instruments.
    pub(crate) fn interviews(&self) -> u64 {
        self.samples.iter().map(|sample| sample.interviews).sum()
    }

    /// The report's file, relative to `out/`.
    pub(crate) fn report(&self) -> String {
        format!("{}/report.html", self.country.id)
    }
}

fn build_country<'a>(
    study: &'a Study,
    country: &'a Country,
    gathered: Gathered,
    concluded: &Concluded,
    program: &str,
) -> Result<BuiltCountry<'a>, Failure> {
    let methods = methods(study, &gathered);
    let judges = judges(&concluded.matrix);
    let Gathered { samples, prevalences, account, body, .. } = gathered;
    let mut files = Vec::new();
    let report = CountryReport {
        samples: &samples,
        prevalences: &prevalences,
        evidence: Some(&body),
        fieldwork: account.as_ref(),
        methods: &methods,
        conclusions: Some(concluded),
        judges: judges.as_ref(),
        ..CountryReport::new(study, country, program)
    };
    files.push((format!("{}/report.html", country.id), country_html(&report).into_bytes()));
    for indicator in &study.indicators {
        let of_indicator =
            |presented: &&Presented| presented.prevalence().claim().id.indicator == indicator.id;
        let rows: Vec<Presented> = prevalences.iter().filter(of_indicator).cloned().collect();
        if !rows.is_empty() {
            let table = table_csv(study, indicator, &rows).map_err(Failure::operation)?;
            files.push((format!("tables/{}/{}.csv", country.id, indicator.id), table));
        }
    }
    Ok(BuiltCountry { country, samples, prevalences, files })
}

/// Builds the countries in parallel and replaces `out/`. `done` is told of each country whose records are read.
///
/// # Errors
/// Every mistake in the records and conclusions of all countries; `out/` stays as it was then.
pub(crate) fn build<'a>(
    study: &'a Study,
    countries: &[&'a Country],
    done: &(dyn Fn(&Country) + Sync),
) -> Result<(PathBuf, Vec<BuiltCountry<'a>>), Failure> {
    let program = program::identity();
    let gathered: Vec<Result<Gathered, Failure>> = countries
        .par_iter()
        .map(|country| {
            let gathered = gather(study, country, &program);
            done(country);
            gathered
        })
        .collect();
    let gathered = collect(gathered)?;
    let (body, concluded) = conclusions::check(study, countries, &gathered)?;
    let kept = keep(study, &body, &concluded, |path| ledger::hash(study, path));
    let kept = serde_json::to_vec(&kept).map_err(Failure::operation)?;
    let built: Vec<Result<BuiltCountry<'a>, Failure>> = countries
        .par_iter()
        .zip(gathered)
        .zip(&concluded)
        .map(|((country, gathered), concluded)| build_country(study, country, gathered, concluded, &program))
        .collect();
    let built = collect(built)?;
    let all: Vec<Presented> = built.iter().flat_map(|country| country.prevalences.iter().cloned()).collect();
    let (csv, parquet) = rayon::join(|| estimates_csv(study, &all), || estimates_parquet(study, &all));
    let tables = [
        ("evidence.csv", evidence_csv(study, [&body])),
        ("findings.csv", findings_csv(study, &concluded)),
        ("recommendations.csv", recommendations_csv(&concluded)),
    ];
    let children = children_csv(study, &body).map_err(Failure::operation)?;
    let reports: Vec<String> = built.iter().map(BuiltCountry::report).collect();
    let entries: Vec<IndexEntry<'_>> = built
        .iter()
        .zip(&reports)
        .map(|(built, file)| IndexEntry { country: built.country, file, interviews: built.interviews() })
        .collect();
    let across = concluded.iter().find(|concluded| concluded.country.is_none());
    let index = index_html(study, &entries, across);

    let write = || -> std::io::Result<PathBuf> {
        let out = OutputFolder::begin(&study.root)?;
        out.write("index.html", index.as_bytes())?;
        out.write(ledger::FILE, &kept)?;
        for (file, bytes) in built.iter().flat_map(|country| &country.files) {
            out.write(file, bytes)?;
        }
        out.write("estimates.csv", csv.as_deref().unwrap_or_default())?;
        out.write("estimates.parquet", parquet.as_deref().unwrap_or_default())?;
        if let Some(table) = &children {
            out.write("numbers_of_children.csv", table)?;
        }
        for (name, table) in &tables {
            out.write(name, table.as_deref().unwrap_or_default())?;
        }
        out.commit()
    };
    if let Some(error) = csv
        .as_ref()
        .err()
        .or(parquet.as_ref().err())
        .or(tables.iter().find_map(|(_, table)| table.as_ref().err()))
    {
        return Err(Failure::operation(error));
    }
    let out = write().map_err(|error| {
        Failure::operation_with_help(
            format!("the reports of {} cannot be written: {}", study.root.display(), io_reason(&error)),
            "the last good out/ is untouched",
        )
    })?;
    Ok((out, built))
}

/// All that was built, or all diagnostics of the countries that could not be.
fn collect<T>(results: Vec<Result<T, Failure>>) -> Result<Vec<T>, Failure> {
    let mut built = Vec::with_capacity(results.len());
    let mut diagnostics = Vec::new();
    for result in results {
        match result {
            Ok(country) => built.push(country),
            Err(Failure::Definitions(found)) => diagnostics.extend(found),
            Err(other) => return Err(other),
        }
    }
    if diagnostics.is_empty() { Ok(built) } else { Err(Failure::Definitions(diagnostics)) }
}
