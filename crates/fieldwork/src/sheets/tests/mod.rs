//! Sheets read back as a supervisor and a form see them.

mod folder;
mod print;

use super::*;
use cairn_sample::draw::Sex;
use cairn_study::{RespondentSelection, SecondStage};

fn plan(second_stage: SecondStage, respondent: RespondentSelection, contacts: u32) -> SheetPlan {
    SheetPlan {
        study: "Children & the internet".to_owned(),
        country: "Aldermark".to_owned(),
        synthetic: true,
        size: "households".to_owned(),
        referral_list: Some("referral/aldermark.pdf".to_owned()),
        second_stage,
        respondent,
        contacts,
        seed: 20250117,
    }
}

fn cluster(number: u64) -> SheetCluster {
    SheetCluster {
        number,
        area: format!("EA 0{number}"),
        strata: vec![("region".to_owned(), "North".to_owned()), ("area".to_owned(), "urban".to_owned())],
        size: 184.0,
        reserve: false,
        sex: None,
    }
}
