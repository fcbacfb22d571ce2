//! Precision against cost, as pictures: one for each indicator.

use super::words::{amount, margin};
use cairn_evidence::written::count;
use cairn_fieldwork::design::{Design, Line, Point};
use cairn_report::{ChartLine, ChartPoint, PlainColumn, PlainRow, PlainSection, PlainTable, TradeoffChart};

pub(super) fn charts(design: &Design) -> Vec<TradeoffChart> {
    (0..design.indicators.len()).filter_map(|indicator| chart(design, indicator)).collect()
}

fn chart(design: &Design, indicator: usize) -> Option<TradeoffChart> {
    let expectation = design.indicators.get(indicator)?;
    let currency = design.cost.as_ref().map(|cost| cost.currency.as_str());
    let across = currency.map_or_else(|| "Pairs".to_owned(), |currency| format!("Cost ({currency})"));
    let lines: Vec<ChartLine> = design
        .lines
        .iter()
        .map(|line| ChartLine {
            label: format!("{} a cluster", line.take),
            chosen: line.chosen,
            points: line.points.iter().filter_map(|point| place(point, indicator)).collect(),
        })
        .filter(|line| !line.points.is_empty())
        .collect();
    let chosen = design.lines.iter().find(|line| line.chosen).and_then(|line| {
        let point = line.points.iter().find(|point| u64::from(point.clusters) == design.total.clusters)?;
        place(point, indicator)
    });
    let mut description = lines.iter().filter_map(|line| told(line, currency)).collect::<Vec<_>>().join(" ");
    if let Some(chosen) = chosen {
        let what = currency.map_or_else(|| "pairs".to_owned(), str::to_owned);
        let found = margin(chosen.up / 100.0);
        description.push_str(&format!(" This design: ±{found} points for {} {what}.", amount(chosen.across)));
    }
    Some(TradeoffChart {
        title: expectation.title.clone(),
        across,
        up: "Margin of error (± percentage points)".to_owned(),
        lines,
        chosen,
        wanted: expectation.wanted.map(|wanted| wanted * 100.0),
        description,
        table: table(design, indicator, currency),
    })
}

fn place(point: &Point, indicator: usize) -> Option<ChartPoint> {
    let up = point.margins.get(indicator).copied().flatten()? * 100.0;
    Some(ChartPoint { across: point.cost.unwrap_or(point.pairs as f64), up })
}

/// A line in words: “With 10 a cluster the margin falls from 4.10 to 2.05 points between 40,000 and 130,000 USD.”
fn told(line: &ChartLine, currency: Option<&str>) -> Option<String> {
    let (first, last) = (line.points.first()?, line.points.last()?);
    Some(format!(
        "With {} the margin falls from {} to {} points between {} and {} {}.",
        line.label,
        margin(first.up / 100.0),
        margin(last.up / 100.0),
        amount(first.across),
        amount(last.across),
        currency.unwrap_or("pairs"),
    ))
}

fn table(design: &Design, indicator: usize, currency: Option<&str>) -> PlainTable {
    let mut columns = vec![PlainColumn::new("Clusters"), PlainColumn::new("Pairs")];
    columns.extend(currency.map(|currency| PlainColumn::new(format!("Cost ({currency})"))));
    columns.push(PlainColumn::new("Margin (± points)"));
    let row = |line: &Line, point: &Point| {
        let mut cells = vec![count(u64::from(point.clusters)), count(point.pairs)];
        cells.extend(currency.map(|_| point.cost.map(amount).unwrap_or_default()));
        let found = point.margins.get(indicator).copied().flatten();
        cells.push(found.map_or_else(|| "–".to_owned(), margin));
        PlainRow { cells, marked: line.chosen && u64::from(point.clusters) == design.total.clusters }
    };
    let section = |line: &Line| PlainSection {
        title: Some(format!("{} pairs a cluster", line.take)),
        rows: line.points.iter().map(|point| row(line, point)).collect(),
    };
    let title = design.indicators.get(indicator).map_or("", |one| one.title.as_str());
    PlainTable {
        caption: format!("{title}: margins of error by the number of clusters"),
        columns,
        sections: design.lines.iter().map(section).collect(),
    }
}
