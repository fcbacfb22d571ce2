//! New columns in order.

#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

mod common;

use arrow_array::{ArrayRef, Int64Array};
use cairn_data::{Batch, Derivations, Field, Kind};
use common::{Cell, cells};
use std::sync::Arc;

fn fields() -> Vec<Field> {
    vec![Field::new("a", Kind::Integer), Field::new("b", Kind::Integer), Field::new("c", Kind::Integer)]
}

#[test]
fn a_new_column_may_use_those_before_it_and_only_what_is_needed_is_read() {
    let definitions = [("d", "b + 1"), ("e", "a = 1"), ("f", "d * 2.5")];
    let derivations = Derivations::compile(&fields(), definitions).unwrap();
    let kinds: Vec<(&str, Kind)> =
        derivations.fields().iter().skip(3).map(|field| (field.name.as_str(), field.kind)).collect();
    assert_eq!(kinds, [("d", Kind::Integer), ("e", Kind::Boolean), ("f", Kind::Number)]);

    let plan = derivations.plan(&[5, 2]);
    assert_eq!(plan.columns(), [1, 2]);
    let column = |values: Vec<Option<i64>>| Arc::new(Int64Array::from(values)) as ArrayRef;
    let batch = Batch { columns: vec![column(vec![Some(1), None]), column(vec![Some(8), Some(9)])], rows: 2 };
    let columns = plan.evaluate(&batch).unwrap();
    assert_eq!(cells(&columns[0]), [Cell::Number(5.0), Cell::Null]);
    assert_eq!(cells(&columns[1]), [Cell::Integer(8), Cell::Integer(9)]);
}

#[test]
fn each_mistake_is_said_once_and_not_again_where_it_is_used() {
    let definitions =
        [("d", "aa + 1"), ("e", "d > 1 OR \"d\" < 0"), ("f", "e AND b"), ("a", "1"), ("g", "'x' || f")];
    let errors = Derivations::compile(&fields(), definitions).unwrap_err();
    let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(errors.join("\n"));
}

#[test]
fn a_calculation_that_fails_names_its_column() {
    let derivations = Derivations::compile(&fields(), [("d", "a * 9223372036854775807")]).unwrap();
    let batch = Batch { columns: vec![Arc::new(Int64Array::from(vec![2]))], rows: 1 };
    let failure = derivations.plan(&[3]).evaluate(&batch).unwrap_err();
    assert_eq!(
        failure.to_string(),
        "`d`: a whole number grows beyond 64 bits; CAST it AS DOUBLE to calculate with it"
    );
    let constant = Derivations::compile(&fields(), [("one", "1")]).unwrap();
    let columns = constant.plan(&[3]).evaluate(&Batch { columns: vec![], rows: 3 }).unwrap();
    assert_eq!(cells(&columns[0]), vec![Cell::Integer(1); 3]);
}
