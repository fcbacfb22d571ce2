//! Households in groups.

use crate::table::Classes;
use crate::{Contacts, SampledClusters, stratum_title};
use cairn_sample::disposition::Category;
use cairn_sample::outcome::Counts;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// By what the households are divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breakdown {
    /// Strata of the draw.
    Stratum,
    /// Clusters in use.
    Cluster,
    /// Codes of interviewers.
    Interviewer,
    /// Weeks of ISO 8601, which begin on Monday, by the date of the contact.
    Week,
}

/// Some households.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// As shown: “North, urban”, `17`, `T03`, `2025-W10`. Empty: households where it was not entered.
    pub label: String,
    /// Their number by category.
    pub counts: Counts,
    /// The sums of their base weights by category: the inverse of the probability that cluster and household were selected.
    pub weighted: Counts,
}

impl Group {
    fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), counts: Counts::new(), weighted: Counts::new() }
    }

    fn add(&mut self, category: Category, weight: f64) {
        self.counts.add(category, 1.0);
        self.weighted.add(category, weight);
    }
}

/// The households of a country, each with its base weight.
pub(super) struct Households<'a> {
    pub(super) contacts: &'a Contacts,
    pub(super) sampled: &'a SampledClusters,
    /// The base weight of the households of each cluster; 0 where it has none.
    weights: Vec<f64>,
}

impl<'a> Households<'a> {
    pub(super) fn of(contacts: &'a Contacts, sampled: &'a SampledClusters) -> Self {
        let clusters = contacts.household_probability().into_iter().zip(&sampled.in_use);
        let weights = clusters
            .map(|(within, cluster)| within.map_or(0.0, |within| 1.0 / (cluster.probability * within)))
            .collect();
        Self { contacts, sampled, weights }
    }

    fn rows(&self) -> impl Iterator<Item = (usize, usize, Category)> {
        let rows = self.contacts.cluster().iter().zip(self.contacts.disposition()).enumerate();
        rows.map(|(row, (cluster, disposition))| (row, *cluster, disposition.category()))
    }

    fn weight(&self, cluster: usize) -> f64 {
        self.weights.get(cluster).copied().unwrap_or_default()
    }

    pub(super) fn whole(&self) -> Group {
        let mut whole = Group::new("");
        for (_, cluster, category) in self.rows() {
            whole.add(category, self.weight(cluster));
        }
        whole
    }

    /// `None` by interviewer where the file has no such column.
    pub(super) fn by(&self, by: Breakdown) -> Option<Vec<Group>> {
        match by {
            Breakdown::Stratum => Some(self.strata()),
            Breakdown::Cluster => Some(self.clusters()),
            Breakdown::Interviewer => Some(self.interviewers(self.contacts.interviewer()?)),
            Breakdown::Week => Some(self.weeks()),
        }
    }

    pub(super) fn clusters(&self) -> Vec<Group> {
        let names = self.sampled.in_use.iter().map(|cluster| Group::new(&cluster.name));
        self.fill(names.collect(), |_, cluster| cluster)
    }

    /// In the order in which the draw has them.
    fn strata(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut numbers: BTreeMap<&[String], usize> = BTreeMap::new();
        let of_cluster: Vec<usize> = self
            .sampled
            .in_use
            .iter()
            .map(|cluster| {
                *numbers.entry(&cluster.strata).or_insert_with(|| {
                    groups.push(Group::new(stratum_title(&cluster.strata)));
                    groups.len() - 1
                })
            })
            .collect();
        self.fill(groups, |_, cluster| of_cluster.get(cluster).copied().unwrap_or_default())
    }

    /// In the order of their codes; where none was entered, last.
    pub(super) fn interviewers(&self, codes: &Classes) -> Vec<Group> {
        let ranks = codes.ranks();
        let mut order: Vec<usize> = (0..codes.labels().len()).collect();
        let label = |code: usize| codes.labels().get(code).map_or("", String::as_str);
        order.sort_by_key(|code| (label(*code).is_empty(), ranks.get(*code).copied()));
        let groups = order.iter().map(|code| Group::new(label(*code))).collect();
        let mut place_of_code = vec![0; order.len()];
        for (place, code) in order.into_iter().enumerate() {
            if let Some(of_code) = place_of_code.get_mut(code) {
                *of_code = place;
            }
        }
        self.fill(groups, |row, _| {
            let code = codes.codes().get(row).and_then(|code| place_of_code.get(*code as usize));
            code.copied().unwrap_or_default()
        })
    }

    /// In the order of time; those without a date last.
    fn weeks(&self) -> Vec<Group> {
        let mut groups: BTreeMap<(bool, i16, i8), Group> = BTreeMap::new();
        for (row, cluster, category) in self.rows() {
            let week = self.contacts.date().get(row).copied().flatten().map(Date::iso_week_date);
            let key = week.map_or((true, 0, 0), |week| (false, week.year(), week.week()));
            let label =
                || week.map_or(String::new(), |week| format!("{:04}-W{:02}", week.year(), week.week()));
            groups.entry(key).or_insert_with(|| Group::new(label())).add(category, self.weight(cluster));
        }
        groups.into_values().collect()
    }

    fn fill(&self, mut groups: Vec<Group>, place: impl Fn(usize, usize) -> usize) -> Vec<Group> {
        for (row, cluster, category) in self.rows() {
            if let Some(group) = groups.get_mut(place(row, cluster)) {
                group.add(category, self.weight(cluster));
            }
        }
        groups
    }
}
