//! Sentences whose numbers lead to what they rest on.

use crate::country::CountryReport;
use crate::evidence::{link, statement};
use cairn_evidence::sentence::{Computed, Part, Rendered};
use cairn_evidence::{Account, Evidence, EvidenceId, Experience, View};
use maud::{Markup, html};

/// A sentence, each of its numbers a link to its evidence.
pub(super) fn sentence(report: &CountryReport<'_>, rendered: &Rendered) -> Markup {
    html! { @for part in &rendered.parts {
        @match part {
            Part::Words { text, .. } => (text),
            Part::Computed(computed) => (linked(report, computed)),
        }
    } }
}

fn linked(report: &CountryReport<'_>, computed: &Computed) -> Markup {
    let evidence = computed.evidence.iter().find_map(|id| report.evidence.and_then(|body| body.get(id)));
    let Some(evidence) = evidence else { return html! { (computed.text) } };
    let language = quoted_language(evidence, computed);
    html! { span.computed.quote[computed.function == "quote"] lang=[language] { (link(report.study, evidence, &computed.text)) } }
}

/// The language of the quotation that the words hold, where they hold one.
fn quoted_language<'a>(evidence: &'a Evidence, computed: &Computed) -> Option<&'a str> {
    let account: &Account = match evidence {
        Evidence::View(View(account)) | Evidence::Experience(Experience(account)) => account,
        _ => return None,
    };
    let quoted = account.quotations.iter().find(|quotation| computed.text.contains(&quotation.text))?;
    Some(&quoted.language)
}

/// Pieces of evidence, each with what it says and a link to where it stands.
pub(super) fn pieces(report: &CountryReport<'_>, ids: &[EvidenceId]) -> Markup {
    html! { ul.pieces { @for id in ids {
        li {
            @match report.evidence.and_then(|body| body.get(id)) {
                Some(evidence) => {
                    (link(report.study, evidence, &statement(report.study, evidence)))
                    span.detail { " " (id.activity.title()) }
                },
                None => code { (id) },
            }
        }
    } } }
}
