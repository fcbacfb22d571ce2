//! The definition files: study, instruments, indicators, countries.

use super::place::MARKER;
use super::sampling;
use crate::activities;
use crate::countries::DemoCountry;
use crate::indicators::{self, Indicator, IndicatorFile};
use crate::population::Population;
use crate::questionnaire::{self, Asked, Choices, Item, Respondent};
use std::fmt::Write as _;
use std::path::PathBuf;

const STUDY: &str = include_str!("../../texts/study.toml");
// Without its dot there, where it would be in force.
const GITIGNORE: &str = include_str!("../../texts/gitignore");
const README: &str = include_str!("../../texts/README.md");
const PAIRS: &str = "1,000";

/// The files that no country has of its own, with their texts.
pub(super) fn study_files(seed: u64) -> Vec<(PathBuf, String)> {
    let mut files = vec![
        (PathBuf::from(MARKER), format!("Written by cairn demo, seed {seed}.\n")),
        (PathBuf::from(".gitignore"), GITIGNORE.to_owned()),
        (PathBuf::from("README.md"), README.replace("{seed}", &seed.to_string()).replace("{pairs}", PAIRS)),
        (PathBuf::from("study.toml"), STUDY.to_owned()),
        (PathBuf::from("instruments/child.toml"), instrument(Respondent::Child)),
        (PathBuf::from("instruments/caregiver.toml"), instrument(Respondent::Caregiver)),
        (PathBuf::from("instruments/frontline.toml"), activities::FRONTLINE_INSTRUMENT.to_owned()),
    ];
    for (activity, protocol) in activities::PROTOCOLS {
        files.push((PathBuf::from(format!("protocols/{}.toml", activity.key())), protocol.to_owned()));
    }
    for file in indicators::FILES {
        files.push((PathBuf::from(format!("indicators/{}.toml", file.name)), indicator_file(&file)));
    }
    files
}

/// The definition of a country, with fieldwork in a month and the next.
pub(super) fn country(country: &DemoCountry, month: u8, population: &Population) -> String {
    let next = month + 1;
    format!(
        "# {name} does not exist; its records were made by a program.\n\
         name = \"{name}\"\n\
         context = \"\"\"\n\
         {name} does not exist. A program made it so that a report can be read before a study is done: four regions, each with \\\n\
         towns and countryside, and households in which one to three children aged 12–17 live.\n\n\
         A real country’s context belongs here: how many children use the internet and how, which laws and services there are, \\\n\
         what earlier studies found, each with its source.\"\"\"\n\n\
         [fieldwork]\n\
         from = 2025-{month:02}-01\n\
         to = 2025-{next:02}-28\n\n\
         [survey]\n\
         {departs}clusters = [\"psu\"]\n\
         strata = [\"stratum\"]\n\
         nest = true\n\
         lonely_psu = \"fail\"\n\n\
         {population}\n\
         {activities}\n\
         [synthetic]\n\
         generator = \"cairn demo, seed {seed}\"\n",
        name = country.name,
        seed = population.seed,
        population = sampling::population(country.id, population),
        departs = if country.id == DEPARTS { format!("departs = \"{DEPARTURE}\"\n") } else { String::new() },
        activities = activities::table(country),
    )
}

/// The country whose survey does not follow the protocol, and how.
pub(super) const DEPARTS: &str = "lindoveil";
const DEPARTURE: &str = "Another agency interviewed children of 9 to 17 by telephone. The records here hold those of 12 to 17, \
    whose answers were given aloud and not by themselves on a tablet.";

/// Columns that hold the design and the background, before the items: name, label, type, labelled values.
type Background = (&'static str, &'static str, &'static str, &'static [(u8, &'static str)]);

const DESIGN: [Background; 9] = [
    ("household_id", "Household", "text", &[]),
    ("interview_date", "Date of the interview", "date", &[]),
    (
        "stratum",
        "Stratum",
        "integer",
        &[
            (1, "North, urban"),
            (2, "North, rural"),
            (3, "East, urban"),
            (4, "East, rural"),
            (5, "South, urban"),
            (6, "South, rural"),
            (7, "West, urban"),
            (8, "West, rural"),
        ],
    ),
    ("psu", "Cluster (primary sampling unit)", "integer", &[]),
    ("region", "Region", "integer", &[(1, "North"), (2, "East"), (3, "South"), (4, "West")]),
    ("area", "Area", "integer", &[(1, "Urban"), (2, "Rural")]),
    (
        "education",
        "Education of the caregiver",
        "integer",
        &[(1, "Primary or less"), (2, "Secondary"), (3, "Higher")],
    ),
    ("wealth", "Wealth of the household", "integer", &[(1, "Lower"), (2, "Middle"), (3, "Upper")]),
    ("form", "Form of the questionnaire", "integer", &[(1, "Form 1"), (2, "Form 2")]),
];
const OF_CHILD: [Background; 3] = [
    ("gender", "Gender", "integer", &[(1, "Girls"), (2, "Boys")]),
    ("age", "Age in years", "integer", &[]),
    ("children_online", "Children aged 12–17 in the household who use the internet", "integer", &[]),
];
const OF_CAREGIVER: [Background; 2] = [
    ("gender", "Gender of the caregiver", "integer", &[(1, "Women"), (2, "Men")]),
    ("age", "Age of the caregiver in years", "integer", &[]),
];

fn background(respondent: Respondent) -> impl Iterator<Item = &'static Background> {
    let own: &[Background] = match respondent {
        Respondent::Child => &OF_CHILD,
        Respondent::Caregiver => &OF_CAREGIVER,
    };
    DESIGN.iter().chain(own)
}

/// The names of a respondent's columns, in the order of the file.
pub(super) fn columns(respondent: Respondent) -> Vec<&'static str> {
    let items = questionnaire::items(respondent).iter().map(|item| item.name);
    background(respondent).map(|column| column.0).chain(items).collect()
}

fn instrument(respondent: Respondent) -> String {
    let (title, respondents) = match respondent {
        Respondent::Child => ("Children’s questionnaire", "internet-using children aged 12–17"),
        Respondent::Caregiver => {
            ("Caregivers’ questionnaire", "caregivers of internet-using children aged 12–17")
        }
    };
    let online = if respondent == Respondent::Child { "online_children = true\n" } else { "" };
    let mut text = format!(
        "title = \"{title}\"\nrespondents = \"{respondents}\"\n{online}\n\
         [missing]\ndont_know = [98]\nprefer_not_to_say = [99]\nrefused = [97]\nnot_asked = [-1]\n"
    );
    for (name, label, kind, values) in background(respondent) {
        let values: Vec<_> = values.iter().map(|&(code, label)| (i64::from(code), label)).collect();
        // Design and background are never missing, and an age or a cluster may well be 97 or 98.
        column(&mut text, name, label, kind, &values, true);
    }
    for item in questionnaire::items(respondent) {
        let _ = write!(text, "\n# {}{}", item.code, routing(item));
        let values: Vec<(i64, &str)> = match item.choices {
            Choices::YesNo => vec![(1, "Yes"), (0, "No")],
            Choices::FourPoints(labels) => (1..).zip(labels.iter().copied()).collect(),
        };
        column(&mut text, item.name, item.label, "integer", &values, false);
    }
    text
}

fn routing(item: &Item) -> String {
    match &item.asked {
        Asked::Everybody => String::new(),
        Asked::Form(form) => format!(", asked on form {form} only"),
        Asked::If(condition) => format!(", asked if {}", condition.sql()),
    }
}

fn column(text: &mut String, name: &str, label: &str, kind: &str, values: &[(i64, &str)], complete: bool) {
    let _ = write!(text, "\n[[columns]]\nname = \"{name}\"\nlabel = \"{label}\"\ntype = \"{kind}\"\n");
    if !values.is_empty() {
        let values: Vec<String> =
            values.iter().map(|(code, label)| format!("{{ code = {code}, label = \"{label}\" }}")).collect();
        let _ = writeln!(text, "values = [{}]", values.join(", "));
    }
    if complete {
        text.push_str("missing = {}\n");
    }
}

fn indicator_file(file: &IndicatorFile) -> String {
    let mut text = format!("# {}.\n", file.heading);
    for item in file.indicators {
        text.push_str(&indicator(item));
    }
    text
}

fn indicator(indicator: &Indicator) -> String {
    let instrument = match indicator.respondent {
        Respondent::Child => "child",
        Respondent::Caregiver => "caregiver",
    };
    let mut text = format!(
        "\n[[indicators]]\nid = \"{}\"\nversion = 1\ntitle = \"{}\"\ninstrument = \"{instrument}\"\npopulation = \"{}\"\n",
        indicator.id,
        indicator.title,
        indicator.population()
    );
    if let Some((base, label)) = &indicator.base {
        let _ = write!(text, "base = \"{}\"\nbase_label = \"{label}\"\n", base.sql());
    }
    let _ = writeln!(text, "value = \"{}\"", indicator.value.sql());
    if indicator.dont_know_is_no {
        text.push_str("missing = { dont_know = \"no\" }\n");
    }
    if indicators::asks_for_numbers(indicator) {
        text.push_str("numbers = true\n");
    }
    if let Some(theme) = indicators::theme(indicator) {
        let _ = writeln!(text, "theme = \"{theme}\"");
    }
    if let Some(block) = indicators::block(indicator) {
        let _ = writeln!(text, "block = \"{block}\"");
    }
    let parts: Vec<String> =
        indicators::parts(indicator).iter().map(|part| format!("\"{part}@1\"")).collect();
    if !parts.is_empty() {
        let _ = writeln!(text, "parts = [{}]", parts.join(", "));
    }
    let _ = write!(
        text,
        "period = \"{}\"\nby = [{}]\nchapter = \"{}\"\ntopic = \"{}\"\nsource = \"{}\"\n",
        indicator.period,
        disaggregations(indicator),
        indicator.chapter.key(),
        indicator.topic,
        indicator.source()
    );
    text
}

fn disaggregations(indicator: &Indicator) -> String {
    let one = |crossed: &&[&str]| {
        let quoted: Vec<String> = crossed.iter().map(|name| format!("\"{name}\"")).collect();
        if quoted.len() == 1 { quoted.concat() } else { format!("[{}]", quoted.join(", ")) }
    };
    indicator.disaggregations().iter().map(one).collect::<Vec<_>>().join(", ")
}
