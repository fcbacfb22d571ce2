//! What somebody said can be quoted once it is approved.

use cairn_evidence::{Quotation, QuotationApproval};

pub fn quote(words: String, approval: QuotationApproval) -> Quotation {
    Quotation {
        id: "a1".to_owned(),
        speaker: "a caregiver".to_owned(),
        text: words,
        language: "en".to_owned(),
        approval,
    }
}
