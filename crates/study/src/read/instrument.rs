//! `instruments/<id>.toml`.

use super::code::{MissingDraft, read_values};
use super::folder::{Entry, toml_files};
use super::sources::Sources;
use crate::{Column, ColumnType, Instrument, InstrumentId};
use cairn_definition::kind::{Boolean, OneOf, Text};
use cairn_definition::{Diagnostic, Diagnostics, Place, Placed, TableReader};
use std::collections::BTreeMap;

/// An instrument, as far as it could be read.
#[derive(Debug)]
pub(crate) struct InstrumentDraft {
    pub(crate) id: InstrumentId,
    /// The names of its columns, also of those with mistakes; absent where not all of them are known.
    pub(crate) columns: Option<Vec<String>>,
    /// The instrument, where it has no mistake.
    pub(crate) instrument: Option<Instrument>,
}

const COLUMN_TYPES: [(&str, ColumnType); 5] = [
    ("integer", ColumnType::Integer),
    ("number", ColumnType::Number),
    ("text", ColumnType::Text),
    ("boolean", ColumnType::Boolean),
    ("date", ColumnType::Date),
];

/// The instruments of a study.
#[derive(Debug, Default)]
pub(crate) struct Instruments {
    /// By name.
    pub(crate) drafts: Vec<InstrumentDraft>,
    /// The names of files that cannot be an instrument’s.
    pub(crate) misnamed: Vec<String>,
}

/// Reads every instrument of the folder.
pub(crate) fn read_instruments(sources: &mut Sources<'_>) -> Instruments {
    let mut instruments = Instruments::default();
    for file in toml_files(&sources.root.join("instruments"), sources) {
        match read_instrument(&file, sources) {
            Some(draft) => instruments.drafts.push(draft),
            None => instruments.misnamed.extend(file.toml_stem().map(str::to_owned)),
        }
    }
    instruments
}

fn read_instrument(entry: &Entry, sources: &mut Sources<'_>) -> Option<InstrumentDraft> {
    let id = match entry.toml_stem().unwrap_or_default().parse::<InstrumentId>() {
        Ok(id) => id,
        Err(error) => {
            let message = format!("the name of the file {}: {error}", entry.path.display());
            sources.report(Diagnostic::elsewhere(message).help("rename the file"));
            return None;
        }
    };
    let Some(opened) = sources.open(&entry.path) else {
        return Some(InstrumentDraft { id, columns: None, instrument: None });
    };
    let mut names = None;
    let instrument = sources.unless_broken(|problems| {
        let mut reader = opened.document.reader("instrument", problems)?;
        let title = reader.required("title", &Text);
        let respondents = reader.required("respondents", &Text);
        let online_children = reader.optional("online_children", &Boolean);
        let missing = reader.optional_table("missing", "table of missing codes").map(MissingDraft::read);
        let missing = missing.unwrap_or_default();
        let columns = reader.required_tables("columns", "column");
        reader.finish();
        let columns = read_columns(columns, &missing);
        names = columns.names;
        Some(Instrument {
            id: id.clone(),
            title: title?.value,
            respondents: respondents?.value,
            online_children: online_children.is_some_and(|children| children.value),
            columns: columns.columns,
            place: opened.start.clone(),
        })
    });
    Some(InstrumentDraft { id, columns: names, instrument })
}

struct Columns {
    columns: Vec<Column>,
    /// As [`InstrumentDraft::columns`].
    names: Option<Vec<String>>,
}

fn read_columns(readers: Vec<TableReader<'_>>, default: &MissingDraft) -> Columns {
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    let mut columns = Vec::new();
    let mut names = Some(Vec::new());
    for reader in readers {
        let problems = reader.problems();
        let (name, column) = read_column(reader, default, problems);
        if let Some(name) = name {
            check_unique(&name, &seen, problems);
            seen.entry(name.value.clone()).or_insert(name.place);
            if let Some(names) = &mut names {
                names.push(name.value);
            }
        } else {
            names = None;
        }
        columns.extend(column);
    }
    Columns { columns, names: names.filter(|names| !names.is_empty()) }
}

fn check_unique(name: &Placed<String>, seen: &BTreeMap<String, Place>, problems: &Diagnostics) {
    if let Some(first) = seen.get(&name.value) {
        let problem = Diagnostic::error(&name.place, format!("the column `{}` is given twice", name.value));
        problems.push(problem.help(format!("the first is at {first}")));
    }
}

fn read_column(
    mut reader: TableReader<'_>,
    default: &MissingDraft,
    problems: &Diagnostics,
) -> (Option<Placed<String>>, Option<Column>) {
    let place = reader.place().clone();
    let name = reader.required("name", &Text);
    let label = reader.required("label", &Text);
    let kind = reader.required("type", &OneOf(&COLUMN_TYPES)).map(|kind| kind.value);
    let values = read_values(&mut reader, kind);
    let own = reader.optional_table("missing", "table of missing codes").map(MissingDraft::read);
    reader.finish();
    let column = match (&name, label, kind) {
        (Some(name), Some(label), Some(kind)) => {
            let missing = own.unwrap_or_else(|| default.for_type(kind));
            missing.check_type(kind, problems);
            missing.check_values(&name.value, &values, problems);
            Some(Column {
                name: name.value.clone(),
                label: label.value,
                kind,
                values: values.into_iter().map(|value| value.value).collect(),
                missing: missing.finish(),
                place,
            })
        }
        _ => None,
    };
    (name, column)
}
