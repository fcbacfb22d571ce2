//! Invented people for the other tests.

use cairn_qualitative::safety::{AliasPrefix, Person, PersonId, Roster};

pub(crate) fn person(id: &str, prefix: &str, names: &[&str]) -> Person {
    Person {
        id: PersonId(id.to_owned()),
        prefix: AliasPrefix::new(prefix).unwrap(),
        names: names.iter().map(|&name| name.to_owned()).collect(),
    }
}

pub(crate) fn people() -> Vec<Person> {
    vec![
        person("c-01", "Child", &["Amina Wanjiru Otieno", "Mimi"]),
        person("c-02", "Child", &["Peter Otieno"]),
        person("p-01", "Caregiver", &["José-Luís Peña", "Joe Pena"]),
        person("g-01", "Informant G", &["Nguyễn Thị Hoa"]),
        person("j-01", "Informant J", &["Đorđe N'Golo"]),
        person("c-03", "Child", &["สมชาย ใจดี"]),
        person("c-04", "Child", &["ሰላም በቀለ"]),
    ]
}

pub(crate) fn roster() -> Roster {
    Roster::new(&people()).unwrap()
}
