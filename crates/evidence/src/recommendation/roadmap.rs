//! The roadmap: recommendations by those who have to act.

use super::CheckedRecommendation;
use cairn_study::DutyBearer;

/// What one duty-bearer has to do.
#[derive(Debug, Clone)]
pub struct RoadmapEntry<'a> {
    /// Who.
    pub duty_bearer: DutyBearer,
    /// What, in the order of the file.
    pub recommendations: Vec<&'a CheckedRecommendation>,
}

/// Recommendations by duty-bearer, in the order of the report; who has nothing to do is left out.
pub fn roadmap(recommendations: &[CheckedRecommendation]) -> Vec<RoadmapEntry<'_>> {
    DutyBearer::ALL
        .into_iter()
        .filter_map(|duty_bearer| {
            let of: Vec<_> = recommendations.iter().filter(|it| it.duty_bearer == duty_bearer).collect();
            (!of.is_empty()).then_some(RoadmapEntry { duty_bearer, recommendations: of })
        })
        .collect()
}
