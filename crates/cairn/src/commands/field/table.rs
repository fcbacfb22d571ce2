//! The answer as a table: a row a country and a row a group.

use super::Answer;
use crate::failure::Failure;
use cairn_fieldwork::Group;
use cairn_sample::disposition::Category;
use cairn_sample::outcome::Rate;

/// A rate that is absent is an empty cell.
pub(super) fn write(answers: &[Answer<'_>]) -> Result<String, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut line = |cells: Vec<String>| writer.write_record(cells).map_err(Failure::operation);
    line(header())?;
    for answer in answers {
        line(row(answer, "", &answer.outcomes.whole))?;
        for group in &answer.outcomes.groups {
            line(row(answer, answer.by.map_or("", |by| by.label(&group.label)), group))?;
        }
    }
    let bytes = writer.into_inner().map_err(Failure::operation)?;
    String::from_utf8(bytes).map_err(Failure::operation)
}

fn header() -> Vec<String> {
    let names = |suffix: &'static str| {
        let letters =
            Category::ALL.into_iter().map(move |category| format!("{}{suffix}", category.letters()));
        letters.chain(Rate::ALL.into_iter().map(move |rate| format!("{rate}{suffix}")))
    };
    let first = ["country", "by", "group", "households"].map(str::to_owned);
    first.into_iter().chain(names("")).chain(names("_weighted")).collect()
}

fn row(answer: &Answer<'_>, label: &str, group: &Group) -> Vec<String> {
    let by = if label.is_empty() { "" } else { answer.by.map_or("", super::By::noun) };
    let mut cells = vec![answer.country.id.to_string(), by.to_owned(), label.to_owned()];
    cells.push(group.counts.total().to_string());
    for rates in [answer.outcomes.rates(group), answer.outcomes.weighted_rates(group)] {
        cells.extend(Category::ALL.into_iter().map(|category| rates.counts().get(category).to_string()));
        cells.extend(
            Rate::ALL.into_iter().map(|rate| rates.get(rate).map_or(String::new(), |rate| rate.to_string())),
        );
    }
    cells
}
