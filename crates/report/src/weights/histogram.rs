//! The final weights as a histogram.

use crate::axis::coordinate;
use crate::format;
use maud::{Markup, html};

/// Bars, at most.
const BARS: usize = 24;

/// A histogram of weights, bars of equal width from the smallest to the largest.
pub(super) fn histogram(weights: &[f64]) -> Markup {
    let (least, most) = weights.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), weight| {
        (least.min(*weight), most.max(*weight))
    });
    if !(least.is_finite() && most.is_finite()) {
        return html! { p { "There is no weight." } };
    }
    if least == most {
        return html! { p { "All " (format::count(weights.len() as u64)) " weights are " (format::factor(least)) "." } };
    }
    let counts = counts(weights, least, most);
    let highest = counts.iter().copied().max().unwrap_or(1).max(1);
    let width = 100.0 / BARS as f64;
    let bound = |bar: usize| least + (most - least) * bar as f64 / BARS as f64;
    html! {
        figure {
            svg role="img" width="100%" height="180" style="display:block;max-width:54rem" {
                title { "The final weights" }
                desc { (description(&counts, &bound)) }
                @for (bar, count) in counts.iter().enumerate() {
                    @let height = 100.0 * f64::from(*count) / f64::from(highest);
                    rect x=(coordinate(width * bar as f64)) y=(coordinate(100.0 - height)) width=(coordinate(width * 0.92))
                        height=(coordinate(height)) style="fill:var(--bar)" {}
                }
                line x1="0%" x2="100%" y1="100%" y2="100%" style="stroke:var(--ink);stroke-width:2" {}
            }
            figcaption {
                "From " (format::factor(least)) " on the left to " (format::factor(most)) " on the right; the highest bar stands for "
                (format::count(u64::from(highest))) " of " (format::count(weights.len() as u64)) " respondents."
            }
        }
    }
}

fn counts(weights: &[f64], least: f64, most: f64) -> Vec<u32> {
    let mut counts = vec![0_u32; BARS];
    for weight in weights {
        let bar = (BARS as f64 * (weight - least) / (most - least)).floor() as usize;
        if let Some(count) = counts.get_mut(bar.min(BARS - 1)) {
            *count += 1;
        }
    }
    counts
}

/// The bars in words, those that stand for nobody left out.
fn description(counts: &[u32], bound: &dyn Fn(usize) -> f64) -> String {
    let bars = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    let said = bars.map(|(bar, count)| {
        format!("{} to {}: {count}", format::factor(bound(bar)), format::factor(bound(bar + 1)))
    });
    said.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::{BARS, counts};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_weight_has_a_bar(weights in prop::collection::vec(0.001_f64..1e9, 2..200)) {
            let least = weights.iter().copied().fold(f64::INFINITY, f64::min);
            let most = weights.iter().copied().fold(0.0, f64::max);
            prop_assume!(least < most);
            let counts = counts(&weights, least, most);
            prop_assert_eq!(counts.len(), BARS);
            prop_assert_eq!(counts.iter().sum::<u32>() as usize, weights.len());
            prop_assert!(counts[0] > 0 && counts[BARS - 1] > 0);
        }
    }
}
