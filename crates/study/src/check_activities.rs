//! What themes, protocols, countries and conclusions say of each other.

use crate::check::{Names, Unknown};
use crate::read::{ConclusionsDraft, IndicatorDraft, PairDraft, ProtocolsDraft};
use crate::{Activity, Conclusions, Country, Indicator, PairQuestion, Protocols, Theme, ThemeId};
use cairn_definition::kind::one_of;
use cairn_definition::{Diagnostic, Diagnostics, Placed, nearest};

/// Checks that every theme named is one of the study's.
pub(crate) fn check_themes<'d>(
    used: impl Iterator<Item = &'d Placed<ThemeId>>,
    themes: Option<&[Theme]>,
    problems: &Diagnostics,
) {
    // Without a readable study.toml no theme is known, and none is unknown.
    let Some(themes) = themes else { return };
    let names: Vec<&str> = themes.iter().map(|theme| theme.id.as_str()).collect();
    for theme in used {
        if !names.contains(&theme.value.as_str()) {
            let defined = "themes are defined in study.toml: [[themes]] with `id` and `title`".to_owned();
            let unknown = Unknown { noun: "theme", name: theme.value.as_str(), defined };
            problems.extend(unknown.report(&theme.place, &names, &[]));
        }
    }
}

/// Every theme that indicators, pairs, protocols and conclusions name.
pub(crate) fn themes_used<'d>(
    indicators: &'d [IndicatorDraft],
    pairs: &'d [PairDraft],
    protocols: &'d ProtocolsDraft,
    conclusions: &'d [ConclusionsDraft],
) -> impl Iterator<Item = &'d Placed<ThemeId>> {
    let concluded = conclusions.iter().map(|draft| &draft.conclusions).flat_map(|all| {
        let findings = all.findings.iter().map(|finding| &finding.theme);
        let cells = all.judgements.iter().map(|cell| &cell.theme);
        findings.chain(cells).chain(all.assessments.iter().map(|assessment| &assessment.theme))
    });
    indicators
        .iter()
        .filter_map(|draft| draft.theme.as_ref())
        .chain(pairs.iter().filter_map(|draft| draft.theme.as_ref()))
        .chain(&protocols.themes)
        .chain(concluded)
}

/// Checks the instruments that protocols name.
pub(crate) fn check_protocols(draft: ProtocolsDraft, names: &Names<'_>, problems: &Diagnostics) -> Protocols {
    for instrument in &draft.instruments {
        names.check_instrument(instrument, problems);
    }
    draft.protocols
}

/// Checks the indicators that a composite names, and that it is not among its own parts.
pub(crate) fn check_parts(
    parts: &[(String, Vec<Placed<String>>)],
    indicators: &[Indicator],
    problems: &Diagnostics,
) {
    let keys: Vec<String> = indicators.iter().map(Indicator::key).collect();
    for (of, parts) in parts {
        for part in parts {
            if part.value == *of {
                problems.push(Diagnostic::error(&part.place, format!("`{of}` is a part of itself")));
            } else if !keys.contains(&part.value) {
                let problem =
                    Diagnostic::error(&part.place, format!("there is no indicator `{}`", part.value));
                let near = nearest(&part.value, keys.iter().map(String::as_str));
                let problem = problem.expected("an indicator with its version, as `told_nobody@1`");
                problems.push(problem.did_you_mean(near));
            }
        }
    }
}

/// Checks the indicators and the column of every question of pairs, and leaves out what has a mistake.
pub(crate) fn check_pairs(
    drafts: Vec<PairDraft>,
    indicators: &[Indicator],
    all_known: bool,
    names: &Names<'_>,
    problems: &Diagnostics,
) -> Vec<PairQuestion> {
    let checked = drafts.into_iter().filter_map(|draft| {
        let before = problems.errors();
        let known: Vec<&str> = indicators.iter().map(|indicator| indicator.id.as_str()).collect();
        let mut found = Vec::new();
        for id in [&draft.child, &draft.caregiver] {
            match indicators.iter().find(|indicator| indicator.id == id.value) {
                Some(indicator) => found.push(indicator),
                // An indicator with a mistake is not unknown.
                None if !all_known => {}
                None => {
                    let defined = "indicators are defined in indicators/*.toml".to_owned();
                    let unknown = Unknown { noun: "indicator", name: id.value.as_str(), defined };
                    problems.extend(unknown.report(&id.place, &known, &[]));
                }
            }
        }
        for indicator in &found {
            names.check_column(&draft.link, &indicator.instrument, problems);
        }
        if let [child, caregiver] = found.as_slice()
            && child.instrument == caregiver.instrument
        {
            let message = format!("both indicators are of the instrument `{}`", child.instrument);
            let problem = Diagnostic::error(&draft.caregiver.place, message);
            problems.push(problem.expected("an indicator of the caregivers’ instrument"));
        }
        (found.len() == 2 && problems.errors() == before).then_some(draft.pair)
    });
    checked.collect()
}

/// Checks that each country says of each activity of the study whether it ran, and of no other.
pub(crate) fn check_conduct(
    countries: &[Country],
    declared: &[(Activity, cairn_definition::Place)],
    problems: &Diagnostics,
) {
    for country in countries {
        for (activity, place) in declared {
            if !country.activities.contains_key(activity) {
                let message = format!("{} does not say whether `{activity}` ran", country.name);
                let problem = Diagnostic::error(&country.place, message);
                problems.push(
                    problem
                        .expected(format!(
                            "in `[activities]`: `{activity} = {{ run = true }}`, or `partly` or `not_run` with the reason"
                        ))
                        .help(format!("its protocol is {place}")),
                );
            }
        }
        for activity in country.activities.keys() {
            if !declared.iter().any(|(known, _)| known == activity) {
                let message =
                    format!("{} says whether `{activity}` ran, which is not part of the study", country.name);
                let help =
                    format!("an activity is part of the study by its protocol: protocols/{activity}.toml");
                problems.push(Diagnostic::error(&country.place, message).help(help));
            }
        }
    }
}

/// Checks that every file of findings is that of a country.
pub(crate) fn check_conclusions(
    drafts: Vec<ConclusionsDraft>,
    countries: &[String],
    problems: &Diagnostics,
) -> Vec<Conclusions> {
    let checked = drafts.into_iter().map(|draft| draft.conclusions).filter(|conclusions| {
        let Some(country) = &conclusions.country else { return true };
        let known = countries.iter().any(|name| name == country.as_str());
        if !known {
            let message =
                format!("there is no country `{country}`, after which this file of findings is named");
            let problem = Diagnostic::error(&conclusions.place, message);
            let near = nearest(country.as_str(), countries.iter().map(String::as_str));
            problems.push(match near {
                Some(_) => problem.did_you_mean(near),
                None => problem.expected(one_of(countries.iter().map(String::as_str).chain(["study"]))),
            });
        }
        known
    });
    checked.collect()
}
