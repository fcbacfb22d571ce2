//! From what a study concludes to what holds of it: every finding, sentence, judgement and recommendation checked against the evidence.

use crate::convergence::{self, Matrix};
use crate::finding::{self, CheckedFinding, CheckedInsight};
use crate::recommendation::{self, CheckedRecommendation};
use crate::sentence::Correlations;
use crate::{BodyOfEvidence, EvidenceId, text_check};
use cairn_definition::Diagnostics;
use cairn_study::{Conclusions, CountryId, Study, ThemedItem};

/// What conclusions are checked against.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The study.
    pub study: &'a Study,
    /// The evidence of the countries at hand.
    pub body: &'a BodyOfEvidence,
    /// What the instruments of all activities ask, by theme.
    pub items: &'a [ThemedItem],
    /// The item of an activity’s instrument that evidence speaks to.
    pub item_of: &'a dyn Fn(&EvidenceId) -> String,
    /// How estimates of one sample vary together, where it is known.
    pub correlations: &'a dyn Correlations,
}

/// The conclusions of a country, or of all together, as far as they hold.
#[derive(Debug, Clone, Default)]
pub struct Concluded {
    /// The country; absent for what concerns several.
    pub country: Option<CountryId>,
    /// The key insights.
    pub insights: Vec<CheckedInsight>,
    /// The findings.
    pub findings: Vec<CheckedFinding>,
    /// The recommendations.
    pub recommendations: Vec<CheckedRecommendation>,
    /// The convergence matrix; empty for several countries.
    pub matrix: Matrix,
}

/// Checks the conclusions of the countries at hand, and, where `across` is set, what concerns several countries, which rests on the
/// evidence of all. Reports every mistake; what has one is left out.
pub fn conclude(
    material: &Material<'_>,
    countries: &[&CountryId],
    across: bool,
    problems: &Diagnostics,
) -> Vec<Concluded> {
    let study = material.study;
    let at_hand = |conclusions: &&Conclusions| match &conclusions.country {
        Some(country) => countries.contains(&country),
        None => across,
    };
    let mut concluded = Vec::new();
    for country in study.countries.iter().filter(|country| countries.contains(&&country.id)) {
        let conclusions = study.conclusions(&country.id);
        let mut checked = conclusions.map_or_else(Concluded::default, |it| check(material, it, problems));
        checked.country = Some(country.id.clone());
        if !study.themes.is_empty() {
            checked.matrix = convergence::build(material, country, conclusions, problems);
        }
        concluded.push(checked);
    }
    let of_all = study.conclusions.iter().filter(|conclusions| conclusions.country.is_none());
    concluded.extend(of_all.filter(at_hand).map(|conclusions| check(material, conclusions, problems)));
    let files: Vec<&Conclusions> = study.conclusions.iter().filter(at_hand).collect();
    text_check::check(study, &files, &concluded, problems);
    concluded
}

fn check(material: &Material<'_>, conclusions: &Conclusions, problems: &Diagnostics) -> Concluded {
    let findings = finding::check_findings(material, conclusions, problems);
    let insights = finding::check_insights(material, conclusions, &findings, problems);
    let recommendations = recommendation::check_recommendations(material, conclusions, &findings, problems);
    finding::warn_of_loose_ends(conclusions, problems);
    Concluded {
        country: conclusions.country.clone(),
        insights,
        findings,
        recommendations,
        matrix: Matrix::default(),
    }
}
