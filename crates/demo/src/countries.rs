//! The thirteen countries, none of which exists.

/// A country that does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoCountry {
    /// Its identifier in the study folder.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
}

const fn country(id: &'static str, name: &'static str) -> DemoCountry {
    DemoCountry { id, name }
}

/// The countries of the demonstration, in alphabetical order.
pub const COUNTRIES: [DemoCountry; 13] = [
    country("aldermark", "Aldermark"),
    country("brenlow", "Brenlow"),
    country("corvessa", "Corvessa"),
    country("dunmarrow", "Dunmarrow"),
    country("estrevane", "Estrevane"),
    country("ferrowyn", "Ferrowyn"),
    country("galdermoor", "Galdermoor"),
    country("harrowmere", "Harrowmere"),
    country("isenvale", "Isenvale"),
    country("jessamar", "Jessamar"),
    country("kelstrane", "Kelstrane"),
    country("lindoveil", "Lindoveil"),
    country("marenthia", "Marenthia"),
];
