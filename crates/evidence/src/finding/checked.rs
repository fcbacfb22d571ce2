//! Findings.

use super::found;
use crate::claim::{
    AgreementOfPairs, CapacityAssessed, Carries, ClaimKind, NotStated, ProvisionInForce, RespondentsSaid,
    ShareOfPopulation, SourcesCompared, Statement, may_carry,
};
use crate::conclude::Material;
use crate::convergence::says_something;
use crate::sentence::{Rendered, Scope, render};
use crate::{Evidence, EvidenceId};
use cairn_definition::kind::one_of;
use cairn_definition::{Diagnostic, Diagnostics, Placed, nearest};
use cairn_study::{Conclusions, Finding, FindingId, ThemeId};
use std::collections::BTreeSet;

/// A finding whose evidence carries its claim and whose words hold.
#[derive(Debug, Clone)]
pub struct CheckedFinding {
    /// Its name.
    pub id: FindingId,
    /// A heading.
    pub title: String,
    /// The theme.
    pub theme: ThemeId,
    /// The kind of claim.
    pub claim: ClaimKind,
    /// The finding in words, with its numbers.
    pub text: Rendered,
    /// The evidence that carries the claim.
    pub evidence: Vec<EvidenceId>,
    /// Other evidence that a reader should see beside it.
    pub context: Vec<EvidenceId>,
}

/// The findings of a file that hold.
pub(crate) fn check_findings(
    material: &Material<'_>,
    conclusions: &Conclusions,
    problems: &Diagnostics,
) -> Vec<CheckedFinding> {
    conclusions
        .findings
        .iter()
        .filter_map(|finding| check(finding, material, conclusions, problems))
        .collect()
}

fn check(
    finding: &Finding,
    material: &Material<'_>,
    conclusions: &Conclusions,
    problems: &Diagnostics,
) -> Option<CheckedFinding> {
    let before = problems.errors();
    let claim = claim_kind(&finding.claim, problems);
    let carrying = found(&finding.evidence, material, conclusions, problems);
    let beside = found(&finding.context, material, conclusions, problems);
    if finding.evidence.is_empty() {
        let message = format!("the finding `{}` rests on no evidence", finding.id.value);
        problems
            .push(Diagnostic::error(&finding.id.place, message).expected("at least one name in `evidence`"));
    }
    if let Some(claim) = claim {
        carry(claim, finding, &carrying, problems);
    }
    // What is unknown has been reported; that a sentence names it need not be told again.
    let all_found = carrying.len() == finding.evidence.len() && beside.len() == finding.context.len();
    let ids = |found: &[Placed<(EvidenceId, &Evidence)>]| -> Vec<EvidenceId> {
        found.iter().map(|placed| placed.value.0.clone()).collect()
    };
    let (evidence, context) = (ids(&carrying), ids(&beside));
    let named: BTreeSet<EvidenceId> = evidence.iter().chain(&context).cloned().collect();
    let scope = Scope {
        study: material.study,
        country: conclusions.country.as_ref(),
        body: material.body,
        correlations: material.correlations,
        named: &named,
        named_in: "the finding’s `evidence` or `context`",
    };
    let text = if all_found { render(&finding.text, &scope, problems) } else { None };
    (problems.errors() == before).then_some(CheckedFinding {
        id: finding.id.value.clone(),
        title: finding.title.value.clone(),
        theme: finding.theme.value.clone(),
        claim: claim?,
        text: text?,
        evidence,
        context,
    })
}

fn claim_kind(claim: &Placed<String>, problems: &Diagnostics) -> Option<ClaimKind> {
    let kind = ClaimKind::from_key(&claim.value);
    if kind.is_none() {
        let keys = || ClaimKind::ALL.into_iter().map(ClaimKind::key);
        let problem = Diagnostic::error(&claim.place, format!("there is no kind of claim `{}`", claim.value));
        problems.push(problem.expected(one_of(keys())).did_you_mean(nearest(&claim.value, keys())));
    }
    kind
}

/// Refuses evidence that cannot carry the claim, or that says nothing.
fn carry(
    claim: ClaimKind,
    finding: &Finding,
    evidence: &[Placed<(EvidenceId, &Evidence)>],
    problems: &Diagnostics,
) {
    for Placed { value: (_, evidence), place } in evidence {
        if let Err(refusal) = may_carry(claim, evidence.kind()) {
            let problem = Diagnostic::error(place, refusal.to_string());
            let help = format!(
                "this evidence carries `claim = \"{}\"`, or move it to `context`, where it carries nothing",
                refusal.instead.key()
            );
            problems.push(problem.help(help));
        } else if let Err(why) = states(claim, evidence) {
            problems.push(Diagnostic::error(place, format!("this evidence says nothing: {why}")));
        }
    }
    if claim == ClaimKind::Convergence && !evidence.is_empty() {
        let all: Vec<&Evidence> = evidence.iter().map(|placed| placed.value.1).collect();
        if let Err(why) = Statement::<SourcesCompared>::of(all.as_slice(), ()) {
            problems.push(Diagnostic::error(&finding.claim.place, why.to_string()));
        }
    }
}

/// Whether evidence of the right kind says something of what is claimed.
fn states(claim: ClaimKind, evidence: &Evidence) -> Result<(), NotStated> {
    match (claim, evidence) {
        (ClaimKind::ShareOfPopulation, Evidence::Prevalence(presented)) => {
            Carries::<ShareOfPopulation>::state(presented.as_ref(), ()).map(drop)
        }
        (ClaimKind::RespondentsSaid, Evidence::RespondentCount(answers)) => {
            Carries::<RespondentsSaid>::state(answers, ()).map(drop)
        }
        (ClaimKind::ProvisionInForce, Evidence::LegalStatus(status)) => {
            Carries::<ProvisionInForce>::state(status, ()).map(drop)
        }
        (ClaimKind::Capacity, Evidence::Capacity(capacity)) => {
            Carries::<CapacityAssessed>::state(capacity, ()).map(drop)
        }
        (ClaimKind::PairAgreement, Evidence::PairAgreement(pairs)) => {
            Carries::<AgreementOfPairs>::state(pairs.as_ref(), ()).map(drop)
        }
        (ClaimKind::ReportsReceived | ClaimKind::CasesRecorded, series) if !says_something(series) => {
            Err(NotStated::NoCount)
        }
        (ClaimKind::ViewExists | ClaimKind::ExperienceExists, account) if !says_something(account) => {
            Err(NotStated::NobodySpoke)
        }
        _ => Ok(()),
    }
}
