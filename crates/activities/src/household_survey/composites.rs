//! Checks of indicators that belong together: the blocks of follow-up questions, and composites with their parts.

use cairn_definition::{Diagnostic, Diagnostics};
use cairn_study::{Indicator, Study};
use std::collections::{BTreeMap, BTreeSet};

/// Reports indicators of a block that differ in whom they were asked of, and composites whose parts differ from them or lead back
/// to them. That the parts are there was checked when the study was read.
pub(super) fn check(study: &Study, problems: &Diagnostics) {
    check_blocks(&study.indicators, problems);
    let by_key: BTreeMap<String, &Indicator> =
        study.indicators.iter().map(|indicator| (indicator.key(), indicator)).collect();
    for composite in study.indicators.iter().filter(|indicator| !indicator.parts.is_empty()) {
        for part in composite.parts.iter().filter_map(|key| by_key.get(key)) {
            check_part(composite, part, problems);
        }
        check_cycle(composite, &by_key, problems);
    }
}

/// Follow-up questions of a block share their base: who is affected is asked all of them.
fn check_blocks(indicators: &[Indicator], problems: &Diagnostics) {
    let mut first: BTreeMap<&str, &Indicator> = BTreeMap::new();
    for indicator in indicators {
        let Some(block) = &indicator.block else { continue };
        let first = *first.entry(block).or_insert(indicator);
        let base = |indicator: &Indicator| indicator.base.as_ref().map(|base| base.text.trim().to_owned());
        let everybody =
            |base: Option<String>| base.map_or_else(|| "of everybody".to_owned(), |base| quoted(&base));
        let respects = [
            ("instrument", quoted(indicator.instrument.as_str()), quoted(first.instrument.as_str())),
            ("base", everybody(base(indicator)), everybody(base(first))),
            ("period", quoted(&indicator.period), quoted(&first.period)),
        ];
        for (respect, here, there) in respects.into_iter().filter(|(_, here, there)| here != there) {
            let place = match (respect, &indicator.base) {
                ("base", Some(base)) => &base.place,
                _ => &indicator.place,
            };
            let message = format!(
                "`{}` of the block “{block}” has the {respect} {here}, and `{}` the {respect} {there}",
                indicator.key(),
                first.key()
            );
            let help = "the answers of a block are shares of one base; give it another block otherwise";
            problems.push(Diagnostic::error(place, message).help(help));
        }
    }
}

fn check_part(composite: &Indicator, part: &Indicator, problems: &Diagnostics) {
    let respects = [
        ("instrument", quoted(composite.instrument.as_str()), quoted(part.instrument.as_str())),
        ("period", quoted(&composite.period), quoted(&part.period)),
    ];
    for (respect, of_composite, of_part) in respects.into_iter().filter(|(_, here, there)| here != there) {
        let message = format!(
            "`{}` has the {respect} {of_composite}, and its part `{}` the {respect} {of_part}",
            composite.key(),
            part.key()
        );
        problems.push(Diagnostic::error(&composite.place, message).help(format!(
            "a composite and its parts have one {respect}; the part is defined at {}",
            part.place
        )));
    }
}

fn quoted(text: &str) -> String {
    format!("“{text}”")
}

/// Reports a composite to which its parts lead back. Of itself as its own part the reader of the study has told.
fn check_cycle(composite: &Indicator, by_key: &BTreeMap<String, &Indicator>, problems: &Diagnostics) {
    let start = composite.key();
    let mut seen = BTreeSet::new();
    let mut open: Vec<(&str, Vec<&str>)> = composite
        .parts
        .iter()
        .filter(|part| **part != start)
        .map(|part| (part.as_str(), Vec::new()))
        .collect();
    while let Some((key, way)) = open.pop() {
        if key == start {
            let way: Vec<String> = way.iter().map(|step| format!("`{step}`")).collect();
            let message = format!("`{start}` is a part of itself, by way of {}", way.join(", "));
            problems.push(
                Diagnostic::error(&composite.place, message)
                    .expected("parts that are not made of the composite"),
            );
            return;
        }
        if !seen.insert(key) {
            continue;
        }
        let Some(part) = by_key.get(key) else { continue };
        let mut way = way;
        way.push(key);
        open.extend(part.parts.iter().rev().map(|next| (next.as_str(), way.clone())));
    }
}
