//! Which series stand in one figure: those that are comparable, each with each other.

use super::scale::Scale;
use cairn_evidence::{CountSeries, Overlay};

/// The series of one figure.
#[derive(Debug)]
pub(super) struct Group<'a> {
    pub(super) series: Vec<&'a CountSeries>,
    /// Why it is not part of an earlier figure of the same series.
    pub(super) apart: Vec<String>,
    overlay: Option<Overlay<'a>>,
}

/// The figures: each series goes into the first whose series it is all comparable with.
pub(super) fn groups<'a>(series: &[&'a CountSeries]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for one in series {
        let mut apart = Vec::new();
        let mut home = None;
        for (position, group) in groups.iter().enumerate() {
            let together: Vec<&CountSeries> = group.series.iter().copied().chain([*one]).collect();
            match Overlay::of(&together) {
                Ok(_) => home = Some((position, together)),
                Err(refusal) if group.asks_what(one) => {
                    let differences: Vec<String> =
                        refusal.differences.iter().map(ToString::to_string).collect();
                    apart.push(format!("Not in the figure above: {}", differences.join("; ")));
                }
                Err(_) => {}
            }
            if home.is_some() {
                break;
            }
        }
        match home.and_then(|(position, together)| Some((groups.get_mut(position)?, together))) {
            Some((group, together)) => {
                group.overlay = Overlay::of(&together).ok();
                group.series = together;
            }
            None => groups.push(Group { series: vec![*one], apart, overlay: None }),
        }
    }
    groups
}

impl<'a> Group<'a> {
    /// Whether it holds answers to the same question of the protocol.
    fn asks_what(&self, series: &CountSeries) -> bool {
        let asked = |series: &CountSeries| series.id.item.split('/').next().map(str::to_owned);
        self.series.iter().any(|other| asked(other) == asked(series))
    }

    /// The heading: the titles, each once.
    pub(super) fn title(&self) -> String {
        let mut titles: Vec<&str> = Vec::new();
        for series in &self.series {
            if !titles.contains(&series.title.as_str()) {
                titles.push(&series.title);
            }
        }
        match (self.series.as_slice(), self.apart.is_empty()) {
            ([only], false) => format!("{}: {}", only.title, only.issuer),
            _ => titles.join("; "),
        }
    }

    /// Whether its panels must be told apart.
    pub(super) fn needs_titles(&self) -> bool {
        self.series.len() > 1
    }

    /// In what its series differ.
    pub(super) fn caveats(&self) -> Vec<String> {
        let differences = self.overlay.iter().flat_map(Overlay::caveats);
        differences.map(ToString::to_string).collect()
    }

    /// What must be told of every one of its series, told once.
    pub(super) fn common_caveats(&self) -> Vec<&'a str> {
        let Some((first, others)) = self.series.split_first() else { return Vec::new() };
        let all_say =
            |caveat: &&str| others.iter().all(|other| other.caveats.iter().any(|own| own == caveat));
        first.caveats.iter().map(String::as_str).filter(all_say).collect()
    }

    /// One scale for all panels, so that their heights mean the same.
    pub(super) fn scale(&self) -> Scale {
        Scale::holding(&self.series)
    }
}
