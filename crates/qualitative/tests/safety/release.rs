//! What may be quoted, and every reason why not.

use cairn_qualitative::safety::{
    Approval, Candidate, Consent, ConsentScope, Dismissal, Given, IdentifierKind, Reason, Screening,
    TextDigest, release,
};
use jiff::civil::{Date, date};

use crate::people::roster;

const TEXT: &str = "The counsellor listened, but the form had no place for what I said.";

fn day() -> Date {
    date(2026, 5, 4)
}

fn given(scope: ConsentScope) -> Given {
    Given { scope, on: date(2026, 1, 10) }
}

fn candidate(text: &str) -> Candidate {
    Candidate {
        text: text.to_owned(),
        speaker: Some("Child 2".parse().unwrap()),
        consent: Some(Consent::Child {
            assent: given(ConsentScope::VerbatimQuotation),
            caregiver: given(ConsentScope::VerbatimQuotation),
        }),
        screening: Some(Screening {
            text: TextDigest::of(text),
            on: date(2026, 3, 1),
            people: 7,
            dismissals: Vec::new(),
        }),
        approval: Some(Approval::of(text, "Ethics lead", date(2026, 3, 2))),
    }
}

fn reasons(candidate: Candidate) -> Vec<Reason> {
    release(candidate, day()).unwrap_err().reasons().to_vec()
}

#[test]
fn an_excerpt_with_all_that_it_needs_may_be_quoted() {
    let screening = Screening::of(TEXT, &roster(), &[], date(2026, 3, 1)).unwrap();
    let released = release(Candidate { screening: Some(screening), ..candidate(TEXT) }, day()).unwrap();
    assert_eq!((released.text(), released.speaker().to_string()), (TEXT, "Child 2".to_owned()));
    assert_eq!(released.screening().people, 7);
}

#[test]
fn every_reason_against_is_told_at_once() {
    let nothing =
        Candidate { text: " \n".to_owned(), speaker: None, consent: None, screening: None, approval: None };
    insta::assert_snapshot!(release(nothing, day()).unwrap_err(), @"this excerpt may not be quoted: it has no words; nothing says, by an alias, who speaks; no consent of the speaker's is on record; it was not searched for names and other identifiers; nobody approved it");

    let later = date(2027, 1, 1);
    let mut bad = candidate(TEXT);
    bad.text = "Write to me@example.org or 0712 345 678".to_owned();
    bad.consent = Some(Consent::Adult(Given { scope: ConsentScope::Paraphrase, on: later }));
    bad.approval = Some(Approval::of(TEXT, " ", later));
    bad.screening = Some(Screening {
        text: TextDigest::of(TEXT),
        on: later,
        people: 0,
        dismissals: vec![Dismissal {
            text: "1997".to_owned(),
            kind: IdentifierKind::IdNumber,
            reason: String::new(),
            by: "R. Alder".to_owned(),
        }],
    });
    insta::assert_snapshot!(release(bad, day()).unwrap_err().to_string().replace("; ", ";\n"), @"
    this excerpt may not be quoted: consent is for paraphrase: quoting takes consent for verbatim quotation;
    consent is dated 2027-01-01, after the day of release;
    there is what looks like an e-mail address at bytes 9 to 23;
    there is what looks like a phone number at bytes 27 to 39;
    the search for identifiers was of another text: search this one;
    the search for identifiers knew no names: search with the key store at hand;
    the search for identifiers is dated 2027-01-01, after the day of release;
    an ID number was dismissed without saying why, and by whom;
    the approval does not say whose it is;
    the approval is of another text: words changed after approval need a new one;
    the approval is dated 2027-01-01, after the day of release
    ");
}

#[test]
fn only_consent_to_be_quoted_word_for_word_is_enough() {
    for scope in ConsentScope::ALL {
        let consent = Some(Consent::Adult(given(scope)));
        let released = release(Candidate { consent, ..candidate(TEXT) }, day());
        assert_eq!(released.is_ok(), scope == ConsentScope::VerbatimQuotation, "{scope}");
    }
}

#[test]
fn a_childs_words_take_both_the_child_and_the_caregiver() {
    for assent in ConsentScope::ALL {
        for caregiver in ConsentScope::ALL {
            let consent = Consent::Child { assent: given(assent), caregiver: given(caregiver) };
            assert_eq!(consent.scope(), assent.min(caregiver));
            let released = release(Candidate { consent: Some(consent), ..candidate(TEXT) }, day());
            assert_eq!(released.is_ok(), assent == caregiver && assent == ConsentScope::VerbatimQuotation);
        }
    }
}

#[test]
fn one_changed_byte_voids_screening_and_approval() {
    let mut changed = candidate(TEXT);
    changed.text.push('.');
    assert_eq!(reasons(changed), [Reason::ScreenedAnotherText, Reason::ApprovedAnotherText]);
}

#[test]
fn an_identifier_is_seen_even_where_the_records_say_there_is_none() {
    let text = "My number is 0712 345 678.";
    assert_eq!(
        reasons(candidate(text)),
        [Reason::Identifier { kind: IdentifierKind::PhoneNumber, range: 13..25 }]
    );
    let error = release(candidate(text), day()).unwrap_err().to_string();
    assert!(!error.contains("0712"), "{error}");
}

#[test]
fn what_was_dismissed_with_a_reason_may_stay() {
    let text = "The form is number 3456789 of the ministry.";
    let dismissals = [Dismissal {
        text: "3456789".to_owned(),
        kind: IdentifierKind::IdNumber,
        reason: "the number of a public form".to_owned(),
        by: "R. Alder".to_owned(),
    }];
    let found = Screening::of(text, &roster(), &[], day()).unwrap_err();
    assert_eq!(found.len(), 1);
    let screening = Screening::of(text, &roster(), &dismissals, date(2026, 3, 1)).unwrap();
    assert_eq!(screening.dismissals, dismissals);
    assert!(release(Candidate { screening: Some(screening), ..candidate(text) }, day()).is_ok());
}

#[test]
fn a_name_on_the_roster_stops_the_screening() {
    assert_eq!(Screening::of("Amina said so", &roster(), &[], day()).unwrap_err().len(), 1);
}

#[test]
fn a_digest_is_read_as_it_is_written() {
    let digest = TextDigest::of("abc");
    assert_eq!(digest.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(digest.to_string().parse(), Ok(digest));
    for bad in ["", "ba78", &"é".repeat(32), &"+1".repeat(32)] {
        assert!(bad.parse::<TextDigest>().is_err());
    }
}
