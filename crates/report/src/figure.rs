//! The figure of an indicator: a dot and an interval for each group, on one scale.
//!
//! Labels and numbers are text in rows, so that they wrap, can be selected and are read aloud. Drawings are in per cent of
//! their box, so that they fit every width: behind a block of rows its grid and the line of the total, in each row its mark.

use crate::arrangement::{Arrangement, Block, Row, TOTAL};
use crate::axis::{Axis, coordinate};
use crate::notes::Notes;
use crate::number::Number;
use cairn_study::Indicator;
use maud::{Markup, html};

/// The rows of a figure, from the total to the last group.
pub(crate) fn plot(
    indicator: &Indicator,
    arrangement: &Arrangement<'_>,
    notes: &Notes<'_>,
    number_head: &str,
) -> Markup {
    let figure = Figure::new(indicator, arrangement, notes);
    html! {
        div.plot {
            div.scale aria-hidden="true" {
                span.scale-label { "Group" }
                span.ticks { @for tick in figure.axis.ticks() {
                    span style={ "left:" (coordinate(f64::from(tick) / f64::from(figure.axis.maximum) * 100.0)) } {
                        (tick)
                    }
                } }
                span.scale-number { (number_head) }
            }
            @if let Some(total) = arrangement.total {
                (figure.block(TOTAL, &[Row { label: TOTAL, number: total }], true))
            }
            @for section in &arrangement.sections {
                section.by {
                    p.by-title { (section.title) }
                    @for block in &section.blocks {
                        (figure.section_block(&section.title, block))
                    }
                }
            }
        }
    }
}

/// The drawings that the marks of all figures share: one grid for each number of steps.
pub(crate) fn shared_drawings() -> Markup {
    let mut steps: Vec<u32> = Axis::ALL.into_iter().map(Axis::steps).collect();
    steps.sort_unstable();
    steps.dedup();
    html! {
        svg.shared width="0" height="0" aria-hidden="true" focusable="false" {
            @for count in steps {
                symbol id={ "grid-" (count) } overflow="visible" {
                    @for tick in 0..=count {
                        @let x = coordinate(f64::from(tick) / f64::from(count) * 100.0);
                        line x1=(x) x2=(x) y2="100%" {}
                    }
                }
            }
        }
    }
}

struct Figure<'a> {
    indicator: &'a Indicator,
    notes: &'a Notes<'a>,
    axis: Axis,
    /// Where the line of the total stands.
    reference: Option<f64>,
}

impl<'a> Figure<'a> {
    fn new(indicator: &'a Indicator, arrangement: &Arrangement<'_>, notes: &'a Notes<'a>) -> Self {
        let axis = Axis::holding(arrangement.numbers().filter_map(|number| {
            let estimate = number.estimate()?;
            Some(estimate.interval.as_ref().map_or(estimate.proportion, |interval| interval.upper))
        }));
        let reference = arrangement
            .total
            .and_then(|total| total.estimate())
            .map(|estimate| axis.position(estimate.proportion));
        Self { indicator, notes, axis, reference }
    }

    fn section_block(&self, section: &str, block: &Block<'_>) -> Markup {
        match &block.heading {
            Some(heading) => html! {
                p.within { (heading) }
                (self.block(&format!("{section}, {heading}"), &block.rows, false))
            },
            None => self.block(section, &block.rows, false),
        }
    }

    fn block(&self, title: &str, rows: &[Row<'_>], total: bool) -> Markup {
        html! {
            div.block.total[total] {
                svg.marks role="img" {
                    title { (self.indicator.title) ": " (title) }
                    desc { (description(rows)) }
                    (self.ground())
                }
                ul {
                    @for row in rows {
                        li data-group=(row.number.group_key()) {
                            span.label { (row.label) }
                            (self.mark(row.number))
                            span.value {
                                (link(self.indicator, row.number)) (self.notes.marks(row.number))
                                @if let Some(limits) = row.number.limits() { " " span.limits { (limits) } }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The grid, and the line of the total.
    fn ground(&self) -> Markup {
        html! {
            use.grid href={ "#grid-" (self.axis.steps()) } {}
            @if let Some(x) = self.reference.map(coordinate) {
                line.reference x1=(x) x2=(x) y2="100%" {}
            }
        }
    }

    /// The interval and the dot of one row; where there is no percentage, why not.
    fn mark(&self, number: Number<'_>) -> Markup {
        let x = |proportion: f64| coordinate(self.axis.position(proportion));
        html! {
            @if let Some(estimate) = number.estimate() {
                svg.mark aria-hidden="true" {
                    @if let Some(interval) = &estimate.interval {
                        line x1=(x(interval.lower)) x2=(x(interval.upper)) y1="50%" y2="50%" {}
                    }
                    circle.hollow[number.parentheses()] cx=(x(estimate.proportion)) cy="50%" r="4.5" {}
                }
            } @else if let Some(reason) = number.withheld() {
                span.why { (reason) }
            }
        }
    }
}

/// The number as a link: it opens its pedigree, or leads to its definition where no script runs.
pub(crate) fn link(indicator: &Indicator, number: Number<'_>) -> Markup {
    html! { a href={ "#definition-" (indicator.id) } { (number.text()) } }
}

fn description(rows: &[Row<'_>]) -> String {
    let mut text = String::new();
    for row in rows {
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(row.label);
        text.push(' ');
        text.push_str(&row.number.text());
    }
    text
}
