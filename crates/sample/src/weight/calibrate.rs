//! Calibration to margins.

use super::chain::Weighting;
use super::error::WeightError;
use super::margin::{Margin, check_margins};
use super::report::StepDone;
use cairn_survey::Sum;
use cairn_survey::calibration::{
    Bounds, Calibration, CalibrationError, Distance, Margin as SurveyMargin, PostStratification, Raking,
    ReachedTotal, Regression, TotalOf, refuse_negative,
};

/// When sweeps of raking end: no cell changes by this share of the population any more.
const TOLERANCE: f64 = 1e-12;
/// Sweeps at most; they run over cells, not cases.
const SWEEPS: usize = 10_000;
/// Iterations of a calibration by regression, at most.
const ITERATIONS: usize = 200;
/// Margins may differ by this share of the first: their sources round.
const ADD_UP: f64 = 0.005;
/// How exactly a calibration by regression meets totals.
const EXACT: f64 = 1e-9;

/// How weights are made to agree with margins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CalibrationMethod {
    /// To one margin after the other, until all hold (Deming and Stephan, 1940).
    Raking,
    /// To one margin (Holt and Smith, 1979).
    PostStratification,
    /// The weights nearest to those before by the linear distance (Deville and Särndal, 1992, case 1).
    Linear,
    /// By the logit distance, with the ratios of the weights kept between bounds (Deville and Särndal, 1992, case 6).
    Logit {
        /// The smallest ratio.
        lower: f64,
        /// The largest.
        upper: f64,
    },
}

impl Weighting {
    /// Makes the weights of those who took part agree with margins, starting from the weights before. Whether they do is tried afterwards on
    /// the weights themselves. Margins whose sums differ by half a per cent at most, as sources that round do, are scaled to the first.
    ///
    /// # Errors
    /// When a margin has a cell with population and no respondent, or with respondents and no population; when the cell of somebody is not
    /// known; when the margins are of different populations, or cannot be met.
    pub fn calibrate(&mut self, method: CalibrationMethod, margins: &[Margin]) -> Result<(), WeightError> {
        self.go_on_with_respondents()?;
        margins.iter().try_for_each(|margin| margin.check(self.weights()))?;
        let scales = scales(margins)?;
        let margins: Vec<Margin> =
            margins.iter().zip(&scales).map(|(margin, scale)| margin.scaled(*scale)).collect();
        let cases: Vec<usize> = (0..self.cases()).filter(|case| self.weights()[*case] > 0.0).collect();
        let before: Vec<f64> = cases.iter().map(|case| self.weights()[*case]).collect();
        let present: Vec<SurveyMargin> = margins.iter().map(|margin| present(margin, &cases)).collect();
        // Raking is the same from weights multiplied alike; on the scale of the population its tolerance means what it says.
        let start: Vec<f64> = match (method, margins.first()) {
            (CalibrationMethod::Raking, Some(margin)) => {
                let scale = margin.total() / before.iter().copied().collect::<Sum>().value();
                before.iter().map(|weight| weight * scale).collect()
            }
            _ => before.clone(),
        };
        let calibrated = prepare(method, &present)
            .and_then(|step| step.calibrate(&start))
            .and_then(|calibrated| refuse_negative(&calibrated.weights).map(|()| calibrated.weights))
            .map_err(|error| named(error, method, &margins))?;
        let mut factors = vec![0.0; self.cases()];
        let mut after = factors.clone();
        for ((case, before), calibrated) in cases.iter().zip(&before).zip(calibrated) {
            factors[*case] = calibrated / before;
            after[*case] = before * factors[*case];
        }
        check_margins(&margins, &after)?;
        let accounts = margins
            .iter()
            .zip(&scales)
            .map(|(margin, scale)| margin.account(*scale, self.weights(), &after))
            .collect();
        self.apply(title(method), factors, StepDone::Calibration { method, margins: accounts })
    }
}

fn title(method: CalibrationMethod) -> &'static str {
    match method {
        CalibrationMethod::Raking => "Calibration: raking",
        CalibrationMethod::PostStratification => "Calibration: post-stratification",
        CalibrationMethod::Linear => "Calibration: linear",
        CalibrationMethod::Logit { .. } => "Calibration: logit",
    }
}

/// What the populations of each margin are multiplied with, so that all add up to the first margin's.
fn scales(margins: &[Margin]) -> Result<Vec<f64>, WeightError> {
    let Some(first) = margins.first() else {
        return Err(WeightError::Calibration(CalibrationError::NoTotals));
    };
    let first_sum = first.total();
    let scale = |margin: &Margin| {
        let sum = margin.total();
        if (sum - first_sum).abs() <= ADD_UP * first_sum {
            return Ok(if sum == first_sum { 1.0 } else { first_sum / sum });
        }
        let (margin, first) = (margin.name.clone(), first.name.clone());
        Err(WeightError::MarginsDiffer { margin, sum, first, first_sum })
    };
    margins.iter().map(scale).collect()
}

/// The margin over the cases that have a weight, its cells those that have a population.
fn present(margin: &Margin, cases: &[usize]) -> SurveyMargin {
    let mut number = Vec::with_capacity(margin.population.len());
    let mut totals = Vec::new();
    for population in &margin.population {
        number.push(totals.len() as u32);
        if *population > 0.0 {
            totals.push(*population);
        }
    }
    let group = |case: &usize| {
        let cell = margin.of_case.get(*case).copied().unwrap_or(Margin::UNKNOWN);
        number.get(cell as usize).copied().unwrap_or(u32::MAX)
    };
    SurveyMargin { groups: cases.iter().map(group).collect(), totals }
}

fn prepare(method: CalibrationMethod, margins: &[SurveyMargin]) -> Result<Calibration, CalibrationError> {
    let regression = |distance, bounds| {
        let mut columns = Vec::new();
        let mut totals = Vec::new();
        for margin in margins {
            for (group, total) in margin.totals.iter().enumerate() {
                let is = |of: &u32| f64::from(u8::from(*of as usize == group));
                columns.push(margin.groups.iter().map(is).collect());
                totals.push(*total);
            }
        }
        let step = Regression::new(columns, totals, distance, bounds)?.with_control(EXACT, ITERATIONS)?;
        Ok(Calibration::Regression(step))
    };
    match method {
        CalibrationMethod::Raking => Ok(Calibration::Raking(Raking::new(margins, TOLERANCE, SWEEPS)?)),
        CalibrationMethod::PostStratification => match margins {
            [margin] => Ok(Calibration::PostStratification(PostStratification::new(margin.clone())?)),
            _ => Err(CalibrationError::NoTotals),
        },
        CalibrationMethod::Linear => regression(Distance::Linear, Bounds::NONE),
        CalibrationMethod::Logit { lower, upper } => regression(Distance::Logit, Bounds { lower, upper }),
    }
}

/// The error with the names of margins and cells in place of their numbers.
fn named(error: CalibrationError, method: CalibrationMethod, margins: &[Margin]) -> WeightError {
    if method == CalibrationMethod::PostStratification && margins.len() != 1 {
        return WeightError::OneMargin { found: margins.len() };
    }
    let place = |of: TotalOf| -> Option<(&Margin, String)> {
        let numbered = |margin: &'_ Margin| -> Vec<usize> {
            (0..margin.population.len()).filter(|cell| margin.population[*cell] > 0.0).collect()
        };
        match of {
            TotalOf::Group { margin, group } => {
                let margin = margins.get(margin)?;
                Some((margin, margin.cell(*numbered(margin).get(group)?)))
            }
            TotalOf::Variable(mut variable) => margins.iter().find_map(|margin| {
                let cells = numbered(margin);
                match cells.get(variable) {
                    Some(cell) => Some((margin, margin.cell(*cell))),
                    None => {
                        variable -= cells.len();
                        None
                    }
                }
            }),
        }
    };
    let not_met = |of: TotalOf, reached: f64, population: f64| {
        place(of).map(|(margin, cell)| WeightError::NotMet {
            margin: margin.name.clone(),
            cell,
            reached,
            population,
        })
    };
    let off = |total: &ReachedTotal| (total.reached - total.wanted).abs() / total.wanted.abs();
    let found = match &error {
        CalibrationError::NotConverged { reached, .. } => reached
            .iter()
            .max_by(|a, b| off(a).total_cmp(&off(b)))
            .and_then(|total| not_met(total.of, total.reached, total.wanted)),
        CalibrationError::Infeasible { of, wanted, nearest } => not_met(*of, *nearest, *wanted),
        CalibrationError::Collinear { variable, implied, total } => {
            not_met(TotalOf::Variable(*variable), *implied, *total)
        }
        _ => None,
    };
    found.unwrap_or(WeightError::Calibration(error))
}
