//! Law, capacities and quotations.

use super::{Answer, Failed};
use crate::claim::{CapacityAssessed, ClaimKind, ProvisionInForce, Statement};
use crate::sentence::arguments::{Arguments, Named};
use crate::{Evidence, LegalAnswer, View, written};
use cairn_definition::kind::one_of;
use cairn_definition::{Diagnostic, nearest};

/// `status("…")`: provides (as of 31 March 2026).
pub(super) fn status(arguments: &mut Arguments<'_>) -> Result<Answer, Failed> {
    let named = arguments.evidence()?;
    named.must_carry(ClaimKind::ProvisionInForce)?;
    let Evidence::LegalStatus(status) = named.evidence else {
        return Err(Diagnostic::error(&named.place, "this is no provision").into());
    };
    let statement = Statement::<ProvisionInForce>::of(status, ())
        .map_err(|why| Box::new(Diagnostic::error(&named.place, why.to_string())))?;
    let claim = statement.claim();
    let words = match claim.answer {
        LegalAnswer::Yes => "provides",
        LegalAnswer::Partly => "provides in part",
        _ => "does not provide",
    };
    Ok(Answer { text: format!("{words} (as of {})", written::day(claim.as_of)), evidence: vec![named.id] })
}

/// `capacity("…")`: present, partly present, absent.
pub(super) fn capacity(arguments: &mut Arguments<'_>) -> Result<Answer, Failed> {
    let named = arguments.evidence()?;
    named.must_carry(ClaimKind::Capacity)?;
    let Evidence::Capacity(capacity) = named.evidence else {
        return Err(Diagnostic::error(&named.place, "this is no capacity").into());
    };
    let statement = Statement::<CapacityAssessed>::of(capacity, ())
        .map_err(|why| Box::new(Diagnostic::error(&named.place, why.to_string())))?;
    Ok(Answer { text: statement.claim().status.to_string(), evidence: vec![named.id] })
}

/// `quote("…", "excerpt")`: “What was said” (who said it). Only what is approved can be quoted.
pub(super) fn quote(arguments: &mut Arguments<'_>) -> Result<Answer, Failed> {
    let named = arguments.evidence()?;
    let (id, place) = arguments.text("the name of a quotation")?;
    let (Evidence::View(View(account)) | Evidence::Experience(crate::Experience(account))) = named.evidence
    else {
        return Err(nothing_said(&named));
    };
    let Some(quotation) = account.quotations.iter().find(|quotation| quotation.id == id) else {
        let names = || account.quotations.iter().map(|quotation| quotation.id.as_str());
        let message = format!("no excerpt `{id}` of this evidence is approved for quotation");
        let problem = Diagnostic::error(&place, message);
        let problem = match nearest(&id, names()) {
            Some(near) => problem.did_you_mean(Some(near)),
            None if account.quotations.is_empty() => {
                problem.help("none of it may be quoted: speak of it in your own words")
            }
            None => problem.expected(one_of(names())),
        };
        return Err(problem.into());
    };
    Ok(Answer { text: format!("“{}” ({})", quotation.text, quotation.speaker), evidence: vec![named.id] })
}

fn nothing_said(named: &Named<'_>) -> Failed {
    let message = format!("there are no quotations in {}", named.evidence.kind());
    let problem = Diagnostic::error(&named.place, message);
    problem.expected("evidence of interviews or conversations").into()
}
