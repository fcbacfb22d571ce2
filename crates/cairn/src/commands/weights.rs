//! `cairn weights`.

use super::sample::Form;
use crate::failure::{Failure, drawn};
use crate::gather::survey_failed;
use crate::output::{counted, print};
use crate::{program, study_folder};
use cairn_activities::household_survey::{self, MadeWeights};
use cairn_definition::{Diagnostic, io_reason, kind::one_of, nearest};
use cairn_fieldwork::SampleFolder;
use cairn_report::{WeightsOf, weights_html};
use cairn_sample::weight::{StepDone, StepReport};
use cairn_study::{Country, Instrument, RunState, Study, Weights as Declared};
use clap::Args;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Makes the weights of a country, step by step, and shows what each step did.
///
/// Reads the decisions (countries/<country>/sample.toml, margins in country.toml), the draw, the field's contacts and the records.
/// Writes data/<country>/sample/weights_<instrument>.csv, each household selected with its base weight, the factor of each step and
/// its weight, and weights.html, a page on the steps. `cairn build` makes the same weights anew from the same files: what is written
/// here is for looking at and for other programs, and a build never reads it.
#[derive(Debug, Args)]
pub(crate) struct Weights {
    /// The study folder.
    study: PathBuf,
    /// The country.
    #[arg(long)]
    country: String,
    /// The instrument whose respondents are weighted [default: all that sample.toml has weights for].
    #[arg(long)]
    instrument: Option<String>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
}

impl Weights {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let study = study_folder::open(&self.study)?;
        let country = study_folder::country(&study, &self.country)?;
        let made = self.make(&study, country)?;
        let folder = SampleFolder::of(&study, &country.id);
        let files = files(&study, country, &made)?;
        write_all(folder.path(), &files)?;
        let names: Vec<PathBuf> = files.iter().map(|(name, _)| folder.path().join(name)).collect();
        match self.format {
            Form::Text => print(text(&study, &made, &names)),
            Form::Json => print(format!("{:#}\n", json(&made, &names))),
        }
    }

    fn make(&self, study: &Study, country: &Country) -> Result<Vec<MadeWeights>, Failure> {
        let declared = self.declared(country)?;
        let RunState::Run(survey) = &country.household_survey else {
            return Err(Failure::refused(format!("the household survey did not run in {}", country.name)));
        };
        let clearance = study_folder::clear(country)?;
        let mut all = Vec::with_capacity(declared.len());
        for weights in declared {
            let Some(instrument) = study.instrument(&weights.instrument.value) else { continue };
            let made = household_survey::weights(study, country, survey, instrument, &clearance);
            let Some(made) = made.map_err(survey_failed)? else {
                return Err(without_records(weights, instrument));
            };
            eprint!("{}", drawn(&made.warnings));
            all.push(made);
        }
        Ok(all)
    }

    /// The weights that are asked for.
    fn declared<'c>(&self, country: &'c Country) -> Result<Vec<&'c Declared>, Failure> {
        let Some(weighting) = country.weighting() else {
            let message = format!("nothing has been decided on the weights of {}", country.name);
            let help = format!("write `[weights]` into countries/{}/sample.toml", country.id);
            return Err(Failure::Definitions(vec![Diagnostic::elsewhere(message).help(help)]));
        };
        let Some(wanted) = &self.instrument else { return Ok(weighting.weights.iter().collect()) };
        let names = || weighting.weights.iter().map(|weights| weights.instrument.value.as_str());
        let found: Vec<&Declared> =
            weighting.weights.iter().filter(|weights| weights.instrument.value.as_str() == wanted).collect();
        if found.is_empty() {
            let message = format!("`[weights]` has no instrument `{wanted}`");
            let problem = Diagnostic::error(&weighting.place, message).expected(one_of(names()));
            return Err(Failure::Definitions(vec![problem.did_you_mean(nearest(wanted, names()))]));
        }
        Ok(found)
    }
}

fn without_records(weights: &Declared, instrument: &Instrument) -> Failure {
    let message = format!("the country’s survey has no records of `{}`", instrument.id);
    let problem = Diagnostic::error(&weights.instrument.place, message);
    Failure::Definitions(vec![problem.help("name the file under `records` of its [survey]")])
}

/// The files, by their names within the folder of the sample.
fn files(study: &Study, country: &Country, made: &[MadeWeights]) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut files = Vec::with_capacity(made.len() + 1);
    for made in made {
        files.push((format!("weights_{}.csv", made.weighed.instrument), table(made)?));
    }
    let shown: Vec<WeightsOf<'_>> = made
        .iter()
        .map(|made| WeightsOf { account: &made.account, weights: &made.weighed.weights })
        .collect();
    let page = weights_html(study, country, &shown, &program::identity());
    files.push(("weights.html".to_owned(), page.into_bytes()));
    Ok(files)
}

/// A row a household selected: what came of it, its base weight, the factor of each step, its weight.
fn table(made: &MadeWeights) -> Result<Vec<u8>, Failure> {
    let (weighed, contacts) = (&made.weighed, made.sources.contacts());
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut header = vec!["household".to_owned(), "disposition".to_owned(), "base".to_owned()];
    header.extend(weighed.steps.iter().map(|step| format!("factor_{}", step.key)));
    header.push("weight".to_owned());
    writer.write_record(&header).map_err(Failure::operation)?;
    let number = |numbers: &[f64], row: usize| numbers.get(row).map(ToString::to_string).unwrap_or_default();
    for (row, (household, disposition)) in contacts.household().iter().zip(contacts.disposition()).enumerate()
    {
        let mut cells = vec![household.clone(), disposition.to_string(), number(&weighed.base, row)];
        cells.extend(weighed.steps.iter().map(|step| number(&step.factors, row)));
        cells.push(number(&weighed.of_contact, row));
        writer.write_record(&cells).map_err(Failure::operation)?;
    }
    writer.into_inner().map_err(Failure::operation)
}

/// Writes all files, and puts them in their places only when all are written.
fn write_all(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Failure> {
    let failed = |path: &Path, error: &std::io::Error| {
        Failure::operation(format!("{} cannot be written: {}", path.display(), io_reason(error)))
    };
    let mut written = Vec::with_capacity(files.len());
    for (name, bytes) in files {
        let path = folder.join(name);
        let file = tempfile::NamedTempFile::new_in(folder)
            .and_then(|mut file| file.write_all(bytes).map(|()| file))
            .map_err(|error| failed(&path, &error))?;
        written.push((path, file));
    }
    for (path, file) in written {
        file.persist(&path).map_err(|error| failed(&path, &error.error))?;
    }
    Ok(())
}

fn text(study: &Study, made: &[MadeWeights], files: &[PathBuf]) -> String {
    let mut text = String::new();
    for made in made {
        let account = &made.account;
        let title =
            study.instrument(&account.instrument).map_or(account.instrument.as_str(), |i| i.title.as_str());
        let respondents = counted(made.weighed.weights.len(), "respondent", "respondents");
        let selected = counted(made.weighed.of_contact.len(), "household", "households");
        let _ = writeln!(text, "{title}: {respondents} of {selected} selected\n");
        let width = account.steps.iter().map(|step| step.title.chars().count()).max().unwrap_or_default();
        let _ = writeln!(
            text,
            "{:width$}  {:>10} {:>14} {:>12} {:>12} {:>7} {:>7}",
            "after the step", "households", "sum", "smallest", "largest", "CV", "deff"
        );
        for step in &account.steps {
            let after = &step.after;
            let _ = writeln!(
                text,
                "{:width$}  {:>10} {:>14.1} {:>12.3} {:>12.3} {:>7.3} {:>7.3}",
                step.title,
                after.count,
                after.sum,
                after.least,
                after.most,
                after.variation,
                after.design_effect
            );
        }
        for (step, trimmed) in account.steps.iter().filter_map(|step| Some((step, trimmed(step)?))) {
            let _ = writeln!(text, "\n{}: {trimmed}", step.title);
        }
        text.push('\n');
    }
    text.push_str("Written:\n");
    for file in files {
        let _ = writeln!(text, "  {}", file.display());
    }
    text
}

fn trimmed(step: &StepReport) -> Option<String> {
    match &step.done {
        StepDone::Trim { limit, cut, share_cut, design_effect_before, .. } if *cut > 0 => Some(format!(
            "{} above {limit:.3} cut, {:.2} % of all weight moved; design effect of the weights {design_effect_before:.3} before",
            counted(*cut, "weight", "weights"),
            100.0 * share_cut
        )),
        _ => None,
    }
}

fn json(made: &[MadeWeights], files: &[PathBuf]) -> Value {
    let instruments: Vec<Value> = made.iter().map(instrument).collect();
    let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
    json!({ "instruments": instruments, "written": files })
}

fn instrument(made: &MadeWeights) -> Value {
    let account = &made.account;
    let steps: Vec<Value> = account
        .steps
        .iter()
        .zip(&made.weighed.steps)
        .map(|(report, step)| {
            let after = &report.after;
            json!({
                "step": step.key,
                "title": report.title,
                "households": after.count,
                "sum": after.sum,
                "smallest": after.least,
                "largest": after.most,
                "largest_weights": after.largest,
                "factors": [report.factors.least, report.factors.most],
                "cv": after.variation,
                "design_effect": after.design_effect,
                "margins": margins(report),
            })
        })
        .collect();
    json!({
        "instrument": account.instrument.as_str(),
        "selected": account.selected,
        "respondents": account.respondents,
        "steps": steps,
        "made_from": account
            .files
            .iter()
            .map(|used| json!({ "file": used.file, "sha256": used.digest.to_string() }))
            .collect::<Vec<_>>(),
    })
}

fn margins(report: &StepReport) -> Vec<Value> {
    let StepDone::Calibration { margins, .. } = &report.done else { return Vec::new() };
    let cells = |margin: &cairn_sample::weight::MarginAccount| -> Vec<Value> {
        let cell = |cell: &cairn_sample::weight::CellAccount| {
            json!({
                "cell": cell.label,
                "respondents": cell.respondents,
                "population": cell.population,
                "before": cell.before,
                "after": cell.after,
            })
        };
        margin.cells.iter().map(cell).collect()
    };
    margins
        .iter()
        .map(|margin| json!({ "margin": margin.name, "scaled_by": margin.scaled_by, "cells": cells(margin) }))
        .collect()
}
