//! What may be shown, under each set of rules.
#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use cairn_evidence::{
    Claim, Estimate, Group, Interval, IntervalMethod, MissingCounts, NumberId, Presented, Prevalence, Shown,
    WithheldReason, present,
};
use cairn_study::{MissingKind, Presentation, Preset};
use proptest::prelude::*;
use std::sync::Arc;
use support::{pedigree, sample};

fn estimate(proportion: f64, half_width: f64, df: f64, effective_n: f64) -> Estimate {
    let interval = Interval {
        lower: (proportion - half_width).max(0.0),
        upper: (proportion + half_width).min(1.0),
        level: 0.95,
        method: IntervalMethod::KornGraubard,
    };
    Estimate {
        proportion,
        standard_error: Some(half_width / 2.0),
        interval: Some(interval),
        korn_graubard: Some(interval),
        design_effect: Some(1.5),
        effective_n: Some(effective_n),
        degrees_of_freedom: df,
        notes: Vec::new(),
    }
}

fn prevalence(n: u64, estimate: Result<Estimate, String>) -> Prevalence {
    let pedigree = pedigree("data/a.csv");
    let claim = Claim {
        id: "aldermark/told@1".parse().unwrap(),
        population: "children".into(),
        period: "in the past year".into(),
        base: "children".into(),
        group_labels: Vec::new(),
        n,
        count: n / 4,
        weighted_n: 100.0,
        missing: MissingCounts::default(),
        base_unknown: MissingCounts::default(),
        estimate,
        pedigree: Arc::new(pedigree),
    };
    Prevalence::from_sample(Arc::new(sample(1000)), claim)
}

fn shown(n: u64, estimate: Estimate, preset: Preset) -> Presented {
    present(prevalence(n, Ok(estimate)), &Presentation::preset(preset))
}

fn plain() -> Estimate {
    estimate(0.25, 0.05, 92.0, 200.0)
}

#[test]
fn below_a_base_of_fifty_disrupting_harm_shows_counts() {
    let presented = shown(49, plain(), Preset::DisruptingHarm);
    assert_eq!(presented.shown(), &Shown::Counts(WithheldReason::SmallBase { minimum: 50 }));
    assert_eq!((presented.estimate(), presented.count()), (None, Some(12)));
    let presented = shown(50, plain(), Preset::DisruptingHarm);
    assert_eq!(presented.shown(), &Shown::Percentage { parentheses: false, flags: Vec::new() });
    assert_eq!(presented.estimate().map(|estimate| estimate.proportion), Some(0.25));
}

#[test]
fn dhs_shows_nothing_below_25_and_parentheses_below_50() {
    let small = shown(24, plain(), Preset::Dhs);
    assert_eq!(small.shown(), &Shown::Withheld(WithheldReason::SmallBase { minimum: 25 }));
    assert_eq!((small.estimate(), small.count()), (None, None));
    for (n, parentheses) in [(25, true), (49, true), (50, false)] {
        assert_eq!(
            shown(n, plain(), Preset::Dhs).shown(),
            &Shown::Percentage { parentheses, flags: Vec::new() }
        );
    }
}

#[test]
fn nchs_withholds_what_is_unreliable() {
    let reason = |estimate: Estimate, n: u64| match shown(n, estimate, Preset::Nchs).shown() {
        Shown::Withheld(reason) => Some(reason.clone()),
        _ => None,
    };
    assert_eq!(reason(plain(), 29), Some(WithheldReason::SmallBase { minimum: 30 }));
    assert_eq!(reason(estimate(0.25, 0.05, 92.0, 29.9), 500), Some(WithheldReason::SmallEffectiveSize));
    assert_eq!(reason(estimate(0.5, 0.15, 92.0, 200.0), 500), Some(WithheldReason::WideInterval));
    // 0.06 wide, which is more than 130 % of 0.04.
    let wide = estimate(0.04, 0.03, 92.0, 200.0);
    assert_eq!(reason(wide, 500), Some(WithheldReason::WideRelativeInterval));
    // Narrower than 0.05 in all: shown, however small the proportion.
    assert_eq!(reason(estimate(0.002, 0.002, 92.0, 200.0), 500), None);
    let unknown = Estimate { korn_graubard: None, ..plain() };
    assert!(matches!(reason(unknown, 500), Some(WithheldReason::NotEstimated(_))));
}

#[test]
fn nchs_flags_what_needs_a_second_look() {
    let flags = |estimate: Estimate| match shown(500, estimate, Preset::Nchs).shown() {
        Shown::Percentage { flags, .. } => flags.clone(),
        other => panic!("{other:?}"),
    };
    assert!(flags(plain()).is_empty());
    assert_eq!(flags(estimate(0.25, 0.05, 7.0, 200.0)), ["fewer than 8 degrees of freedom"]);
    assert_eq!(
        flags(estimate(0.97, 0.03, 92.0, 200.0)),
        ["the interval is wider than 130 % of the complement"]
    );
    assert_eq!(flags(estimate(0.0, 0.02, 92.0, 200.0)), ["the sample has only one answer"]);
}

#[test]
fn what_was_not_estimated_is_withheld_with_its_reason() {
    let nobody = prevalence(0, Err("nobody in the sample is in this base".into()));
    let presented = present(nobody, &Presentation::preset(Preset::DisruptingHarm));
    let Shown::Withheld(reason) = presented.shown() else { panic!("{presented:?}") };
    assert_eq!(reason.to_string(), "nobody in the sample is in this base");
    assert_eq!((presented.estimate(), presented.count()), (None, None));
}

#[test]
fn kinds_of_missing_are_never_merged() {
    let mut counts = MissingCounts::default();
    for (times, kind) in MissingKind::ALL.into_iter().enumerate() {
        counts.add(kind, times as u64);
    }
    assert_eq!(counts.total(), 10);
    let present: Vec<_> = counts.present().collect();
    assert_eq!(present[0], (MissingKind::PreferNotToSay, 1));
    assert_eq!(present.len(), 4);
}

proptest! {
    #[test]
    fn a_name_reads_back_as_itself(levels in prop::collection::vec("\\PC{0,12}", 0..3), version in 1..100_u32) {
        let breakdowns = ["gender", "area", "age_group"];
        let pairs = breakdowns.iter().zip(&levels).map(|(id, level)| (id.parse().unwrap(), level.clone()));
        let id = NumberId {
            country: "aldermark".parse().unwrap(),
            indicator: "told_no_one".parse().unwrap(),
            version,
            group: Group(pairs.collect()),
        };
        prop_assert_eq!(id.to_string().parse::<NumberId>().unwrap(), id);
    }

    #[test]
    fn any_text_is_a_name_or_an_error(text in "\\PC{0,60}") {
        if let Ok(id) = text.parse::<NumberId>() {
            prop_assert_eq!(id.to_string().parse::<NumberId>().unwrap(), id);
        }
    }
}
