//! Unitizing: the published examples, and laws.

use std::collections::BTreeSet;

use cairn_qualitative::agreement::unitizing::{
    Continuum, Document, HowDifferent, InvalidMarks, Mark, Marks, Stretch, alpha, differences, intervals,
};
use cairn_qualitative::agreement::{NoInterval, Resampling, Undefined};
use proptest::prelude::*;

fn document(name: &str, length: u32, coders: &[&str]) -> Document {
    Document { name: name.to_owned(), length, coders: coders.iter().map(|&coder| coder.to_owned()).collect() }
}

fn mark(document: &str, coder: &str, code: &str, start: u32, length: u32) -> Mark {
    Mark {
        document: document.to_owned(),
        coder: coder.to_owned(),
        code: code.to_owned(),
        stretch: Stretch::new(start, start + length).unwrap(),
    }
}

fn continuum(documents: Vec<Document>, marks: Vec<Mark>) -> Continuum {
    let marks = Marks::new(documents, marks).unwrap();
    let coders = marks.coders();
    marks.compare(&coders).unwrap()
}

/// Krippendorff 2004, p. 254: a continuum from 150 to 450, two coders, two codes.
fn page_254() -> Continuum {
    let marks = [
        ("o1", "c", 225, 70),
        ("o1", "c", 370, 30),
        ("o2", "c", 220, 80),
        ("o2", "c", 355, 20),
        ("o2", "c", 400, 20),
        ("o1", "k", 180, 60),
        ("o1", "k", 300, 50),
        ("o2", "k", 180, 60),
        ("o2", "k", 300, 50),
    ];
    let marks = marks.map(|(coder, code, start, length)| mark("text", coder, code, start - 150, length));
    continuum(vec![document("text", 300, &["o1", "o2"])], marks.to_vec())
}

#[test]
fn krippendorffs_page_254() {
    let alpha = alpha(&page_254()).unwrap();
    let c = alpha.codes["c"];
    assert_eq!(
        format!("{:.4} {:.4} {:.4}", c.observed_disagreement, c.expected_disagreement, c.value),
        "0.0144 0.0532 0.7286"
    );
    assert_eq!(alpha.codes["k"].value, 1.0);
    assert_eq!(format!("{:.4}", alpha.overall.value), "0.8587");
    assert_eq!((alpha.documents, alpha.length, c.stretches), (1, 300, 5));
}

/// An example of DKPro Statistics (Meyer and others 2014): one long stretch against three short ones within it.
#[test]
fn one_long_stretch_against_three_short() {
    let marks = vec![
        mark("t", "1", "x", 1, 8),
        mark("t", "2", "x", 2, 1),
        mark("t", "2", "x", 4, 1),
        mark("t", "2", "x", 6, 1),
    ];
    let alpha = alpha(&continuum(vec![document("t", 10, &["1", "2"])], marks)).unwrap().overall;
    assert!((alpha.observed_disagreement - 0.91).abs() < 1e-15);
    assert!((alpha.expected_disagreement - 0.535_185).abs() < 5e-7);
    assert!((alpha.value + 0.700_346).abs() < 5e-7);
}

#[test]
fn a_document_in_which_one_coder_marked_nothing_is_a_disagreement_and_an_unread_one_is_left_out() {
    let documents = vec![document("both", 100, &["1", "2"]), document("one", 100, &["1"])];
    let marks = vec![mark("both", "1", "x", 10, 20), mark("one", "1", "x", 10, 20)];
    let compared = continuum(documents, marks);
    assert_eq!(
        (compared.documents().collect::<Vec<_>>(), compared.left_out()),
        (vec!["both"], ["one".to_owned()].as_slice())
    );
    let alpha = alpha(&compared).unwrap().overall;
    assert!(alpha.value < 0.0 && alpha.stretches == 1, "{alpha:?}");
}

#[test]
fn what_cannot_be_compared_says_why() {
    let documents = || vec![document("t", 10, &["1", "2"])];
    let refused = |mark: Vec<Mark>| Marks::new(documents(), mark).unwrap_err().to_string();
    insta::assert_snapshot!(refused(vec![mark("t", "1", "x", 1, 4), mark("t", "1", "x", 4, 2)]), @"in `t` the coder `1` gave the code `x` to 1–5 and to 4–6, which overlap; make them one stretch or two that do not share a place");
    insta::assert_snapshot!(refused(vec![mark("t", "1", "x", 8, 4)]), @"the mark 8–12 of `1` reaches beyond the end of `t`, at 10");
    insta::assert_snapshot!(refused(vec![mark("t", "3", "x", 1, 4)]), @"the coder `3` marked 1–5 in `t` but is not listed among those who coded it");
    insta::assert_snapshot!(refused(vec![mark("u", "1", "x", 1, 4)]), @"the coder `1` marked 1–5 in `u`, which is not among the documents");
    let twice = Marks::new([documents(), documents()].concat(), Vec::new());
    assert_eq!(twice, Err(InvalidMarks::DocumentTwice { document: "t".to_owned() }));
    insta::assert_snapshot!(Stretch::new(4, 4).unwrap_err(), @"a stretch from 4 to 4 holds nothing; expected an end after the start");

    let marks = Marks::new(documents(), Vec::new()).unwrap();
    assert_eq!(marks.compare(&BTreeSet::from(["1"])), Err(Undefined::TooFewCoders { found: 1 }));
    assert_eq!(marks.compare(&BTreeSet::from(["1", "3"])), Err(Undefined::NoCommonDocument));
    assert_eq!(alpha(&marks.compare(&marks.coders()).unwrap()), Err(Undefined::NothingMarked));
}

#[test]
fn stretches_where_coders_differ_come_with_the_weightiest_first() {
    let all = ["1", "2", "3"];
    let marks = vec![
        mark("t", "1", "barrier", 0, 20),
        mark("t", "2", "barrier", 0, 12),
        mark("t", "2", "barrier", 12, 8),
        mark("t", "3", "barrier", 5, 25),
        mark("t", "1", "service", 40, 50),
    ];
    let compared = continuum(vec![document("t", 100, &all)], marks);
    let told: Vec<String> = differences(&compared)
        .iter()
        .map(|d| {
            format!("{} {} {:?} by {} not {}", d.code, d.stretch, d.how, d.by.join("+"), d.not_by.join("+"))
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @"
    service 40–90 Marked by 1 not 2+3
    barrier 20–30 Marked by 3 not 1+2
    barrier 0–5 Marked by 1+2 not 3
    barrier 11–13 Divided by 2 not 1+3
    ");
    assert_eq!(differences(&compared).last().map(|last| last.how), Some(HowDifferent::Divided));
}

#[test]
fn documents_are_drawn_again_as_wholes() {
    let coders = ["1", "2"];
    let documents: Vec<Document> =
        (0..20).map(|n| document(&format!("interview {n:02}"), 1000 + n * 37, &coders)).collect();
    let marks = (0..20)
        .flat_map(|n| {
            let name = format!("interview {n:02}");
            [mark(&name, "1", "barrier", 100, 60 + n), mark(&name, "2", "barrier", 100 + (n % 7) * 8, 70)]
        })
        .collect();
    let compared = continuum(documents, marks);
    let plan = Resampling::new(500, 0.95, 7).unwrap();
    let whole = alpha(&compared).unwrap().overall.value;
    let found = intervals(&compared, &plan).unwrap();
    let overall = found.overall.clone().unwrap();
    assert!(overall.low < whole && whole < overall.high, "{overall:?} {whole}");
    assert_eq!(found.codes["barrier"], found.overall);
    assert_eq!(found, intervals(&compared, &plan).unwrap());
    assert_eq!(intervals(&page_254(), &plan), Err(NoInterval::TooFew { found: 1 }));
}

/// Stretches of one coder: alternately skipped and marked.
fn stretches() -> impl Strategy<Value = Vec<(u32, u32)>> {
    prop::collection::vec((0_u32..20, 1_u32..20), 0..6)
}

fn marks_of(document: &str, coder: &str, steps: &[(u32, u32)]) -> Vec<Mark> {
    let mut place = 0;
    let mut marks = Vec::new();
    for &(skip, length) in steps {
        marks.push(mark(document, coder, "x", place + skip, length));
        place += skip + length;
    }
    marks
}

proptest! {
    #[test]
    fn coders_and_documents_have_no_order(texts in prop::collection::vec((stretches(), stretches()), 1..5)) {
        let build = |reversed: bool| {
            let mut documents = Vec::new();
            let mut marks = Vec::new();
            for (n, (one, other)) in texts.iter().enumerate() {
                // Other names, another order.
                let name = if reversed { format!("{}", 9 - n) } else { format!("{n}") };
                let (first, second) = if reversed { ("b", "a") } else { ("a", "b") };
                documents.push(document(&name, 240, &["a", "b"]));
                marks.extend(marks_of(&name, first, one));
                marks.extend(marks_of(&name, second, other));
            }
            alpha(&continuum(documents, marks))
        };
        prop_assert_eq!(build(false), build(true));
    }

    #[test]
    fn the_same_marks_are_full_agreement_and_leave_no_difference(steps in stretches()) {
        let compared = continuum(vec![document("t", 240, &["a", "b"])], [marks_of("t", "a", &steps), marks_of("t", "b", &steps)].concat());
        prop_assert!(differences(&compared).is_empty());
        match alpha(&compared) {
            Ok(alpha) => prop_assert_eq!(alpha.overall.value, 1.0),
            Err(reason) => prop_assert_eq!(reason, Undefined::NothingMarked),
        }
    }

    #[test]
    fn disagreement_is_seen_in_both_the_value_and_the_list(one in stretches(), other in stretches()) {
        let compared = continuum(vec![document("t", 240, &["a", "b"])], [marks_of("t", "a", &one), marks_of("t", "b", &other)].concat());
        if let Ok(alpha) = alpha(&compared) {
            prop_assert_eq!(alpha.overall.observed_disagreement > 0.0, !differences(&compared).is_empty());
        }
    }
}

#[test]
fn stretches_that_fall_anywhere_give_zero_on_average() {
    let mut state = 7_u64;
    let mut below = |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    let (mut observed, mut expected) = (0.0, 0.0);
    for _ in 0..200 {
        let mut marks = Vec::new();
        for coder in ["a", "b"] {
            // Forty stretches of 5 to 44; what they leave of 3000 is spread at random over the gaps.
            let lengths: Vec<u32> = (0..40).map(|_| 5 + below(40) as u32).collect();
            let free = 3000 - lengths.iter().sum::<u32>();
            let mut before: Vec<u32> = lengths.iter().map(|_| below(u64::from(free) + 1) as u32).collect();
            before.sort_unstable();
            let mut marked = 0;
            for (length, before) in lengths.into_iter().zip(before) {
                marks.push(mark("t", coder, "x", before + marked, length));
                marked += length;
            }
        }
        let alpha = alpha(&continuum(vec![document("t", 3000, &["a", "b"])], marks)).unwrap();
        observed += alpha.overall.observed_disagreement;
        expected += alpha.overall.expected_disagreement;
    }
    let value = 1.0 - observed / expected;
    assert!(value.abs() < 0.02, "{value}");
}
