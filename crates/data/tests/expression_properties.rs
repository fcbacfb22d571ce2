//! Laws of all expressions: no text is too strange, and a row's value depends on that row alone.

#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

mod common;

use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, BooleanArray, DictionaryArray, Float64Array, Int64Array, StringArray, UInt32Array,
};
use arrow_cast::cast;
use arrow_schema::DataType;
use arrow_select::take::take;
use cairn_data::{Expression, Field, Kind};
use common::{Cell, cells};
use proptest::prelude::*;
use std::sync::Arc;

fn fields() -> Vec<Field> {
    vec![
        Field::new("i", Kind::Integer),
        Field::new("n", Kind::Number),
        Field::new("b", Kind::Boolean),
        Field::new("t", Kind::Text),
    ]
}

type Row = (Option<i64>, Option<f64>, Option<bool>, Option<String>);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (
        prop::option::of(-20_i64..20),
        prop::option::of(prop_oneof![-3.0..3.0, Just(0.0), Just(-0.0), Just(f64::NAN), Just(f64::INFINITY)]),
        prop::option::of(any::<bool>()),
        prop::option::of("[ab%_1]{0,2}"),
    );
    prop::collection::vec(row, 1..40)
}

fn columns(rows: &[Row]) -> Vec<ArrayRef> {
    vec![
        Arc::new(rows.iter().map(|row| row.0).collect::<Int64Array>()),
        Arc::new(rows.iter().map(|row| row.1).collect::<Float64Array>()),
        Arc::new(rows.iter().map(|row| row.2).collect::<BooleanArray>()),
        Arc::new(rows.iter().map(|row| row.3.as_deref()).collect::<DictionaryArray<Int32Type>>()),
    ]
}

/// Expressions of a type, built from all that the language has.
fn condition(depth: u32) -> BoxedStrategy<String> {
    let simple = prop_oneof![
        Just("b".to_owned()),
        Just("TRUE".to_owned()),
        Just("NULL".to_owned()),
        Just("t LIKE 'a%'".to_owned()),
        Just("t IN ('a', '1', NULL)".to_owned()),
        Just("i NOT IN (1, 2, 3)".to_owned()),
        Just("t > 'a'".to_owned()),
    ];
    if depth == 0 {
        return simple.boxed();
    }
    let (c, n) = (condition(depth - 1), number(depth - 1));
    prop_oneof![
        simple,
        (c.clone(), c.clone()).prop_map(|(a, b)| format!("({a} AND {b})")),
        (c.clone(), c.clone()).prop_map(|(a, b)| format!("({a} OR {b})")),
        c.clone().prop_map(|a| format!("(NOT {a})")),
        c.clone().prop_map(|a| format!("({a} IS NOT TRUE)")),
        c.clone().prop_map(|a| format!("({a} IS NULL)")),
        (n.clone(), n.clone(), 0..6_usize)
            .prop_map(|(a, b, sign)| format!("({a} {} {b})", ["=", "<>", "<", "<=", ">", ">="][sign])),
        (n.clone(), n.clone(), n.clone()).prop_map(|(a, b, c)| format!("({a} BETWEEN {b} AND {c})")),
        (n.clone(), n).prop_map(|(a, b)| format!("({a} IN (1, {b}, NULL))")),
        (c.clone(), c.clone(), c).prop_map(|(a, b, c)| format!("(CASE WHEN {a} THEN {b} ELSE {c} END)")),
    ]
    .boxed()
}

fn number(depth: u32) -> BoxedStrategy<String> {
    let simple = prop_oneof![
        Just("i".to_owned()),
        Just("n".to_owned()),
        Just("2".to_owned()),
        Just("-0.5".to_owned()),
        Just("NULL".to_owned()),
        Just("TRY_CAST(t AS INTEGER)".to_owned()),
        Just("CASE WHEN t = '1' THEN CAST(t AS INTEGER) END".to_owned()),
    ];
    if depth == 0 {
        return simple.boxed();
    }
    let (c, n) = (condition(depth - 1), number(depth - 1));
    prop_oneof![
        simple,
        (n.clone(), n.clone(), 0..5_usize)
            .prop_map(|(a, b, sign)| format!("({a} {} {b})", ["+", "-", "*", "/", "%"][sign])),
        (n.clone(), 0..7_usize)
            .prop_map(|(a, f)| format!("{}({a})", ["abs", "ln", "exp", "sqrt", "round", "floor", "-"][f])),
        (n.clone(), n.clone()).prop_map(|(a, b)| format!("greatest({a}, {b})")),
        (n.clone(), n.clone()).prop_map(|(a, b)| format!("COALESCE({a}, {b})")),
        (c.clone(), n.clone(), n.clone())
            .prop_map(|(c, a, b)| format!("(CASE WHEN {c} THEN {a} ELSE {b} END)")),
        (n.clone(), n.clone(), n)
            .prop_map(|(a, b, c)| format!("(CASE {a} WHEN {b} THEN {c} WHEN 1 THEN 2.5 END)")),
        c.prop_map(|c| format!("CAST({c} AS INTEGER)")),
    ]
    .boxed()
}

fn evaluate(expression: &Expression, columns: &[ArrayRef], rows: usize) -> Vec<Cell> {
    let used: Vec<ArrayRef> = expression.columns().iter().map(|&index| Arc::clone(&columns[index])).collect();
    let array = expression.evaluate(&used, rows).unwrap();
    assert_eq!(array.len(), rows);
    cells(&array)
}

/// Equal, and equal as text, so that a NaN would be found.
fn same(left: &[Cell], right: &[Cell]) -> bool {
    format!("{left:?}") == format!("{right:?}")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_compiles_or_is_refused_in_place(text in any::<String>()) {
        check_errors(&text);
    }

    #[test]
    fn any_words_of_the_language_compile_or_are_refused_in_place(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "i", "n", "b", "t", "\"x\"", "'", "\"", "(", ")", "[", "]", "{", "}", "'é'", "1", "2.5", "=", "<", "AND", "OR", "NOT",
                "IN", "BETWEEN", "LIKE", "IS", "NULL", "TRUE", "CASE", "WHEN", "THEN", "ELSE", "END", "COALESCE", "CAST", "AS",
                "INTEGER", "DATE", "+", "-", "*", "/", "%", "||", ",", ".", ";", "--", "/*", "round", "floor", "SELECT", "FROM", "INTERVAL",
                "EXISTS", "::", "->", "@", "#", "$1", "?", ":x", "\n", "OVER", "FILTER", "ARRAY", "STRUCT", "LAMBDA", "MATCH", "ANY", "ROW",
            ]),
            0..25,
        ),
    ) {
        check_errors(&words.join(" "));
    }

    #[test]
    fn batches_give_what_the_whole_gives(text in condition(3), rows in rows(), cut in any::<prop::sample::Index>()) {
        let expression = Expression::condition(&text, &fields()).unwrap_or_else(|errors| panic!("{text}: {}", errors[0]));
        let whole = columns(&rows);
        let cut = cut.index(rows.len());
        let part = |from: usize, length: usize| {
            let slices: Vec<ArrayRef> = whole.iter().map(|array| array.slice(from, length)).collect();
            evaluate(&expression, &slices, length)
        };
        let together = evaluate(&expression, &whole, rows.len());
        prop_assert!(same(&together, &[part(0, cut), part(cut, rows.len() - cut)].concat()), "{text}");
    }

    #[test]
    fn permuted_rows_have_permuted_values(text in number(3), rows in rows(), seed in any::<u64>()) {
        let text = format!("({text}) * 1.0");
        let expression = Expression::compile(&text, &fields()).unwrap_or_else(|errors| panic!("{text}: {}", errors[0]));
        let whole = columns(&rows);
        let mut order: Vec<u32> = (0..u32::try_from(rows.len()).unwrap()).collect();
        order.sort_by_key(|row| (u64::from(*row) + 1).wrapping_mul(seed | 1));
        let order = UInt32Array::from(order);
        let permuted: Vec<ArrayRef> = whole.iter().map(|array| take(array, &order, None).unwrap()).collect();
        let values = evaluate(&expression, &whole, rows.len());
        let expected: Vec<Cell> = order.values().iter().map(|&row| values[row as usize].clone()).collect();
        prop_assert!(same(&evaluate(&expression, &permuted, rows.len()), &expected), "{text}");
    }

    #[test]
    fn nothing_that_is_calculated_is_nan(text in number(3), rows in rows()) {
        let expression = Expression::compile(&format!("({text}) + 0.0"), &fields()).unwrap();
        let values = evaluate(&expression, &columns(&rows), rows.len());
        let is_nan = |cell: &Cell| matches!(cell, Cell::Number(value) if value.is_nan());
        prop_assert!(!values.iter().any(is_nan), "{text}");
    }

    #[test]
    fn text_has_the_same_values_in_dictionary_form_and_plain(text in condition(3), rows in rows()) {
        let expression = Expression::compile(&format!("{text} OR t = '1'"), &fields()).unwrap();
        let dictionary = columns(&rows);
        let mut plain = dictionary.clone();
        plain[3] = cast(&dictionary[3], &DataType::Utf8).unwrap();
        prop_assert!(same(&evaluate(&expression, &dictionary, rows.len()), &evaluate(&expression, &plain, rows.len())));
    }
}

fn check_errors(text: &str) {
    match Expression::compile(text, &fields()) {
        Ok(expression) => {
            let none: ArrayRef = Arc::new(StringArray::from(Vec::<&str>::new()));
            assert!(expression.columns().len() <= 4 && expression.evaluate(&[none], 1).is_err());
        }
        Err(errors) => {
            assert!(!errors.is_empty());
            for error in errors {
                assert!(!error.message.is_empty());
                assert!(text.get(error.offset..error.offset + error.length).is_some(), "{text:?}: {error:?}");
            }
        }
    }
}

/// What nests or repeats without end is refused or compiled; it does not use up the stack of a small thread.
#[test]
fn no_depth_uses_up_the_stack() {
    let deep = |n: usize| {
        vec![
            format!("{}i = 1{}", "(".repeat(n), ")".repeat(n)),
            "NOT ".repeat(n) + "b",
            "- ".repeat(n) + "i",
            "i".to_owned() + &" + i".repeat(n),
            "b".to_owned() + &" AND b".repeat(n),
            "b".to_owned() + &" IS TRUE".repeat(n),
            "i".to_owned() + &"::INTEGER".repeat(n),
            "t".to_owned() + &" || t".repeat(n),
            "i".to_owned() + &" = i".repeat(n),
            "i".to_owned() + &"[1]".repeat(n),
            "i".to_owned() + &".i".repeat(n),
            "abs(".repeat(n) + "i" + &")".repeat(n),
            "CASE WHEN b THEN ".repeat(n) + "1" + &" END".repeat(n),
            "CASE WHEN b THEN 1 ELSE ".repeat(n) + "1" + &" END".repeat(n),
            "i BETWEEN 1 AND ".repeat(n) + "1",
            format!("upper(i{})", " + i".repeat(n)),
            format!("i{} -> 1", " + i".repeat(n)),
            format!("substring(i{} from 1)", " + i".repeat(n)),
            format!("i IN ({}1)", "1, ".repeat(n)),
            "[".repeat(n),
            "{a:".repeat(n),
            "(SELECT ".repeat(n),
            "STRUCT<a ".repeat(n),
            "CAST(i AS ARRAY<".repeat(n),
        ]
    };
    let texts: Vec<String> = [20, 45, 60, 190, 300, 900, 100_000].into_iter().flat_map(deep).collect();
    let worker = std::thread::Builder::new().stack_size(2 << 20).spawn(move || {
        for text in texts {
            if let Ok(expression) = Expression::compile(&text, &fields()) {
                let columns = columns(&[(Some(1), Some(1.0), Some(true), Some("a".to_owned()))]);
                let used: Vec<ArrayRef> =
                    expression.columns().iter().map(|&index| Arc::clone(&columns[index])).collect();
                expression.evaluate(&used, 1).unwrap();
            }
        }
    });
    worker.unwrap().join().unwrap();
}

#[test]
fn parentheses_are_allowed_as_deep_as_people_nest_them_and_long_chains_too() {
    let nested = |n: usize| format!("{}i = 1{}", "(".repeat(n), ")".repeat(n));
    assert!(Expression::compile(&nested(40), &fields()).is_ok());
    let errors = Expression::compile(&nested(100_000), &fields()).unwrap_err();
    assert!(errors[0].to_string().contains("200003 words and signs; 2000 are allowed"), "{}", errors[0]);
    let errors = Expression::compile(&nested(60), &fields()).unwrap_err();
    assert!(
        errors[0].to_string().starts_with("the expression nests more than 48 levels deep"),
        "{}",
        errors[0]
    );
    assert_eq!(errors[0].offset, 47);
    assert!(Expression::compile(&("i = 0".to_owned() + &" OR i = 1".repeat(400)), &fields()).is_ok());
    assert!(Expression::compile(&("i".to_owned() + &" + i".repeat(150)), &fields()).is_ok());
}
