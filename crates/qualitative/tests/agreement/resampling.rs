//! Intervals by drawing units again.

use cairn_qualitative::agreement::{
    NoInterval, Nominal, Ordinal, Resampling, Undefined, alpha, alpha_interval, cohen_kappa_interval,
    fleiss_kappa, fleiss_kappa_interval,
};

use crate::judged::{diagnoses, example_c, pairs};

fn plan() -> Resampling {
    Resampling::new(2000, 0.95, 20_261_122).unwrap()
}

#[test]
fn a_seed_makes_the_same_interval_for_ever() {
    let interval = fleiss_kappa_interval(&diagnoses(), &plan()).unwrap();
    assert_eq!(interval, fleiss_kappa_interval(&diagnoses(), &plan()).unwrap());
    assert_ne!(
        interval,
        fleiss_kappa_interval(&diagnoses(), &Resampling::new(2000, 0.95, 1).unwrap()).unwrap()
    );
    assert_eq!((interval.low, interval.high), (0.310_762_963_974_044_7, 0.525_578_231_306_518_5));
}

#[test]
fn the_interval_holds_the_value() {
    let value = fleiss_kappa(&diagnoses()).unwrap().value;
    let interval = fleiss_kappa_interval(&diagnoses(), &plan()).unwrap();
    assert!(interval.low < value && value < interval.high);
    let narrower =
        fleiss_kappa_interval(&diagnoses(), &Resampling::new(2000, 0.8, 20_261_122).unwrap()).unwrap();
    assert!(interval.low < narrower.low && narrower.high < interval.high);
}

#[test]
fn alpha_of_the_example_has_an_interval_that_holds_it() {
    let value = alpha(&example_c(), &Ordinal).unwrap().value;
    let interval = alpha_interval(&example_c(), &Ordinal, &plan()).unwrap();
    assert!(interval.low < value && value < interval.high, "{interval:?}");
    assert_eq!(interval.replicates + interval.undefined, 2000);
}

#[test]
fn there_is_no_interval_without_width_or_from_too_little() {
    let letters: Vec<char> = "abcabcabcabc".chars().collect();
    assert_eq!(
        alpha_interval(&pairs(&letters, &letters), &Nominal, &plan()),
        Err(NoInterval::NoWidth { value: 1.0 })
    );
    assert_eq!(
        cohen_kappa_interval(&pairs(&letters[..5], &letters[..5]), &plan()),
        Err(NoInterval::TooFew { found: 5 })
    );
    let mut seldom = vec!['a'; 30];
    let same = pairs(&seldom, &seldom);
    assert_eq!(
        alpha_interval(&same, &Nominal, &plan()),
        Err(NoInterval::Undefined(Undefined::NoVariation { values: 60 }))
    );
    seldom[3] = 'b';
    assert!(matches!(
        alpha_interval(&pairs(&seldom, &seldom), &Nominal, &plan()),
        Err(NoInterval::OftenUndefined { replicates: 2000, .. })
    ));
}
