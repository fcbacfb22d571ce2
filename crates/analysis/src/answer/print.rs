//! The answer as text.

use super::rows::{Answer, AnsweredAnalysis, Precision, Row, Subject, TestResult};
use crate::pass::Level;
use serde_json::{Map, Value, json};

/// A number, or `null` where it is not finite.
fn number(value: f64) -> Value {
    serde_json::Number::from_f64(value).map_or(Value::Null, Value::Number)
}

/// Degrees of freedom: whole where they are whole, and `"inf"` where they are infinite.
fn degrees(df: f64) -> Value {
    if df == f64::INFINITY {
        json!("inf")
    } else if df.fract() == 0.0 && df.abs() < 1e15 {
        json!(df as i64)
    } else {
        number(df)
    }
}

fn optional(value: Option<f64>) -> Value {
    value.map_or(Value::Null, number)
}

fn level(level: &Level) -> Value {
    match level {
        Level::Boolean(value) => json!(value),
        Level::Integer(value) => json!(value),
        Level::Number(bits) => number(f64::from_bits(*bits)),
        Level::Text(text) => json!(text),
    }
}

/// The answer as JSON, in full double precision.
pub fn to_json(answer: &Answer) -> Value {
    let design = &answer.design;
    let mut whole = json!({
        "design": {
            "n": design.n,
            "weighted_n": number(design.weighted_n),
            "strata": design.strata,
            "clusters": design.clusters,
            "df": degrees(design.df),
        },
        "analyses": answer.analyses.iter().map(analysis_json).collect::<Vec<_>>(),
    });
    if let (Some(weights), Value::Object(object)) = (&answer.weights, &mut whole) {
        object.insert("weights".into(), weights.iter().copied().map(number).collect());
    }
    whole
}

fn analysis_json(analysis: &AnsweredAnalysis) -> Value {
    let mut object = Map::new();
    object.insert("id".into(), json!(analysis.id));
    object.insert("kind".into(), json!(analysis.kind));
    object.insert("n".into(), json!(analysis.n));
    object.insert("df".into(), degrees(analysis.df));
    object.insert("rows".into(), analysis.rows.iter().map(|row| row_json(row, &analysis.by)).collect());
    if let Some(covariance) = analysis.covariance.as_ref().filter(|_| analysis.with_covariance) {
        let rows = covariance.rows().map(|row| row.iter().copied().map(number).collect::<Value>());
        object.insert("covariance".into(), rows.collect());
    }
    let tests: Vec<Value> = analysis.tests.iter().map(|test| test_json(test, &analysis.by)).collect();
    let test = match tests.as_slice() {
        [only] if !analysis.test_list => only.clone(),
        [_, ..] if !analysis.test_list => Value::Array(tests.clone()),
        _ => Value::Null,
    };
    object.insert("test".into(), test);
    if analysis.test_list {
        object.insert("tests".into(), Value::Array(tests));
    }
    object.insert("warnings".into(), json!(analysis.warnings));
    Value::Object(object)
}

fn test_json(test: &TestResult, by: &[String]) -> Value {
    let mut object = Map::new();
    if let Some(of) = &test.of {
        object.insert("terms".into(), json!(of));
    }
    if !by.is_empty() {
        let levels: Map<String, Value> = by.iter().cloned().zip(test.by.iter().map(level)).collect();
        object.insert("by".into(), Value::Object(levels));
    }
    object.insert("statistic".into(), optional(test.statistic));
    object.insert("name".into(), json!(test.name));
    object.insert("df".into(), test.df.iter().copied().map(degrees).collect());
    object.insert("p".into(), optional(test.p));
    Value::Object(object)
}

fn interval(ci: Option<cairn_survey::Interval>) -> Value {
    ci.map_or(Value::Null, |ci| json!([number(ci.lower), number(ci.upper)]))
}

fn row_json(row: &Row, by: &[String]) -> Value {
    let mut object = Map::new();
    for (key, value) in subject_json(&row.subject) {
        object.insert(key.into(), value);
    }
    let levels: Map<String, Value> = by.iter().cloned().zip(row.by.iter().map(level)).collect();
    object.insert("by".into(), Value::Object(levels));
    object.insert("n".into(), json!(row.n));
    object.insert("estimate".into(), optional(row.estimate));
    object.insert("se".into(), optional(row.se));
    object.insert("ci".into(), interval(row.ci));
    object.insert("df".into(), degrees(row.df));
    if let Some(deff) = row.deff {
        object.insert("deff".into(), optional(deff));
    }
    if let Some(coefficient) = &row.coefficient {
        object.insert("t".into(), optional(coefficient.t));
        object.insert("p".into(), optional(coefficient.p));
        if let Some(exponential) = &coefficient.exp {
            object.insert("exp".into(), optional(exponential.estimate));
            object.insert("exp_ci".into(), interval(exponential.ci));
        }
    }
    if let Some(precision) = &row.precision {
        object.insert("cv".into(), optional(precision.coefficient_of_variation));
        object.insert("effective_n".into(), optional(precision.effective_size));
        if let Some(standard) = &precision.presentation {
            let presentation =
                json!({"verdict": Precision::verdict(standard), "reasons": Precision::reasons(standard)});
            object.insert("presentation".into(), presentation);
        }
    }
    if let Some(share) = row.missing_information {
        object.insert("fmi".into(), number(share));
    }
    Value::Object(object)
}

fn subject_json(subject: &Subject) -> Vec<(&'static str, Value)> {
    match subject {
        Subject::Variable { variable, level: found } => {
            vec![("variable", json!(variable)), ("level", found.as_ref().map_or(Value::Null, level))]
        }
        Subject::Ratio { numerator, denominator } => {
            vec![("numerator", json!(numerator)), ("denominator", json!(denominator))]
        }
        Subject::Pair { variable, other } => {
            vec![("variable", json!(variable)), ("variable_2", json!(other))]
        }
        Subject::Quantile { variable, probability } => {
            vec![("variable", json!(variable)), ("probability", number(*probability))]
        }
        Subject::Distribution { variable, at } => vec![("variable", json!(variable)), ("at", number(*at))],
        Subject::Term(term) => vec![("term", json!(term))],
        Subject::Prediction(row) => vec![("row", json!(row))],
        Subject::Contrast(contrast) => vec![("contrast", json!(contrast))],
    }
}

/// What a row is of, in two columns.
fn subject(row: &Row) -> (String, String) {
    match &row.subject {
        Subject::Variable { variable, level } => {
            (variable.clone(), level.as_ref().map(ToString::to_string).unwrap_or_default())
        }
        Subject::Pair { variable, other } => (variable.clone(), other.clone()),
        Subject::Quantile { variable, probability } => (variable.clone(), probability.to_string()),
        Subject::Distribution { variable, at } => (variable.clone(), at.to_string()),
        Subject::Ratio { .. } | Subject::Term(_) | Subject::Prediction(_) | Subject::Contrast(_) => {
            (row.subject.to_string(), String::new())
        }
    }
}

/// What the rows of a kind are of, as headings of the two columns.
fn subject_headings(kind: &str) -> [&'static str; 2] {
    match kind {
        "ratio" => ["ratio", "level"],
        "quantile" => ["variable", "probability"],
        "cdf" => ["variable", "at"],
        "variance" | "kappa" => ["variable", "with"],
        "model" | "ordinal" | "survival" => ["term", "level"],
        "contrast" => ["contrast", "level"],
        _ => ["variable", "level"],
    }
}

fn domain(row: &Row, by: &[String]) -> String {
    by.iter().zip(&row.by).map(|(name, level)| format!("{name}={level}")).collect::<Vec<_>>().join("; ")
}

/// The rows of all analyses as CSV, in full double precision; what is absent is empty.
pub fn to_csv(answer: &Answer) -> String {
    let mut text = String::from("id,kind,variable,level,by,n,estimate,se,ci_lower,ci_upper,df,deff\n");
    let cell = |value: Option<f64>| {
        value.filter(|value| value.is_finite()).map(|v| v.to_string()).unwrap_or_default()
    };
    for analysis in &answer.analyses {
        for row in &analysis.rows {
            let (variable, level) = subject(row);
            let domain = domain(row, &analysis.by);
            let cells = [&analysis.id, analysis.kind, &variable, &level, &domain].map(quoted);
            let df = if row.df == f64::INFINITY { "inf".to_owned() } else { cell(Some(row.df)) };
            text.push_str(&format!(
                "{},{},{},{},{},{},{df},{}\n",
                cells.join(","),
                row.n,
                cell(row.estimate),
                cell(row.se),
                cell(row.ci.map(|ci| ci.lower)),
                cell(row.ci.map(|ci| ci.upper)),
                cell(row.deff.flatten()),
            ));
        }
    }
    text
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// The answer for people: five significant digits in aligned columns.
pub fn to_table(answer: &Answer) -> String {
    let design = &answer.design;
    let mut text = format!(
        "{} rows, weighted {}; {} strata, {} clusters, {} degrees of freedom\n",
        design.n,
        short(design.weighted_n),
        design.strata,
        design.clusters,
        design.df
    );
    for analysis in &answer.analyses {
        text.push_str(&format!("\n{} ({}), n = {}\n", analysis.id, analysis.kind, analysis.n));
        if !analysis.rows.is_empty() {
            table_lines(analysis, &mut text);
        }
        for test in &analysis.tests {
            text.push_str(&test_line(test));
        }
        for warning in &analysis.warnings {
            text.push_str(&format!("  note: {warning}\n"));
        }
    }
    text
}

/// The estimates of an analysis in aligned columns: what they are of to the left, numbers to the right.
fn table_lines(analysis: &AnsweredAnalysis, text: &mut String) {
    let with_level = analysis.rows.iter().any(|row| !subject(row).1.is_empty());
    let with_deff = analysis.rows.iter().any(|row| row.deff.is_some());
    let interval = format!("{} % interval", short(100.0 * analysis.level));
    let [variable, level] = subject_headings(analysis.kind);
    let mut header = vec![variable];
    header.extend(with_level.then_some(level));
    header.extend(analysis.by.iter().map(String::as_str));
    let labels = header.len();
    header.extend(["n", "estimate", "se", &interval, "df"]);
    header.extend(with_deff.then_some("deff"));
    let with_test = analysis.rows.iter().any(|row| row.coefficient.is_some());
    let with_exp = analysis.rows.iter().any(|row| row.coefficient.is_some_and(|found| found.exp.is_some()));
    header.extend(with_test.then_some(["t", "p"]).into_iter().flatten());
    header.extend(with_exp.then_some("exp"));
    let with_precision = analysis.rows.iter().any(|row| row.precision.is_some());
    header.extend(with_precision.then_some(["cv", "effective n", "presentation"]).into_iter().flatten());
    let mut lines = vec![header.into_iter().map(str::to_owned).collect::<Vec<_>>()];
    let shown = |value: Option<f64>| value.map_or("–".to_owned(), short);
    for row in &analysis.rows {
        let (variable, level) = subject(row);
        let mut line = vec![variable];
        line.extend(with_level.then_some(level));
        line.extend(row.by.iter().map(ToString::to_string));
        let ci = row.ci.map_or("–".to_owned(), |ci| format!("{} to {}", short(ci.lower), short(ci.upper)));
        line.extend([row.n.to_string(), shown(row.estimate), shown(row.se), ci, short(row.df)]);
        line.extend(with_deff.then(|| shown(row.deff.flatten())));
        let found = row.coefficient.unwrap_or_default();
        line.extend(with_test.then(|| [shown(found.t), shown(found.p)]).into_iter().flatten());
        line.extend(with_exp.then(|| shown(found.exp.and_then(|exponential| exponential.estimate))));
        let found = row.precision.clone().unwrap_or_default();
        let verdict = found.presentation.as_ref().map_or("–", Precision::verdict).to_owned();
        let precision = [shown(found.coefficient_of_variation), shown(found.effective_size), verdict];
        line.extend(with_precision.then_some(precision).into_iter().flatten());
        lines.push(line);
    }
    align(&lines, labels, text);
}

/// A test in a line: "  F = 3.15 on 1.92 and 30.8 degrees of freedom, p = 0.0587".
fn test_line(test: &TestResult) -> String {
    let shown = |value: Option<f64>| value.map_or("–".to_owned(), short);
    let mut text = String::from("  ");
    for level in &test.by {
        text.push_str(&format!("{level}: "));
    }
    if let Some(of) = &test.of {
        text.push_str(&format!("{of}: "));
    }
    let df: Vec<String> = test.df.iter().copied().map(short).collect();
    text.push_str(&format!("{} = {}", test.name, shown(test.statistic)));
    if !df.is_empty() {
        text.push_str(&format!(" on {} degrees of freedom", df.join(" and ")));
    }
    text.push_str(&format!(", p = {}\n", shown(test.p)));
    text
}

/// Five significant digits.
fn short(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return value.to_string();
    }
    let magnitude = libm::floor(libm::log10(value.abs()));
    if !(-5.0..15.0).contains(&magnitude) {
        return format!("{value:.4e}");
    }
    let decimals = (4.0 - magnitude).max(0.0) as usize;
    let text = format!("{value:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// Writes lines in columns: the first `left` to the left, the others to the right.
fn align(lines: &[Vec<String>], left: usize, text: &mut String) {
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            lines
                .iter()
                .filter_map(|line| line.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
        })
        .collect();
    for line in lines {
        text.push_str("  ");
        for (column, (cell, width)) in line.iter().zip(&widths).enumerate() {
            let padding = " ".repeat(width - cell.chars().count());
            text.push_str(if column == 0 { "" } else { "  " });
            let (before, after) = if column < left { (cell, &padding) } else { (&padding, cell) };
            text.push_str(before);
            text.push_str(after);
        }
        let trimmed = text.trim_end_matches(' ').len();
        text.truncate(trimmed);
        text.push('\n');
    }
}
