//! `cairn trace`.

mod evidence;

use super::Format;
use crate::failure::Failure;
use crate::output::print;
use crate::{gather, program, study_folder};
use cairn_definition::{Diagnostic, nearest};
use cairn_evidence::{
    ChildrenAffected, EvidenceId, InvalidNumberId, MissingCounts, NumberId, Pedigree, Presented, Shown,
    present,
};
use cairn_study::{Activity, MissingKind, Study, Treatment};
use clap::Args;
use std::path::PathBuf;

/// Walks a number, or any other evidence, back to its definition and its records.
///
/// A number is computed anew from the records and compared with what the last build published.
#[derive(Debug, Args)]
pub(crate) struct Trace {
    /// The study folder.
    study: PathBuf,
    /// The number, as in `aldermark/bullied_online@1/gender=girl`, or the evidence, as in `aldermark/legal_analysis/icmec.2`; reports and
    /// estimates name it.
    number: String,
    /// How the result is written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// What the names of questions of pairs begin with.
const PAIR: &str = "pair.";

impl Trace {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let study = study_folder::open(&self.study)?;
        // A number of the household survey may be named with its activity, as other evidence is.
        if let Ok(id) = self.number.parse::<EvidenceId>() {
            let named_otherwise = [PAIR, ChildrenAffected::PREFIX];
            if id.activity != Activity::HouseholdSurvey
                || named_otherwise.iter().any(|it| id.item.starts_with(it))
            {
                return evidence::trace(&study, &id, self.format);
            }
            return Self { number: format!("{}/{}", id.country, id.item), ..self }.number(&study);
        }
        self.number(&study)
    }

    fn number(self, study: &Study) -> Result<(), Failure> {
        let id: NumberId =
            self.number.parse().map_err(|invalid: InvalidNumberId| self.misnamed(study, &invalid))?;
        let country = study_folder::country(study, id.country.as_str())?;
        let evidence = gather::prevalences(study, country, &program::identity())?;
        let mut names = Vec::with_capacity(evidence.prevalences.len());
        let mut found = None;
        for prevalence in evidence.prevalences {
            if prevalence.claim().id == id {
                found = Some(present(prevalence, &study.presentation));
            } else {
                names.push(prevalence.claim().id.to_string());
            }
        }
        let Some(presented) = found else {
            let problem = Diagnostic::elsewhere(format!("the study makes no number `{id}`"));
            let near = nearest(&self.number, names.iter().map(String::as_str));
            return Err(Failure::Definitions(vec![problem.did_you_mean(near)]));
        };
        let published = published(study, &id)?;
        print(match self.format {
            Format::Json => format!("{:#}\n", json(study, &presented, &published)),
            Format::Human => text(study, &presented, &published),
        })
    }

    /// Says what is wrong with the name, and which number of the study may be meant.
    fn misnamed(&self, study: &Study, invalid: &InvalidNumberId) -> Failure {
        let mut names = Vec::new();
        for country in &study.countries {
            names.extend(
                study.indicators.iter().map(|indicator| format!("{}/{}", country.id, indicator.key())),
            );
        }
        let problem =
            Diagnostic::elsewhere(format!("“{}” names no number: {}", invalid.text, invalid.problem));
        let problem = problem.expected("country/indicator@version/breakdown=level");
        let near = nearest(&self.number, names.iter().map(String::as_str));
        Failure::Definitions(vec![problem.did_you_mean(near)])
    }
}

/// What the last build says of the number.
enum Published {
    /// There is no build, or the number is not in it.
    Absent,
    /// Its row of `out/estimates.csv`: the cells by column.
    Row(Vec<(String, String)>),
}

fn published(study: &Study, id: &NumberId) -> Result<Published, Failure> {
    let path = study.root.join("out").join("estimates.csv");
    if !path.exists() {
        return Ok(Published::Absent);
    }
    let unreadable = |error: csv::Error| Failure::operation(format!("{}: {error}", path.display()));
    let mut reader = csv::Reader::from_path(&path).map_err(unreadable)?;
    let names: Vec<String> = reader.headers().map_err(unreadable)?.iter().map(str::to_owned).collect();
    let name = id.to_string();
    for row in reader.records() {
        let row = row.map_err(unreadable)?;
        if row.get(0) == Some(&name) {
            return Ok(Published::Row(names.into_iter().zip(row.iter().map(str::to_owned)).collect()));
        }
    }
    Ok(Published::Absent)
}

/// Whether the number published is the number computed now, and what has changed if not.
fn comparison(presented: &Presented, published: &Published) -> String {
    let Published::Row(cells) = published else {
        return "not in out/: run cairn build to publish it".to_owned();
    };
    let cell =
        |name: &str| cells.iter().find(|(column, _)| column == name).map_or("", |(_, cell)| cell.as_str());
    let claim = presented.prevalence().claim();
    let estimate = presented.estimate().map(|estimate| estimate.proportion);
    let changed: Vec<&str> = [
        ("the estimate", cell("estimate").parse::<f64>().ok() == estimate),
        ("the base", cell("n") == claim.n.to_string()),
        ("the records", cell("records_sha256") == claim.pedigree.records.to_string()),
        ("the definitions", cell("definitions_sha256") == claim.pedigree.definitions.to_string()),
        ("the program", cell("program") == claim.pedigree.program),
    ]
    .into_iter()
    .filter_map(|(what, same)| (!same).then_some(what))
    .collect();
    if changed.is_empty() {
        "the same, to the last digit".to_owned()
    } else {
        format!("stale: since the last build {} changed; run cairn build", changed.join(", "))
    }
}

fn missing(counts: &MissingCounts) -> Vec<(MissingKind, u64)> {
    counts.present().collect()
}

fn text(study: &Study, presented: &Presented, published: &Published) -> String {
    let claim = presented.prevalence().claim();
    let pedigree = &claim.pedigree;
    let sample = presented.prevalence().sample();
    let indicator = study.indicators.iter().find(|indicator| indicator.id == claim.id.indicator);
    let mut lines: Vec<(&str, String)> = Vec::new();
    lines.push(("number", claim.id.to_string()));
    if let Some(indicator) = indicator {
        lines.push(("says", format!("{}, version {}", indicator.title, indicator.version)));
    }
    match (&claim.estimate, presented.shown()) {
        (Ok(estimate), Shown::Percentage { .. }) => {
            lines.push(("estimate", format!("{}", estimate.proportion)));
            if let Some(error) = estimate.standard_error {
                lines.push(("standard error", error.to_string()));
            }
            if let Some(interval) = estimate.interval {
                let level = 100.0 * interval.level;
                lines.push((
                    "interval",
                    format!("{} to {} ({level} %, {})", interval.lower, interval.upper, interval.method),
                ));
            }
            if let Some(effect) = estimate.design_effect {
                lines.push(("design effect", effect.to_string()));
            }
            lines.push(("df", estimate.degrees_of_freedom.to_string()));
            lines.extend(estimate.notes.iter().map(|note| ("note", note.clone())));
        }
        (_, Shown::Counts(reason)) => {
            lines.push(("counts", format!("{} of {}; no percentage: {reason}", claim.count, claim.n)));
        }
        (_, Shown::Withheld(reason)) => lines.push(("not shown", reason.to_string())),
        (Err(reason), Shown::Percentage { .. }) => lines.push(("not estimated", reason.clone())),
    }
    lines.push(("population", claim.population.clone()));
    if !claim.group_labels.is_empty() {
        let title = |id| study.breakdown(id).map_or("", |breakdown| breakdown.title.as_str());
        let levels = claim.id.group.0.iter().zip(&claim.group_labels);
        let named: Vec<String> = levels.map(|((id, _), label)| format!("{}: {label}", title(id))).collect();
        lines.push(("group", named.join(", ")));
    }
    lines.push(("period", claim.period.clone()));
    lines.push(("", String::new()));
    lines.push(("sample", format!("{} respondents in all; of this group:", sample.interviews)));
    for (kind, count) in missing(&claim.base_unknown) {
        lines.push(("", format!("{count} {kind}: whether they are in the base cannot be told")));
    }
    for (kind, count) in missing(&claim.missing) {
        let treated = indicator.map_or("", |indicator| match indicator.missing.of(kind) {
            Treatment::Exclude => ": they leave the base",
            Treatment::No => ": counted as no",
            Treatment::Yes => ": counted as yes",
        });
        lines.push(("", format!("{count} {kind}{treated}")));
    }
    lines.push(("base", format!("{} respondents ({})", claim.n, claim.base)));
    lines.push(("", String::new()));
    lines.push(("defined at", pedigree.defined_at.clone()));
    lines.push(("base is", pedigree.base.clone().unwrap_or_else(|| "everybody".to_owned())));
    lines.push(("value is", pedigree.value.clone()));
    lines.push(("method", pedigree.method.clone()));
    lines.push((
        "design",
        format!(
            "{} strata, {} clusters, {} degrees of freedom",
            sample.strata, sample.clusters, sample.degrees_of_freedom
        ),
    ));
    lines.push(("records", pedigree.records_file.clone()));
    lines.push(("", format!("sha256 {}", pedigree.records)));
    lines.extend(weights(pedigree));
    lines.push(("definitions", format!("sha256 {}", pedigree.definitions)));
    lines.push(("program", pedigree.program.clone()));
    lines.push(("published", comparison(presented, published)));
    aligned(&lines)
}

/// The files that weights were made from, where the study makes them.
fn weights(pedigree: &Pedigree) -> Vec<(&'static str, String)> {
    let lines = pedigree.weights.iter().enumerate().flat_map(|(position, used)| {
        let name = if position == 0 { "weights from" } else { "" };
        [(name, used.file.clone()), ("", format!("sha256 {}", used.digest))]
    });
    lines.collect()
}

/// Names and values, one pair a line.
fn aligned(lines: &[(&str, String)]) -> String {
    let mut text = String::new();
    for (name, value) in lines {
        let line = format!("{name:>14}  {value}");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn json(study: &Study, presented: &Presented, published: &Published) -> serde_json::Value {
    let claim = presented.prevalence().claim();
    let pedigree = &claim.pedigree;
    let sample = presented.prevalence().sample();
    let counts = |counts: &MissingCounts| -> serde_json::Map<String, serde_json::Value> {
        missing(counts).into_iter().map(|(kind, count)| (kind.key().to_owned(), count.into())).collect()
    };
    let estimate = presented.estimate().map(|estimate| {
        serde_json::json!({
            "proportion": estimate.proportion,
            "se": estimate.standard_error,
            "ci": estimate.interval.map(|interval| [interval.lower, interval.upper]),
            "ci_level": estimate.interval.map(|interval| interval.level),
            "ci_method": estimate.interval.map(|interval| interval.method.to_string()),
            "deff": estimate.design_effect,
            "df": estimate.degrees_of_freedom,
            "notes": estimate.notes,
        })
    });
    serde_json::json!({
        "id": claim.id.to_string(),
        "title": study.indicators.iter().find(|i| i.id == claim.id.indicator).map(|i| i.title.clone()),
        "population": claim.population,
        "group": claim.group_labels,
        "period": claim.period,
        "base": claim.base,
        "n": claim.n,
        "count": presented.count(),
        "missing": counts(&claim.missing),
        "base_unknown": counts(&claim.base_unknown),
        "estimate": estimate,
        "defined_at": pedigree.defined_at,
        "base_expression": pedigree.base,
        "value_expression": pedigree.value,
        "method": pedigree.method,
        "interviews": sample.interviews,
        "strata": sample.strata,
        "clusters": sample.clusters,
        "records": pedigree.records_file,
        "records_sha256": pedigree.records.to_string(),
        "weights_from": pedigree
            .weights
            .iter()
            .map(|used| serde_json::json!({ "file": used.file, "sha256": used.digest.to_string() }))
            .collect::<Vec<_>>(),
        "definitions_sha256": pedigree.definitions.to_string(),
        "program": pedigree.program,
        "published": comparison(presented, published),
    })
}
