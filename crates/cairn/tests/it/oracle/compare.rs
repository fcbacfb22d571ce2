//! Compares an analysis with R's result by its class.

use super::ask::scaled_weights;
use super::read::{list, numbers};
use serde_json::Value;

/// Significant digits to compare to, unless the table says otherwise.
const TOLERANCE: f64 = 1e-9;

/// What was compared of an item, and what differs.
pub(super) struct Comparison<'a> {
    id: &'a str,
    /// What the table says besides: `part` of R's result, `take` for results that are plain numbers, `times` a factor, `names` of the rows,
    /// `order`, `interval`, `tolerance` or `p_tolerance`, and `why` they are as they are.
    check: &'a Value,
    pub(super) compared: usize,
    pub(super) wrong: Vec<String>,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(id: &'a str, check: &'a Value) -> Self {
        let excused =
            ["tolerance", "p_tolerance", "order", "interval"].iter().any(|key| !check[*key].is_null());
        assert!(!excused || check["why"].is_string(), "{id}: say why");
        Self { id, check, compared: 0, wrong: Vec::new() }
    }

    /// Compares an item of `oracle.json` with the answer.
    pub(super) fn item(&mut self, item: &Value, keys: &Value, answer: &Value) {
        let result = &item["result"];
        let all = answer["analyses"].as_array().unwrap();
        let found = all.iter().find(|analysis| analysis["id"] == self.id).unwrap_or(&Value::Null);
        // A subset of a design is a domain here.
        let rows = &item["design"]["n"];
        if rows.is_number() && *rows != answer["design"]["n"] && !found.is_null() && *rows != found["n"] {
            self.differs("rows of the design", &answer["design"]["n"], rows);
        }
        let df = &item["design"]["df"];
        if !found.is_null() && *rows == answer["design"]["n"] && *df != answer["design"]["df"] {
            self.differs("degrees of freedom of the design", &answer["design"]["df"], df);
        }
        match result["class"].as_str().unwrap() {
            _ if !self.check["take"].is_null() => self.plain(result, found, answer),
            "svyquantile" => self.quantiles(result, found),
            "htest" => self.association(result, found),
            "regTermTest" | "regTermTestLRT" | "list" => self.term_test(result, &found["tests"][0]),
            "data.frame" => self.predictions(result, found),
            "MIresult" => self.imputed(result, found),
            _ => self.estimates(result, keys, found),
        }
    }

    /// The names of our rows, where R's are others.
    pub(super) fn names(&self) -> Vec<String> {
        list(&self.check["names"]).iter().map(|name| name.as_str().unwrap().to_owned()).collect()
    }

    /// Whether the rows may come in another order than R's.
    pub(super) fn any_order(&self) -> bool {
        self.check["order"] == "any"
    }

    /// Whether the command gives no interval, and says so.
    pub(super) fn without_interval(&self) -> bool {
        self.check["interval"] == false
    }

    pub(super) fn differs(&mut self, what: &str, found: &Value, expected: &Value) {
        self.wrong.push(format!("{}: {what}: {found}, in R {expected}", self.id));
    }

    /// Compares two numbers; `scale` is that of the numbers that cancel in them, to whose rounding a zero may differ.
    pub(super) fn number(&mut self, what: &str, found: f64, expected: f64, scale: f64) {
        self.compared += 1;
        let own = if what.starts_with("p,") { &self.check["p_tolerance"] } else { &Value::Null };
        let tolerance = own.as_f64().or(self.check["tolerance"].as_f64()).unwrap_or(TOLERANCE);
        let difference = (found - expected).abs();
        let close = difference <= tolerance * expected.abs() || difference <= 1e-14 * scale.abs();
        if !(close || found.is_nan() && expected.is_nan() || found == expected) {
            self.wrong.push(format!("{}: {what}: {found:e}, in R {expected:e}", self.id));
        }
    }

    pub(super) fn column(&mut self, what: &str, found: &[f64], expected: &[f64], scale: &[f64]) {
        if found.len() != expected.len() {
            let (found, expected) = (found.len().into(), expected.len().into());
            return self.differs(&format!("number of {what}"), &found, &expected);
        }
        for (row, (found, expected)) in found.iter().zip(expected).enumerate() {
            let scale = scale.get(row).copied().unwrap_or(0.0);
            self.number(&format!("{what}, row {row}"), *found, *expected, scale);
        }
    }

    /// Results that are plain numbers: what of the answer they are, the table says.
    fn plain(&mut self, result: &Value, found: &Value, answer: &Value) {
        let rows = list(&found["rows"]);
        let of = |key: &str| -> Vec<f64> { rows.iter().flat_map(|row| numbers(&row[key])).collect() };
        let times = self.check["times"].as_f64().unwrap_or(1.0);
        let taken: Vec<f64> = match &self.check["take"] {
            Value::String(what) => match what.as_str() {
                "df" => numbers(&answer["design"]["df"]),
                "weights" => numbers(&answer["weights"]),
                "scaled weights" => scaled_weights(answer, of("estimate")[0], times),
                "kish" => kish(&answer["design"], of("estimate")[0]),
                other => panic!("{}: nothing is called {other}", self.id),
            },
            columns => list(columns)
                .iter()
                .flat_map(|column| match column.as_str().unwrap() {
                    "covariance" => numbers(&found["covariance"]),
                    "cv" => of("se").iter().zip(of("estimate")).map(|(se, estimate)| se / estimate).collect(),
                    column => of(column),
                })
                .map(|number| number * times)
                .collect(),
        };
        let expected = match self.check["part"].as_str() {
            Some(part) if result["class"] == "list" => numbers(&result["items"][part]["v"]),
            Some(part) => numbers(&result["v"][part]),
            None if result["class"] == "matrix" => numbers(&result["m"]["values"]),
            None => numbers(&result["v"]),
        };
        self.column("numbers", &taken, &expected, &[]);
    }
}

/// Kish's design effect of weighting, and the sample that would do with equal weights, from the weights' own weighted mean.
fn kish(design: &Value, mean: f64) -> Vec<f64> {
    let (rows, sum) = (design["n"].as_f64().unwrap(), design["weighted_n"].as_f64().unwrap());
    vec![mean * rows / sum, sum / mean]
}

/// A row's names in R: what it is of, its domain, both.
pub(super) fn labels(row: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let of = |key: &str| row.get(key).filter(|value| !value.is_null()).map(text);
    let own = [
        of("term"),
        of("contrast"),
        of("numerator").map(|name| format!("{name}/{}", text(&row["denominator"]))),
        of("probability").map(|probability| format!("{}.{probability}", text(&row["variable"]))),
        of("level").map(|level| format!("{}{level}", text(&row["variable"]))),
        of("variable_2").map(|other| format!("{}:{other}", text(&row["variable"]))),
        of("variable"),
    ];
    let own: Vec<String> = own.into_iter().flatten().collect();
    let levels: Vec<String> =
        row["by"].as_object().into_iter().flatten().map(|(_, level)| text(level)).collect();
    if levels.is_empty() {
        return own.into_iter().chain(of("level")).collect();
    }
    let levels = levels.join(".");
    own.iter().map(|own| format!("{levels}:{own}")).chain([levels.clone()]).collect()
}
