//! Questions asked of a child and of the caregiver alike.

use crate::{IndicatorId, PairId, ThemeId};
use cairn_definition::Place;

/// A question asked of both of a pair: what the child says beside what the caregiver says.
#[derive(Debug, Clone)]
pub struct PairQuestion {
    /// Its name.
    pub id: PairId,
    /// As shown: "Bullied online, by the child and by the caregiver".
    pub title: String,
    /// The child’s indicator.
    pub child: IndicatorId,
    /// The caregiver’s.
    pub caregiver: IndicatorId,
    /// The column, of the same name in both instruments, that links the two records of a pair.
    pub link: String,
    /// The theme it speaks to.
    pub theme: Option<ThemeId>,
    /// Where it is defined.
    pub place: Place,
}
