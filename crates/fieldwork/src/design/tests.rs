use super::*;
use cairn_study::Preset;
use std::fmt::Write as _;
use std::fs;
use tempfile::TempDir;

/// A plan over a frame of two regions, each urban and rural, as files; `changes` replace texts of the plan.
fn designed(changes: &[(&str, &str)]) -> Result<Design, String> {
    let mut plan = PLAN.to_owned();
    for (from, to) in changes {
        assert!(plan.contains(from), "{from}");
        plan = plan.replacen(from, to, 1);
    }
    let place = TempDir::new().unwrap();
    let write = |file: &str, text: &str| {
        let path = place.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("study.toml", "title = \"A study\"\nsynthetic = true\n");
    write("countries/exampleland/country.toml", COUNTRY);
    write("countries/exampleland/sample.toml", &plan);
    let mut frame = "ea,region,area,households\n".to_owned();
    let strata =
        [("North,urban", 40, 90), ("North,rural", 120, 60), ("South,urban", 8, 70), ("South,rural", 60, 30)];
    for (number, (stratum, areas, size)) in strata.into_iter().enumerate() {
        for area in 0..areas {
            let _ = writeln!(frame, "{}{area:03},{stratum},{}", number + 1, size + area % 7);
        }
    }
    write("data/exampleland/sample/frame.csv", &frame);
    let loaded = cairn_study::Study::load(place.path());
    let plan = loaded.study.countries.first().and_then(|country| country.sample.clone());
    let plan = plan.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let problems = Diagnostics::new();
    let frame = FrameFile::read(&plan.frame, &problems).unwrap();
    let design = Design::of(&Presentation::preset(Preset::DisruptingHarm), &plan, &frame, &problems);
    let told: Vec<String> = problems.into_sorted().iter().map(ToString::to_string).collect();
    let folder = place.path().display().to_string();
    design.ok_or_else(|| told.join("\n").replace(&folder, ""))
}

const COUNTRY: &str = r#"name = "Exampleland"
[fieldwork]
from = 2025-01-01
to = 2025-03-01
[survey]
clusters = ["psu"]
[synthetic]
generator = "a test"
"#;

const PLAN: &str = r#"[frame]
source = "Census"
date = 2019-08-24
area = "ea"
strata = ["region", "area"]
size = "households"
[target]
pairs = 500
eligible = 0.4
response = 0.65
domains = [["region"]]
groups = [{ title = "Girls", share = 0.5 }]
costs = { currency = "USD", fixed = 20000, cluster = 250, pair = 30 }
[[target.indicators]]
title = "Told somebody"
proportion = 0.1
margin = 0.05
by_stratum = [{ stratum = ["North", "urban"], proportion = 0.2 }]
[[target.indicators]]
title = "Was online every day"
proportion = 0.6
margin = 0.07
intraclass_correlation = 0.1
[allocation]
method = "power"
power = 0.75
minimum = 2
take = 10
[draw]
method = "pps-systematic"
seed = 1
[household]
second_stage = "listing"
respondent = "random-number"
"#;

#[test]
fn a_design_adds_up() {
    let design = designed(&[]).unwrap();
    assert_eq!((design.total.clusters, design.total.pairs, design.take), (50, 500, 10));
    // 10 / (0.4 × 0.65) households, rounded up, in each of 50 clusters.
    assert_eq!((design.contacts_in_cluster, design.total.contacts), (39, 50 * 39));
    assert_eq!(design.cost.as_ref().unwrap().total, 20_000.0 + 50.0 * 250.0 + 500.0 * 30.0);
    let titles: Vec<&str> = design.parts.iter().map(|part| part.title.as_str()).collect();
    assert_eq!(titles, ["The country", "North", "South", "Girls"]);
    let precision = |indicator: usize, part: usize| design.indicators[indicator].precision[part].unwrap();
    let clusters = precision(0, 1).clusters + precision(0, 2).clusters;
    assert_eq!(clusters, precision(0, 0).clusters);
    assert_eq!(precision(0, 3).pairs, 250.0);
    for indicator in 0..2 {
        for part in 1..4 {
            assert!(precision(indicator, part).margin > precision(indicator, 0).margin);
        }
    }
    assert!((precision(1, 2).proportion - 0.6).abs() < 1e-12);
    // The country’s share is that of its strata by their households.
    let urban_north = design.strata.iter().find(|stratum| stratum.title == "North, urban").unwrap();
    let share = 0.1 + 0.1 * urban_north.size / design.total.size;
    assert!((precision(0, 0).proportion - share).abs() < 1e-12);
}

#[test]
fn the_declared_allocation_is_on_its_line_and_among_the_alternatives() {
    for method in ["power", "optimum", "neyman"] {
        let changes = [("method = \"power\"\npower = 0.75", format!("method = \"{method}\""))];
        let changes: Vec<(&str, &str)> = if method == "power" {
            vec![]
        } else {
            changes.iter().map(|(from, to)| (*from, to.as_str())).collect()
        };
        let design = designed(&changes).unwrap();
        let declared = design.alternatives.iter().find(|alternative| alternative.declared).unwrap();
        assert_eq!(declared.total, design.total.clusters, "{method}");
        let line = design.lines.iter().find(|line| line.chosen).unwrap();
        let point = line.points.iter().find(|point| u64::from(point.clusters) == declared.total).unwrap();
        assert_eq!((&point.margins, point.cost), (&declared.margins, declared.cost), "{method}");
        for line in &design.lines {
            assert!(line.points.windows(2).all(|pair| pair[0].margins[0] > pair[1].margins[0]));
        }
    }
}

#[test]
fn the_optimum_gives_every_margin_and_nothing_cheaper_does_by_another_rule() {
    let optimum = ("method = \"power\"\npower = 0.75", "method = \"optimum\"");
    let design = designed(&[optimum]).unwrap();
    for (indicator, wanted) in design.indicators.iter().zip([0.05, 0.07]) {
        assert!(indicator.precision[0].unwrap().margin.unwrap() <= wanted * (1.0 + 1e-9));
    }
    let cost = design.cost.as_ref().unwrap().total;
    // Of the takes between those that are best for each alone, the one chosen is no dearer than its neighbours.
    let best = designed(&[optimum, ("take = 10", "take = \"optimum\"")]).unwrap();
    assert!(best.cost.as_ref().unwrap().total <= cost, "{} {cost}", best.take);
    let of = |take: u32| {
        designed(&[optimum, ("take = 10", &format!("take = {take}"))]).unwrap().cost.unwrap().total
    };
    assert!(of(best.take) <= of(best.take - 1) && of(best.take) <= of(best.take + 1));
}

#[test]
fn what_the_frame_has_no_room_for_is_refused_with_a_remedy() {
    let refusal = |changes: &[(&str, &str)]| designed(changes).unwrap_err();
    insta::assert_snapshot!(refusal(&[("pairs = 500", "pairs = 5000")]), @"/countries/exampleland/sample.toml:7:1: 500 clusters are more than the 228 areas of the frame (interview more pairs a cluster, fewer pairs in all, or use a frame of smaller areas)");
    insta::assert_snapshot!(refusal(&[("pairs = 500", "pairs = 60")]), @"/countries/exampleland/sample.toml:7:1: 6 clusters are too few for 4 strata with at least 2 each, which are 8 (interview in at least 8 clusters, by more pairs in all or fewer a cluster, or use fewer strata or a lower minimum)");
    insta::assert_snapshot!(refusal(&[("minimum = 2", "minimum = 9")]), @"/countries/exampleland/sample.toml:24:1: stratum South, urban has 8 areas, and is to have at least 9 as clusters (join it with another, by coarser or fewer columns in `strata`, or lower `minimum`)");
    let optimum = ("method = \"power\"\npower = 0.75", "method = \"optimum\"");
    insta::assert_snapshot!(refusal(&[optimum, ("margin = 0.05", "margin = 0.01")]), @"/countries/exampleland/sample.toml:14:1: a margin of 1 point for “Told somebody” is beyond the frame: with 10 pairs in every one of its 228 areas it is 1.44 points (want a wider margin, interview more pairs a cluster, or use a frame of more areas)");
    insta::assert_snapshot!(refusal(&[("\"urban\"]", "\"urbn\"]")]), @"/countries/exampleland/sample.toml:14:1: “Told somebody” expects a share in the stratum North, urbn, which the frame does not have; expected one of the 4 strata of /data/exampleland/sample/frame.csv, by their region and area (did you mean `North, urban`?)");
}

#[test]
fn what_should_be_known_beforehand_is_said() {
    let design = designed(&[
        ("pairs = 500", "pairs = 400"),
        ("method = \"power\"\npower = 0.75", "method = \"equal\""),
        ("proportion = 0.1\n", "proportion = 0.04\n"),
        ("take = 10", "take = 12"),
        ("respondent =", "contacts = 40\nrespondent ="),
    ])
    .unwrap();
    insta::assert_debug_snapshot!(design.notes, @r#"
    [
        EveryArea {
            stratum: "South, urban",
            areas: 8,
        },
        SmallAreas {
            areas: 60,
            contacts: 40,
        },
        FewContacts {
            contacts: 40,
            needed: 47,
        },
        Wide {
            indicator: "Told somebody",
            parts: [
                "South",
            ],
        },
        Missed {
            indicator: "Was online every day",
            wanted: 0.07,
            expected: 0.08495958228577882,
        },
    ]
    "#);
}
