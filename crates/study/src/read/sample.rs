//! `countries/<id>/sample.toml`.

use super::kinds::{Above, Day};
use super::sources::Opened;
use super::weighting::{WeightingDraft, read_unknown_eligibility, read_weighting};
use crate::{
    Allocation, AllocationMethod, AreaDraw, AreaFrame, ClusterTake, Costs, DrawMethod, Expectation,
    ExpectedDomain, HouseholdSelection, RespondentSelection, SamplePlan, SecondStage, Target,
    UnknownEligibility,
};
use cairn_definition::kind::{Boolean, Integer, List, Number, OneOf, Text, wrong_type};
use cairn_definition::{Diagnostic, Diagnostics, Kind, Node, Place, Placed, TableReader, Value, nearest};
use std::path::Path;

/// The intraclass correlation where none is given: in the middle of what surveys of households find for attitudes and experiences.
const INTRACLASS_CORRELATION: f64 = 0.05;

/// No number of a sample is larger.
pub(super) const MOST: i64 = 1_000_000;

/// Two clusters are the fewest from which a stratum’s variance can be estimated.
const CLUSTERS_IN_A_STRATUM: u32 = 2;

/// The decisions on a sample as far as they could be read.
#[derive(Debug, Default)]
pub(crate) struct SampleDraft {
    /// How weights are made, also where something else has a mistake.
    pub(crate) weighting: Option<WeightingDraft>,
    /// All decisions, where none has a mistake.
    pub(crate) plan: Option<SamplePlan>,
}

/// Reads the decisions; `data` is the folder of the country’s sample.
pub(super) fn read_sample(opened: &Opened, root: &Path, data: &Path, problems: &Diagnostics) -> SampleDraft {
    let before = problems.errors();
    let Some(mut reader) = opened.document.reader("sample", problems) else { return SampleDraft::default() };
    let frame = reader.required_table("frame", "frame");
    let target = reader.required_table("target", "target");
    let allocation = reader.required_table("allocation", "allocation");
    let draw = reader.required_table("draw", "draw");
    let household = reader.required_table("household", "selection in households");
    let field = reader.optional_table("field", "field");
    let weights = reader.optional_table("weights", "weighting");
    reader.finish();

    let frame = frame.and_then(|reader| read_frame(reader, root, data));
    let strata = frame.as_ref().map(|frame| frame.strata.as_slice());
    let target = target.and_then(|reader| read_target(reader, strata));
    let allocation = allocation.and_then(read_allocation);
    let draw = draw.and_then(read_draw);
    let household = household.and_then(read_household);
    let unknown_eligibility = field.map_or(Some(UnknownEligibility::Proportional), read_unknown_eligibility);
    let weighting = weights.map(read_weighting);
    if let (Some(target), Some(allocation)) = (&target, &allocation) {
        check_allocation(target, allocation, problems);
    }
    if let (Some(selection), Some(draft)) = (&household, &weighting) {
        check_within_household(selection, draft, problems);
    }
    let plan = || {
        Some(SamplePlan {
            frame: frame?,
            target: target?,
            allocation: allocation?,
            draw: draw?,
            household: household?,
            unknown_eligibility: unknown_eligibility?,
            weighting: weighting.as_ref().and_then(|draft| draft.weighting.clone()),
            place: opened.start.clone(),
        })
    };
    let plan = plan().filter(|_| problems.errors() == before);
    SampleDraft { weighting, plan }
}

fn read_frame(mut reader: TableReader<'_>, root: &Path, data: &Path) -> Option<AreaFrame> {
    reader.explain("source", "who made the list of areas");
    reader.explain("date", "the day to which the list of areas refers");
    reader.explain("size", "the column of the measure of size, such as the number of households");
    let problems = reader.problems();
    let file = reader.optional("file", &Text);
    let source = reader.required("source", &Text);
    let date = reader.required("date", &Day);
    let area = reader.required("area", &Text);
    let strata = list(reader.optional("strata", &List(Text)));
    let size = reader.required("size", &Text);
    let order = list(reader.optional("order", &List(Text)));
    reader.finish();
    check_distinct("column of the strata", &strata, problems);
    check_distinct("column of the order", &order, problems);
    let (area, size) = (area?, size?);
    let named = [("the area", &area), ("the size", &size)];
    for column in &strata {
        if let Some((what, _)) = named.iter().find(|(_, other)| other.value == column.value) {
            let message = format!("the column `{}` is both {what} and a stratum", column.value);
            problems.push(
                Diagnostic::error(&column.place, message).expected("a column that several areas share"),
            );
        }
    }
    if area.value == size.value {
        let message = format!("the column `{}` is both the area and its size", size.value);
        problems.push(Diagnostic::error(&size.place, message).expected("a column of numbers"));
    }
    let file = file.map_or_else(
        || {
            let parquet = data.join("frame.parquet");
            if parquet.exists() { parquet } else { data.join("frame.csv") }
        },
        |file| root.join(file.value),
    );
    Some(AreaFrame { file, source: source?.value, date: date?.value, area, strata, size, order })
}

fn read_target(mut reader: TableReader<'_>, strata: Option<&[Placed<String>]>) -> Option<Target> {
    reader.explain("eligible", "the share of households in which somebody is eligible, as expected");
    reader.explain("response", "the share of eligible households that take part, as expected");
    let place = reader.place().clone();
    let problems = reader.problems();
    let pairs = reader.required("pairs", &Integer(1..=MOST));
    let eligible = reader.required("eligible", &Above::NothingToAll);
    let response = reader.required("response", &Above::NothingToAll);
    let intraclass_correlation = reader.optional("intraclass_correlation", &Number(0.0..=1.0));
    let weighting_effect = reader.optional("weighting_effect", &Number(1.0..=f64::MAX));
    let domains = list(reader.optional("domains", &List(List(Text))));
    let groups = reader.tables("groups", "group");
    let said_costs = reader.has("costs");
    let costs = reader.optional_table("costs", "table of costs").and_then(read_costs);
    let indicators = reader.tables("indicators", "expectation of an indicator");
    reader.finish();
    for domain in &domains {
        check_domain(domain, strata, problems);
    }
    let groups: Vec<_> = groups.into_iter().filter_map(read_group).collect();
    let indicators: Vec<_> =
        indicators.into_iter().filter_map(|reader| read_expectation(reader, strata)).collect();
    if said_costs && costs.is_none() {
        return None;
    }
    Some(Target {
        pairs: count(pairs?.value),
        eligible: eligible?.value,
        response: response?.value,
        intraclass_correlation: intraclass_correlation.map_or(INTRACLASS_CORRELATION, |given| given.value),
        weighting_effect: weighting_effect.map_or(1.0, |given| given.value),
        costs,
        indicators,
        domains: domains
            .into_iter()
            .map(|domain| domain.value.into_iter().map(|column| column.value).collect())
            .collect(),
        groups,
        place,
    })
}

fn check_domain(
    domain: &Placed<Vec<Placed<String>>>,
    strata: Option<&[Placed<String>]>,
    problems: &Diagnostics,
) {
    if domain.value.is_empty() {
        let problem = Diagnostic::error(&domain.place, "the domain has no columns");
        problems.push(problem.expected("at least one of the columns of `strata`"));
    }
    check_distinct("column of the domain", &domain.value, problems);
    let Some(strata) = strata else { return };
    for column in &domain.value {
        if strata.iter().any(|stratum| stratum.value == column.value) {
            continue;
        }
        let message = format!("the domain’s column `{}` is none of the strata", column.value);
        let problem = Diagnostic::error(&column.place, message);
        let names = || strata.iter().map(|stratum| stratum.value.as_str());
        problems.push(match nearest(&column.value, names()) {
            Some(name) => problem.did_you_mean(Some(name)),
            None => problem.help(
                "a precision is planned for what the sample is allotted to: add it to `strata` in `[frame]`",
            ),
        });
    }
}

fn read_group(mut reader: TableReader<'_>) -> Option<ExpectedDomain> {
    let title = reader.required("title", &Text);
    let share = reader.required("share", &Above::NothingToAll);
    reader.finish();
    Some(ExpectedDomain { title: title?.value, share: share?.value })
}

fn read_costs(mut reader: TableReader<'_>) -> Option<Costs> {
    let currency = reader.required("currency", &Text);
    let fixed = reader.required("fixed", &Number(0.0..=f64::MAX));
    let cluster = reader.required("cluster", &Above::Nothing);
    let pair = reader.required("pair", &Above::Nothing);
    reader.finish();
    Some(Costs { currency: currency?.value, fixed: fixed?.value, cluster: cluster?.value, pair: pair?.value })
}

fn read_expectation(mut reader: TableReader<'_>, strata: Option<&[Placed<String>]>) -> Option<Expectation> {
    let place = reader.place().clone();
    let title = reader.required("title", &Text);
    let proportion = reader.required("proportion", &Above::NothingBelowAll);
    let margin = reader.optional("margin", &Above::NothingBelowAll);
    let intraclass_correlation = reader.optional("intraclass_correlation", &Number(0.0..=1.0));
    let by_stratum = reader.tables("by_stratum", "expectation of a stratum");
    reader.finish();
    let mut seen = Vec::new();
    let by_stratum =
        by_stratum.into_iter().filter_map(|reader| read_stratum(reader, strata, &mut seen)).collect();
    Some(Expectation {
        title: title?.value,
        proportion: proportion?.value,
        by_stratum,
        intraclass_correlation: intraclass_correlation.map(|given| given.value),
        margin: margin.map(|given| given.value),
        place,
    })
}

fn read_stratum(
    mut reader: TableReader<'_>,
    strata: Option<&[Placed<String>]>,
    seen: &mut Vec<(Vec<String>, Place)>,
) -> Option<(Vec<String>, f64)> {
    let problems = reader.problems();
    let stratum = reader.required("stratum", &List(Text));
    let proportion = reader.required("proportion", &Above::NothingBelowAll);
    reader.finish();
    let stratum = stratum?;
    let labels: Vec<_> = stratum.value.into_iter().map(|label| label.value).collect();
    if let Some(strata) = strata.filter(|strata| strata.len() != labels.len()) {
        let message = format!("the stratum has {} of {} labels", labels.len(), strata.len());
        let columns: Vec<_> = strata.iter().map(|column| format!("`{}`", column.value)).collect();
        let expected = if columns.is_empty() {
            "no strata of their own: `[frame]` has no `strata`".to_owned()
        } else {
            format!("a label for each of {}, in this order", columns.join(", "))
        };
        problems.push(Diagnostic::error(&stratum.place, message).expected(expected));
        return None;
    }
    if let Some((_, first)) = seen.iter().find(|(earlier, _)| *earlier == labels) {
        let message = format!("the stratum {} is given twice", labels.join(", "));
        problems.push(
            Diagnostic::error(&stratum.place, message).help(format!("the first is at {first}; keep one")),
        );
        return None;
    }
    seen.push((labels.clone(), stratum.place));
    Some((labels, proportion?.value))
}

/// A rule of allocation, before its power is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Proportional,
    Equal,
    Neyman,
    Power,
    Optimum,
}

const METHODS: [(&str, Method); 5] = [
    ("proportional", Method::Proportional),
    ("equal", Method::Equal),
    ("neyman", Method::Neyman),
    ("power", Method::Power),
    ("optimum", Method::Optimum),
];

fn read_allocation(mut reader: TableReader<'_>) -> Option<Allocation> {
    let place = reader.place().clone();
    let problems = reader.problems();
    let method = reader.required("method", &OneOf(&METHODS));
    let power = reader.optional("power", &Number(0.0..=1.0));
    let said_power = reader.has("power");
    let minimum = reader.optional("minimum", &Integer(1..=MOST));
    let take = reader.required("take", &Take);
    reader.finish();
    let method = method?;
    let method = match (method.value, power) {
        (Method::Power, Some(power)) => AllocationMethod::Power(power.value),
        (Method::Power, None) => {
            if !said_power {
                let problem = Diagnostic::error(&method.place, "the allocation by a power has no `power`");
                problems.push(problem.expected("`power = 0.5`: 0 is equal, 1 proportional"));
            }
            return None;
        }
        (_, Some(power)) => {
            let message = "`power` is given, and the method is not `power`";
            problems.push(
                Diagnostic::error(&power.place, message).help("write `method = \"power\"`, or remove it"),
            );
            return None;
        }
        (Method::Proportional, None) => AllocationMethod::Proportional,
        (Method::Equal, None) => AllocationMethod::Equal,
        (Method::Neyman, None) => AllocationMethod::Neyman,
        (Method::Optimum, None) => AllocationMethod::Optimum,
    };
    let minimum = minimum.map_or(CLUSTERS_IN_A_STRATUM, |given| count(given.value));
    Some(Allocation { method, minimum, take: take?.value, place })
}

/// Pairs a cluster: a number, or the number that costs least.
struct Take;

impl Kind for Take {
    type Value = ClusterTake;

    fn expected(&self) -> String {
        "a whole number of at least 1, or `\"optimum\"`".to_owned()
    }

    fn read(&self, node: &Node, name: &str, problems: &Diagnostics) -> Option<ClusterTake> {
        match &node.value {
            Value::Integer(take) if (1..=MOST).contains(take) => {
                return Some(ClusterTake::Pairs(count(*take)));
            }
            Value::Integer(take) => problems
                .push(Diagnostic::error(&node.place, format!("{name} is {take}")).expected(self.expected())),
            Value::String(text) if text == "optimum" => return Some(ClusterTake::Optimum),
            Value::String(text) => problems.push(
                Diagnostic::error(&node.place, format!("{name} is “{text}”"))
                    .expected(self.expected())
                    .did_you_mean(nearest(text, ["optimum"])),
            ),
            _ => problems.push(wrong_type(node, name, self.expected())),
        }
        None
    }
}

/// What a rule of allocation must know of the target.
fn check_allocation(target: &Target, allocation: &Allocation, problems: &Diagnostics) {
    let neyman = matches!(allocation.method, AllocationMethod::Neyman);
    let optimum = matches!(allocation.method, AllocationMethod::Optimum);
    if (neyman || optimum) && target.indicators.is_empty() {
        let message =
            format!("the allocation `{}` needs an indicator, and none is declared", allocation.method.key());
        let problem = Diagnostic::error(&allocation.place, message);
        problems.push(problem.help("declare what is expected of one in `[[target.indicators]]`"));
    }
    if optimum {
        for indicator in target.indicators.iter().filter(|indicator| indicator.margin.is_none()) {
            let message = format!("the indicator “{}” has no `margin`", indicator.title);
            let problem = Diagnostic::error(&indicator.place, message);
            problems.push(problem.expected("the half-width wanted, as `margin = 0.03`").help(format!(
                "the optimum allocation, chosen at {}, gives every indicator its margin",
                allocation.place
            )));
        }
    }
    let reason = match (optimum, allocation.take) {
        (true, _) => "the optimum allocation",
        (false, ClusterTake::Optimum) => "the optimum take",
        (false, ClusterTake::Pairs(_)) => return,
    };
    if target.costs.is_none() {
        let problem =
            Diagnostic::error(&allocation.place, format!("{reason} needs costs, and none are declared"));
        problems.push(problem.help(
            "declare them in `[target]`: `costs = { currency = \"USD\", fixed = 20000, cluster = 250, pair = 30 }`",
        ));
    }
}

fn read_draw(mut reader: TableReader<'_>) -> Option<AreaDraw> {
    reader.explain("seed", "a whole number: the same seed draws the same sample");
    let place = reader.place().clone();
    let method = reader.required("method", &OneOf(&DrawMethod::ALL));
    let seed = reader.required("seed", &Integer(0..=i64::MAX));
    let said_reserve = reader.has("reserve");
    let reserve = reader.optional("reserve", &Integer(0..=MOST));
    let said_split = reader.has("split_by_sex");
    let split_by_sex = reader.optional("split_by_sex", &Boolean);
    reader.finish();
    if (said_reserve && reserve.is_none()) || (said_split && split_by_sex.is_none()) {
        return None;
    }
    Some(AreaDraw {
        method: method?.value,
        seed: u64::try_from(seed?.value).unwrap_or_default(),
        reserve: reserve.map_or(0, |reserve| count(reserve.value)),
        split_by_sex: split_by_sex.is_some_and(|split| split.value),
        place,
    })
}

fn read_household(mut reader: TableReader<'_>) -> Option<HouseholdSelection> {
    let place = reader.place().clone();
    let second_stage = reader.required("second_stage", &OneOf(&SecondStage::ALL));
    let contacts = reader.optional("contacts", &Integer(1..=MOST));
    let respondent = reader.required("respondent", &OneOf(&RespondentSelection::ALL));
    reader.finish();
    Some(HouseholdSelection {
        second_stage: second_stage?.value,
        contacts: contacts.map(|contacts| count(contacts.value)),
        respondent: respondent?.value,
        place,
    })
}

/// A probability that nobody knows makes no weight.
fn check_within_household(selection: &HouseholdSelection, draft: &WeightingDraft, problems: &Diagnostics) {
    if selection.respondent != RespondentSelection::LastBirthday {
        return;
    }
    for place in &draft.within_household {
        let message = "last-birthday selection has no known probability, so `within-household` cannot weight by its inverse";
        problems.push(Diagnostic::error(place, message).help(format!(
            "pick the child by `random-number` or `kish-grid`; if the field is over, remove this step, and the report says so \
             (the selection is declared at {})",
            selection.place
        )));
    }
}

/// Reports what stands twice in a list.
pub(super) fn check_distinct(noun: &str, names: &[Placed<String>], problems: &Diagnostics) {
    for (index, name) in names.iter().enumerate() {
        if let Some(first) = names.iter().take(index).find(|earlier| earlier.value == name.value) {
            let message = format!("the {noun} `{}` is given twice", name.value);
            let problem = Diagnostic::error(&name.place, message);
            problems.push(problem.help(format!("the first is at {}; keep one", first.place)));
        }
    }
}

fn list<T>(list: Option<Placed<Vec<Placed<T>>>>) -> Vec<Placed<T>> {
    list.map(|list| list.value).unwrap_or_default()
}

/// A whole number that the kind has kept within bounds.
pub(super) fn count(value: i64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
