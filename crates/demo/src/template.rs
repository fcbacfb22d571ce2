//! A small study to begin from, each key explained.

use crate::folder::{DemoError, Place, write_file};
use std::path::Path;

/// The files of the template, with their texts.
const FILES: [(&str, &str); 13] = [
    // Without its dot here, where it would hide the template’s records from version control.
    (".gitignore", include_str!("../template/gitignore")),
    ("README.md", include_str!("../template/README.md")),
    ("study.toml", include_str!("../template/study.toml")),
    ("instruments/child.toml", include_str!("../template/instruments/child.toml")),
    ("indicators/first.toml", include_str!("../template/indicators/first.toml")),
    ("countries/exampleland/country.toml", include_str!("../template/countries/exampleland/country.toml")),
    ("countries/exampleland/sample.toml", include_str!("../template/countries/exampleland/sample.toml")),
    ("data/exampleland/sample/frame.csv", include_str!("../template/data/exampleland/sample/frame.csv")),
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
    use crate::folder::frame;
    use crate::population::Population;
    use crate::sample::{Design, draw_with};
    use std::fmt::Write as _;

    const RECORDS: &str = "data/exampleland/household_survey/child.csv";
    const FRAME: &str = "data/exampleland/sample/frame.csv";
    /// Areas of a stratum in the frame, which is kept small.
    const AREAS: usize = 15;

    fn records(population: &Population) -> String {
        let sample = draw_with(population, Design { clusters: 20, pairs: 10 }, 0).unwrap();
        let items = ["use_social_media", "caregiver_talks", "bullied_online", "bullying_told_friend"];
        let mut text = format!("household_id,stratum,psu,weight,area,gender,age,{}\n", items.join(","));
        for row in 0..sample.pairs() {
            let (stratum, psu) = (sample.stratum[row], sample.psu[row]);
            let child = sample.interviews.child[row] as usize;
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

    /// The first areas of each stratum.
    fn areas(population: &Population) -> String {
        let whole = frame(population);
        let mut lines = whole.lines();
        let mut text = format!("{}\n", lines.next().unwrap());
        let mut of_stratum = [0; crate::population::STRATA];
        for (line, cluster) in lines.zip(&population.clusters) {
            let of_stratum = &mut of_stratum[usize::from(cluster.stratum)];
            *of_stratum += 1;
            if *of_stratum <= AREAS {
                let _ = writeln!(text, "{line}");
            }
        }
        text
    }

    /// With `REWRITE_TEMPLATE=1` in the environment the files are written afresh.
    #[test]
    fn the_data_are_those_that_the_generator_makes() {
        // A country beyond the thirteen.
        let population = Population::generate(13, 1);
        for (file, made) in [(RECORDS, records(&population)), (FRAME, areas(&population))] {
            if std::env::var_os("REWRITE_TEMPLATE").is_some() {
                let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("template").join(file);
                std::fs::write(path, &made).unwrap();
                continue;
            }
            let kept = FILES.iter().find(|(path, _)| *path == file).unwrap().1;
            assert!(kept == made, "{file} is not what is made");
        }
    }
}
