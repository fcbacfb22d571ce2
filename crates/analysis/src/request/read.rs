//! The whole request.

use super::analysis::Analysis;
use super::design::DesignRequest;
use crate::kinds;
use cairn_definition::kind::{AnyText, Boolean, List, Text};
use cairn_definition::{Diagnostic, Diagnostics, Document, Place, Placed, SourceFile, Value};
use std::path::Path;
use std::sync::Arc;

/// A request, free of mistakes that can be found without its data.
#[derive(Debug, Clone)]
pub struct Request {
    /// The file of the data, as written.
    pub data: Placed<String>,
    /// What a CSV uses for a missing value; absent: the empty cell and `NA`.
    pub missing: Option<Vec<String>>,
    /// Numeric columns to treat as categories.
    pub categorical: Vec<Placed<String>>,
    /// New columns in order: name and expression.
    pub derive: Vec<(Placed<String>, Placed<String>)>,
    /// The design.
    pub design: DesignRequest,
    /// Where the design is declared.
    pub design_place: Place,
    /// The analyses.
    pub analyses: Vec<Analysis>,
    /// The column that tells completed tables of multiply imputed data apart.
    pub imputations: Option<Placed<String>>,
    /// Give the weights of all rows.
    pub return_weights: bool,
}

impl Request {
    /// Reads a request: JSON where the file's name ends in `.json` or its text begins with a brace, else TOML.
    ///
    /// # Errors
    /// Every mistake of the request.
    pub fn read(file: &Arc<SourceFile>) -> Result<Self, Vec<Diagnostic>> {
        let is_json = match file.path().extension().and_then(|extension| extension.to_str()) {
            Some("json") => true,
            Some("toml") => false,
            _ => file.text().trim_start().starts_with('{'),
        };
        let document = if is_json { Document::parse_json(file)? } else { Document::parse_toml(file)? };
        let problems = Diagnostics::new();
        let request = Self::from_document(&document, &problems);
        match request {
            Some(request) if !problems.has_errors() => Ok(request),
            _ => Err(problems.into_sorted()),
        }
    }

    fn from_document(document: &Document, problems: &Diagnostics) -> Option<Self> {
        let mut reader = document.reader("request", problems)?;
        let data = reader.required("data", &Text);
        let missing = reader.optional("missing", &List(AnyText)).map(|placed| values(placed.value));
        let categorical =
            reader.optional("categorical", &List(Text)).map(|placed| placed.value).unwrap_or_default();
        let mut derive = Vec::new();
        if let Some(mut table) = reader.optional_table("derive", "list of derived columns") {
            for entry in table.rest() {
                let name = Placed { value: entry.key.name.clone(), place: entry.key.place.clone() };
                match &entry.node.value {
                    Value::String(text) => {
                        let expression = Placed { value: text.clone(), place: entry.node.place.clone() };
                        derive.push((name, expression));
                    }
                    other => {
                        let message = format!("`{}` is {}", name.value, other.describe());
                        problems.push(
                            Diagnostic::error(&entry.node.place, message)
                                .expected("an SQL expression in quotes"),
                        );
                    }
                }
            }
            table.finish();
        }
        let design_table = reader.optional_table("design", "design");
        let design_place =
            design_table.as_ref().map_or_else(|| reader.place().clone(), |table| table.place().clone());
        let design = match design_table {
            Some(mut table) => {
                let design = DesignRequest::read(&mut table);
                table.finish();
                design
            }
            None => DesignRequest { nest: true, ..DesignRequest::default() },
        };
        let analyses = reader.required_tables("analyses", "analysis");
        let analyses: Vec<Option<Analysis>> = analyses.into_iter().map(Analysis::read).collect();
        let return_weights = reader.optional("return_weights", &Boolean).is_some_and(|wanted| wanted.value);
        let imputations = reader.optional("imputations", &Text);
        if let Some(imputations) = imputations.as_ref().filter(|_| return_weights) {
            let message = "the weights of several completed tables cannot be returned";
            problems.push(Diagnostic::error(&imputations.place, message));
        }
        reader.finish();
        let analyses: Option<Vec<Analysis>> = analyses.into_iter().collect();
        let mut analyses = analyses?;
        kinds::contrast::mark(&mut analyses, problems);
        for (position, analysis) in analyses.iter().enumerate() {
            let first = analyses[..position].iter().find(|earlier| earlier.id.value == analysis.id.value);
            if let Some(first) = first {
                let message = format!("the id “{}” is given twice", analysis.id.value);
                let problem = Diagnostic::error(&analysis.id.place, message);
                problems.push(problem.help(format!("the first is at {}", first.id.place)));
            }
        }
        Some(Self {
            data: data?,
            missing,
            categorical,
            derive,
            design,
            design_place,
            analyses,
            imputations,
            return_weights,
        })
    }

    /// The file of the data: its path is relative to the request's.
    pub fn data_path(&self) -> std::path::PathBuf {
        let folder = self.data.place.file().path().parent().unwrap_or(Path::new(""));
        folder.join(&self.data.value)
    }
}

fn values(list: Vec<Placed<String>>) -> Vec<String> {
    list.into_iter().map(|placed| placed.value).collect()
}
