//! The whole study.

use crate::{
    Breakdown, BreakdownId, Conclusions, Country, CountryId, Indicator, Instrument, InstrumentId,
    PairQuestion, Presentation, Protocols, Theme, ThemeId,
};
use cairn_definition::SourceFile;
use std::path::PathBuf;
use std::sync::Arc;

/// A study, read from its folder and free of mistakes that can be found without data.
#[derive(Debug, Clone)]
pub struct Study {
    /// The folder.
    pub root: PathBuf,
    /// Its title.
    pub title: String,
    /// The round of the programme, in words.
    pub round: Option<String>,
    /// Who runs it.
    pub partners: Vec<String>,
    /// Languages of its reports, as BCP 47 tags; the first is the main one.
    pub languages: Vec<String>,
    /// Its data were made by a program; every page says so.
    pub synthetic: bool,
    /// Its rules of presentation.
    pub presentation: Presentation,
    /// Its breakdowns.
    pub breakdowns: Vec<Breakdown>,
    /// Its instruments, by id.
    pub instruments: Vec<Instrument>,
    /// Its indicators, in the order of the files and within them.
    pub indicators: Vec<Indicator>,
    /// Questions asked of child and caregiver alike.
    pub pairs: Vec<PairQuestion>,
    /// Its countries, by id.
    pub countries: Vec<Country>,
    /// The themes on which the activities meet, in the order shown.
    pub themes: Vec<Theme>,
    /// What each activity asks.
    pub protocols: Protocols,
    /// What it concludes: of each country, by id, and last of all countries together.
    pub conclusions: Vec<Conclusions>,
    /// The files it was read from, by path.
    pub definition_files: Vec<Arc<SourceFile>>,
}

impl Study {
    /// The instrument of that name.
    pub fn instrument(&self, id: &InstrumentId) -> Option<&Instrument> {
        self.instruments.iter().find(|instrument| instrument.id == *id)
    }

    /// The breakdown of that name.
    pub fn breakdown(&self, id: &BreakdownId) -> Option<&Breakdown> {
        self.breakdowns.iter().find(|breakdown| breakdown.id == *id)
    }

    /// The theme of that name.
    pub fn theme(&self, id: &ThemeId) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.id == *id)
    }

    /// What it concludes of a country.
    pub fn conclusions(&self, country: &CountryId) -> Option<&Conclusions> {
        self.conclusions.iter().find(|conclusions| conclusions.country.as_ref() == Some(country))
    }

    /// The country of that name.
    pub fn country(&self, id: &CountryId) -> Option<&Country> {
        self.countries.iter().find(|country| country.id == *id)
    }
}
