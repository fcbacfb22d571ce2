//! Why a draw is refused.

/// Why no clusters can be drawn from these areas. Areas are counted from 0 within their stratum.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DrawError {
    /// More than there are.
    #[error("{clusters} clusters cannot be drawn from {areas} areas")]
    TooMany {
        /// Clusters wanted.
        clusters: usize,
        /// Areas there are.
        areas: usize,
    },
    /// A measure of size from which no probability follows.
    #[error("the measure of size of area {area} is {size}, and must be above 0")]
    Size {
        /// The area.
        area: usize,
        /// Its size.
        size: f64,
    },
    /// Areas so large that a systematic draw would take them twice: their size is at least twice the step.
    #[error("{} areas are at least twice the step of {step}, and would be drawn twice", areas.len())]
    TwiceCertain {
        /// The areas.
        areas: Vec<usize>,
        /// The sum of all sizes over the number of clusters.
        step: f64,
    },
    /// Probabilities for which no working weights were found.
    #[error(
        "the working weights of a conditional Poisson sample of {clusters} clusters were not found: the probabilities are met to {reached:e} only"
    )]
    NotConverged {
        /// Clusters wanted.
        clusters: usize,
        /// How nearly the probabilities are met.
        reached: f64,
    },
}
