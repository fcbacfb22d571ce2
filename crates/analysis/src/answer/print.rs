//! The answer as text.

use super::rows::{Answer, AnsweredAnalysis, Row, Subject};
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
    json!({
        "design": {
            "n": design.n,
            "weighted_n": number(design.weighted_n),
            "strata": design.strata,
            "clusters": design.clusters,
            "df": degrees(design.df),
        },
        "analyses": answer.analyses.iter().map(analysis_json).collect::<Vec<_>>(),
    })
}

fn analysis_json(analysis: &AnsweredAnalysis) -> Value {
    let mut object = Map::new();
    object.insert("id".into(), json!(analysis.id));
    object.insert("kind".into(), json!(analysis.kind));
    object.insert("n".into(), json!(analysis.n));
    object.insert("df".into(), degrees(analysis.df));
    object.insert("rows".into(), analysis.rows.iter().map(|row| row_json(row, &analysis.by)).collect());
    if let Some(covariance) = &analysis.covariance {
        let rows = covariance.rows().map(|row| row.iter().copied().map(number).collect::<Value>());
        object.insert("covariance".into(), rows.collect());
    }
    object.insert("test".into(), Value::Null);
    object.insert("warnings".into(), json!(analysis.warnings));
    Value::Object(object)
}

fn row_json(row: &Row, by: &[String]) -> Value {
    let mut object = Map::new();
    match &row.subject {
        Subject::Variable { variable, level: found } => {
            object.insert("variable".into(), json!(variable));
            object.insert("level".into(), found.as_ref().map_or(Value::Null, level));
        }
        Subject::Ratio { numerator, denominator } => {
            object.insert("numerator".into(), json!(numerator));
            object.insert("denominator".into(), json!(denominator));
        }
    }
    let levels: Map<String, Value> = by.iter().cloned().zip(row.by.iter().map(level)).collect();
    object.insert("by".into(), Value::Object(levels));
    object.insert("n".into(), json!(row.n));
    object.insert("estimate".into(), optional(row.estimate));
    object.insert("se".into(), optional(row.se));
    let ci = row.ci.map_or(Value::Null, |ci| json!([number(ci.lower), number(ci.upper)]));
    object.insert("ci".into(), ci);
    object.insert("df".into(), degrees(row.df));
    if let Some(deff) = row.deff {
        object.insert("deff".into(), optional(deff));
    }
    Value::Object(object)
}

/// What a row is of, in two columns.
fn subject(row: &Row) -> (String, String) {
    match &row.subject {
        Subject::Variable { variable, level } => {
            (variable.clone(), level.as_ref().map(ToString::to_string).unwrap_or_default())
        }
        Subject::Ratio { numerator, denominator } => (format!("{numerator}/{denominator}"), String::new()),
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
        table_lines(analysis, &mut text);
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
    let mut header = vec![if analysis.kind == "ratio" { "ratio" } else { "variable" }];
    header.extend(with_level.then_some("level"));
    header.extend(analysis.by.iter().map(String::as_str));
    let labels = header.len();
    header.extend(["n", "estimate", "se", &interval, "df"]);
    header.extend(with_deff.then_some("deff"));
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
        lines.push(line);
    }
    align(&lines, labels, text);
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
