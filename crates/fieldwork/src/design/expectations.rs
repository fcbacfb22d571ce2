//! What is expected of each indicator in each stratum of the frame.

use crate::FrameFile;
use cairn_definition::{Diagnostic, Diagnostics, Place, nearest};
use cairn_sample::precision::Expected;
use cairn_study::SamplePlan;

/// An indicator by the strata of the frame.
#[derive(Debug, Clone)]
pub(super) struct Expectation {
    pub(super) title: String,
    pub(super) expected: Expected,
    /// The margin wanted for the country.
    pub(super) margin: Option<f64>,
    pub(super) place: Place,
}

/// What is expected of the plan’s indicators; where it names none, of a share of one half, which varies most.
pub(super) fn expectations(
    plan: &SamplePlan,
    frame: &FrameFile,
    problems: &Diagnostics,
) -> Option<Vec<Expectation>> {
    let target = &plan.target;
    let strata = frame.strata.len();
    if target.indicators.is_empty() {
        let expected = Expected::new(vec![0.5; strata], target.intraclass_correlation);
        let expected = expected
            .map_err(|error| problems.push(Diagnostic::error(&target.place, error.to_string())))
            .ok()?;
        let title = "A share of one half".to_owned();
        return Some(vec![Expectation { title, expected, margin: None, place: target.place.clone() }]);
    }
    // All mistakes are found before giving up.
    let read: Vec<Option<Expectation>> = target
        .indicators
        .iter()
        .map(|indicator| {
            let mut proportions = vec![indicator.proportion; strata];
            let mut sound = true;
            for (labels, proportion) in &indicator.by_stratum {
                let number = frame.strata.iter().position(|stratum| stratum == labels);
                match number.and_then(|number| proportions.get_mut(number)) {
                    Some(here) => *here = *proportion,
                    None => {
                        problems.push(unknown_stratum(frame, &indicator.title, labels, &indicator.place));
                        sound = false;
                    }
                }
            }
            let correlation = indicator.intraclass_correlation.unwrap_or(target.intraclass_correlation);
            let expected = Expected::new(proportions, correlation)
                .map_err(|error| problems.push(Diagnostic::error(&indicator.place, error.to_string())))
                .ok()?;
            sound.then(|| Expectation {
                title: indicator.title.clone(),
                expected,
                margin: indicator.margin,
                place: indicator.place.clone(),
            })
        })
        .collect();
    read.into_iter().collect()
}

fn unknown_stratum(frame: &FrameFile, title: &str, labels: &[String], place: &Place) -> Diagnostic {
    let named = labels.join(", ");
    let message = format!("“{title}” expects a share in the stratum {named}, which the frame does not have");
    let titles: Vec<String> = (0..frame.strata.len()).map(|stratum| frame.stratum_title(stratum)).collect();
    let problem = Diagnostic::error(place, message).expected(format!(
        "one of the {} strata of {}, by their {}",
        titles.len(),
        frame.path.display(),
        frame.columns.join(" and ")
    ));
    problem.did_you_mean(nearest(&named, titles.iter().map(String::as_str)))
}
