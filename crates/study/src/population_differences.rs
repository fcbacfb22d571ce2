//! Two sources that say different things of the same people.

use crate::{Population, PopulationSource};
use cairn_definition::Place;
use std::collections::BTreeMap;
use std::fmt;

/// What is stated of a population.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted<'p> {
    /// The number of children.
    Children,
    /// The share of children online.
    Online,
    /// The number of people described by these words: of margins, and of the children where they are of the same.
    People(&'p str),
}

/// A number of the population with its source.
#[derive(Debug, Clone, Copy)]
pub struct Stated<'p> {
    /// A number of people, or a share.
    pub number: f64,
    /// Who published it, and of which day.
    pub source: &'p PopulationSource,
    /// Where it is declared.
    pub place: &'p Place,
}

/// Two sources that differ by more than the country allows.
#[derive(Debug, Clone, Copy)]
pub struct SourcesDiffer<'p> {
    /// What they state.
    pub what: Counted<'p>,
    /// The first, which is used.
    pub first: Stated<'p>,
    /// The other.
    pub other: Stated<'p>,
}

impl SourcesDiffer<'_> {
    /// By how much they differ, as a share of the first.
    pub fn by(&self) -> f64 {
        (self.other.number - self.first.number).abs() / self.first.number
    }
}

impl fmt::Display for SourcesDiffer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, share) = match self.what {
            Counted::Children => ("the number of children".to_owned(), false),
            Counted::Online => ("the share of children online".to_owned(), true),
            Counted::People(people) => (format!("the number of {people}"), false),
        };
        let shown = |stated: &Stated<'_>| {
            let number = if share { stated.number.to_string() } else { grouped(stated.number) };
            format!("{number} ({}, {})", stated.source.source, stated.source.date)
        };
        let percent = 100.0 * self.by();
        write!(
            f,
            "two sources of {what} differ by {percent:.1} per cent: {} and {}",
            shown(&self.first),
            shown(&self.other)
        )
    }
}

impl Population {
    /// Where sources differ from the first by more than [`sources_may_differ`](Self::sources_may_differ): of the number of
    /// children, of the share online, and of the people that margins are of.
    pub fn differences(&self) -> Vec<SourcesDiffer<'_>> {
        let children: Vec<_> = self
            .children
            .iter()
            .map(|count| Stated { number: count.count, source: &count.source, place: &count.place })
            .collect();
        let online: Vec<_> = self
            .online
            .iter()
            .map(|share| Stated { number: share.share, source: &share.source, place: &share.place })
            .collect();
        let mut people: BTreeMap<&str, Vec<Stated<'_>>> = BTreeMap::new();
        if let (Some(count), Some(stated)) = (self.children.first(), children.first()) {
            people.entry(count.of.trim()).or_default().push(*stated);
        }
        for margin in &self.margins {
            let stated = Stated { number: margin.total(), source: &margin.source, place: &margin.id.place };
            people.entry(margin.of.trim()).or_default().push(stated);
        }
        let people = people.into_iter().map(|(people, stated)| (Counted::People(people), stated));
        [(Counted::Children, children), (Counted::Online, online)]
            .into_iter()
            .chain(people)
            .flat_map(|(what, stated)| self.apart(what, &stated))
            .collect()
    }

    fn apart<'p>(&self, what: Counted<'p>, stated: &[Stated<'p>]) -> Vec<SourcesDiffer<'p>> {
        let Some((first, others)) = stated.split_first() else { return Vec::new() };
        let differ = others.iter().map(|other| SourcesDiffer { what, first: *first, other: *other });
        differ.filter(|differ| differ.by() > self.sources_may_differ).collect()
    }
}

/// A number of people with commas between thousands.
pub(crate) fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0.0, 999.0, 1000.0, 1_474_200.4].map(grouped), ["0", "999", "1,000", "1,474,200"]);
    }
}
