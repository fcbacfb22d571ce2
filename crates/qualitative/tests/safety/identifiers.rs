//! What is found in texts, and what is not.

use cairn_qualitative::safety::{IdentifierKind, InvalidPerson, PersonId, Roster, find};
use proptest::prelude::*;

use crate::people::{person, roster};

/// Everything found, as `kind: text`.
fn found(text: &str) -> Vec<String> {
    find(text, &roster())
        .iter()
        .map(|identifier| format!("{}: {}", identifier.kind, identifier.text))
        .collect()
}

fn names(text: &str) -> Vec<(String, Vec<String>)> {
    find(text, &roster())
        .into_iter()
        .filter(|identifier| identifier.kind == IdentifierKind::Name)
        .map(|identifier| (identifier.text, identifier.people.into_iter().map(|PersonId(id)| id).collect()))
        .collect()
}

fn name(text: &str, people: &[&str]) -> (String, Vec<String>) {
    (text.to_owned(), people.iter().map(|&id| id.to_owned()).collect())
}

#[test]
fn names_are_found_whatever_their_case_accents_and_joints() {
    for (text, expected) in [
        ("Then AMINA WANJIRU OTIENO came.", name("AMINA WANJIRU OTIENO", &["c-01"])),
        ("Then amina\nwanjiru otieno came.", name("amina\nwanjiru otieno", &["c-01"])),
        ("Then Amina's mother came.", name("Amina", &["c-01"])),
        ("Amina Otieno said", name("Amina Otieno", &["c-01"])),
        ("Otieno, Peter", name("Otieno, Peter", &["c-02"])),
        ("the Otieno family", name("Otieno", &["c-01", "c-02"])),
        ("(Mimi)", name("Mimi", &["c-01"])),
        ("Jose Luis Pena and", name("Jose Luis Pena", &["p-01"])),
        ("JOSÉ-LUÍS", name("JOSÉ-LUÍS", &["p-01"])),
        ("joseluispeña", name("joseluispeña", &["p-01"])),
        ("Jose\u{301} Lui\u{301}s spoke", name("Jose\u{301} Lui\u{301}s", &["p-01"])),
        ("A\u{200B}mi\u{AD}na", name("A\u{200B}mi\u{AD}na", &["c-01"])),
        ("amina2008", name("amina", &["c-01"])),
        ("Nguyen Thi Hoa", name("Nguyen Thi Hoa", &["g-01"])),
        ("Dorde N’Golo", name("Dorde N’Golo", &["j-01"])),
        ("บอกว่าสมชายไปโรงเรียน", name("สมชาย", &["c-03"])),
        ("สมชาย ใจดี", name("สมชาย ใจดี", &["c-03"])),
        ("ሰላም፣", name("ሰላም", &["c-04"])),
    ] {
        assert_eq!(names(text), [expected], "{text}");
    }
}

#[test]
fn words_that_only_contain_a_name_or_belong_to_many_are_not_names() {
    for text in ["examination", "Mimicry", "the peterhead unit", "Thi", "N", "Petersen", "aminas"] {
        assert_eq!(names(text), [], "{text}");
    }
}

#[test]
fn numbers_addresses_and_dates_of_birth_are_found_by_their_form() {
    let cases = [
        "phone number: +254 712 345 678",
        "phone number: +254-(0)712-345678",
        "phone number: 00254712345678",
        "phone number: 0712345678",
        "phone number: 0712 345 678",
        "phone number: (021) 555 0199",
        "phone number: 712-345-678",
        "phone number: 712 345 678",
        "phone number: 555-0199",
        "phone number: ٠٧١٢ ٣٤٥ ٦٧٨",
        "phone number: ០១២ ៣៤៥ ៦៧៨",
        "phone number: +84 90 123 45 67",
        "e-mail address: amina.w+x@example.org",
        "e-mail address: starling@example",
        "e-mail address: starling [at] example [dot] org",
        "e-mail address: starling at example dot org",
        "web address: https://example.org/u/starling?x=1",
        "web address: www.example.org/starling",
        "web address: m.facebook.com/starling.22",
        "web address: t.me/starling22",
        "name on a platform: @starling_22",
        "name on a platform: starling#1234",
        "ID number: 31234567",
        "ID number: A1234567",
        "ID number: AB-1234-567/B",
        "ID number: 123456789012",
    ];
    for case in cases {
        let (_, text) = case.split_once(": ").unwrap();
        for around in [format!("He wrote {text}, then left."), text.to_owned(), format!("({text}).")] {
            assert_eq!(found(&around), [case], "{around}");
        }
    }
    for (text, expected) in [
        ("her username is starling_22.", "name on a platform: starling_22"),
        ("Snapchat: starling_22", "name on a platform: starling_22"),
        ("passport no. 55321", "ID number: 55321"),
        ("Case No. 123456/2019 was filed", "ID number: 123456/2019"),
        ("Criminal Case 245 of 2019", "ID number: 245 of 2019"),
        ("the case number is CR/245/2019/NRB", "ID number: CR/245/2019/NRB"),
        ("police OB number 34/12/05/2019", "ID number: 34/12/05/2019"),
        ("it was at 36.817223 east", "ID number: 36.817223"),
        ("Ksh 2,500 to 0722 000 111 people said", "phone number: 0722 000 111"),
        ("dictated 0 7 1 2 3 4 5 6 7 8", "phone number: 0 7 1 2 3 4 5 6 7 8"),
        ("badge number: K5532", "ID number: K5532"),
        ("her phone is 12 345 678", "phone number: 12 345 678"),
        ("I was born on 12/03/2008 at home", "date of birth: 12/03/2008"),
        ("DOB: 2008-03-12", "date of birth: 2008-03-12"),
        ("Her date of birth, 12th of March 2008, was", "date of birth: 12th of March 2008"),
        ("Nació el 12 de marzo de 2008.", "date of birth: 12 de marzo de 2008"),
        ("Alizaliwa tarehe 12 Machi 2008", "date of birth: 12 Machi 2008"),
        ("March 12, 2008 is when she was born", "date of birth: March 12, 2008"),
        ("เกิดวันที่ 12 มีนาคม 2551", "date of birth: 12 มีนาคม 2551"),
    ] {
        assert_eq!(found(text), [expected], "{text}");
    }
}

#[test]
fn amounts_years_and_laws_identify_nobody() {
    for text in [
        "In 2019 and 2020, from 2017-2021, 2019/20, in the 1990s and 2000s.",
        "2017 2018 2019 2020 2021",
        "The interview of 12/03/2021, 2021-03-12 and 12 March 2021 at 14:05-15:30.",
        "It cost KES 1,200,000 or US$ 7 000 000, 350000 shillings, €1.250.000,00, Rp 15.000.000.",
        "1,200,000 children; 1 200 000 users; 103,294,725 in all; 10 713 633 children.",
        "Section 12(3) of Act No. 46 of 1998, article 34, Law No. 11/2008, Republic Act 10175, Proclamation No. 1097/2018.",
        "Articles 202-205 bis; s. 16; paragraph 4.2.1; Decree 4-2015; UU 23/2002; A/RES/71/189; CRC/C/GC/25.",
        "19.5 % (14.6–16.9), p = 0.0001234, 1 in 5, 12-17 years, COVID-19, B2B, H2O, 4G, round 2.",
        "Call 116 or 1195, 999 and 112: helplines of four digits are for everyone.",
        "12-year-olds, grade 7, 3 of 10, 100-150 officers, 25 countries.",
        "1. first 2. second 3. third",
        "grades 5 6 7 8 9 10 11 12, rounds 1-2-3-4-5-6-7, 2 500 000 000 in all",
        "ISBN 978-92-806-5255-3, doi 10.1186/s12874-016-0200-9, ISO 27001:2022, UTF-8",
        "00:01:02.345 --> 00:01:05.000",
        "m² 5.500 and footnote 12¹",
    ] {
        assert_eq!(found(text), [] as [String; 0], "{text}");
    }
}

#[test]
fn an_address_that_holds_a_name_is_one_identifier() {
    assert_eq!(found("Write to amina.otieno@example.org."), ["e-mail address: amina.otieno@example.org"]);
}

#[test]
fn a_roster_refuses_people_who_could_not_be_searched_for() {
    let refused = |people: &[_]| Roster::new(people).unwrap_err().to_string();
    insta::assert_snapshot!(refused(&[person("c-09", "Child", &["A."])]), @"name 1 of `c-09` has fewer than two letters and would be found in every text; write it out");
    insta::assert_snapshot!(refused(&[person("c-09", "Child", &[])]), @"`c-09` has no name on the roster; without one no text can be searched for it");
    insta::assert_snapshot!(refused(&[person("c-09", "Child", &["Amina"]), person("c-09", "Child", &["Peter"])]), @"`c-09` is on the roster twice; give every person an id of their own, and all names of a person in one entry");
    assert_eq!(
        Roster::new(&[person("c-09", "Child", &["?"])]).err(),
        Some(InvalidPerson::ShortName { id: PersonId("c-09".to_owned()), number: 1 })
    );
}

#[test]
fn no_name_shows_in_a_message_for_programmers() {
    let person = person("c-09", "Child", &["Amina Wanjiru"]);
    assert!(!format!("{person:?} {:?}", Roster::new([&person]).unwrap()).contains("Amina"));
}

proptest! {
    #[test]
    fn ranges_are_of_the_text_in_order_and_apart(text in "(\\PC|[0-9]|amina|otieno|@|\\+| |[0-9]{7}|\u{301}|\u{200B}){0,40}") {
        let mut end = 0;
        for identifier in find(&text, &roster()) {
            prop_assert!(identifier.range.start >= end && !identifier.range.is_empty());
            prop_assert_eq!(text.get(identifier.range.clone()), Some(identifier.text.as_str()));
            end = identifier.range.end;
        }
    }

    #[test]
    fn a_name_is_found_in_any_surroundings_that_are_not_letters(before in "([0-9]|[ .,;:()\"'\n!?]|– ){0,12}", after in "([ .,;:()\"'\n!?]|–){0,12}") {
        let text = format!("{before}Amina Wanjiru{after}");
        let found = find(&text, &roster());
        prop_assert!(found.iter().any(|identifier| identifier.text.contains("Amina Wanjiru")), "{text:?} {found:?}");
    }

    #[test]
    fn a_phone_number_with_its_country_is_found_however_it_is_grouped(digits in prop::collection::vec(0_u8..10, 8..13), gaps in prop::collection::vec(prop::sample::select(vec!["", "", " ", "-", ".", " (", ") "]), 13)) {
        let number: String = digits.iter().zip(&gaps).map(|(digit, gap)| format!("{digit}{gap}")).collect();
        let text = format!("Ring +{number} now");
        let found = find(&text, &roster());
        prop_assert!(matches!(found.as_slice(), [one] if one.kind == IdentifierKind::PhoneNumber), "{text:?} {found:?}");
    }
}
