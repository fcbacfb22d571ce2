//! The picture of precision against cost: a line for each take, the design marked on its own.
//!
//! Lines differ by dashes and are labelled at their ends, so that nobody needs colour to tell them apart. The numbers stand in a table
//! behind.

use super::ticks::Ticks;
use crate::format;
use crate::plain_table::PlainTable;
use maud::{Markup, html};

/// Precision against cost for one indicator.
#[derive(Debug, Clone)]
pub struct TradeoffChart {
    /// The indicator.
    pub title: String,
    /// What lies along the horizontal axis: “Cost (USD)”.
    pub across: String,
    /// What lies along the vertical axis: “Margin of error (percentage points)”.
    pub up: String,
    /// The lines.
    pub lines: Vec<ChartLine>,
    /// The design.
    pub chosen: Option<ChartPoint>,
    /// The margin wanted.
    pub wanted: Option<f64>,
    /// The picture in words.
    pub description: String,
    /// The numbers in the picture.
    pub table: PlainTable,
}

/// Designs that differ in the number of clusters only.
#[derive(Debug, Clone)]
pub struct ChartLine {
    /// What they have in common: “10 a cluster”.
    pub label: String,
    /// The points, from left to right.
    pub points: Vec<ChartPoint>,
    /// Whether the design lies on it.
    pub chosen: bool,
}

/// A design.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChartPoint {
    /// Along the horizontal axis.
    pub across: f64,
    /// Along the vertical axis.
    pub up: f64,
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 380.0;
/// Room for labels: left, right, above, below.
const LEFT: f64 = 58.0;
const RIGHT: f64 = 112.0;
const ABOVE: f64 = 14.0;
const BELOW: f64 = 56.0;
/// Labels at the ends of lines stand no closer than this.
const APART: f64 = 17.0;

impl TradeoffChart {
    pub(super) fn html(&self) -> Markup {
        let scale = Scale::of(self);
        html! {
            figure.tradeoff {
                h3 { (self.title) }
                div.scroll tabindex="0" role="region" aria-label={ "Picture: " (self.title) } {
                    svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" {
                        title { (self.title) ": " (self.up) " against " (self.across) }
                        desc { (self.description) }
                        (self.axes(&scale))
                        (self.wanted(&scale))
                        @for (number, line) in self.lines.iter().enumerate() { (drawn(line, number, &scale)) }
                        (self.labels(&scale))
                        (self.mark(&scale))
                    }
                }
                figcaption { p { (self.description) } }
                details { summary { "The numbers in this picture" } (self.table.html()) }
            }
        }
    }

    fn axes(&self, scale: &Scale) -> Markup {
        let (right, bottom) = (WIDTH - RIGHT, HEIGHT - BELOW);
        html! {
            @for value in scale.up.values() {
                @let y = at(scale.y(value));
                line.grid x1=(LEFT) x2=(right) y1=(y) y2=(y) {}
                text.tick x=(LEFT - 8.0) y=(y) dy="0.35em" text-anchor="end" { (tick(value, scale.up)) }
            }
            @for value in scale.across.values() {
                @let x = at(scale.x(value));
                line.grid x1=(x) x2=(x) y1=(bottom) y2=(bottom + 5.0) {}
                text.tick x=(x) y=(bottom + 20.0) text-anchor="middle" { (tick(value, scale.across)) }
            }
            text.axis x=(at(f64::midpoint(LEFT, right))) y=(HEIGHT - 10.0) text-anchor="middle" { (self.across) }
            @let middle = at(f64::midpoint(ABOVE, bottom));
            text.axis x="14" y=(middle) transform={ "rotate(-90 14 " (middle) ")" } text-anchor="middle" { (self.up) }
        }
    }

    fn wanted(&self, scale: &Scale) -> Markup {
        html! {
            @if let Some(wanted) = self.wanted {
                @let y = at(scale.y(wanted));
                line.wanted x1=(LEFT) x2=(WIDTH - RIGHT) y1=(y) y2=(y) {}
                text.tick x=(LEFT + 6.0) y=(at(scale.y(wanted) - 6.0)) { "margin wanted" }
            }
        }
    }

    /// Labels at the right ends of the lines, moved upwards where they would touch.
    fn labels(&self, scale: &Scale) -> Markup {
        let mut ends: Vec<(&ChartLine, f64, f64)> = self
            .lines
            .iter()
            .filter_map(|line| line.points.last().map(|last| (line, scale.x(last.across), scale.y(last.up))))
            .collect();
        ends.sort_by(|a, b| b.2.total_cmp(&a.2));
        // From the lowest up, and none among the ticks.
        let mut below = HEIGHT - BELOW + APART / 2.0;
        let placed: Vec<(&ChartLine, f64, f64)> = ends
            .into_iter()
            .map(|(line, x, y)| {
                below = y.min(below - APART);
                (line, x, below)
            })
            .collect();
        html! {
            @for (line, x, y) in placed {
                text.end.chosen[line.chosen] x=(at(x + 8.0)) y=(at(y)) dy="0.35em" { (line.label) }
            }
        }
    }

    fn mark(&self, scale: &Scale) -> Markup {
        html! {
            @if let Some(chosen) = self.chosen {
                @let (x, y) = (scale.x(chosen.across), scale.y(chosen.up));
                circle.design cx=(at(x)) cy=(at(y)) r="7" {}
                text.design-label x=(at(x - 10.0)) y=(at(y + 20.0)) text-anchor="end" { "this design" }
            }
        }
    }
}

struct Scale {
    across: Ticks,
    up: Ticks,
}

impl Scale {
    fn of(chart: &TradeoffChart) -> Self {
        let points = || chart.lines.iter().flat_map(|line| &line.points).chain(&chart.chosen);
        Self {
            across: Ticks::holding(points().map(|point| point.across)),
            up: Ticks::holding(points().map(|point| point.up).chain(chart.wanted)),
        }
    }

    fn x(&self, across: f64) -> f64 {
        LEFT + self.across.position(across) * (WIDTH - LEFT - RIGHT)
    }

    fn y(&self, up: f64) -> f64 {
        HEIGHT - BELOW - self.up.position(up) * (HEIGHT - ABOVE - BELOW)
    }
}

fn drawn(line: &ChartLine, number: usize, scale: &Scale) -> Markup {
    let points: Vec<String> = line
        .points
        .iter()
        .map(|point| format!("{},{}", at(scale.x(point.across)), at(scale.y(point.up))))
        .collect();
    html! {
        polyline.line.chosen[line.chosen] data-dash=(number % 4) points=(points.join(" ")) {}
    }
}

/// A coordinate, to a tenth.
fn at(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

fn tick(value: f64, ticks: Ticks) -> String {
    match ticks.decimals() {
        0 => format::weighted(value),
        decimals => format!("{value:.decimals$}"),
    }
}
