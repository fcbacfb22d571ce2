//! Sentences that several parts of a report share.

use crate::format;
use cairn_evidence::{Claim, Kappa, MissingCounts};
use cairn_study::{
    Activity, Chapter, Indicator, IntervalChoice, MissingKind, Presentation, Preset, ReliabilityRule,
    Treatment,
};

/// What stands on every national report of a study whose data were made by a program.
pub(crate) const SYNTHETIC: &str = "Synthetic data: this country does not exist";

/// The same on a page about several countries.
pub(crate) const SYNTHETIC_COUNTRIES: &str = "Synthetic data: these countries do not exist";

/// The heading of a chapter. It names no country: whether a name takes an article cannot be told from the name.
pub(crate) fn chapter_title(chapter: Chapter) -> &'static str {
    match chapter {
        Chapter::Online => "Children online",
        Chapter::Harm => "The harm in the country",
        Chapter::Response => "Responding",
    }
}

/// Joins parts as a sentence does: `a, b and c`.
pub(crate) fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Rows of a file: `rows 3, 5–9`; nothing where the whole file is meant.
pub(crate) fn rows(rows: &[u64]) -> Option<String> {
    let mut rows = rows.to_vec();
    rows.sort_unstable();
    rows.dedup();
    let mut stretches: Vec<(u64, u64)> = Vec::new();
    for row in rows {
        match stretches.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => stretches.push((row, row)),
        }
    }
    let texts: Vec<String> = stretches
        .iter()
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") })
        .collect();
    match stretches.as_slice() {
        [] => None,
        [(first, last)] if first == last => Some(format!("row {first}")),
        _ => Some(format!("rows {}", texts.join(", "))),
    }
}

/// A kappa with its interval: `kappa 0.42 (95 % CI 0.35–0.49)`.
pub(crate) fn kappa(kappa: &Kappa) -> String {
    let interval = kappa.interval.map(|(lower, upper)| {
        format!(" ({}\u{a0}CI\u{a0}{})", format::level(kappa.level), format::coefficients(lower, upper))
    });
    format!("kappa {}{}", format::coefficient(kappa.value), interval.unwrap_or_default())
}

/// How many answers are missing, by kind: `12 don’t know, 3 refused`.
pub(crate) fn missing_kinds(counts: &MissingCounts) -> Option<String> {
    let kinds = kinds(counts);
    (!kinds.is_empty()).then(|| list(&kinds))
}

/// That an activity did not run, and what that does not mean.
pub(crate) fn not_run(activity: Activity, reason: &str) -> String {
    format!(
        "{} did not run: {} That is not the same as having looked and found nothing.",
        activity.title(),
        sentence(reason)
    )
}

/// The same text with a capital letter at its beginning.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A sentence with one full stop at its end.
pub(crate) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', '”']) { text.to_owned() } else { format!("{text}.") }
}

/// The missing answers of a group and what was done with them: `12 don’t know, left out; 3 refused, counted as no`.
pub(crate) fn missing(indicator: &Indicator, claim: &Claim) -> String {
    let mut parts = Vec::new();
    for treatment in [Treatment::Exclude, Treatment::No, Treatment::Yes] {
        let counts: Vec<String> = claim
            .missing
            .present()
            .filter(|(kind, _)| indicator.missing.of(*kind) == treatment)
            .map(|(kind, count)| format!("{} {kind}", format::count(count)))
            .collect();
        if !counts.is_empty() {
            parts.push(format!("{}, {}", list(&counts), treatment_word(treatment)));
        }
    }
    let unknown = kinds(&claim.base_unknown);
    if !unknown.is_empty() {
        parts.push(format!("{}: could not be placed in or out of the base, left out", list(&unknown)));
    }
    if parts.is_empty() { "none".to_owned() } else { parts.join("; ") }
}

fn kinds(counts: &MissingCounts) -> Vec<String> {
    counts.present().map(|(kind, count)| format!("{} {kind}", format::count(count))).collect()
}

/// What is done with a missing answer.
pub(crate) fn treatment_word(treatment: Treatment) -> &'static str {
    match treatment {
        Treatment::Exclude => "left out of the base",
        Treatment::No => "counted as no",
        Treatment::Yes => "counted as yes",
    }
}

/// How an indicator treats every kind of missing, in words.
pub(crate) fn treatments(indicator: &Indicator) -> String {
    let mut parts = Vec::new();
    for treatment in [Treatment::Exclude, Treatment::No, Treatment::Yes] {
        let kinds: Vec<String> = MissingKind::ALL
            .into_iter()
            .filter(|kind| indicator.missing.of(*kind) == treatment)
            .map(|kind| kind.to_string())
            .collect();
        if kinds.len() == MissingKind::ALL.len() {
            return format!("every kind is {}", treatment_word(treatment));
        }
        if !kinds.is_empty() {
            parts.push(format!("{}: {}", list(&kinds), treatment_word(treatment)));
        }
    }
    parts.join("; ")
}

/// The interval a study reports, in words.
pub(crate) fn interval_method(choice: IntervalChoice) -> &'static str {
    match choice {
        IntervalChoice::Logit => "symmetric on the logit scale",
        IntervalChoice::KornGraubard => {
            "exact limits with the effective sample size, as Korn and Graubard (1998) give them"
        }
    }
}

/// The rules of presentation, a sentence each.
pub(crate) fn presentation_rules(rules: &Presentation) -> Vec<String> {
    let decimals = match rules.decimals {
        0 => "without decimals".to_owned(),
        1 => "with one decimal".to_owned(),
        more => format!("with {more} decimals"),
    };
    let preset = match rules.preset {
        Preset::DisruptingHarm => "of Disrupting Harm",
        Preset::Dhs => "of the Demographic and Health Surveys",
        Preset::Nchs => "of the NCHS Data Presentation Standards for Proportions (Parker et al., 2017)",
    };
    let mut sentences =
        vec![format!("Percentages are shown {decimals}. The rules start from those {preset}.")];
    if rules.minimum_base > 0 {
        let instead = if rules.counts_below_base {
            "counts stand in the place of a percentage (“7 of 31”)"
        } else {
            "no percentage and no count is shown"
        };
        sentences
            .push(format!("Where the base has fewer than {} respondents, {instead}.", rules.minimum_base));
    }
    if let Some(limit) = rules.parentheses_below {
        let below = limit.saturating_sub(1);
        sentences.push(format!(
            "A percentage on a base of {} to {below} respondents stands in parentheses: read it with care.",
            rules.minimum_base
        ));
    }
    if rules.reliability == ReliabilityRule::Nchs {
        sentences.push(
            "A percentage is also held back where the effective sample size is below 30, where its Korn–Graubard \
             interval is 30 points wide or more, or where that interval is wider than 5 points and wider than 130 % of the \
             percentage. It carries a note where the interval is wider than 130 % of the complement, where there are \
             fewer than 8 degrees of freedom, or where the sample has only one answer."
                .to_owned(),
        );
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_sentences_do() {
        let parts: Vec<String> = ["a", "b", "c"].map(str::to_owned).to_vec();
        assert_eq!(list(&parts), "a, b and c");
        assert_eq!(list(&parts[..2]), "a and b");
        assert_eq!(list(&parts[..1]), "a");
    }

    #[test]
    fn rows_are_told_in_stretches() {
        assert_eq!(rows(&[]), None);
        assert_eq!(rows(&[4]).as_deref(), Some("row 4"));
        assert_eq!(rows(&[9, 3, 5, 6, 6, 7]).as_deref(), Some("rows 3, 5–7, 9"));
    }

    #[test]
    fn every_preset_is_put_in_words() {
        for preset in [Preset::DisruptingHarm, Preset::Dhs, Preset::Nchs] {
            let rules = Presentation::preset(preset);
            let sentences = presentation_rules(&rules);
            assert!(sentences.iter().any(|s| s.contains(&rules.minimum_base.to_string())), "{preset:?}");
        }
    }
}
