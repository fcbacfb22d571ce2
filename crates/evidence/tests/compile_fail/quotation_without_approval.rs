//! What somebody said cannot be quoted without an approval.

use cairn_evidence::Quotation;

fn quote(words: String) -> Quotation {
    Quotation {
        id: "a1".to_owned(),
        speaker: "a caregiver".to_owned(),
        text: words,
        language: "en".to_owned(),
    }
}

fn main() {}
