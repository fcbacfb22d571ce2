//! Names of evidence as places on the page.

use crate::evidence::statement;
use cairn_evidence::{Evidence, EvidenceId};
use cairn_study::Study;
use maud::{Markup, html};
use std::fmt::Write as _;

/// Where a piece of evidence stands on its country’s page: `evidence/legal_analysis/icmec.2`.
///
/// Two names never share a place: what may not stand in an address is written as the number of its byte.
pub(crate) fn anchor(id: &EvidenceId) -> String {
    let mut anchor = format!("evidence/{}/", id.activity);
    for byte in id.item.bytes() {
        if byte.is_ascii_alphanumeric() || b"._/=@-".contains(&byte) {
            anchor.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(anchor, "~{byte:02x}");
        }
    }
    anchor
}

/// A piece of evidence as a link with these words. A prevalence opens its pedigree; all else leads to its place on the page.
pub(crate) fn link(study: &Study, evidence: &Evidence, words: &str) -> Markup {
    match evidence {
        Evidence::Prevalence(presented) => {
            let id = &presented.prevalence().claim().id;
            let name = id.to_string();
            let group = name.splitn(3, '/').nth(2).unwrap_or_default();
            html! {
                span data-indicator={ (id.indicator) "@" (id.version) } data-group=(group) {
                    a href={ "#definition-" (id.indicator) } title=(statement(study, evidence)) { (words) }
                }
            }
        }
        _ => html! { a href={ "#" (anchor(&evidence.id())) } title=(statement(study, evidence)) { (words) } },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cairn_study::Activity;

    fn named(item: &str) -> EvidenceId {
        EvidenceId { country: "a".parse().unwrap(), activity: Activity::FrontlineSurvey, item: item.into() }
    }

    #[test]
    fn anchors_hold_what_an_address_may_and_never_meet() {
        assert_eq!(anchor(&named("q7=1")), "evidence/frontline_survey/q7=1");
        assert_eq!(anchor(&named("q7=ja nein")), "evidence/frontline_survey/q7=ja~20nein");
        assert_ne!(anchor(&named("q7=~20")), anchor(&named("q7= ")));
    }
}
