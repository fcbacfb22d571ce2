//! The kinds of evidence, and all evidence of a country.

use crate::{
    Capacity, ChildrenAffected, CountSeries, EvidenceId, Experience, LegalStatus, PairAgreement, Presented,
    RecordedCases, ReportVolume, RespondentCount, View,
};
use std::collections::BTreeMap;
use std::fmt;

/// A kind of evidence; each is a type of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceKind {
    /// [`LegalStatus`].
    LegalStatus,
    /// [`View`].
    View,
    /// [`Experience`].
    Experience,
    /// [`ReportVolume`].
    ReportVolume,
    /// [`RecordedCases`].
    RecordedCases,
    /// [`RespondentCount`].
    RespondentCount,
    /// [`Capacity`].
    Capacity,
    /// [`Prevalence`](crate::Prevalence).
    Prevalence,
    /// [`PairAgreement`].
    PairAgreement,
    /// [`ChildrenAffected`].
    ChildrenAffected,
}

impl EvidenceKind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::LegalStatus,
        Self::View,
        Self::Experience,
        Self::ReportVolume,
        Self::RecordedCases,
        Self::RespondentCount,
        Self::Capacity,
        Self::Prevalence,
        Self::PairAgreement,
        Self::ChildrenAffected,
    ];
}

impl fmt::Display for EvidenceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LegalStatus => "the status of a provision",
            Self::View => "views of duty-bearers",
            Self::Experience => "accounts of experiences",
            Self::ReportVolume => "a volume of reports",
            Self::RecordedCases => "cases recorded by the police",
            Self::RespondentCount => "answers of a convenience sample",
            Self::Capacity => "a capacity assessed",
            Self::Prevalence => "a prevalence",
            Self::PairAgreement => "agreement of children and caregivers",
            Self::ChildrenAffected => "a number of children",
        })
    }
}

/// A piece of evidence of any kind.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "each variant is named as the type it holds")]
pub enum Evidence {
    LegalStatus(LegalStatus),
    View(View),
    Experience(Experience),
    ReportVolume(ReportVolume),
    RecordedCases(RecordedCases),
    RespondentCount(RespondentCount),
    Capacity(Capacity),
    Prevalence(Box<Presented>),
    PairAgreement(Box<PairAgreement>),
    ChildrenAffected(Box<ChildrenAffected>),
}

impl Evidence {
    /// Its name.
    pub fn id(&self) -> EvidenceId {
        match self {
            Self::LegalStatus(evidence) => evidence.id.clone(),
            Self::View(View(account)) | Self::Experience(Experience(account)) => account.id.clone(),
            Self::ReportVolume(ReportVolume(series)) | Self::RecordedCases(RecordedCases(series)) => {
                series.id.clone()
            }
            Self::RespondentCount(evidence) => evidence.id.clone(),
            Self::Capacity(evidence) => evidence.id.clone(),
            Self::Prevalence(presented) => EvidenceId::from(&presented.prevalence().claim().id),
            Self::PairAgreement(evidence) => evidence.id.clone(),
            Self::ChildrenAffected(evidence) => evidence.id().clone(),
        }
    }

    /// Its kind.
    pub fn kind(&self) -> EvidenceKind {
        match self {
            Self::LegalStatus(_) => EvidenceKind::LegalStatus,
            Self::View(_) => EvidenceKind::View,
            Self::Experience(_) => EvidenceKind::Experience,
            Self::ReportVolume(_) => EvidenceKind::ReportVolume,
            Self::RecordedCases(_) => EvidenceKind::RecordedCases,
            Self::RespondentCount(_) => EvidenceKind::RespondentCount,
            Self::Capacity(_) => EvidenceKind::Capacity,
            Self::Prevalence(_) => EvidenceKind::Prevalence,
            Self::PairAgreement(_) => EvidenceKind::PairAgreement,
            Self::ChildrenAffected(_) => EvidenceKind::ChildrenAffected,
        }
    }

    /// The series of counts, where it is one.
    pub fn series(&self) -> Option<&CountSeries> {
        match self {
            Self::ReportVolume(ReportVolume(series)) | Self::RecordedCases(RecordedCases(series)) => {
                Some(series)
            }
            _ => None,
        }
    }
}

/// All evidence of a country, by name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BodyOfEvidence(BTreeMap<EvidenceId, Evidence>);

impl BodyOfEvidence {
    /// Adds evidence; what has the name of an earlier piece replaces it.
    pub fn extend(&mut self, evidence: impl IntoIterator<Item = Evidence>) {
        self.0.extend(evidence.into_iter().map(|evidence| (evidence.id(), evidence)));
    }

    /// The evidence of that name.
    pub fn get(&self, id: &EvidenceId) -> Option<&Evidence> {
        self.0.get(id)
    }

    /// All of it, in the order of names.
    pub fn iter(&self) -> impl Iterator<Item = (&EvidenceId, &Evidence)> {
        self.0.iter()
    }
}
