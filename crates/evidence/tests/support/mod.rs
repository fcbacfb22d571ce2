//! The sample and the pedigree of made-up numbers.

use cairn_evidence::{Digest, Pedigree, ProbabilitySample};

/// A sample of so many interviews with children.
pub(crate) fn sample(interviews: u64) -> ProbabilitySample {
    ProbabilitySample {
        instrument: "child".parse().unwrap(),
        interviews,
        weighted: 1e5,
        strata: 8,
        clusters: 100,
        degrees_of_freedom: 92.0,
        weight_range: (1.0, 5.0),
        weighting_design_effect: 1.2,
        variance_method: "Taylor linearization".into(),
        records: Digest([0; 32]),
        weighting: None,
    }
}

/// The pedigree of a number made from a file of records.
pub(crate) fn pedigree(records_file: &str) -> Pedigree {
    Pedigree {
        records_file: records_file.into(),
        weights: Vec::new(),
        records: Digest([1; 32]),
        defined_at: "indicators/a.toml:1:1".into(),
        definitions: Digest([2; 32]),
        program: "cairn".into(),
        base: None,
        value: "a = 1".into(),
        method: "weighted proportion".into(),
    }
}
