//! `cairn sample frame`.

use super::{Form, Whose};
use crate::failure::Failure;
use crate::output::{counted, print};
use cairn_fieldwork::FrameFile;
use clap::Args;
use serde_json::json;
use std::fmt::Write as _;

/// Checks a country's list of areas, and counts its areas by stratum.
///
/// Reads the file that sample.toml names in [frame]. Writes nothing.
#[derive(Debug, Args)]
pub(crate) struct Frame {
    #[command(flatten)]
    whose: Whose,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
}

impl Frame {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let frame = self.whose.open()?.frame()?;
        match self.format {
            Form::Text => print(text(&frame)),
            Form::Json => print(format!("{:#}\n", json(&frame))),
        }
    }
}

fn text(frame: &FrameFile) -> String {
    let areas = counted(frame.names.len(), "area", "areas");
    let strata = counted(frame.strata.len(), "stratum", "strata");
    let mut text = format!("{}: {areas} in {strata}\n\n", frame.path.display());
    let titles: Vec<String> = (0..frame.strata.len()).map(|stratum| frame.stratum_title(stratum)).collect();
    let width = titles.iter().map(|title| title.chars().count()).max().unwrap_or_default().max(7);
    let _ = writeln!(text, "{:width$} {:>12} {:>16}", "stratum", "areas", "size");
    let counts = frame.frame.areas_by_stratum().iter().zip(frame.frame.sizes_by_stratum());
    for (title, (areas, size)) in titles.iter().zip(counts) {
        let _ = writeln!(text, "{title:width$} {areas:>12} {size:>16}");
    }
    text
}

fn json(frame: &FrameFile) -> serde_json::Value {
    let counts = frame.frame.areas_by_stratum().iter().zip(frame.frame.sizes_by_stratum());
    let strata = frame.strata.iter().zip(counts);
    json!({
        "frame": frame.path.display().to_string(),
        "areas": frame.names.len(),
        "columns": frame.columns,
        "strata": strata
            .map(|(labels, (areas, size))| json!({ "stratum": labels, "areas": areas, "size": size }))
            .collect::<Vec<_>>(),
    })
}
