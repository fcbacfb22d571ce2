//! The federal country: two units with laws of their own on helplines.

use super::{Answer, Asked, Csv, Setting, Tables};
use crate::random::Random;

const COUNTRY: &str = "corvessa";

/// Adds what is asked of the units, and gives their table; nothing in other countries.
pub(super) fn add(tables: &mut Tables, setting: &Setting, random: &mut Random) -> Option<Csv> {
    if setting.country.id != COUNTRY {
        return None;
    }
    let mut units = Csv::new(&["unit", "name"]);
    units.row(&["highlands", "Corvessan Highlands"]);
    units.row(&["coast", "Corvessan Coast"]);
    tables.provisions.row(&[
        "highlands_helpline",
        "Helplines Ordinance 2018 (Corvessan Highlands), s. 3",
        "The helpline is free of charge, and it answers at any hour.",
        "en",
        "2018-09-01",
        "",
        "highlands",
    ]);
    let criterion = "study.helpline";
    let of = |unit, provision| Asked { criterion, unit, provision };
    tables.answer(&of("highlands", "highlands_helpline"), Answer::Yes, setting, random);
    tables.answer(&of("coast", ""), Answer::No, setting, random);
    Some(units)
}
