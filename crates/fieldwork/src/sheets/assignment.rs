//! The lines of all clusters as one table for a form: `assignment.csv`.
//!
//! It has the shape that ODK and its relatives read for `select_one_from_file` and for lists of entities: a row a choice, `name` what is stored,
//! `label` what is shown, every other column at hand in the form.

use super::words::millionths;
use super::{Children, ClusterLines, Households, SheetCluster, SheetPlan, household_name};
use cairn_study::SecondStage;

/// The table of these clusters, with the columns of their strata.
///
/// # Errors
/// When memory for it cannot be had.
pub fn assignment(plan: &SheetPlan, clusters: &[&SheetCluster]) -> Result<Vec<u8>, csv::Error> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    let strata = clusters.first().map(|cluster| cluster.strata.as_slice()).unwrap_or_default();
    writer.write_record(header(plan, strata))?;
    for cluster in clusters {
        let lines = ClusterLines::draw(plan, cluster.number, cluster.size);
        for index in 0..lines.count {
            writer.write_record(row(cluster, &lines, index))?;
        }
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

fn header(plan: &SheetPlan, strata: &[(String, String)]) -> Vec<String> {
    let mut header: Vec<String> = ["name", "label", "cluster", "area_name"].map(str::to_owned).to_vec();
    for (column, _) in strata {
        let mut name = format!("stratum_{}", field_name(column));
        while header.contains(&name) {
            name.push('_');
        }
        header.push(name);
    }
    let found: &[&str] = match plan.second_stage {
        SecondStage::Listing => &["role", "sex", "line", "multiplier"],
        SecondStage::RandomWalk => &["role", "sex", "line", "walk_start", "walk_side", "walk_interval"],
    };
    header.extend(found.iter().map(|name| (*name).to_owned()));
    let children = super::lines::children(plan, 0);
    if matches!(children, Children::KishGrid(_)) {
        header.push("table".to_owned());
    }
    header.extend((1..=children.most()).map(|children| format!("position_{children}")));
    header
}

fn row(cluster: &SheetCluster, lines: &ClusterLines, index: u32) -> Vec<String> {
    let line = index + 1;
    let mut row = vec![
        household_name(cluster.number, line),
        format!("Cluster {}, household {line}", cluster.number),
        cluster.number.to_string(),
        cluster.area.clone(),
    ];
    row.extend(cluster.strata.iter().map(|(_, value)| value.clone()));
    row.extend([cluster.role().to_owned(), cluster.sex_key().to_owned(), line.to_string()]);
    let index = index as usize;
    match &lines.households {
        Households::Listing(_) => row.push(lines.multiplier(index).map(millionths).unwrap_or_default()),
        Households::Walk(walk) => {
            row.extend([walk.start.to_string(), walk.side.to_string(), walk.interval.to_string()]);
        }
    }
    row.extend(lines.table(index).map(|table| table.to_string()));
    row.extend(lines.positions(index).iter().map(ToString::to_string));
    row
}

/// A name that a form can refer to: small letters, digits and underscores.
fn field_name(column: &str) -> String {
    column
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' })
        .collect()
}
