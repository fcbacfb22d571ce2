//! `study.toml`.

use super::code::CodeKind;
use super::kinds::{LanguageTags, breakdown, expression, instrument, theme};
use super::protocol::unique;
use super::sources::{Opened, Sources};
use crate::{
    Breakdown, BreakdownId, IndicatorId, InstrumentId, IntervalChoice, Level, PairQuestion, Presentation,
    Preset, Theme, ThemeId,
};
use cairn_definition::kind::{Boolean, Integer, List, Number, OneOf, Parsed, Text};
use cairn_definition::{Diagnostic, Diagnostics, Placed, TableReader, Value};

/// What `study.toml` says, as far as it could be read.
#[derive(Debug)]
pub(crate) struct StudyFile {
    pub(crate) title: Option<String>,
    pub(crate) round: Option<String>,
    pub(crate) partners: Vec<String>,
    pub(crate) languages: Vec<String>,
    /// Absent where it could not be read.
    pub(crate) synthetic: Option<bool>,
    pub(crate) presentation: Presentation,
    pub(crate) breakdowns: Breakdowns,
    pub(crate) themes: Vec<Theme>,
    pub(crate) pairs: Vec<PairDraft>,
}

/// A question of pairs with the places of the names it uses.
#[derive(Debug)]
pub(crate) struct PairDraft {
    pub(crate) child: Placed<IndicatorId>,
    pub(crate) caregiver: Placed<IndicatorId>,
    pub(crate) link: Placed<String>,
    pub(crate) theme: Option<Placed<ThemeId>>,
    pub(crate) pair: PairQuestion,
}

/// The breakdowns of a study.
#[derive(Debug, Default)]
pub(crate) struct Breakdowns {
    /// In the order of the file.
    pub(crate) drafts: Vec<BreakdownDraft>,
    /// Names given that are no names.
    pub(crate) misnamed: Vec<String>,
}

/// A breakdown, as far as it could be read.
#[derive(Debug)]
pub(crate) struct BreakdownDraft {
    pub(crate) id: Placed<BreakdownId>,
    pub(crate) instruments: Vec<Placed<InstrumentId>>,
    /// The breakdown, where it has no mistake.
    pub(crate) breakdown: Option<Breakdown>,
}

const PRESETS: [(&str, Preset); 3] =
    [("disrupting-harm", Preset::DisruptingHarm), ("dhs", Preset::Dhs), ("nchs", Preset::Nchs)];

const INTERVALS: [(&str, IntervalChoice); 2] =
    [("logit", IntervalChoice::Logit), ("korn-graubard", IntervalChoice::KornGraubard)];

/// Reads `study.toml`; nothing where it has a syntax error.
pub(crate) fn read_study_file(sources: &mut Sources<'_>) -> Option<StudyFile> {
    let opened = sources.open(&sources.root.join("study.toml"))?;
    read(&opened, sources)
}

fn read(opened: &Opened, sources: &Sources<'_>) -> Option<StudyFile> {
    let mut reader = opened.document.reader("study", sources.problems)?;
    let title = reader.required("title", &Text);
    let round = reader.optional("round", &Text);
    let partners = reader.optional("partners", &List(Text));
    let languages = reader.optional("languages", &LanguageTags);
    let said_synthetic = reader.has("synthetic");
    let synthetic = reader.optional("synthetic", &Boolean).map(|synthetic| synthetic.value);
    let presentation = reader.optional_table("presentation", "presentation").map(read_presentation);
    let breakdowns = reader.tables("breakdowns", "breakdown");
    let (themes, pairs) = (reader.tables("themes", "theme"), reader.tables("pairs", "question of pairs"));
    reader.finish();
    let languages = languages.map_or_else(|| vec!["en".to_owned()], |languages| languages.value);
    Some(StudyFile {
        title: title.map(|title| title.value),
        round: round.map(|round| round.value),
        partners: partners.map(values).unwrap_or_default(),
        languages,
        synthetic: if said_synthetic { synthetic } else { Some(false) },
        presentation: presentation.unwrap_or_else(|| Presentation::preset(Preset::DisruptingHarm)),
        breakdowns: read_breakdowns(breakdowns, sources),
        themes: read_themes(themes, sources.problems),
        pairs: read_pairs(pairs, sources.problems),
    })
}

fn values<T>(list: Placed<Vec<Placed<T>>>) -> Vec<T> {
    list.value.into_iter().map(|entry| entry.value).collect()
}

fn read_presentation(mut reader: TableReader<'_>) -> Presentation {
    let preset =
        reader.optional("preset", &OneOf(&PRESETS)).map_or(Preset::DisruptingHarm, |preset| preset.value);
    let mut presentation = Presentation::preset(preset);
    if let Some(base) = reader.optional("minimum_base", &Integer(1..=1_000_000)) {
        presentation.minimum_base = u32::try_from(base.value).unwrap_or(u32::MAX);
    }
    if let Some(interval) = reader.optional("interval", &OneOf(&INTERVALS)) {
        presentation.interval = interval.value;
    }
    if let Some(level) = reader.optional("level", &Number(0.5..=0.999)) {
        presentation.level = level.value;
    }
    if let Some(decimals) = reader.optional("decimals", &Integer(0..=3)) {
        presentation.decimals = u8::try_from(decimals.value).unwrap_or(presentation.decimals);
    }
    reader.finish();
    presentation
}

fn read_themes(readers: Vec<TableReader<'_>>, problems: &Diagnostics) -> Vec<Theme> {
    let mut seen = Vec::new();
    let mut themes = Vec::new();
    for mut reader in readers {
        let place = reader.place().clone();
        let id = reader.required("id", &theme());
        let title = reader.required("title", &Text);
        reader.finish();
        unique("theme", id.as_ref(), &mut seen, problems);
        if let (Some(id), Some(title)) = (id, title) {
            themes.push(Theme { id: id.value, title: title.value, place });
        }
    }
    themes
}

fn read_pairs(readers: Vec<TableReader<'_>>, problems: &Diagnostics) -> Vec<PairDraft> {
    let mut seen = Vec::new();
    let mut pairs = Vec::new();
    for mut reader in readers {
        let place = reader.place().clone();
        let indicator = || Parsed::<IndicatorId>::new("the name of an indicator, in quotes");
        let id = reader.required("id", &Parsed::new("a short name, in quotes"));
        let title = reader.required("title", &Text);
        let child = reader.required("child", &indicator());
        let caregiver = reader.required("caregiver", &indicator());
        let link = reader.required("link", &Text);
        let theme = reader.optional("theme", &theme());
        reader.finish();
        unique("question of pairs", id.as_ref(), &mut seen, problems);
        if let (Some(id), Some(title), Some(child), Some(caregiver), Some(link)) =
            (id, title, child, caregiver, link)
        {
            let pair = PairQuestion {
                id: id.value,
                title: title.value,
                child: child.value.clone(),
                caregiver: caregiver.value.clone(),
                link: link.value.clone(),
                theme: theme.as_ref().map(|theme| theme.value.clone()),
                place,
            };
            pairs.push(PairDraft { child, caregiver, link, theme, pair });
        }
    }
    pairs
}

fn read_breakdowns(readers: Vec<TableReader<'_>>, sources: &Sources<'_>) -> Breakdowns {
    let mut breakdowns = Breakdowns::default();
    for mut reader in readers {
        let written = reader.node("id").map(|node| &node.value);
        let mut draft = None;
        let breakdown = sources.unless_broken(|problems| {
            let (named, breakdown) = read_breakdown(reader, problems);
            if let Some((id, _)) = &named {
                check_unique(id, &breakdowns.drafts, problems);
            }
            draft = named;
            breakdown
        });
        if let Some((id, instruments)) = draft {
            breakdowns.drafts.push(BreakdownDraft { id, instruments, breakdown });
        } else if let Some(Value::String(written)) = written {
            breakdowns.misnamed.push(written.clone());
        }
    }
    breakdowns
}

fn check_unique(id: &Placed<BreakdownId>, earlier: &[BreakdownDraft], problems: &Diagnostics) {
    if let Some(first) = earlier.iter().find(|first| first.id.value == id.value) {
        let problem = Diagnostic::error(&id.place, format!("the breakdown `{}` is defined twice", id.value));
        problems.push(problem.help(format!("the first is at {}", first.id.place)));
    }
}

type Named = (Placed<BreakdownId>, Vec<Placed<InstrumentId>>);

fn read_breakdown(mut reader: TableReader<'_>, problems: &Diagnostics) -> (Option<Named>, Option<Breakdown>) {
    let place = reader.place().clone();
    let id = reader.required("id", &breakdown());
    let title = reader.required("title", &Text);
    let instruments = reader.optional("instruments", &List(instrument()));
    let value = reader.required("value", &Text);
    let levels = read_levels(&mut reader, problems);
    reader.finish();
    let instruments = instruments.map(|instruments| instruments.value).unwrap_or_default();
    let breakdown = match (&id, title, value) {
        (Some(id), Some(title), Some(value)) => Some(Breakdown {
            id: id.value.clone(),
            title: title.value,
            instruments: instruments.iter().map(|instrument| instrument.value.clone()).collect(),
            value: expression(value),
            levels,
            place,
        }),
        _ => None,
    };
    (id.map(|id| (id, instruments)), breakdown)
}

fn read_levels(reader: &mut TableReader<'_>, problems: &Diagnostics) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    for mut level in reader.tables("levels", "level") {
        let value = level.required("value", &CodeKind);
        let label = level.required("label", &Text);
        level.finish();
        let Some(value) = value.map(|value| value.map(|code| code.to_string())) else { continue };
        if levels.iter().any(|earlier| earlier.value == value.value) {
            let message = format!("the level “{}” is given twice", value.value);
            problems.push(Diagnostic::error(&value.place, message).help("keep one of the two"));
        } else if let Some(label) = label {
            levels.push(Level { value: value.value, label: label.value });
        }
    }
    levels
}
