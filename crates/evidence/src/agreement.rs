//! How far people who coded or judged independently agree.

/// How far two or more people who worked independently agree.
#[derive(Debug, Clone, PartialEq)]
pub struct CoderAgreement {
    /// On what: "answers to 24 criteria".
    pub subject: String,
    /// The coefficient: "Krippendorff’s alpha, nominal".
    pub coefficient: &'static str,
    /// Its value, or why there is none.
    pub value: Result<f64, String>,
    /// Its interval, where there is one.
    pub interval: Option<(f64, f64)>,
    /// What they differ on, most disagreeing first, in words.
    pub disagreements: Vec<String>,
}
