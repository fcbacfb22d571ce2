//! `cairn sample design`.

mod charts;
mod json;
mod tables;
mod words;

use super::{Form, Opened, Whose};
use crate::failure::Failure;
use crate::output::{print, write_whole};
use cairn_fieldwork::design;
use cairn_report::{DesignPage, design_html};
use clap::Args;
use std::path::{Path, PathBuf};

/// Designs a country's sample: how many clusters each stratum gets, and what margins of error to expect at what cost.
///
/// Reads countries/<country>/sample.toml and the list of areas that it names. Prints strata, expected margins of each indicator for the
/// country, its domains and groups, other allocations and what should be known before the draw; and writes a page with the same and a
/// picture of precision against cost. No interview is needed, and none is read.
#[derive(Debug, Args)]
pub(crate) struct Design {
    #[command(flatten)]
    whose: Whose,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// Where the page goes [default: data/<country>/sample/design.html of the study].
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
}

impl Design {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let opened = self.whose.open()?;
        let frame = opened.frame()?;
        let presentation = &opened.study.presentation;
        let design =
            opened.read(|problems| design::Design::of(presentation, &opened.plan, &frame, problems))?;
        let file = self.page.unwrap_or_else(|| opened.folder().path().join("design.html"));
        write_whole(&file, design_html(&page(&opened, &design)).as_bytes())?;
        match self.format {
            Form::Text => print(text(&opened, &design, &file)),
            Form::Json => print(format!("{:#}\n", json::of(&design, &file))),
        }
    }
}

fn text(opened: &Opened, design: &design::Design, file: &Path) -> String {
    let mut text =
        format!("{}: {}\n{}\n\n", opened.country.name, words::headline(design), words::rule(opened, design));
    let tables = [
        tables::strata(design),
        tables::indicators(design),
        tables::margins(design),
        tables::alternatives(design),
    ];
    for table in tables {
        text.push_str(&table.text());
        text.push('\n');
    }
    if !design.notes.is_empty() {
        text.push_str("To know before it is drawn:\n");
        for note in &design.notes {
            text.push_str(&format!("  - {}\n", words::note(note)));
        }
        text.push('\n');
    }
    text + &format!("With a picture of precision against cost: {}\n", file.display())
}

fn page<'a>(opened: &'a Opened, design: &design::Design) -> DesignPage<'a> {
    DesignPage {
        study: &opened.study,
        country: &opened.country,
        facts: words::facts(design),
        rule: words::rule(opened, design),
        notes: design.notes.iter().map(words::note).collect(),
        indicators: tables::indicators(design),
        margins: tables::margins(design),
        strata: tables::strata(design),
        cost: design.cost.as_ref().map(tables::cost),
        charts: charts::charts(design),
        alternatives: tables::alternatives(design),
        method: words::paragraphs(opened, design),
    }
}
