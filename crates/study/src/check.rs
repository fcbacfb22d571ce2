//! What only several files together can show: names that one uses and another defines.

use crate::check_population::check_population;
use crate::check_weighting::check_weighting;
use crate::read::{
    BreakdownDraft, Breakdowns, CountryDraft, DesignColumns, IndicatorDraft, InstrumentDraft, Instruments,
};
use crate::{BreakdownId, Column, ColumnType, Country, Disaggregation, Indicator, InstrumentId};
use cairn_definition::kind::one_of;
use cairn_definition::{Diagnostic, Diagnostics, Place, Placed, nearest};
use std::collections::BTreeSet;

/// The names that are defined, also by what has mistakes: such a name is not unknown.
#[derive(Debug)]
pub(crate) struct Names<'d> {
    pub(crate) instruments: &'d Instruments,
    /// Absent where `study.toml` has a syntax error.
    pub(crate) breakdowns: Option<&'d Breakdowns>,
}

impl Names<'_> {
    pub(crate) fn instrument(&self, id: &InstrumentId) -> Option<&InstrumentDraft> {
        self.instruments.drafts.iter().find(|draft| draft.id == *id)
    }

    pub(crate) fn breakdown(&self, id: &BreakdownId) -> Option<&BreakdownDraft> {
        self.breakdowns?.drafts.iter().find(|draft| draft.id.value == *id)
    }

    pub(crate) fn check_instrument(&self, id: &Placed<InstrumentId>, problems: &Diagnostics) {
        if self.instrument(&id.value).is_some() {
            return;
        }
        let names: Vec<_> = self.instruments.drafts.iter().map(|draft| draft.id.as_str()).collect();
        let defined = format!("an instrument is a file: instruments/{}.toml", id.value);
        let unknown = Unknown { noun: "instrument", name: id.value.as_str(), defined };
        problems.extend(unknown.report(&id.place, &names, &self.instruments.misnamed));
    }

    /// Checks that numbers of children are asked of an instrument that the country’s children who use the internet answer.
    fn check_online_children(&self, numbers: &Place, id: &InstrumentId, problems: &Diagnostics) {
        let Some(instrument) = self.instrument(id).and_then(|draft| draft.instrument.as_ref()) else {
            return;
        };
        if !instrument.online_children {
            let message =
                format!("the instrument `{id}` is not declared as one of children who use the internet");
            problems.push(Diagnostic::error(numbers, message).help(format!(
                "if its respondents are these and no others, write `online_children = true` in instruments/{id}.toml; else remove `numbers`"
            )));
        }
    }

    /// Checks that an instrument has a column, where the instrument is known.
    pub(crate) fn check_column(
        &self,
        column: &Placed<String>,
        instrument: &InstrumentId,
        problems: &Diagnostics,
    ) {
        if let Some(draft) = self.instrument(instrument) {
            check_column(column, draft, problems);
        }
    }

    pub(crate) fn check_breakdown(&self, id: &Placed<BreakdownId>, problems: &Diagnostics) {
        let Some(breakdowns) = self.breakdowns else { return };
        if self.breakdown(&id.value).is_some() {
            return;
        }
        let mut names: Vec<_> = breakdowns.drafts.iter().map(|draft| draft.id.value.as_str()).collect();
        names.dedup();
        let defined = "breakdowns are defined in study.toml".to_owned();
        let unknown = Unknown { noun: "breakdown", name: id.value.as_str(), defined };
        problems.extend(unknown.report(&id.place, &names, &breakdowns.misnamed));
    }

    /// Checks that a breakdown is offered for an instrument, where both are known.
    pub(crate) fn check_offered(
        &self,
        id: &Placed<BreakdownId>,
        instrument: &InstrumentId,
        problems: &Diagnostics,
    ) {
        let Some(breakdown) = self.breakdown(&id.value) else { return };
        let offered = &breakdown.instruments;
        let all_known = offered
            .iter()
            .map(|offered| &offered.value)
            .chain([instrument])
            .all(|id| self.instrument(id).is_some());
        if !all_known || offered.is_empty() || offered.iter().any(|offered| offered.value == *instrument) {
            return;
        }
        let message =
            format!("the breakdown `{}` is not offered for the instrument `{instrument}`", id.value);
        let names = one_of(offered.iter().map(|offered| offered.value.as_str()));
        let problem = Diagnostic::error(&id.place, message);
        problems.push(problem.help(format!("it is for {names}, as declared at {}", breakdown.id.place)));
    }
}

/// A name that nothing defines.
pub(crate) struct Unknown<'n> {
    pub(crate) noun: &'n str,
    pub(crate) name: &'n str,
    /// Where such names are defined.
    pub(crate) defined: String,
}

impl Unknown<'_> {
    /// The error, with the nearest of the names defined. None where the name is that of something misnamed, which has
    /// been reported already.
    pub(crate) fn report(self, place: &Place, names: &[&str], misnamed: &[String]) -> Option<Diagnostic> {
        let Self { noun, name, defined } = self;
        let meant = nearest(name, names.iter().copied());
        if meant.is_none() && nearest(name, misnamed.iter().map(String::as_str)).is_some() {
            return None;
        }
        let problem = Diagnostic::error(place, format!("there is no {noun} `{name}`"));
        let problem =
            if names.is_empty() { problem } else { problem.expected(one_of(names.iter().copied())) };
        Some(if meant.is_some() { problem.did_you_mean(meant) } else { problem.help(defined) })
    }
}

/// Checks the instruments for which breakdowns are offered.
pub(crate) fn check_breakdowns(names: &Names<'_>, problems: &Diagnostics) {
    for instrument in names.breakdowns.iter().flat_map(|all| &all.drafts).flat_map(|draft| &draft.instruments)
    {
        names.check_instrument(instrument, problems);
    }
}

/// Checks the instrument and breakdowns of every indicator, and leaves out what rests on something broken.
pub(crate) fn check_indicators(
    drafts: Vec<IndicatorDraft>,
    names: &Names<'_>,
    problems: &Diagnostics,
) -> Vec<Indicator> {
    let checked = drafts.into_iter().filter_map(|draft| {
        let before = problems.errors();
        if let Some(instrument) = &draft.instrument {
            names.check_instrument(instrument, problems);
        }
        for id in &draft.breakdowns {
            names.check_breakdown(id, problems);
            if let Some(instrument) = &draft.instrument {
                names.check_offered(id, &instrument.value, problems);
            }
        }
        if let (Some(numbers), Some(instrument)) = (&draft.numbers, &draft.instrument) {
            names.check_online_children(numbers, &instrument.value, problems);
        }
        let mut indicator = draft.indicator?;
        names.instrument(&indicator.instrument)?.instrument.as_ref()?;
        let usable = |id: &BreakdownId| names.breakdown(id).is_some_and(|draft| draft.breakdown.is_some());
        indicator.by.retain(|Disaggregation(ids)| ids.iter().all(usable));
        (problems.errors() == before).then_some(indicator)
    });
    checked.collect()
}

/// Checks the design columns, named files, population and weights of every country, and whether its records are as synthetic as the study;
/// leaves out what has a mistake.
pub(crate) fn check_countries(
    drafts: Vec<CountryDraft>,
    names: &Names<'_>,
    used: &BTreeSet<InstrumentId>,
    synthetic: Option<bool>,
    problems: &Diagnostics,
) -> Vec<Country> {
    let checked = drafts.into_iter().filter_map(|draft| {
        let before = problems.errors();
        for instrument in &draft.records {
            names.check_instrument(instrument, problems);
        }
        for instrument in used.iter().filter_map(|id| names.instrument(id)) {
            check_design(&draft.columns, instrument, problems);
        }
        check_population(&draft.population.population, names, problems);
        if let Some(weighting) = &draft.sample.weighting {
            let design = draft.columns.weights.as_ref();
            check_weighting(weighting, &draft.population, design, used, names, problems);
        }
        if let (Some(country), Some(study)) = (&draft.synthetic, synthetic) {
            check_synthetic(country, study, problems);
        }
        draft.country.filter(|_| problems.errors() == before)
    });
    checked.collect()
}

fn check_column(column: &Placed<String>, instrument: &InstrumentDraft, problems: &Diagnostics) {
    let Some(names) = &instrument.columns else { return };
    if !names.contains(&column.value) {
        let message = format!("the instrument `{}` has no column `{}`", instrument.id, column.value);
        let problem = Diagnostic::error(&column.place, message);
        problems.push(match nearest(&column.value, names.iter().map(String::as_str)) {
            Some(name) => problem.did_you_mean(Some(name)),
            None => problem.help(format!("declare it in instruments/{}.toml", instrument.id)),
        });
    }
}

fn check_design(columns: &DesignColumns, instrument: &InstrumentDraft, problems: &Diagnostics) {
    for column in columns.labels.iter().chain(&columns.numbers) {
        check_column(column, instrument, problems);
    }
    let Some(instrument) = &instrument.instrument else { return };
    for column in &columns.numbers {
        let holds_no_numbers =
            |found: &&Column| !matches!(found.kind, ColumnType::Integer | ColumnType::Number);
        if let Some(found) = instrument.column(&column.value).filter(holds_no_numbers) {
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
fn check_synthetic(country: &Placed<bool>, study: bool, problems: &Diagnostics) {
    match (study, country.value) {
        (true, false) => problems.push(
            Diagnostic::error(&country.place, "the study is synthetic, and this country’s records are not")
                .expected("`[synthetic]` in every country of a synthetic study")
                .help("remove `synthetic` from study.toml, or this country: every page would say that its records describe nobody"),
        ),
        (false, true) => problems.push(
            Diagnostic::error(&country.place, "this country’s records are synthetic, and the study does not say so")
                .help("write `synthetic = true` in study.toml, so that every page says so"),
        ),
        _ => {}
    }
}
