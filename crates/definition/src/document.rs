//! One definition file as a tree.

use crate::{Diagnostic, Diagnostics, Node, SourceFile, TableReader, Value};
use crate::{json, toml_document};
use std::sync::Arc;

/// A definition file that is free of syntax errors. Its root is a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    root: Node,
}

impl Document {
    /// Reads TOML.
    ///
    /// # Errors
    /// Every syntax error of the file, a key given twice among them.
    pub fn parse_toml(file: &Arc<SourceFile>) -> Result<Self, Vec<Diagnostic>> {
        toml_document::parse(file).map(|root| Self { root })
    }

    /// Reads strict JSON: no comments, no trailing commas, no key given twice.
    ///
    /// # Errors
    /// The first syntax error, every key given twice, or a root that is not an object.
    pub fn parse_json(file: &Arc<SourceFile>) -> Result<Self, Vec<Diagnostic>> {
        let root = json::parse(file)?;
        match root.value {
            Value::Table(_) => Ok(Self { root }),
            ref other => {
                let problem = Diagnostic::error(&root.place, format!("the file holds {}", other.describe()));
                Err(vec![problem.expected("an object, `{ … }`")])
            }
        }
    }

    /// The whole file.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// A reader of the file's keys; `noun` names the file in messages: "study".
    pub fn reader<'a>(&'a self, noun: &'static str, problems: &'a Diagnostics) -> Option<TableReader<'a>> {
        TableReader::new(&self.root, noun, problems)
    }
}
