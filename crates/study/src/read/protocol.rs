//! `protocols/<activity>.toml`.

use super::folder::toml_files;
use super::kinds::{instrument, theme};
use super::sources::Sources;
use crate::{
    Activity, CapacityDimension, CapacityProtocol, CodeId, CodebookCode, FrontlineProtocol, InstrumentId,
    InterviewProtocol, LegalProtocol, OwnCriterion, Protocols, SeriesDefinition, SeriesProtocol, ThemeId,
};
use cairn_definition::kind::{Integer, List, Parsed, Text};
use cairn_definition::{Diagnostic, Diagnostics, Kind, Node, Place, Placed, TableReader, Value, nearest};
use std::fmt;

/// The protocols as far as they could be read, with the places of the names they use.
#[derive(Debug, Default)]
pub(crate) struct ProtocolsDraft {
    pub(crate) protocols: Protocols,
    pub(crate) themes: Vec<Placed<ThemeId>>,
    pub(crate) instruments: Vec<Placed<InstrumentId>>,
    /// The activities that have a file, with its beginning; also one with mistakes.
    pub(crate) declared: Vec<(Activity, Place)>,
}

/// Reads every protocol of the study.
pub(crate) fn read_protocols(sources: &mut Sources<'_>) -> ProtocolsDraft {
    let mut draft = ProtocolsDraft::default();
    let folder = sources.root.join("protocols");
    for file in toml_files(&folder, sources) {
        let stem = file.toml_stem().unwrap_or_default().to_owned();
        let Some(activity) =
            Activity::from_key(&stem).filter(|activity| *activity != Activity::HouseholdSurvey)
        else {
            sources.report(misnamed(&stem, &file.path.display()));
            continue;
        };
        let Some(opened) = sources.open(&file.path) else { continue };
        draft.declared.push((activity, opened.start.clone()));
        let before = sources.problems.errors();
        let Some(reader) = opened.document.reader("protocol", sources.problems) else { continue };
        read(activity, reader, &opened.start, &mut draft, || sources.problems.errors() == before);
    }
    draft
}

fn misnamed(stem: &str, path: &impl fmt::Display) -> Diagnostic {
    let problem = Diagnostic::elsewhere(format!("{path} is the protocol of no activity"));
    if stem == Activity::HouseholdSurvey.key() {
        return problem.help("the household survey is described by its instruments and indicators");
    }
    let keys = Activity::ALL.map(Activity::key);
    match nearest(stem, keys) {
        Some(meant) => problem.did_you_mean(Some(meant)),
        None => problem.expected(cairn_definition::kind::one_of(keys)),
    }
}

fn read(
    activity: Activity,
    mut reader: TableReader<'_>,
    start: &Place,
    draft: &mut ProtocolsDraft,
    sound: impl Fn() -> bool,
) {
    match activity {
        Activity::LegalAnalysis => {
            let protocol = read_legal(&mut reader, start, &mut draft.themes);
            reader.finish();
            draft.protocols.legal_analysis = Some(protocol).filter(|_| sound());
        }
        Activity::GovernmentInterviews | Activity::AccessToJustice | Activity::SurvivorConversations => {
            let codes = read_codes(&mut reader, &mut draft.themes);
            reader.finish();
            if sound() {
                let protocol = InterviewProtocol { codes, place: start.clone() };
                draft.protocols.interviews.insert(activity, protocol);
            }
        }
        Activity::NonLawEnforcementData | Activity::LawEnforcementData => {
            let series = read_series(&mut reader, &mut draft.themes);
            reader.finish();
            if sound() {
                draft.protocols.series.insert(activity, SeriesProtocol { series, place: start.clone() });
            }
        }
        Activity::FrontlineSurvey => {
            let instrument = reader.required("instrument", &instrument());
            let themes = read_themes(&mut reader, "column");
            reader.finish();
            draft.instruments.extend(instrument.clone());
            draft.themes.extend(themes.iter().map(|(_, theme)| theme.clone()));
            draft.protocols.frontline_survey =
                instrument.filter(|_| sound()).map(|instrument| FrontlineProtocol {
                    instrument,
                    themes: themes.into_iter().map(|(column, theme)| (column, theme.value)).collect(),
                    place: start.clone(),
                });
        }
        Activity::LawEnforcementCapacity => {
            let dimensions = read_dimensions(&mut reader, &mut draft.themes);
            reader.finish();
            draft.protocols.law_enforcement_capacity =
                sound().then(|| CapacityProtocol { dimensions, place: start.clone() });
        }
        Activity::HouseholdSurvey => reader.finish(),
    }
}

fn read_legal(reader: &mut TableReader<'_>, start: &Place, used: &mut Vec<Placed<ThemeId>>) -> LegalProtocol {
    let problems = reader.problems();
    let libraries = reader.optional("libraries", &List(Text)).map(|list| list.value).unwrap_or_default();
    let mut criteria: Vec<OwnCriterion> = Vec::new();
    let mut seen = Vec::new();
    for mut reader in reader.tables("criteria", "criterion") {
        let place = reader.place().clone();
        let id = reader.required("id", &Parsed::<CodeId>::new("a short name, in quotes"));
        let question = reader.required("question", &Text);
        let source = reader.required("source", &Text);
        reader.finish();
        unique("criterion", id.as_ref(), &mut seen, problems);
        if let (Some(id), Some(question), Some(source)) = (id, question, source) {
            criteria.push(OwnCriterion {
                id: id.value,
                question: question.value,
                source: source.value,
                place,
            });
        }
    }
    let themes = read_themes(reader, "criterion");
    used.extend(themes.iter().map(|(_, theme)| theme.clone()));
    if libraries.is_empty() && criteria.is_empty() {
        let problem = Diagnostic::error(start, "this protocol asks nothing");
        problems.push(problem.expected("`libraries`, a list of names of libraries, or `[[criteria]]`"));
    }
    let themes = themes.into_iter().map(|(criterion, theme)| (criterion, theme.value)).collect();
    LegalProtocol { libraries, criteria, themes, place: start.clone() }
}

/// `[themes]`: the theme of each item, by its name.
fn read_themes(reader: &mut TableReader<'_>, item: &str) -> Vec<(Placed<String>, Placed<ThemeId>)> {
    let Some(mut reader) = reader.optional_table("themes", "table of themes") else { return Vec::new() };
    let problems = reader.problems();
    let mut themes = Vec::new();
    for entry in reader.rest() {
        let key = &entry.key;
        if let Some(id) =
            theme().read(&entry.node, &format!("the theme of the {item} `{}`", key.name), problems)
        {
            let name = Placed { value: key.name.clone(), place: key.place.clone() };
            themes.push((name, Placed { value: id, place: entry.node.place.clone() }));
        }
    }
    reader.finish();
    themes
}

fn read_codes(reader: &mut TableReader<'_>, used: &mut Vec<Placed<ThemeId>>) -> Vec<CodebookCode> {
    let problems = reader.problems();
    let mut codes: Vec<CodebookCode> = Vec::new();
    let mut seen = Vec::new();
    for mut reader in reader.required_tables("codes", "code") {
        let place = reader.place().clone();
        let id = reader.required("id", &Parsed::<CodeId>::new("a short name, in quotes"));
        let parent = reader.optional("parent", &Parsed::<CodeId>::new("the name of another code, in quotes"));
        let label = reader.required("label", &Text);
        let definition = reader.required("definition", &Text);
        let theme = reader.optional("theme", &theme());
        reader.finish();
        unique("code", id.as_ref(), &mut seen, problems);
        used.extend(theme.clone());
        if let Some(parent) = &parent
            && !seen.iter().any(|(name, _): &(String, Place)| *name == parent.value.as_str())
        {
            let problem = Diagnostic::error(
                &parent.place,
                format!("there is no code `{}` before this one", parent.value),
            );
            let near = nearest(parent.value.as_str(), seen.iter().map(|(name, _)| name.as_str()));
            problems.push(match near {
                Some(_) => problem.did_you_mean(near),
                None => problem
                    .help("a code stands after the code it lies under, so that no code can lie under itself"),
            });
        } else if let (Some(parent), Some(id)) = (&parent, &id)
            && parent.value == id.value
        {
            problems
                .push(Diagnostic::error(&parent.place, format!("the code `{}` lies under itself", id.value)));
        }
        if let (Some(id), Some(label), Some(definition)) = (id, label, definition) {
            let parent = parent.map(|parent| parent.value);
            let of_parent = || codes.iter().find(|code| Some(&code.id) == parent.as_ref())?.theme.clone();
            let theme = theme.map(|theme| theme.value).or_else(of_parent);
            let (label, definition) = (label.value, definition.value);
            codes.push(CodebookCode { id: id.value, parent, label, definition, theme, place });
        }
    }
    codes
}

fn read_series(reader: &mut TableReader<'_>, used: &mut Vec<Placed<ThemeId>>) -> Vec<SeriesDefinition> {
    let problems = reader.problems();
    let mut series = Vec::new();
    let mut seen = Vec::new();
    for mut reader in reader.required_tables("series", "series") {
        let place = reader.place().clone();
        let id = reader.required("id", &Parsed::new("a short name, in quotes"));
        let title = reader.required("title", &Text);
        let counting_unit = reader.required("counting_unit", &Text);
        let stage = reader.required("stage", &Text);
        let definition = reader.required("definition", &Text);
        let icvac = reader.optional("icvac", &Text);
        let iccs = reader.optional("iccs", &Text);
        let theme = reader.optional("theme", &theme());
        reader.finish();
        unique("series", id.as_ref(), &mut seen, problems);
        used.extend(theme.clone());
        let read = || {
            Some(SeriesDefinition {
                id: id?.value,
                title: title?.value,
                counting_unit: counting_unit?.value,
                stage: stage?.value,
                definition: definition?.value,
                icvac: icvac.map(|code| code.value),
                iccs: iccs.map(|code| code.value),
                theme: theme.map(|theme| theme.value),
                place,
            })
        };
        series.extend(read());
    }
    series
}

fn read_dimensions(reader: &mut TableReader<'_>, used: &mut Vec<Placed<ThemeId>>) -> Vec<CapacityDimension> {
    let problems = reader.problems();
    let mut dimensions = Vec::new();
    let mut seen = Vec::new();
    for mut reader in reader.required_tables("dimensions", "dimension") {
        let place = reader.place().clone();
        let id = reader.required("id", &Parsed::new("a short name, in quotes"));
        let title = reader.required("title", &Text);
        let question = reader.required("question", &Text);
        let capability = reader.optional("capability", &Integer(1..=21));
        let theme = reader.optional("theme", &theme());
        reader.finish();
        unique("dimension", id.as_ref(), &mut seen, problems);
        used.extend(theme.clone());
        if let (Some(id), Some(title), Some(question)) = (id, title, question) {
            dimensions.push(CapacityDimension {
                id: id.value,
                title: title.value,
                question: question.value,
                capability: capability.and_then(|number| u8::try_from(number.value).ok()),
                theme: theme.map(|theme| theme.value),
                place,
            });
        }
    }
    dimensions
}

/// Reports a name given twice within a file.
pub(super) fn unique<T: fmt::Display>(
    noun: &str,
    id: Option<&Placed<T>>,
    seen: &mut Vec<(String, Place)>,
    problems: &Diagnostics,
) {
    let Some(id) = id else { return };
    let name = id.value.to_string();
    if let Some((_, first)) = seen.iter().find(|(earlier, _)| *earlier == name) {
        let problem = Diagnostic::error(&id.place, format!("the {noun} `{name}` is defined twice"));
        problems.push(problem.help(format!("the first is at {first}")));
    } else {
        seen.push((name, id.place.clone()));
    }
}

/// The key of an activity.
pub(super) struct ActivityKey;

impl Kind for ActivityKey {
    type Value = Activity;

    fn expected(&self) -> String {
        "the key of an activity, as `legal_analysis`".to_owned()
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<Activity> {
        let Value::String(text) = &node.value else {
            problems.push(cairn_definition::kind::wrong_type(node, name, self.expected()));
            return None;
        };
        let found = Activity::from_key(text);
        if found.is_none() {
            let problem = Diagnostic::error(&node.place, format!("there is no activity `{text}`"));
            let keys = Activity::ALL.map(Activity::key);
            problems.push(match nearest(text, keys) {
                Some(meant) => problem.did_you_mean(Some(meant)),
                None => problem.expected(cairn_definition::kind::one_of(keys)),
            });
        }
        found
    }
}
