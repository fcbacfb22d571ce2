//! Who is spoken to, by alias, and what each has consented to.

use super::Csv;
use super::Setting;

/// What an informant has consented to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Consent {
    Withdrawn,
    AnalysisOnly,
    Paraphrase,
    Verbatim,
}

impl Consent {
    fn key(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::AnalysisOnly => "analysis_only",
            Self::Paraphrase => "paraphrase",
            Self::Verbatim => "verbatim",
        }
    }
}

/// An informant. Aliases are those of one country; another country’s G01 is somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Informant {
    pub(super) alias: &'static str,
    pub(super) kind: &'static str,
    pub(super) consent: Consent,
    described_as: &'static str,
}

const fn informant(
    alias: &'static str,
    kind: &'static str,
    consent: Consent,
    described_as: &'static str,
) -> Informant {
    Informant { alias, kind, consent, described_as }
}

use Consent::{AnalysisOnly, Paraphrase, Verbatim, Withdrawn};

/// Officials of government.
pub(super) const OFFICIALS: [Informant; 10] = [
    informant("G01", "official", Verbatim, "an official of a ministry"),
    informant("G02", "official", Verbatim, "an official of a ministry"),
    informant("G03", "official", AnalysisOnly, ""),
    informant("G04", "official", Verbatim, "an official of a regional administration"),
    informant("G05", "official", Paraphrase, ""),
    informant("G06", "official", Verbatim, "an official of a ministry"),
    informant("G07", "official", Verbatim, "an official of a regional administration"),
    informant("G08", "official", Verbatim, "an official of a ministry"),
    informant("G09", "official", Paraphrase, ""),
    informant("G10", "official", Withdrawn, ""),
];

/// Children who sought justice, caregivers, justice professionals.
pub(super) const JUSTICE: [Informant; 10] = [
    informant("J01", "child", Verbatim, "a young person"),
    informant("J02", "child", Verbatim, "a young person"),
    informant("J03", "child", AnalysisOnly, ""),
    informant("J04", "child", Withdrawn, ""),
    informant("J05", "caregiver", Verbatim, "a caregiver"),
    informant("J06", "caregiver", Verbatim, "a caregiver"),
    informant("J07", "caregiver", Paraphrase, ""),
    informant("J08", "justice_professional", Verbatim, "a justice professional"),
    informant("J09", "justice_professional", Verbatim, "a justice professional"),
    informant("J10", "justice_professional", AnalysisOnly, ""),
];

/// Young adult survivors.
pub(super) const SURVIVORS: [Informant; 4] = [
    informant("S01", "survivor", Verbatim, "a young adult survivor"),
    informant("S02", "survivor", Verbatim, "a young adult survivor"),
    informant("S03", "survivor", AnalysisOnly, ""),
    informant("S04", "survivor", Withdrawn, ""),
];

/// The file of informants. Consent was given on the day of the interview, and withdrawn a month later.
pub(super) fn table(setting: &Setting, people: &[Informant]) -> Vec<u8> {
    let mut csv = Csv::new(&["id", "kind", "consent", "consented_on", "described_as"]);
    for (number, informant) in (0_u32..).zip(people) {
        let day = if informant.consent == Withdrawn { 45 } else { 3 + 2 * number };
        let day = setting.day(day);
        csv.row(&[informant.alias, informant.kind, informant.consent.key(), &day, informant.described_as]);
    }
    csv.into_bytes()
}
