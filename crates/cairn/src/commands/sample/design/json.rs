//! A design for programs. Shares and margins are proportions, not per cent.

use super::words;
use cairn_fieldwork::design::{Alternative, Design, IndicatorDesign, Line, PartKind, StratumDesign};
use serde_json::{Value, json};
use std::path::Path;

pub(super) fn of(design: &Design, page: &Path) -> Value {
    let contents = design.cost.as_ref().map(|cost| {
        json!({
            "currency": cost.currency, "fixed": cost.fixed, "clusters": cost.clusters, "pairs": cost.pairs, "total": cost.total,
        })
    });
    json!({
        "allocation": design.method.key(),
        "level": design.level,
        "take": design.take,
        "optimum_take": design.optimum_take.filter(|take| *take < u32::MAX),
        "contacts_in_cluster": design.contacts_in_cluster,
        "clusters": design.total.clusters,
        "pairs": design.total.pairs,
        "contacts": design.total.contacts,
        "cost": contents,
        "strata": design.strata.iter().map(stratum).collect::<Vec<_>>(),
        "indicators": design.indicators.iter().map(|indicator| one(design, indicator)).collect::<Vec<_>>(),
        "alternatives": design.alternatives.iter().map(alternative).collect::<Vec<_>>(),
        "precision_and_cost": design.lines.iter().map(line).collect::<Vec<_>>(),
        "notes": design.notes.iter().map(words::note).collect::<Vec<_>>(),
        "page": page.display().to_string(),
    })
}

fn stratum(stratum: &StratumDesign) -> Value {
    json!({
        "stratum": stratum.labels,
        "areas": stratum.areas,
        "size": stratum.size,
        "clusters": stratum.clusters,
        "pairs": stratum.pairs,
        "contacts": stratum.contacts,
    })
}

fn one(design: &Design, indicator: &IndicatorDesign) -> Value {
    let parts = design.parts.iter().zip(&indicator.precision).map(|(part, found)| {
        let (kind, columns) = match &part.kind {
            PartKind::Country => ("country", None),
            PartKind::Domain(columns) => ("domain", Some(columns)),
            PartKind::Group => ("group", None),
            PartKind::OwnClusters => ("own clusters", None),
        };
        json!({
            "kind": kind,
            "columns": columns,
            "title": part.title,
            "proportion": found.map(|found| found.proportion),
            "clusters": found.map(|found| found.clusters),
            "pairs": found.map(|found| found.pairs),
            "design_effect": found.and_then(|found| found.design_effect),
            "margin": found.and_then(|found| found.margin),
        })
    });
    json!({
        "title": indicator.title,
        "intraclass_correlation": indicator.intraclass_correlation,
        "margin_wanted": indicator.wanted,
        "parts": parts.collect::<Vec<_>>(),
    })
}

fn alternative(alternative: &Alternative) -> Value {
    json!({
        "allocation": words::method(alternative.method),
        "declared": alternative.declared,
        "clusters": alternative.total,
        "clusters_by_stratum": alternative.clusters,
        "pairs": alternative.pairs,
        "cost": alternative.cost,
        "margins": alternative.margins,
    })
}

fn line(line: &Line) -> Value {
    let points = line.points.iter().map(|point| {
        json!({ "clusters": point.clusters, "pairs": point.pairs, "cost": point.cost, "margins": point.margins })
    });
    json!({ "take": line.take, "chosen": line.chosen, "points": points.collect::<Vec<_>>() })
}
