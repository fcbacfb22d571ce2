//! The agreement of people who worked independently, by the same method in every activity.

use cairn_evidence::CoderAgreement;
use cairn_qualitative::agreement::{Nominal, Ratings, Resampling, alpha, alpha_interval};

/// Draws of a bootstrap interval.
const REPLICATES: u32 = 1000;
/// The seed is part of the method: the same records give the same interval.
const SEED: u64 = 1;

/// How intervals of coefficients of agreement are made: the bootstrap at 95 per cent.
pub(crate) fn resampling() -> Option<Resampling> {
    Resampling::new(REPLICATES, 0.95, SEED).ok()
}

/// Krippendorff’s alpha of nominal judgements, with its interval where there is one.
pub(crate) fn nominal<T: Ord + Clone>(
    subject: String,
    ratings: &Ratings<T>,
    disagreements: Vec<String>,
) -> CoderAgreement {
    let interval = resampling().and_then(|resampling| alpha_interval(ratings, &Nominal, &resampling).ok());
    CoderAgreement {
        subject,
        coefficient: "Krippendorff’s alpha, nominal",
        value: alpha(ratings, &Nominal).map(|alpha| alpha.value).map_err(|undefined| undefined.to_string()),
        interval: interval.map(|interval| (interval.low, interval.high)),
        disagreements,
    }
}
