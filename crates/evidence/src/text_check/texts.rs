//! All texts of a study.

use super::line::Line;
use super::repeated::{Of, Repeated};
use super::sentence::Sentence;
use super::{changes, percentages, population, terminology, totals, typed};
use crate::conclude::Concluded;
use crate::sentence::Rendered;
use cairn_definition::{Diagnostics, Placed};
use cairn_study::{Conclusions, FindingId, Study};

/// Checks what people wrote: the texts of the files of findings, and what reports show of the study’s definitions.
pub(crate) fn check(study: &Study, files: &[&Conclusions], concluded: &[Concluded], problems: &Diagnostics) {
    let mut repeated = Repeated::default();
    for conclusions in files {
        let checked = concluded.iter().find(|it| it.country == conclusions.country);
        for (text, rendered) in texts(conclusions, checked) {
            let line = match rendered {
                Some(rendered) => Line::rendered(rendered, &text.place),
                None => Line::written(&text.value, &text.place),
            };
            terminology::check(&line, problems);
            for sentence in Sentence::all(&line) {
                percentages::check(&sentence, problems);
                totals::check(&sentence, problems);
                changes::check(&sentence, problems);
                population::check(&sentence, problems);
                typed::check(&sentence, problems);
                repeated.check(&sentence, &of(&sentence, study, conclusions), problems);
            }
        }
        for finding in &conclusions.findings {
            terminology::check(&Line::written(&finding.title.value, &finding.title.place), problems);
        }
    }
    check_definitions(study, problems);
}

/// What a sentence speaks of: the country that it names, or else that of its file.
fn of(sentence: &Sentence<'_>, study: &Study, conclusions: &Conclusions) -> Of {
    let named = study.countries.iter().find_map(|country| {
        let words: Vec<String> = country.name.split_whitespace().map(str::to_lowercase).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let at = (0..sentence.tokens.len()).find(|at| !words.is_empty() && sentence.words_at(*at, &words))?;
        Some(Of { country: Some(country.id.clone()), name: at..at + words.len() })
    });
    named.unwrap_or_else(|| Of { country: conclusions.country.clone(), name: 0..0 })
}

/// Every text of a file, with its numbers where they hold.
fn texts<'a>(
    conclusions: &'a Conclusions,
    checked: Option<&'a Concluded>,
) -> Vec<(&'a Placed<String>, Option<&'a Rendered>)> {
    let mut texts: Vec<(&Placed<String>, Option<&Rendered>)> = Vec::new();
    let is = |id: &'a FindingId| move |other: &FindingId| other == id;
    for insight in &conclusions.insights {
        let same = is(&insight.id.value);
        let found = checked.and_then(|it| it.insights.iter().find(|insight| same(&insight.id)));
        texts.push((&insight.text, found.map(|insight| &insight.text)));
    }
    for finding in &conclusions.findings {
        let same = is(&finding.id.value);
        let found = checked.and_then(|it| it.findings.iter().find(|finding| same(&finding.id)));
        texts.push((&finding.text, found.map(|finding| &finding.text)));
    }
    for recommendation in &conclusions.recommendations {
        let same = is(&recommendation.id.value);
        let found = checked.and_then(|it| it.recommendations.iter().find(|it| same(&it.id)));
        texts.push((&recommendation.action, found.map(|it| &it.action)));
    }
    texts
}

/// Labels that reports show, and what is written of each country.
fn check_definitions(study: &Study, problems: &Diagnostics) {
    let indicators = study.indicators.iter().flat_map(|indicator| {
        [&indicator.title, &indicator.population, &indicator.topic].map(|text| (text, &indicator.place))
    });
    let themes = study.themes.iter().map(|theme| (&theme.title, &theme.place));
    let pairs = study.pairs.iter().map(|pair| (&pair.title, &pair.place));
    for (text, place) in indicators.chain(themes).chain(pairs) {
        terminology::check(&Line::plain(text, place), problems);
    }
    for country in &study.countries {
        let Some(context) = &country.context else { continue };
        let line = Line::plain(context, &country.place);
        terminology::check(&line, problems);
        for sentence in Sentence::all(&line) {
            percentages::check(&sentence, problems);
            totals::check(&sentence, problems);
            changes::check(&sentence, problems);
        }
    }
}
