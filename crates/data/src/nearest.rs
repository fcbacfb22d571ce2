//! The name that somebody probably meant.

/// The candidate most like `name`; `None` where none is alike enough to be helpful.
pub(crate) fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| {
            (strsim::normalized_damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate)
        })
        .filter(|(likeness, _)| *likeness >= 0.5)
        .fold(None, |best: Option<(f64, &str)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_case_of_letters_and_small_slips_are_forgiven() {
        assert_eq!(nearest("Agecat", ["weight", "agecat", "age"]), Some("agecat"));
        assert_eq!(nearest("wieght", ["weight", "agecat"]), Some("weight"));
        assert_eq!(nearest("income", ["weight", "agecat"]), None);
    }
}
