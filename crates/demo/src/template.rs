//! A small study to begin from, each key explained.

use crate::folder::{DemoError, Place, write_file};
use std::path::Path;

/// The files of the template, with their texts.
const FILES: [(&str, &str); 11] = [
    // Without its dot here, where it would hide the template’s records from version control.
    (".gitignore", include_str!("../template/gitignore")),
    ("README.md", include_str!("../template/README.md")),
    ("study.toml", include_str!("../template/study.toml")),
    ("instruments/child.toml", include_str!("../template/instruments/child.toml")),
    ("indicators/first.toml", include_str!("../template/indicators/first.toml")),
    ("countries/exampleland/country.toml", include_str!("../template/countries/exampleland/country.toml")),
    (
        "data/exampleland/household_survey/child.csv",
        include_str!("../template/data/exampleland/household_survey/child.csv"),
    ),
    ("protocols/frontline_survey.toml", include_str!("../template/protocols/frontline_survey.toml")),
    ("instruments/frontline.toml", include_str!("../template/instruments/frontline.toml")),
    (
        "data/exampleland/frontline_survey/responses.csv",
        include_str!("../template/data/exampleland/frontline_survey/responses.csv"),
    ),
    ("findings/exampleland.toml", include_str!("../template/findings/exampleland.toml")),
];

/// Writes a small study folder into `dir` that builds as it stands: one country that does not exist, four indicators over 200
/// synthetic records, a frontline survey, a finding and a recommendation, and comments that explain each key.
///
/// # Errors
/// When `dir` is not empty, or cannot be written.
pub fn template(dir: &Path) -> Result<(), DemoError> {
    let place = Place::prepare_new(dir)?;
    for (path, text) in FILES {
        write_file(&place.draft().join(path), text)?;
    }
    place.settle()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::population::Population;
    use crate::sample::{Design, draw_with};
    use std::fmt::Write as _;

    const RECORDS: &str = "data/exampleland/household_survey/child.csv";

    fn records() -> String {
        // A country beyond the thirteen.
        let population = Population::generate(13, 1);
        let sample = draw_with(&population, Design { clusters: 20, pairs: 10 }, 0);
        let items = ["use_social_media", "caregiver_talks", "bullied_online", "bullying_told_friend"];
        let mut text = format!("household_id,stratum,psu,weight,area,gender,age,{}\n", items.join(","));
        for row in 0..sample.pairs() {
            let (stratum, psu, child) = (sample.stratum[row], sample.psu[row], sample.child[row] as usize);
            let gender = if population.children.girl[child] { 1 } else { 2 };
            let age = population.children.age[child];
            let area = 2 - stratum % 2;
            let _ = write!(
                text,
                "exa-{:03},{stratum},{psu},{:.2},{area},{gender},{age}",
                row + 1,
                sample.child_weight[row]
            );
            for item in items {
                let _ = write!(text, ",{}", sample.child(item).unwrap()[row]);
            }
            text.push('\n');
        }
        text
    }

    /// Weights are made as they are at the time; the answers stay.
    fn without_weights(records: &str) -> Vec<Vec<&str>> {
        records
            .lines()
            .map(|line| {
                line.split(',').enumerate().filter(|(place, _)| *place != 3).map(|(_, cell)| cell).collect()
            })
            .collect()
    }

    /// With `REWRITE_TEMPLATE=1` in the environment the file is written afresh.
    #[test]
    fn the_records_are_those_that_the_generator_makes() {
        let made = records();
        if std::env::var_os("REWRITE_TEMPLATE").is_some() {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("template").join(RECORDS);
            std::fs::write(path, &made).unwrap();
            return;
        }
        let kept = FILES.iter().find(|(path, _)| *path == RECORDS).unwrap().1;
        assert!(without_weights(kept) == without_weights(&made), "the records are not those that are made");
    }
}
