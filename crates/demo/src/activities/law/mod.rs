//! Activity 1: provisions of laws that do not exist, read by two coders, with decisions where they differ.

mod federal;
mod subject;

use super::csv::Csv;
use super::{Activity, RecordFile, Setting};
use crate::random::Random;
use std::path::PathBuf;
use subject::{Act, SUBJECTS, Subject};

const CODERS: [&str; 2] = ["K. M.", "T. V."];
const ADJUDICATOR: &str = "L. S.";
/// The share of answers in which one of the two differs from what is decided.
const DIFFERS: f64 = 0.08;

/// Where a law could be found and not be read.
const NOT_TRANSLATED: (&str, &str) = ("marenthia", "preservation");
/// Where a law is in French.
const IN_FRENCH: (&str, &str) = ("estrevane", "duty_to_report");

/// What the law of a country says to a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Yes,
    Partly,
    No,
    NotFound,
    NotTranslated,
}

impl Answer {
    fn key(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
            Self::NotFound => "not_found",
            Self::NotTranslated => "not_translated",
        }
    }

    fn rests_on_provision(self) -> bool {
        matches!(self, Self::Yes | Self::Partly)
    }

    /// What a coder may say who does not see it so.
    fn differing(self, random: &mut Random) -> Self {
        match self {
            Self::Yes => Self::Partly,
            Self::Partly if random.chance(0.5) => Self::Yes,
            Self::Partly => Self::No,
            Self::No | Self::NotFound | Self::NotTranslated => Self::NotFound,
        }
    }

    fn reason(self) -> &'static str {
        match self {
            Self::Yes => {
                "Read together with the definitions of the act, the section covers all that is asked."
            }
            Self::Partly => "The section covers a part of what is asked.",
            Self::No => "The act was found and read as a whole; it has no such section.",
            Self::NotFound | Self::NotTranslated => "The law could not be read.",
        }
    }
}

/// The tables of a country as they are filled.
struct Tables {
    provisions: Csv,
    answers: Csv,
    adjudications: Csv,
}

/// A criterion, for the whole country or for a federal unit, and what its answer rests on.
struct Asked<'a> {
    criterion: &'a str,
    unit: &'a str,
    provision: &'a str,
}

impl Tables {
    /// Adds the answers of both coders, and the decision where they differ.
    fn answer(&mut self, asked: &Asked<'_>, answer: Answer, setting: &Setting, random: &mut Random) {
        let provisions = |answer: Answer| if answer.rests_on_provision() { asked.provision } else { "" };
        let differs = random.chance(DIFFERS).then(|| random.below(2) as usize);
        let mut are_apart = false;
        for (number, coder) in CODERS.into_iter().enumerate() {
            let said = if differs == Some(number) { answer.differing(random) } else { answer };
            are_apart |= said != answer;
            self.answers.row(&[asked.criterion, coder, asked.unit, said.key(), provisions(said), ""]);
        }
        if are_apart {
            let (rests, day) = (provisions(answer), setting.day(40));
            let reason = answer.reason();
            self.adjudications.row(&[
                asked.criterion,
                asked.unit,
                answer.key(),
                rests,
                ADJUDICATOR,
                &day,
                reason,
            ]);
        }
    }
}

/// The records of a country.
pub(super) fn records(setting: &Setting) -> Vec<RecordFile> {
    let mut random = setting.random(Activity::LegalAnalysis);
    let years: [(Act, u64); 4] = [Act::Children, Act::Computers, Act::Communications, Act::Procedure]
        .map(|act| (act, 1998 + random.below(24)));
    let mut tables = Tables {
        provisions: Csv::new(&[
            "id",
            "citation",
            "excerpt",
            "language",
            "in_force_from",
            "in_force_to",
            "unit",
        ]),
        answers: Csv::new(&["criterion", "coder", "unit", "answer", "provisions", "note"]),
        adjudications: Csv::new(&["criterion", "unit", "answer", "provisions", "by", "on", "reason"]),
    };
    for subject in &SUBJECTS {
        let answer = answer(subject, setting, &mut random);
        if answer.rests_on_provision() {
            let year = years.iter().find(|(act, _)| *act == subject.act).map_or(1998, |(_, year)| *year);
            provision(&mut tables.provisions, subject, answer, year, setting);
        }
        for criterion in subject.criteria {
            let asked = Asked { criterion, unit: "", provision: subject.id };
            tables.answer(&asked, answer, setting, &mut random);
        }
    }
    // A law that is no longer in force, on which nothing rests.
    tables.provisions.row(&[
        "former_duty",
        "Children Act 1971, s. 9",
        "A constable who finds a child in want informs the parish.",
        "en",
        "1971-07-01",
        "1997-12-31",
        "",
    ]);
    let units = federal::add(&mut tables, setting, &mut random);
    let mut files = vec![
        file("provisions.csv", tables.provisions),
        file("answers.csv", tables.answers),
        file("adjudications.csv", tables.adjudications),
    ];
    files.extend(units.map(|units| file("units.csv", units)));
    files
}

fn file(name: &str, csv: Csv) -> RecordFile {
    (PathBuf::from(name), csv.into_bytes())
}

fn answer(subject: &Subject, setting: &Setting, random: &mut Random) -> Answer {
    let draw = random.uniform();
    let subject_here = (setting.country.id, subject.id);
    if subject_here == NOT_TRANSLATED {
        Answer::NotTranslated
    } else if draw < subject.yes {
        Answer::Yes
    } else if draw < subject.yes + subject.partly || subject_here == IN_FRENCH {
        Answer::Partly
    } else if draw > 0.97 && subject.id == "solicitation_defined" {
        Answer::NotFound
    } else {
        Answer::No
    }
}

fn provision(csv: &mut Csv, subject: &Subject, answer: Answer, year: u64, setting: &Setting) {
    let from = format!("{}-01-01", year + 1);
    if (setting.country.id, subject.id) == IN_FRENCH {
        let citation = format!("Loi sur la protection de l’enfance de {year}, art. {}", subject.section);
        let excerpt = "Quiconque travaille avec des enfants et a des raisons de soupçonner un abus en informe l’autorité sans délai.";
        csv.row(&[subject.id, &citation, excerpt, "fr", &from, "", ""]);
        return;
    }
    let citation = format!("{} {year}, s. {}", subject.act.name(), subject.section);
    let excerpt = if answer == Answer::Yes { subject.whole } else { subject.part };
    csv.row(&[subject.id, &citation, excerpt, "en", &from, "", ""]);
}
