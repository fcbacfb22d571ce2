//! What SQL says of each operator, a line each.

#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

mod common;

use common::{Cell, evaluate, refuse};

/// Over the columns `i`, `n`, `t`, `b`, `d`, in the one row of `common::ROW`, and NULLs named `no_…`.
#[test]
fn expressions_have_the_value_that_sql_gives_them() {
    use Cell::{Boolean, Integer, Null, Number, Text};
    let text = |text: &str| Text(text.to_owned());
    let cases: Vec<(&str, Cell)> = vec![
        // Constants and columns.
        ("1", Integer(1)),
        ("-7", Integer(-7)),
        ("2.50", Number(2.5)),
        ("1e3", Number(1000.0)),
        ("'it''s'", text("it's")),
        ("TRUE", Boolean(true)),
        ("i", Integer(7)),
        ("\"i\"", Integer(7)),
        ("\"a b\"", Integer(1)),
        ("t", text("north")),
        // Comparison, with NULL and between whole numbers and numbers.
        ("i = 7", Boolean(true)),
        ("i <> 7", Boolean(false)),
        ("i != 8", Boolean(true)),
        ("i < 7.5", Boolean(true)),
        ("n >= 2", Boolean(true)),
        ("i <= no_i", Null),
        ("no_i = no_i", Null),
        ("t = 'north'", Boolean(true)),
        ("t > 'nort'", Boolean(true)),
        ("no_t = 'x'", Null),
        ("d > DATE '2020-12-30'", Boolean(true)),
        ("d = DATE '2020-12-31'", Boolean(true)),
        ("b = TRUE", Boolean(true)),
        ("0.0 = -0.0", Boolean(true)),
        ("n * 0 = -n * 0", Boolean(true)),
        // Precedence.
        ("NOT i = 7 OR i = 7", Boolean(true)),
        ("i = 8 AND i = 7 OR b", Boolean(true)),
        ("1 + 2 * 3", Integer(7)),
        ("-2 * -3", Integer(6)),
        // IN and BETWEEN.
        ("i IN (1, 7)", Boolean(true)),
        ("i IN (1, NULL)", Null),
        ("i IN (7, NULL)", Boolean(true)),
        ("i NOT IN (1, 2)", Boolean(true)),
        ("i NOT IN (1, NULL)", Null),
        ("i NOT IN (7, NULL)", Boolean(false)),
        ("no_i IN (1, 2)", Null),
        ("i IN (1, 7.0)", Boolean(true)),
        ("t IN ('south', 'north')", Boolean(true)),
        ("i BETWEEN 7 AND 9", Boolean(true)),
        ("i NOT BETWEEN 7 AND 9", Boolean(false)),
        ("i BETWEEN 8 AND NULL", Boolean(false)),
        ("i BETWEEN 7 AND NULL", Null),
        ("i NOT BETWEEN 8 AND NULL", Boolean(true)),
        ("i BETWEEN 9 AND 1", Boolean(false)),
        ("t BETWEEN 'a' AND 'o'", Boolean(true)),
        // LIKE.
        ("t LIKE 'n%'", Boolean(true)),
        ("t LIKE 'N%'", Boolean(false)),
        ("t LIKE '_orth'", Boolean(true)),
        ("t NOT LIKE '%x%'", Boolean(true)),
        ("no_t LIKE '%'", Null),
        ("'5%' LIKE '5\\%' AND NOT '50' LIKE '5\\%'", Boolean(true)),
        ("'a.c' LIKE 'a.c' AND NOT 'abc' LIKE 'a.c'", Boolean(true)),
        // IS.
        ("no_i IS NULL", Boolean(true)),
        ("i IS NULL", Boolean(false)),
        ("no_t IS NOT NULL", Boolean(false)),
        ("no_b IS TRUE", Boolean(false)),
        ("no_b IS NOT TRUE", Boolean(true)),
        ("b IS TRUE", Boolean(true)),
        ("b IS FALSE", Boolean(false)),
        ("no_b IS NOT FALSE", Boolean(true)),
        ("(i = 8) IS FALSE", Boolean(true)),
        ("NULL IS NULL", Boolean(true)),
        // CASE and COALESCE.
        ("CASE WHEN i > 5 THEN 'big' ELSE 'small' END", text("big")),
        ("CASE WHEN i > 9 THEN 'big' END", Null),
        ("CASE WHEN no_b THEN 1 ELSE 2 END", Integer(2)),
        ("CASE WHEN b THEN 1 ELSE 2.5 END", Number(1.0)),
        ("CASE i WHEN 6 THEN 'six' WHEN 7 THEN 'seven' END", text("seven")),
        ("CASE no_i WHEN NULL THEN 'null' ELSE 'else' END", text("else")),
        ("CASE WHEN b THEN t ELSE 'x' END", text("north")),
        ("CASE WHEN i = 0 THEN 1 WHEN i = 7 THEN NULL ELSE 3 END", Null),
        ("COALESCE(no_i, i, 1)", Integer(7)),
        ("COALESCE(no_i, 0.5)", Number(0.5)),
        ("COALESCE(no_t, t)", text("north")),
        ("COALESCE(no_t, no_t)", Null),
        // Arithmetic.
        ("i / 2", Number(3.5)),
        ("6 / 3", Number(2.0)),
        ("i / 0", Null),
        ("n / 0", Null),
        ("0 / 0", Null),
        ("i % 4", Integer(3)),
        ("-i % 4", Integer(-3)),
        ("i % 0", Null),
        ("n % 2", Number(0.5)),
        ("n % 0", Null),
        ("i + n", Number(9.5)),
        ("i - no_i", Null),
        ("no_n * 0", Null),
        ("+i", Integer(7)),
        ("-(-i)", Integer(7)),
        // Functions.
        ("abs(-i)", Integer(7)),
        ("abs(-2.5)", Number(2.5)),
        ("ABS(no_i)", Null),
        ("ln(1)", Number(0.0)),
        ("ln(-1)", Null),
        ("ln(0)", Number(f64::NEG_INFINITY)),
        ("exp(0)", Number(1.0)),
        ("exp(1000)", Number(f64::INFINITY)),
        ("exp(1000) - exp(1000)", Null),
        ("sqrt(2.25)", Number(1.5)),
        ("sqrt(-1)", Null),
        ("round(2.5)", Number(3.0)),
        ("round(-2.5)", Number(-3.0)),
        ("round(2.345, 2)", Number(2.35)),
        ("round(i)", Integer(7)),
        ("floor(-2.5)", Number(-3.0)),
        ("ceil(2.1)", Number(3.0)),
        ("greatest(i, 3, n)", Number(7.0)),
        ("least(i, 3)", Integer(3)),
        ("greatest(i, no_i)", Null),
        ("least(t, 'a')", text("a")),
        // CAST.
        ("CAST(n AS INTEGER)", Integer(2)),
        ("CAST(-2.9 AS INTEGER)", Integer(-2)),
        ("CAST(i AS DOUBLE)", Number(7.0)),
        ("CAST(i AS TEXT)", text("7")),
        ("CAST(2.0 AS TEXT)", text("2")),
        ("CAST(n AS TEXT)", text("2.5")),
        ("CAST(b AS INTEGER)", Integer(1)),
        ("CAST(b AS TEXT)", text("true")),
        ("CAST(i AS BOOLEAN)", Boolean(true)),
        ("CAST(0 AS BOOLEAN)", Boolean(false)),
        ("CAST(' 12 ' AS INTEGER)", Integer(12)),
        ("CAST('1.5' AS DOUBLE)", Number(1.5)),
        ("CAST('TRUE' AS BOOLEAN)", Boolean(true)),
        ("CAST('2020-12-31' AS DATE) = d", Boolean(true)),
        ("CAST(d AS TEXT)", text("2020-12-31")),
        ("CAST(NULL AS INTEGER)", Null),
        ("TRY_CAST('x' AS INTEGER)", Null),
        ("TRY_CAST(t AS BOOLEAN)", Null),
        ("TRY_CAST(1e30 AS INTEGER)", Null),
        ("i::TEXT", text("7")),
        // Text.
        ("t || '-' || CAST(i AS TEXT)", text("north-7")),
        ("t || no_t", Null),
        // What could be an error counts only where it is reached.
        ("CASE WHEN t = 'north' THEN 0 ELSE CAST(t AS INTEGER) END", Integer(0)),
        ("t = 'north' OR CAST(t AS INTEGER) = 1", Boolean(true)),
        ("t = 'south' AND CAST(t AS INTEGER) = 1", Boolean(false)),
        ("COALESCE(i, CAST(t AS INTEGER))", Integer(7)),
    ];
    let wrong: Vec<String> = cases
        .into_iter()
        .filter_map(|(expression, expected)| {
            let found = evaluate(expression);
            (found != Ok(expected.clone())).then(|| format!("{expression}: {found:?}, expected {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn three_valued_logic_follows_its_truth_tables() {
    let values = [
        ("TRUE", Some(true)),
        ("FALSE", Some(false)),
        ("CAST(NULL AS BOOLEAN)", None),
        ("b", Some(true)),
        ("no_b", None),
    ];
    let and = |a, b| match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    };
    let not = |a: Option<bool>| a.map(|a| !a);
    let cell = |value: Option<bool>| value.map_or(Cell::Null, Cell::Boolean);
    for (left, a) in values {
        assert_eq!(evaluate(&format!("NOT {left}")), Ok(cell(not(a))));
        for (right, b) in values {
            assert_eq!(evaluate(&format!("{left} AND {right}")), Ok(cell(and(a, b))), "{left} AND {right}");
            let or = not(and(not(a), not(b)));
            assert_eq!(evaluate(&format!("{left} OR {right}")), Ok(cell(or)), "{left} OR {right}");
        }
    }
}

#[test]
fn what_cannot_be_calculated_is_an_error_with_its_place() {
    let cases = [
        (
            "i + 9223372036854775807",
            "a whole number grows beyond 64 bits; CAST it AS DOUBLE to calculate with it",
        ),
        ("CAST(t AS INTEGER)", "“north” is not a whole number; TRY_CAST gives NULL instead"),
        (
            "CAST(1e30 AS INTEGER)",
            "“1000000000000000000000000000000” is not a whole number; TRY_CAST gives NULL instead",
        ),
        ("CAST(t AS DATE)", "“north” is not a date; TRY_CAST gives NULL instead"),
    ];
    for (expression, message) in cases {
        assert_eq!(evaluate(expression), Err(message.to_owned()), "{expression}");
    }
}

#[test]
fn mistakes_are_named_all_at_once_and_in_place() {
    let expressions = [
        "agee > 3 AND t = 3 OR nothing < 2",
        "b AND i",
        "i = '12'",
        "i = 'x'",
        "d > '2020-01-01'",
        "b = 1",
        "sch.wide = 'Yes'",
        "t = \"north\"",
        "i >",
        "i = 1 i",
        "(i = 1",
        "i = 'x",
        "",
        "i IN ()",
        "i IN (SELECT 1)",
        "upper(t) = 'X'",
        "rond(i)",
        "log(i)",
        "count(*) > 1",
        "abs(DISTINCT i)",
        "abs(1, 2)",
        "t + 1",
        "(i = 7) + 1",
        "CASE WHEN i = 7 THEN 1 ELSE 'x' END",
        "CAST(i AS BLOB)",
        "CAST(d AS INTEGER)",
        "NULL",
        "99999999999999999999 = i",
        "i = 7\n  AND é = 1",
        "d + 1 > d",
        "t ILIKE 'x'",
        "order = 1",
    ];
    let page = expressions.map(|text| format!("{text}\n{}\n", refuse(text)));
    insta::assert_snapshot!(page.join("\n"));
}
