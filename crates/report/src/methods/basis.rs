//! The ground on which records are held.

use cairn_study::DataBasis;
use maud::{Markup, html};

/// The basis of a country’s data.
pub(super) fn basis(basis: &DataBasis) -> Markup {
    match basis {
        DataBasis::Synthetic { generator } => html! {
            p { "The data were made by a program and describe nobody: " (generator) "." }
        },
        DataBasis::PublicUse(file) => html! {
            dl.basis {
                div { dt { "Source" } dd { (file.source) } }
                div { dt { "Terms" } dd { (file.terms) } }
                @if let Some(url) = &file.url {
                    div { dt { "Offered at" } dd { (address(url)) } }
                }
            }
        },
        DataBasis::Collected { approvals, protocol, retention } => html! {
            div.scroll tabindex="0" role="region" aria-label="Table: ethical approvals" {
                table {
                    caption { "Ethical approvals" }
                    thead { tr {
                        th scope="col" { "Board" } th scope="col" { "Reference" } th scope="col" { "Scope" }
                        th scope="col" { "From" } th scope="col" { "Until" }
                    } }
                    tbody { @for approval in approvals { tr {
                        th scope="row" { (approval.board) }
                        td { (approval.reference) } td { (approval.scope) }
                        td { (approval.from.to_string()) } td { (approval.expires.to_string()) }
                    } } }
                }
            }
            dl.basis {
                div { dt { "Consent of the caregiver" } dd { (protocol.consent) } }
                div { dt { "Assent of the child" } dd { (protocol.assent) } }
                div { dt { "Referral" } dd { (protocol.referral_list) } }
                div { dt { "Records destroyed by" } dd { (retention.destroy_by.to_string()) } }
            }
        },
    }
}

/// A link where the address is one of the web; its text otherwise.
fn address(url: &str) -> Markup {
    let web = ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme));
    html! { @if web { a href=(url) rel="noreferrer" { (url) } } @else { (url) } }
}
