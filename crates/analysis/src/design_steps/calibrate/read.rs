//! Reads the steps.

use super::totals::{TermTotal, read_cells, read_terms, term, without_factor};
use super::{Calibrate, Margin, Method, Regression, Step};
use crate::held::DesignStep;
use cairn_definition::kind::{Boolean, Integer, Kind, List, Number, OneOf, Text, wrong_type};
use cairn_definition::{Diagnostic, Diagnostics, Node, Place, Placed, TableReader, Value, nearest};
use cairn_survey::calibration::{Bounds, Distance, Raking};
use std::sync::Arc;

#[derive(Debug, Clone, Copy)]
enum MethodName {
    PostStratify,
    Rake,
    Regression(Distance),
    Trim,
}

const METHODS: &[(&str, MethodName)] = &[
    ("poststratify", MethodName::PostStratify),
    ("rake", MethodName::Rake),
    ("linear", MethodName::Regression(Distance::Linear)),
    ("raking", MethodName::Regression(Distance::Raking)),
    ("logit", MethodName::Regression(Distance::Logit)),
    ("trim", MethodName::Trim),
];

/// Reads the key `calibrate`; the reader is that of the design.
pub(super) fn read(reader: &mut TableReader<'_>) -> Vec<Arc<dyn DesignStep>> {
    let Some(node) = reader.node("calibrate").filter(|node| node.value != Value::Null) else {
        return Vec::new();
    };
    if matches!(&node.value, Value::Array(items) if items.is_empty()) {
        let problem = Diagnostic::error(&node.place, "`calibrate` has no step");
        reader.problems().push(problem.expected("a list of steps, each a table with a `method`"));
        return Vec::new();
    }
    let (strata, clusters) = (stage_columns(reader.node("strata")), stage_columns(reader.node("clusters")));
    let steps = reader.tables("calibrate", "calibration");
    let steps: Vec<Step> = steps.into_iter().filter_map(|step| read_step(step, &strata, &clusters)).collect();
    vec![Arc::new(Calibrate(steps))]
}

/// The columns by stage of a key that is read elsewhere.
fn stage_columns(node: Option<&Node>) -> Vec<Option<Placed<String>>> {
    let Some(Node { value: Value::Array(items), .. }) = node else { return Vec::new() };
    let column = |item: &Node| match &item.value {
        Value::String(name) => Some(Placed { value: name.clone(), place: item.place.clone() }),
        _ => None,
    };
    items.iter().map(column).collect()
}

fn read_step(
    mut reader: TableReader<'_>,
    strata: &[Option<Placed<String>>],
    clusters: &[Option<Placed<String>>],
) -> Option<Step> {
    let place = reader.place().clone();
    let Some(method) = reader.required("method", &OneOf(METHODS)) else {
        // Which keys are known depends on the method.
        if reader.has("method") {
            reader.rest();
        }
        reader.finish();
        return None;
    };
    let method = match method.value {
        MethodName::PostStratify => read_post_stratification(&mut reader),
        MethodName::Rake => read_raking(&mut reader),
        MethodName::Regression(distance) => read_regression(&mut reader, distance, strata, clusters),
        MethodName::Trim => read_trimming(&mut reader),
    };
    reader.finish();
    Some(Step { method: method?, place })
}

fn read_post_stratification(reader: &mut TableReader<'_>) -> Option<Method> {
    let variables = reader.required("variables", &List(Text));
    let margin = read_margin(reader, variables.map(|placed| (placed.value, placed.place)))?;
    Some(Method::PostStratify(margin))
}

fn read_raking(reader: &mut TableReader<'_>) -> Option<Method> {
    let margins = reader.required_tables("margins", "margin");
    let margins: Vec<Option<Margin>> = margins
        .into_iter()
        .map(|mut margin| {
            let variables = if margin.has("variables") {
                margin.required("variables", &List(Text)).map(|placed| (placed.value, placed.place))
            } else {
                margin.required("variable", &Text).map(|name| (vec![name.clone()], name.place))
            };
            let read = read_margin(&mut margin, variables);
            margin.finish();
            read
        })
        .collect();
    let tolerance = reader.optional("tolerance", &Number(f64::MIN_POSITIVE..=f64::MAX));
    let iterations = reader.optional("iterations", &Integer(1..=1_000_000));
    Some(Method::Rake {
        margins: margins.into_iter().collect::<Option<_>>()?,
        tolerance: tolerance.map_or(Raking::TOLERANCE, |placed| placed.value),
        iterations: iterations.map_or(Raking::ITERATIONS, |placed| placed.value as usize),
    })
}

fn read_margin(
    reader: &mut TableReader<'_>,
    variables: Option<(Vec<Placed<String>>, Place)>,
) -> Option<Margin> {
    let totals = reader.required("totals", &Anything)?.value;
    let (variables, place) = variables?;
    if variables.is_empty() {
        reader
            .problems()
            .push(Diagnostic::error(&place, "`variables` is empty").expected("at least one column"));
        return None;
    }
    let cells = read_cells(&totals, &variables, reader.problems());
    Some(Margin { variables, totals: cells, place: totals.place.clone() })
}

fn read_regression(
    reader: &mut TableReader<'_>,
    distance: Distance,
    strata: &[Option<Placed<String>>],
    clusters: &[Option<Placed<String>>],
) -> Option<Method> {
    let terms = reader.optional("terms", &List(Text));
    let totals_node = reader.required("totals", &Anything);
    let bounds = reader.optional("bounds", &BoundPair);
    let stage = reader.optional("aggregate_stage", &Integer(1..=i64::from(u8::MAX)));
    let problems = reader.problems();
    if distance == Distance::Logit && bounds.is_none() && !reader.has("bounds") {
        let problem = Diagnostic::error(reader.place(), "the method `logit` needs `bounds`");
        problems.push(problem.expected("`bounds: [0.5, 2]`, the least and greatest ratio of weights"));
    }
    if let Some(bounds) = &bounds {
        check_bounds(bounds, distance, problems);
    }
    let stages = clusters.len().max(1);
    let mut aggregated = None;
    if let Some(stage) = stage {
        if stage.value as usize > stages {
            let plural = if stages == 1 { "" } else { "s" };
            let message =
                format!("`aggregate_stage` is {}, the design has {stages} stage{plural}", stage.value);
            problems.push(Diagnostic::error(&stage.place, message).expected("a stage of the design"));
        } else if !clusters.is_empty() {
            let count = stage.value as usize;
            let named = strata.iter().take(count).chain(clusters.iter().take(count));
            aggregated = Some(named.flatten().cloned().collect());
        }
    }
    let node = totals_node?.value;
    let totals = read_terms(&node, problems);
    if let Some(terms) = terms {
        check_terms(&terms.value, &totals, &node, problems);
    }
    Some(Method::Regression(Regression {
        totals,
        place: node.place,
        distance,
        bounds: bounds.map_or(Bounds::NONE, |placed| placed.value),
        clusters: aggregated,
    }))
}

fn check_bounds(bounds: &Placed<Bounds>, distance: Distance, problems: &Diagnostics) {
    let Bounds { lower, upper } = bounds.value;
    let problem = Diagnostic::error(&bounds.place, format!("the bounds {lower} and {upper} leave no room"));
    if !(lower < 1.0 && upper > 1.0) {
        problems.push(problem.expected("a lower bound below 1 and an upper bound above 1"));
    } else if distance == Distance::Logit && !(lower.is_finite() && upper.is_finite()) {
        let problem = Diagnostic::error(&bounds.place, "the method `logit` needs both bounds");
        problems.push(problem.expected("two numbers"));
    }
}

/// Every term has a total, and every total a term.
fn check_terms(terms: &[Placed<String>], totals: &[TermTotal], node: &Node, problems: &Diagnostics) {
    let mut names: Vec<(String, &Placed<String>)> = Vec::new();
    let mut without_intercept = None;
    for written in terms {
        let text = written.value.trim();
        match text {
            "-1" | "0" | "+0" => without_intercept = Some(written),
            _ => {
                let parts: Vec<&str> = text.split('*').collect();
                // `a*b` is `a`, `b` and `a:b`.
                for combination in 1_u32..1 << parts.len().min(8) {
                    let chosen = parts.iter().enumerate().filter(|(part, _)| combination >> part & 1 == 1);
                    let variables = chosen.flat_map(|(_, part)| part.split(':'));
                    names.push((term(variables.map(|name| without_factor(name).0)), written));
                }
            }
        }
    }
    for total in totals {
        let name = total.term();
        match without_intercept {
            Some(_) if name == "1" => {
                let problem =
                    Diagnostic::error(&total.place, "a total of the intercept, which the terms leave out");
                problems.push(problem.help("leave out either this total or the term `-1`"));
            }
            _ if name == "1" || names.iter().any(|(known, _)| *known == name) => {}
            _ => {
                let known: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
                let problem = Diagnostic::error(&total.place, format!("`{name}` is not among the terms"))
                    .expected(cairn_definition::kind::one_of(known.iter().copied()));
                problems.push(problem.did_you_mean(nearest(&name, known.iter().copied())));
            }
        }
    }
    let mut reported = Vec::new();
    for (name, written) in &names {
        if !totals.iter().any(|total| total.term() == *name) && !reported.contains(name) {
            let problem = Diagnostic::error(&written.place, format!("the term `{name}` has no total"));
            problems.push(problem.help(format!("the totals are at {}", node.place)));
            reported.push(name.clone());
        }
    }
}

fn read_trimming(reader: &mut TableReader<'_>) -> Option<Method> {
    let lower = reader.optional("lower", &Number::ANY);
    let upper = reader.optional("upper", &Number::ANY);
    let strict = reader.optional("strict", &Boolean).is_some_and(|placed| placed.value);
    if lower.is_none() && upper.is_none() {
        if !reader.has("lower") && !reader.has("upper") {
            let problem = Diagnostic::error(reader.place(), "nothing to trim at");
            reader.problems().push(problem.expected("`lower`, `upper` or both"));
        }
        return None;
    }
    let place = upper.as_ref().or(lower.as_ref()).map(|placed| placed.place.clone());
    let lower = lower.map_or(f64::NEG_INFINITY, |placed| placed.value);
    let upper = upper.map_or(f64::INFINITY, |placed| placed.value);
    if let (Some(place), false) = (place, lower < upper && upper > 0.0) {
        let problem = Diagnostic::error(&place, format!("no weight lies between {lower} and {upper}"));
        reader.problems().push(problem.expected("a lower limit below the upper one"));
    }
    Some(Method::Trim { lower, upper, strict })
}

/// A value that is read by hand.
#[derive(Debug, Clone, Copy)]
struct Anything;

impl Kind for Anything {
    type Value = Node;

    fn expected(&self) -> String {
        "a list of tables, each with a `total`".to_owned()
    }

    fn read(&self, node: &Node, _name: &str, _problems: &Diagnostics) -> Option<Node> {
        Some(node.clone())
    }
}

/// A lower and an upper bound.
#[derive(Debug, Clone, Copy)]
struct BoundPair;

impl Kind for BoundPair {
    type Value = Bounds;

    fn expected(&self) -> String {
        "a list of two numbers, the lower and the upper bound; null for none".to_owned()
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<Bounds> {
        let Value::Array(items) = &node.value else {
            problems.push(wrong_type(node, name, self.expected()));
            return None;
        };
        let [lower, upper] = items.as_slice() else {
            let problem = Diagnostic::error(&node.place, format!("{name} has {} entries", items.len()));
            problems.push(problem.expected(self.expected()));
            return None;
        };
        let bound = |item: &Node, none: f64| match &item.value {
            Value::Null => Some(none),
            Value::Integer(value) => Some(*value as f64),
            // TOML has infinite numbers.
            Value::Float(value) if !value.is_nan() => Some(*value),
            _ => {
                problems.push(wrong_type(item, &format!("an entry of {name}"), "a number or null"));
                None
            }
        };
        Some(Bounds { lower: bound(lower, f64::NEG_INFINITY)?, upper: bound(upper, f64::INFINITY)? })
    }
}
