//! Activity 3: data of helplines, hotlines and industry. Counts of reports, each by its issuer's own rules: a volume as of a
//! date, and no number of children.

use crate::series::SeriesActivity;
use cairn_evidence::{Evidence, ReportVolume};
use cairn_study::Activity;

/// The activity.
pub(crate) const NON_LAW_ENFORCEMENT_DATA: SeriesActivity = SeriesActivity {
    activity: Activity::NonLawEnforcementData,
    respondents: "helplines, hotlines, platforms and other organisations that hold counts of reports",
    may_claim: (
        "How many reports an organisation counted, by its own definition, as of a date.",
        "A prevalence, or a number of children, victims, images or cases.",
    ),
    issuer_kinds: &[
        ("helpline", "Counsels children and others who call or write."),
        ("hotline", "Receives reports of illegal content."),
        ("clearing_house", "Receives reports from industry for several countries."),
        ("platform", "Provides a service online."),
        ("provider", "Provides access to the internet or to telephony."),
        ("civil_society", "Another organisation of civil society."),
        ("authority", "An authority that is not law enforcement."),
    ],
    issuers: "organisations",
    standing_caveat: "The volume of reports is not a prevalence, nor a number of children, images or cases, and it is never final.",
    evidence: |series| Evidence::ReportVolume(ReportVolume(series)),
};
