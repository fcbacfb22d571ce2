//! A request from flags.

use clap::Args;
use serde_json::{Map, Value, json};
use std::path::PathBuf;
use std::str::FromStr;

/// One analysis as flags; what they do not reach, a request file does.
#[derive(Debug, Args)]
#[command(next_help_heading = "A request as flags")]
pub(super) struct Flags {
    /// The data: a file instead of a request.
    #[arg(long, value_name = "FILE", conflicts_with = "request", requires = "kind")]
    data: Option<PathBuf>,
    /// What is estimated: mean, total, proportion, ratio, quantile, variance, cdf, chisq, ttest, ranktest, kappa, model, ordinal or
    /// survival.
    #[arg(long, requires = "data")]
    kind: Option<String>,
    /// The variables, with commas between them.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', requires = "data")]
    variables: Option<Vec<String>>,
    /// The condition of the domain, in SQL.
    #[arg(long = "where", value_name = "SQL", requires = "data")]
    filter: Option<String>,
    /// Columns whose combinations each make a domain.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', requires = "data")]
    by: Option<Vec<String>>,
    /// A new column: `told = told_someone = 1`. May be given several times.
    #[arg(long, value_name = "NAME=SQL", requires = "data")]
    derive: Vec<Named>,
    /// Numeric columns to treat as categories.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', requires = "data")]
    categorical: Option<Vec<String>>,
    /// Stratum columns by stage.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', requires = "data")]
    strata: Option<Vec<String>>,
    /// Cluster columns, outermost stage first.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', requires = "data")]
    clusters: Option<Vec<String>>,
    /// The weight column.
    #[arg(long, value_name = "COLUMN", requires = "data")]
    weights: Option<String>,
    /// Columns of population sizes or sampling fractions by stage.
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', requires = "data")]
    fpc: Option<Vec<String>>,
    /// A stratum with one cluster: fail, adjust, average, certainty or remove.
    #[arg(long, value_name = "RULE", requires = "data")]
    lonely_psu: Option<String>,
    /// Another key of the analysis: `interval=beta`, `probabilities=[0.25,0.5]`, `level=0.9`. May be given several times.
    #[arg(long, value_name = "KEY=VALUE", requires = "data")]
    set: Vec<Named>,
    /// Print the request that the flags make, to be kept in a file.
    #[arg(long, requires = "data")]
    print_request: bool,
}

/// What stands on both sides of the first `=`.
#[derive(Debug, Clone)]
struct Named {
    name: String,
    value: String,
}

impl FromStr for Named {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, value) = text.split_once('=').ok_or("it has no `=` between a name and its value")?;
        Ok(Self { name: name.trim().to_owned(), value: value.trim().to_owned() })
    }
}

impl Flags {
    /// Whether the request is only to be printed.
    pub(super) fn only_print(&self) -> bool {
        self.print_request
    }

    /// The request that the flags make; absent without data.
    pub(super) fn request(&self) -> Option<String> {
        let data = self.data.as_ref()?;
        let derive: Map<String, Value> =
            self.derive.iter().map(|column| (column.name.clone(), json!(column.value))).collect();
        let design = object([
            ("strata", self.strata.as_ref().map(|columns| json!(columns))),
            ("clusters", self.clusters.as_ref().map(|columns| json!(columns))),
            ("weights", self.weights.as_ref().map(|column| json!(column))),
            ("fpc", self.fpc.as_ref().map(|columns| json!(columns))),
            ("lonely_psu", self.lonely_psu.as_ref().map(|rule| json!(rule))),
        ]);
        let mut analysis = object([
            ("id", Some(json!(self.kind.as_deref().unwrap_or_default()))),
            ("kind", self.kind.as_ref().map(|kind| json!(kind))),
            ("variables", self.variables.as_ref().map(|columns| json!(columns))),
            ("where", self.filter.as_ref().map(|condition| json!(condition))),
            ("by", self.by.as_ref().map(|columns| json!(columns))),
        ]);
        for Named { name, value } in &self.set {
            let value = serde_json::from_str(value).unwrap_or_else(|_| json!(value));
            analysis.insert(name.clone(), value);
        }
        let request = object([
            ("data", Some(json!(data))),
            ("categorical", self.categorical.as_ref().map(|columns| json!(columns))),
            ("derive", (!derive.is_empty()).then_some(Value::Object(derive))),
            ("design", (!design.is_empty()).then_some(Value::Object(design))),
            ("analyses", Some(json!([analysis]))),
        ]);
        Some(format!("{:#}\n", Value::Object(request)))
    }
}

fn object<const N: usize>(entries: [(&str, Option<Value>); N]) -> Map<String, Value> {
    entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}
