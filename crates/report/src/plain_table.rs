//! A table whose cells are written already, for a page and for a terminal alike.

use maud::{Markup, html};
use std::fmt::Write as _;

/// A table of words and numbers. The first column holds what its rows are of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlainTable {
    /// What the table shows.
    pub caption: String,
    /// The heads of the columns.
    pub columns: Vec<PlainColumn>,
    /// The rows, in sections.
    pub sections: Vec<PlainSection>,
}

/// The head of a column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlainColumn {
    /// On a page.
    pub title: String,
    /// On a terminal, where room is short.
    pub short: String,
}

/// Rows that belong together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlainSection {
    /// What they have in common.
    pub title: Option<String>,
    /// The rows.
    pub rows: Vec<PlainRow>,
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlainRow {
    /// Its cells, one for each column.
    pub cells: Vec<String>,
    /// Whether it stands out: a total, or what was chosen.
    pub marked: bool,
}

impl PlainColumn {
    /// A head that is the same everywhere.
    pub fn new(title: impl Into<String>) -> Self {
        let title = title.into();
        Self { short: title.clone(), title }
    }

    /// A head with a shorter form for a terminal.
    pub fn with_short(title: impl Into<String>, short: impl Into<String>) -> Self {
        Self { title: title.into(), short: short.into() }
    }
}

impl PlainTable {
    /// The table as lines of text: first column to the left, the others to the right.
    pub fn text(&self) -> String {
        let rows = || self.sections.iter().flat_map(|section| &section.rows);
        let widths: Vec<usize> = self
            .columns
            .iter()
            .enumerate()
            .map(|(column, head)| {
                let cells = rows().filter_map(|row| row.cells.get(column));
                cells.map(|cell| width(cell)).chain([width(&head.short)]).max().unwrap_or_default()
            })
            .collect();
        let mut text = format!("{}\n\n", self.caption);
        line(&mut text, &widths, self.columns.iter().map(|column| column.short.as_str()));
        for section in &self.sections {
            if let Some(title) = &section.title {
                let _ = writeln!(text, "{title}");
            }
            for row in &section.rows {
                line(&mut text, &widths, row.cells.iter().map(String::as_str));
            }
        }
        text
    }

    /// The table on a page.
    pub(crate) fn html(&self) -> Markup {
        html! {
            div.scroll tabindex="0" role="region" aria-label=(self.caption) {
                table.plain-table.narrow[self.columns.len() <= 2] {
                    caption { (self.caption) }
                    thead { tr { @for column in &self.columns { th scope="col" { (column.title) } } } }
                    @for section in &self.sections {
                        tbody {
                            @if let Some(title) = &section.title {
                                tr.by { th colspan=(self.columns.len()) scope="rowgroup" { (title) } }
                            }
                            @for row in &section.rows {
                                tr.marked[row.marked] {
                                    @for (number, cell) in row.cells.iter().enumerate() {
                                        @if number == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn line<'a>(text: &mut String, widths: &[usize], cells: impl Iterator<Item = &'a str>) {
    let mut written = String::new();
    for (number, (cell, wide)) in cells.zip(widths).enumerate() {
        let space = " ".repeat(wide.saturating_sub(width(cell)));
        let _ =
            if number == 0 { write!(written, "  {cell}{space}") } else { write!(written, "  {space}{cell}") };
    }
    let _ = writeln!(text, "{}", written.trim_end());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> PlainTable {
        let row = |cells: [&str; 2], marked| PlainRow { cells: cells.map(str::to_owned).to_vec(), marked };
        PlainTable {
            caption: "Clusters".to_owned(),
            columns: vec![PlainColumn::new("Stratum"), PlainColumn::with_short("Clusters drawn", "n")],
            sections: vec![
                PlainSection {
                    title: Some("By region".to_owned()),
                    rows: vec![row(["Nörd <b>", "1,200"], false)],
                },
                PlainSection { title: None, rows: vec![row(["All", "7"], true)] },
            ],
        }
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        insta::assert_snapshot!(table().text(), @r"
        Clusters

          Stratum       n
        By region
          Nörd <b>  1,200
          All           7
        ");
    }

    #[test]
    fn what_is_written_is_never_markup() {
        let page = table().html().into_string();
        assert!(page.contains("Nörd &lt;b&gt;") && page.contains("Clusters drawn"));
    }
}
