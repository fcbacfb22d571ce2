//! `indicators/*.toml`.

use super::code::MISSING_KINDS;
use super::folder::toml_files;
use super::kinds::{breakdown, expression, instrument, theme};
use super::sources::Sources;
use crate::{
    BreakdownId, Chapter, Disaggregation, Indicator, IndicatorId, InstrumentId, MissingTreatment, ThemeId,
    Treatment,
};
use cairn_definition::kind::{Boolean, Integer, List, OneOf, Parsed, Text, wrong_type};
use cairn_definition::{Diagnostic, Diagnostics, Kind, Node, Place, Placed, TableReader, Value};
use std::collections::BTreeMap;

/// An indicator, as far as it could be read, with the places of the names it uses.
#[derive(Debug, Default)]
pub(crate) struct IndicatorDraft {
    pub(crate) instrument: Option<Placed<InstrumentId>>,
    pub(crate) breakdowns: Vec<Placed<BreakdownId>>,
    pub(crate) theme: Option<Placed<ThemeId>>,
    /// The indicators it is composed of, as `id@version`.
    pub(crate) parts: Vec<Placed<String>>,
    /// Where it asks for numbers of children.
    pub(crate) numbers: Option<Place>,
    /// The indicator, where it has no mistake.
    pub(crate) indicator: Option<Indicator>,
}

impl IndicatorDraft {
    /// The name of a composite, and its parts.
    pub(crate) fn parts(&self) -> Option<(String, Vec<Placed<String>>)> {
        let indicator = self.indicator.as_ref()?;
        (!self.parts.is_empty()).then(|| (indicator.key(), self.parts.clone()))
    }
}

const CHAPTERS: [(&str, Chapter); 3] =
    [("online", Chapter::Online), ("harm", Chapter::Harm), ("response", Chapter::Response)];

const TREATMENTS: [(&str, Treatment); 3] =
    [("exclude", Treatment::Exclude), ("no", Treatment::No), ("yes", Treatment::Yes)];

/// Every indicator of the folder, in the order of the files and within them.
pub(crate) fn read_indicators(sources: &mut Sources<'_>) -> Vec<IndicatorDraft> {
    let mut seen = BTreeMap::new();
    let mut drafts = Vec::new();
    for file in toml_files(&sources.root.join("indicators"), sources) {
        let Some(opened) = sources.open(&file.path) else { continue };
        if headless(opened.document.root()) {
            let problem = Diagnostic::error(&opened.start, "an indicator begins here without its header");
            sources.report(problem.help("write [[indicators]] on a line of its own before each indicator"));
            continue;
        }
        let Some(mut reader) = opened.document.reader("file of indicators", sources.problems) else {
            continue;
        };
        let indicators = reader.required_tables("indicators", "indicator");
        reader.finish();
        for indicator in indicators {
            let mut draft = IndicatorDraft::default();
            draft.indicator =
                sources.unless_broken(|problems| read_indicator(indicator, &mut draft, &mut seen, problems));
            drafts.push(draft);
        }
    }
    drafts
}

/// Whether a file holds an indicator’s keys without `[[indicators]]` before them.
fn headless(root: &Node) -> bool {
    matches!(&root.value, Value::Table(table) if table.get("indicators").is_none() && table.get("id").is_some())
}

fn read_indicator(
    mut reader: TableReader<'_>,
    draft: &mut IndicatorDraft,
    seen: &mut BTreeMap<IndicatorId, Place>,
    problems: &Diagnostics,
) -> Option<Indicator> {
    reader.explain("version", "begin with 1; a change of wording, base or treatment makes a new version");
    reader.explain("population", "a number without its population is not published");
    let place = reader.place().clone();
    let id = reader.required("id", &Parsed::<IndicatorId>::new("a short name, in quotes"));
    let version = reader.required("version", &Integer(1..=9_999));
    let title = reader.required("title", &Text);
    let instrument = reader.required("instrument", &instrument());
    let population = reader.required("population", &Text);
    let base = reader.optional("base", &Text);
    let base_label = reader.optional("base_label", &Text);
    let value = reader.required("value", &Text);
    let missing = reader.optional_table("missing", "treatment of missing answers").map(read_treatment);
    let period = reader.required("period", &Text);
    let by = reader.optional("by", &List(Crossed));
    let chapter = reader.required("chapter", &OneOf(&CHAPTERS));
    let topic = reader.required("topic", &Text);
    let source = reader.required("source", &Text);
    let icvac = reader.optional("icvac", &Text);
    let theme = reader.optional("theme", &theme());
    let parts = reader.optional("parts", &List(Text));
    let block = reader.optional("block", &Text);
    let numbers = reader.optional("numbers", &Boolean);
    reader.finish();

    let by = by.map(|by| by.value).unwrap_or_default();
    check_disaggregations(&by, problems);
    draft.instrument.clone_from(&instrument);
    draft.theme.clone_from(&theme);
    draft.numbers = numbers.as_ref().filter(|numbers| numbers.value).map(|numbers| numbers.place.clone());
    if let (Some(numbers), Some(base)) = (&draft.numbers, &base) {
        let message = "a number of children is of all who use the internet, and this indicator has a base";
        let problem = Diagnostic::error(numbers, message);
        problems.push(problem.help(format!(
            "remove `numbers`, or ask of everybody instead of the base at {}: `no` for those outside it",
            base.place
        )));
    }
    draft.parts = parts.as_ref().map(|parts| parts.value.clone()).unwrap_or_default();
    draft.breakdowns = by.iter().flat_map(|crossed| crossed.value.iter().cloned()).collect();
    let id = id?;
    if let Some(first) = seen.get(&id.value) {
        let problem = Diagnostic::error(&id.place, format!("the indicator `{}` is defined twice", id.value));
        problems.push(problem.help(format!("the first is at {first}")));
    }
    seen.entry(id.value.clone()).or_insert(id.place);
    Some(Indicator {
        id: id.value,
        version: u32::try_from(version?.value).ok()?,
        title: title?.value,
        instrument: instrument?.value,
        population: population?.value,
        base: base.map(expression),
        base_label: base_label.map(|label| label.value),
        value: expression(value?),
        missing: missing.unwrap_or(MissingTreatment::EXCLUDE_ALL),
        period: period?.value,
        by: by.iter().map(|crossed| disaggregation(&crossed.value)).collect(),
        chapter: chapter?.value,
        topic: topic?.value,
        source: source?.value,
        icvac: icvac.map(|code| code.value),
        theme: theme.map(|theme| theme.value),
        parts: parts
            .map(|parts| parts.value.into_iter().map(|part| part.value).collect())
            .unwrap_or_default(),
        block: block.map(|block| block.value),
        numbers: numbers.is_some_and(|numbers| numbers.value),
        place,
    })
}

fn read_treatment(mut reader: TableReader<'_>) -> MissingTreatment {
    let mut treatment = MissingTreatment::EXCLUDE_ALL;
    for (key, kind) in MISSING_KINDS {
        if let Some(chosen) = reader.optional(key, &OneOf(&TREATMENTS)) {
            treatment = treatment.with(kind, chosen.value);
        }
    }
    reader.finish();
    treatment
}

/// A breakdown, or a list of breakdowns to be crossed.
struct Crossed;

impl Kind for Crossed {
    type Value = Vec<Placed<BreakdownId>>;

    fn expected(&self) -> String {
        "the name of a breakdown, or a list of names to be crossed".to_owned()
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<Self::Value> {
        match &node.value {
            Value::String(_) => {
                let id = breakdown().read(node, name, problems)?;
                Some(vec![Placed { value: id, place: node.place.clone() }])
            }
            Value::Array(items) if items.is_empty() => {
                problems.push(
                    Diagnostic::error(&node.place, format!("{name} is empty")).expected(self.expected()),
                );
                None
            }
            Value::Array(_) => List(breakdown()).read(node, name, problems),
            _ => {
                problems.push(wrong_type(node, name, self.expected()));
                None
            }
        }
    }
}

fn disaggregation(crossed: &[Placed<BreakdownId>]) -> Disaggregation {
    Disaggregation(crossed.iter().map(|id| id.value.clone()).collect())
}

/// Reports a breakdown crossed with itself, and a disaggregation given twice.
fn check_disaggregations(by: &[Placed<Vec<Placed<BreakdownId>>>], problems: &Diagnostics) {
    let mut seen: Vec<Vec<&BreakdownId>> = Vec::new();
    for crossed in by {
        let mut sorted: Vec<_> = crossed.value.iter().map(|id| &id.value).collect();
        sorted.sort();
        if let Some(id) = crossed.value.iter().enumerate().find_map(|(index, id)| {
            crossed.value.iter().take(index).any(|earlier| earlier.value == id.value).then_some(id)
        }) {
            problems.push(Diagnostic::error(&id.place, format!("`{}` is crossed with itself", id.value)));
        } else if seen.contains(&sorted) {
            let names: Vec<_> = sorted.iter().map(|id| format!("`{id}`")).collect();
            let message = format!("the breakdown by {} is given twice", names.join(" and "));
            problems.push(Diagnostic::error(&crossed.place, message));
        }
        seen.push(sorted);
    }
}
