//! The draw of a country’s clusters, by the program that draws any study’s.

use super::frame::place_of;
use super::plan::has_reserve;
use crate::countries::DemoCountry;
use crate::folder::DemoError;
use crate::sample::{Design, DrawnCluster};
use cairn_definition::{Diagnostics, render};
use cairn_fieldwork::{Draw, FrameFile, SampleFolder};
use cairn_sample::allocation::{Method, Stratum, allocate};
use cairn_study::{AllocationMethod, Study};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Clusters are drawn so many weeks before the fieldwork.
const WEEKS_BEFORE: i64 = 3;
/// The stratum whose reserve is released after the first week, where there is a reserve. Its clusters are visited later.
const RELEASED_IN: usize = 2;
const REASON: &str =
    "Floods closed roads in the first week, so that fewer pairs than planned were expected here.";

/// Draws the clusters of a country and writes the draw; the clusters in use, as the field finds them.
pub(in crate::folder) fn draw(
    study: &Study,
    country: &'static DemoCountry,
    month: u8,
) -> Result<Vec<DrawnCluster>, DemoError> {
    let refused = |reason: String| DemoError::Draw { country: country.name, reason };
    let problems = Diagnostics::new();
    let draw = make(study, country, first_day(month), &problems);
    let said: String = problems.into_sorted().iter().map(render).collect();
    let (draw, folder) =
        draw.ok_or_else(|| refused(format!("what was decided could not be read back. {said}")))?;
    draw.write(&folder).map_err(|error| refused(error.to_string()))?;
    if !draw.releases.is_empty() {
        draw.write_releases(&folder).map_err(|error| refused(error.to_string()))?;
    }
    let cluster = |used: cairn_fieldwork::ClusterInUse<'_>| {
        let place = place_of(&used.cluster.area)?;
        Some(DrawnCluster { place, number: used.cluster.number, probability: used.probability })
    };
    draw.in_use()
        .into_iter()
        .map(cluster)
        .collect::<Option<_>>()
        .ok_or_else(|| refused("an area of the frame is none of the country’s".to_owned()))
}

fn make(
    study: &Study,
    country: &DemoCountry,
    first_day: Date,
    problems: &Diagnostics,
) -> Option<(Draw, SampleFolder)> {
    let of_study = study.countries.iter().find(|of_study| of_study.id.as_str() == country.id)?;
    let plan = of_study.sample.as_ref()?;
    let frame = FrameFile::read(&plan.frame, problems)?;
    let AllocationMethod::Power(power) = plan.allocation.method else { return None };
    let strata = Stratum::of(&frame.frame);
    let clusters =
        allocate(&strata, Design::FULL.clusters as u32, Method::Power(power), plan.allocation.minimum)
            .ok()?;
    let day = first_day.checked_sub(WEEKS_BEFORE.weeks()).ok()?;
    let program = concat!("cairn demo ", env!("CARGO_PKG_VERSION"));
    let mut draw = Draw::make(plan, &frame, &clusters, day, program, problems)?;
    if has_reserve(country) {
        let day = first_day.checked_add(1.week()).ok()?;
        draw.release_next(RELEASED_IN, day, REASON, "Survey statistician")?;
    }
    Some((draw, SampleFolder::of(study, &of_study.id)))
}

/// The first day of the fieldwork.
fn first_day(month: u8) -> Date {
    date(2025, month as i8, 1)
}
