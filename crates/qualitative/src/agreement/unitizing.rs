//! How far coders agree on which stretches of a text carry a code.
//!
//! Coders read the same documents and mark stretches; where a stretch begins and ends is as much a judgement as its code. Krippendorff's
//! alpha for unitizing compares the marks and the gaps between them on the continuum of the text: Krippendorff, K. (2004),
//! *Content Analysis*, 2nd edition, section 11.6, and *Measuring the reliability of qualitative text analysis data*, Quality &
//! Quantity 38:787–800. A code is compared by itself, so that a passage may carry several codes.

mod alpha;
mod continuum;
mod differences;
mod disagreement;
mod marks;

pub use alpha::{CodeAgreement, UnitizingAlpha, UnitizingIntervals, alpha, intervals};
pub use continuum::{CodedDocument, Continuum, InvalidMarks, Marks};
pub use differences::{Difference, HowDifferent, differences};
pub use marks::{Document, EmptyStretch, Mark, Stretch};
