//! Aliases, and texts in which they stand for names.

use std::collections::BTreeSet;

use cairn_qualitative::safety::{
    Alias, AliasBook, AliasPrefix, Dismissal, IdentifierKind, KeyStore, NoAlias, PersonId, find, pseudonymise,
};
use proptest::prelude::*;

use crate::people::{people, person, roster};

fn store() -> KeyStore {
    let mut store = KeyStore::new(2026);
    for person in people() {
        store.enrol(person).unwrap();
    }
    store
}

fn alias(text: &str) -> Alias {
    text.parse().unwrap()
}

#[test]
fn an_alias_has_one_spelling() {
    for good in ["Child 2", "Caregiver 14", "Informant G3", "Justice professional 7", "Niño 1", "ልጅ 3"] {
        assert_eq!(alias(good).to_string(), good);
    }
    for bad in [
        "",
        "2",
        "Child",
        "Child2",
        "Child 02",
        "Child 0",
        "Child  2",
        " Child 2",
        "Child 2 ",
        "Informant G 3",
        "Child 2b",
        "Child -2",
        "Child 99999999999",
    ] {
        assert!(bad.parse::<Alias>().is_err(), "{bad}");
    }
    insta::assert_snapshot!("Child2".parse::<Alias>().unwrap_err(), @"`Child2` is not an alias; expected words and a number, as `Child 2` or `Informant G3`");
    insta::assert_snapshot!(AliasPrefix::new("Child 2").unwrap_err(), @"`Child 2` cannot begin an alias; expected one to four words of letters, 30 characters at most, as `Child` or `Informant G`");
}

#[test]
fn a_book_of_a_seed_is_the_same_for_ever() {
    let aliases: Vec<String> = store().aliases().iter().map(|(id, alias)| format!("{id} {alias}")).collect();
    insta::assert_snapshot!(aliases.join("\n"), @"
    c-01 Child 22
    c-02 Child 37
    c-03 Child 68
    c-04 Child 90
    g-01 Informant G64
    j-01 Informant J63
    p-01 Caregiver 97
    ");
}

#[test]
fn all_spellings_of_a_person_become_one_alias_and_other_identifiers_their_kind() {
    let store = store();
    let text = "Amina told José Luís; mimi’s phone, 0712 345 678, rang. The Otieno family wrote to j.pena@example.org. PEÑA said: Amina Otieno!";
    let safe = pseudonymise(text, &store.roster().unwrap(), store.aliases(), &[]).unwrap();
    insta::assert_snapshot!(safe.text(), @"Child 22 told Caregiver 97; Child 22’s phone, [phone number], rang. The [name] family wrote to [e-mail address]. Caregiver 97 said: Child 22!");
    assert_eq!(safe.replacements().len(), 8);
    assert_eq!(find(safe.text(), &roster()), []);
}

#[test]
fn what_was_dismissed_stays() {
    let store = store();
    let dismissal = Dismissal {
        text: "Mimi".to_owned(),
        kind: IdentifierKind::Name,
        reason: "the name of a shop in a well-known song".to_owned(),
        by: "R. Alder".to_owned(),
    };
    let safe =
        pseudonymise("Mimi and Amina", &store.roster().unwrap(), store.aliases(), &[dismissal]).unwrap();
    assert!(safe.text().starts_with("Mimi and Child "), "{}", safe.text());
}

#[test]
fn a_person_without_alias_is_told_and_not_left_in_the_text() {
    let missing = pseudonymise("Peter came", &roster(), &AliasBook::new(1), &[]);
    assert_eq!(missing, Err(NoAlias { person: PersonId("c-02".to_owned()) }));
}

#[test]
fn who_is_forgotten_keeps_the_alias_from_others() {
    let mut store = store();
    let id = PersonId("c-01".to_owned());
    let alias = store.aliases().alias_of(&id).unwrap().clone();
    assert!(store.person(&alias).is_some());
    store.forget(&id);
    assert!(store.person(&alias).is_none());
    assert_eq!(store.aliases().alias_of(&id), Some(&alias));
    assert_eq!(store.enrol(person("c-01", "Child", &["Amina Wanjiru"])).unwrap(), alias);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn aliases_are_stable_and_nobody_shares_one(seed: u64, count in 1_usize..300) {
        let child = AliasPrefix::new("Child").unwrap();
        let mut book = AliasBook::new(seed);
        let given: Vec<Alias> = (0..count).map(|n| book.enrol(&PersonId(format!("c-{n}")), &child)).collect();
        prop_assert_eq!(given.iter().collect::<BTreeSet<_>>().len(), count);
        for (n, alias) in given.iter().enumerate() {
            let id = PersonId(format!("c-{n}"));
            prop_assert_eq!(&book.enrol(&id, &child), alias);
            prop_assert_eq!(book.bearer_of(alias), Some(&id));
            prop_assert_eq!(&alias.to_string().parse::<Alias>().unwrap(), alias);
        }
    }

    #[test]
    fn no_name_is_left_whatever_surrounds_it(text in "(\\PC|amina|Otieno|peter | |PEÑA|[0-9]{3}|\\+|@|-|\n){0,30}") {
        let store = store();
        let roster = store.roster().unwrap();
        let safe = pseudonymise(&text, &roster, store.aliases(), &[]).unwrap();
        let left: Vec<_> = find(safe.text(), &roster).into_iter().filter(|identifier| identifier.kind == IdentifierKind::Name).collect();
        prop_assert!(left.is_empty(), "{text:?} {:?} {left:?}", safe.text());
    }
}
