//! The indicators of the demonstration: each is written into the study folder and evaluated on the population.

mod caregivers;
mod harm;
mod indicator;
mod online;
mod relations;
mod response;

pub(crate) use indicator::Indicator;
pub(crate) use relations::{asks_for_numbers, block, parts, theme};

/// A file of indicators.
pub(crate) struct IndicatorFile {
    /// Its name in the folder `indicators`, without extension. A study is read and reported in the order of these names.
    pub(crate) name: &'static str,
    /// What it holds, for its first line.
    pub(crate) heading: &'static str,
    pub(crate) indicators: &'static [Indicator],
}

/// The files in the order of their names: within each chapter children speak first.
pub(crate) const FILES: [IndicatorFile; 4] = [
    IndicatorFile { name: "1-online", heading: "Children online", indicators: online::ONLINE },
    IndicatorFile { name: "2-harm", heading: "The harm in the country", indicators: harm::HARM },
    IndicatorFile { name: "3-response", heading: "Responding", indicators: response::RESPONSE },
    IndicatorFile {
        name: "4-caregivers",
        heading: "What caregivers say",
        indicators: caregivers::CAREGIVERS,
    },
];

/// All indicators, in the order of the files.
pub(crate) fn all() -> impl Iterator<Item = &'static Indicator> {
    FILES.iter().flat_map(|file| file.indicators)
}

/// The indicator of that name.
pub(crate) fn find(id: &str) -> Option<&'static Indicator> {
    all().find(|indicator| indicator.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire;
    use std::collections::BTreeSet;

    #[test]
    fn there_are_sixty_or_more_with_unique_names() {
        let ids: BTreeSet<_> = all().map(|indicator| indicator.id).collect();
        assert_eq!(ids.len(), all().count());
        assert!(ids.len() >= 60, "{}", ids.len());
    }

    #[test]
    fn each_looks_at_items_that_exist_and_has_seven_disaggregations() {
        for indicator in all() {
            let resolves = |condition| questionnaire::resolve(indicator.respondent, condition).is_some();
            assert!(resolves(&indicator.value), "{}", indicator.id);
            assert!(indicator.base.as_ref().is_none_or(|(base, _)| resolves(base)), "{}", indicator.id);
            assert_eq!(indicator.disaggregations().len(), 7);
        }
    }

    #[test]
    fn every_item_is_used() {
        let used: BTreeSet<_> = all()
            .flat_map(|indicator| {
                let base = indicator.base.map_or(Vec::new(), |(base, _)| base.names());
                [indicator.value.names(), base].concat()
            })
            .collect();
        let unused: Vec<_> = questionnaire::CHILD
            .iter()
            .chain(questionnaire::CAREGIVER)
            .map(|item| item.name)
            .filter(|name| !used.contains(name))
            .collect();
        assert!(unused.is_empty(), "{unused:?}");
    }
}
