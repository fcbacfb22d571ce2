//! The terms of a model, as a request writes them.

use crate::held::{ColumnUse, Role};
use cairn_definition::kind::{List, Text};
use cairn_definition::{Diagnostic, Diagnostics, Placed, TableReader, nearest};
use cairn_survey::model::{Term, Terms};

/// A variable of a model.
#[derive(Debug, Clone)]
pub(crate) struct Variable {
    /// Its column.
    pub(crate) column: Placed<String>,
    /// Whether it was written `factor(…)`: a category whatever its type.
    pub(crate) factor: bool,
}

impl Variable {
    /// What its column is used as.
    pub(crate) fn role(&self) -> Role {
        if self.factor { Role::Category } else { Role::Predictor }
    }

    /// Its name before that of a level, as R writes it.
    pub(crate) fn label(&self) -> String {
        if self.factor { format!("factor({})", self.column.value) } else { self.column.value.clone() }
    }
}

/// The right side of a model.
#[derive(Debug, Clone)]
pub(crate) struct Formula {
    /// The variables, in the order in which they are first named.
    pub(crate) variables: Vec<Variable>,
    pub(crate) terms: Terms,
}

impl Formula {
    /// Reads the key `terms`; what is wrong is reported, and nothing returned then.
    pub(crate) fn read(reader: &mut TableReader<'_>) -> Option<Self> {
        let written = reader.required("terms", &List(Text))?;
        let mut variables = Vec::new();
        let mut terms = Vec::new();
        let mut intercept = true;
        for text in &written.value {
            match text.value.trim() {
                "-1" | "0" => intercept = false,
                "1" => {}
                _ => terms.extend(parse(text, &mut variables, reader.problems())?),
            }
        }
        if terms.is_empty() && !intercept {
            let problem = Diagnostic::error(&written.place, "the model has no terms and no intercept");
            reader.problems().push(problem.expected("at least one term"));
            return None;
        }
        Some(Self { variables, terms: Terms::new(intercept, terms) })
    }

    /// The columns of the variables: rows in which one is missing leave the domain.
    pub(crate) fn columns(&self) -> Vec<ColumnUse> {
        self.variables.iter().map(|variable| ColumnUse::listed(&variable.column, variable.role())).collect()
    }

    /// The name of a term, as R writes it.
    pub(crate) fn label(&self, term: &Term) -> String {
        let names: Vec<String> = term
            .variables()
            .iter()
            .filter_map(|place| self.variables.get(*place))
            .map(Variable::label)
            .collect();
        names.join(":")
    }

    /// The terms that a text names, which must be in the model; what is wrong is reported, and nothing returned then.
    pub(crate) fn find(&self, text: &Placed<String>, problems: &Diagnostics) -> Option<Vec<Term>> {
        let mut variables = self.variables.clone();
        let found = parse(text, &mut variables, problems)?;
        if let Some(strange) = found.iter().find(|term| !self.terms.terms().contains(term)) {
            let known: Vec<String> = self.terms.terms().iter().map(|term| self.label(term)).collect();
            let named = Self { variables, terms: self.terms.clone() }.label(strange);
            let problem = Diagnostic::error(&text.place, format!("the model has no term `{named}`"));
            let meant = nearest(&named, known.iter().map(String::as_str));
            problems.push(match meant {
                Some(_) => problem.did_you_mean(meant),
                None => problem.expected(format!("one of its terms: {}", known.join(", "))),
            });
            return None;
        }
        Some(found)
    }

    /// The formula with an intercept, whether it was left out or not.
    pub(crate) fn with_intercept(self) -> Self {
        Self { terms: Terms::new(true, self.terms.terms().to_vec()), ..self }
    }

    /// The formula with one more category, at the end.
    pub(crate) fn with_category(&self, column: &Placed<String>) -> Self {
        let mut variables = self.variables.clone();
        variables.push(Variable { column: column.clone(), factor: true });
        let mut terms = self.terms.terms().to_vec();
        terms.push(Term::new(vec![variables.len() - 1]));
        Self { variables, terms: Terms::new(self.terms.intercept(), terms) }
    }
}

/// The terms that a text stands for: `a*b` is `a`, `b` and `a:b`.
fn parse(text: &Placed<String>, variables: &mut Vec<Variable>, problems: &Diagnostics) -> Option<Vec<Term>> {
    let mut parts = Vec::new();
    for part in split(&text.value, '*') {
        let mut places = Vec::new();
        for name in split(part, ':') {
            let Some(variable) = variable(name, text) else {
                let message = format!("“{}” is no term", text.value);
                let problem = Diagnostic::error(&text.place, message);
                let problem =
                    problem.expected("a column, `factor(column)`, `a:b` for an interaction, or `a*b`");
                problems.push(if text.value.contains('+') {
                    problem.help("each term is an entry of its own: [\"a\", \"b\"]")
                } else {
                    problem
                });
                return None;
            };
            let known = |other: &Variable| {
                other.column.value == variable.column.value && other.factor == variable.factor
            };
            places.push(variables.iter().position(known).unwrap_or_else(|| {
                variables.push(variable);
                variables.len() - 1
            }));
        }
        parts.push(places);
    }
    // All products of one part or more.
    let mut terms: Vec<Vec<usize>> = Vec::new();
    for part in parts.into_iter().take(8) {
        let longer: Vec<Vec<usize>> = terms.iter().map(|term| [term.as_slice(), &part].concat()).collect();
        terms.push(part);
        terms.extend(longer);
    }
    Some(terms.into_iter().map(Term::new).collect())
}

/// Splits a text at a sign that is not within quotes or brackets.
fn split(text: &str, sign: char) -> Vec<&str> {
    let (mut quoted, mut depth) = (false, 0_i32);
    text.split(move |letter| {
        match letter {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        letter == sign && !quoted && depth <= 0
    })
    .collect()
}

fn variable(name: &str, text: &Placed<String>) -> Option<Variable> {
    let name = name.trim();
    let within = name.strip_prefix("factor(").and_then(|rest| rest.strip_suffix(')'));
    let (column, factor) = within.map_or((name, false), |column| (column.trim(), true));
    let quoted = column.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let plain = !column.is_empty() && !column.contains(['"', '(', ')', '+']);
    let column = quoted.or_else(|| plain.then_some(column)).filter(|column| !column.is_empty())?;
    Some(Variable { column: Placed { value: column.to_owned(), place: text.place.clone() }, factor })
}
