//! `cairn sample sheets`.

use super::{Form, Opened, Whose};
use crate::failure::Failure;
use crate::output::{counted, print};
use crate::progress;
use cairn_definition::{Diagnostic, io_reason};
use cairn_fieldwork::sheets::{SheetCluster, SheetPlan, SheetsError, Written, sheet_name, write_sheets};
use cairn_fieldwork::{Draw, DrawnStratum, FileHash};
use cairn_study::RespondentSelection;
use clap::Args;
use serde_json::json;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Writes a contact sheet for each cluster in use, to be printed, and the same lines for a form.
///
/// Reads the draw of the country with its releases, and the decisions on households and children in sample.toml. Writes a workbook for each cluster
/// (cluster_017.xlsx: A4, landscape) and assignment.csv for ODK. Reserve clusters have a sheet once they are released. Sheets that are there are
/// left as they are, for they may be printed or filled in; sheets of another draw are refused. No sheet has room for a name.
#[derive(Debug, Args)]
pub(crate) struct Sheets {
    #[command(flatten)]
    whose: Whose,
    /// A cluster, by its number; may be given several times [default: every cluster in use].
    #[arg(long = "cluster", value_name = "NUMBER")]
    clusters: Vec<u32>,
    /// The folder to write into [default: data/<country>/sample/sheets in the study folder].
    #[arg(long, value_name = "FOLDER")]
    into: Option<PathBuf>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
}

impl Sheets {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let opened = self.whose.open()?;
        let draw = opened.read(|problems| {
            let draw = Draw::read(&opened.folder(), problems)?;
            draw.compare(&opened.plan, problems);
            Some(draw)
        })?;
        let plan = SheetPlan::of(&opened.study, &opened.country, &opened.plan, draw.record.seed);
        let plan = plan.map_err(|problem| Failure::Definitions(vec![problem]))?;
        let in_use = SheetCluster::in_use(&draw);
        let wanted = self.wanted(&opened, &draw, &in_use)?;
        let folder = self.into.clone().unwrap_or_else(|| opened.folder().sheets());
        let path = opened.folder().draw();
        let bytes = std::fs::read(&path).map_err(|error| {
            Failure::operation(format!("{} cannot be read: {}", path.display(), io_reason(&error)))
        })?;
        let hash = FileHash::of(&bytes).to_string();
        let bar = progress::bar(wanted.len() as u64, "writing sheets");
        let written = write_sheets(&folder, &plan, &hash, &in_use, &wanted, || bar.inc(1));
        bar.finish_and_clear();
        let written = written.map_err(|error| match error {
            SheetsError::Refused(problems) => Failure::Definitions(problems),
            other => Failure::operation(other),
        })?;
        match self.format {
            Form::Text => print(text(&folder, &plan, &written)),
            Form::Json => print(format!("{:#}\n", json(&folder, &plan, &written))),
        }
    }

    /// The clusters that are asked for; every mistake among them at once.
    fn wanted(
        &self,
        opened: &Opened,
        draw: &Draw,
        in_use: &[SheetCluster],
    ) -> Result<BTreeSet<u64>, Failure> {
        let known: BTreeSet<u64> = in_use.iter().map(|cluster| cluster.number).collect();
        if self.clusters.is_empty() {
            return Ok(known);
        }
        let asked: BTreeSet<u32> = self.clusters.iter().copied().collect();
        let problems: Vec<Diagnostic> = asked
            .iter()
            .filter(|number| !known.contains(&u64::from(**number)))
            .map(|number| not_in_use(*number, opened, draw))
            .collect();
        if problems.is_empty() {
            Ok(asked.into_iter().map(u64::from).collect())
        } else {
            Err(Failure::Definitions(problems))
        }
    }
}

fn not_in_use(number: u32, opened: &Opened, draw: &Draw) -> Diagnostic {
    let Some(cluster) = draw.cluster(number) else {
        let problem = Diagnostic::elsewhere(format!("there is no cluster {number}"));
        return problem.expected(format!("a number from 1 to {}", draw.clusters.len()));
    };
    let stratum = draw.strata.get(cluster.stratum).map(DrawnStratum::title).unwrap_or_default();
    let message = format!("cluster {number} is in the reserve of {stratum}, and has not been released");
    Diagnostic::elsewhere(message).help(format!(
        "clusters are released in their order, on record: `cairn sample release STUDY --country {} --stratum \"{stratum}\" --reason … --by …`",
        opened.country.id
    ))
}

fn text(folder: &Path, plan: &SheetPlan, written: &Written) -> String {
    let Written { made, kept, lines } = written;
    let mut text = format!("{} written into {}", counted(made.len(), "sheet", "sheets"), folder.display());
    match made.as_slice() {
        [] => {}
        [only] => text.push_str(&format!(": {}", sheet_name(*only))),
        [first, .., last] => {
            text.push_str(&format!(": {} to {}", sheet_name(*first), sheet_name(*last)));
        }
    }
    text.push('\n');
    if !kept.is_empty() {
        let kept = counted(kept.len(), "sheet was", "sheets were");
        text.push_str(&format!("{kept} there already, and left untouched\n"));
    }
    let households = counted(*lines, "household", "households");
    text.push_str(&format!("assignment.csv holds the lines of {households}, for ODK\n\n"));
    text.push_str(
        "Each sheet prints on A4: the contacts, the codes and rules, the summary of the cluster. \
         Sheets show where people live: keep them as records are kept.\n",
    );
    if plan.respondent == RespondentSelection::LastBirthday {
        text.push_str("The last birthday gives no child a known probability: no weight can make up for the number of children.\n");
    }
    text
}

fn json(folder: &Path, plan: &SheetPlan, written: &Written) -> serde_json::Value {
    json!({
        "folder": folder.display().to_string(),
        "written": written.made,
        "left_untouched": written.kept,
        "households": written.lines,
        "households_per_cluster": plan.contacts,
        "second_stage": plan.second_stage.key(),
        "respondent": plan.respondent.key(),
    })
}
