//! The kind `contrast`: linear combinations and functions of an earlier analysis' estimates.

use crate::answer::{AnswerError, AnsweredAnalysis};
use crate::request::{Analysis, Estimand};
use cairn_definition::kind::Text;
use cairn_definition::{Diagnostic, Diagnostics, Placed, TableReader, nearest};

/// What is contrasted.
#[derive(Debug, Clone)]
pub struct Contrast {
    /// The analysis whose estimates are contrasted.
    of: Placed<String>,
}

impl Contrast {
    /// Reads the keys of the kind.
    pub(crate) fn read(reader: &mut TableReader<'_>) -> Option<Self> {
        let of = reader.required("of", &Text);
        let message = "analyses of the kind `contrast` are not in this version";
        reader.problems().push(Diagnostic::error(reader.place(), message));
        reader.rest();
        Some(Self { of: of? })
    }

    /// Answers from the earlier analyses, which hold their covariances.
    ///
    /// # Errors
    /// When the analysis named has no such estimates.
    pub(crate) fn answer(
        &self,
        analysis: &Analysis,
        earlier: &[AnsweredAnalysis],
    ) -> Result<AnsweredAnalysis, AnswerError> {
        let of = earlier.iter().find(|earlier| earlier.id == self.of.value);
        let df = of.map_or(f64::NAN, |of| of.df);
        Ok(AnsweredAnalysis::new(analysis, df, &[]))
    }
}

/// Marks the analyses that a later contrast is of, and reports contrasts of analyses that do not come before them.
pub(crate) fn mark(analyses: &mut [Analysis], problems: &Diagnostics) {
    for position in 0..analyses.len() {
        let (before, rest) = analyses.split_at_mut(position);
        let Some(Estimand::Contrast(contrast)) = rest.first().map(|analysis| &analysis.estimand) else {
            continue;
        };
        match before.iter_mut().find(|earlier| earlier.id.value == contrast.of.value) {
            Some(earlier) => earlier.contrasted = true,
            None => {
                let message = format!("no analysis before this one has the id “{}”", contrast.of.value);
                let names = before.iter().map(|earlier| earlier.id.value.as_str());
                problems.push(
                    Diagnostic::error(&contrast.of.place, message)
                        .did_you_mean(nearest(&contrast.of.value, names)),
                );
            }
        }
    }
}
