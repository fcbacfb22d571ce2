//! The table behind a figure: the same numbers, with what is needed to judge them.

use crate::arrangement::{Arrangement, TOTAL};
use crate::figure::link;
use crate::format;
use crate::notes::Notes;
use crate::number::Number;
use cairn_study::{Indicator, MissingKind};
use maud::{Markup, html};

/// The table of an indicator's numbers.
pub(crate) fn table(indicator: &Indicator, arrangement: &Arrangement<'_>, notes: &Notes<'_>) -> Markup {
    let columns = Columns::new(arrangement);
    html! {
        div.scroll tabindex="0" role="region" aria-label={ "Table: " (indicator.title) } {
            table {
                caption { (indicator.title) ": the numbers in the figure" }
                thead { tr {
                    th scope="col" { "Group" }
                    th scope="col" { "Per cent" }
                    th scope="col" { (columns.interval_head) }
                    th scope="col" { abbr title="Unweighted number of respondents in the base" { "n" } }
                    th scope="col" { abbr title="Unweighted number of respondents for whom it is so" { "Count" } }
                    th scope="col" { abbr title="Design effect" { "Deff" } }
                    th scope="col" { abbr title="Degrees of freedom" { "df" } }
                    @for kind in &columns.missing { th scope="col" { "Missing: " (kind) } }
                    @if columns.base_unknown { th scope="col" { "Base not known" } }
                } }
                @if let Some(total) = arrangement.total {
                    tbody { (columns.row(indicator, TOTAL, total, notes)) }
                }
                @for section in &arrangement.sections {
                    tbody {
                        tr.by { th colspan=(columns.width()) scope="rowgroup" { (section.title) } }
                        @for block in &section.blocks {
                            @if let Some(heading) = &block.heading {
                                tr.within { th colspan=(columns.width()) scope="rowgroup" { (heading) } }
                            }
                            @for row in &block.rows {
                                (columns.row(indicator, row.label, row.number, notes))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The columns that a table needs beyond those that all have.
struct Columns {
    interval_head: String,
    missing: Vec<MissingKind>,
    base_unknown: bool,
}

impl Columns {
    fn new(arrangement: &Arrangement<'_>) -> Self {
        let level = arrangement.numbers().find_map(|n| n.estimate()?.interval.map(|interval| interval.level));
        let occurs = |kind: &MissingKind| arrangement.numbers().any(|n| n.claim().missing.of(*kind) > 0);
        Self {
            interval_head: level.map_or("CI".to_owned(), |level| format!("{} CI", format::level(level))),
            missing: MissingKind::ALL.into_iter().filter(occurs).collect(),
            base_unknown: arrangement.numbers().any(|n| n.claim().base_unknown.total() > 0),
        }
    }

    fn width(&self) -> usize {
        7 + self.missing.len() + usize::from(self.base_unknown)
    }

    fn row(&self, indicator: &Indicator, label: &str, number: Number<'_>, notes: &Notes<'_>) -> Markup {
        let claim = number.claim();
        let estimate = number.estimate();
        html! {
            tr data-group=(number.group_key()) {
                th scope="row" { (label) }
                td { (link(indicator, number)) (notes.marks(number)) }
                @match number.withheld() {
                    Some(reason) => td.why { (reason) },
                    None => td { (number.limits().unwrap_or_default()) },
                }
                td { (format::count(claim.n)) }
                td { (number.count().map(format::count).unwrap_or_default()) }
                td { (estimate.and_then(|e| e.design_effect).map(format::factor).unwrap_or_default()) }
                td { (estimate.map(|e| format::degrees(e.degrees_of_freedom)).unwrap_or_default()) }
                @for kind in &self.missing { td { (format::count(claim.missing.of(*kind))) } }
                @if self.base_unknown { td { (format::count(claim.base_unknown.total())) } }
            }
        }
    }
}
