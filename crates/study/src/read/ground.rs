//! The ground on which a country's records are held. Every part of it that is missing is an error: records of children
//! are not read without it.

use super::kinds::Day;
use crate::{Approval, DataBasis, Protocol, PublicUse, Retention};
use cairn_definition::kind::{OneOf, Text, one_of};
use cairn_definition::{Diagnostic, Kind, Place, TableReader};

#[derive(Debug, Clone, Copy)]
enum Ground {
    Collected,
    PublicUse,
    Synthetic,
}

const GROUNDS: [(&str, Ground); 3] =
    [("collected", Ground::Collected), ("public_use", Ground::PublicUse), ("synthetic", Ground::Synthetic)];

/// Reads the one ground that a country declares; `start` is the beginning of its file.
pub(super) fn read_ground(country: &mut TableReader<'_>, start: &Place) -> Option<(DataBasis, Place)> {
    let mut declared = Vec::new();
    let mut given = 0;
    for (key, ground) in GROUNDS {
        given += usize::from(country.has(key));
        declared.extend(country.optional_table(key, noun(ground)).map(|reader| (key, ground, reader)));
    }
    declared.sort_by(|(_, _, a), (_, _, b)| a.place().cmp(b.place()));
    let problems = country.problems();
    if given == 0 {
        problems.push(
            Diagnostic::error(start, "this country does not say on what ground its records are held")
                .expected(format!("{}, exactly one", OneOf(&GROUNDS).expected()))
                .help("records are read only with approvals, as a public-use file, or where they describe nobody"),
        );
    }
    if declared.len() > 1 {
        let names = one_of(declared.iter().map(|(key, ..)| *key));
        for (_, _, reader) in declared.iter().skip(1) {
            let message = "this country declares more than one ground on which its records are held";
            problems
                .push(Diagnostic::error(reader.place(), message).expected(format!("{names}, exactly one")));
        }
    }
    let mut grounds = declared.into_iter().filter_map(|(_, ground, reader)| {
        let place = reader.place().clone();
        read(ground, reader).map(|basis| (basis, place))
    });
    // All are read, so that the mistakes of all are found.
    let first = grounds.next();
    grounds.for_each(drop);
    first
}

fn noun(ground: Ground) -> &'static str {
    match ground {
        Ground::Collected => "declaration of collected records",
        Ground::PublicUse => "declaration of a public-use file",
        Ground::Synthetic => "declaration of synthetic records",
    }
}

fn read(ground: Ground, mut reader: TableReader<'_>) -> Option<DataBasis> {
    match ground {
        Ground::Collected => read_collected(reader),
        Ground::PublicUse => {
            reader.explain("terms", "under which terms the issuer lets the file be used");
            let source = reader.required("source", &Text);
            let terms = reader.required("terms", &Text);
            let url = reader.optional("url", &Text);
            reader.finish();
            let url = url.map(|url| url.value);
            Some(DataBasis::PublicUse(PublicUse { source: source?.value, terms: terms?.value, url }))
        }
        Ground::Synthetic => {
            reader.explain(
                "generator",
                "the program and seed that made the records, so that they can be made again",
            );
            let generator = reader.required("generator", &Text);
            reader.finish();
            Some(DataBasis::Synthetic { generator: generator?.value })
        }
    }
}

fn read_collected(mut reader: TableReader<'_>) -> Option<DataBasis> {
    reader.explain("approvals", "records of children are read only while a review board’s approval holds");
    reader.explain(
        "protocol",
        "records are read only if consent, assent and referral to services were arranged",
    );
    reader.explain("retention", "records are kept no longer than the participants were promised");
    let approvals = reader.required_tables("approvals", "approval");
    let declared = approvals.len();
    let protocol = reader.required_table("protocol", "protocol").map(read_protocol);
    let retention = reader.required_table("retention", "retention").map(read_retention);
    reader.finish();
    let approvals: Vec<_> = approvals.into_iter().filter_map(read_approval).collect();
    let whole = declared > 0 && approvals.len() == declared;
    let (protocol, retention) = (protocol??, retention??);
    whole.then_some(DataBasis::Collected { approvals, protocol, retention })
}

fn read_approval(mut reader: TableReader<'_>) -> Option<Approval> {
    reader.explain("scope", "what the board approved: the study, the instruments, the country");
    reader.explain("expires", "after this day the records are not read");
    let problems = reader.problems();
    let board = reader.required("board", &Text);
    let reference = reader.required("reference", &Text);
    let scope = reader.required("scope", &Text);
    let from = reader.required("from", &Day);
    let expires = reader.required("expires", &Day);
    reader.finish();
    let (from, expires) = (from?, expires?);
    if from.value > expires.value {
        let message =
            format!("the approval expires on {}, before it begins on {}", expires.value, from.value);
        problems
            .push(Diagnostic::error(&expires.place, message).expected("the day of `from` or a later one"));
        return None;
    }
    Some(Approval {
        board: board?.value,
        reference: reference?.value,
        scope: scope?.value,
        from: from.value,
        expires: expires.value,
    })
}

fn read_protocol(mut reader: TableReader<'_>) -> Option<Protocol> {
    reader.explain("consent", "the document by which caregivers gave consent");
    reader.explain("assent", "the document by which children gave assent");
    reader.explain(
        "referral_list",
        "the list of services given to every participant, never only to those who disclose",
    );
    let consent = reader.required("consent", &Text);
    let assent = reader.required("assent", &Text);
    let referral_list = reader.required("referral_list", &Text);
    reader.finish();
    Some(Protocol { consent: consent?.value, assent: assent?.value, referral_list: referral_list?.value })
}

fn read_retention(mut reader: TableReader<'_>) -> Option<Retention> {
    reader.explain("destroy_by", "after this day the records are not read");
    let destroy_by = reader.required("destroy_by", &Day);
    reader.finish();
    Some(Retention { destroy_by: destroy_by?.value })
}
