//! The libraries of criteria: what treaties and published instruments ask of the law, article by article.

use cairn_definition::kind::{Boolean, Integer, Text};
use cairn_definition::{Diagnostics, Document, Place, SourceFile, TableReader};
use cairn_evidence::Points;
use cairn_study::Capability;
use std::path::Path;
use std::sync::LazyLock;

/// A library of criteria.
#[derive(Debug, Clone)]
pub struct Library {
    /// Its name in protocols, and the beginning of the names of its criteria: `icmec`.
    pub key: &'static str,
    /// As shown: "Lanzarote Convention".
    pub title: String,
    /// Where it was published.
    pub citation: String,
    /// Whether a phase of maturity is recorded beside each answer.
    pub has_phases: bool,
    /// Its criteria, in the order of their articles.
    pub criteria: Vec<LibraryCriterion>,
}

/// A criterion of a library.
#[derive(Debug, Clone)]
pub struct LibraryCriterion {
    /// Its name within the library: `20_1_e`.
    pub id: String,
    /// The article, as cited: "Article 20(1)(e)".
    pub article: String,
    /// What the law must provide, as a question that yes answers.
    pub question: String,
    /// The WeProtect capability that it serves.
    pub capability: Option<Capability>,
    /// The points that the instrument gives for yes.
    pub points: Option<Points>,
    /// Where it is defined, in a file that is part of the program.
    pub place: Place,
}

const FILES: [(&str, &str); 6] = [
    ("optional_protocol", include_str!("library/optional_protocol.toml")),
    ("lanzarote", include_str!("library/lanzarote.toml")),
    ("budapest", include_str!("library/budapest.toml")),
    ("icmec", include_str!("library/icmec.toml")),
    ("out_of_the_shadows", include_str!("library/out_of_the_shadows.toml")),
    ("weprotect", include_str!("library/weprotect.toml")),
];

/// Every library.
pub fn libraries() -> &'static [Library] {
    static LIBRARIES: LazyLock<Vec<Library>> = LazyLock::new(|| {
        let problems = Diagnostics::new();
        FILES.iter().filter_map(|(key, text)| read(key, text, &problems)).collect()
    });
    &LIBRARIES
}

/// The library of that name.
pub(super) fn library(key: &str) -> Option<&'static Library> {
    libraries().iter().find(|library| library.key == key)
}

fn read(key: &'static str, text: &str, problems: &Diagnostics) -> Option<Library> {
    let file = SourceFile::new(Path::new("legal_analysis/library").join(format!("{key}.toml")), text);
    let document = Document::parse_toml(&file).map_err(|mistakes| problems.extend(mistakes)).ok()?;
    let mut reader = document.reader("library", problems)?;
    let title = reader.required("title", &Text);
    let citation = reader.required("citation", &Text);
    let phases = reader.optional("phases", &Boolean);
    let criteria =
        reader.required_tables("criteria", "criterion").into_iter().filter_map(read_criterion).collect();
    reader.finish();
    Some(Library {
        key,
        title: title?.value,
        citation: citation?.value,
        has_phases: phases.is_some_and(|phases| phases.value),
        criteria,
    })
}

fn read_criterion(mut reader: TableReader<'_>) -> Option<LibraryCriterion> {
    let place = reader.place().clone();
    let id = reader.required("id", &Text);
    let article = reader.required("article", &Text);
    let question = reader.required("question", &Text);
    let capability = reader.optional("capability", &Integer(1..=21));
    let indicator = reader.optional("indicator", &Text);
    let points = reader.optional("points", &Integer(1..=9));
    reader.finish();
    let number = |value: i64| u8::try_from(value).ok();
    let points = indicator.zip(points).and_then(|(indicator, points)| {
        Some(Points { indicator: indicator.value, worth: number(points.value)? })
    });
    Some(LibraryCriterion {
        id: id?.value,
        article: article?.value,
        question: question?.value,
        capability: capability.and_then(|value| Capability::numbered(number(value.value)?)),
        points,
        place,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_library_is_read_whole() {
        let problems = Diagnostics::new();
        let read: Vec<_> = FILES.iter().filter_map(|(key, text)| read(key, text, &problems)).collect();
        assert_eq!(problems.into_sorted(), []);
        let sizes: Vec<_> = read.iter().map(|library| (library.key, library.criteria.len())).collect();
        let written: Vec<_> =
            FILES.iter().map(|(key, text)| (*key, text.matches("[[criteria]]").count())).collect();
        assert_eq!(sizes, written);
    }

    #[test]
    fn criteria_have_names_articles_and_questions_of_their_own() {
        for library in libraries() {
            let mut seen = BTreeSet::new();
            for criterion in &library.criteria {
                assert!(seen.insert(&criterion.id), "{} {}", library.key, criterion.id);
                assert!(seen.insert(&criterion.article), "{} {}", library.key, criterion.article);
                assert!(seen.insert(&criterion.question), "{} {}", library.key, criterion.question);
                assert!(criterion.question.ends_with('?'), "{}", criterion.question);
                let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
                assert!(criterion.id.chars().all(is_name), "{}", criterion.id);
            }
        }
    }

    /// `20_1_e` and "Article 20(1)(e)" say the same.
    #[test]
    fn names_of_criteria_are_those_of_their_articles() {
        for key in ["optional_protocol", "lanzarote", "budapest"] {
            for criterion in &library(key).unwrap().criteria {
                let article = criterion.article.split(", ").next().unwrap();
                let name = article.strip_prefix("Article ").unwrap().replace(['(', ')'], " ");
                let name = name.split_whitespace().collect::<Vec<_>>().join("_");
                assert!(criterion.id.starts_with(&name), "{} {}", criterion.id, criterion.article);
            }
        }
    }

    #[test]
    fn each_instrument_asks_what_it_is_known_to_ask() {
        let library = |key| library(key).unwrap();
        assert_eq!(library("icmec").criteria.len(), 5);
        let weprotect = library("weprotect");
        assert!(weprotect.has_phases);
        for (criterion, capability) in weprotect.criteria.iter().zip(Capability::ALL) {
            assert_eq!(criterion.capability, Some(capability));
            assert_eq!(criterion.article, format!("Capability {}: {}", capability.number, capability.title));
        }
        assert_eq!(weprotect.criteria.len(), Capability::ALL.len());
        let mut points = BTreeMap::new();
        for criterion in &library("out_of_the_shadows").criteria {
            let of = criterion.points.as_ref().unwrap();
            *points.entry(of.indicator.as_str()).or_insert(0) += of.worth;
        }
        assert_eq!(points.into_iter().collect::<Vec<_>>(), [("4.4.1", 3), ("4.4.2", 4), ("4.4.3", 1)]);
    }

    /// The 2025 terminology guidelines: the old words stand in titles of treaties alone.
    #[test]
    fn words_to_avoid_stand_in_titles_of_treaties_alone() {
        for library in libraries() {
            for criterion in &library.criteria {
                let text = format!("{} {}", criterion.article, criterion.question).to_lowercase();
                for avoided in ["pornograph", "child prostitut", "sex tourism", "child sex worker"] {
                    assert!(!text.contains(avoided), "{} {}: {avoided}", library.key, criterion.id);
                }
            }
        }
    }
}
