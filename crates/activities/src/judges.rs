//! How far the two researchers agree who judged the cells of a convergence matrix, each without the other.

use crate::coders::nominal;
use cairn_evidence::CoderAgreement;
use cairn_evidence::convergence::Matrix;
use cairn_qualitative::agreement::{Rating, Ratings};
use cairn_study::Convergence;

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
    let (alike, all) = matrix.judged_alike();
    let differing = pairs.iter().filter(|pair| {
        let [first, second] = &pair.judgements;
        first.1 != second.1
    });
    let subject = format!("how sources stand to each other, judged alike at once in {alike} of {all} cells");
    let told = differing.map(|pair| {
        let side = |(by, judged): &(String, Convergence)| format!("{by}: {}", words(*judged));
        format!("{}: {}", cell(pair), pair.judgements.iter().map(side).collect::<Vec<_>>().join("; "))
    });
    Some(nominal(subject, &ratings, told.collect()))
}

fn words(judged: Convergence) -> &'static str {
    match judged {
        Convergence::Agreement => "agreement",
        Convergence::PartialAgreement => "partial agreement",
        Convergence::Dissonance => "dissonance",
    }
}
