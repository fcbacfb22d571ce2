//! SQL expressions over the columns of a table.

mod calculate;
mod cast;
mod evaluate;
mod like;
mod node;
mod problem;
mod syntax;
mod typing;
mod value;

pub(crate) use cast::date_from_text;
pub use problem::{EvaluationError, ExpressionError};

use crate::{Field, Kind};
use arrow_array::{Array, ArrayRef};
use evaluate::Rows;
use node::Node;
use syntax::Positions;
use typing::Typing;

/// An SQL expression, checked against the fields it is about.
///
/// Its logic is three-valued, as SQL's: NULL is a missing value, a comparison with NULL is NULL, `FALSE AND NULL` is false,
/// `TRUE OR NULL` is true. What SQL leaves open is settled so:
///
/// - Names of columns are as in the file, capital and small letters differ; `"…"` quotes a name that is no SQL word.
/// - `/` is the division of numbers, of whole numbers too: `7 / 2` is 3.5. Division by zero, the logarithm of a negative
///   number and whatever else is NaN are NULL; infinity is a value.
/// - `%` has the sign of the dividend. `round(x)` and `round(x, decimals)` take halves away from zero.
/// - In a pattern of LIKE, `\` takes the next sign as it is.
/// - A whole number that grows beyond 64 bits is an error, never a wrong or missing value.
/// - `greatest` and `least` are NULL where one of their arguments is, as in SQL:2023 and in R's `pmax`.
/// - Whole numbers are compared with numbers as doubles; text by the code points of its characters.
/// - `CAST` of a number to INTEGER cuts off its decimals. What cannot be cast is an error, and NULL with `TRY_CAST`.
/// - The parts of CASE, COALESCE, AND and OR that can be errors count only for the rows that reach them.
#[derive(Debug, Clone)]
pub struct Expression {
    text: String,
    root: Node,
    kind: Kind,
    columns: Vec<usize>,
    fields: Vec<Field>,
    warnings: Vec<ExpressionError>,
}

/// What an expression is to be used for.
#[derive(Clone, Copy)]
enum Wanted {
    Value,
    Condition,
}

/// Texts of so many bytes cannot nest so deep that reading them outgrows a thread's usual stack: unoptimised, the parser takes
/// 80 kB a level.
const SHALLOW: usize = 16;

/// The stack of the thread on which longer texts are read.
const DEEP_STACK: usize = 64 << 20;

impl Expression {
    /// Checks an expression.
    ///
    /// # Errors
    /// All mistakes found: in the syntax, names, types, and use of what is not supported.
    pub fn compile(text: &str, fields: &[Field]) -> Result<Self, Vec<ExpressionError>> {
        Self::compiled(text, fields, Wanted::Value)
    }

    /// Checks an expression that must be true or false, as the domain of an estimate is.
    ///
    /// # Errors
    /// As [`Expression::compile`], and when it has another type.
    pub fn condition(text: &str, fields: &[Field]) -> Result<Self, Vec<ExpressionError>> {
        Self::compiled(text, fields, Wanted::Condition)
    }

    fn compiled(text: &str, fields: &[Field], wanted: Wanted) -> Result<Self, Vec<ExpressionError>> {
        if text.len() <= SHALLOW {
            return Self::compile_here(text, fields, wanted);
        }
        std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size(DEEP_STACK);
            let compiling = thread.spawn_scoped(scope, || Self::compile_here(text, fields, wanted));
            let refused = |reason: String| {
                vec![ExpressionError {
                    message: reason,
                    offset: 0,
                    length: text.len(),
                    expected: None,
                    help: None,
                }]
            };
            match compiling.map(std::thread::ScopedJoinHandle::join) {
                Ok(Ok(compiled)) => compiled,
                Ok(Err(_)) => Err(refused("the expression cannot be read".to_owned())),
                Err(error) => {
                    Err(refused(format!("no thread can be started to read the expression: {error}")))
                }
            }
        })
    }

    fn compile_here(text: &str, fields: &[Field], wanted: Wanted) -> Result<Self, Vec<ExpressionError>> {
        let positions = Positions::new(text);
        let tree = syntax::parse(text, &positions).map_err(|error| vec![error])?;
        let mut typing = Typing::new(fields, &positions);
        let checked = match wanted {
            Wanted::Value => typing.value(&tree),
            Wanted::Condition => typing.condition(&tree),
        };
        let (used, errors, warnings) = typing.finish();
        let Some((root, kind)) = checked.filter(|_| errors.is_empty()) else { return Err(errors) };
        let (columns, fields) = used.into_iter().unzip();
        Ok(Self { text: text.to_owned(), root, kind, columns, fields, warnings })
    }

    /// The expression as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The type of its values.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The columns it uses, as numbers of the fields it was compiled for, in increasing order.
    pub fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// What is allowed and worth a look: codes that a column does not have.
    pub fn warnings(&self) -> &[ExpressionError] {
        &self.warnings
    }

    /// The value for each row: the arrays of [`Expression::columns`], in that order, all of `rows` rows.
    ///
    /// Integers and numbers may have any width, text may be plain or in dictionary form; a NaN counts as missing. The result
    /// is `Boolean`, `Int64`, `Float64`, `Date32`, or text either as `Utf8` or as `Dictionary(Int32, Utf8)`.
    ///
    /// # Errors
    /// When a whole number overflows, a value cannot be cast, or the columns are not those of the expression.
    pub fn evaluate(&self, columns: &[ArrayRef], rows: usize) -> Result<ArrayRef, EvaluationError> {
        if columns.len() != self.columns.len() {
            return Err(EvaluationError::Columns {
                found: format!("{} columns", columns.len()),
                expected: format!("{}", self.columns.len()),
            });
        }
        let mut given = Vec::with_capacity(columns.len());
        for ((array, field), &column) in columns.iter().zip(&self.fields).zip(&self.columns) {
            if array.len() != rows {
                return Err(EvaluationError::Columns {
                    found: format!("{} rows of `{}`", array.len(), field.name),
                    expected: format!("{rows}"),
                });
            }
            given.push((column, value::input(array, field)?));
        }
        evaluate::evaluate(&self.root, &Rows::new(given, rows))?.into_array(rows)
    }
}
