//! The numbers of one indicator, arranged for reading: the total, then a section for each disaggregation.

use crate::number::Number;
use cairn_evidence::{Group, Presented};
use cairn_study::{BreakdownId, Study};

/// What the row of everybody is called.
pub(crate) const TOTAL: &str = "Total";

/// All numbers of one indicator in one country.
#[derive(Debug)]
pub(crate) struct Arrangement<'a> {
    /// Everybody.
    pub(crate) total: Option<Number<'a>>,
    /// The disaggregations, in the order given.
    pub(crate) sections: Vec<Section<'a>>,
}

/// The groups of one disaggregation.
#[derive(Debug)]
pub(crate) struct Section<'a> {
    /// The titles of its breakdowns: “Sex”, “Sex × Age group”.
    pub(crate) title: String,
    /// One block; where breakdowns are crossed, one for each group of the outer ones.
    pub(crate) blocks: Vec<Block<'a>>,
}

/// The groups that share the levels of all breakdowns but the last.
#[derive(Debug)]
pub(crate) struct Block<'a> {
    /// The labels of the outer levels, “Girls”; absent where only one breakdown is used.
    pub(crate) heading: Option<String>,
    /// The groups.
    pub(crate) rows: Vec<Row<'a>>,
}

/// One group.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    /// The label of its innermost level.
    pub(crate) label: &'a str,
    /// Its number.
    pub(crate) number: Number<'a>,
}

impl<'a> Arrangement<'a> {
    /// Arranges the numbers of one indicator; they keep their order.
    pub(crate) fn new(numbers: &'a [Presented], study: &Study) -> Self {
        let decimals = study.presentation.decimals;
        let mut arrangement = Self { total: None, sections: Vec::new() };
        for same in numbers.chunk_by(|a, b| breakdowns(a) == breakdowns(b)) {
            let Some(first) = same.first() else { continue };
            if group(first).is_everybody() {
                arrangement.total = Some(Number::new(first, decimals));
                continue;
            }
            let title = breakdowns(first)
                .into_iter()
                .map(|id| study.breakdown(id).map_or(id.as_str(), |b| b.title.as_str()))
                .collect::<Vec<_>>()
                .join(" × ");
            let blocks = same
                .chunk_by(|a, b| outer(a) == outer(b))
                .map(|rows| block(rows.iter().map(|presented| Number::new(presented, decimals)).collect()))
                .collect();
            arrangement.sections.push(Section { title, blocks });
        }
        arrangement
    }

    /// Every number, in the order shown.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = Number<'a>> {
        self.total
            .into_iter()
            .chain(self.sections.iter().flat_map(|s| &s.blocks).flat_map(|b| &b.rows).map(|row| row.number))
    }
}

fn group(presented: &Presented) -> &Group {
    &presented.prevalence().claim().id.group
}

fn breakdowns(presented: &Presented) -> Vec<&BreakdownId> {
    group(presented).0.iter().map(|(breakdown, _)| breakdown).collect()
}

/// The levels of all breakdowns but the last.
fn outer(presented: &Presented) -> &[(BreakdownId, String)] {
    group(presented).0.split_last().map_or(&[], |(_, outer)| outer)
}

fn block(numbers: Vec<Number<'_>>) -> Block<'_> {
    let depth = numbers.first().map_or(0, |number| number.claim().id.group.0.len());
    let innermost = depth.saturating_sub(1);
    let heading = (innermost > 0).then(|| {
        let first = numbers.first();
        (0..innermost).filter_map(|at| first.map(|n| n.level_label(at))).collect::<Vec<_>>().join(", ")
    });
    let rows =
        numbers.into_iter().map(|number| Row { label: number.level_label(innermost), number }).collect();
    Block { heading, rows }
}
