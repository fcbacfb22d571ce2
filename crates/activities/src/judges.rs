//! How far the two researchers agree who judged the cells of a convergence matrix, each without the other.

use cairn_evidence::CoderAgreement;
use cairn_evidence::convergence::Matrix;
use cairn_qualitative::agreement::{Nominal, Rating, Ratings, Resampling, alpha, alpha_interval};
use cairn_study::Convergence;

/// Draws of the bootstrap interval.
const REPLICATES: u32 = 1000;
/// Any number; the same, so that a build is the same.
const SEED: u64 = 1;

/// Their agreement before differences were resolved; nothing where no cell was judged.
pub fn judges(matrix: &Matrix) -> Option<CoderAgreement> {
    let pairs = matrix.judgement_pairs();
    if pairs.is_empty() {
        return None;
    }
    let cell = |pair: &cairn_evidence::convergence::JudgementPair| {
        format!("{}, {}", pair.theme, pair.activity.title())
    };
    // The pair of researchers may change from cell to cell: alpha takes any number of them.
    let records = pairs.iter().flat_map(|pair| {
        pair.judgements.iter().map(move |(by, judged)| Rating {
            coder: by.clone(),
            unit: cell(pair),
            value: *judged,
        })
    });
    let ratings = Ratings::from_records(records).ok()?;
    let interval = Resampling::new(REPLICATES, 0.95, SEED).ok().and_then(|resampling| {
        alpha_interval(&ratings, &Nominal, &resampling).ok().map(|interval| (interval.low, interval.high))
    });
    let (alike, all) = matrix.judged_alike();
    let differing = pairs.iter().filter(|pair| {
        let [first, second] = &pair.judgements;
        first.1 != second.1
    });
    Some(CoderAgreement {
        subject: format!("how sources stand to each other, judged alike at once in {alike} of {all} cells"),
        coefficient: "Krippendorff’s alpha, nominal",
        value: alpha(&ratings, &Nominal).map(|alpha| alpha.value).map_err(|undefined| undefined.to_string()),
        interval,
        disagreements: differing
            .map(|pair| {
                let side = |(by, judged): &(String, Convergence)| format!("{by}: {}", words(*judged));
                format!("{}: {}", cell(pair), pair.judgements.iter().map(side).collect::<Vec<_>>().join("; "))
            })
            .collect(),
    })
}

fn words(judged: Convergence) -> &'static str {
    match judged {
        Convergence::Agreement => "agreement",
        Convergence::PartialAgreement => "partial agreement",
        Convergence::Dissonance => "dissonance",
    }
}
