//! Where a survey's numbers come from.

use crate::relative::relative;
use cairn_definition::{Place, SourceFile};
use cairn_evidence::{Digest, Pedigree};
use cairn_study::{Country, Indicator, Instrument, IntervalChoice, Study};
use sha2::{Digest as _, Sha256};
use std::path::Path;
use std::sync::Arc;

/// The pedigree of an indicator's numbers in a country.
pub(super) fn pedigree(
    study: &Study,
    country: &Country,
    instrument: &Instrument,
    indicator: &Indicator,
    (records_path, records): (&Path, Digest),
    method: &str,
    program: &str,
) -> Arc<Pedigree> {
    let (line, column) = indicator.place.line_column();
    let interval = match study.presentation.interval {
        IntervalChoice::Logit => "logit",
        IntervalChoice::KornGraubard => "Korn–Graubard",
    };
    Arc::new(Pedigree {
        records_file: relative(records_path, study),
        records,
        defined_at: format!("{}:{line}:{column}", relative(indicator.place.file().path(), study)),
        definitions: definitions(study, &[&country.place, &instrument.place, &indicator.place]),
        program: program.to_owned(),
        base: indicator.base.as_ref().map(|base| base.text.clone()),
        value: indicator.value.text.clone(),
        method: format!("weighted proportion; {method}; {interval} interval"),
    })
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
