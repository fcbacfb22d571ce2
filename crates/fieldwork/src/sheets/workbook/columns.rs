//! The columns of the contact sheet.

use crate::sheets::words::millionths;
use crate::sheets::{Children, ClusterLines, Households, household_name};

/// A column of the contact sheet.
pub(super) struct Column {
    /// Over several columns together, or over this one alone.
    pub(super) group: String,
    /// Under the group; empty where the column stands alone.
    pub(super) head: String,
    /// In characters.
    pub(super) width: f64,
    /// What is printed on the lines.
    pub(super) holds: Holds,
}

/// What is printed on the lines of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// The name of the household.
    Household,
    /// What is multiplied with the households listed.
    Multiplier,
    /// The number on the list, calculated where the number listed is entered.
    OnList,
    /// Which dwelling of the walk it is.
    Dwelling,
    /// The table of the Kish grid.
    Table,
    /// The position to pick of one more children than this.
    Position(usize),
    /// Nothing: it is written by hand.
    Blank,
}

/// Visits that a line has room for.
const VISITS: u32 = 3;

/// The columns of a cluster’s contact sheet.
pub(super) fn columns(lines: &ClusterLines) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut add = |group: &str, head: &str, width: f64, holds: Holds| {
        columns.push(Column { group: group.to_owned(), head: head.to_owned(), width, holds });
    };
    add("Household", "", 9.5, Holds::Household);
    match lines.households {
        Households::Listing(_) => {
            add("Multiplier", "", 9.5, Holds::Multiplier);
            add("Number on the list", "", 8.5, Holds::OnList);
        }
        Households::Walk(_) => add("Dwelling counted", "", 9.0, Holds::Dwelling),
    }
    if matches!(lines.children, Children::KishGrid(_)) {
        add("Table", "", 6.0, Holds::Table);
    }
    let most = lines.children.most();
    for children in 1..=most {
        // The last column of a Kish grid is for six and more.
        let more = if matches!(lines.children, Children::KishGrid(_)) && children == most { "+" } else { "" };
        add(
            "Whom to invite, of so many",
            &format!("{children}{more}"),
            3.2,
            Holds::Position(children as usize - 1),
        );
    }
    add("Eligible, how many", "", 7.5, Holds::Blank);
    if most > 0 {
        add("Invited, which", "", 7.5, Holds::Blank);
    }
    for visit in 1..=VISITS {
        let group = format!("Visit {visit}");
        add(&group, "Date", 7.0, Holds::Blank);
        add(&group, "Time", 6.0, Holds::Blank);
        add(&group, "Code", 6.0, Holds::Blank);
    }
    add("Final code", "", 7.0, Holds::Blank);
    add("Interviewer (code)", "", 10.5, Holds::Blank);
    columns
}

impl Holds {
    /// What is printed on line `index` (from 0) of a cluster; nothing where it is written by hand or calculated.
    pub(super) fn printed(self, cluster: u64, lines: &ClusterLines, index: usize) -> Option<String> {
        match self {
            Self::Household => Some(household_name(cluster, index as u32 + 1)),
            Self::Multiplier => lines.multiplier(index).map(millionths),
            Self::Dwelling => lines.dwelling(index).map(|dwelling| dwelling.to_string()),
            Self::Table => lines.table(index).map(|table| table.to_string()),
            Self::Position(column) => lines.positions(index).get(column).map(ToString::to_string),
            Self::OnList | Self::Blank => None,
        }
    }
}
