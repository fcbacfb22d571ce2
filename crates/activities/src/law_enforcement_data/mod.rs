//! Activity 7: case data of law enforcement. What was recorded, not what happened.

use crate::series::SeriesActivity;
use cairn_evidence::{Evidence, RecordedCases};
use cairn_study::Activity;

/// The activity.
pub(crate) const LAW_ENFORCEMENT_DATA: SeriesActivity = SeriesActivity {
    activity: Activity::LawEnforcementData,
    respondents: "police units, prosecution and courts, by a request for data",
    may_claim: (
        "How many cases a unit recorded, by its own definition, as of a date.",
        "A prevalence, or a number of incidents.",
    ),
    issuer_kinds: &[
        ("police", "A police service or unit."),
        ("prosecution", "A prosecution service."),
        ("court", "A court, or courts together."),
    ],
    issuers: "units of law enforcement and justice",
    standing_caveat: "Recorded cases are not incidents: how many there are depends on what is reported and on what is recorded.",
    evidence: |series| Evidence::RecordedCases(RecordedCases(series)),
};
