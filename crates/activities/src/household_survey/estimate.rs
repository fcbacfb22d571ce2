//! From a country's records to its prevalences.

use super::answers::{Answer, Counts, answers, count};
use super::groups::{BrokenDown, Groups, breakdowns};
use super::pedigree::{Used, pedigree};
use super::sample::{DesignFrame, summary, variance, variance_method};
use super::{Failure, MadeWeights, records, weights};
use arrow_array::{Float64Array, Int64Array};
use cairn_analysis::{Filled, Frame, Level, MeasureColumns, Pass, PassError, TableColumns, Variable};
use cairn_data::Records;
use cairn_definition::Diagnostic;
use cairn_evidence::{
    Claim, Digest, Estimate, Interval, IntervalMethod, NumberId, Pedigree, Prevalence, ProbabilitySample,
};
use cairn_study::{
    Clearance, Country, Disaggregation, HouseholdSurvey, Indicator, Instrument, IntervalChoice, Presentation,
    Study,
};
use cairn_survey::{
    DesignEffectReference, Estimate as SurveyEstimate, Mean, Moments, NoInterval, ProportionInterval,
    ProportionMethod, Taylor,
};
use std::path::Path;
use std::sync::Arc;

/// What a country's household survey yields.
#[derive(Debug)]
pub struct HouseholdEvidence {
    /// The samples, an instrument each.
    pub samples: Vec<Arc<ProbabilitySample>>,
    /// The prevalences, in the order of the study's indicators; of each first everybody, then its disaggregations.
    pub prevalences: Vec<Prevalence>,
}

/// Estimates every indicator of the study in a country.
///
/// The records of children are read only with a clearance. `program` names the program that computes, for the pedigrees.
///
/// # Errors
/// When the records cannot be read or contradict the codebook, or the design is refused.
pub fn estimate(
    study: &Study,
    country: &Country,
    survey: &HouseholdSurvey,
    clearance: &Clearance,
    program: &str,
) -> Result<HouseholdEvidence, Failure> {
    let mut samples = Vec::new();
    let mut by_indicator: Vec<Numbered> = Vec::new();
    for instrument in &study.instruments {
        let indicators: Vec<(usize, &Indicator)> = study
            .indicators
            .iter()
            .enumerate()
            .filter(|(_, indicator)| indicator.instrument == instrument.id)
            .collect();
        if indicators.is_empty() {
            continue;
        }
        let Some((path, records)) = records::read(study, survey, instrument, clearance)? else { continue };
        let made = weights::make(study, country, instrument, path, &records)?;
        let made = made.as_ref();
        let run =
            InstrumentRun { study, country, survey, instrument, path, records: &records, made, program };
        let (sample, prevalences) = run.estimate(&indicators)?;
        samples.push(sample);
        by_indicator.extend(prevalences);
    }
    by_indicator.sort_by_key(|(indicator, _)| *indicator);
    let prevalences = by_indicator.into_iter().flat_map(|(_, prevalences)| prevalences).collect();
    Ok(HouseholdEvidence { samples, prevalences })
}

/// The prevalences of an indicator, with its position among the study's.
type Numbered = (usize, Vec<Prevalence>);

struct InstrumentRun<'a> {
    study: &'a Study,
    country: &'a Country,
    survey: &'a HouseholdSurvey,
    instrument: &'a Instrument,
    path: &'a Path,
    records: &'a Records,
    made: Option<&'a MadeWeights>,
    program: &'a str,
}

/// A disaggregation and where its numbers are computed.
struct Table<'a> {
    disaggregation: Option<&'a Disaggregation>,
    groups: Groups,
    /// The indicators shown by it, as positions among the instrument's.
    indicators: Vec<usize>,
}

impl InstrumentRun<'_> {
    fn estimate(
        &self,
        indicators: &[(usize, &Indicator)],
    ) -> Result<(Arc<ProbabilitySample>, Vec<Numbered>), Failure> {
        let answers: Vec<Vec<Answer>> = indicators
            .iter()
            .map(|(_, indicator)| answers(indicator, self.records))
            .collect::<Result<_, _>>()?;
        let breakdowns = breakdowns(self.study, self.instrument, self.records)?;
        let tables = self.tables(indicators, &breakdowns);
        let filled = self.fill(&answers, &tables)?;
        let declared = &self.survey.design;
        let sample = summary(declared, self.instrument, self.records, self.made, &filled.design);
        let method = variance_method(declared);
        let used = Used { path: self.path, records: Digest(self.records.digest()), made: self.made };
        let mut found = Vec::with_capacity(indicators.len());
        for (position, (number, indicator)) in indicators.iter().enumerate() {
            let pedigree =
                pedigree(self.study, self.country, self.instrument, indicator, &used, &method, self.program);
            let mut prevalences = Vec::new();
            let wanted = std::iter::once(None).chain(indicator.by.iter().map(Some));
            for disaggregation in wanted {
                let table = tables
                    .iter()
                    .zip(&filled.tables)
                    .find(|(table, _)| table.disaggregation == disaggregation);
                let Some((table, filled_table)) = table else { continue };
                let counts = count(&answers[position], &table.groups.of_record, table.groups.groups.len());
                let measure =
                    table.indicators.iter().position(|shown| *shown == position).unwrap_or(usize::MAX);
                for (group, counts) in counts.iter().enumerate() {
                    let estimate = self.estimate_group(filled_table, measure, group, counts, &filled)?;
                    let claim = self.claim(indicator, &table.groups, group, counts, estimate, &pedigree);
                    prevalences.push(Prevalence::from_sample(Arc::clone(&sample), claim));
                }
            }
            found.push((*number, prevalences));
        }
        Ok((sample, found))
    }

    /// Everybody first, then every disaggregation that some indicator is shown by.
    fn tables<'t>(&self, indicators: &[(usize, &'t Indicator)], breakdowns: &[BrokenDown]) -> Vec<Table<'t>> {
        let records = self.records.rows();
        let everybody = Table {
            disaggregation: None,
            groups: Groups::everybody(records),
            indicators: (0..indicators.len()).collect(),
        };
        let mut disaggregations: Vec<&Disaggregation> =
            indicators.iter().flat_map(|(_, indicator)| &indicator.by).collect();
        disaggregations.sort();
        disaggregations.dedup();
        let table = |disaggregation: &'t Disaggregation| Table {
            disaggregation: Some(disaggregation),
            groups: Groups::of(disaggregation, breakdowns, records),
            indicators: indicators
                .iter()
                .enumerate()
                .filter(|(_, (_, indicator))| indicator.by.contains(disaggregation))
                .map(|(position, _)| position)
                .collect(),
        };
        std::iter::once(everybody).chain(disaggregations.into_iter().map(table)).collect()
    }

    /// One pass over the records fills the totals of every indicator by every disaggregation.
    fn fill(&self, answers: &[Vec<Answer>], tables: &[Table<'_>]) -> Result<Filled, Failure> {
        let declared = &self.survey.design;
        let DesignFrame { mut columns, names, design } = DesignFrame::new(declared, self.records, self.made)?;
        let first_answer = columns.len();
        columns.extend(answers.iter().map(|answers| {
            let value = |answer: &Answer| match answer {
                Answer::Value { yes, .. } => Some(f64::from(u8::from(*yes))),
                Answer::Missing(_) | Answer::BaseUnknown(_) | Answer::OutsideBase => None,
            };
            Arc::new(Float64Array::from_iter(answers.iter().map(value))) as _
        }));
        let mut planned = Vec::with_capacity(tables.len());
        for table in tables {
            let group = |group: &Option<usize>| group.map(|group| group as i64);
            columns.push(Arc::new(Int64Array::from_iter(table.groups.of_record.iter().map(group))) as _);
            let measure = |position: &usize| MeasureColumns {
                variables: vec![Variable::Number(first_answer + position)],
                moments: Moments::Squares,
            };
            planned.push(TableColumns {
                within: None,
                by: vec![columns.len() - 1],
                measures: table.indicators.iter().map(measure).collect(),
            });
        }
        let mut filling = Pass { design, tables: planned }.begin();
        let frame = Frame { columns, rows: self.records.rows() };
        let name = |column: usize| names.get(column).map_or("", String::as_str);
        if let Err(error) = filling.add(&frame) {
            let stratum = error.stratum().map(|key| filling.stratum_label(key));
            return Err(self.refused(&error, stratum.as_deref(), name).into());
        }
        filling.finish().map_err(|error| self.refused(&error, None, name).into())
    }

    fn refused<'n>(
        &self,
        error: &PassError,
        stratum: Option<&str>,
        name: impl Fn(usize) -> &'n str,
    ) -> Diagnostic {
        let message = format!("{}: {}", self.path.display(), error.describe(name, stratum));
        let problem = Diagnostic::error(&self.survey.design.place, message);
        match error.help() {
            Some(help) => problem.help(help),
            None => problem,
        }
    }

    fn estimate_group(
        &self,
        table: &cairn_analysis::FilledTable,
        measure: usize,
        group: usize,
        counts: &Counts,
        filled: &Filled,
    ) -> Result<(f64, Result<Estimate, String>), Failure> {
        let nobody = || (0.0, Err("nobody in the sample is in this base".to_owned()));
        if counts.n == 0 {
            return Ok(nobody());
        }
        let level = Level::Integer(group as i64);
        let Some((domain, _)) = table.domains.iter().find(|(_, levels)| levels.0.first() == Some(&level))
        else {
            return Ok(nobody());
        };
        let totals = table.totals.of(measure, *domain);
        let taylor: Taylor = variance(&self.survey.design);
        let (found, _) =
            SurveyEstimate::taylor(&totals, &Mean { variable: 0 }, &taylor).map_err(|error| {
                let error = PassError::Survey(error);
                let stratum = error.stratum().map(|key| filled.stratum_label(key));
                self.refused(&error, stratum.as_deref(), |_| "")
            })?;
        Ok((found.weight, present(&found, &self.study.presentation)))
    }

    fn claim(
        &self,
        indicator: &Indicator,
        groups: &Groups,
        group: usize,
        counts: &Counts,
        (weighted_n, estimate): (f64, Result<Estimate, String>),
        pedigree: &Arc<Pedigree>,
    ) -> Claim {
        let (of, labels) = &groups.groups[group];
        Claim {
            id: NumberId {
                country: self.country.id.clone(),
                indicator: indicator.id.clone(),
                version: indicator.version,
                group: of.clone(),
            },
            population: indicator.population.clone(),
            period: indicator.period.clone(),
            base: indicator.base_label.clone().unwrap_or_else(|| indicator.population.clone()),
            group_labels: labels.clone(),
            n: counts.n,
            count: counts.yes,
            weighted_n,
            missing: counts.missing,
            base_unknown: counts.base_unknown,
            estimate,
            pedigree: Arc::clone(pedigree),
        }
    }
}

/// An estimate with the intervals that the study's rules ask for.
pub(super) fn present(found: &SurveyEstimate, rules: &Presentation) -> Result<Estimate, String> {
    let proportion = found.value.ok_or("the weights of this base are all zero")?;
    let mut notes = Vec::new();
    let by = |method: ProportionMethod| {
        let variance = found.variance.ok_or(NoInterval::NoVariance)?;
        let df = found.degrees_of_freedom;
        ProportionInterval { proportion, variance, rows: found.rows, df, level: rules.level }.by(method)
    };
    let interval = |method: IntervalMethod| {
        let survey_method = match method {
            IntervalMethod::Logit => ProportionMethod::Logit,
            IntervalMethod::KornGraubard => ProportionMethod::KornGraubard,
        };
        by(survey_method).map(|found| Interval {
            lower: found.lower,
            upper: found.upper,
            level: rules.level,
            method,
        })
    };
    let korn_graubard = interval(IntervalMethod::KornGraubard).ok();
    let reported = match rules.interval {
        IntervalChoice::KornGraubard => interval(IntervalMethod::KornGraubard),
        // Where the logit has no interval, at 0 and 1, the other method still has one.
        IntervalChoice::Logit => interval(IntervalMethod::Logit).or_else(|reason| match reason {
            NoInterval::Extreme => interval(IntervalMethod::KornGraubard),
            other => Err(other),
        }),
    };
    let reported = reported.map_err(|reason| notes.push(format!("no interval: {reason}"))).ok();
    let standard_error = found.standard_error().filter(|error| *error > 0.0);
    Ok(Estimate {
        proportion,
        standard_error,
        interval: reported,
        korn_graubard,
        design_effect: found.design_effect(DesignEffectReference::WithReplacement),
        effective_n: found.effective_size(),
        degrees_of_freedom: found.degrees_of_freedom,
        notes,
    })
}
