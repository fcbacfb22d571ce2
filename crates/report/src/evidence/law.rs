//! The table of the law: each criterion with its answer, its provisions and the day of which they speak.

use super::name::anchor;
use super::source::source;
use crate::format;
use crate::mark::Mark;
use cairn_evidence::{
    BodyOfEvidence, Evidence, IcmecReading, LegalAnswer, LegalStatus, Provision, indicator_points,
};
use maud::{Markup, html};

/// The criteria, those of each standard in a table of their own.
pub(crate) fn law(statuses: &[&LegalStatus]) -> Markup {
    let same_library = |a: &&LegalStatus, b: &&LegalStatus| library(a) == library(b);
    html! {
        p.caveat {
            "An answer says whether a provision is in force on a day, and nothing of how well it is enforced. Law that was not \
             found, or not translated, is not known: that is never the same as “no”."
        }
        (overview(statuses))
        @for group in statuses.chunk_by(same_library) { (table(group)) }
    }
}

fn library(status: &LegalStatus) -> &str {
    status.id.item.split('.').next().unwrap_or_default()
}

/// What published instruments count over several criteria.
fn overview(statuses: &[&LegalStatus]) -> Markup {
    let mut body = BodyOfEvidence::default();
    body.extend(statuses.iter().map(|status| Evidence::LegalStatus((*status).clone())));
    let icmec = IcmecReading::of([&body]);
    let points = indicator_points(&body);
    html! {
        @if !icmec.is_empty() || !points.is_empty() {
            ul {
                @for reading in &icmec {
                    @let met = reading.met.iter().filter(|met| **met == Some(true)).count();
                    @let unknown = reading.met.iter().filter(|met| met.is_none()).count();
                    li {
                        "Of the five criteria of the International Centre for Missing & Exploited Children the law meets " (met)
                        @if unknown > 0 { "; of " (unknown) " it is not known" }
                        "."
                    }
                }
                @for point in &points {
                    li {
                        "Out of the Shadows, indicator " (point.indicator)
                        @if let Some(unit) = &point.unit { " (" (unit) ")" }
                        ": " (point.least)
                        @if point.most > point.least { " to " (point.most) }
                        " of " (point.of) " points that the criteria asked here can give."
                    }
                }
            }
        }
    }
}

fn table(statuses: &[&LegalStatus]) -> Markup {
    let title = title(statuses);
    html! {
        h4 { (title) }
        div.scroll tabindex="0" role="region" aria-label={ "Table: " (title) } {
            table.texts.law {
                caption.visually-hidden { (title) }
                thead { tr {
                    th scope="col" { "Criterion" } th scope="col" { "Answer" } th scope="col" { "Provisions" }
                } }
                tbody { @for status in statuses { (row(status, &title)) } }
            }
        }
    }
}

fn row(status: &LegalStatus, title: &str) -> Markup {
    let article =
        status.standard.strip_prefix(title).unwrap_or(&status.standard).trim_start_matches([',', ' ']);
    html! {
        tr id=(anchor(&status.id)) {
            th scope="row" {
                (status.question)
                @if let Some(unit) = &status.unit { " " strong { (unit) } }
                @if !article.is_empty() { p.detail { (article) } }
            }
            td {
                (mark(status.answer).with(&status.answer.to_string()))
                @if let Some(phase) = status.phase { p.detail { (phase) } }
                p.detail { "as of " (format::day(status.as_of)) }
            }
            td {
                @for provision in &status.provisions { (cited(provision)) }
                @if status.provisions.is_empty() { p.detail { (without_provisions(status.answer)) } }
                (source(&status.source))
            }
        }
    }
}

fn cited(provision: &Provision) -> Markup {
    html! {
        div.provision {
            p { cite { (provision.citation) } }
            @if !provision.excerpt.trim().is_empty() {
                blockquote lang=(provision.language) dir="auto" { p { (provision.excerpt) } }
            }
            p.detail {
                "in force from " (format::day(provision.in_force_from))
                @if let Some(last) = provision.in_force_to { " to " (format::day(last)) }
            }
        }
    }
}

fn without_provisions(answer: LegalAnswer) -> &'static str {
    match answer {
        LegalAnswer::Yes | LegalAnswer::Partly => "No provision is cited.",
        LegalAnswer::No => "The law was read and does not provide it.",
        LegalAnswer::NotFound => "The law was not found: nothing is known of it.",
        LegalAnswer::NotTranslated => "The law was found and not translated: it was not read.",
        LegalAnswer::NotApplicable => "The question does not arise in this legal order.",
    }
}

fn mark(answer: LegalAnswer) -> Mark {
    match answer {
        LegalAnswer::Yes => Mark::Full,
        LegalAnswer::Partly => Mark::Half,
        LegalAnswer::No => Mark::Empty,
        LegalAnswer::NotFound | LegalAnswer::NotTranslated => Mark::Dotted,
        LegalAnswer::NotApplicable => Mark::Dash,
    }
}

/// What the standards of a library have in common, up to the article: “Lanzarote Convention”.
fn title(statuses: &[&LegalStatus]) -> String {
    let own = statuses.iter().any(|status| library(status) == "study");
    let common = statuses.iter().map(|status| status.standard.as_str()).reduce(common_start);
    let title = common.and_then(|common| Some(common.rsplit_once(", ")?.0)).unwrap_or_default();
    match title {
        _ if own => "Criteria of the study".to_owned(),
        "" => "Other criteria".to_owned(),
        title => title.to_owned(),
    }
}

fn common_start<'a>(first: &'a str, second: &str) -> &'a str {
    let end = first
        .char_indices()
        .zip(second.chars().map(Some).chain(std::iter::repeat(None)))
        .find(|((_, a), b)| Some(*a) != *b)
        .map_or(first.len(), |((at, _), _)| at);
    first.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standards_share_their_beginning() {
        assert_eq!(common_start("Treaty, Article 1", "Treaty, Article 20"), "Treaty, Article ");
        assert_eq!(common_start("Treaty", "Treaty, Article 20"), "Treaty");
        assert_eq!(common_start("é1", "é2"), "é");
    }
}
