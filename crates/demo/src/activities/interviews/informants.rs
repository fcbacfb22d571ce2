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

/// An informant. Aliases are those of one country; another country’s G1 is somebody else.
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
    informant("G1", "official", Verbatim, "an official of a ministry"),
    informant("G2", "official", Verbatim, "an official of a ministry"),
    informant("G3", "official", AnalysisOnly, ""),
    informant("G4", "official", Verbatim, "an official of a regional administration"),
    informant("G5", "official", Paraphrase, ""),
    informant("G6", "official", Verbatim, "an official of a ministry"),
    informant("G7", "official", Verbatim, "an official of a regional administration"),
    informant("G8", "official", Verbatim, "an official of a ministry"),
    informant("G9", "official", Paraphrase, ""),
    informant("G10", "official", Withdrawn, ""),
];

/// Children who sought justice, caregivers, justice professionals.
pub(super) const JUSTICE: [Informant; 10] = [
    informant("J1", "child", Verbatim, "a young person"),
    informant("J2", "child", Verbatim, "a young person"),
    informant("J3", "child", AnalysisOnly, ""),
    informant("J4", "child", Withdrawn, ""),
    informant("J5", "caregiver", Verbatim, "a caregiver"),
    informant("J6", "caregiver", Verbatim, "a caregiver"),
    informant("J7", "caregiver", Paraphrase, ""),
    informant("J8", "justice_professional", Verbatim, "a justice professional"),
    informant("J9", "justice_professional", Verbatim, "a justice professional"),
    informant("J10", "justice_professional", AnalysisOnly, ""),
];

/// Young adult survivors.
pub(super) const SURVIVORS: [Informant; 4] = [
    informant("S1", "survivor", Verbatim, "a young adult survivor"),
    informant("S2", "survivor", Verbatim, "a young adult survivor"),
    informant("S3", "survivor", AnalysisOnly, ""),
    informant("S4", "survivor", Withdrawn, ""),
];

/// The file of informants. Consent was given on the day of the interview, and withdrawn a month later; a child’s caregiver has
/// consented to the same a day before.
pub(super) fn table(setting: &Setting, people: &[Informant]) -> Vec<u8> {
    let mut csv = Csv::new(&[
        "id",
        "kind",
        "consent",
        "consented_on",
        "caregiver_consent",
        "caregiver_consented_on",
        "described_as",
    ]);
    for (number, informant) in (0_u32..).zip(people) {
        let (kind, consent, described_as) = (informant.kind, informant.consent, informant.described_as);
        let day = if consent == Withdrawn { 45 } else { 3 + 2 * number };
        let (scope, on) = (consent.key(), setting.day(day));
        let (of_caregiver, given) =
            if kind == "child" { (scope, setting.day(day - 1)) } else { ("", String::new()) };
        csv.row(&[informant.alias, kind, scope, &on, of_caregiver, &given, described_as]);
    }
    csv.into_bytes()
}
