//! `[survey]` of a country: its sample design and its files.

use super::kinds::instrument;
use crate::{InstrumentId, LonelyPsu, RunState, SurveyDesign};
use cairn_definition::kind::{AnyText, Boolean, List, OneOf, OrNull, Text};
use cairn_definition::{Diagnostic, Kind, Node, Placed, TableReader};
use std::path::PathBuf;

/// The household survey of a country, before the files of its records are found.
#[derive(Debug)]
pub(super) struct SurveyDraft {
    pub(super) design: SurveyDesign,
    pub(super) sampling: Option<String>,
    pub(super) departs: Option<String>,
    /// The files named, as written.
    pub(super) records: Vec<(Placed<InstrumentId>, PathBuf)>,
    pub(super) columns: DesignColumns,
}

/// The columns of the design with their places.
#[derive(Debug, Clone, Default)]
pub(crate) struct DesignColumns {
    /// Clusters and strata: of any type.
    pub(crate) labels: Vec<Placed<String>>,
    /// Weights and population sizes: numbers.
    pub(crate) numbers: Vec<Placed<String>>,
    /// The weight, which is one of the numbers.
    pub(crate) weights: Option<Placed<String>>,
}

const LONELY_PSU: [(&str, LonelyPsu); 5] = [
    ("fail", LonelyPsu::Fail),
    ("adjust", LonelyPsu::Adjust),
    ("average", LonelyPsu::Average),
    ("certainty", LonelyPsu::Certainty),
    ("remove", LonelyPsu::Remove),
];

/// `planned`: the decisions on the sample are in the study folder, and say how it was drawn.
pub(super) fn read_survey(mut reader: TableReader<'_>, planned: bool) -> Option<RunState<SurveyDraft>> {
    if reader.has("not_run") {
        return read_reason(reader).map(|reason| RunState::NotRun { reason });
    }
    reader.explain(
        "sampling",
        "how the sample was drawn, in words, for the chapter on methods; or `not_run = \"why\"`; or the decisions in sample.toml",
    );
    let place = reader.place().clone();
    let problems = reader.problems();
    // Known, so that a slip of the hand is recognised.
    reader.node("not_run");
    let sampling =
        if planned { reader.optional("sampling", &Text) } else { reader.required("sampling", &Text) };
    let departs = reader.optional("departs", &Text);
    let clusters = list(reader.optional("clusters", &List(Text)));
    let strata = list(reader.optional("strata", &List(OrNull(AnyText))));
    let weights = reader.optional("weights", &Text);
    let fpc_list = reader.optional("fpc", &List(Text));
    let nest = reader.optional("nest", &Boolean).is_none_or(|nest| nest.value);
    let lonely_psu =
        reader.optional("lonely_psu", &OneOf(&LONELY_PSU)).map(|rule| rule.value).unwrap_or_default();
    let records =
        reader.optional_table("records", "table of record files").map(read_records).unwrap_or_default();
    reader.finish();

    let fpc = list(fpc_list);
    let strata: Vec<Placed<Option<String>>> = strata
        .into_iter()
        .map(|stage| stage.map(|column| column.filter(|column| !column.is_empty())))
        .collect();
    let stages = clusters.len().max(1);
    for (key, extra) in [
        ("strata", strata.get(stages).map(|stage| &stage.place)),
        ("fpc", fpc.get(stages).map(|stage| &stage.place)),
    ] {
        if let Some(extra) = extra {
            let message = format!("`{key}` has more stages than the sample: {stages} by `clusters`");
            problems
                .push(Diagnostic::error(extra, message).expected(format!("at most {stages}, one a stage")));
        }
    }
    let columns = DesignColumns {
        labels: clusters.iter().cloned().chain(strata.iter().cloned().filter_map(present)).collect(),
        numbers: weights.iter().cloned().chain(fpc.iter().cloned()).collect(),
        weights: weights.clone(),
    };
    let design = SurveyDesign {
        clusters: clusters.into_iter().map(|column| column.value).collect(),
        strata: strata.into_iter().map(|stage| stage.value).collect(),
        weights: weights.map(|column| column.value),
        fpc: fpc.into_iter().map(|column| column.value).collect(),
        nest,
        lonely_psu,
        place,
    };
    Some(RunState::Run(SurveyDraft {
        design,
        sampling: sampling.map(|sampling| sampling.value),
        departs: departs.map(|departs| departs.value),
        records,
        columns,
    }))
}

fn list<T>(list: Option<Placed<Vec<Placed<T>>>>) -> Vec<Placed<T>> {
    list.map(|list| list.value).unwrap_or_default()
}

fn present(stage: Placed<Option<String>>) -> Option<Placed<String>> {
    Some(Placed { value: stage.value?, place: stage.place })
}

/// Of a survey that was not run there is nothing to say but why.
fn read_reason(mut reader: TableReader<'_>) -> Option<String> {
    let reason = reader.required("not_run", &Text);
    for entry in reader.rest() {
        let message = format!("`{}` says something of a survey that was not run", entry.key.name);
        let help = "remove it, or remove `not_run` if the survey was run";
        reader.problems().push(Diagnostic::error(&entry.key.place, message).help(help));
    }
    reader.finish();
    Some(reason?.value)
}

fn read_records(mut reader: TableReader<'_>) -> Vec<(Placed<InstrumentId>, PathBuf)> {
    let problems = reader.problems();
    let mut records = Vec::new();
    for entry in reader.rest() {
        let key = &entry.key;
        let name =
            Node { value: cairn_definition::Value::String(key.name.clone()), place: key.place.clone() };
        let id = instrument().read(&name, "this key", problems);
        let path = Text.read(&entry.node, &format!("`{}`", key.name), problems);
        if let (Some(id), Some(path)) = (id, path) {
            records.push((Placed { value: id, place: key.place.clone() }, PathBuf::from(path)));
        }
    }
    reader.finish();
    records
}
