//! A cluster that is in use, as its sheet shows it.

use cairn_sample::draw::Sex;

/// A cluster that is in use, as its sheet shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetCluster {
    /// Its number.
    pub number: u64,
    /// The name of its area.
    pub area: String,
    /// The columns of its stratum with their values.
    pub strata: Vec<(String, String)>,
    /// The measure of size of its area.
    pub size: f64,
    /// Whether it came in as a reserve that was released.
    pub reserve: bool,
    /// Who is interviewed there, where clusters are split by sex; absent: girls and boys.
    pub sex: Option<Sex>,
}

impl SheetCluster {
    /// Who is interviewed, as a sheet says it.
    pub(super) const fn interviewed(&self) -> &'static str {
        match self.sex {
            None => "Girls and boys",
            Some(Sex::Girls) => "Girls only",
            Some(Sex::Boys) => "Boys only",
        }
    }

    /// The noun for those among whom one is picked.
    pub(super) const fn children(&self) -> &'static str {
        match self.sex {
            None => "children",
            Some(Sex::Girls) => "girls",
            Some(Sex::Boys) => "boys",
        }
    }

    /// Who is interviewed, as files say it; empty where clusters are not split.
    pub(super) const fn sex_key(&self) -> &'static str {
        match self.sex {
            None => "",
            Some(Sex::Girls) => "girls",
            Some(Sex::Boys) => "boys",
        }
    }

    /// What it was drawn for, as files say it.
    pub(super) const fn role(&self) -> &'static str {
        if self.reserve { "reserve" } else { "main" }
    }
}
