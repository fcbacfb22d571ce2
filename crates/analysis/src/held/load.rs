//! Reads the columns that are held.

use super::columns::{Held, HeldCategory, HeldColumns};
use super::{ColumnUse, Role};
use crate::answer::{AnswerError, Columns, Frames, Progress, Step};
use crate::pass::{Category, Frame, numbers};
use arrow_array::Array;
use arrow_array::cast::AsArray;
use cairn_data::{Kind, Scan};
use cairn_definition::{Diagnostic, Diagnostics};
use rayon::prelude::*;

/// A column to be held: where it is in the frames, and what as.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) column: usize,
    /// Read as levels.
    category: bool,
    place: cairn_definition::Place,
}

/// Finds the columns of the uses given.
pub(super) fn find(
    uses: &[ColumnUse],
    categorical: &[String],
    columns: &mut Columns<'_>,
    problems: &Diagnostics,
) -> Vec<(Wanted, bool)> {
    let mut found = Vec::new();
    for ColumnUse { name, role, .. } in uses {
        let (column, computed, kind) = match role {
            Role::Condition => match columns.condition(name, problems) {
                Some(number) => (number.0, true, Kind::Boolean),
                None => continue,
            },
            Role::Expression => match columns.expression(name, problems) {
                Some(number) => (number.0, true, Kind::Number),
                None => continue,
            },
            _ => match columns.find(name, problems) {
                Some((column, kind)) => (column, false, kind),
                None => continue,
            },
        };
        let category = match role {
            Role::Category => true,
            Role::Natural => kind == Kind::Text || categorical.contains(&name.value),
            Role::Predictor => {
                matches!(kind, Kind::Text | Kind::Boolean) || categorical.contains(&name.value)
            }
            Role::Number | Role::Truth | Role::Condition | Role::Expression => false,
        };
        if !category && (kind == Kind::Date || kind == Kind::Text) {
            let problem = Diagnostic::error(&name.place, format!("`{}` is {kind}", name.value));
            problems.push(problem.expected(match role {
                Role::Truth => "a column that is true or false, or 0 and 1",
                _ => "a column of numbers",
            }));
            continue;
        }
        let wanted =
            Wanted { name: name.value.clone(), role: *role, column, category, place: name.place.clone() };
        found.push((wanted, computed));
    }
    found
}

/// Reads the columns wanted.
pub(super) fn load(
    scan: &Scan,
    frames: &Frames,
    wanted: Vec<Wanted>,
    progress: Progress<'_>,
) -> Result<HeldColumns, AnswerError> {
    let mut columns: Vec<Filling> = Vec::new();
    for want in wanted {
        if !columns.iter().any(|known| known.want.name == want.name && known.want.role == want.role) {
            columns.push(Filling { want, category: Category::default(), buffer: Buffer::default() });
        }
    }
    let total = scan.rows();
    let mut rows = 0_usize;
    let mut batches = scan.batches(frames.file_columns())?;
    let mut read_next =
        || batches.next().map(|batch| -> Result<Frame, AnswerError> { Ok(frames.frame(&batch?)?) });
    let mut next = read_next();
    while let Some(frame) = next {
        let frame = frame?;
        let first_row = rows;
        let (filled, following) = rayon::join(
            || columns.par_iter_mut().try_for_each(|column| column.add(&frame, first_row)),
            &mut read_next,
        );
        filled?;
        rows += frame.rows;
        progress.tell(Step::Rows { read: rows as u64, total })?;
        next = following;
    }
    let columns = columns.into_par_iter().map(Filling::finish).collect::<Vec<_>>().into_iter().collect();
    Ok(HeldColumns { rows, columns })
}

#[derive(Debug, Default)]
struct Buffer {
    numbers: Vec<f64>,
    codes: Vec<u32>,
    batch_numbers: Vec<f64>,
    batch_codes: Vec<u32>,
}

#[derive(Debug)]
struct Filling {
    want: Wanted,
    category: Category,
    buffer: Buffer,
}

impl Filling {
    fn add(&mut self, frame: &Frame, first_row: usize) -> Result<(), Box<Diagnostic>> {
        let array = &frame.columns[self.want.column];
        let buffer = &mut self.buffer;
        let problem = |message| Box::new(Diagnostic::error(&self.want.place, message));
        if self.want.role == Role::Condition {
            let truths =
                array.as_boolean_opt().ok_or_else(|| problem("the condition is not one".to_owned()))?;
            let truth = |row| f64::from(u8::from(!truths.is_null(row) && truths.value(row)));
            buffer.numbers.extend((0..frame.rows).map(truth));
        } else if self.want.category {
            if !self.category.encode(array, &mut buffer.batch_codes) {
                return Err(problem(format!("column `{}` cannot be used as a category", self.want.name)));
            }
            buffer.codes.extend_from_slice(&buffer.batch_codes);
        } else {
            if !numbers(array, &mut buffer.batch_numbers) {
                return Err(problem(format!("column `{}` cannot be used as numbers", self.want.name)));
            }
            if self.want.role == Role::Truth {
                let beyond = |value: &f64| !(*value == 0.0 || *value == 1.0 || value.is_nan());
                if let Some(row) = buffer.batch_numbers.iter().position(beyond) {
                    return Err(Box::new(
                        Diagnostic::error(
                            &self.want.place,
                            format!(
                                "column `{}` is {} in row {}, where only 0 and 1 make a proportion",
                                self.want.name,
                                buffer.batch_numbers[row],
                                first_row + row + 1
                            ),
                        )
                        .help("compare the column with its code of yes, as in `q1 = 1`"),
                    ));
                }
            }
            buffer.numbers.extend_from_slice(&buffer.batch_numbers);
        }
        Ok(())
    }

    fn finish(self) -> ((String, Role), Held) {
        let key = (self.want.name, self.want.role);
        if !self.want.category {
            return (key, Held::Numbers(self.buffer.numbers));
        }
        let (levels, position) = self.category.sorted();
        let mut codes = self.buffer.codes;
        for code in &mut codes {
            *code = position.get(*code as usize).copied().unwrap_or(u32::MAX);
        }
        (key, Held::Category(HeldCategory { codes, levels }))
    }
}
