//! `cairn field`.

mod json;
mod table;
mod text;

use crate::failure::{Failure, drawn};
use crate::output::print;
use crate::study_folder;
use cairn_definition::{Diagnostic, Diagnostics};
use cairn_fieldwork::{Breakdown, Contacts, Draw, Expected, Outcomes, SampleFolder};
use cairn_sample::outcome::{OutcomeRates, Rate};
use cairn_study::{Country, DataBasis, SamplePlan, Study, UnknownEligibility};
use clap::{Args, ValueEnum};
use serde_json::Value;
use std::path::PathBuf;

/// Tells what came of the sample: households by outcome, outcome rates, and what to look at first.
///
/// Reads data/<country>/sample: the draw and its releases, contacts.csv (or .parquet) with a row for each household selected, and
/// clusters.csv with what was listed in each cluster; `cairn template sample` writes the last two empty. Writes nothing. A household
/// without a disposition is refused. Outcomes and rates are those of the American Association for Public Opinion Research; docs/sample.md
/// explains each.
#[derive(Debug, Args)]
pub(crate) struct Field {
    /// The study folder.
    study: PathBuf,
    /// The country [default: every one with contacts].
    #[arg(long)]
    country: Option<String>,
    /// By what the households are divided; weeks are those of ISO 8601, from Monday.
    #[arg(long, value_enum)]
    by: Option<By>,
    /// Whether households are weighted in shares and rates.
    #[arg(long, value_enum, default_value_t = Weighting::Both)]
    weighting: Weighting,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
}

/// By what households are divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// Strata of the draw.
    Stratum,
    /// Clusters in use.
    Cluster,
    /// Codes of interviewers.
    Interviewer,
    /// Weeks of the contacts.
    Week,
}

/// Whether households are weighted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Weighting {
    /// Households are counted: how the field went.
    Counted,
    /// By the inverse of the probability with which cluster and household were selected: what it says of the population.
    Weighted,
    /// One beside the other.
    Both,
}

/// How the answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// A row a group, for spreadsheets: every outcome and rate, counted and weighted.
    Csv,
}

/// What came of a country’s sample.
struct Answer<'a> {
    country: &'a Country,
    plan: &'a SamplePlan,
    draw: Draw,
    contacts: Contacts,
    outcomes: Outcomes,
    by: Option<By>,
    weighting: Weighting,
}

impl Field {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let study = study_folder::open(&self.study)?;
        let countries = self.countries(&study)?;
        let answers: Vec<Answer<'_>> =
            countries.into_iter().map(|country| self.answer(&study, country)).collect::<Result<_, _>>()?;
        match self.format {
            Form::Text => print(answers.iter().map(text::write).collect::<Vec<_>>().join("\n")),
            Form::Json => {
                let countries: Vec<Value> = answers.iter().map(json::write).collect();
                print(format!("{:#}\n", serde_json::json!({ "countries": countries })))
            }
            Form::Csv => print(table::write(&answers)?),
        }
    }

    /// The one that is named, else every one with contacts.
    fn countries<'a>(&self, study: &'a Study) -> Result<Vec<&'a Country>, Failure> {
        if let Some(name) = &self.country {
            return Ok(vec![study_folder::country(study, name)?]);
        }
        let has_contacts = |country: &&Country| {
            let contacts = SampleFolder::of(study, &country.id).contacts();
            country.sample.is_some() && (contacts.exists() || contacts.with_extension("parquet").exists())
        };
        let countries: Vec<&Country> = study.countries.iter().filter(has_contacts).collect();
        if countries.is_empty() {
            let problem = Diagnostic::elsewhere("no country of the study has contacts of its sample")
                .expected("data/<country>/sample/contacts.csv, a row for each household selected")
                .help("`cairn template sample` writes an empty one with a data dictionary");
            return Err(Failure::Definitions(vec![problem]));
        }
        Ok(countries)
    }

    fn answer<'a>(&self, study: &Study, country: &'a Country) -> Result<Answer<'a>, Failure> {
        let Some(plan) = &country.sample else {
            let message = format!("nothing has been decided on the sample of {}", country.name);
            let help = format!("write the decisions into countries/{}/sample.toml", country.id);
            return Err(Failure::Definitions(vec![Diagnostic::elsewhere(message).help(help)]));
        };
        study_folder::clear(country)?;
        let folder = SampleFolder::of(study, &country.id);
        let problems = Diagnostics::new();
        let answer = Draw::read(&folder, &problems).and_then(|draw| {
            let sampled = draw.sampled();
            let contacts = Contacts::read(&folder, &sampled, country.fieldwork, &problems)?;
            let expected = Expected {
                sampled: &sampled,
                unknown: &plan.unknown_eligibility,
                take: plan.allocation.take,
                fieldwork: country.fieldwork,
            };
            let outcomes = Outcomes::of(&contacts, expected, self.by.map(By::breakdown));
            if outcomes.is_none() {
                let message = format!("{} has no column `interviewer`", contacts.path().display());
                let help = "enter the interviewers’ codes, or leave out `--by interviewer`";
                problems.push(Diagnostic::elsewhere(message).help(help));
            }
            let (by, weighting) = (self.by, self.weighting);
            Some(Answer { country, plan, draw, contacts, outcomes: outcomes?, by, weighting })
        });
        let has_errors = problems.has_errors();
        let diagnostics = problems.into_sorted();
        match answer {
            Some(answer) if !has_errors => {
                eprint!("{}", drawn(&diagnostics));
                Ok(answer)
            }
            _ => Err(Failure::Definitions(diagnostics)),
        }
    }
}

impl By {
    fn breakdown(self) -> Breakdown {
        match self {
            Self::Stratum => Breakdown::Stratum,
            Self::Cluster => Breakdown::Cluster,
            Self::Interviewer => Breakdown::Interviewer,
            Self::Week => Breakdown::Week,
        }
    }

    /// As the heading of a column.
    fn noun(self) -> &'static str {
        match self {
            Self::Stratum => "stratum",
            Self::Cluster => "cluster",
            Self::Interviewer => "interviewer",
            Self::Week => "week",
        }
    }

    /// The label of a group; of an empty one, what it is.
    fn label(self, label: &str) -> &str {
        match (self, label) {
            (Self::Interviewer, "") => "(no code)",
            (Self::Week, "") => "(no date)",
            _ => label,
        }
    }
}

impl Weighting {
    fn counts(self) -> bool {
        self != Self::Weighted
    }

    fn weights(self) -> bool {
        self != Self::Counted
    }
}

impl Answer<'_> {
    /// Whether a program made the records.
    fn is_synthetic(&self) -> bool {
        matches!(self.country.basis, DataBasis::Synthetic { .. })
    }

    /// The rule by which *e* was found, in words.
    fn rule(&self) -> String {
        match &self.plan.unknown_eligibility {
            UnknownEligibility::Proportional => "as many as among those of which it is known".to_owned(),
            UnknownEligibility::Share { reason, .. } => format!("stated in sample.toml: {reason}"),
        }
    }
}

/// A rate in JSON: its value, or why there is none.
fn rate(rates: &OutcomeRates, rate: Rate) -> Value {
    match rates.get(rate) {
        Ok(value) => value.into(),
        Err(reason) => serde_json::json!({ "absent": reason.to_string() }),
    }
}
