//! `[field]` and `[weights]` of a country’s sample.

use super::kinds::{Above, instrument};
use super::sample::{MOST, check_distinct, count};
use crate::{
    CalibrationMethod, NonResponse, Trim, UnknownEligibility, WeightScale, WeightStep, Weighting, Weights,
};
use cairn_definition::kind::{Integer, List, Number, OneOf, Text, wrong_type};
use cairn_definition::{
    Diagnostic, Diagnostics, Entry, Kind, Node, Place, Placed, TableReader, Value, nearest,
};

/// How weights are made, as far as it could be read.
#[derive(Debug)]
pub(crate) struct WeightingDraft {
    pub(crate) household: Option<Placed<String>>,
    /// The weights of each instrument, without the steps that have mistakes.
    pub(crate) weights: Vec<Weights>,
    pub(crate) place: Place,
    /// Where a step undoes the selection within the household.
    pub(super) within_household: Vec<Place>,
    /// The whole, where it has no mistake.
    pub(super) weighting: Option<Weighting>,
}

/// Those who took part in a class of non-response; fewer make an unsteady rate.
const CLASS_MINIMUM: u32 = 20;
/// The largest factor of a class of non-response.
const CLASS_FACTOR: f64 = 3.0;
/// Classes by propensity: five remove nine tenths of the bias due to what predicts it (Cochran, 1968).
const PROPENSITY_CLASSES: u32 = 5;

const SCALES: [(&str, WeightScale); 2] =
    [("population", WeightScale::Population), ("respondents", WeightScale::Respondents)];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Selection,
    UnknownEligibility,
    NonResponse,
    WithinHousehold,
    Trim,
    Calibrate,
}

const STEPS: [(&str, Step); 6] = [
    ("selection", Step::Selection),
    ("unknown-eligibility", Step::UnknownEligibility),
    ("non-response", Step::NonResponse),
    ("within-household", Step::WithinHousehold),
    ("trim", Step::Trim),
    ("calibrate", Step::Calibrate),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Raking,
    PostStratification,
    Linear,
    Logit,
}

const METHODS: [(&str, Method); 4] = [
    ("raking", Method::Raking),
    ("post-stratification", Method::PostStratification),
    ("linear", Method::Linear),
    ("logit", Method::Logit),
];

/// Reads `[field]`: what is assumed of households whose eligibility stayed unknown.
pub(super) fn read_unknown_eligibility(mut reader: TableReader<'_>) -> Option<UnknownEligibility> {
    let problems = reader.problems();
    let node = reader.node("unknown_eligibility");
    reader.finish();
    let Some(node) = node else { return Some(UnknownEligibility::Proportional) };
    let expected = "`\"proportional\"`, or `{ share = 0.5, reason = \"why\" }`";
    match &node.value {
        Value::String(text) if text == "proportional" => Some(UnknownEligibility::Proportional),
        Value::String(text) => {
            let problem = Diagnostic::error(&node.place, format!("`unknown_eligibility` is “{text}”"))
                .expected(expected);
            problems.push(problem.did_you_mean(nearest(text, ["proportional"])));
            None
        }
        Value::Table(_) => {
            let mut reader = TableReader::new(node, "assumption on eligibility", problems)?;
            reader.explain("reason", "a share that nobody has measured needs a reason");
            let share = reader.required("share", &Number(0.0..=1.0));
            let reason = reader.required("reason", &Text);
            reader.finish();
            Some(UnknownEligibility::Share { share: share?.value, reason: reason?.value })
        }
        _ => {
            problems.push(wrong_type(node, "`unknown_eligibility`", expected));
            None
        }
    }
}

/// Reads `[weights]`: the column of the household, and a table for each instrument.
pub(super) fn read_weighting(mut reader: TableReader<'_>) -> WeightingDraft {
    reader.explain(
        "household",
        "the column of the records that names the household, as the field’s contacts do",
    );
    let place = reader.place().clone();
    let problems = reader.problems();
    let before = problems.errors();
    let household = reader.required("household", &Text);
    let mut within_household = Vec::new();
    let entries = reader.rest();
    let weights: Vec<_> =
        entries.iter().filter_map(|entry| read_weights(entry, &mut within_household, problems)).collect();
    if entries.is_empty() {
        let problem = Diagnostic::error(&place, "no instrument is weighted");
        problems.push(problem.expected("a table for each instrument, as `[weights.child]`"));
    }
    reader.finish();
    let weighting = household.clone().filter(|_| problems.errors() == before).map(|household| Weighting {
        household,
        weights: weights.clone(),
        place: place.clone(),
    });
    WeightingDraft { household, weights, place, within_household, weighting }
}

fn read_weights(entry: &Entry, within_household: &mut Vec<Place>, problems: &Diagnostics) -> Option<Weights> {
    let key = &entry.key;
    let name = Node { value: Value::String(key.name.clone()), place: key.place.clone() };
    let id = instrument().read(&name, "this key", problems);
    let mut reader = TableReader::new(&entry.node, "weighting of an instrument", problems)?;
    let scale = reader.required("scale", &OneOf(&SCALES));
    let said_steps = reader.has("steps");
    let steps = reader.tables("steps", "step");
    if !said_steps || steps.is_empty() {
        let message = format!("the weights of `{}` have no steps", key.name);
        let problem = Diagnostic::error(&key.place, message);
        problems.push(problem.expected("`steps = [{ step = \"selection\" }, …]`"));
    }
    reader.finish();
    let steps: Vec<_> = steps.into_iter().map(read_step).collect();
    check_order(&steps, problems);
    let within = steps.iter().filter(|step| step.kind == Some(Step::WithinHousehold));
    within_household.extend(within.map(|step| step.place.clone()));
    let steps =
        steps.into_iter().filter_map(|step| Some(Placed { value: step.step?, place: step.place })).collect();
    Some(Weights { instrument: Placed { value: id?, place: key.place.clone() }, scale: scale?.value, steps })
}

/// A step, as far as it could be read.
struct StepDraft {
    place: Place,
    kind: Option<Step>,
    step: Option<WeightStep>,
}

fn read_step(mut reader: TableReader<'_>) -> StepDraft {
    let place = reader.place().clone();
    let kind = reader.required("step", &OneOf(&STEPS)).map(|step| step.value);
    let Some(kind) = kind else {
        // Without its name nobody knows which keys it may have.
        reader.rest();
        reader.finish();
        return StepDraft { place, kind: None, step: None };
    };
    let step = match kind {
        Step::Selection => {
            reader.finish();
            Some(WeightStep::Selection)
        }
        Step::WithinHousehold => {
            reader.finish();
            Some(WeightStep::WithinHousehold)
        }
        Step::UnknownEligibility => {
            let classes = columns(&mut reader, "classes");
            reader.finish();
            classes.map(|classes| WeightStep::UnknownEligibility { classes: classes.unwrap_or_default() })
        }
        Step::NonResponse => read_non_response(reader),
        Step::Trim => read_trim(reader),
        Step::Calibrate => read_calibration(reader),
    };
    StepDraft { place, kind: Some(kind), step }
}

/// The columns under a key; nothing inside where there is no such key, nothing at all where it has a mistake.
fn columns(reader: &mut TableReader<'_>, key: &'static str) -> Option<Option<Vec<Placed<String>>>> {
    let said = reader.has(key);
    let columns = reader.optional(key, &List(Text)).map(|columns| columns.value);
    check_distinct("column", columns.as_deref().unwrap_or_default(), reader.problems());
    if said && columns.is_none() { None } else { Some(columns) }
}

fn read_non_response(mut reader: TableReader<'_>) -> Option<WeightStep> {
    let place = reader.place().clone();
    let problems = reader.problems();
    let classes = columns(&mut reader, "classes");
    let predictors = columns(&mut reader, "predictors");
    let minimum = reader.optional("minimum", &Integer(1..=MOST));
    let largest_factor = reader.optional("largest_factor", &Number(1.0..=f64::MAX));
    let propensity_classes = reader.optional("propensity_classes", &Integer(0..=1000));
    reader.finish();
    let stray = |key: &str, place: &Place, of: &str| {
        let message = format!("`{key}` says nothing of non-response by `{of}`");
        problems.push(Diagnostic::error(place, message).help("remove it"));
    };
    match (classes?, predictors?) {
        (Some(classes), None) => {
            if let Some(given) = &propensity_classes {
                stray("propensity_classes", &given.place, "classes");
            }
            Some(WeightStep::NonResponse(NonResponse::Classes {
                classes,
                minimum: minimum.map_or(CLASS_MINIMUM, |given| count(given.value)),
                largest_factor: largest_factor.map_or(CLASS_FACTOR, |given| given.value),
            }))
        }
        (None, Some(predictors)) => {
            if let Some(given) = &minimum {
                stray("minimum", &given.place, "predictors");
            }
            if let Some(given) = &largest_factor {
                stray("largest_factor", &given.place, "predictors");
            }
            if predictors.is_empty() {
                let problem = Diagnostic::error(&place, "the propensity to take part has no predictors");
                problems.push(problem.expected("at least one column of the contacts"));
                return None;
            }
            Some(WeightStep::NonResponse(NonResponse::Propensity {
                predictors,
                classes: propensity_classes.map_or(PROPENSITY_CLASSES, |given| count(given.value)),
            }))
        }
        (given, _) => {
            let message = if given.is_some() {
                "non-response is adjusted for both by classes and by predictors"
            } else {
                "non-response is adjusted for by nothing"
            };
            let problem = Diagnostic::error(&place, message);
            problems.push(problem.expected(
                "one of `classes = […]` (rates in classes; `[]` is one class) and `predictors = […]` (propensity to take part)",
            ));
            None
        }
    }
}

fn read_trim(mut reader: TableReader<'_>) -> Option<WeightStep> {
    let place = reader.place().clone();
    let problems = reader.problems();
    let before = problems.errors();
    let times_mean = reader.optional("times_mean", &Number(1.0..=f64::MAX));
    let range = reader.optional("median_plus_interquartile", &Above::Nothing);
    let quantile = reader.optional("quantile", &Number(0.5..=1.0));
    reader.finish();
    let trim = match (times_mean, range, quantile) {
        (Some(times), None, None) => Trim::TimesMean(times.value),
        (None, Some(range), None) => Trim::MedianPlusInterquartile(range.value),
        (None, None, Some(quantile)) => Trim::Quantile(quantile.value),
        _ => {
            if problems.errors() == before {
                let problem = Diagnostic::error(&place, "where weights are cut is not clear");
                problems.push(problem.expected(
                    "one of `times_mean = 4.0`, `median_plus_interquartile = 6.0` and `quantile = 0.99`",
                ));
            }
            return None;
        }
    };
    Some(WeightStep::Trim(trim))
}

fn read_calibration(mut reader: TableReader<'_>) -> Option<WeightStep> {
    let place = reader.place().clone();
    let problems = reader.problems();
    let before = problems.errors();
    let method = reader.required("method", &OneOf(&METHODS));
    let margins = reader.required("margins", &List(Text));
    let lower = reader.optional("lower", &Above::NothingBelowAll);
    let upper = reader.optional("upper", &Number(1.0..=f64::MAX));
    reader.finish();
    let (method, margins) = (method?, margins?);
    check_distinct("margin", &margins.value, problems);
    if margins.value.is_empty() {
        let problem = Diagnostic::error(&margins.place, "`margins` is empty");
        problems.push(problem.expected("at least one margin of `[population]`"));
    }
    if method.value == Method::PostStratification && margins.value.len() > 1 {
        let message = format!("post-stratification is to one margin, and here are {}", margins.value.len());
        let problem = Diagnostic::error(&margins.place, message);
        problems.push(problem.help("cross their breakdowns in one margin, or use `method = \"raking\"`"));
    }
    if method.value != Method::Logit {
        for (key, bound) in [("lower", &lower), ("upper", &upper)] {
            if let Some(bound) = bound {
                let message = format!("`{key}` is given, and only `logit` has bounds");
                let problem = Diagnostic::error(&bound.place, message);
                problems.push(problem.help("write `method = \"logit\"`, or remove it"));
            }
        }
    }
    let method = match (method.value, lower, upper) {
        (Method::Raking, ..) => CalibrationMethod::Raking,
        (Method::PostStratification, ..) => CalibrationMethod::PostStratification,
        (Method::Linear, ..) => CalibrationMethod::Linear,
        (Method::Logit, Some(lower), Some(upper)) if upper.value > 1.0 => {
            CalibrationMethod::Logit { lower: lower.value, upper: upper.value }
        }
        (Method::Logit, ..) => {
            if problems.errors() == before {
                let problem =
                    Diagnostic::error(&place, "the calibration by `logit` has no bounds on both sides of 1");
                problems.push(problem.expected(
                    "`lower`, between 0 and 1, and `upper`, above 1: the smallest and the largest ratio of the weight after to that before",
                ));
            }
            return None;
        }
    };
    Some(WeightStep::Calibrate { method, margins: margins.value })
}

/// Steps come in an order: each takes on what the one before has left.
fn check_order(steps: &[StepDraft], problems: &Diagnostics) {
    let Some(first) = steps.first() else { return };
    if first.kind.is_some_and(|kind| kind != Step::Selection) {
        let problem = Diagnostic::error(&first.place, "the first step is not the selection");
        problems.push(
            problem
                .expected("`{ step = \"selection\" }` before all others")
                .help("without the probabilities of selection the later steps have nothing to correct"),
        );
    }
    for once in [Step::Selection, Step::UnknownEligibility, Step::WithinHousehold] {
        let mut found = steps.iter().filter(|step| step.kind == Some(once));
        let Some(first) = found.next() else { continue };
        for again in found {
            let message = format!("the step `{}` is there twice", key(once));
            let problem = Diagnostic::error(&again.place, message);
            problems.push(problem.help(format!("the first is at {}; keep one", first.place)));
        }
    }
    let position = |kind| steps.iter().position(|step| step.kind == Some(kind));
    if let (Some(unknown), Some(response)) = (position(Step::UnknownEligibility), position(Step::NonResponse))
        && let Some(step) = steps.get(unknown).filter(|_| response < unknown)
    {
        let message = "unknown eligibility is resolved after non-response";
        problems.push(
            Diagnostic::error(&step.place, message)
                .help("put it before: only of the eligible can it be said that they did not respond"),
        );
    }
    let last = steps.iter().rposition(|step| step.kind == Some(Step::Calibrate));
    let after = last.map_or(steps.len(), |last| last + 1);
    for step in steps.iter().skip(after) {
        let Some(kind) = step.kind.filter(|kind| *kind != Step::Selection) else { continue };
        let message = format!("`{}` comes after `calibrate`, so that the margins no longer hold", key(kind));
        let problem = Diagnostic::warning(&step.place, message);
        problems.push(problem.help("put it before, or calibrate again after it"));
    }
}

fn key(step: Step) -> &'static str {
    STEPS.iter().find(|(_, other)| *other == step).map_or("", |(key, _)| key)
}
