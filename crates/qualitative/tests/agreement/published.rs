//! Published examples.

use cairn_qualitative::agreement::{
    IntervalDifference, Nominal, Ordinal, Ratio, Undefined, alpha, cohen_kappa, disagreements, fleiss_kappa,
};

use crate::judged::{diagnoses, example_c, number, pairs, table};

/// Krippendorff 2011, sections A to D, and the values of R's `irr` beyond the printed digits.
#[test]
fn krippendorffs_example_c_at_every_level() {
    let ratings = example_c();
    let close =
        |value: f64, published: f64| assert!((value - published).abs() < 1e-14, "{value} {published}");
    close(alpha(&ratings, &Nominal).unwrap().value, 0.743_421_052_631_579);
    close(alpha(&ratings, &Ordinal).unwrap().value, 0.815_387_503_754_881_4);
    close(alpha(&ratings, &IntervalDifference).unwrap().value, 0.849_107_142_857_142_8);
    close(alpha(&ratings, &Ratio).unwrap().value, 0.797_402_774_711_612_1);
    let nominal = alpha(&ratings, &Nominal).unwrap();
    assert_eq!((nominal.units, nominal.left_out, nominal.judgements), (11, 1, 40));
    close(1.0 - nominal.observed_disagreement / nominal.expected_disagreement, nominal.value);
}

#[test]
fn krippendorffs_examples_a_and_b() {
    let a = pairs(&[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], &[1, 1, 1, 0, 0, 1, 0, 0, 0, 0]);
    assert!((alpha(&a, &Nominal).unwrap().value - 0.095_238_095_238_095_34).abs() < 1e-14);
    let split = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let b = pairs(&split("a a b b d c c c e d d a"), &split("b a b b b c c c e d d d"));
    assert!((alpha(&b, &Nominal).unwrap().value - 0.691_964_285_714_285_8).abs() < 1e-14);
}

#[test]
fn fleiss_diagnoses_of_1971() {
    let kappa = fleiss_kappa(&diagnoses()).unwrap();
    assert_eq!(format!("{:.3} {:.4}", kappa.value, kappa.observed_agreement), "0.430 0.5556");
    assert_eq!((kappa.units, kappa.left_out), (30, 0));
    // Fleiss printed .2201 because he squared proportions that he had rounded.
    assert_eq!(kappa.expected_agreement, 7126.0 / 32400.0);
    let rounded: f64 =
        [26.0, 26.0, 30.0, 55.0, 43.0].iter().map(|n: &f64| (n / 0.18).round() / 1000.0).map(|p| p * p).sum();
    assert_eq!(format!("{rounded:.4}"), "0.2201");
}

/// Cohen 1960, table 1: two judges, 200 units, three categories; κ = .492.
#[test]
fn cohens_table_of_1960() {
    const COUNTS: [[usize; 3]; 3] = [[88, 14, 18], [10, 40, 10], [2, 6, 12]];
    let rows: Vec<Vec<Option<usize>>> = (0..3)
        .flat_map(|one| (0..3).map(move |other| (one, other)))
        .flat_map(|(one, other)| vec![vec![Some(one), Some(other)]; COUNTS[one][other]])
        .collect();
    let kappa = cohen_kappa(&table(&rows)).unwrap();
    assert_eq!(
        format!("{:.3} {:.2} {:.2}", kappa.value, kappa.observed_agreement, kappa.expected_agreement),
        "0.492 0.70 0.41"
    );
}

#[test]
fn units_that_only_one_of_two_coders_judged_do_not_count_for_cohen() {
    let rows =
        [vec![Some('a'), Some('a')], vec![Some('b'), Some('b')], vec![Some('b'), None], vec![None, None]];
    let kappa = cohen_kappa(&table(&rows)).unwrap();
    assert_eq!((kappa.value, kappa.units, kappa.left_out), (1.0, 2, 2));
}

#[test]
fn what_has_no_value_says_why() {
    let same = pairs(&['a'; 4], &['a'; 4]);
    assert_eq!(alpha(&same, &Nominal), Err(Undefined::NoVariation { values: 8 }));
    assert_eq!(cohen_kappa(&same), Err(Undefined::NoVariation { values: 8 }));
    assert_eq!(fleiss_kappa(&same), Err(Undefined::NoVariation { values: 8 }));

    let alone = table(&[vec![Some('a'), None], vec![None, Some('b')]]);
    assert_eq!(alpha(&alone, &Ordinal), Err(Undefined::NothingToCompare));
    assert_eq!(cohen_kappa(&alone), Err(Undefined::NothingToCompare));
    assert_eq!(fleiss_kappa(&alone), Err(Undefined::NothingToCompare));
    assert_eq!(alpha(&table::<char>(&[]), &Nominal), Err(Undefined::NothingToCompare));

    assert_eq!(cohen_kappa(&diagnoses()), Err(Undefined::NotTwoCoders { found: 6 }));
    insta::assert_snapshot!(fleiss_kappa(&example_c()).unwrap_err(), @"Fleiss' kappa needs the same number of judgements of every unit; `unit 0001` has 4, units before it 3. Krippendorff's alpha admits missing judgements");
    let below_zero = pairs(&[number(-1.0), number(2.0)], &[number(1.0), number(2.0)]);
    insta::assert_snapshot!(alpha(&below_zero, &Ratio).unwrap_err(), @"the ratio difference is for values from zero up; -1 is negative. Use the interval difference");
}

#[test]
fn the_most_disagreeing_unit_comes_first() {
    let ratings = example_c();
    let list = disagreements(&ratings, &Nominal);
    let told: Vec<(&str, f64)> = list.iter().map(|unit| (unit.unit, unit.size)).collect();
    assert_eq!(told, [("unit 0005", 1.0), ("unit 0001", 0.5), ("unit 0007", 0.5)]);
    let values: Vec<(&str, f64)> =
        list[0].values.iter().map(|(coder, value)| (*coder, value.get())).collect();
    assert_eq!(values, [("coder 00", 1.0), ("coder 01", 2.0), ("coder 02", 3.0), ("coder 03", 4.0)]);
}
