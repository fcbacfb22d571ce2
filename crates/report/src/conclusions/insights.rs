//! Key insights, first in the summary.

use super::sentence::sentence;
use crate::country::CountryReport;
use maud::{Markup, html};

/// The key insights, each with the findings it sums up; nothing where there are none.
pub(crate) fn insights(report: &CountryReport<'_>) -> Markup {
    let Some(concluded) = report.conclusions.filter(|concluded| !concluded.insights.is_empty()) else {
        return html! {};
    };
    html! {
        h3 id="insights" { "Key insights" }
        ol.insights { @for insight in &concluded.insights {
            li id={ "insight-" (insight.id) } {
                p { (sentence(report, &insight.text)) }
                p.detail {
                    @for (position, id) in insight.findings.iter().enumerate() {
                        @if position > 0 { " · " }
                        @let finding = concluded.findings.iter().find(|finding| finding.id == *id);
                        a href={ "#finding-" (id) } { (finding.map_or(id.as_str(), |finding| finding.title.as_str())) }
                    }
                }
            }
        } }
    }
}
