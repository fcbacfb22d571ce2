//! Themes: the questions that several activities look at, on which their findings meet.

use crate::{Activity, ThemeId};
use cairn_definition::Place;

/// A theme of the study, a row of the convergence matrix.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Its name, unique within the study.
    pub id: ThemeId,
    /// As shown: "Telling somebody".
    pub title: String,
    /// Where it is defined.
    pub place: Place,
}

/// Something that an activity's instrument asks about a theme: an indicator, a code, a criterion, a series, a question.
///
/// An activity covers a theme where one of its instrument's items has it. A theme that no item has was *not asked*; one that is
/// covered and of which nothing came is *silence*.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ThemedItem {
    /// The activity whose instrument asks.
    pub activity: Activity,
    /// The item's name within the activity: `bullied_online@1`, `barriers.budget`, `icmec.2`.
    pub item: String,
    /// The theme it is about.
    pub theme: ThemeId,
}
