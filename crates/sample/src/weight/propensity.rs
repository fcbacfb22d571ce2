//! Non-response, adjusted for by the propensity to take part.

use super::cells::Cells;
use super::chain::Weighting;
use super::column::ClassColumn;
use super::error::WeightError;
use super::join::{Limits, join};
use super::report::StepDone;
use super::standing::Standing;
use cairn_survey::Sum;
use cairn_survey::model::{Family, Glm, Link, ModelMatrix, Predictor, Term, Terms};

/// How the propensity to take part makes a factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PropensityUse {
    /// By the response rate in so many classes of about equal size, by propensity (Rosenbaum and Rubin, 1984; Little, 1986).
    Classes(u32),
    /// By the inverse of each household’s own propensity.
    Inverse,
}

impl Weighting {
    /// Households that took part take on the weights of the eligible ones that did not, by their propensity to take part: a weighted logistic
    /// regression on the predictors, each a category (Valliant, Dever and Kreuter, 2018, section 13.5.1).
    ///
    /// In classes the sum of the weights of the eligible stays; by the inverse it stays up to what the model leaves.
    ///
    /// # Errors
    /// As [`non_response`](Self::non_response), and when the regression cannot be fitted or, for the inverse, has no finite estimate.
    pub fn response_propensity(
        &mut self,
        predictors: &[ClassColumn<'_>],
        by: PropensityUse,
    ) -> Result<(), WeightError> {
        let response = self.response("Non-response")?;
        let eligible = |case: usize| self.standing()[case].is_eligible();
        predictors.iter().try_for_each(|column| column.check(self.cases(), eligible))?;
        let cases: Vec<usize> = (0..self.cases()).filter(|case| eligible(*case)).collect();
        let propensities = self.propensities(&cases, predictors, by, response.non_respondents)?;
        let (factors, classes) = match by {
            PropensityUse::Inverse => {
                let mut factors = vec![0.0; self.cases()];
                for (case, propensity) in cases.iter().zip(&propensities) {
                    if self.standing()[*case] == Standing::Respondent {
                        factors[*case] = 1.0 / propensity;
                    }
                }
                (factors, 0)
            }
            PropensityUse::Classes(count) => self.by_classes(&cases, &propensities, count)?,
        };
        let done = StepDone::Propensity {
            respondents: response.respondents,
            non_respondents: response.non_respondents,
            ineligible: response.ineligible,
            weight_ineligible: response.weight_ineligible,
            response_rate: response.rate,
            propensity: (
                propensities.iter().copied().fold(f64::NAN, f64::min),
                propensities.iter().copied().fold(f64::NAN, f64::max),
            ),
            by,
            classes,
        };
        self.apply("Non-response, by propensity", factors, done)
    }

    /// The propensity of each of the cases.
    fn propensities(
        &self,
        cases: &[usize],
        predictors: &[ClassColumn<'_>],
        by: PropensityUse,
        non_respondents: usize,
    ) -> Result<Vec<f64>, WeightError> {
        if non_respondents == 0 {
            return Ok(vec![1.0; cases.len()]);
        }
        let took_part = |case: &usize| f64::from(u8::from(self.standing()[*case] == Standing::Respondent));
        let outcome: Vec<f64> = cases.iter().map(took_part).collect();
        let weights: Vec<f64> = cases.iter().map(|case| self.weights()[*case]).collect();
        let predictors: Vec<Predictor> = predictors.iter().map(|column| categories(column, cases)).collect();
        let terms: Vec<Term> = (0..predictors.len()).map(|predictor| Term::new(vec![predictor])).collect();
        let matrix = ModelMatrix::new(cases.len(), predictors, Terms::new(true, terms))?;
        let model = Glm::new(matrix, outcome, None, Family::Binomial, Link::Logit)?;
        let mean = weights.iter().copied().collect::<Sum>().value() / weights.len() as f64;
        let fit = model.fit(&weights, mean)?;
        if by == PropensityUse::Inverse
            && let Some((column, _)) = fit.kept().iter().zip(fit.infinite()).find(|(_, infinite)| **infinite)
        {
            let name = model.matrix().columns().get(*column).map_or("", |column| column.name.as_str());
            return Err(WeightError::Separated(name.to_owned()));
        }
        Ok(fit.means())
    }

    /// The factors by class, and the number of classes.
    fn by_classes(
        &self,
        cases: &[usize],
        propensities: &[f64],
        count: u32,
    ) -> Result<(Vec<f64>, usize), WeightError> {
        let count = count.clamp(1, u32::try_from(cases.len()).unwrap_or(u32::MAX));
        let class_of = classes(propensities, count);
        let mut codes = vec![u32::MAX; self.cases()];
        for (case, class) in cases.iter().zip(class_of) {
            codes[*case] = class;
        }
        let labels: Vec<String> = (1..=count).map(|class| class.to_string()).collect();
        let column = ClassColumn { name: "propensity class", codes: &codes, labels: &labels };
        let columns = [column];
        let cells = Cells::of(&columns, self.cases(), |case| self.standing()[case].is_eligible());
        let takes = |case: usize| self.standing()[case] == Standing::Respondent;
        let limits = Limits { minimum: 1, largest_factor: f64::INFINITY, who: "who took part" };
        let found = join(&cells, &columns, self.weights(), takes, limits)?;
        Ok((self.factors_by_cell(&cells, &found.factors), found.classes))
    }
}

/// A column as a category over some of the cases, its levels those that they have, in order.
fn categories(column: &ClassColumn<'_>, cases: &[usize]) -> Predictor {
    let ranks = column.ranks();
    let code = |case: &usize| column.codes.get(*case).copied().unwrap_or_default();
    let mut present: Vec<u32> = cases.iter().map(code).collect();
    present.sort_unstable();
    present.dedup();
    present.sort_by_key(|code| ranks.get(*code as usize).copied());
    let mut level_of_code = vec![0_u32; column.labels.len()];
    for (level, code) in present.iter().enumerate() {
        if let Some(place) = level_of_code.get_mut(*code as usize) {
            *place = level as u32;
        }
    }
    Predictor::Categories {
        name: format!("{} ", column.name),
        levels: present.iter().map(|code| column.label(*code).to_owned()).collect(),
        codes: cases
            .iter()
            .map(|case| level_of_code.get(code(case) as usize).copied().unwrap_or_default())
            .collect(),
    }
}

/// Classes of about equal numbers of cases by propensity, from 0; cases of the same propensity stay together.
fn classes(propensities: &[f64], count: u32) -> Vec<u32> {
    let mut order: Vec<usize> = (0..propensities.len()).collect();
    let propensity = |case: usize| propensities.get(case).copied().unwrap_or(f64::NAN);
    order.sort_by(|left, right| propensity(*left).total_cmp(&propensity(*right)));
    let mut classes = vec![0; propensities.len()];
    let cases = propensities.len() as u64;
    let mut place = 0_u64;
    // Fitted propensities of the same predictors differ by rounding alone.
    let alike = |left: &usize, right: &usize| (propensity(*left) - propensity(*right)).abs() <= 1e-9;
    for run in order.chunk_by(alike) {
        let middle = place + run.len() as u64 / 2;
        let class = (middle * u64::from(count) / cases.max(1)).min(u64::from(count) - 1) as u32;
        for case in run {
            if let Some(of_case) = classes.get_mut(*case) {
                *of_case = class;
            }
        }
        place += run.len() as u64;
    }
    classes
}
