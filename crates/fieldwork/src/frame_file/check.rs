//! What can be wrong with a frame, each mistake with its line.

use super::{Columns, stratum_title};
use crate::table::{Listing, Table, shortened};
use cairn_definition::{Diagnostic, Diagnostics};
use cairn_sample::{Frame, FrameProblem};
use cairn_study::AreaFrame;

/// A frame that was read and is to be checked.
pub(super) struct Checked<'a> {
    pub(super) declared: &'a AreaFrame,
    pub(super) table: &'a Table,
    pub(super) columns: &'a Columns,
    pub(super) labels: &'a [Vec<String>],
    pub(super) stratum: Vec<u32>,
}

impl Checked<'_> {
    /// The frame; every mistake is reported, the first of a kind in words.
    pub(super) fn frame(self, problems: &Diagnostics) -> Option<Frame> {
        let before = problems.errors();
        self.unread_sizes(problems);
        self.empty_cells(problems);
        let Self { table, columns, labels, ref stratum, .. } = self;
        let names: Vec<&str> = (0..table.rows()).map(|row| columns.area.label(row)).collect();
        let frame = Frame::new(&names, stratum.clone(), labels.len(), columns.size.values.clone());
        let frame = frame.map_err(|found| self.report(&found, problems)).ok()?;
        (problems.errors() == before).then_some(frame)
    }

    fn unread_sizes(&self, problems: &Diagnostics) {
        let column = &self.declared.size.value;
        let mut listing = Listing::new(problems);
        for (row, held) in &self.columns.size.unread {
            listing.push(|| {
                let place = self.table.place(*row);
                let problem = match held.as_str() {
                    "" => format!("{place}: the measure of size `{column}` is empty"),
                    held => format!("{place}: the measure of size `{column}` is “{}”", shortened(held)),
                };
                Diagnostic::elsewhere(problem)
                    .expected("a number above 0, without separators of thousands")
                    .help("put in the measure; an area where nobody lives does not belong into the frame")
            });
        }
        listing.finish(|more| self.more(more, &format!("whose measure of size `{column}` is no number")));
    }

    fn empty_cells(&self, problems: &Diagnostics) {
        let names =
            [&self.declared.area].into_iter().chain(&self.declared.strata).chain(&self.declared.order);
        let columns = [&self.columns.area].into_iter().chain(&self.columns.strata).chain(&self.columns.order);
        for (name, classes) in names.zip(columns) {
            let empty: Vec<bool> = classes.labels().iter().map(String::is_empty).collect();
            let mut listing = Listing::new(problems);
            for (row, code) in classes.codes().iter().enumerate() {
                if empty.get(*code as usize) == Some(&true) {
                    listing.push(|| {
                        let message =
                            format!("{}: the cell of `{}` is empty", self.table.place(row), name.value);
                        Diagnostic::elsewhere(message).expected("a name").help("every area needs one")
                    });
                }
            }
            listing.finish(|more| self.more(more, &format!("whose cell of `{}` is empty", name.value)));
        }
    }

    /// What the frame itself found; rows whose cells have been reported are left out.
    fn report(&self, found: &[FrameProblem], problems: &Diagnostics) {
        let file = self.table.path().display();
        if found.contains(&FrameProblem::Empty) {
            let problem = Diagnostic::elsewhere(format!("{file} holds no area"));
            problems.push(problem.expected("a row for each area"));
        }
        let mut sizes = Listing::new(problems);
        for problem in found {
            if let FrameProblem::Size { area, size, row } = problem
                && !size.is_nan()
            {
                sizes.push(|| {
                    let message = format!(
                        "{}: the measure of size `{}` of area “{}” is {size}",
                        self.table.place(*row),
                        self.declared.size.value,
                        shortened(area)
                    );
                    Diagnostic::elsewhere(message).expected("a number above 0").help(
                        "put in the measure, or join the area with a neighbour; one where nobody lives does not belong into the frame",
                    )
                });
            }
        }
        sizes.finish(|more| self.more(more, "whose measure of size is not above 0"));
        let mut duplicates = Listing::new(problems);
        for problem in found {
            if let FrameProblem::Duplicate { area, first, second } = problem
                && !area.is_empty()
            {
                duplicates.push(|| {
                    let place = self.table.place(*second);
                    let message = format!(
                        "{place}: area “{}” is there already, on line {}",
                        shortened(area),
                        self.table.line(*first)
                    );
                    Diagnostic::elsewhere(message).expected("a name of its own for each area").help(
                        "leave out the copy, or tell the two apart, by the name of the district for example",
                    )
                });
            }
        }
        duplicates.finish(|more| self.more(more, "whose area is there already"));
        let mut lonely = Listing::new(problems);
        for problem in found {
            if let FrameProblem::OneArea { stratum, row } = problem
                && let Some(labels) = self.labels.get(*stratum)
                && !labels.iter().any(String::is_empty)
            {
                lonely.push(|| {
                    let title = stratum_title(labels);
                    let message = format!(
                        "{}: stratum “{}” holds this area only",
                        self.table.place(*row),
                        shortened(&title)
                    );
                    Diagnostic::elsewhere(message)
                        .expected("at least two areas, without which no variance can be estimated")
                        .help("join the stratum with one like it, or mend its label")
                });
            }
        }
        lonely.finish(|more| format!("{file}: {more} more strata that hold one area only"));
    }

    fn more(&self, rows: usize, which: &str) -> String {
        let noun = if rows == 1 { "row" } else { "rows" };
        format!("{}: {rows} more {noun} {which}", self.table.path().display())
    }
}
