//! `cairn sample draw`.

use super::{Form, Opened, Whose};
use crate::failure::Failure;
use crate::output::{counted, print};
use crate::study_folder::today;
use cairn_definition::Diagnostic;
use cairn_fieldwork::{Draw as Drawn, SampleFolder, WriteError, design};
use cairn_sample::draw::Role;
use clap::Args;
use serde_json::json;
use std::fmt::Write as _;

/// Draws the clusters of a country, once.
///
/// Reads the frame and the decisions in sample.toml. Writes draw.csv, a row a cluster with its probabilities, and draw.toml, which says how
/// it was drawn and holds the hashes of frame, decisions and draw; for sampford and conditional-poisson also the probabilities of drawing two
/// clusters together. The same frame, decisions and seed give the same clusters. Clusters that have been drawn are not drawn again.
#[derive(Debug, Args)]
pub(crate) struct Draw {
    #[command(flatten)]
    whose: Whose,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
}

impl Draw {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let opened = self.whose.open()?;
        let folder = opened.folder();
        if folder.draw_record().exists() {
            return Err(drawn_already(&opened, &folder));
        }
        let frame = opened.frame()?;
        let draw = opened.read(|problems| {
            let level = opened.study.presentation.level;
            let allotted = design::allot(&opened.plan, &frame, level, problems)?;
            let program = format!("cairn {}", env!("CARGO_PKG_VERSION"));
            Drawn::make(&opened.plan, &frame, &allotted.clusters, today(), &program, problems)
        })?;
        draw.write(&folder).map_err(|error| match error {
            WriteError::Drawn(_) => drawn_already(&opened, &folder),
            WriteError::Unwritten { .. } => Failure::operation(error),
        })?;
        match self.format {
            Form::Text => print(text(&draw, &opened, &folder)),
            Form::Json => print(format!("{:#}\n", json(&draw, &folder))),
        }
    }
}

fn drawn_already(opened: &Opened, folder: &SampleFolder) -> Failure {
    let message = format!(
        "the clusters of {} have been drawn already: {} is there",
        opened.country.name,
        folder.draw().display()
    );
    let help = "clusters are not drawn until they please; release reserve clusters with `cairn sample release`. Where the frame was wrong and \
                nobody has been in the field, move draw.csv and draw.toml away, keep them, and say so in the chapter on methods";
    Failure::Definitions(vec![Diagnostic::elsewhere(message).help(help)])
}

/// What was drawn in a stratum.
struct OfStratum {
    title: String,
    certain: String,
    smallest: Option<f64>,
    largest: Option<f64>,
}

fn strata(draw: &Drawn) -> Vec<OfStratum> {
    let of_stratum = |(number, stratum): (usize, &cairn_fieldwork::DrawnStratum)| {
        let clusters = draw.clusters.iter().filter(|cluster| cluster.stratum == number);
        let main = clusters.filter(|cluster| cluster.role == Role::Main);
        let probability: Vec<f64> = main.map(|cluster| draw.main_probability(cluster)).collect();
        OfStratum {
            title: stratum.title(),
            certain: stratum.certainties.to_string(),
            smallest: probability.iter().copied().reduce(f64::min),
            largest: probability.iter().copied().reduce(f64::max),
        }
    };
    draw.strata.iter().enumerate().map(of_stratum).collect()
}

fn text(draw: &Drawn, opened: &Opened, folder: &SampleFolder) -> String {
    let main = draw.clusters.iter().filter(|cluster| cluster.role == Role::Main).count();
    let reserve = draw.clusters.len() - main;
    let clusters = counted(main, "cluster", "clusters");
    let mut text = format!(
        "{}: {clusters} drawn by {}, seed {}, and {reserve} in reserve\n\n",
        opened.country.name,
        draw.record.method.key(),
        draw.record.seed
    );
    let strata = strata(draw);
    let width = strata.iter().map(|stratum| stratum.title.chars().count()).max().unwrap_or_default().max(7);
    let _ = writeln!(
        text,
        "{:width$} {:>9} {:>9} {:>9} {:>9}  probability",
        "stratum", "areas", "clusters", "certain", "reserve"
    );
    for (stratum, drawn) in strata.iter().zip(&draw.strata) {
        let range = match (stratum.smallest, stratum.largest) {
            (Some(smallest), Some(largest)) => format!("{smallest:.5} to {largest:.5}"),
            _ => String::new(),
        };
        let _ = writeln!(
            text,
            "{:width$} {:>9} {:>9} {:>9} {:>9}  {range}",
            stratum.title, drawn.areas, drawn.clusters, stratum.certain, drawn.reserve
        );
    }
    let _ = writeln!(text, "\nWritten: {}, {}", folder.draw().display(), folder.draw_record().display());
    text
}

fn json(draw: &Drawn, folder: &SampleFolder) -> serde_json::Value {
    let of_stratum = |(stratum, drawn): (OfStratum, &cairn_fieldwork::DrawnStratum)| {
        json!({
            "stratum": drawn.labels,
            "areas": drawn.areas,
            "size": drawn.size,
            "clusters": drawn.clusters,
            "certainties": drawn.certainties,
            "reserve": drawn.reserve,
            "smallest_probability": stratum.smallest,
            "largest_probability": stratum.largest,
        })
    };
    json!({
        "method": draw.record.method.key(),
        "seed": draw.record.seed,
        "frame_sha256": draw.record.frame_hash.to_string(),
        "draw": folder.draw().display().to_string(),
        "columns": draw.record.columns,
        "strata": strata(draw).into_iter().zip(&draw.strata).map(of_stratum).collect::<Vec<_>>(),
    })
}
