//! A country of the study: what is decided before the field, and what came of it.

use super::sampling;
use super::{DemoError, definitions, records, write_file};
use crate::activities::{self, Setting};
use crate::conclusions;
use crate::countries::{COUNTRIES, DemoCountry};
use crate::indicators;
use crate::population::Population;
use crate::questionnaire::Respondent;
use crate::random::{Purpose, stream};
use crate::sample;
use cairn_study::Study;
use std::fmt::Write as _;
use std::path::Path;

/// Seeds of draws are below it, so that they are easily read out.
const DRAW_SEEDS: u64 = 100_000_000;

/// What a country adds to the whole.
pub(super) struct Written {
    pub(super) pairs: usize,
    pub(super) truth: String,
}

/// The first month of a country’s fieldwork, in 2025.
fn month(number: usize) -> u8 {
    1 + (number % 9) as u8
}

/// Makes a country’s people, and writes what is decided and known before clusters are drawn.
pub(super) fn decide(root: &Path, number: usize, seed: u64) -> Result<Population, DemoError> {
    let country = &COUNTRIES[number];
    let population = Population::generate(number, seed);
    let definitions = root.join("countries").join(country.id);
    let text = definitions::country(country, month(number), &population);
    write_file(&definitions.join("country.toml"), text)?;
    let draw_seed = stream(seed, number, Purpose::Draw, 0).below(DRAW_SEEDS);
    write_file(&definitions.join("sample.toml"), sampling::plan(country, draw_seed))?;
    let frame = root.join("data").join(country.id).join("sample").join("frame.csv");
    write_file(&frame, sampling::frame(&population))?;
    Ok(population)
}

/// Draws a country’s clusters, sends interviewers there, and writes what they, the other activities and the researchers brought home.
pub(super) fn carry_out(
    study: &Study,
    population: &Population,
) -> Result<(Written, &'static str), DemoError> {
    let country: &'static DemoCountry = &COUNTRIES[population.country];
    let (number, seed, month) = (population.country, population.seed, month(population.country));
    let drawn = sampling::draw(study, country, month)?;
    let field = sample::visit(population, &drawn, sample::Design::FULL.pairs);
    let interviews = sample::interview(population, &field, 0);

    let data = study.root.join("data").join(country.id);
    let of_sample = data.join("sample");
    write_file(&of_sample.join("clusters.csv"), sampling::clusters(&field))?;
    write_file(&of_sample.join("contacts.csv"), sampling::contacts(country, month, population, &field))?;
    for (respondent, file) in [(Respondent::Child, "child.csv"), (Respondent::Caregiver, "caregiver.csv")] {
        let records = records::records(country, month, population, (&field, &interviews), respondent);
        write_file(&data.join("household_survey").join(file), records)?;
    }
    let setting = Setting { country, number, seed, month };
    let of_activities =
        activities::records(&setting).map_err(|source| DemoError::Io { path: data.clone(), source })?;
    for (path, bytes) in of_activities {
        write_file(&data.join(path), bytes)?;
    }
    let findings = study.root.join("findings").join(format!("{}.toml", country.id));
    write_file(&findings, conclusions::country(&setting, &interviews))?;

    let mut truth = String::new();
    for indicator in indicators::all() {
        if let Some(share) = population.truth_of(indicator) {
            let _ = writeln!(truth, "{},{},{share:.6}", country.id, indicator.id);
        }
    }
    Ok((Written { pairs: interviews.pairs(), truth }, country.name))
}
