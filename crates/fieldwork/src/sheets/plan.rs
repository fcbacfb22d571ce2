//! The decisions that a sheet shows.

use cairn_definition::Diagnostic;
use cairn_sample::household::listing::MOST_HOUSEHOLDS;
use cairn_sample::precision::contacts;
use cairn_study::{ClusterTake, Country, DataBasis, RespondentSelection, SamplePlan, SecondStage, Study};

/// What the sheets of a country have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetPlan {
    /// The study’s title.
    pub study: String,
    /// The country’s name.
    pub country: String,
    /// Whether the study’s data are made by a program.
    pub synthetic: bool,
    /// The column of the frame that holds the measure of size.
    pub size: String,
    /// The list of services that everybody is given, as the study names it.
    pub referral_list: Option<String>,
    /// How households are found.
    pub second_stage: SecondStage,
    /// How the child is picked.
    pub respondent: RespondentSelection,
    /// Households to be contacted in a cluster.
    pub contacts: u32,
    /// The seed of the draw.
    pub seed: u64,
}

impl SheetPlan {
    /// That of a country whose clusters were drawn with that seed.
    ///
    /// # Errors
    /// Where the decisions do not say how many households are to be contacted, or more than a sheet holds.
    pub fn of(study: &Study, country: &Country, plan: &SamplePlan, seed: u64) -> Result<Self, Diagnostic> {
        let referral_list = match &country.basis {
            DataBasis::Collected { protocol, .. } => Some(protocol.referral_list.clone()),
            _ => None,
        };
        Ok(Self {
            study: study.title.clone(),
            country: country.name.clone(),
            synthetic: study.synthetic,
            size: plan.frame.size.value.clone(),
            referral_list,
            second_stage: plan.household.second_stage,
            respondent: plan.household.respondent,
            contacts: contacts_wanted(plan)?,
            seed,
        })
    }
}

/// Households to be contacted in a cluster: as decided, else the take over the expected shares of eligible households and of response,
/// rounded up.
///
/// # Errors
/// Where neither is decided, or a cluster would have more than a sheet has lines.
pub fn contacts_wanted(plan: &SamplePlan) -> Result<u32, Diagnostic> {
    let wanted = match (plan.household.contacts, plan.allocation.take) {
        (Some(contacts), _) => Some(u64::from(contacts)),
        (None, ClusterTake::Pairs(pairs)) => {
            contacts(f64::from(pairs), plan.target.eligible, plan.target.response)
        }
        (None, ClusterTake::Optimum) => {
            let message = "how many households are to be contacted in a cluster is not decided";
            let problem = Diagnostic::error(&plan.household.place, message);
            return Err(problem.help(
                "`cairn sample design` shows the optimum take; write the households it asks for as `contacts = 25` in [household]",
            ));
        }
    };
    if let Some(wanted) = wanted.and_then(|wanted| u32::try_from(wanted).ok())
        && (1..=MOST_HOUSEHOLDS).contains(&wanted)
    {
        return Ok(wanted);
    }
    let wanted = wanted.map_or_else(|| "endlessly many".to_owned(), |wanted| wanted.to_string());
    let message = format!("{wanted} households would be contacted in a cluster");
    let problem = Diagnostic::error(&plan.household.place, message);
    Err(problem.expected(format!("1 to {MOST_HOUSEHOLDS}")).help("state `contacts` in [household]"))
}
