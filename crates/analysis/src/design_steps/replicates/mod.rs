//! Replicates: the key `replicates`.
//!
//! `read` takes them from the request; `given` are those that come as columns of the data. The others are made from the design.

mod given;
mod read;

use crate::answer::AnswerError;
use crate::held::{ColumnUse, DesignStep, HeldColumns};
use cairn_definition::{Diagnostic, Place, Placed, TableReader};
use cairn_survey::replicates::{Draws, HalfSamples, Replicates, ReplicatesError};
use cairn_survey::{Design, LonelyPsu, Sample, VarianceMethod};
use given::Given;
use std::sync::Arc;

/// Reads the key.
pub(super) fn read(reader: &mut TableReader<'_>) -> Vec<Arc<dyn DesignStep>> {
    read::read(reader)
}

/// Replicates as the request has them.
#[derive(Debug)]
struct Step {
    source: Source,
    /// Squares about the estimate of the full sample.
    mse: bool,
    lonely_psu: LonelyPsu,
    /// The column of the first stage's strata.
    strata: Option<Placed<String>>,
    /// Where they stand.
    place: Place,
}

#[derive(Debug)]
enum Source {
    Given(Given),
    Made(Made),
}

/// How replicates are made.
#[derive(Debug, Clone, Copy)]
enum Made {
    Jk1,
    Jkn,
    Fay { rho: f64 },
    Bootstrap(Draws),
    RaoWu(Draws),
    Rescaled(Draws),
}

impl Step {
    fn make(&self, design: &Design, made: Made, order: &HalfSamples) -> Result<Replicates, AnswerError> {
        let replicates = match made {
            Made::Jk1 => Replicates::jk1(design),
            Made::Jkn => Replicates::jkn(design, self.lonely_psu),
            Made::Fay { rho } => Replicates::fay(design, rho, self.lonely_psu, order),
            Made::Bootstrap(draws) => Replicates::bootstrap(design, draws, self.lonely_psu),
            Made::RaoWu(draws) => Replicates::rao_wu(design, draws, self.lonely_psu),
            Made::Rescaled(draws) => Replicates::rescaled_bootstrap(design, draws, self.lonely_psu),
        };
        let replicates = replicates.map_err(|error| self.refuse(&error))?;
        Ok(replicates.with_squares_about_full_sample(self.mse))
    }

    /// The order of strata and clusters that R has: strata by the text of their label, clusters as the rows meet them.
    fn half_samples(&self, sample: &Sample, columns: &HeldColumns) -> HalfSamples {
        let design = sample.design();
        let levels = self.strata.as_ref().and_then(|name| columns.category(&name.value));
        let label =
            |key: u32| levels.and_then(|category| category.levels.get(key as usize)).map(ToString::to_string);
        let mut order: Vec<(Option<String>, usize)> = design
            .strata(0)
            .iter()
            .enumerate()
            .map(|(position, stratum)| (label(stratum.key), position))
            .collect();
        order.sort();
        let mut ranks = vec![0; order.len()];
        for (rank, (_, position)) in order.iter().enumerate() {
            ranks[*position] = rank as u32;
        }
        HalfSamples::in_row_order(design, ranks, sample.units())
    }

    fn refuse(&self, error: &ReplicatesError) -> AnswerError {
        let problem = match error {
            ReplicatesError::Stratified { strata } => {
                let message = format!("`jk1` is for samples without strata; this one has {strata}");
                Diagnostic::error(&self.place, message).help("`jkn` is for samples with strata")
            }
            ReplicatesError::LonelyPsu(_) => {
                let message = "a stratum has only one sampled cluster, whose variance replicates cannot tell";
                Diagnostic::error(&self.place, message).help("choose a rule with `lonely_psu`")
            }
            ReplicatesError::LonelyPsuRule(_) => {
                let message = "a stratum has only one sampled cluster";
                Diagnostic::error(&self.place, message).expected(
                    "`lonely_psu` = `certainty` or `remove`, which leave it as it is, or other replicates",
                )
            }
            ReplicatesError::NotPairs { units, .. } => {
                let message = format!("a stratum has {units} sampled clusters");
                Diagnostic::error(&self.place, message)
                    .expected("two in each stratum, or an even number that falls into pairs")
                    .help("`jkn` takes any number of clusters from two on")
            }
            other => Diagnostic::error(&self.place, other.to_string()),
        };
        AnswerError::Request(vec![problem])
    }
}

impl DesignStep for Step {
    fn is_made_from_design(&self) -> bool {
        // Half-samples are balanced in the order of the rows.
        matches!(self.source, Source::Made(made) if !matches!(made, Made::Fay { .. }))
    }

    fn made_from_design(&self, design: &Arc<Design>) -> Result<Option<Replicates>, AnswerError> {
        match self.source {
            Source::Made(made) => self.make(design, made, &HalfSamples::in_design_order(design)).map(Some),
            Source::Given(_) => Ok(None),
        }
    }

    fn columns(&self, names: &[&str]) -> Result<Vec<ColumnUse>, Vec<Diagnostic>> {
        match &self.source {
            Source::Given(given) => given.columns(names),
            Source::Made(_) => Ok(Vec::new()),
        }
    }

    fn apply(&self, sample: Sample, columns: &HeldColumns) -> Result<Sample, AnswerError> {
        if !matches!(sample.variance_method(), VarianceMethod::Taylor(_)) {
            let message = "a design has replicates, or unequal probabilities or phases, not both";
            return Err(AnswerError::Request(vec![Diagnostic::error(&self.place, message)]));
        }
        let replicates = match &self.source {
            Source::Given(given) => given
                .replicates(columns)
                .map_err(|error| given.refuse(&error, self))?
                .with_squares_about_full_sample(self.mse),
            Source::Made(made) => {
                let order = self.half_samples(&sample, columns);
                self.make(sample.design(), *made, &order)?.for_rows(sample.units())
            }
        };
        Ok(sample.with_variance(VarianceMethod::Replicates(Arc::new(replicates))))
    }
}
