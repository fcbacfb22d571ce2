//! One number on its way onto a page: the words and digits that may be shown of it, and nothing else.

use crate::format::{self, Share};
use cairn_evidence::{Claim, Estimate, Presented, Shown, WithheldReason};

/// A presented prevalence with the decimals its percentage is shown with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number<'a> {
    presented: &'a Presented,
    decimals: u8,
}

impl<'a> Number<'a> {
    pub(crate) fn new(presented: &'a Presented, decimals: u8) -> Self {
        Self { presented, decimals }
    }

    /// Ids, words, n and missing counts. Its estimate and count are taken only through the methods below.
    pub(crate) fn claim(&self) -> &'a Claim {
        self.presented.prevalence().claim()
    }

    /// The estimate, where it may be shown.
    pub(crate) fn estimate(&self) -> Option<&'a Estimate> {
        self.presented.estimate()
    }

    /// The count, where it may be shown.
    pub(crate) fn count(&self) -> Option<u64> {
        self.presented.count()
    }

    /// The share with its cases, where it may be shown.
    fn share(&self) -> Option<Share> {
        let claim = self.claim();
        Some(Share { proportion: self.estimate()?.proportion, count: self.count()?, n: claim.n })
    }

    /// What stands where the reader looks for the number: `15.7 %`, `(15.7 %)`, `7 of 31` or `not shown`.
    pub(crate) fn text(&self) -> String {
        match (self.share(), self.count()) {
            (Some(share), _) => self.parenthesised(format::percentage(share, self.decimals)),
            (None, Some(count)) => format::count_of(count, self.claim().n),
            (None, None) => "not shown".to_owned(),
        }
    }

    /// The percentage without its sign, `15.7` or `(15.7)`, where it may be shown.
    pub(crate) fn per_cent(&self) -> Option<String> {
        self.share().map(|share| self.parenthesised(format::per_cent(share, self.decimals)))
    }

    fn parenthesised(&self, text: String) -> String {
        if self.parentheses() { format!("({text})") } else { text }
    }

    /// Whether the percentage rests on few cases.
    pub(crate) fn parentheses(&self) -> bool {
        matches!(self.presented.shown(), Shown::Percentage { parentheses: true, .. })
    }

    /// The limits of the interval, `14.6–16.9`, where there is one and it may be shown.
    pub(crate) fn limits(&self) -> Option<String> {
        let interval = self.estimate()?.interval.as_ref()?;
        Some(format::limits(interval, self.decimals))
    }

    /// The two limits apart, `14.6` and `16.9`, where there is an interval and it may be shown.
    pub(crate) fn lower_upper(&self) -> Option<(String, String)> {
        let interval = self.estimate()?.interval.as_ref()?;
        Some((format::limit(interval.lower, self.decimals), format::limit(interval.upper, self.decimals)))
    }

    /// The interval in words: `95 % CI 14.6–16.9`.
    pub(crate) fn interval_words(&self) -> Option<String> {
        let interval = self.estimate()?.interval.as_ref()?;
        Some(format!(
            "{}\u{a0}CI\u{a0}{}",
            format::level(interval.level),
            format::limits(interval, self.decimals)
        ))
    }

    /// Why no percentage is shown.
    pub(crate) fn withheld(&self) -> Option<&'a WithheldReason> {
        match self.presented.shown() {
            Shown::Counts(reason) | Shown::Withheld(reason) => Some(reason),
            Shown::Percentage { .. } => None,
        }
    }

    /// What the reader must be told of a percentage that is shown: flags of reliability, and why something is absent.
    pub(crate) fn remarks(self) -> impl Iterator<Item = &'a str> {
        let flags = match self.presented.shown() {
            Shown::Percentage { flags, .. } => flags.as_slice(),
            Shown::Counts(_) | Shown::Withheld(_) => &[],
        };
        let notes = self.estimate().map_or(&[][..], |estimate| estimate.notes.as_slice());
        flags.iter().copied().chain(notes.iter().map(String::as_str))
    }

    /// All that must be said about the number: why no percentage is shown, and its remarks.
    pub(crate) fn notes(self) -> impl Iterator<Item = String> {
        let withheld = self.withheld().map(|reason| match self.count() {
            Some(_) => format!("no percentage: {reason}"),
            None => format!("not shown: {reason}"),
        });
        withheld.into_iter().chain(self.remarks().map(str::to_owned))
    }

    /// How much is shown, as one word for machines.
    pub(crate) fn shown_word(&self) -> &'static str {
        match self.presented.shown() {
            Shown::Percentage { .. } => "percentage",
            Shown::Counts(_) => "counts",
            Shown::Withheld(_) => "withheld",
        }
    }

    /// The label of the group's level at `position`; the level itself where it has none.
    pub(crate) fn level_label(&self, position: usize) -> &'a str {
        let claim = self.claim();
        match (claim.group_labels.get(position), claim.id.group.0.get(position)) {
            (Some(label), _) => label,
            (None, Some((_, level))) => level,
            (None, None) => "",
        }
    }

    /// The name of the group within its country and indicator: the last part of the number's id; empty for everybody.
    pub(crate) fn group_key(&self) -> String {
        let id = self.claim().id.to_string();
        id.splitn(3, '/').nth(2).unwrap_or_default().to_owned()
    }
}
