//! From the files of a country to its series.

use super::caveats::caveats;
use super::counts::Stated;
use super::issuers::{Issuer, Issuers, Terms};
use super::names::Subject;
use super::{SeriesActivity, breaks, counts, issuers};
use crate::records::{RecordFormat, Sheet};
use crate::{Fieldwork, Harvest, ResearchActivity};
use cairn_definition::{Diagnostic, Diagnostics};
use cairn_evidence::{CountSeries, Counted, SeriesBreak};
use cairn_study::{IssuerId, SeriesDefinition};
use std::collections::BTreeMap;

const METHOD: &str = "counts by year as the issuer stated them; of each year the last statement, with those before as revisions";

/// Reads the series of a country.
pub(super) fn harvest(
    of: &SeriesActivity,
    fieldwork: &Fieldwork<'_>,
    problems: &Diagnostics,
) -> Option<Harvest> {
    let protocol = fieldwork.study.protocols.series.get(&of.activity)?;
    let before = problems.errors();
    let folder = fieldwork.folder(of.activity);
    let formats = of.formats(Some(fieldwork.study));
    let format = |name: &str| formats.iter().find(|format: &&RecordFormat| format.name == name);
    let issuers = issuers::read(of, &folder, format("issuers")?, protocol, problems);
    let sheet = Sheet::read(&folder, format("counts")?, problems);
    let (issuers, sheet) = (issuers?, sheet?);
    let stated = counts::read(&sheet, protocol, &issuers, problems);
    let breaks = breaks::read(&folder, format("breaks")?, protocol, &issuers, problems);
    report_silent(&issuers, &stated, problems);
    if problems.errors() > before {
        return None;
    }
    let mut harvest = Harvest::default();
    for asked in &protocol.series {
        for (id, issuer) in &issuers {
            let subject: Subject = (asked.id.clone(), id.clone());
            let Some(found) = stated.get(&subject) else { continue };
            let breaks = breaks.get(&subject).cloned().unwrap_or_default();
            let source = crate::source(fieldwork.study, &sheet, found.rows.clone(), &asked.place, METHOD);
            let issued = Issued { of, fieldwork, asked, id, issuer };
            let series = issued.series(found, breaks, source);
            harvest.evidence.push((of.evidence)(series));
        }
    }
    harvest.methods = methods(of, &issuers, &stated);
    Some(harvest)
}

/// A series as an issuer counts it.
struct Issued<'a> {
    of: &'a SeriesActivity,
    fieldwork: &'a Fieldwork<'a>,
    asked: &'a SeriesDefinition,
    id: &'a IssuerId,
    issuer: &'a Issuer,
}

impl Issued<'_> {
    fn series(
        &self,
        found: &Stated,
        breaks: Vec<SeriesBreak>,
        source: cairn_evidence::Source,
    ) -> CountSeries {
        let asked = self.asked;
        let own = self.issuer.of_series.get(&asked.id);
        let departs =
            |term: fn(&Terms) -> Option<&String>, asked: &String| own.and_then(term).unwrap_or(asked).clone();
        // A definition of the issuer's own does not have the protocol's codes.
        let protocol_holds = own.is_none_or(|own| own.definition.is_none());
        let icvac = || asked.icvac.as_ref().and_then(|code| code.parse().ok()).filter(|_| protocol_holds);
        let iccs = || asked.iccs.as_ref().and_then(|code| code.parse().ok()).filter(|_| protocol_holds);
        let disjoint_from = self
            .issuer
            .terms(&asked.id)
            .flat_map(|terms| &terms.disjoint_from)
            .map(|other| self.evidence_id(other));
        let mut series = CountSeries {
            id: self.evidence_id(self.id),
            title: asked.title.clone(),
            issuer: self.issuer.name().to_owned(),
            counting_unit: departs(|own| own.counting_unit.as_ref(), &asked.counting_unit),
            stage: departs(|own| own.stage.as_ref(), &asked.stage),
            definition: departs(|own| own.definition.as_ref(), &asked.definition),
            icvac: own.and_then(|own| own.icvac.clone()).or_else(icvac),
            iccs: own.and_then(|own| own.iccs.clone()).or_else(iccs),
            observations: found.observations.clone(),
            breaks,
            disjoint_from: disjoint_from.collect(),
            caveats: Vec::new(),
            source,
        };
        let own = self.issuer.terms(&asked.id).flat_map(|terms| terms.caveats.iter().cloned());
        series.caveats = caveats(self.of, &series, asked, own);
        series
    }

    fn evidence_id(&self, issuer: &IssuerId) -> cairn_evidence::EvidenceId {
        self.fieldwork.evidence_id(self.of.activity, format!("{}/{issuer}", self.asked.id))
    }
}

/// Tells of issuers of whom there is no row.
fn report_silent(issuers: &Issuers, stated: &BTreeMap<Subject, Stated>, problems: &Diagnostics) {
    for (id, issuer) in issuers {
        if !stated.keys().any(|(_, of)| of == id) {
            let problem = Diagnostic::warning(&issuer.place, format!("`{id}` has no row in `counts`"));
            problems.push(
                problem.help("if it was asked and declined, say so in a row with the status `refused`"),
            );
        }
    }
}

/// How many issuers there are, and what of it they gave.
fn methods(of: &SeriesActivity, issuers: &Issuers, stated: &BTreeMap<Subject, Stated>) -> Vec<String> {
    let gave = |issuer: &IssuerId, wanted: fn(&Counted) -> bool| {
        let mut said =
            stated.iter().filter(|((_, of), _)| of == issuer).flat_map(|(_, said)| &said.observations);
        said.any(|observation| wanted(&observation.counted))
    };
    let count = |wanted: fn(&Counted) -> bool| issuers.keys().filter(|issuer| gave(issuer, wanted)).count();
    let counted = count(|counted| matches!(counted, Counted::Count(_)));
    let refused = count(|counted| matches!(counted, Counted::Refused { .. }));
    let years = stated.values().flat_map(|said| &said.observations).map(|observation| observation.year);
    let (first, last) = (years.clone().min(), years.max());
    let mut sentences = vec![format!("{counted} of {} {} gave counts.", issuers.len(), of.issuers)];
    if let (Some(first), Some(last)) = (first, last) {
        let span =
            if first == last { format!("the year {first}") } else { format!("the years {first} to {last}") };
        sentences.push(format!("They are of {span}."));
    }
    if refused > 0 {
        sentences.push(format!("{refused} declined to give some of what was asked."));
    }
    sentences
}
