//! Laws of reading: nothing panics, nothing is hidden, every place is right.

use crate::folder::{ALDERMARK, CHILD, Folder, ONLINE, STUDY};
use crate::sample::{self, COUNTRY, DECISIONS, POPULATION, SAMPLE};
use cairn_definition::render;
use proptest::prelude::*;

const FILES: [(&str, &str); 4] = [
    ("study.toml", STUDY),
    ("instruments/child.toml", CHILD),
    ("indicators/online.toml", ONLINE),
    ("countries/aldermark/country.toml", ALDERMARK),
];

/// A mistake that stands alone: the line it is put in place of, and what is then said, at that line.
const MISTAKES: [(usize, &str, &str, &str); 14] = [
    (0, "round = ", "ruond = ", "`ruond` is not a key of this study"),
    (0, "minimum_base = 40", "minimum_base = 0", "`minimum_base` is 0"),
    (0, "title = \"Gender\"", "title = 1", "`title` is a whole number"),
    (1, "respondents = ", "respondent = ", "`respondent` is not a key of this instrument"),
    (1, "dont_know = [98]", "dont_know = [98, 98]", "the code 98 is given twice"),
    (1, "type = \"number\"", "type = \"float\"", "`type` is “float”"),
    (2, "version = 1", "version = 0", "`version` is 0"),
    (2, "chapter = \"online\"", "chapter = \"offline\"", "`chapter` is “offline”"),
    (2, "period = \"in the past year\"", "period = \" \"", "`period` is empty"),
    (3, "to = \"2026-05-29\"", "to = \"tomorrow\"", "`to` is “tomorrow”"),
    (2, "by = [\"gender\"", "by = [\"gendre\"", "there is no breakdown `gendre`"),
    (3, "weights = \"weight\"", "weights = \"wieght\"", "the instrument `child` has no column `wieght`"),
    (3, "lonely_psu = \"adjust\"", "lonely_psu = \"mean\"", "`lonely_psu` is “mean”"),
    (3, "generator", "generatr", "`generatr` is not a key of this declaration of synthetic records"),
];

/// The text with a stretch of it, at a share of its length, put into other words.
fn damaged(text: &str, at: f64, removed: usize, inserted: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let start = (at * chars.len() as f64) as usize;
    let end = (start + removed).min(chars.len());
    chars[..start].iter().copied().chain(inserted.chars()).chain(chars[end..].iter().copied()).collect()
}

fn load_and_render(folder: &Folder) -> usize {
    let loaded = folder.load();
    loaded.diagnostics.iter().map(|problem| render(problem).len()).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn arbitrary_bytes_never_panic(file in 0usize..4, bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        load_and_render(&Folder::valid().with(FILES[file].0, bytes));
    }

    /// Files that are nearly right reach deeper than arbitrary bytes do.
    #[test]
    fn a_damaged_file_never_panics(
        file in 0usize..4,
        at in 0.0f64..1.0,
        removed in 0usize..40,
        inserted in "[\\[\\]{}=\"',#a-z0-9\n .-]{0,8}",
    ) {
        let (path, text) = FILES[file];
        load_and_render(&Folder::valid().with(path, damaged(text, at, removed, &inserted)));
    }

    /// The same of the decisions on a sample and of the numbers of the population, whose numbers are checked against each other.
    #[test]
    fn a_damaged_sample_never_panics(
        population in any::<bool>(),
        at in 0.0f64..1.0,
        removed in 0usize..40,
        inserted in "[\\[\\]{}=\"',#a-z0-9\n .-]{0,8}",
        digits in "[0-9.e-]{0,4}",
    ) {
        let text = if population { POPULATION } else { SAMPLE };
        for inserted in [inserted, digits] {
            let damaged = damaged(text, at, removed, &inserted);
            load_and_render(&if population {
                sample::folder().changed(COUNTRY, POPULATION, &damaged)
            } else {
                sample::folder().with(DECISIONS, damaged)
            });
        }
    }

    #[test]
    fn arbitrary_bytes_as_a_sample_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        load_and_render(&sample::folder().with(DECISIONS, bytes));
    }

    /// However many independent mistakes there are, one run reports each of them, at its line, and nothing else.
    #[test]
    fn every_mistake_is_reported_in_one_run(chosen in prop::collection::vec(any::<bool>(), MISTAKES.len())) {
        let mut folder = Folder::valid();
        let mut expected = Vec::new();
        for ((file, right, wrong, message), _) in MISTAKES.iter().zip(&chosen).filter(|(_, chosen)| **chosen) {
            let (path, text) = FILES[*file];
            folder = folder.changed(path, right, wrong);
            let line = text.lines().position(|line| line.contains(right)).unwrap() + 1;
            expected.push((path.to_owned(), line, (*message).to_owned()));
        }
        expected.sort();
        let mut reported: Vec<_> = folder.load().diagnostics.into_iter().map(|problem| {
            let place = problem.place.unwrap();
            let path = place.file().path().strip_prefix(folder.root()).unwrap().display().to_string();
            (path, place.line_column().0, problem.message)
        }).collect();
        reported.sort();
        prop_assert_eq!(reported, expected);
    }
}
