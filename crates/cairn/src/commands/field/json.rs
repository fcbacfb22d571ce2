//! The answer for programs.

use super::{Answer, rate};
use cairn_fieldwork::{Group, Notices};
use cairn_sample::disposition::Category;
use cairn_sample::outcome::{Counts, EligibleShare, OutcomeRates, Rate, Undefined};
use serde_json::{Map, Value, json};

pub(super) fn write(answer: &Answer<'_>) -> Value {
    let Answer { country, draw, outcomes, by, .. } = answer;
    let mut value = json!({
        "country": country.id.as_str(),
        "synthetic": answer.is_synthetic(),
        "fieldwork": { "from": country.fieldwork.from.to_string(), "to": country.fieldwork.to.to_string() },
        "clusters_in_use": draw.in_use().len(),
        "eligible_share": {
            "rule": answer.rule(),
            "counted": share(outcomes.share),
            "weighted": share(outcomes.weighted_share),
        },
        "whole": group(answer, &outcomes.whole),
        "notices": notices(&outcomes.notices),
    });
    if let (Some(by), Some(map)) = (by, value.as_object_mut()) {
        let groups = outcomes.groups.iter().map(|of| {
            let mut value = group(answer, of);
            if let Some(map) = value.as_object_mut() {
                let label = if of.label.is_empty() { Value::Null } else { of.label.as_str().into() };
                map.insert(by.noun().to_owned(), label);
            }
            value
        });
        map.insert("by".to_owned(), by.noun().into());
        map.insert("groups".to_owned(), groups.collect());
    }
    value
}

fn share(share: Result<EligibleShare, Undefined>) -> Value {
    match share {
        Ok(share) => share.value().into(),
        Err(reason) => json!({ "absent": reason.to_string() }),
    }
}

fn group(answer: &Answer<'_>, group: &Group) -> Value {
    let mut map = Map::new();
    if answer.weighting.counts() {
        map.insert("counted".to_owned(), households(&group.counts, &answer.outcomes.rates(group)));
    }
    if answer.weighting.weights() {
        map.insert(
            "weighted".to_owned(),
            households(&group.weighted, &answer.outcomes.weighted_rates(group)),
        );
    }
    map.into()
}

fn households(counts: &Counts, rates: &OutcomeRates) -> Value {
    let categories: Map<String, Value> = Category::ALL
        .into_iter()
        .map(|category| (category.letters().to_owned(), number(counts.get(category))))
        .collect();
    let rates: Map<String, Value> =
        Rate::ALL.into_iter().map(|of| (of.name().to_owned(), rate(rates, of))).collect();
    json!({ "households": number(counts.total()), "outcomes": categories, "rates": rates })
}

/// A count is a whole number.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 { (value as u64).into() } else { value.into() }
}

fn notices(notices: &Notices) -> Value {
    json!({
        "clusters_not_worked": notices.not_worked,
        "interviews_a_cluster": notices.take,
        "clusters_with_fewer_interviews": notices
            .short
            .iter()
            .map(|(cluster, interviews)| json!({ "cluster": cluster, "interviews": interviews }))
            .collect::<Vec<_>>(),
        "households_selected_without_contact": notices.without_contact,
        "share_of_unknown_eligibility": notices.unknown_share,
        "dates_outside_the_fieldwork": notices.outside_fieldwork,
        "contacts_without_date": notices.without_date,
        "interviewers_outside_the_limits": notices
            .unusual
            .iter()
            .map(|unusual| json!({
                "interviewer": unusual.interviewer,
                "what": unusual.measure.to_string(),
                "count": unusual.count,
                "of": unusual.of,
                "share_of_all": unusual.all,
                "limits": [unusual.limits.0, unusual.limits.1],
            }))
            .collect::<Vec<_>>(),
    })
}
