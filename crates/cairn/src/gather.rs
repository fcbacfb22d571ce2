//! All evidence of a country: its household survey and its other activities.

use crate::failure::Failure;
use crate::study_folder;
use cairn_activities::household_survey::{self, HouseholdEvidence};
use cairn_activities::{ACTIVITIES, Fieldwork, Harvest};
use cairn_definition::{Diagnostic, Diagnostics, Severity};
use cairn_evidence::{
    BodyOfEvidence, ChildrenAffected, Evidence, FieldworkAccount, PairAgreement, Presented,
    ProbabilitySample, present,
};
use cairn_report::ActivityMethods;
use cairn_study::{Activity, Clearance, Country, RunState, Study, ThemedItem};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a country's records say.
pub(crate) struct Gathered {
    pub(crate) samples: Vec<Arc<ProbabilitySample>>,
    /// The numbers of the household survey, in the order of the study.
    pub(crate) prevalences: Vec<Presented>,
    /// How its sample was drawn and what came of the field, where the study folder holds it.
    pub(crate) account: Option<FieldworkAccount>,
    /// What each other activity found; those that did not run are absent.
    pub(crate) harvests: BTreeMap<Activity, Harvest>,
    /// All of it by name.
    pub(crate) body: BodyOfEvidence,
    /// Warnings about records.
    pub(crate) warnings: Vec<Diagnostic>,
}

/// Reads a country's records and makes evidence of them.
///
/// # Errors
/// Every mistake of every activity's records.
pub(crate) fn gather(study: &Study, country: &Country, program: &str) -> Result<Gathered, Failure> {
    let clearance = study_folder::clear(country)?;
    let problems = Diagnostics::new();
    let (survey, pairs) = household(study, country, &clearance, program)?;
    let fieldwork = Fieldwork { study, country, clearance: &clearance };
    let mut harvests = BTreeMap::new();
    for activity in ACTIVITIES {
        let ran = country.conduct(activity.activity()).is_some_and(|conduct| conduct.ran());
        if ran && activity.is_part_of(study) {
            harvests.extend(
                activity.harvest(&fieldwork, &problems).map(|harvest| (activity.activity(), harvest)),
            );
        }
    }
    let account = country.survey().and_then(|_| household_survey::fieldwork(study, country, &problems));
    let diagnostics = problems.into_sorted();
    if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        return Err(Failure::Definitions(diagnostics));
    }
    let prevalences: Vec<Presented> =
        survey.prevalences.into_iter().map(|prevalence| present(prevalence, &study.presentation)).collect();
    let mut body = BodyOfEvidence::default();
    body.extend(prevalences.iter().map(|presented| Evidence::Prevalence(Box::new(presented.clone()))));
    let children = prevalences.iter().filter_map(|presented| ChildrenAffected::of(presented, study).ok());
    body.extend(children.map(|children| Evidence::ChildrenAffected(Box::new(children))));
    body.extend(pairs.into_iter().map(|pair| Evidence::PairAgreement(Box::new(pair))));
    body.extend(harvests.values().flat_map(|harvest: &Harvest| harvest.evidence.iter().cloned()));
    Ok(Gathered { samples: survey.samples, prevalences, account, harvests, body, warnings: diagnostics })
}

/// The evidence of a country's household survey alone; none where it did not run.
pub(crate) fn prevalences(
    study: &Study,
    country: &Country,
    program: &str,
) -> Result<HouseholdEvidence, Failure> {
    let clearance = study_folder::clear(country)?;
    household(study, country, &clearance, program).map(|(survey, _)| survey)
}

/// What every activity's instrument asks, by theme.
pub(crate) fn themed_items(study: &Study) -> Vec<ThemedItem> {
    let others = ACTIVITIES.iter().filter(|activity| activity.is_part_of(study));
    others
        .flat_map(|activity| activity.themed_items(study))
        .chain(household_survey::themed_items(study))
        .collect()
}

/// What each activity of the study says of its methods in a country.
pub(crate) fn methods(study: &Study, gathered: &Gathered) -> Vec<ActivityMethods> {
    let described = ACTIVITIES.iter().filter(|activity| activity.is_part_of(study)).map(|activity| {
        let (may_support, never_becomes) = activity.may_claim();
        let harvest = gathered.harvests.get(&activity.activity());
        ActivityMethods {
            activity: activity.activity(),
            respondents: activity.respondents().to_owned(),
            may_support: may_support.to_owned(),
            never_becomes: never_becomes.to_owned(),
            done: harvest.map(|harvest| harvest.methods.clone()).unwrap_or_default(),
            agreement: harvest.map(|harvest| harvest.agreement.clone()).unwrap_or_default(),
        }
    });
    described.collect()
}

fn household(
    study: &Study,
    country: &Country,
    clearance: &Clearance,
    program: &str,
) -> Result<(HouseholdEvidence, Vec<PairAgreement>), Failure> {
    let RunState::Run(survey) = &country.household_survey else {
        return Ok((HouseholdEvidence { samples: Vec::new(), prevalences: Vec::new() }, Vec::new()));
    };
    let evidence =
        household_survey::estimate(study, country, survey, clearance, program).map_err(survey_failed)?;
    let pairs = household_survey::pairs(study, country, survey, clearance, program).map_err(survey_failed)?;
    Ok((evidence, pairs))
}

/// A failure of the household survey as the user sees it.
pub(crate) fn survey_failed(failure: household_survey::Failure) -> Failure {
    match failure {
        household_survey::Failure::Definition(problem) => Failure::Definitions(vec![*problem]),
        household_survey::Failure::Weights(problems) => Failure::Definitions(problems),
        household_survey::Failure::Records(error) => Failure::refused(error),
    }
}
