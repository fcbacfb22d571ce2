//! Checks every expression of a study against its codebooks, and the indicators that belong together, before any record is read.

use cairn_analysis::expression_diagnostic;
use cairn_data::{Expression, ExpressionError, Field, Kind, instrument_fields};
use cairn_definition::{Diagnostic, Diagnostics, Severity};
use cairn_study::{Breakdown, Expression as Definition, Indicator, Instrument, Study, WeightStep};

/// All mistakes in the expressions of the study's indicators and breakdowns, in blocks and in composites.
pub fn check(study: &Study) -> Vec<Diagnostic> {
    let problems = Diagnostics::new();
    for instrument in &study.instruments {
        let fields = instrument_fields(instrument);
        let indicators = || study.indicators.iter().filter(|indicator| indicator.instrument == instrument.id);
        for indicator in indicators() {
            check_indicator(indicator, &fields, &problems);
        }
        for breakdown in &study.breakdowns {
            let used = indicators().any(|indicator| indicator.breakdowns().any(|id| *id == breakdown.id));
            if used
                || breakdown.instruments.contains(&instrument.id)
                || of_margin(study, breakdown, instrument)
            {
                check_breakdown(breakdown, instrument, &fields, &problems);
            }
        }
    }
    super::composites::check(study, &problems);
    problems.into_sorted()
}

/// Whether a country calibrates the instrument's weights to a margin by the breakdown.
fn of_margin(study: &Study, breakdown: &Breakdown, instrument: &Instrument) -> bool {
    study.countries.iter().any(|country| {
        let steps =
            country.weights_of(&instrument.id).map(|weights| weights.steps.as_slice()).unwrap_or_default();
        let named = steps.iter().flat_map(|step| match &step.value {
            WeightStep::Calibrate { margins, .. } => margins.as_slice(),
            _ => &[],
        });
        named
            .filter_map(|name| country.population.margin(&name.value))
            .any(|margin| margin.by.iter().any(|by| by.value == breakdown.id))
    })
}

fn check_indicator(indicator: &Indicator, fields: &[Field], problems: &Diagnostics) {
    for definition in indicator.base.iter().chain([&indicator.value]) {
        compile(definition, fields, Expression::condition, problems);
    }
}

fn check_breakdown(breakdown: &Breakdown, instrument: &Instrument, fields: &[Field], problems: &Diagnostics) {
    let Some(expression) = compile(&breakdown.value, fields, Expression::compile, problems) else { return };
    if !matches!(expression.kind(), Kind::Text | Kind::Integer | Kind::Boolean) {
        let message = format!("breakdown `{}` is {}", breakdown.id, expression.kind());
        let problem = Diagnostic::error(&breakdown.value.place, message);
        problems.push(problem.expected("text, a whole number or a truth value, each of which is a level"));
    }
    let labelled =
        instrument.column(breakdown.value.text.trim()).is_some_and(|column| !column.values.is_empty());
    if breakdown.levels.is_empty() && !labelled {
        let message = format!("breakdown `{}` has no levels", breakdown.id);
        let problem = Diagnostic::error(&breakdown.place, message);
        problems.push(
            problem.expected("`levels`, in the order in which they are shown").help(
                "only a breakdown that is a column with value labels takes its levels from the codebook",
            ),
        );
    }
}

fn compile(
    definition: &Definition,
    fields: &[Field],
    compile: impl Fn(&str, &[Field]) -> Result<Expression, Vec<ExpressionError>>,
    problems: &Diagnostics,
) -> Option<Expression> {
    let diagnostic = |error: &ExpressionError| expression_diagnostic(error, &definition.place);
    match compile(&definition.text, fields) {
        Ok(expression) => {
            problems.extend(
                expression
                    .warnings()
                    .iter()
                    .map(|warning| Diagnostic { severity: Severity::Warning, ..diagnostic(warning) }),
            );
            Some(expression)
        }
        Err(errors) => {
            problems.extend(errors.iter().map(diagnostic));
            None
        }
    }
}
