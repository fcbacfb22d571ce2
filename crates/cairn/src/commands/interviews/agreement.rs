//! `cairn interviews agreement`.

use super::Whose;
use crate::commands::Format;
use crate::failure::Failure;
use crate::output::print;
use cairn_activities::ResearchActivity;
use cairn_evidence::CoderAgreement;
use clap::Args;
use serde_json::json;

/// Tells how far the coders of a country's interviews agree, and on what they differ.
#[derive(Debug, Args)]
pub(super) struct Agreement {
    #[command(flatten)]
    whose: Whose,
    /// How the result is written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

impl Agreement {
    pub(super) fn run(self) -> Result<(), Failure> {
        let opened = self.whose.open()?;
        let harvest = opened.read(|fieldwork, problems| opened.interviews.harvest(fieldwork, problems))?;
        print(match self.format {
            Format::Human => {
                harvest.agreement.iter().map(story).collect::<String>() + &nothing(&harvest.agreement)
            }
            Format::Json => {
                let all: Vec<_> = harvest.agreement.iter().map(to_json).collect();
                format!("{:#}\n", json!({ "agreement": all }))
            }
        })
    }
}

fn nothing(all: &[CoderAgreement]) -> String {
    if all.is_empty() {
        "No document was read by two coders: there is nothing to compare.\n".to_owned()
    } else {
        String::new()
    }
}

fn story(agreement: &CoderAgreement) -> String {
    let value = match (&agreement.value, agreement.interval) {
        (Ok(value), Some((low, high))) => format!("{value:.3} (95 % interval {low:.3} to {high:.3})"),
        (Ok(value), None) => format!("{value:.3}"),
        (Err(reason), _) => format!("not defined: {reason}"),
    };
    let mut text = format!("{} on {}: {value}\n", agreement.coefficient, agreement.subject);
    if !agreement.disagreements.is_empty() {
        text.push_str("\nWhere they differ, most first:\n");
        for line in &agreement.disagreements {
            text.push_str(&format!("  {line}\n"));
        }
    }
    text
}

fn to_json(agreement: &CoderAgreement) -> serde_json::Value {
    json!({
        "subject": agreement.subject,
        "coefficient": agreement.coefficient,
        "value": agreement.value.as_ref().ok(),
        "not_defined": agreement.value.as_ref().err(),
        "interval": agreement.interval.map(|(low, high)| [low, high]),
        "disagreements": agreement.disagreements,
    })
}
