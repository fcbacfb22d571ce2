//! How a country's sample was drawn, and what came of its field, for the chapter on methods.

use cairn_definition::Diagnostics;
use cairn_evidence::{Digest, DrawAccount, DrawnStratum, FieldworkAccount, OutcomeAccount, Released};
use cairn_fieldwork::{Contacts, Draw, Expected, Outcomes, SampleFolder};
use cairn_sample::outcome::EligibleShare;
use cairn_study::{Country, Study};

/// The account of a country whose clusters were drawn from its decisions and whose field came home; `None` where there is no draw, no
/// contacts yet, or something is wrong with them, which is reported.
pub fn fieldwork(study: &Study, country: &Country, problems: &Diagnostics) -> Option<FieldworkAccount> {
    let plan = country.sample.as_ref()?;
    let folder = SampleFolder::of(study, &country.id);
    if !folder.draw_record().exists() || !has_contacts(&folder) {
        return None;
    }
    let draw = Draw::read(&folder, problems)?;
    let sampled = draw.sampled();
    let contacts = Contacts::read(&folder, &sampled, country.fieldwork, problems)?;
    let expected = Expected {
        sampled: &sampled,
        unknown: &plan.unknown_eligibility,
        take: plan.allocation.take,
        fieldwork: country.fieldwork,
    };
    let outcomes = Outcomes::of(&contacts, expected, None)?;
    Some(FieldworkAccount {
        draw: account(&draw),
        outcome: OutcomeAccount {
            eligible_share: outcomes.share.ok().map(EligibleShare::value),
            counted: outcomes.rates(&outcomes.whole),
            weighted: outcomes.weighted_rates(&outcomes.whole),
        },
    })
}

fn has_contacts(folder: &SampleFolder) -> bool {
    let csv = folder.contacts();
    csv.exists() || csv.with_extension("parquet").exists()
}

fn account(draw: &Draw) -> DrawAccount {
    let title = |stratum: usize| draw.strata.get(stratum).map(cairn_fieldwork::DrawnStratum::title);
    let released = |release: &cairn_fieldwork::ReleasedCluster| {
        Some(Released {
            stratum: title(draw.cluster(release.cluster)?.stratum)?,
            date: release.date,
            reason: release.reason.clone(),
        })
    };
    DrawAccount {
        drawn: draw.record.date,
        program: draw.record.program.clone(),
        seed: draw.record.seed,
        frame: Digest(draw.record.frame_hash.0),
        strata: draw
            .strata
            .iter()
            .map(|stratum| DrawnStratum {
                title: stratum.title(),
                areas: stratum.areas,
                clusters: u64::from(stratum.clusters),
                certain: u64::from(stratum.certainties),
                reserve: u64::from(stratum.reserve),
            })
            .collect(),
        releases: draw.releases.iter().filter_map(released).collect(),
    }
}
