//! Names that the rows of a file define, and the rows of other files refer to.

use cairn_definition::{Diagnostic, Diagnostics, Placed, nearest};
use std::collections::BTreeMap;

/// What rows define, by name. A name whose row has a mistake is kept without a value, so that what refers to it is not reported besides.
#[derive(Debug)]
pub(super) struct Register<T> {
    noun: &'static str,
    file: &'static str,
    defined: BTreeMap<String, Defined<T>>,
}

#[derive(Debug)]
struct Defined<T> {
    row: u64,
    value: Option<T>,
}

impl<T> Register<T> {
    /// Nothing yet. `noun` names what a row defines, `file` the file that defines it.
    pub(super) fn new(noun: &'static str, file: &'static str) -> Self {
        Self { noun, file, defined: BTreeMap::new() }
    }

    /// Adds what a row defines; reports a name that another row has.
    pub(super) fn define(
        &mut self,
        name: &Placed<String>,
        row: u64,
        value: Option<T>,
        problems: &Diagnostics,
    ) {
        if let Some(first) = self.defined.get(&name.value) {
            let message = format!("the {} `{}` is there twice", self.noun, name.value);
            problems.push(
                Diagnostic::error(&name.place, message).help(format!("the first is in row {}", first.row)),
            );
        } else {
            self.defined.insert(name.value.clone(), Defined { row, value });
        }
    }

    /// What that name stands for; reports one that nothing defines.
    pub(super) fn find(&self, name: &Placed<String>, problems: &Diagnostics) -> Option<&T> {
        if let Some(defined) = self.defined.get(&name.value) {
            return defined.value.as_ref();
        }
        let problem = Diagnostic::error(&name.place, format!("there is no {} `{}`", self.noun, name.value));
        problems.push(match nearest(&name.value, self.defined.keys().map(String::as_str)) {
            Some(meant) => problem.did_you_mean(Some(meant)),
            None => problem.help(format!("each has a row in the file `{}`", self.file)),
        });
        None
    }

    /// What that name stands for.
    pub(super) fn get(&self, name: &str) -> Option<&T> {
        self.defined.get(name)?.value.as_ref()
    }

    /// The names, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.defined.keys().map(String::as_str)
    }
}
