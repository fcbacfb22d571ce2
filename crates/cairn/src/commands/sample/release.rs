//! `cairn sample release`.

use super::{Form, Whose};
use crate::failure::Failure;
use crate::output::{counted, print};
use crate::study_folder::today;
use cairn_definition::kind::one_of;
use cairn_definition::{Diagnostic, nearest};
use cairn_fieldwork::Draw;
use clap::Args;
use serde_json::json;

/// Releases the next reserve cluster of a stratum into the field, on record.
///
/// Which one is next was drawn with the clusters: nobody chooses it. Reads draw.csv and draw.toml. Writes releases.csv, with the day, the
/// reason and who decided it, and the joint probabilities anew where the method has them. The probabilities of all clusters of the stratum
/// follow from what has been released.
#[derive(Debug, Args)]
pub(crate) struct Release {
    #[command(flatten)]
    whose: Whose,
    /// The stratum, by its labels: "North, urban".
    #[arg(long)]
    stratum: String,
    /// Why a reserve cluster is needed.
    #[arg(long)]
    reason: String,
    /// Who decided it.
    #[arg(long)]
    by: String,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
}

impl Release {
    pub(crate) fn run(self) -> Result<(), Failure> {
        for (flag, value) in [("--reason", &self.reason), ("--by", &self.by)] {
            if value.trim().is_empty() {
                return Err(Failure::refused(format!("{flag} is empty; a release is on record with both")));
            }
        }
        let opened = self.whose.open()?;
        let folder = opened.folder();
        let mut draw = opened.read(|problems| {
            let draw = Draw::read(&folder, problems)?;
            draw.compare(&opened.plan, problems);
            Some(draw)
        })?;
        let stratum = self.stratum(&draw)?;
        let Some(released) = draw.release_next(stratum, today(), &self.reason, &self.by) else {
            return Err(none_left(&draw, stratum));
        };
        draw.write_releases(&folder).map_err(Failure::operation)?;
        let title = draw.strata.get(stratum).map(cairn_fieldwork::DrawnStratum::title).unwrap_or_default();
        let area = draw.cluster(released).map_or("", |cluster| &cluster.area);
        let left = draw.strata.get(stratum).map_or(0, |drawn| drawn.reserve - draw.released(stratum));
        let answer = match self.format {
            Form::Text => format!(
                "Released: cluster {released}, area {area}, of stratum “{title}”; {} left in its reserve.\n\
                 Written: {}. Make its sheets with `cairn sample sheets`.\n",
                counted(left as usize, "cluster", "clusters"),
                folder.releases().display()
            ),
            Form::Json => {
                let answer = json!({ "cluster": released, "area": area, "stratum": title, "left": left });
                format!("{answer:#}\n")
            }
        };
        print(answer)
    }

    /// The number of the stratum that is named.
    fn stratum(&self, draw: &Draw) -> Result<usize, Failure> {
        let titles: Vec<String> = draw.strata.iter().map(cairn_fieldwork::DrawnStratum::title).collect();
        titles.iter().position(|title| *title == self.stratum.trim()).ok_or_else(|| {
            let names = || titles.iter().map(String::as_str);
            let problem =
                Diagnostic::elsewhere(format!("there is no stratum `{}` in the draw", self.stratum));
            let problem = problem.expected(one_of(names()));
            Failure::Definitions(vec![problem.did_you_mean(nearest(&self.stratum, names()))])
        })
    }
}

fn none_left(draw: &Draw, stratum: usize) -> Failure {
    let drawn = draw.strata.get(stratum);
    let message = format!(
        "stratum “{}” has no reserve left: {} of {} are released",
        drawn.map(cairn_fieldwork::DrawnStratum::title).unwrap_or_default(),
        draw.released(stratum),
        drawn.map_or(0, |drawn| drawn.reserve)
    );
    let help = "clusters that are not interviewed stay in the sample with their outcome; the weights account for them";
    Failure::Definitions(vec![Diagnostic::elsewhere(message).help(help)])
}
