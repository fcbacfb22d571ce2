//! Quantiles, tests and predictions.

use super::compare::Comparison;
use super::read::{list, numbers};
use serde_json::Value;

impl Comparison<'_> {
    /// A table of quantiles, limits and standard errors for each variable.
    pub(super) fn quantiles(&mut self, result: &Value, found: &Value) {
        let all = list(&found["rows"]);
        let mut rows = all.iter();
        for (variable, table) in result["values"].as_object().unwrap() {
            for (probability, expected) in list(&table["rows"]).iter().zip(list(&table["values"])) {
                let Some(row) = rows.next() else { return self.differs("rows", &all.len().into(), result) };
                let name = format!("{variable}.{}", probability.as_str().unwrap());
                let own = format!("{}.{}", row["variable"].as_str().unwrap(), row["probability"]);
                if name != own {
                    self.differs("name", &own.clone().into(), &name.clone().into());
                }
                let of_row = [&row["estimate"], &row["ci"][0], &row["ci"][1], &row["se"]];
                for (expected, (what, value)) in numbers(&expected)
                    .iter()
                    .zip(["quantile", "lower limit", "upper limit", "se"].iter().zip(of_row))
                {
                    self.number(&format!("{what} of {name}"), numbers(value)[0], *expected, 0.0);
                }
            }
        }
        if rows.next().is_some() {
            self.differs("number of rows", &all.len().into(), &result["se"]);
        }
    }

    /// A test, and what it tests where R tells.
    pub(super) fn association(&mut self, result: &Value, found: &Value) {
        let (mut statistic, mut parameter) = (&result["statistic"], &result["parameter"]);
        let is_swapped = statistic.get("df").is_some();
        if is_swapped {
            // R's rank test of many groups has them the other way round.
            std::mem::swap(&mut statistic, &mut parameter);
        }
        let test = &found["test"];
        let name = statistic.as_object().and_then(|map| map.keys().next());
        if test["name"].as_str() != name.map(String::as_str) {
            self.differs("statistic", &test["name"], &name.cloned().into());
        }
        self.column("statistic", &numbers(&test["statistic"]), &numbers(statistic), &[]);
        self.column("p", &numbers(&test["p"]), &numbers(&result["p_value"]), &[]);
        let df = if parameter.is_null() { Vec::new() } else { numbers(parameter) };
        let mut found_df = numbers(&test["df"]);
        if is_swapped {
            // Nor does it print the degrees of freedom of the denominator, which its p has.
            found_df.truncate(1);
        }
        self.column("df", &found_df, &df, &[]);
        if !result["conf_int"].is_null() {
            let row = &found["rows"][0];
            self.column("difference", &numbers(&row["estimate"]), &numbers(&result["estimate"]), &[]);
            self.column("limits", &numbers(&row["ci"]), &numbers(&result["conf_int"]), &[]);
        }
    }

    /// The test of a model's terms.
    pub(super) fn term_test(&mut self, result: &Value, test: &Value) {
        let of = |name: &str| -> Vec<f64> {
            let value = if result["class"] == "list" { &result["items"][name] } else { &result[name] };
            let value = value.get("v").or(value.get("m").map(|matrix| &matrix["values"])).unwrap_or(value);
            if value.is_null() { Vec::new() } else { numbers(value) }
        };
        let statistic = if of("Ftest").is_empty() { of("chisq") } else { of("Ftest") };
        self.column("statistic", &numbers(&test["statistic"]), &statistic, &[]);
        self.column("p", &numbers(&test["p"]), &of("p"), &[]);
        self.column("df", &numbers(&test["df"]), &[of("df"), of("ddf")].concat(), &[]);
    }

    /// Predictions follow a model's coefficients.
    pub(super) fn predictions(&mut self, result: &Value, found: &Value) {
        let all = list(&found["rows"]);
        let rows: Vec<&Value> = all.iter().filter(|row| row.get("row").is_some()).collect();
        let columns = result["columns"].as_object().unwrap();
        for ((name, expected), key) in columns.iter().zip(["estimate", "se"]) {
            let own: Vec<f64> = rows.iter().map(|row| numbers(&row[key])[0]).collect();
            self.column(name, &own, &numbers(expected), &[]);
        }
        for (place, row) in rows.iter().enumerate() {
            self.number("number of the row", numbers(&row["row"])[0], place as f64 + 1.0, 0.0);
        }
    }
}
