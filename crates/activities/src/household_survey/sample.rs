//! What a country's sample says of itself, and the columns that hold its design.

use super::{Failure, MadeWeights};
use arrow_array::ArrayRef;
use cairn_analysis::{DesignColumns, numbers};
use cairn_data::Records;
use cairn_definition::Diagnostic;
use cairn_evidence::{Digest, ProbabilitySample};
use cairn_study::{Instrument, LonelyPsu, SurveyDesign};
use cairn_survey::{Design, Taylor};
use std::sync::Arc;

/// What errors call weights that the study makes.
const MADE: &str = "weight made of the draw and the contacts";

/// The columns of a frame that hold the design, and the design's places among them.
pub(super) struct DesignFrame {
    pub(super) columns: Vec<ArrayRef>,
    /// The names of the columns.
    pub(super) names: Vec<String>,
    pub(super) design: DesignColumns,
}

impl DesignFrame {
    /// The columns that the design names; the weights are those made, where some are.
    pub(super) fn new(
        declared: &SurveyDesign,
        records: &Records,
        made: Option<&MadeWeights>,
    ) -> Result<Self, Failure> {
        let mut frame = Self { columns: Vec::new(), names: Vec::new(), design: DesignColumns::default() };
        let mut add = |name: &String| -> Result<usize, Failure> {
            let column = records.column(name).ok_or_else(|| {
                Diagnostic::error(&declared.place, format!("the records have no design column `{name}`"))
            })?;
            frame.columns.push(Arc::clone(&column.values));
            frame.names.push(name.clone());
            Ok(frame.columns.len() - 1)
        };
        let clusters = declared.clusters.iter().map(&mut add).collect::<Result<_, _>>()?;
        let strata = declared
            .strata
            .iter()
            .map(|name| name.as_ref().map(&mut add).transpose())
            .collect::<Result<_, _>>()?;
        let of_records = declared.weights.as_ref().filter(|_| made.is_none());
        let weights = of_records.map(&mut add).transpose()?;
        let population = declared.fpc.iter().map(&mut add).collect::<Result<_, _>>()?;
        let weights = made.map_or(weights, |made| {
            frame.columns.push(made.column());
            frame.names.push(MADE.to_owned());
            Some(frame.columns.len() - 1)
        });
        frame.design = DesignColumns { clusters, strata, weights, population, nest: declared.nest };
        Ok(frame)
    }
}

/// The rules of the variance.
pub(super) fn variance(declared: &SurveyDesign) -> Taylor {
    let lonely_psu = match declared.lonely_psu {
        LonelyPsu::Fail => cairn_survey::LonelyPsu::Fail,
        LonelyPsu::Adjust => cairn_survey::LonelyPsu::Adjust,
        LonelyPsu::Average => cairn_survey::LonelyPsu::Average,
        LonelyPsu::Certainty => cairn_survey::LonelyPsu::Certainty,
        LonelyPsu::Remove => cairn_survey::LonelyPsu::Remove,
    };
    Taylor { lonely_psu, domain_lonely_psu: false }
}

/// How variances are estimated, in words.
pub(super) fn variance_method(declared: &SurveyDesign) -> String {
    let replacement = if declared.fpc.is_empty() {
        "first-stage units as if drawn with replacement"
    } else {
        "finite population correction at each stage"
    };
    let lonely = match declared.lonely_psu {
        LonelyPsu::Fail => "",
        LonelyPsu::Adjust => ", a stratum with one unit centred at the mean of all units",
        LonelyPsu::Average => ", a stratum with one unit given the average variance of the others",
        LonelyPsu::Certainty | LonelyPsu::Remove => ", a stratum with one unit without contribution",
    };
    format!("Taylor linearization, {replacement}{lonely}")
}

/// The sample in numbers.
pub(super) fn summary(
    declared: &SurveyDesign,
    instrument: &Instrument,
    records: &Records,
    made: Option<&MadeWeights>,
    design: &Design,
) -> Arc<ProbabilitySample> {
    let mut weights = Vec::new();
    match (made, declared.weights.as_ref().and_then(|name| records.column(name))) {
        (Some(made), _) => weights.clone_from(&made.weighed.weights),
        (None, Some(column)) => {
            numbers(&column.values, &mut weights);
        }
        (None, None) => weights = design.weights_from_fractions(),
    }
    let count = weights.len() as f64;
    let (sum, squares) = weights.iter().fold((0.0, 0.0), |(sum, squares), w| (sum + w, squares + w * w));
    Arc::new(ProbabilitySample {
        instrument: instrument.id.clone(),
        interviews: design.rows(),
        weighted: design.weighted_rows(),
        strata: design.strata(0).len() as u64,
        clusters: design.units(0).len() as u64,
        degrees_of_freedom: design.degrees_of_freedom(),
        weight_range: weights
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), w| (least.min(*w), most.max(*w))),
        weighting_design_effect: count * squares / (sum * sum),
        variance_method: variance_method(declared),
        records: Digest(records.digest()),
        weighting: made.map(|made| Arc::clone(&made.account)),
    })
}
