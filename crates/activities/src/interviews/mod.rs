//! What interviews and conversations have in common: informants under consent, documents, codings by several coders, and
//! quotations that were approved.
//!
//! Their evidence shows that a view, a barrier or an experience exists. How many people spoke of it is no evidence of
//! anything, so it is not kept.

mod accounts;
mod agreement;
mod coding;
mod documents;
pub mod exchange;
mod formats;
mod informants;
mod memos;
mod proposals;
mod quotations;

pub use coding::{Coding, codings};
pub use documents::documents;
pub use proposals::{approvals_file, of, proposals, read_roster, roster_format, screenings_file};
pub use quotations::Proposed;

use crate::records::RecordFormat;
use crate::{Fieldwork, Harvest, ResearchActivity};
use cairn_definition::Diagnostics;
use cairn_evidence::{Account, Evidence};
use cairn_study::{Activity, CodebookCode, InterviewProtocol, Study, ThemedItem};

/// A kind of interviews, and what sets it apart from the others.
#[derive(Debug, Clone, Copy)]
pub struct Interviews {
    /// The activity.
    pub activity: Activity,
    /// Who is spoken to, in words.
    pub respondents: &'static str,
    /// What its evidence may support, and what it must never become.
    pub may_claim: (&'static str, &'static str),
    /// The kinds of informants: key and meaning.
    pub informants: &'static [(&'static str, &'static str)],
    /// What an account of these informants is evidence of.
    pub evidence: fn(Account) -> Evidence,
}

impl Interviews {
    /// The codebook, where the activity is part of the study.
    fn protocol<'s>(&self, study: &'s Study) -> Option<&'s InterviewProtocol> {
        study.protocols.interviews.get(&self.activity)
    }
}

impl ResearchActivity for Interviews {
    fn activity(&self) -> Activity {
        self.activity
    }

    fn respondents(&self) -> &'static str {
        self.respondents
    }

    fn may_claim(&self) -> (&'static str, &'static str) {
        self.may_claim
    }

    fn formats(&self, _study: Option<&Study>) -> Vec<RecordFormat> {
        vec![
            formats::informants(self),
            formats::excerpts(),
            formats::readings(),
            formats::quotations(),
            formats::screenings(),
            formats::dismissals(),
            formats::approvals(),
            formats::memos(),
        ]
    }

    fn is_part_of(&self, study: &Study) -> bool {
        self.protocol(study).is_some()
    }

    fn check(&self, _study: &Study, _problems: &Diagnostics) {}

    fn themed_items(&self, study: &Study) -> Vec<ThemedItem> {
        let codes = self.protocol(study).map(|protocol| protocol.codes.as_slice()).unwrap_or_default();
        let item = |code: &CodebookCode| {
            let theme = code.theme.clone()?;
            Some(ThemedItem { activity: self.activity, item: code.id.to_string(), theme })
        };
        codes.iter().filter_map(item).collect()
    }

    fn harvest(&self, fieldwork: &Fieldwork<'_>, problems: &Diagnostics) -> Option<Harvest> {
        let before = problems.errors();
        let protocol = self.protocol(fieldwork.study)?;
        let folder = fieldwork.folder(self.activity);
        let informants = informants::read(&folder, self, problems);
        let informants_sound = problems.errors() == before;
        let documents = documents(&folder, problems);
        let codings = codings(&folder, protocol, &documents, problems);
        memos::read(&folder, protocol, &documents, problems);
        let (informants, codings) = (informants?, codings?);
        // An informant with a mistake is not unknown.
        let quotations = if informants_sound {
            coding::check_informants(&codings, &informants, problems);
            let proposed = quotations::proposed(&folder, protocol, &informants, problems);
            quotations::releasable(proposed, fieldwork.clearance.on(), problems)
        } else {
            Vec::new()
        };
        let agreement = agreement::of(&folder, &documents, &codings, problems);
        if problems.errors() > before {
            return None;
        }
        let evidence = accounts::of(self, fieldwork, protocol, &informants, &codings, &quotations);
        let methods = accounts::methods(&informants, &documents, &codings);
        Some(Harvest { evidence, agreement: agreement.into_iter().collect(), methods })
    }
}
