//! What concerns several countries.

use crate::countries::DemoCountry;
use std::fmt::Write as _;

/// The file of the study’s findings; nothing where fewer than two countries can be compared. `departing` is the country whose
/// survey does not follow the protocol.
pub(crate) fn text(countries: &[DemoCountry], departing: &str) -> Option<String> {
    const INDICATOR: &str = "exploitation_any@1";
    let compared: Vec<_> = countries.iter().filter(|country| country.id != departing).collect();
    if compared.len() < 2 {
        return None;
    }
    let mut evidence = String::new();
    for country in &compared {
        let _ = writeln!(evidence, "  \"{}/household_survey/{INDICATOR}\",", country.id);
    }
    Some(format!(
        "# What concerns several countries, none of which exists. Countries are not put in an order.\n\n\
         [[findings]]\n\
         id = \"everywhere\"\n\
         title = \"Sexual exploitation and abuse online is found in every country\"\n\
         theme = \"online_harm\"\n\
         claim = \"share_of_population\"\n\
         text = 'Children tell of it in every country that can be compared; in the past year it was {{{{ highest(\"{INDICATOR}\") }}}}.'\n\
         evidence = [\n{evidence}]\n\n\
         [[recommendations]]\n\
         id = \"count_alike\"\n\
         action = \"Count reports by the same definitions in every country, and publish the definitions with the counts.\"\n\
         duty_bearer = \"industry\"\n\
         findings = [\"everywhere\"]\n\
         capability = 17\n\n\
         [[recommendations.status]]\n\
         on = 2025-12-01\n\
         status = \"proposed\"\n"
    ))
}
