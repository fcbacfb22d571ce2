//! The ethics gate over a whole study.

use crate::{NotCleared, Study};
use cairn_definition::Diagnostic;
use jiff::civil::Date;

impl Study {
    /// Why records of the study may not be read on the day `on`: one error for each country, at the ground on which
    /// its records are held.
    pub fn check_ethics(&self, on: Date) -> Vec<Diagnostic> {
        let refused = self.countries.iter().filter_map(|country| {
            let refusal = country.basis.clear(on).err()?;
            let help = match refusal {
                NotCleared::NoApproval { .. } => {
                    "ask the board to extend its approval, and declare the extension in [[collected.approvals]]"
                }
                NotCleared::RetentionEnded { .. } => {
                    "destroy the records and remove them from the study’s data, as the participants were promised"
                }
            };
            let message = format!("the records of {} may not be read: {refusal}", country.name);
            Some(Diagnostic::error(&country.basis_place, message).help(help))
        });
        refused.collect()
    }
}
