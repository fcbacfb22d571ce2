//! What was said in interviews and conversations: codes, kinds of informants, approved quotations. No number of people.

use super::name::anchor;
use super::source::source;
use crate::words;
use cairn_evidence::{Account, Quotation};
use maud::{Markup, html};

/// The accounts of an activity, those of which nobody spoke in one line at the end.
pub(crate) fn accounts(accounts: &[&Account], caveat: &str) -> Markup {
    let (spoken, silent): (Vec<&&Account>, Vec<&&Account>) =
        accounts.iter().partition(|account| !account.informants.is_empty() || !account.quotations.is_empty());
    html! {
        p.caveat { (caveat) }
        @for account in spoken { (article(account)) }
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

fn article(account: &Account) -> Markup {
    html! {
        article.account id=(anchor(&account.id)) {
            h4 { (account.label) }
            p.detail { (words::sentence(&account.definition)) }
            @if !account.informants.is_empty() {
                p.detail { "Spoken of by informants of these kinds: " (words::list(&account.informants)) "." }
            }
            @for quotation in &account.quotations { (quote(quotation)) }
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
