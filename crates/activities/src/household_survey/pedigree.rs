//! Where a survey's numbers come from.

use super::MadeWeights;
use crate::relative::relative;
use cairn_definition::{Place, SourceFile};
use cairn_evidence::{Digest, Pedigree, UsedFile};
use cairn_study::{Country, Indicator, Instrument, IntervalChoice, PairQuestion, Study};
use sha2::{Digest as _, Sha256};
use std::path::Path;
use std::sync::Arc;

/// What an instrument's numbers are computed from.
pub(super) struct Used<'a> {
    /// The file of the records.
    pub(super) path: &'a Path,
    /// The hash of the records.
    pub(super) records: Digest,
    /// The weights, where the study makes them.
    pub(super) made: Option<&'a MadeWeights>,
}

/// The pedigree of an indicator's numbers in a country.
pub(super) fn pedigree(
    study: &Study,
    country: &Country,
    instrument: &Instrument,
    indicator: &Indicator,
    used: &Used<'_>,
    method: &str,
    program: &str,
) -> Arc<Pedigree> {
    let (line, column) = indicator.place.line_column();
    let interval = match study.presentation.interval {
        IntervalChoice::Logit => "logit",
        IntervalChoice::KornGraubard => "Korn–Graubard",
    };
    Arc::new(Pedigree {
        records_file: relative(used.path, study),
        records: used.records,
        weights: files(used.made),
        defined_at: format!("{}:{line}:{column}", relative(indicator.place.file().path(), study)),
        definitions: definitions(study, &places(country, &[&instrument.place, &indicator.place])),
        program: program.to_owned(),
        base: indicator.base.as_ref().map(|base| base.text.clone()),
        value: indicator.value.text.clone(),
        method: format!("weighted proportion{}; {method}; {interval} interval", made_in_words(used.made)),
    })
}

/// What one of a pair was asked, and where the records of it are.
pub(super) struct PairSide<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) indicator: &'a Indicator,
    pub(super) path: &'a Path,
    pub(super) records: [u8; 32],
}

/// The pedigree of the agreement on a question. Its records are those of child and caregiver: their hash is that of the two hashes.
pub(super) fn of_pair(
    study: &Study,
    country: &Country,
    question: &PairQuestion,
    sides: &[PairSide<'_>; 2],
    made: Option<&MadeWeights>,
    method: &str,
    program: &str,
) -> Arc<Pedigree> {
    let (line, column) = question.place.line_column();
    let [child, caregiver] = sides;
    let both = |text: fn(&Indicator) -> Option<&str>| {
        let [child, caregiver] = [child, caregiver].map(|side| text(side.indicator));
        (child.is_some() || caregiver.is_some())
            .then(|| format!("child: {}; caregiver: {}", child.unwrap_or("all"), caregiver.unwrap_or("all")))
    };
    let mut own = vec![&question.place];
    own.extend(sides.iter().flat_map(|side| [&side.instrument.place, &side.indicator.place]));
    let places = places(country, &own);
    let mut hash = Sha256::new();
    sides.iter().for_each(|side| hash.update(side.records));
    Arc::new(Pedigree {
        records_file: format!("{} and {}", relative(child.path, study), relative(caregiver.path, study)),
        records: Digest(hash.finalize().into()),
        weights: files(made),
        defined_at: format!("{}:{line}:{column}", relative(question.place.file().path(), study)),
        definitions: definitions(study, &places),
        program: program.to_owned(),
        base: both(|indicator| indicator.base.as_ref().map(|base| base.text.as_str())),
        value: both(|indicator| Some(indicator.value.text.as_str())).unwrap_or_default(),
        method: format!(
            "Cohen’s kappa (1960) and weighted shares over pairs linked by `{}`, with the children’s design and weights{}; {method}",
            question.link,
            made_in_words(made)
        ),
    })
}

/// The places of what defines a number in a country; its decisions on weights are among them where it has any.
fn places<'p>(country: &'p Country, own: &[&'p Place]) -> Vec<&'p Place> {
    let decisions = country.sample.iter().filter(|sample| sample.weighting.is_some());
    [&country.place]
        .into_iter()
        .chain(own.iter().copied())
        .chain(decisions.map(|sample| &sample.place))
        .collect()
}

/// The files that weights were made from.
fn files(made: Option<&MadeWeights>) -> Vec<UsedFile> {
    made.map_or_else(Vec::new, |made| made.account.files.clone())
}

/// “; weights made in 5 steps (…)”, where the study makes them.
fn made_in_words(made: Option<&MadeWeights>) -> String {
    let Some(made) = made else { return String::new() };
    let titles: Vec<&str> = made.account.steps.iter().map(|step| step.title.as_str()).collect();
    format!("; weights made in {} steps ({})", titles.len(), titles.join("; "))
}

/// The hash of the files that define a number: the study's own and those given, by name and text.
fn definitions(study: &Study, places: &[&Place]) -> Digest {
    let own = study.definition_files.iter().filter(|file| file.path().parent() == Some(&study.root));
    let mut files: Vec<&Arc<SourceFile>> = places.iter().map(|place| place.file()).chain(own).collect();
    files.sort_by_key(|file| file.path());
    files.dedup_by_key(|file| file.path());
    let mut hash = Sha256::new();
    for file in files {
        let name = relative(file.path(), study);
        for part in [name.as_bytes(), file.text().as_bytes()] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    Digest(hash.finalize().into())
}
