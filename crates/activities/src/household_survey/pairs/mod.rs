//! Children and their caregivers as pairs: whether the two say the same, and who knows what.

mod agreement;
mod answers;
mod held;
mod linkage;

use super::pedigree::of_pair;
use super::{Failure, MadeWeights, records, weights};
use agreement::agreement;
use answers::{Said, said};
use cairn_data::Records;
use cairn_evidence::{EvidenceId, PairAgreement};
use cairn_study::{
    Activity, Clearance, Country, HouseholdSurvey, Indicator, IndicatorId, Instrument, PairQuestion, Study,
};
use cairn_survey::Sample;
use linkage::Linkage;
use std::collections::BTreeMap;
use std::path::Path;

/// How far children and caregivers of a country agree on each question of the study that is asked of both.
///
/// The sample is the children's, with their design and weights; a pair in which one of the two has no answer leaves the question, and
/// is counted. A question of which the country has the records of one of the two alone has no agreement. `program` names the
/// program that computes, for the pedigrees.
///
/// # Errors
/// When records cannot be read or contradict the codebook, a column of the link is not there, or the design is refused.
pub fn pairs(
    study: &Study,
    country: &Country,
    survey: &HouseholdSurvey,
    clearance: &Clearance,
    program: &str,
) -> Result<Vec<PairAgreement>, Failure> {
    let mut read = BTreeMap::new();
    for question in &study.pairs {
        for id in [&question.child, &question.caregiver] {
            let Some((_, instrument)) = asked(study, id) else { continue };
            if !read.contains_key(&instrument.id) {
                read.insert(instrument.id.clone(), records::read(study, survey, instrument, clearance)?);
            }
        }
    }
    let mut made = BTreeMap::new();
    let mut found = Vec::new();
    for question in &study.pairs {
        let of = |id: &IndicatorId| {
            let (indicator, instrument) = asked(study, id)?;
            let (path, records) = read.get(&instrument.id)?.as_ref()?;
            Some(Side { indicator, instrument, path, records })
        };
        let (Some(child), Some(caregiver)) = (of(&question.child), of(&question.caregiver)) else { continue };
        let of_child = &child.instrument.id;
        if !made.contains_key(of_child) {
            let weights = weights::make(study, country, child.instrument, child.path, child.records)?;
            made.insert(of_child.clone(), weights);
        }
        let made = made.get(of_child).and_then(Option::as_ref);
        let run = PairRun { study, country, survey, question, child, caregiver, made, program };
        found.push(run.agreement()?);
    }
    Ok(found)
}

fn asked<'s>(study: &'s Study, id: &IndicatorId) -> Option<(&'s Indicator, &'s Instrument)> {
    let indicator = study.indicators.iter().find(|indicator| indicator.id == *id)?;
    Some((indicator, study.instrument(&indicator.instrument)?))
}

/// One of the two who are asked.
#[derive(Debug, Clone, Copy)]
struct Side<'a> {
    indicator: &'a Indicator,
    instrument: &'a Instrument,
    path: &'a Path,
    records: &'a Records,
}

struct PairRun<'a> {
    study: &'a Study,
    country: &'a Country,
    survey: &'a HouseholdSurvey,
    question: &'a PairQuestion,
    child: Side<'a>,
    caregiver: Side<'a>,
    /// The weights of the children, where the study makes them.
    made: Option<&'a MadeWeights>,
    program: &'a str,
}

impl PairRun<'_> {
    fn agreement(&self) -> Result<PairAgreement, Failure> {
        let (child, caregiver) = (&self.child, &self.caregiver);
        let link = Linkage::of(
            &linkage::keys(self.question, child.records)?,
            &linkage::keys(self.question, caregiver.records)?,
        );
        let Said { answers, left_out } = said(
            &link,
            &super::answers::answers(child.indicator, child.records)?,
            &super::answers::answers(caregiver.indicator, caregiver.records)?,
        );
        let declared = &self.survey.design;
        let sample: Sample = held::sample(declared, child.records, self.made, child.path)?;
        let measured = agreement(&sample, &answers, &self.study.presentation)
            .map_err(|error| held::refused(declared, child.path, &error))?;
        Ok(PairAgreement {
            id: EvidenceId {
                country: self.country.id.clone(),
                activity: Activity::HouseholdSurvey,
                item: format!("pair.{}", self.question.id),
            },
            title: self.question.title.clone(),
            child: child.indicator.title.clone(),
            caregiver: caregiver.indicator.title.clone(),
            population: child.indicator.population.clone(),
            pairs: measured.pairs,
            left_out,
            kappa: measured.kappa,
            shares: measured.shares,
            pedigree: of_pair(
                self.study,
                self.country,
                self.question,
                &[child, caregiver].map(|side| super::pedigree::PairSide {
                    instrument: side.instrument,
                    indicator: side.indicator,
                    path: side.path,
                    records: side.records.digest(),
                }),
                self.made,
                &super::sample::variance_method(declared),
                self.program,
            ),
        })
    }
}
