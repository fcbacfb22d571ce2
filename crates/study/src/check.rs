//! What only several files together can show: names that one uses and another defines.

use crate::read::{BreakdownDraft, CountryDraft, IndicatorDraft, InstrumentDraft};
use crate::{BreakdownId, Column, ColumnType, Disaggregation, InstrumentId, RunState};
use cairn_definition::kind::one_of;
use cairn_definition::{Diagnostic, Diagnostics, Place, Placed, nearest};
use std::collections::BTreeSet;

/// The names that are defined, also by what has mistakes: such a name is not unknown.
#[derive(Debug)]
pub(crate) struct Names<'d> {
    pub(crate) instruments: &'d [InstrumentDraft],
    /// Absent where `study.toml` has a syntax error.
    pub(crate) breakdowns: Option<&'d [BreakdownDraft]>,
}

impl Names<'_> {
    fn check_instrument(&self, id: &Placed<InstrumentId>, problems: &Diagnostics) {
        let names: Vec<_> = self.instruments.iter().map(|draft| draft.id.as_str()).collect();
        if names.contains(&id.value.as_str()) {
            return;
        }
        let defined = format!("an instrument is a file: instruments/{}.toml", id.value);
        problems.push(unknown(&id.place, "instrument", id.value.as_str(), &names, defined));
    }

    fn check_breakdown(&self, id: &Placed<BreakdownId>, instrument: &InstrumentId, problems: &Diagnostics) {
        let Some(breakdowns) = self.breakdowns else { return };
        let Some(breakdown) = breakdowns.iter().find(|draft| draft.id.value == id.value) else {
            let names: Vec<_> = breakdowns.iter().map(|draft| draft.id.value.as_str()).collect();
            let defined = "breakdowns are defined in study.toml".to_owned();
            problems.push(unknown(&id.place, "breakdown", id.value.as_str(), &names, defined));
            return;
        };
        let offered = &breakdown.instruments;
        if !offered.is_empty() && !offered.iter().any(|offered| offered.value == *instrument) {
            let message =
                format!("the breakdown `{}` is not offered for the instrument `{instrument}`", id.value);
            let names = one_of(offered.iter().map(|offered| offered.value.as_str()));
            let problem = Diagnostic::error(&id.place, message);
            problems.push(problem.help(format!("it is for {names}, as declared at {}", breakdown.id.place)));
        }
    }
}

/// An error about a name that nothing defines: the nearest one, or else where such names are defined.
fn unknown(place: &Place, noun: &str, name: &str, names: &[&str], defined: String) -> Diagnostic {
    let problem = Diagnostic::error(place, format!("there is no {noun} `{name}`"));
    let problem = if names.is_empty() { problem } else { problem.expected(one_of(names.iter().copied())) };
    match nearest(name, names.iter().copied()) {
        Some(name) => problem.did_you_mean(Some(name)),
        None => problem.help(defined),
    }
}

/// Checks the instruments for which breakdowns are offered.
pub(crate) fn check_breakdowns(names: &Names<'_>, problems: &Diagnostics) {
    for draft in names.breakdowns.unwrap_or_default() {
        for instrument in &draft.instruments {
            names.check_instrument(instrument, problems);
        }
    }
}

/// Checks the instrument and breakdowns of every indicator, and leaves out what rests on something broken.
pub(crate) fn check_indicators(drafts: &mut Vec<IndicatorDraft>, names: &Names<'_>, problems: &Diagnostics) {
    drafts.retain_mut(|draft| {
        let before = problems.errors();
        names.check_instrument(&draft.instrument, problems);
        for id in &draft.breakdowns {
            names.check_breakdown(id, &draft.instrument.value, problems);
        }
        let whole = |instrument: &InstrumentDraft| {
            instrument.id == draft.instrument.value && instrument.instrument.is_some()
        };
        let usable = |id: &BreakdownId| {
            let mut all = names.breakdowns.unwrap_or_default().iter();
            all.any(|draft| draft.id.value == *id && draft.breakdown.is_some())
        };
        draft.indicator.by.retain(|Disaggregation(ids)| ids.iter().all(usable));
        problems.errors() == before && names.instruments.iter().any(whole)
    });
}

/// Checks the design columns and named files of every country against the instruments.
pub(crate) fn check_countries(
    drafts: &mut Vec<CountryDraft>,
    names: &Names<'_>,
    used: &BTreeSet<InstrumentId>,
    problems: &Diagnostics,
) {
    drafts.retain(|draft| {
        let before = problems.errors();
        for instrument in &draft.records {
            names.check_instrument(instrument, problems);
        }
        if let RunState::Run(_) = &draft.country.household_survey {
            for instrument in names.instruments.iter().filter(|instrument| used.contains(&instrument.id)) {
                check_design(draft, instrument, problems);
            }
        }
        problems.errors() == before
    });
}

fn check_design(country: &CountryDraft, instrument: &InstrumentDraft, problems: &Diagnostics) {
    let Some(names) = &instrument.columns else { return };
    let columns = &country.columns;
    for column in columns.labels.iter().chain(&columns.numbers) {
        if !names.contains(&column.value) {
            let message = format!("the instrument `{}` has no column `{}`", instrument.id, column.value);
            let problem = Diagnostic::error(&column.place, message);
            problems.push(match nearest(&column.value, names.iter().map(String::as_str)) {
                Some(name) => problem.did_you_mean(Some(name)),
                None => problem.help(format!("declare it in instruments/{}.toml", instrument.id)),
            });
        }
    }
    let Some(instrument) = &instrument.instrument else { return };
    for column in &columns.numbers {
        let is_text = |found: &&Column| !matches!(found.kind, ColumnType::Integer | ColumnType::Number);
        if let Some(found) = instrument.column(&column.value).filter(is_text) {
            let message = format!(
                "the column `{}` of the instrument `{}` holds no numbers",
                column.value, instrument.id
            );
            let help = format!("its type is declared at {}", found.place);
            problems
                .push(Diagnostic::error(&column.place, message).expected("a column of numbers").help(help));
        }
    }
}

/// Records made by a program are marked so on every page, and are not mixed with others.
pub(crate) fn check_synthetic(drafts: &mut Vec<CountryDraft>, synthetic: bool, problems: &Diagnostics) {
    drafts.retain(|draft| {
        if draft.is_synthetic() == synthetic {
            return true;
        }
        let place = &draft.country.basis_place;
        problems.push(if synthetic {
            Diagnostic::error(place, "the study is synthetic, and this country’s records are not")
                .expected("`[synthetic]` in every country of a synthetic study")
                .help("every page would say that these records describe nobody; remove `synthetic` from study.toml, or this country")
        } else {
            Diagnostic::error(place, "this country’s records are synthetic, and the study does not say so")
                .help("write `synthetic = true` in study.toml, so that every page says so")
        });
        false
    });
}
