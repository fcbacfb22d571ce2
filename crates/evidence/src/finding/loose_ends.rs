//! What stands alone: worth a look, and no mistake.

use cairn_definition::{Diagnostic, Diagnostics};
use cairn_study::Conclusions;

/// How many key insights a national report has.
const INSIGHTS: usize = 6;

/// Warns of findings on which nobody acts, insights without findings, and of more or fewer than six insights.
pub(crate) fn warn_of_loose_ends(conclusions: &Conclusions, problems: &Diagnostics) {
    let acted_upon =
        |id| conclusions.recommendations.iter().flat_map(|it| &it.findings).any(|named| named.value == id);
    for finding in &conclusions.findings {
        if !acted_upon(finding.id.value.clone()) {
            let message = format!("nobody acts on the finding `{}`", finding.id.value);
            problems.push(
                Diagnostic::warning(&finding.id.place, message)
                    .help("name it in the `findings` of a recommendation"),
            );
        }
    }
    for insight in conclusions.insights.iter().filter(|insight| insight.findings.is_empty()) {
        let message = format!("the insight `{}` sums up no finding", insight.id.value);
        problems.push(Diagnostic::warning(&insight.id.place, message));
    }
    let count = conclusions.insights.len();
    // Who has written none yet is at the beginning.
    if conclusions.country.is_some() && count != INSIGHTS && count > 0 {
        let message = match count {
            1 => "there is one key insight".to_owned(),
            many => format!("there are {many} key insights"),
        };
        problems.push(Diagnostic::warning(&conclusions.place, message).expected("six"));
    }
}
