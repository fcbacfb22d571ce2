//! Numbers of children as a table: a row a number, with the figures of the population it was made of.

use crate::export::ExportError;
use crate::export::columns::Columns;
use cairn_evidence::{BodyOfEvidence, ChildrenAffected, Evidence, sources_that_differ};
use cairn_study::Study;

/// The numbers of children as CSV, in the order of names; nothing where there are none.
///
/// # Errors
/// When the file cannot be written; no input is known to cause it.
pub fn children_csv(study: &Study, body: &BodyOfEvidence) -> Result<Option<Vec<u8>>, ExportError> {
    let numbers: Vec<&ChildrenAffected> = body
        .iter()
        .filter_map(|(_, evidence)| match evidence {
            Evidence::ChildrenAffected(number) => Some(number.as_ref()),
            _ => None,
        })
        .collect();
    if numbers.is_empty() {
        return Ok(None);
    }
    let all = || numbers.iter().copied();
    let mut table = Columns::default();
    table.text("id", all().map(|number| Some(number.id().to_string())));
    table.text("country", all().map(|number| Some(number.id().country.as_str())));
    table.text("indicator", all().map(|number| number.id().item.strip_prefix(ChildrenAffected::PREFIX)));
    table.text("title", all().map(|number| Some(number.title())));
    table.text("population", all().map(|number| Some(number.population())));
    table.text("period", all().map(|number| Some(number.period())));
    table.count("number", all().map(|number| Some(number.rounded().number)));
    table.count("lower", all().map(|number| Some(number.rounded().lower)));
    table.count("upper", all().map(|number| Some(number.rounded().upper)));
    table.number("level", all().map(|number| Some(number.prevalence().1.level)));
    table.count("rounded_to", all().map(|number| Some(number.rounded().unit)));
    table.number("share_of_those_online", all().map(|number| Some(number.prevalence().0)));
    table.number("share_online", all().map(|number| Some(number.online().share)));
    let limits = || all().map(|number| number.online().interval);
    table.number("share_online_lower", limits().map(|interval| Some(interval?.0)));
    table.number("share_online_upper", limits().map(|interval| Some(interval?.1)));
    table.text("share_online_source", all().map(|number| Some(number.online().source.source.as_str())));
    table.text("share_online_date", all().map(|number| Some(number.online().source.date.to_string())));
    table.number("children", all().map(|number| Some(number.children().count)));
    table.text("children_of", all().map(|number| Some(number.children().of.as_str())));
    table.text("children_source", all().map(|number| Some(number.children().source.source.as_str())));
    table.text("children_date", all().map(|number| Some(number.children().source.date.to_string())));
    table.text("sources_differ", all().map(|number| differ(study, number)));
    table.text("records_sha256", all().map(|number| Some(number.pedigree().records.to_string())));
    table.text("definitions_sha256", all().map(|number| Some(number.pedigree().definitions.to_string())));
    table.text("method", all().map(|number| Some(number.pedigree().method.as_str())));
    table.csv().map(Some)
}

/// Where sources of its figures differ by more than the country allows.
fn differ(study: &Study, number: &ChildrenAffected) -> Option<String> {
    let differences = sources_that_differ(study.country(&number.id().country)?);
    let differences: Vec<String> = differences.iter().map(ToString::to_string).collect();
    (!differences.is_empty()).then(|| differences.join("; "))
}
