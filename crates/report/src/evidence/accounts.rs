//! What was said in interviews and conversations: codes, kinds of informants, approved quotations. No number of people.

use super::name::anchor;
use super::source::source;
use crate::words;
use cairn_evidence::{Account, Quotation};
use cairn_study::{Activity, CodebookCode, Study};
use maud::{Markup, html};

/// The accounts of an activity, those of which nobody spoke in one line at the end.
pub(crate) fn accounts(study: &Study, activity: Activity, accounts: &[&Account], caveat: &str) -> Markup {
    let (spoken, silent): (Vec<&Account>, Vec<&Account>) =
        accounts.iter().partition(|account| !account.informants.is_empty() || !account.quotations.is_empty());
    let codebook = Codebook(study.protocols.interviews.get(&activity).map_or(&[], |it| it.codes.as_slice()));
    html! {
        p.caveat { (caveat) }
        @for account in &spoken { (article(account, &codebook, &spoken)) }
        @if !silent.is_empty() {
            p.silent {
                "Asked, and nobody spoke of it: "
                @for (position, account) in silent.iter().enumerate() {
                    @if position > 0 { "; " }
                    span id=(anchor(&account.id)) { (account.label) }
                }
                "."
            }
        }
    }
}

fn article(account: &Account, codebook: &Codebook<'_>, all: &[&Account]) -> Markup {
    let quotations =
        account.quotations.iter().filter(|quotation| !codebook.has_deeper(account, quotation, all));
    html! {
        article.account id=(anchor(&account.id)) {
            h4 {
                @for parent in codebook.parents(&account.id.item) { span.parent { (parent.label) " › " } }
                (account.label)
            }
            p.detail { (words::sentence(&account.definition)) }
            @if !account.informants.is_empty() {
                p.detail { "Spoken of by informants of these kinds: " (words::list(&account.informants)) "." }
            }
            @for quotation in quotations { (quote(quotation)) }
            (source(&account.source))
        }
    }
}

fn quote(quotation: &Quotation) -> Markup {
    html! {
        figure.quotation {
            blockquote lang=(quotation.language) dir="auto" { p { (quotation.text) } }
            figcaption { (quotation.speaker) }
        }
    }
}

/// The codes of an activity, parents before their children.
struct Codebook<'a>(&'a [CodebookCode]);

impl<'a> Codebook<'a> {
    /// The codes that a code lies under, outermost first.
    fn parents(&self, code: &str) -> Vec<&'a CodebookCode> {
        let find = |id: &str| self.0.iter().find(|code| code.id.as_str() == id);
        let mut parents = Vec::new();
        let mut at = find(code);
        // Parents stand before their children, so a codebook without end cannot be; its length is a limit all the same.
        while let Some(parent) = at.and_then(|code| find(code.parent.as_ref()?.as_str())) {
            if parents.len() >= self.0.len() {
                break;
            }
            parents.push(parent);
            at = Some(parent);
        }
        parents.reverse();
        parents
    }

    /// Whether a quotation stands under a code that lies under this one, and so need not stand here again.
    fn has_deeper(&self, account: &Account, quotation: &Quotation, all: &[&Account]) -> bool {
        all.iter().any(|other| {
            other.quotations.iter().any(|shown| shown.id == quotation.id)
                && self.parents(&other.id.item).iter().any(|parent| parent.id.as_str() == account.id.item)
        })
    }
}
