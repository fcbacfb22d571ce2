//! `draw.csv`: a row a cluster.

use super::{Draw, DrawnCluster, DrawnStratum};
use crate::Classes;
use crate::table::{Table, number};
use cairn_definition::{Diagnostic, Diagnostics, nearest};
use cairn_sample::draw::{Role, Sex};

/// The columns, but for those of the strata, which stand behind the second.
const FIRST: [&str; 2] = ["cluster", "area_name"];
const LAST: [&str; 8] = [
    "size",
    "role",
    "reserve_order",
    "inclusion_probability",
    "joint_draw_probability",
    "certainty",
    "sex",
    "sex_probability",
];

impl Draw {
    /// The clusters as a file.
    pub(super) fn clusters_csv(&self) -> String {
        let mut text = line(&names(&self.record.columns));
        for cluster in &self.clusters {
            let labels = self.strata.get(cluster.stratum).map(|stratum| stratum.labels.clone());
            let (role, order) = match cluster.role {
                Role::Main => ("main", String::new()),
                Role::Reserve(order) => ("reserve", order.to_string()),
            };
            let mut cells = vec![cluster.number.to_string(), cluster.area.clone()];
            cells.extend(labels.unwrap_or_default());
            cells.extend([
                cluster.size.to_string(),
                role.to_owned(),
                order,
                self.main_probability(cluster).to_string(),
                cluster.draw_probability.to_string(),
                if cluster.certainty { "yes" } else { "no" }.to_owned(),
                cluster.sex.map_or("", sex_key).to_owned(),
                cluster.sex_probability().to_string(),
            ]);
            text.push_str(&line(&cells));
        }
        text
    }
}

/// The names of all columns. One of the strata that is named as another has `stratum_` before its name.
fn names(strata: &[String]) -> Vec<String> {
    let own = |name: &str| FIRST.contains(&name) || LAST.contains(&name);
    let strata = strata.iter().map(|name| if own(name) { format!("stratum_{name}") } else { name.clone() });
    let own = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    own(&FIRST).into_iter().chain(strata).chain(own(&LAST)).collect()
}

fn sex_key(sex: Sex) -> &'static str {
    match sex {
        Sex::Girls => "girls",
        Sex::Boys => "boys",
    }
}

/// A line of a CSV: cells with commas, quotes or line ends stand in quotes.
pub(super) fn line<C: AsRef<str>>(cells: &[C]) -> String {
    let cell = |cell: &C| {
        let cell = cell.as_ref();
        let spaced = cell.trim() != cell;
        if spaced || cell.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_owned()
        }
    };
    let cells: Vec<String> = cells.iter().map(cell).collect();
    // A line of one empty cell would be no line.
    if cells == [""] { "\"\"\n".to_owned() } else { cells.join(",") + "\n" }
}

/// The numbers of columns that a file must have; each that it lacks is reported.
pub(super) fn columns(table: &Table, names: &[&str], problems: &Diagnostics) -> Option<Vec<usize>> {
    let find = |name: &&str| {
        let found = table.column(name);
        if found.is_none() {
            let message = format!("{} has no column `{name}`", table.path().display());
            problems.push(Diagnostic::elsewhere(message).did_you_mean(nearest(name, table.names())));
        }
        found
    };
    let found: Vec<Option<usize>> = names.iter().map(find).collect();
    found.into_iter().collect()
}

/// The clusters of a file, for strata known from the record of the draw. Whatever does not fit is reported.
pub(super) fn read(
    table: &Table,
    stratum_columns: &[String],
    strata: &[DrawnStratum],
    problems: &Diagnostics,
) -> Option<Vec<DrawnCluster>> {
    let names = names(stratum_columns);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let indices = columns(table, &names, problems)?;
    let cells = table.classes(&indices);
    let cells = cells.map_err(|error| problems.push(Diagnostic::elsewhere(error.to_string()))).ok()?;
    let rows = Rows { cells: &cells, stratum_columns: stratum_columns.len() };
    let mut clusters = Vec::with_capacity(table.rows());
    for row in 0..table.rows() {
        match rows.cluster(row, strata) {
            Ok(cluster) => clusters.push(cluster),
            Err(problem) => problems.push(Diagnostic::elsewhere(format!("{}: {problem}", table.place(row)))),
        }
    }
    (clusters.len() == table.rows()).then_some(clusters)
}

/// The cells of the file, in the order in which its columns are written.
struct Rows<'a> {
    cells: &'a [Classes],
    stratum_columns: usize,
}

impl Rows<'_> {
    fn cluster(&self, row: usize, strata: &[DrawnStratum]) -> Result<DrawnCluster, String> {
        let wanted = row as u32 + 1;
        if self.first(0, row) != wanted.to_string() {
            return Err(format!(
                "the `cluster` is “{}”; expected `{wanted}`: they are numbered",
                self.first(0, row)
            ));
        }
        let labels: Vec<&str> = (0..self.stratum_columns).map(|column| self.first(2 + column, row)).collect();
        let stratum = strata
            .iter()
            .position(|stratum| stratum.labels == labels)
            .ok_or_else(|| format!("draw.toml has no stratum “{}”", labels.join(", ")))?;
        let role = match (self.last(1, row), self.last(2, row).parse()) {
            ("main", Err(_)) => Role::Main,
            ("reserve", Ok(order)) => Role::Reserve(order),
            (role, _) => {
                return Err(format!(
                    "`role` is “{role}” with `reserve_order` “{}”; expected `main` without, or `reserve` with one",
                    self.last(2, row)
                ));
            }
        };
        let sex = match self.last(6, row) {
            "" => None,
            "girls" => Some(Sex::Girls),
            "boys" => Some(Sex::Boys),
            sex => return Err(format!("`sex` is “{sex}”; expected `girls`, `boys` or nothing")),
        };
        let certainty = match self.last(5, row) {
            "yes" => true,
            "no" => false,
            other => return Err(format!("`certainty` is “{other}”; expected `yes` or `no`")),
        };
        Ok(DrawnCluster {
            number: wanted,
            area: self.first(1, row).to_owned(),
            stratum,
            size: self.number(0, row, f64::MAX)?,
            role,
            draw_probability: self.number(4, row, 1.0)?,
            certainty,
            sex,
        })
    }

    fn first(&self, column: usize, row: usize) -> &str {
        self.cells.get(column).map_or("", |cells| cells.label(row))
    }

    fn last(&self, column: usize, row: usize) -> &str {
        self.first(FIRST.len() + self.stratum_columns + column, row)
    }

    fn number(&self, column: usize, row: usize, most: f64) -> Result<f64, String> {
        let cell = self.last(column, row);
        let name = LAST.get(column).copied().unwrap_or_default();
        number(cell).filter(|value| *value >= f64::MIN_POSITIVE && *value <= most).ok_or_else(|| {
            let most = if most == 1.0 { " and at most 1" } else { "" };
            format!("`{name}` is “{cell}”; expected a number above 0{most}")
        })
    }
}
