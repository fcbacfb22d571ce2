//! Reads the key.

use super::given::{Given, Scales};
use super::{Made, Source, Step};
use crate::held::DesignStep;
use crate::request::LONELY_PSU;
use cairn_definition::kind::{Boolean, Integer, Kind, Number, OneOf, Text, wrong_type};
use cairn_definition::{Diagnostic, Diagnostics, Node, Placed, TableReader, Value};
use cairn_survey::replicates::{Draws, ReplicateKind};
use std::sync::{Arc, OnceLock};

#[derive(Debug, Clone, Copy, PartialEq)]
enum Type {
    Jk1,
    Jkn,
    Brr,
    Fay,
    Bootstrap,
    RaoWu,
    Multistage,
    Other,
}

const TYPES: &[(&str, Type)] = &[
    ("jk1", Type::Jk1),
    ("jkn", Type::Jkn),
    ("brr", Type::Brr),
    ("fay", Type::Fay),
    ("bootstrap", Type::Bootstrap),
    ("rao-wu", Type::RaoWu),
    ("multistage", Type::Multistage),
    ("other", Type::Other),
];

/// How many replicates are drawn where the request does not say.
const REPLICATES: usize = 500;

/// The most replicates that are drawn.
const MOST_REPLICATES: i64 = 100_000;

/// Reads the key `replicates`; the reader is that of the design.
pub(super) fn read(reader: &mut TableReader<'_>) -> Vec<Arc<dyn DesignStep>> {
    if reader.node("replicates").is_none_or(|node| node.value == Value::Null) {
        return Vec::new();
    }
    let strata = first_column(reader.node("strata"));
    let lonely_psu = reader
        .node("lonely_psu")
        .and_then(|node| OneOf(LONELY_PSU).read(node, "`lonely_psu`", &Diagnostics::new()))
        .unwrap_or_default();
    let Some(mut table) = reader.optional_table("replicates", "description of the replicates") else {
        return Vec::new();
    };
    let place = table.place().clone();
    let kind = table.required("type", &OneOf(TYPES)).map(|placed| placed.value);
    let mse = table.optional("mse", &Boolean).is_some_and(|placed| placed.value);
    let given = table.has("columns");
    let source = match kind {
        // Which keys are known depends on the type.
        None => {
            for key in ["columns", "combined", "scale", "rscales", "rho", "replicates", "seed"] {
                table.node(key);
            }
            None
        }
        Some(kind) if given => read_given(&mut table, kind).map(Source::Given),
        Some(kind) => read_made(&mut table, kind).map(Source::Made),
    };
    table.finish();
    let step = source.map(|source| Step { source, mse, lonely_psu, strata, place });
    step.into_iter().map(|step| Arc::new(step) as Arc<dyn DesignStep>).collect()
}

fn read_given(table: &mut TableReader<'_>, kind: Type) -> Option<Given> {
    let patterns = table.required("columns", &OneOrMore(Text)).map(|placed| placed.value);
    let combined = table.optional("combined", &Boolean).is_none_or(|placed| placed.value);
    let scale = table.optional("scale", &Number(0.0..=f64::MAX));
    let scales = table.optional("rscales", &OneOrMore(Number(0.0..=f64::MAX)));
    let rho = read_rho(table, kind);
    refuse(table, &["replicates", "seed"], "the replicates are given in `columns`, not drawn");
    if matches!(kind, Type::Brr | Type::Fay) {
        let places =
            [scale.as_ref().map(|placed| &placed.place), scales.as_ref().map(|placed| &placed.place)];
        for place in places.into_iter().flatten() {
            let problem = Diagnostic::error(place, "balanced replicates have a scale of their own");
            table.problems().push(problem.help("with the type `other` the scales are as you say"));
        }
    }
    let kind = match kind {
        Type::Jk1 => ReplicateKind::Jk1,
        Type::Jkn => ReplicateKind::Jkn,
        Type::Brr => ReplicateKind::Brr,
        Type::Fay => {
            if rho.is_none() && !table.has("rho") {
                let problem = Diagnostic::error(table.place(), "`rho` is missing");
                table.problems().push(problem.expected("the factor with which the replicates were made"));
            }
            ReplicateKind::Fay { rho: rho? }
        }
        Type::Bootstrap | Type::RaoWu | Type::Multistage => ReplicateKind::Bootstrap,
        Type::Other => ReplicateKind::Other,
    };
    let scales = match scales.map(|placed| placed.value) {
        None => Scales::Implied,
        Some(list) => match list.as_slice() {
            [one] => Scales::One(one.value),
            each => Scales::Each(each.iter().map(|scale| scale.value).collect()),
        },
    };
    let scale = scale.map(|placed| placed.value);
    Some(Given { kind, patterns: patterns?, combined, scale, scales, found: OnceLock::new() })
}

fn read_made(table: &mut TableReader<'_>, kind: Type) -> Option<Made> {
    refuse(
        table,
        &["combined", "scale", "rscales"],
        "these replicates are made here, not given in `columns`",
    );
    let rho = read_rho(table, kind);
    let drawn = matches!(kind, Type::Bootstrap | Type::RaoWu | Type::Multistage);
    if !drawn {
        refuse(table, &["replicates", "seed"], "these replicates are not drawn at random");
        return match kind {
            Type::Jk1 => Some(Made::Jk1),
            Type::Jkn => Some(Made::Jkn),
            Type::Brr => Some(Made::Fay { rho: 0.0 }),
            Type::Fay => Some(Made::Fay { rho: rho.unwrap_or_default() }),
            _ => {
                let problem =
                    Diagnostic::error(table.place(), "replicates of the type `other` are not made here");
                table.problems().push(problem.expected("their columns in `columns`"));
                None
            }
        };
    }
    let replicates = table.optional("replicates", &Integer(2..=MOST_REPLICATES));
    let seed = table.optional("seed", &Integer(0..=i64::MAX));
    let draws = Draws {
        replicates: replicates.map_or(REPLICATES, |placed| placed.value as usize),
        seed: seed.map_or(0, |placed| placed.value.unsigned_abs()),
    };
    match kind {
        Type::RaoWu => Some(Made::RaoWu(draws)),
        Type::Multistage => Some(Made::Rescaled(draws)),
        _ => Some(Made::Bootstrap(draws)),
    }
}

fn read_rho(table: &mut TableReader<'_>, kind: Type) -> Option<f64> {
    if kind != Type::Fay {
        refuse(table, &["rho"], "only the type `fay` has it");
        return None;
    }
    let rho = table.optional("rho", &Number::ANY)?;
    if (0.0..1.0).contains(&rho.value) {
        return Some(rho.value);
    }
    let problem = Diagnostic::error(&rho.place, format!("`rho` is {}", rho.value));
    table.problems().push(problem.expected("a number of at least 0 and less than 1"));
    None
}

/// Refuses keys that make no sense here.
fn refuse(table: &mut TableReader<'_>, keys: &[&'static str], reason: &str) {
    for key in keys {
        if let Some(node) = table.node(key) {
            table
                .problems()
                .push(Diagnostic::error(&node.place, format!("`{key}` has no meaning here: {reason}")));
        }
    }
}

fn first_column(node: Option<&Node>) -> Option<Placed<String>> {
    let Value::Array(items) = &node?.value else { return None };
    let first = items.first()?;
    match &first.value {
        Value::String(name) => Some(Placed { value: name.clone(), place: first.place.clone() }),
        _ => None,
    }
}

/// A list, or one of its entries.
struct OneOrMore<K>(K);

impl<K: Kind> Kind for OneOrMore<K> {
    type Value = Vec<Placed<K::Value>>;

    fn expected(&self) -> String {
        format!("{}, or a list of such", self.0.expected())
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<Self::Value> {
        match &node.value {
            Value::Array(items) if items.is_empty() => {
                problems.push(wrong_type(node, name, self.expected()));
                None
            }
            Value::Array(items) => items
                .iter()
                .map(|item| {
                    Some(Placed { value: self.0.read(item, name, problems)?, place: item.place.clone() })
                })
                .collect(),
            _ => Some(vec![Placed { value: self.0.read(node, name, problems)?, place: node.place.clone() }]),
        }
    }
}
