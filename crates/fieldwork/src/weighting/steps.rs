//! The steps as declared, done one after the other.

use super::classes::ClassColumns;
use super::{Sampled, begin, child, classes, refusal};
use cairn_definition::{Diagnostics, Place, Placed};
use cairn_sample::weight::{
    CalibrationMethod, ClassLimits, Margin, PropensityUse, SelectionStage, Standing, TrimLimit, WeightError,
    Weighting,
};
use cairn_study::{NonResponse, Trim, WeightScale, WeightStep, Weights};

/// What the steps are done with.
pub(super) struct Steps<'a> {
    pub(super) weights: &'a Weights,
    pub(super) sampled: Sampled<'a>,
    pub(super) columns: &'a ClassColumns,
    pub(super) margins: &'a [Margin],
}

impl Steps<'_> {
    /// Does all of them; a step that cannot be done is reported, and is the last.
    pub(super) fn run(&self, standing: Vec<Standing>, problems: &Diagnostics) -> Option<Weighting> {
        let mut weighting = begin(standing, problems)?;
        for step in &self.weights.steps {
            self.step(&mut weighting, step, problems)?;
        }
        let place = &self.weights.instrument.place;
        let ended = weighting.finish().and_then(|mut weighting| {
            if self.weights.scale == WeightScale::Respondents {
                weighting.scale_to_respondents()?;
            }
            Ok(weighting)
        });
        ended.map_err(|error| self.refuse(place, &error, problems)).ok()
    }

    fn step(
        &self,
        weighting: &mut Weighting,
        step: &Placed<WeightStep>,
        problems: &Diagnostics,
    ) -> Option<()> {
        let done = match &step.value {
            WeightStep::Selection => self.selection(weighting),
            WeightStep::UnknownEligibility { classes } => {
                weighting.unknown_eligibility(&classes::of(classes, self.columns))
            }
            WeightStep::NonResponse(NonResponse::Classes { classes, minimum, largest_factor }) => {
                let limits = ClassLimits { minimum: *minimum as usize, largest_factor: *largest_factor };
                weighting.non_response(&classes::of(classes, self.columns), limits)
            }
            WeightStep::NonResponse(NonResponse::Propensity { predictors, classes }) => {
                let by = match classes {
                    0 => PropensityUse::Inverse,
                    classes => PropensityUse::Classes(*classes),
                };
                weighting.response_propensity(&classes::of(predictors, self.columns), by)
            }
            WeightStep::WithinHousehold => {
                let picked = child::probabilities(self.sampled, weighting.standing(), &step.place, problems)?;
                weighting.within_household(&picked)
            }
            WeightStep::Trim(trim) => {
                let rule = match *trim {
                    Trim::TimesMean(times) => TrimLimit::TimesMean(times),
                    Trim::MedianPlusInterquartile(times) => TrimLimit::MedianPlusInterquartile(times),
                    Trim::Quantile(share) => TrimLimit::Quantile(share),
                };
                weighting.trim(rule, self.margins)
            }
            WeightStep::Calibrate { method, margins } => {
                let named: Vec<Margin> = margins.iter().filter_map(|name| self.margin(name)).collect();
                weighting.calibrate(calibration(*method), &named)
            }
        };
        done.map_err(|error| self.refuse(&step.place, &error, problems)).ok()
    }

    /// The stages: the cluster, its sex where clusters are split, the household in it.
    fn selection(&self, weighting: &mut Weighting) -> Result<(), WeightError> {
        let Sampled { clusters, sex_probability, contacts, .. } = self.sampled;
        let of_case = |probability: &dyn Fn(usize) -> f64| -> Vec<f64> {
            contacts.cluster().iter().map(|cluster| probability(*cluster)).collect()
        };
        let of_cluster =
            |cluster: usize| clusters.in_use.get(cluster).map_or(f64::NAN, |cluster| cluster.probability);
        weighting.select(SelectionStage::Cluster, &of_case(&of_cluster))?;
        if sex_probability.iter().any(|probability| *probability != 1.0) {
            let of_sex = |cluster: usize| sex_probability.get(cluster).copied().unwrap_or(f64::NAN);
            weighting.select(SelectionStage::Sex, &of_case(&of_sex))?;
        }
        let households = contacts.household_probability();
        let of_household = |cluster: usize| households.get(cluster).copied().flatten().unwrap_or(f64::NAN);
        weighting.select(SelectionStage::Household, &of_case(&of_household))
    }

    fn margin(&self, name: &Placed<String>) -> Option<Margin> {
        self.margins.iter().find(|margin| margin.name == name.value).cloned()
    }

    fn refuse(&self, place: &Place, error: &WeightError, problems: &Diagnostics) {
        problems.push(refusal::diagnostic(place, error, self.sampled.contacts));
    }
}

fn calibration(method: cairn_study::CalibrationMethod) -> CalibrationMethod {
    use cairn_study::CalibrationMethod as Declared;
    match method {
        Declared::Raking => CalibrationMethod::Raking,
        Declared::PostStratification => CalibrationMethod::PostStratification,
        Declared::Linear => CalibrationMethod::Linear,
        Declared::Logit { lower, upper } => CalibrationMethod::Logit { lower, upper },
    }
}
