//! What several kinds share.

use crate::answer::{AnswerError, TestResult};
use crate::held::{HeldDomain, Part};
use crate::request::{DegreesOfFreedom, columns};
use cairn_definition::{Diagnostic, Placed, TableReader};
use cairn_survey::SurveyError;
use cairn_survey::testing::{Test, TestError};

/// The key `variables`, of two columns.
pub(super) fn two_columns(reader: &mut TableReader<'_>) -> Option<[Placed<String>; 2]> {
    let place = reader.node("variables").map(|node| node.place.clone());
    let found = columns(reader, "variables")?;
    let count = found.len();
    if let Ok(two) = <[Placed<String>; 2]>::try_from(found) {
        return Some(two);
    }
    if let Some(place) = place {
        let columns = if count == 1 { "column" } else { "columns" };
        let problem = Diagnostic::error(&place, format!("`variables` has {count} {columns}"));
        reader.problems().push(problem.expected("two columns"));
    }
    None
}

/// Degrees of freedom: those asked for, or of the design within the rows of the domain in which nothing is missing.
pub(super) fn complete_df(domain: &HeldDomain<'_>) -> f64 {
    match domain.analysis.df {
        DegreesOfFreedom::Design => domain.sample.domain_degrees_of_freedom(domain.rows),
        DegreesOfFreedom::Fixed(df) => df,
    }
}

/// The answer of a test; one that cannot be made is absent with a reason.
///
/// # Errors
/// When the design is refused.
pub(super) fn test_part(
    domain: &HeldDomain<'_>,
    found: Result<Test, SurveyError>,
) -> Result<Part, AnswerError> {
    let test = match found {
        Ok(test) => test,
        Err(SurveyError::Test(error)) => return Ok(no_test(domain, &error)),
        Err(error) => return Err(domain.refuse_survey(&error)),
    };
    let mut part = Part::default();
    if !(test.statistic.is_finite() && test.p.is_finite()) {
        part.warnings.push(format!("{}no test: the statistic is not a number", of(domain)));
    }
    let finite = |value: f64| value.is_finite().then_some(value);
    part.tests.push(TestResult {
        of: None,
        statistic: finite(test.statistic),
        name: test.name.to_owned(),
        df: test.df,
        p: finite(test.p),
        by: domain.levels.to_vec(),
    });
    Ok(part)
}

/// The answer without a test, and why.
pub(super) fn no_test(domain: &HeldDomain<'_>, reason: &TestError) -> Part {
    let warnings = vec![if domain.rows.is_empty() {
        format!("{}no case, so there is no test", of(domain))
    } else {
        format!("{}no test: {reason}", of(domain))
    }];
    Part { warnings, ..Part::default() }
}

/// The domain's levels before what is said of it.
fn of(domain: &HeldDomain<'_>) -> String {
    let levels: Vec<String> = domain.levels.iter().map(ToString::to_string).collect();
    if levels.is_empty() { String::new() } else { format!("{}: ", levels.join(", ")) }
}
