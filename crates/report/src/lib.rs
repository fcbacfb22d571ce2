//! National reports, figures, tables and exports of what was released.
//!
//! This room renders what [`cairn_evidence::present`] lets through. It cannot reach a study's records, and it computes no
//! statistics: a number that is held back there has no way onto a page or into a file.

mod annex;
mod arrangement;
mod axis;
mod chapter;
mod conclusions;
mod conduct;
mod country;
mod design;
mod evidence;
mod export;
mod figure;
mod format;
mod index;
mod indicator;
mod mark;
mod methods;
mod notes;
mod number;
mod page;
mod pedigree;
mod plain_table;
mod summary;
mod table;
mod weights;
mod words;

pub use conduct::ActivityMethods;
pub use country::{CountryReport, country_html};
pub use design::{ChartLine, ChartPoint, DesignPage, TradeoffChart, design_html};
pub use export::{
    ExportError, children_csv, estimates_csv, estimates_parquet, evidence_csv, findings_csv,
    recommendations_csv, table_csv,
};
pub use index::{IndexEntry, index_html};
pub use plain_table::{PlainColumn, PlainRow, PlainSection, PlainTable};
pub use weights::{WeightsOf, weights_html};
