use super::chart::{ChartLine, ChartPoint, TradeoffChart};
use crate::plain_table::PlainTable;

fn chart() -> TradeoffChart {
    let line = |label: &str, chosen, margins: [f64; 3]| ChartLine {
        label: label.to_owned(),
        chosen,
        points: margins
            .into_iter()
            .zip([40_000.0, 60_000.0, 80_000.0])
            .map(|(up, across)| ChartPoint { across, up })
            .collect(),
    };
    TradeoffChart {
        title: "Told <somebody>".to_owned(),
        across: "Cost (USD)".to_owned(),
        up: "Margin of error (percentage points)".to_owned(),
        lines: vec![
            line("5 a cluster", false, [4.0, 3.2, 2.9]),
            line("10 a cluster", true, [4.1, 3.1, 2.88]),
        ],
        chosen: Some(ChartPoint { across: 60_000.0, up: 3.1 }),
        wanted: Some(3.0),
        description: "The margin falls from 4.1 to 2.88 points.".to_owned(),
        table: PlainTable::default(),
    }
}

#[test]
fn a_picture_has_its_words_and_its_labels_do_not_touch() {
    let markup = chart().html().into_string();
    for part in [
        "role=\"img\"",
        "<title>Told &lt;somebody&gt;",
        "<desc>The margin falls",
        "this design",
        "margin wanted",
    ] {
        assert!(markup.contains(part), "{part} in {markup}");
    }
    let ends: Vec<f64> = markup
        .split("<text class=\"end")
        .skip(1)
        .map(|label| label.split(" y=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap())
        .collect();
    assert_eq!(ends.len(), 2);
    assert!((ends[0] - ends[1]).abs() >= 16.9, "{ends:?}");
}

#[test]
fn dearer_lies_to_the_right_and_wider_above() {
    let markup = chart().html().into_string();
    let line = markup.split("points=\"").nth(1).unwrap().split('"').next().unwrap();
    let points: Vec<(f64, f64)> = line
        .split(' ')
        .map(|point| point.split_once(',').unwrap())
        .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
        .collect();
    assert!(points.windows(2).all(|pair| pair[1].0 > pair[0].0 && pair[1].1 > pair[0].1), "{points:?}");
}
