//! Estimates with standard errors, intervals, design effects and covariances.

use super::compare::{Comparison, labels};
use super::read::{list, numbers};
use serde_json::Value;

impl Comparison<'_> {
    /// Estimates of every class that has coefficients.
    pub(super) fn estimates(&mut self, result: &Value, keys: &Value, found: &Value) {
        let (expected, names) = self.coefficients(result, keys);
        let all = list(&found["rows"]);
        let Some(order) = self.order(&all, result, &names, keys) else { return };
        let rows: Vec<&Value> = order.iter().map(|place| &all[*place]).collect();
        let estimates = column(&rows, "estimate");
        self.column("estimate", &estimates, &expected, &[]);
        let scale: Vec<f64> = estimates.iter().map(|estimate| 10.0 * estimate).collect();
        let errors = numbers(first(result, &["se"]));
        if !result["se"].is_null() {
            self.column("se", &column(&rows, "se"), &errors, &scale);
        }
        if keys.get("deff").is_some() {
            let ones = vec![1.0; rows.len()];
            self.column("deff", &column(&rows, "deff"), &design_effects(result), &ones);
        }
        self.intervals(result, keys, &rows);
        if result["class"] == "svyglm" {
            self.summary(result, &rows);
        }
        if let Some(expected) = result["vcov"]["values"].as_array() {
            self.covariance(&found["covariance"], expected, &order);
        }
    }

    /// R's estimates and the names of their rows.
    fn coefficients(&self, result: &Value, keys: &Value) -> (Vec<f64>, Vec<String>) {
        let mut estimates = first(result, &["est", "coef", "ratio"]);
        let mut names = self.names();
        match estimates {
            Value::Object(map) if map.contains_key("values") => estimates = &map["values"],
            Value::Object(map) if names.is_empty() => names = map.keys().cloned().collect(),
            _ if names.is_empty() => names = list(&keys["variables"]).iter().map(text).collect(),
            _ => {}
        }
        (numbers(estimates), names)
    }

    /// The places of our rows in the order of R's names; the same order, unless the table says that any will do.
    fn order(&mut self, all: &[Value], result: &Value, names: &[String], keys: &Value) -> Option<Vec<usize>> {
        let margins = !keys["margins"].is_null();
        let is_kept = |row: &Value| !margins || !row["level"].is_null();
        let kept: Vec<usize> = (0..all.len()).filter(|place| is_kept(&all[*place])).collect();
        let has_name = |place: usize, name: &str| {
            let plain = plain_name(name, keys, result);
            labels(&all[place]).iter().any(|label| label == name || *label == plain)
        };
        if self.any_order() {
            let order: Option<Vec<usize>> =
                names.iter().map(|name| kept.iter().copied().find(|place| has_name(*place, name))).collect();
            if order.is_none() {
                let found: Vec<String> = kept.iter().flat_map(|place| labels(&all[*place])).collect();
                self.differs("names", &found.into(), &names.into());
            }
            return order;
        }
        if kept.len() != names.len() || !kept.iter().zip(names).all(|(place, name)| has_name(*place, name)) {
            let found: Vec<String> =
                kept.iter().map(|place| labels(&all[*place]).first().cloned().unwrap_or_default()).collect();
            self.differs("names", &found.into(), &names.into());
            return None;
        }
        Some(kept)
    }

    /// The limits that R gives for the same degrees of freedom.
    fn intervals(&mut self, result: &Value, keys: &Value, rows: &[&Value]) {
        if self.without_interval() {
            return rows.iter().filter(|row| !row["ci"].is_null()).for_each(|row| {
                self.differs("interval", &row["ci"], &Value::Null);
            });
        }
        let expected: [Vec<f64>; 2] = if result["class"] == "svyciprop" {
            let limits = numbers(&result["ci"]);
            [vec![limits[0]], vec![limits[1]]]
        } else if result["class"] == "svyglm" {
            let limits = list(&result["ci95_wald_t"]["values"]);
            [0, 1].map(|side| limits.iter().map(|row| numbers(row)[side]).collect())
        } else if matches!(keys["kind"].as_str(), Some("quantile" | "proportion")) {
            let table = result["table"].as_object().unwrap();
            ["ci_l", "ci_u"].map(|side| {
                let limits = table.iter().filter(|(name, _)| name.starts_with(side));
                limits.flat_map(|(_, values)| numbers(values)).collect()
            })
        } else {
            let key = if keys["df"] == "inf" { "ci95_default" } else { "ci95_t_df" };
            if result[key].is_null() {
                return;
            }
            ["lower", "upper"].map(|side| numbers(&result[key][side]))
        };
        for (row, (lower, upper)) in expected[0].iter().zip(&expected[1]).enumerate() {
            let Some(found) = rows.get(row) else { continue };
            let limits = list(&found["ci"]);
            let at = |side: usize| limits.get(side).and_then(Value::as_f64).unwrap_or(f64::NAN);
            let scale = found["se"].as_f64().unwrap_or(0.0) * 1e4;
            if upper - lower <= 1e-12 * lower.abs() {
                // Where R's interval has no width there is none.
                self.number(&format!("interval, row {row}"), at(0), f64::NAN, 0.0);
            } else {
                self.number(&format!("lower limit, row {row}"), at(0), *lower, scale);
                self.number(&format!("upper limit, row {row}"), at(1), *upper, scale);
            }
        }
    }

    /// The tests of a model's coefficients, and their degrees of freedom.
    fn summary(&mut self, result: &Value, rows: &[&Value]) {
        let summary = list(&result["summary"]["values"]);
        for (place, key) in [(2, "t"), (3, "p")] {
            let expected: Vec<f64> = summary.iter().map(|row| numbers(row)[place]).collect();
            self.column(key, &column(rows, key), &expected, &[]);
        }
        let df = vec![numbers(&result["df_residual"])[0]; rows.len()];
        self.column("df", &column(rows, "df"), &df, &[]);
    }

    fn covariance(&mut self, found: &Value, expected: &[Value], order: &[usize]) {
        let found: Vec<Vec<f64>> = list(found).iter().map(numbers).collect();
        let at = |i: usize, j: usize| {
            let row = order.get(i).and_then(|place| found.get(*place));
            row.and_then(|row| row.get(*order.get(j)?)).copied().unwrap_or(f64::NAN)
        };
        for (i, row) in expected.iter().enumerate() {
            for (j, expected) in numbers(row).into_iter().enumerate() {
                let scale = 1e5 * (at(i, i) * at(j, j)).sqrt() + 1e-12;
                self.number(&format!("covariance, row {i}, column {j}"), at(i, j), expected, scale);
            }
        }
    }

    /// Estimates from multiply imputed data.
    pub(super) fn imputed(&mut self, result: &Value, found: &Value) {
        let all = list(&found["rows"]);
        let rows: Vec<&Value> = all.iter().collect();
        self.column("estimate", &column(&rows, "estimate"), &numbers(&result["est"]), &[]);
        self.column("se", &column(&rows, "se"), &numbers(&result["se"]), &[]);
        self.column("df", &column(&rows, "df"), &numbers(&result["df"]), &[]);
        self.column("missing information", &column(&rows, "fmi"), &numbers(&result["missinfo"]), &[]);
        for (side, name) in ["(lower", "upper)"].into_iter().enumerate() {
            let limits: Vec<f64> = rows.iter().map(|row| numbers(&row["ci"][side])[0]).collect();
            self.column(name, &limits, &numbers(&result["table"][name]), &[]);
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn column(rows: &[&Value], key: &str) -> Vec<f64> {
    rows.iter().map(|row| numbers(&row[key])[0]).collect()
}

fn first<'a>(result: &'a Value, keys: &[&str]) -> &'a Value {
    keys.iter().map(|key| &result[*key]).find(|value| !value.is_null()).unwrap_or(&Value::Null)
}

/// Design effects, which `svyby` has in its table.
fn design_effects(result: &Value) -> Vec<f64> {
    let table = result["table"].as_object().into_iter().flatten();
    let columns = table.filter(|(name, _)| name.starts_with("DEff"));
    let found: Vec<f64> = columns.flat_map(|(_, values)| numbers(values)).collect();
    if found.is_empty() { numbers(&result["deff"]) } else { found }
}

/// R's name without what the request says in other keys: that a variable is a factor, and what a kappa is.
fn plain_name(name: &str, keys: &Value, result: &Value) -> String {
    if keys["kind"] == "kappa" {
        let pair = list(&keys["variables"]);
        return format!("{}:{}", text(&pair[0]), text(&pair[1]));
    }
    if keys["kind"] == "variance" && result["class"] != "svyby" {
        return format!("{name}:{name}");
    }
    match name.strip_prefix("factor(").and_then(|rest| rest.split_once(')')) {
        Some((variable, level)) => format!("{variable}{level}"),
        None => name.to_owned(),
    }
}
