//! One of the `analyses`.

use crate::answer::Simultaneous;
use crate::held::HeldAnalysis;
use crate::kinds::contrast::Contrast;
use crate::kinds::{self, KindReader};
use cairn_definition::kind::{Boolean, List, Number, OneOf, Text, wrong_type};
use cairn_definition::{Diagnostic, Diagnostics, Placed, TableReader, Value};
use cairn_survey::ProportionMethod;
use std::sync::Arc;

/// What is estimated.
#[derive(Debug, Clone)]
pub enum Estimand {
    /// Means; of a category, the share of each level.
    Mean(Vec<Placed<String>>),
    /// Totals; of a category, the size of each level.
    Total(Vec<Placed<String>>),
    /// Proportions of a truth value, with an interval that stays within 0 and 1.
    Proportion {
        /// True or false, or 0 and 1.
        variables: Vec<Placed<String>>,
        /// The interval.
        interval: IntervalKind,
    },
    /// The ratio of two totals, for every pair of a numerator and a denominator.
    Ratio {
        /// Numerators.
        numerator: Vec<Placed<String>>,
        /// Denominators.
        denominator: Vec<Placed<String>>,
    },
    /// What needs the rows again.
    Held(HeldKind),
    /// Contrasts of an earlier analysis' estimates.
    Contrast(Contrast),
}

/// A kind of analysis that is answered from held rows.
#[derive(Debug, Clone)]
pub struct HeldKind(pub(crate) Arc<dyn HeldAnalysis>);

impl Estimand {
    /// The columns that are estimated over; of a ratio first the numerators.
    pub fn columns(&self) -> Vec<&Placed<String>> {
        match self {
            Self::Mean(variables) | Self::Total(variables) | Self::Proportion { variables, .. } => {
                variables.iter().collect()
            }
            Self::Ratio { numerator, denominator } => numerator.iter().chain(denominator).collect(),
            Self::Held(_) | Self::Contrast(_) => Vec::new(),
        }
    }
}

/// The interval of a proportion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IntervalKind {
    /// The method.
    pub method: ProportionMethod,
    /// It is that of a logistic model, as in R: where there are replicates, the log odds vary as they do over these.
    pub is_of_model: bool,
}

impl IntervalKind {
    const fn of_model(method: ProportionMethod) -> Self {
        Self { method, is_of_model: true }
    }

    const fn of_mean(method: ProportionMethod) -> Self {
        Self { method, is_of_model: false }
    }
}

/// What to do with rows in which a variable is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingRule {
    /// They leave the domain.
    Drop,
    /// The request is refused.
    Fail,
}

/// Degrees of freedom of intervals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum DegreesOfFreedom {
    /// Those of the design; for a proportion, of the design within the domain, as R's `svyciprop` has them.
    Design,
    /// A number, or infinite.
    Fixed(f64),
}

/// Whether design effects are given, and against which simple random sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DesignEffect {
    /// None.
    Absent,
    /// Without replacement.
    WithoutReplacement,
    /// With replacement.
    WithReplacement,
}

/// One analysis.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// Its name, unique in the request.
    pub id: Placed<String>,
    /// The name of its kind.
    pub kind: &'static str,
    /// What is estimated.
    pub estimand: Estimand,
    /// The condition of the domain.
    pub filter: Option<Placed<String>>,
    /// Columns whose combinations each make a domain.
    pub by: Vec<Placed<String>>,
    /// What to do with missing values.
    pub missing: MissingRule,
    /// The level of intervals, as 0.95.
    pub level: f64,
    /// Degrees of freedom of intervals.
    pub df: DegreesOfFreedom,
    /// Design effects.
    pub deff: DesignEffect,
    /// Give the covariance of all rows.
    pub covariance: bool,
    /// Intervals that hold at once.
    pub simultaneous: Option<Simultaneous>,
    /// Give coefficients of variation, effective sizes, and of proportions whether they may be shown.
    pub precision: bool,
    /// A contrast is of this analysis.
    pub contrasted: bool,
}

#[derive(Debug, Clone, Copy)]
enum KindName {
    Mean,
    Total,
    Proportion,
    Ratio,
    Held(KindReader),
    Contrast,
}

const KINDS: &[(&str, KindName)] = &[
    ("mean", KindName::Mean),
    ("total", KindName::Total),
    ("proportion", KindName::Proportion),
    ("ratio", KindName::Ratio),
    ("quantile", KindName::Held(kinds::quantile::read)),
    ("variance", KindName::Held(kinds::variance::read)),
    ("cdf", KindName::Held(kinds::cdf::read)),
    ("chisq", KindName::Held(kinds::chisq::read)),
    ("ttest", KindName::Held(kinds::ttest::read)),
    ("ranktest", KindName::Held(kinds::ranktest::read)),
    ("kappa", KindName::Held(kinds::kappa::read)),
    ("model", KindName::Held(kinds::model::read)),
    ("ordinal", KindName::Held(kinds::ordinal::read)),
    ("survival", KindName::Held(kinds::survival::read)),
    ("contrast", KindName::Contrast),
    ("standardize", KindName::Held(kinds::standardize::read)),
];

const INTERVALS: &[(&str, IntervalKind)] = &[
    ("logit", IntervalKind::of_model(ProportionMethod::Logit)),
    ("likelihood", IntervalKind::of_model(ProportionMethod::Likelihood)),
    ("asin", IntervalKind::of_mean(ProportionMethod::Arcsine)),
    ("beta", IntervalKind::of_mean(ProportionMethod::KornGraubard)),
    ("mean", IntervalKind::of_mean(ProportionMethod::Symmetric)),
    ("xlogit", IntervalKind::of_mean(ProportionMethod::Logit)),
    ("wilson", IntervalKind::of_mean(ProportionMethod::Wilson)),
];

const SIMULTANEOUS: &[(&str, Simultaneous)] = &[
    ("bonferroni", Simultaneous::Bonferroni),
    ("sidak", Simultaneous::Sidak),
    ("greatest_t", Simultaneous::GreatestT),
    ("scheffe", Simultaneous::Scheffe),
];

impl Analysis {
    /// Reads an analysis; what is wrong with it is reported, and nothing returned then.
    pub(super) fn read(mut reader: TableReader<'_>) -> Option<Self> {
        let id = reader.required("id", &Text);
        let kind = reader.required("kind", &OneOf(KINDS));
        let filter = reader.optional("where", &Text);
        let by = list(reader.optional("by", &List(Text)));
        refuse_repeats(&by, reader.problems());
        let missing = reader
            .optional("missing", &OneOf(&[("drop", MissingRule::Drop), ("fail", MissingRule::Fail)]))
            .map_or(MissingRule::Drop, |placed| placed.value);
        let level = reader.optional("level", &Number(1e-6..=1.0 - 1e-9)).map_or(0.95, |placed| placed.value);
        let df = read_df(&mut reader);
        let deff = read_deff(&mut reader);
        let covariance = reader.optional("covariance", &Boolean).is_some_and(|placed| placed.value);
        let simultaneous = reader.optional("simultaneous", &OneOf(SIMULTANEOUS)).map(|placed| placed.value);
        let precision = reader.optional("precision", &Boolean).is_some_and(|placed| placed.value);
        let estimand = match &kind {
            Some(kind) => read_estimand(&mut reader, kind),
            // Without a kind the other keys cannot be told apart from mistakes.
            None => {
                reader.rest();
                None
            }
        };
        let name = reader.node("kind").and_then(|node| match &node.value {
            Value::String(text) => KINDS.iter().find(|(name, _)| name == text).map(|(name, _)| *name),
            _ => None,
        });
        reader.finish();
        Some(Self {
            id: id?,
            kind: name?,
            estimand: estimand?,
            filter,
            by,
            missing,
            level,
            df,
            deff,
            covariance,
            simultaneous,
            precision,
            contrasted: false,
        })
    }

    /// Whether the covariance of the estimates is needed.
    pub(crate) fn needs_covariance(&self) -> bool {
        self.covariance || self.contrasted || self.simultaneous == Some(Simultaneous::GreatestT)
    }

    /// Whether tests are a list of those asked for.
    pub(crate) fn tests_are_a_list(&self) -> bool {
        matches!(self.kind, "model" | "ordinal" | "survival")
    }
}

fn list(found: Option<Placed<Vec<Placed<String>>>>) -> Vec<Placed<String>> {
    found.map(|placed| placed.value).unwrap_or_default()
}

/// A list of at least one column, each named once.
pub(crate) fn columns(reader: &mut TableReader<'_>, key: &'static str) -> Option<Vec<Placed<String>>> {
    let found = reader.required(key, &List(Text))?;
    if found.value.is_empty() {
        let problem = Diagnostic::error(&found.place, format!("`{key}` is empty"));
        reader.problems().push(problem.expected("at least one column"));
        return None;
    }
    refuse_repeats(&found.value, reader.problems());
    Some(found.value)
}

/// Refuses a column that is named twice in one list.
fn refuse_repeats(columns: &[Placed<String>], problems: &Diagnostics) {
    for (position, column) in columns.iter().enumerate() {
        if columns[..position].iter().any(|earlier| earlier.value == column.value) {
            problems
                .push(Diagnostic::error(&column.place, format!("column `{}` is named twice", column.value)));
        }
    }
}

fn read_estimand(reader: &mut TableReader<'_>, kind: &Placed<KindName>) -> Option<Estimand> {
    match kind.value {
        KindName::Mean => columns(reader, "variables").map(Estimand::Mean),
        KindName::Total => columns(reader, "variables").map(Estimand::Total),
        KindName::Proportion => {
            let interval = reader.optional("interval", &OneOf(INTERVALS));
            let variables = columns(reader, "variables");
            let interval = interval.map(|interval| interval.value);
            let interval = interval.unwrap_or(IntervalKind::of_model(ProportionMethod::Logit));
            Some(Estimand::Proportion { variables: variables?, interval })
        }
        KindName::Ratio => {
            let numerator = columns(reader, "numerator");
            let denominator = columns(reader, "denominator");
            Some(Estimand::Ratio { numerator: numerator?, denominator: denominator? })
        }
        KindName::Held(read) => read(reader).map(|kind| Estimand::Held(HeldKind(kind))),
        KindName::Contrast => Contrast::read(reader).map(Estimand::Contrast),
    }
}

fn read_df(reader: &mut TableReader<'_>) -> DegreesOfFreedom {
    let Some(node) = reader.node("df") else { return DegreesOfFreedom::Design };
    let number = match &node.value {
        Value::Null => return DegreesOfFreedom::Design,
        Value::String(text) if text == "design" => return DegreesOfFreedom::Design,
        Value::String(text) if text == "inf" => return DegreesOfFreedom::Fixed(f64::INFINITY),
        Value::Integer(number) => *number as f64,
        Value::Float(number) => *number,
        _ => f64::NAN,
    };
    if number > 0.0 {
        return DegreesOfFreedom::Fixed(number);
    }
    let problem = if number.is_nan() {
        wrong_type(node, "`df`", "`design`, `inf` or a number above 0")
    } else {
        Diagnostic::error(&node.place, format!("`df` is {number}"))
            .expected("`design`, `inf` or a number above 0")
    };
    reader.problems().push(problem);
    DegreesOfFreedom::Design
}

fn read_deff(reader: &mut TableReader<'_>) -> DesignEffect {
    let Some(node) = reader.node("deff") else { return DesignEffect::Absent };
    match &node.value {
        Value::Null | Value::Boolean(false) => DesignEffect::Absent,
        Value::Boolean(true) => DesignEffect::WithoutReplacement,
        Value::String(text) if text == "replace" => DesignEffect::WithReplacement,
        _ => {
            reader.problems().push(wrong_type(node, "`deff`", "`true`, `false` or `replace`"));
            DesignEffect::Absent
        }
    }
}
