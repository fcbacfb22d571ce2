//! `countries/<id>/country.toml`.

use super::folder::{Entry, entries};
use super::ground::read_ground;
use super::kinds::Day;
use super::population::{PopulationDraft, read_population};
use super::sample::{SampleDraft, read_sample};
use super::sources::Sources;
use super::survey::{DesignColumns, SurveyDraft, read_survey};
use crate::{
    Activity, Conduct, Country, CountryId, DataBasis, Fieldwork, HouseholdSurvey, InstrumentId, RunState,
};
use cairn_definition::kind::{Boolean, Text};
use cairn_definition::{Diagnostic, Diagnostics, Placed, TableReader, nearest};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A country, as far as it could be read, with the places of the names it uses.
#[derive(Debug, Default)]
pub(crate) struct CountryDraft {
    pub(crate) columns: DesignColumns,
    /// The instruments whose files it names.
    pub(crate) records: Vec<Placed<InstrumentId>>,
    /// Whether its records were made by a program, and where it says so.
    pub(crate) synthetic: Option<Placed<bool>>,
    pub(crate) population: PopulationDraft,
    pub(crate) sample: SampleDraft,
    /// The country, where it has no mistake.
    pub(crate) country: Option<Country>,
}

/// Every country of the study, by name. `instruments` are those whose records are looked for.
pub(crate) fn read_countries(sources: &mut Sources<'_>, instruments: &[InstrumentId]) -> Vec<CountryDraft> {
    let folder = sources.root.join("countries");
    let mut drafts = Vec::new();
    for entry in entries(&folder, sources) {
        if entry.is_folder {
            drafts.extend(read_country(&entry, instruments, sources));
        } else if let Some(stem) = entry.toml_stem() {
            let problem = Diagnostic::elsewhere_warning(format!("{} is not read", entry.path.display()));
            let meant = folder.join(stem).join("country.toml");
            sources.report(problem.help(format!("a country is a folder: move it to {}", meant.display())));
        }
    }
    drafts
}

/// The names of the folders of countries, also of those with mistakes.
pub(crate) fn country_folders(sources: &Sources<'_>) -> Vec<String> {
    let folders =
        entries(&sources.root.join("countries"), sources).into_iter().filter(|entry| entry.is_folder);
    folders.map(|entry| entry.name).collect()
}

fn read_country(
    entry: &Entry,
    instruments: &[InstrumentId],
    sources: &mut Sources<'_>,
) -> Option<CountryDraft> {
    let path = entry.path.join("country.toml");
    let id = entry.name.parse::<CountryId>();
    if let Err(error) = &id {
        let message = format!("the name of the folder {}: {error}", entry.path.display());
        sources.report(Diagnostic::elsewhere(message).help("rename the folder"));
    }
    if !path.exists() {
        let message = format!("the country {} has no country.toml", entry.path.display());
        sources
            .report(Diagnostic::elsewhere(message).help("write one, or move the folder out of `countries`"));
        return None;
    }
    warn_of_other_files(entry, sources);
    let decisions = entry.path.join("sample.toml");
    let planned = decisions.exists();
    let opened = sources.open(&path)?;
    let root = sources.root.clone();
    let mut draft = CountryDraft::default();
    draft.country = sources.unless_broken(|problems| {
        let mut reader = opened.document.reader("country", problems)?;
        reader.explain("survey", "say how the sample was drawn, or why there was none: `not_run = \"why\"`");
        let name = reader.required("name", &Text);
        let context = reader.optional("context", &Text);
        let fieldwork = reader.required_table("fieldwork", "fieldwork period").map(read_fieldwork);
        let survey = reader.required_table("survey", "survey").map(|reader| read_survey(reader, planned));
        let population = reader.optional_table("population", "population").map(read_population);
        let activities = reader.optional_table("activities", "table of activities").map(read_activities);
        let ground = read_ground(&mut reader, &opened.start);
        reader.finish();
        draft.synthetic = ground.as_ref().map(|(basis, place)| Placed {
            value: matches!(basis, DataBasis::Synthetic { .. }),
            place: place.clone(),
        });
        draft.population = population.unwrap_or_default();
        let survey = survey.flatten();
        if let Some(RunState::Run(survey)) = &survey {
            draft.records = survey.records.iter().map(|(instrument, _)| instrument.clone()).collect();
            draft.columns = survey.columns.clone();
        }
        let (id, (basis, basis_place)) = (id.ok()?, ground?);
        let household_survey = match survey? {
            RunState::NotRun { reason } => RunState::NotRun { reason },
            RunState::Run(survey) => RunState::Run(find_records(survey, &root, &id, instruments, problems)?),
        };
        Some(Country {
            id,
            name: name?.value,
            context: context.map(|context| context.value),
            fieldwork: fieldwork??,
            basis,
            basis_place,
            population: draft.population.population.clone(),
            sample: None,
            household_survey,
            activities: activities.unwrap_or_default(),
            place: opened.start.clone(),
        })
    });
    if planned {
        draft.sample = read_decisions(&decisions, entry, sources);
        match (&mut draft.country, &draft.sample.plan) {
            (Some(country), Some(plan)) => country.sample = Some(plan.clone()),
            _ => draft.country = None,
        }
    }
    Some(draft)
}

fn read_decisions(path: &Path, entry: &Entry, sources: &mut Sources<'_>) -> SampleDraft {
    let Some(opened) = sources.open(path) else { return SampleDraft::default() };
    let data = sources.root.join("data").join(&entry.name).join("sample");
    read_sample(&opened, &sources.root, &data, sources.problems)
}

/// Warns of a file whose name is nearly one that is read: its decisions would be missing without a word.
fn warn_of_other_files(country: &Entry, sources: &Sources<'_>) {
    const FILES: [&str; 2] = ["country", "sample"];
    for file in entries(&country.path, sources) {
        let Some(stem) = file.toml_stem().filter(|stem| !FILES.contains(stem)) else { continue };
        let problem = Diagnostic::elsewhere_warning(format!("{} is not read", file.path.display()));
        sources.report(match nearest(stem, FILES) {
            Some(meant) => problem.help(format!("did you mean `{meant}.toml`?")),
            None => problem.expected("country.toml, and sample.toml where the sample is drawn here"),
        });
    }
}

/// How far each activity ran: `{ run = true }`, `{ partly = "what was left out" }` or `{ not_run = "why" }`.
fn read_activities(mut reader: TableReader<'_>) -> BTreeMap<Activity, Conduct> {
    let mut activities = BTreeMap::new();
    for activity in Activity::ALL.into_iter().filter(|activity| *activity != Activity::HouseholdSurvey) {
        let Some(mut reader) = reader.optional_table(activity.key(), "activity") else { continue };
        let place = reader.place().clone();
        let run = reader.optional("run", &Boolean);
        let partly = reader.optional("partly", &Text);
        let not_run = reader.optional("not_run", &Text);
        let problems = reader.problems();
        reader.finish();
        let conduct = match (run, partly, not_run) {
            (Some(Placed { value: true, .. }), None, None) => Conduct::Run,
            (None, Some(left_out), None) => Conduct::PartlyRun { left_out: left_out.value },
            (None, None, Some(reason)) => Conduct::NotRun { reason: reason.value },
            _ => {
                let problem = Diagnostic::error(&place, format!("whether `{activity}` ran is not clear"));
                problems.push(problem.expected(
                    "one of `{ run = true }`, `{ partly = \"what was left out, and why\" }` and `{ not_run = \"why\" }`",
                ));
                continue;
            }
        };
        activities.insert(activity, conduct);
    }
    reader.finish();
    activities
}

fn read_fieldwork(mut reader: TableReader<'_>) -> Option<Fieldwork> {
    let problems = reader.problems();
    let from = reader.required("from", &Day);
    let to = reader.required("to", &Day);
    reader.finish();
    let (from, to) = (from?, to?);
    if from.value > to.value {
        let message = format!("fieldwork ends on {}, before it begins on {}", to.value, from.value);
        problems.push(Diagnostic::error(&to.place, message).expected("the day of `from` or a later one"));
    }
    Some(Fieldwork { from: from.value, to: to.value })
}

/// The file of each instrument: the one named, else the one that is there under the usual name.
fn find_records(
    draft: SurveyDraft,
    root: &Path,
    country: &CountryId,
    instruments: &[InstrumentId],
    problems: &Diagnostics,
) -> Option<HouseholdSurvey> {
    let usual = root.join("data").join(country.as_str()).join("household_survey");
    let named: BTreeMap<_, _> =
        draft.records.into_iter().map(|(id, path)| (id.value, root.join(path))).collect();
    let mut records: BTreeMap<InstrumentId, PathBuf> = BTreeMap::new();
    for id in instruments.iter().filter(|id| !named.contains_key(id)) {
        let parquet = usual.join(format!("{id}.parquet"));
        let csv = usual.join(format!("{id}.csv"));
        if parquet.exists() && csv.exists() {
            let message =
                format!("{} and {} are both there; the first is read", parquet.display(), csv.display());
            let problem = Diagnostic::warning(&draft.design.place, message);
            problems.push(problem.help("name the file to read in `records`"));
        }
        records.insert(id.clone(), if parquet.exists() { parquet } else { csv });
    }
    records.extend(named);
    Some(HouseholdSurvey { design: draft.design, sampling: draft.sampling, departs: draft.departs, records })
}
