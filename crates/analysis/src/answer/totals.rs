//! Cluster totals in a file: kept where the rows are, added and estimated from elsewhere.
//!
//! The file is JSON, so that whoever is answerable for the data can read what leaves. It holds the request, the units of the design and
//! the sums by unit and domain; no row. A cluster with few cases in a domain may still tell of a person: it is handled as data.

use super::columns::Columns;
use super::progress::Progress;
use super::rows::Answer;
use super::run::{AnswerError, open, with_contrasts};
use super::streamed::{KeptSums, Streamed};
use crate::pass::{Level, SavedFilling, SavedTable, SavedUnit};
use crate::request::{Estimand, Request};
use cairn_data::{Field, Kind};
use cairn_definition::{Diagnostic, Diagnostics, SourceFile};
use cairn_survey::PartialCell;
use serde_json::{Value, json};
use std::path::Path;

/// The version of the file's form.
const FORM: u64 = 1;

const KINDS: [(Kind, &str); 5] = [
    (Kind::Boolean, "boolean"),
    (Kind::Integer, "integer"),
    (Kind::Number, "number"),
    (Kind::Text, "text"),
    (Kind::Date, "date"),
];

/// Cluster totals of a request's means, totals, ratios and proportions.
#[derive(Debug, Clone)]
pub struct KeptTotals {
    /// The request's text, and the name of its file.
    request: (String, String),
    fields: Vec<Field>,
    sums: KeptSums,
}

/// Why totals cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TotalsError {
    /// A file is not one of totals.
    #[error("{file} holds no cluster totals: {reason}")]
    Form {
        /// The file.
        file: String,
        /// What is wrong.
        reason: String,
    },
    /// Files of different requests.
    #[error("{second} was summed for another request than {first}")]
    Requests {
        /// The first file.
        first: String,
        /// The other.
        second: String,
    },
    /// No file at all.
    #[error("no totals were given")]
    None,
}

/// Sums the rows of a request and keeps the sums.
///
/// # Errors
/// When the request is refused, needs its rows again, or has a design in which every row is a unit of its own.
pub fn keep_totals(request: &Request, progress: Progress<'_>) -> Result<KeptTotals, AnswerError> {
    let problems = Diagnostics::new();
    if request.design.clusters.is_empty() {
        let message = "totals of a design without clusters would hold every row";
        problems.push(Diagnostic::error(&request.design_place, message).expected("`clusters`"));
    }
    if !request.design.is_plain() {
        let message = "this design needs its rows again, so its totals cannot be kept";
        problems.push(Diagnostic::error(&request.design_place, message));
    }
    if let Some(imputations) = &request.imputations {
        let message = "the tables of imputed data are analysed one by one, so their totals cannot be kept";
        problems.push(Diagnostic::error(&imputations.place, message));
    }
    for analysis in request.analyses.iter().filter(|analysis| matches!(analysis.estimand, Estimand::Held(_)))
    {
        let message = format!("`{}` needs the rows again, so its totals cannot be kept", analysis.id.value);
        problems.push(
            Diagnostic::error(&analysis.id.place, message)
                .expected("`mean`, `total`, `proportion` or `ratio`"),
        );
    }
    if problems.has_errors() {
        return Err(AnswerError::Request(problems.into_sorted()));
    }
    let scan = open(request)?;
    let mut columns = Columns::new(request, scan.fields(), &problems);
    let streamed = Streamed::find(request, &[], &mut columns, &problems);
    if problems.has_errors() {
        return Err(AnswerError::Request(problems.into_sorted()));
    }
    let fields = scan.fields().iter().map(|field| Field::new(field.name.clone(), field.kind)).collect();
    let file = request.data.place.file();
    let name = file.path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let sums = streamed.keep(request, &scan, columns, progress)?;
    Ok(KeptTotals { request: (file.text().to_owned(), name), fields, sums })
}

/// Adds totals of one request and answers it.
///
/// # Errors
/// When the totals do not go together, or the design that they make is refused.
pub fn answer_from_totals(kept: &[(String, KeptTotals)]) -> Result<Answer, AnswerError> {
    let refuse = |error: TotalsError| AnswerError::Request(vec![Diagnostic::elsewhere(error.to_string())]);
    let Some(((first, totals), others)) = kept.split_first() else { return Err(refuse(TotalsError::None)) };
    let request = totals.request().map_err(AnswerError::Request)?;
    for (second, other) in others {
        let same = other.request().is_ok_and(|found| without_data(&found) == without_data(&request));
        let kinds = |totals: &KeptTotals| totals.fields.iter().map(|field| field.kind).collect::<Vec<_>>();
        if !same || kinds(other) != kinds(totals) {
            return Err(refuse(TotalsError::Requests { first: first.clone(), second: second.clone() }));
        }
    }
    let problems = Diagnostics::new();
    let mut columns = Columns::new(&request, &totals.fields, &problems);
    let streamed = Streamed::find(&request, &[], &mut columns, &problems);
    if problems.has_errors() {
        return Err(AnswerError::Request(problems.into_sorted()));
    }
    let sums: Vec<KeptSums> = kept.iter().map(|(_, totals)| totals.sums.clone()).collect();
    let (design, answered) = streamed.answer_kept(&request, columns, &sums)?;
    Ok(Answer { design, analyses: with_contrasts(&request, answered)?, weights: None })
}

/// The text of a request around the name of its data file, which may differ.
fn without_data(request: &Request) -> (String, String) {
    let span = request.data.place.span();
    let text = request.data.place.file().text();
    let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default().to_owned();
    (part(0..span.start), part(span.end..text.len()))
}

impl KeptTotals {
    /// The request that the totals were summed for.
    fn request(&self) -> Result<Request, Vec<Diagnostic>> {
        let (text, name) = &self.request;
        Request::read(&SourceFile::new(Path::new(name), text.clone()))
    }

    /// The totals as text.
    pub fn to_json(&self) -> String {
        let filling = &self.sums.filling;
        let kind =
            |kind: Kind| KINDS.iter().find(|(known, _)| *known == kind).map_or("text", |(_, name)| name);
        let levels = |levels: &[Level]| levels.iter().map(level).collect::<Value>();
        let size = |size: &f64| if size.is_finite() { json!(size) } else { Value::Null };
        let value = json!({
            "cluster_totals": FORM,
            "request": {"name": self.request.1, "text": self.request.0},
            "fields": self.fields.iter().map(|field| json!([field.name, kind(field.kind)])).collect::<Value>(),
            "levels": self.sums.levels.iter().map(|(name, found)| json!([name, levels(found)])).collect::<Value>(),
            "units": filling.units.iter().map(|unit| json!({
                "strata": unit.strata.iter().map(|found| found.as_ref().map_or(Value::Null, level)).collect::<Value>(),
                "clusters": levels(&unit.clusters),
                "population": unit.population.iter().map(size).collect::<Value>(),
                "rows": unit.rows,
                "weighted_rows": unit.weighted_rows,
                "weight": unit.weight,
            })).collect::<Value>(),
            "tables": filling.tables.iter().map(|table| json!({
                "domains": table.domains.iter().map(|domain| levels(domain)).collect::<Value>(),
                "without_group": table.without_group,
                "cells": table.cells.iter().map(|cell| json!([cell.unit, cell.domain, cell.sums])).collect::<Value>(),
            })).collect::<Value>(),
        });
        format!("{value}\n")
    }

    /// Totals from text; `file` names it in errors.
    ///
    /// # Errors
    /// When it is not of the form that [`to_json`](Self::to_json) writes.
    pub fn from_json(text: &str, file: &str) -> Result<Self, TotalsError> {
        let form = |reason: String| TotalsError::Form { file: file.to_owned(), reason };
        let value: Value = serde_json::from_str(text).map_err(|error| form(error.to_string()))?;
        if value["cluster_totals"] != json!(FORM) {
            return Err(form(format!("`cluster_totals` is {}, expected {FORM}", value["cluster_totals"])));
        }
        read(&value).ok_or_else(|| form("a part is missing, or of another type".to_owned()))
    }
}

fn level(level: &Level) -> Value {
    match level {
        Level::Boolean(value) => json!(value),
        Level::Integer(value) => json!(value),
        Level::Number(bits) => json!(f64::from_bits(*bits)),
        Level::Text(text) => json!(text),
    }
}

fn read_level(value: &Value) -> Option<Level> {
    match value {
        Value::Bool(value) => Some(Level::Boolean(*value)),
        Value::Number(number) => match number.as_i64() {
            Some(integer) => Some(Level::Integer(integer)),
            None => Some(Level::Number(number.as_f64()?.to_bits())),
        },
        Value::String(text) => Some(Level::Text(text.clone())),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Every element of a list, read; nothing where one cannot be.
fn list<T>(value: &Value, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    value.as_array()?.iter().map(read).collect()
}

fn finite(value: &Value) -> Option<f64> {
    value.as_f64().filter(|value| value.is_finite())
}

fn read(value: &Value) -> Option<KeptTotals> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let number = |value: &Value| u32::try_from(value.as_u64()?).ok();
    let fields = list(&value["fields"], |field| {
        let name = field[1].as_str()?;
        let (kind, _) = KINDS.iter().find(|(_, known)| *known == name)?;
        Some(Field::new(text(&field[0])?, *kind))
    })?;
    let levels = list(&value["levels"], |found| Some((text(&found[0])?, list(&found[1], read_level)?)))?;
    let units = list(&value["units"], |unit| {
        let stratum = |found: &Value| if found.is_null() { Some(None) } else { read_level(found).map(Some) };
        let size = |found: &Value| if found.is_null() { Some(f64::INFINITY) } else { finite(found) };
        Some(SavedUnit {
            strata: list(&unit["strata"], stratum)?,
            clusters: list(&unit["clusters"], read_level)?,
            population: list(&unit["population"], size)?,
            rows: unit["rows"].as_u64()?,
            weighted_rows: unit["weighted_rows"].as_u64()?,
            weight: finite(&unit["weight"])?,
        })
    })?;
    let tables = list(&value["tables"], |table| {
        Some(SavedTable {
            domains: list(&table["domains"], |domain| list(domain, read_level))?,
            without_group: table["without_group"].as_u64()?,
            cells: list(&table["cells"], |cell| {
                Some(PartialCell {
                    unit: number(&cell[0])?,
                    domain: number(&cell[1])?,
                    sums: list(&cell[2], finite)?,
                })
            })?,
        })
    })?;
    let request = (text(&value["request"]["text"])?, text(&value["request"]["name"])?);
    Some(KeptTotals { request, fields, sums: KeptSums { levels, filling: SavedFilling { units, tables } } })
}
