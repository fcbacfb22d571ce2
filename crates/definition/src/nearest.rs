//! The name that was probably meant.

/// Names longer than this are not compared: nobody types them by hand, and the comparison is quadratic.
const LONGEST: usize = 64;

/// A name of this length is taken for the beginning of another: `int` for `integer`.
const SHORTEST_BEGINNING: usize = 3;

/// The candidate nearest to `name`, where one is near enough to be a slip of the hand: the same but for case, `-` and
/// `_`, its beginning, or at most a third of its letters away (Damerau–Levenshtein). The first of equally near ones.
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let name = comparable(name)?;
    let allowed = name.chars().count().div_ceil(3);
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let comparable = comparable(candidate)?;
            if name.len() >= SHORTEST_BEGINNING && comparable.starts_with(&name) {
                return Some((1, candidate));
            }
            let distance = strsim::damerau_levenshtein(&name, &comparable);
            (distance <= allowed && distance < candidate.chars().count()).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn comparable(name: &str) -> Option<String> {
    (name.len() <= LONGEST).then(|| name.to_lowercase().replace(['-', ' '], "_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_mended_and_strangers_left_alone() {
        let keys = ["id", "title", "value", "base", "base_label"];
        assert_eq!(nearest("vlaue", keys), Some("value"));
        assert_eq!(nearest("values", keys), Some("value"));
        assert_eq!(nearest("Base-Label", keys), Some("base_label"));
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("val", keys), Some("value"));
        assert_eq!(nearest("weight", keys), None);
        assert_eq!(nearest("x", keys), None);
        assert_eq!(nearest("", keys), None);
        assert_eq!(nearest(&"value".repeat(100), keys), None);
    }

    #[test]
    fn of_equally_near_names_the_first_is_given() {
        assert_eq!(nearest("cat", ["bat", "hat"]), Some("bat"));
    }
}
