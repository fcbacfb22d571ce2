//! What cells of a household say together.

use super::SampledClusters;
use super::cells::more;
use super::columns::{CHILD_POSITION, Columns, DATE, ELIGIBLE_CHILDREN, INTERVIEWER};
use crate::table::{Listing, Table, shortened};
use cairn_definition::{Diagnostic, Diagnostics, nearest};
use cairn_sample::disposition::Disposition;
use cairn_study::Fieldwork;

/// The households of a file.
pub(super) struct Rows<'a> {
    pub(super) table: &'a Table,
    pub(super) columns: &'a Columns,
    pub(super) sampled: &'a SampledClusters,
    pub(super) fieldwork: Fieldwork,
}

impl Rows<'_> {
    pub(super) fn check(&self, problems: &Diagnostics) {
        self.children(problems);
        self.positions(problems);
        self.dates(problems);
        self.interviewers(problems);
        self.strata(problems);
    }

    /// A household has the stratum of its cluster; where the file says it too, it must say the same.
    fn strata(&self, problems: &Diagnostics) {
        for (position, name) in self.sampled.columns.iter().enumerate() {
            let Some(labels) = self.columns.others.get(name) else { continue };
            let mut differ = Listing::new(problems);
            for (row, cluster) in self.columns.cluster.iter().enumerate() {
                let Some(cluster) = *cluster else { continue };
                let (here, drawn) = (labels.label(row), self.sampled.label(cluster, position));
                if here != drawn {
                    differ.push(|| {
                        let cluster = self.sampled.name(cluster);
                        let place = self.table.place(row);
                        let here = shortened(here);
                        let message = format!("{place}: `{name}` is “{here}”, and cluster `{cluster}` lies in “{drawn}”");
                        Diagnostic::elsewhere(message)
                            .expected("the stratum of the draw")
                            .help("mend the cluster, or leave the column out: every household has the stratum of its cluster")
                    });
                }
            }
            differ.finish(more(self.table.path(), &format!("whose `{name}` is not that of the cluster")));
        }
    }

    fn dispositions(&self) -> impl Iterator<Item = (usize, Disposition)> {
        let rows = self.columns.disposition.iter().enumerate();
        rows.filter_map(|(row, disposition)| Some((row, (*disposition)?)))
    }

    /// The probability of a child within its household is one over the number eligible: it must be known of all who took part.
    fn children(&self, problems: &Diagnostics) {
        let children = |row: usize| self.columns.eligible_children.get(row).copied().flatten();
        let Some(cells) = &self.columns.eligible_children_cells else {
            if let Some((row, _)) = self.dispositions().find(|(_, code)| code.category().responded()) {
                let path = self.table.path().display();
                let message = format!(
                    "{path} has no column `{ELIGIBLE_CHILDREN}`, and on line {} a household took part",
                    self.table.line(row)
                );
                let problem = Diagnostic::elsewhere(message)
                    .expected("how many of the household’s children are eligible, of all that took part");
                let meant = nearest(ELIGIBLE_CHILDREN, self.columns.others.keys().map(String::as_str));
                problems.push(match meant {
                    Some(meant) => problem.help(format!("rename the column `{meant}`, if it is that")),
                    None => problem,
                });
            }
            return;
        };
        // What is no number was refused as that.
        let is_empty = |row: usize| cells.label(row).is_empty();
        let mut missing = Listing::new(problems);
        let mut none = Listing::new(problems);
        let mut some = Listing::new(problems);
        for (row, disposition) in self.dispositions() {
            let (eligible, responded) =
                (disposition.category().eligible(), disposition.category().responded());
            let place = || self.table.place(row);
            match (eligible, children(row)) {
                (Some(true), None) if responded && is_empty(row) => missing.push(|| {
                    let message = format!("{}: the household took part and has no `{ELIGIBLE_CHILDREN}`", place());
                    Diagnostic::elsewhere(message)
                        .expected("how many of its children are eligible, from 1")
                        .help("without it the child’s probability of being picked is not known")
                }),
                (Some(true), Some(0)) => none.push(|| {
                    let message = format!(
                        "{}: `{ELIGIBLE_CHILDREN}` is 0 and the disposition {disposition} ({}) is that of an eligible household",
                        place(),
                        disposition.title()
                    );
                    Diagnostic::elsewhere(message)
                        .expected("at least 1 child, or the disposition 4.70 (no eligible respondent)")
                }),
                (Some(false), Some(1..)) => some.push(|| {
                    let message = format!(
                        "{}: `{ELIGIBLE_CHILDREN}` is above 0 and the disposition {disposition} ({}) is that of a household that is not eligible",
                        place(),
                        disposition.title()
                    );
                    Diagnostic::elsewhere(message)
                        .expected("0 or an empty cell, or a disposition that begins with 1 or 2")
                }),
                _ => {}
            }
        }
        let path = self.table.path();
        missing.finish(more(path, "of households that took part, without eligible children"));
        none.finish(more(path, "of eligible households with 0 eligible children"));
        some.finish(more(path, "of households that are not eligible, with eligible children"));
    }

    fn positions(&self, problems: &Diagnostics) {
        let mut wrong = Listing::new(problems);
        let rows = self.columns.child_position.iter().zip(&self.columns.eligible_children).enumerate();
        for (row, (position, children)) in rows {
            let (Some(position), Some(children)) = (position, children) else { continue };
            if *position == 0 || position > children {
                wrong.push(|| {
                    let place = self.table.place(row);
                    let children = if *children == 1 {
                        "1 child is eligible".to_owned()
                    } else {
                        format!("{children} children are eligible")
                    };
                    Diagnostic::elsewhere(format!(
                        "{place}: `{CHILD_POSITION}` is {position}, and {children}"
                    ))
                    .expected("the place of the child that was picked, from 1 to the number eligible")
                });
            }
        }
        wrong.finish(more(self.table.path(), "whose child’s position is beyond the number eligible"));
    }

    fn dates(&self, problems: &Diagnostics) {
        let Fieldwork { from, to } = self.fieldwork;
        let outside = |row: &usize| {
            let date = self.columns.date.get(*row).copied().flatten();
            date.is_some_and(|date| date < from || date > to)
        };
        let rows: Vec<usize> = (0..self.columns.date.len()).filter(outside).collect();
        let Some(first) = rows.first() else { return };
        let which = match rows.len() {
            1 => format!("a `{DATE}` outside the fieldwork"),
            count => format!("the first of {count} rows with a `{DATE}` outside the fieldwork"),
        };
        let message = format!("{}: {which}, {from} to {to}", self.table.place(*first));
        problems.push(
            Diagnostic::elsewhere_warning(message)
                .help("mend the date, or the days of the fieldwork in country.toml"),
        );
    }

    /// Interviewers are codes: who reads tables of the field need not know who they are.
    fn interviewers(&self, problems: &Diagnostics) {
        let Some(interviewers) = &self.columns.interviewer else { return };
        let name_like =
            |label: &String| label.trim().contains(' ') && !label.bytes().any(|byte| byte.is_ascii_digit());
        let Some(code) = interviewers.labels().iter().position(name_like) else { return };
        let row = interviewers.codes().iter().position(|of| *of as usize == code).unwrap_or_default();
        let message = format!("{}: `{INTERVIEWER}` looks like a name", self.table.place(row));
        problems.push(
            Diagnostic::elsewhere_warning(message)
                .expected("a code, as T12")
                .help("keep the list of codes and names apart from the study folder"),
        );
    }
}
