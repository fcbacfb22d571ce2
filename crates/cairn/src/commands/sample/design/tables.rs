//! A design as tables.

use super::words::{amount, margin, method, share};
use cairn_evidence::written::count;
use cairn_fieldwork::design::{CostDesign, Design, PartKind, PartOfDesign, StratumDesign};
use cairn_report::{PlainColumn, PlainRow, PlainSection, PlainTable};

/// What stands where there is no number.
const NONE: &str = "–";

fn row(cells: Vec<String>, marked: bool) -> PlainRow {
    PlainRow { cells, marked }
}

fn section(rows: Vec<PlainRow>) -> PlainSection {
    PlainSection { title: None, rows }
}

/// The strata: what they hold, and what is drawn of them.
pub(super) fn strata(design: &Design) -> PlainTable {
    let one = |stratum: &StratumDesign, marked| {
        let cells = vec![
            stratum.title.clone(),
            count(stratum.areas),
            amount(stratum.size),
            count(stratum.clusters),
            count(stratum.pairs),
            count(stratum.contacts),
        ];
        row(cells, marked)
    };
    let heads = ["Stratum", "Areas", "Size", "Clusters", "Pairs", "Contacts"];
    let mut sections = vec![section(design.strata.iter().map(|stratum| one(stratum, false)).collect())];
    if design.strata.len() > 1 {
        sections.push(section(vec![one(&design.total, true)]));
    }
    PlainTable {
        caption: "Strata: areas of the frame, and what is drawn of them".to_owned(),
        columns: heads.map(PlainColumn::new).to_vec(),
        sections,
    }
}

/// The letter that stands for an indicator where room is short.
fn letter(number: usize) -> String {
    let letter = u32::try_from(number).ok().and_then(|number| char::from_u32('A' as u32 + number));
    letter.filter(char::is_ascii_uppercase).map_or_else(|| (number + 1).to_string(), String::from)
}

/// What is expected of each indicator in the country.
pub(super) fn indicators(design: &Design) -> PlainTable {
    let rows = design.indicators.iter().enumerate().map(|(number, indicator)| {
        let country = indicator.precision.first().copied().flatten();
        let number_or_none = |value: Option<String>| value.unwrap_or_else(|| NONE.to_owned());
        row(
            vec![
                format!("{}  {}", letter(number), indicator.title),
                number_or_none(country.map(|country| share(country.proportion))),
                format!("{}", indicator.intraclass_correlation),
                number_or_none(
                    country.and_then(|country| country.design_effect).map(|effect| format!("{effect:.2}")),
                ),
                number_or_none(
                    country.and_then(|country| country.margin).map(|found| format!("±{}", margin(found))),
                ),
                number_or_none(indicator.wanted.map(|wanted| format!("±{}", margin(wanted)))),
            ],
            false,
        )
    });
    PlainTable {
        caption:
            "Indicators in the country: expected share in per cent, and margin of error in percentage points"
                .to_owned(),
        columns: vec![
            PlainColumn::new("Indicator"),
            PlainColumn::with_short("Share expected", "Share"),
            PlainColumn::with_short("Intraclass correlation", "ICC"),
            PlainColumn::with_short("Design effect", "Deff"),
            PlainColumn::with_short("Margin expected", "Margin"),
            PlainColumn::with_short("Margin wanted", "Wanted"),
        ],
        sections: vec![section(rows.collect())],
    }
}

/// Margins for the country, its domains and groups.
pub(super) fn margins(design: &Design) -> PlainTable {
    let mut columns =
        vec![PlainColumn::with_short("Of whom", ""), PlainColumn::new("Clusters"), PlainColumn::new("Pairs")];
    for (number, indicator) in design.indicators.iter().enumerate() {
        columns
            .push(PlainColumn::with_short(format!("{} {}", letter(number), indicator.title), letter(number)));
    }
    let mut sections: Vec<(&PartKind, PlainSection)> = Vec::new();
    for (place, part) in design.parts.iter().enumerate() {
        if sections.last().is_none_or(|(kind, _)| **kind != part.kind) {
            sections.push((&part.kind, PlainSection { title: heading(&part.kind), rows: Vec::new() }));
        }
        if let Some((_, section)) = sections.last_mut() {
            section.rows.push(part_row(design, part, place));
        }
    }
    PlainTable {
        caption: "Margins of error to be expected: share in per cent ± margin in percentage points"
            .to_owned(),
        columns,
        sections: sections.into_iter().map(|(_, section)| section).collect(),
    }
}

fn heading(kind: &PartKind) -> Option<String> {
    match kind {
        PartKind::Country => None,
        PartKind::Domain(columns) => Some(format!("By {}", columns.join(" and "))),
        PartKind::Group => Some("Groups across all clusters".to_owned()),
        PartKind::OwnClusters => Some("With clusters of their own".to_owned()),
    }
}

fn part_row(design: &Design, part: &PartOfDesign, place: usize) -> PlainRow {
    let of = |number: usize| {
        design.indicators.get(number).and_then(|one| one.precision.get(place).copied().flatten())
    };
    let first = of(0);
    let mut cells = vec![
        part.title.clone(),
        first.map_or_else(|| NONE.to_owned(), |found| amount(found.clusters)),
        first.map_or_else(|| NONE.to_owned(), |found| amount(found.pairs)),
    ];
    for number in 0..design.indicators.len() {
        cells.push(match of(number) {
            None => NONE.to_owned(),
            Some(found) => {
                let width = found.margin.map_or_else(|| NONE.to_owned(), margin);
                format!("{} ± {width}", share(found.proportion))
            }
        });
    }
    row(cells, part.kind == PartKind::Country)
}

/// The declared allocation beside others.
pub(super) fn alternatives(design: &Design) -> PlainTable {
    let currency = design.cost.as_ref().map(|cost| cost.currency.as_str());
    let mut columns =
        vec![PlainColumn::new("Allocation"), PlainColumn::new("Clusters"), PlainColumn::new("Pairs")];
    if let Some(currency) = currency {
        columns.push(PlainColumn::new(format!("Cost ({currency})")));
    }
    for (number, indicator) in design.indicators.iter().enumerate() {
        columns.push(PlainColumn::with_short(
            format!("{} {}", letter(number), indicator.title),
            format!("± {}", letter(number)),
        ));
    }
    let rows = design.alternatives.iter().map(|alternative| {
        let name = method(alternative.method);
        let mut cells = vec![
            if alternative.declared { format!("{name} (declared)") } else { name },
            count(alternative.total),
            count(alternative.pairs),
        ];
        cells.extend(currency.map(|_| alternative.cost.map_or_else(|| NONE.to_owned(), amount)));
        cells.extend(alternative.margins.iter().map(|found| found.map_or_else(|| NONE.to_owned(), margin)));
        row(cells, alternative.declared)
    });
    PlainTable {
        caption: format!(
            "Other allocations with {} pairs a cluster: margins for the country in percentage points",
            design.take
        ),
        columns,
        sections: vec![section(rows.collect())],
    }
}

/// What the design costs.
pub(super) fn cost(cost: &CostDesign) -> PlainTable {
    let line = |what: &str, value: f64, marked| row(vec![what.to_owned(), amount(value)], marked);
    PlainTable {
        caption: "What the design costs".to_owned(),
        columns: vec![PlainColumn::new("For"), PlainColumn::new(cost.currency.clone())],
        sections: vec![section(vec![
            line("What does not depend on the size", cost.fixed, false),
            line("Clusters", cost.clusters, false),
            line("Pairs", cost.pairs, false),
            line("All", cost.total, true),
        ])],
    }
}
