//! The figure of an indicator: a dot and an interval for each group, on one scale.
//!
//! Labels and numbers are text in rows, so that they wrap, can be selected and are read aloud; the marks of a block of
//! rows are one drawing behind them, in per cent of its box, so that it fits every width.

use crate::arrangement::{Arrangement, Block, Row, TOTAL};
use crate::axis::{Axis, coordinate};
use crate::notes::Notes;
use crate::number::Number;
use cairn_study::Indicator;
use maud::{Markup, PreEscaped, html};
use std::fmt::Write;

/// The rows of a figure, from the total to the last group.
pub(crate) fn plot(
    indicator: &Indicator,
    arrangement: &Arrangement<'_>,
    notes: &Notes,
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
    notes: &'a Notes,
    axis: Axis,
    /// Where the line of the total stands.
    reference: Option<f64>,
}

impl<'a> Figure<'a> {
    fn new(indicator: &'a Indicator, arrangement: &Arrangement<'_>, notes: &'a Notes) -> Self {
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
            div.block.total[total] style={ "--n:" (rows.len()) } {
                svg.marks role="img" {
                    title { (self.indicator.title) ": " (title) }
                    desc { (description(rows)) }
                    (self.marks(rows))
                }
                ul {
                    @for row in rows {
                        li data-group=(row.number.group_key()) {
                            span.label { (row.label) }
                            @if let Some(reason) = row.number.withheld() {
                                span.why { (reason) }
                            }
                            span.value {
                                (link(self.indicator, row.number)) (self.notes.remark_marks(row.number))
                                @if let Some(limits) = row.number.limits() { " " span.limits { (limits) } }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Grid, line of the total, and for each row an interval and a dot.
    fn marks(&self, rows: &[Row<'_>]) -> Markup {
        let mut svg = String::with_capacity(64 + rows.len() * 128);
        // Writing to a string cannot fail.
        let _ = write!(svg, "<use href=\"#grid-{}\" class=\"grid\"/>", self.axis.steps());
        if let Some(reference) = self.reference {
            let x = coordinate(reference);
            let _ = write!(svg, "<line class=\"reference\" x1=\"{x}\" x2=\"{x}\" y2=\"100%\"/>");
        }
        svg.push_str("<g>");
        for (position, row) in rows.iter().enumerate() {
            let Some(estimate) = row.number.estimate() else { continue };
            let y = coordinate((position as f64 + 0.5) / rows.len() as f64 * 100.0);
            if let Some(interval) = &estimate.interval {
                let (from, to) = (self.axis.position(interval.lower), self.axis.position(interval.upper));
                let (from, to) = (coordinate(from), coordinate(to));
                let _ = write!(svg, "<line x1=\"{from}\" x2=\"{to}\" y1=\"{y}\" y2=\"{y}\"/>");
            }
            let hollow = if row.number.parentheses() { " class=\"hollow\"" } else { "" };
            let x = coordinate(self.axis.position(estimate.proportion));
            let _ = write!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"4.5\"{hollow}/>");
        }
        svg.push_str("</g>");
        PreEscaped(svg)
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
