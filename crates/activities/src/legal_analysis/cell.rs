//! The answers of all coders to a criterion side by side, and what was settled.

use super::Criterion;
use super::answer::{Adjudication, Answer, Asked, Statement};
use super::law::Law;
use cairn_definition::{Diagnostic, Diagnostics, Place, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// How many names a message lists.
const LISTED: usize = 8;

/// Answers to one question about one body of law.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pub(super) answers: Vec<Answer>,
    pub(super) adjudication: Option<Adjudication>,
}

impl Cell {
    /// Whether the coders differ.
    pub(super) fn differs(&self) -> bool {
        let mut said = self.answers.iter().map(|answer| answer.statement.said());
        let first = said.next();
        said.any(|other| Some(other) != first)
    }

    /// What was decided, or what the coders say alike.
    pub(super) fn settled(&self) -> Option<&Statement> {
        match &self.adjudication {
            Some(adjudication) => Some(&adjudication.statement),
            None if self.differs() => None,
            None => self.answers.first().map(|answer| &answer.statement),
        }
    }

    /// The provisions that what was settled rests on: those of the decision, or of all who answered so, in the order cited.
    pub(super) fn provisions(&self) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        let cited: Vec<&Statement> = match &self.adjudication {
            Some(adjudication) => vec![&adjudication.statement],
            None => self.answers.iter().map(|answer| &answer.statement).collect(),
        };
        let provisions = cited.into_iter().flat_map(|statement| &statement.provisions);
        provisions.map(String::as_str).filter(|name| seen.insert(*name)).collect()
    }

    /// What each coder says: "AB yes, CD no".
    pub(super) fn sides(&self) -> String {
        let sides = self.answers.iter().map(|answer| {
            let said = answer.statement.in_words();
            format!("{}: {said}", answer.coder)
        });
        sides.collect::<Vec<_>>().join("; ")
    }
}

/// All cells, by criterion and unit.
pub(super) type Cells = BTreeMap<Asked, Cell>;

/// What cells are checked against.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub(super) criteria: &'a [Criterion],
    pub(super) law: &'a Law,
    /// Whether criteria may be left out: the activity ran in part.
    pub(super) may_be_incomplete: bool,
    /// Where the file of answers begins.
    pub(super) answers_start: &'a Place,
}

impl Frame<'_> {
    /// In words: "`icmec.2` in Northmark".
    pub(super) fn name(&self, asked: &Asked) -> String {
        let criterion = self.criteria.get(asked.criterion).map_or("", |criterion| criterion.id.as_str());
        match &asked.unit {
            Some(unit) => format!("`{criterion}` in {}", self.law.units.get(unit).unwrap_or(unit)),
            None => format!("`{criterion}`"),
        }
    }

    /// Puts answers and decisions side by side; reports what is there twice, alone, undecided or missing.
    pub(super) fn gather(
        &self,
        answers: Vec<Answer>,
        adjudications: Vec<Adjudication>,
        problems: &Diagnostics,
    ) -> Cells {
        let mut cells = Cells::new();
        for answer in answers {
            let cell = cells.entry(answer.asked.clone()).or_default();
            let first = cell.answers.iter().find(|earlier| same_person(&earlier.coder, &answer.coder));
            if let Some(first) = first {
                let message = format!("{} answers {} twice", answer.coder, self.name(&answer.asked));
                let help = format!("the first answer is in row {}", first.statement.row);
                problems.push(Diagnostic::error(&answer.statement.place, message).help(help));
            } else {
                cell.answers.push(answer);
            }
        }
        for adjudication in adjudications {
            self.adjudicate(&mut cells, adjudication, problems);
        }
        for (asked, cell) in &cells {
            self.check_coders(asked, cell, problems);
        }
        self.check_units(&cells, problems);
        self.check_criteria(&cells, problems);
        cells
    }

    fn adjudicate(&self, cells: &mut Cells, adjudication: Adjudication, problems: &Diagnostics) {
        let name = self.name(&adjudication.asked);
        let place = &adjudication.statement.place;
        let Some(cell) = cells.get_mut(&adjudication.asked) else {
            let message = format!("nobody answered {name}, so there is nothing to decide");
            problems.push(Diagnostic::error(place, message).expected("a criterion that two coders answered"));
            return;
        };
        if let Some(first) = &cell.adjudication {
            let help = format!("the first decision is in row {}", first.statement.row);
            problems.push(Diagnostic::error(place, format!("{name} is decided twice")).help(help));
            return;
        }
        if !cell.differs()
            && let Some(first) = cell.answers.first()
        {
            let said = first.statement.in_words();
            let message = format!("the coders do not differ on {name}: both say “{said}”");
            problems.push(
                Diagnostic::warning(place, message)
                    .help(format!("the decision stands: “{}”", adjudication.statement.in_words())),
            );
        } else if cell.answers.iter().any(|answer| same_person(&answer.coder, &adjudication.by)) {
            let message = format!("{} decides on {name} and is one of its coders", adjudication.by);
            problems.push(Diagnostic::warning(place, message).help("a third person decides more freely"));
        }
        cell.adjudication = Some(adjudication);
    }

    fn check_coders(&self, asked: &Asked, cell: &Cell, problems: &Diagnostics) {
        let name = self.name(asked);
        let Some(last) = cell.answers.last() else { return };
        if cell.answers.len() < 2 {
            let message = format!("{name} was answered by {} alone", last.coder);
            problems.push(
                Diagnostic::error(&last.statement.place, message)
                    .expected("the answers of two coders who worked independently"),
            );
        } else if cell.differs() && cell.adjudication.is_none() {
            let message = format!("the coders differ on {name}, and nobody has decided ({})", cell.sides());
            problems.push(
                Diagnostic::error(&last.statement.place, message)
                    .help("add a row to `adjudications`: the answer, who decided, when, and why"),
            );
        }
    }

    /// A criterion that is answered for one federal unit is answered for all.
    fn check_units(&self, cells: &Cells, problems: &Diagnostics) {
        for position in 0..self.criteria.len() {
            let of_units: Vec<(&str, &Cell)> = cells
                .iter()
                .filter(|(asked, _)| asked.criterion == position)
                .filter_map(|(asked, cell)| Some((asked.unit.as_deref()?, cell)))
                .collect();
            let Some(first) = of_units.first().and_then(|(_, cell)| cell.answers.first()) else { continue };
            let missing: Vec<&str> = (self.law.units.names())
                .filter(|name| !of_units.iter().any(|(unit, _)| unit == name))
                .filter_map(|name| self.law.units.get(name).map(String::as_str))
                .collect();
            if !missing.is_empty() {
                let message =
                    format!("{} is answered, and not for {}", self.name(&first.asked), some_of(&missing));
                let problem = self.incomplete(&first.statement.place, message);
                problems.push(problem.expected("an answer for each federal unit"));
            }
        }
    }

    /// Every criterion is answered, for the whole country or for its units.
    fn check_criteria(&self, cells: &Cells, problems: &Diagnostics) {
        let answered: BTreeSet<usize> = cells.keys().map(|asked| asked.criterion).collect();
        let missing: Vec<&str> = (self.criteria.iter().enumerate())
            .filter(|(position, _)| !answered.contains(position))
            .map(|(_, criterion)| criterion.id.as_str())
            .collect();
        if !missing.is_empty() {
            let message = format!("nobody answered {}", some_of(&missing));
            let problem = self.incomplete(self.answers_start, message);
            problems.push(problem.help("where the law was not found, the answer is `not_found`"));
        }
    }

    fn incomplete(&self, place: &Place, message: String) -> Diagnostic {
        let problem = Diagnostic::error(place, message);
        let severity = if self.may_be_incomplete { Severity::Warning } else { Severity::Error };
        Diagnostic { severity, ..problem }
    }
}

/// Whether two sets of initials are one person’s: “AB” and “ab” are.
fn same_person(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn some_of(names: &[&str]) -> String {
    let listed: Vec<String> = names.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
    match names.len().saturating_sub(LISTED) {
        0 => listed.join(", "),
        more => format!("{} and {more} more", listed.join(", ")),
    }
}
