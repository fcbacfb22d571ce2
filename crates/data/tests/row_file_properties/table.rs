//! Tables to be written and read back.

use crate::common::Cell;
use cairn_data::Kind;
use proptest::prelude::*;

/// A column of a table.
#[derive(Debug, Clone)]
pub(crate) enum Column {
    Numbers(Vec<Option<f64>>),
    /// Texts of at most that many bytes, the empty one missing.
    Texts(usize, Vec<String>),
}

/// A table of some rows.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) rows: usize,
    pub(crate) columns: Vec<Column>,
}

impl Table {
    /// What reading it must give.
    pub(crate) fn expected(&self) -> Vec<(String, Kind, Vec<Cell>)> {
        let columns = self.columns.iter().enumerate();
        columns.map(|(number, column)| (name(number), column.kind(), column.cells())).collect()
    }
}

impl Column {
    /// Numbers that are all whole, and any, are whole numbers.
    fn kind(&self) -> Kind {
        match self {
            Self::Texts(..) => Kind::Text,
            Self::Numbers(numbers) => {
                let mut present = numbers.iter().flatten().peekable();
                let any = present.peek().is_some();
                let whole =
                    present.all(|number| number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0);
                if any && whole { Kind::Integer } else { Kind::Number }
            }
        }
    }

    fn cells(&self) -> Vec<Cell> {
        let kind = self.kind();
        match self {
            Self::Texts(_, texts) => texts
                .iter()
                .map(|text| if text.is_empty() { Cell::Null } else { Cell::Text(text.clone()) })
                .collect(),
            Self::Numbers(numbers) => numbers
                .iter()
                .map(|number| match (number, kind) {
                    (None, _) => Cell::Null,
                    (Some(number), Kind::Integer) => Cell::Integer(*number as i64),
                    (Some(number), _) => Cell::Number(*number),
                })
                .collect(),
        }
    }
}

/// The name of a column by its number.
pub(crate) fn name(number: usize) -> String {
    format!("V{number}")
}

fn number() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        2 => Just(None),
        4 => (-160..400_i32).prop_map(|code| Some(code.into())),
        2 => any::<i32>().prop_map(|number| Some(number.into())),
        1 => (-1e9..1e9).prop_map(Some),
        1 => (-1e300..1e300).prop_map(Some),
    ]
}

fn column(rows: usize, widest: usize) -> impl Strategy<Value = Column> {
    let whole = prop::option::of((-150..260_i32).prop_map(f64::from));
    let text = (1..widest).prop_flat_map(move |width| {
        let texts = prop::collection::vec("[a-zé ]{0,30}[a-zé]|", rows);
        (Just(width), texts, any::<bool>())
    });
    prop_oneof![
        prop::collection::vec(number(), rows).prop_map(Column::Numbers),
        prop::collection::vec(whole, rows).prop_map(Column::Numbers),
        text.prop_map(|(width, texts, long)| {
            // A long text fills the whole of its room.
            let texts = texts.into_iter().map(|text| if long { text.repeat(25) } else { text });
            Column::Texts(width, texts.map(|text| fit(text, width)).collect())
        }),
    ]
}

fn fit(mut text: String, width: usize) -> String {
    while text.len() > width || text.ends_with(' ') {
        text.pop();
    }
    text
}

/// Any table, with texts of fewer bytes than `widest`.
pub(crate) fn table(widest: usize) -> impl Strategy<Value = Table> {
    (0..40_usize)
        .prop_flat_map(move |rows| (Just(rows), prop::collection::vec(column(rows, widest), 1..6)))
        .prop_map(|(rows, columns)| Table { rows, columns })
}
