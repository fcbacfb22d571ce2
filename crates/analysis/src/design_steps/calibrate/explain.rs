//! Says in the request's words why weights cannot be calibrated.

use super::{Margin, Method, Step};
use cairn_definition::{Diagnostic, Place};
use cairn_survey::calibration::{CalibrationError, ReachedTotal, TotalOf};

/// Totals that a message lists, at most.
const MOST: usize = 40;

/// The error at the total, or the step, that it is about.
pub(super) fn explain(step: &Step, error: &CalibrationError) -> Diagnostic {
    let at = |of: &TotalOf| step.place_of(*of);
    match error {
        CalibrationError::InReplicate(inner) => {
            let mut problem = explain(step, inner);
            problem.message = format!("in a replicate, {}", problem.message);
            problem
        }
        CalibrationError::Total { of, total } => {
            let expected = match of {
                TotalOf::Group { .. } => "a number above 0",
                TotalOf::Variable(_) => "a finite number",
            };
            Diagnostic::error(at(of), format!("the total for {} is {total}", step.label(*of)))
                .expected(expected)
        }
        CalibrationError::EmptyGroup { of, total } => {
            let message = format!(
                "the population of {} is {}, but no row with a weight stands for it",
                step.label(*of),
                number(*total)
            );
            Diagnostic::error(at(of), message).help("join it with another level in a derived column")
        }
        CalibrationError::MarginsDiffer { margin, first, second } => {
            let place = step.margin(*margin).map_or(&step.place, |margin| &margin.place);
            let message = format!(
                "these totals add up to {}, those of the first margin to {}",
                number(*second),
                number(*first)
            );
            Diagnostic::error(place, message).expected("margins of the same population")
        }
        CalibrationError::Collinear { variable, implied, total } => {
            let of = TotalOf::Variable(*variable);
            let message = format!(
                "the total for {} is {}, but the totals before it imply {}",
                step.label(of),
                number(*total),
                number(*implied)
            );
            Diagnostic::error(at(&of), message).help("totals that follow from others must agree with them")
        }
        CalibrationError::Infeasible { of, wanted, nearest } => {
            let message = format!(
                "no weights within the bounds meet the total {} for {}; the nearest they come is {}",
                number(*wanted),
                step.label(*of),
                number(*nearest)
            );
            Diagnostic::error(at(of), message)
        }
        CalibrationError::NotConverged { iterations, reached } => {
            let plural = if *iterations == 1 { "" } else { "s" };
            let message = format!("the calibration did not converge in {iterations} iteration{plural}");
            let help = match step.method {
                Method::Rake { .. } => "check the totals, or give more `iterations` or a larger `tolerance`",
                _ => "check the totals, or widen the `bounds`",
            };
            let shown = list(step, reached);
            Diagnostic::error(&step.place, message).help(format!("reached were {shown}; {help}"))
        }
        CalibrationError::Negative { count, row, least } => {
            let weights = if *count == 1 { "a weight".to_owned() } else { format!("{count} weights") };
            let message = format!(
                "the calibration makes {weights} negative, the least of them {} in row {}",
                number(*least),
                row + 1
            );
            Diagnostic::error(&step.place, message)
                .help("give `bounds`, or use the method `raking` or `logit`")
        }
        CalibrationError::NothingToTakeTrimmings { mean, .. } => {
            let message = "no weight is left to take what is trimmed off the others".to_owned();
            Diagnostic::error(&step.place, message)
                .expected(format!("limits on both sides of the mean weight, {}", number(*mean)))
        }
        other => Diagnostic::error(&step.place, other.to_string()),
    }
}

impl Step {
    fn margin(&self, position: usize) -> Option<&Margin> {
        match &self.method {
            Method::PostStratify(margin) => Some(margin),
            Method::Rake { margins, .. } => margins.get(position),
            Method::Regression(_) | Method::Trim { .. } => None,
        }
    }

    /// Where a total stands.
    fn place_of(&self, of: TotalOf) -> &Place {
        let found = match (of, &self.method) {
            (TotalOf::Group { margin, group }, _) => {
                self.margin(margin).and_then(|margin| margin.totals.get(group)).map(|total| &total.place)
            }
            (TotalOf::Variable(variable), Method::Regression(regression)) => {
                regression.totals.get(variable).map(|total| &total.place)
            }
            _ => None,
        };
        found.unwrap_or(&self.place)
    }

    /// Names what a total is of: "stype = E".
    fn label(&self, of: TotalOf) -> String {
        match (of, &self.method) {
            (TotalOf::Group { margin, group }, _) => {
                let Some(margin) = self.margin(margin) else { return of.to_string() };
                let Some(total) = margin.totals.get(group) else { return of.to_string() };
                let levels = margin.variables.iter().zip(&total.levels);
                levels
                    .map(|(name, level)| format!("{} = {}", name.value, level.value))
                    .collect::<Vec<_>>()
                    .join(", ")
            }
            (TotalOf::Variable(variable), Method::Regression(regression)) => regression
                .totals
                .get(variable)
                .map_or_else(|| of.to_string(), super::totals::TermTotal::label),
            _ => of.to_string(),
        }
    }
}

/// The totals reached beside those asked for; of many, those that are furthest off.
fn list(step: &Step, reached: &[ReachedTotal]) -> String {
    let mut shown: Vec<&ReachedTotal> = reached.iter().collect();
    if shown.len() > MOST {
        let off = |total: &ReachedTotal| (total.reached - total.wanted).abs() / (1.0 + total.wanted.abs());
        shown.sort_by(|a, b| off(b).total_cmp(&off(a)));
        shown.truncate(MOST);
    }
    let text = |total: &&ReachedTotal| {
        format!("{} of {} for {}", number(total.reached), number(total.wanted), step.label(total.of))
    };
    let mut text = shown.iter().map(text).collect::<Vec<_>>().join(", ");
    if reached.len() > MOST {
        text.push_str(&format!(" (of {} totals those that are furthest off)", reached.len()));
    }
    text
}

/// A number with eight significant digits at most.
fn number(value: f64) -> String {
    format!("{value:.7e}").parse::<f64>().map_or_else(|_| value.to_string(), |rounded| rounded.to_string())
}
