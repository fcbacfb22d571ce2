//! Files of records that people fill in by hand: declared once, written as templates, read from CSV or XLSX with every
//! mistake at its cell.

mod format;
mod questionnaire;
mod sheet;
mod template;
mod xlsx;

pub use format::{Cell, Column, RecordFormat};
pub use questionnaire::of_instrument;
pub use sheet::{Row, Sheet};
pub(crate) use template::csv_line;
pub use template::{TemplateFile, csv_template, xlsx_template};
