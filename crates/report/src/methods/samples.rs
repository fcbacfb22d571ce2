//! The samples in numbers.

use super::questionnaire;
use crate::format;
use cairn_evidence::ProbabilitySample;
use cairn_study::Study;
use maud::{Markup, html};

/// A row for each questionnaire.
pub(super) fn samples(study: &Study, samples: &[&ProbabilitySample]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="Table: the sample in numbers" {
            table.samples {
                caption { "The sample in numbers" }
                thead { tr {
                    th scope="col" { "Questionnaire" }
                    th scope="col" { "Respondents" }
                    th scope="col" { "Sum of weights" }
                    th scope="col" { "Strata" }
                    th scope="col" { "Clusters" }
                    th scope="col" { "Degrees of freedom" }
                    th scope="col" { "Weights" }
                    th scope="col" { "Design effect of weights (Kish)" }
                } }
                tbody {
                    @for sample in samples {
                        @let (least, most) = sample.weight_range;
                        tr {
                            th scope="row" { (questionnaire(study, sample)) }
                            td { (format::count(sample.interviews)) }
                            td { (format::weighted(sample.weighted)) }
                            td { (format::count(sample.strata)) }
                            td { (format::count(sample.clusters)) }
                            td { (format::degrees(sample.degrees_of_freedom)) }
                            td { (format::factor(least)) "–" (format::factor(most)) }
                            td { (format::factor(sample.weighting_design_effect)) }
                        }
                    }
                }
            }
        }
    }
}
