//! From words to the claim that they make.

use super::numerals::{fraction_name, numeral};
use super::vocabulary::{ADJECTIVES, ALONE, CHANGES, HEDGES, MULTIPLES, ORDERS};
use super::{Hedge, Quantity, Sides, VerbalClaim};

/// Why words make no claim that can be checked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotVerbal {
    /// “Up to”, which says nothing without its population.
    #[error(
        "“up to” names the one highest of several and leaves out of what: use `highest`, which names its population, or `percent`"
    )]
    UpTo,
    /// A fraction of one or more.
    #[error("“{0}” is no share: the part is not smaller than the whole")]
    NotAShare(String),
    /// A plain percentage.
    #[error("a percentage is not claimed in words: use `percent`")]
    Percentage,
    /// Nothing that can be checked.
    #[error(
        "“{0}” is not among the words that can be checked, as “one in five”, “more than half”, “most”, “few”, “twice as many”, “more girls than boys”, “no clear difference”, “rose by a third”, “doubled”; docs/verbal-claims.md lists them"
    )]
    Unknown(String),
}

impl VerbalClaim {
    /// The claim that words make.
    ///
    /// # Errors
    /// When they make none that can be checked.
    pub fn parse(words: &str) -> Result<Self, NotVerbal> {
        let lower = words.to_lowercase().replace(['-', '\u{a0}', '\u{2011}'], " ").replace('%', " % ");
        let words_: Vec<&str> = lower.split_whitespace().collect();
        let all = words_.as_slice();
        if let ["up", "to", ..] | ["as", "many" | "much", "as", ..] = all {
            return Err(NotVerbal::UpTo);
        }
        if let Some(claim) = alone(all).or_else(|| order(all)).or_else(|| equal(all)) {
            return Ok(claim);
        }
        if let Some(claim) = changed(all) {
            return claim;
        }
        let (hedge, rest) = hedged(all);
        if let Some(claim) = times(hedge, rest) {
            return Ok(claim);
        }
        match quantity(rest) {
            Some(Quantity::Percent(_)) if hedge == Hedge::Plain => Err(NotVerbal::Percentage),
            Some(quantity) if quantity.proportion() >= 1.0 || quantity.proportion() <= 0.0 => {
                Err(NotVerbal::NotAShare(words.to_owned()))
            }
            Some(quantity) => Ok(Self::Share(hedge, quantity)),
            None => Err(NotVerbal::Unknown(words.to_owned())),
        }
    }
}

fn hedged<'w, 's>(words: &'s [&'w str]) -> (Hedge, &'s [&'w str]) {
    HEDGES
        .iter()
        .find_map(|(beginning, hedge)| Some((*hedge, words.strip_prefix(*beginning)?)))
        .unwrap_or((Hedge::Plain, words))
}

fn alone(words: &[&str]) -> Option<VerbalClaim> {
    ALONE.iter().find(|(known, _)| *known == words).map(|(_, claim)| claim.clone())
}

/// "more girls than boys", "higher among girls than among boys", "lower".
fn order(words: &[&str]) -> Option<VerbalClaim> {
    let (first, rest) = words.split_first()?;
    let (_, direction) = ORDERS.into_iter().find(|(word, _)| word == first)?;
    let rest = without_adjective(rest);
    if rest.is_empty() {
        return Some(VerbalClaim::Order(direction, None));
    }
    let than = rest.iter().position(|word| *word == "than")?;
    Some(VerbalClaim::Order(direction, Some(sides(rest.get(..than)?, rest.get(than + 1..)?)?)))
}

fn without_adjective<'w, 's>(words: &'s [&'w str]) -> &'s [&'w str] {
    match words {
        [first, rest @ ..] if ADJECTIVES.contains(first) => rest,
        words => words,
    }
}

/// "as many girls as boys".
fn equal(words: &[&str]) -> Option<VerbalClaim> {
    let ["as", adjective, rest @ ..] = words else { return None };
    ADJECTIVES.contains(adjective).then_some(())?;
    Some(VerbalClaim::Equal(around_as(rest)?))
}

/// "twice as many girls as boys", "three times as likely".
fn times(hedge: Hedge, words: &[&str]) -> Option<VerbalClaim> {
    let (factor, rest) = match words {
        ["twice" | "double", rest @ ..] => (2.0, rest),
        [number, "times", rest @ ..] => {
            (number.parse().ok().or_else(|| numeral(number).map(f64::from))?, rest)
        }
        _ => return None,
    };
    let rest = match rest {
        ["as", adjective, rest @ ..] if ADJECTIVES.contains(adjective) => rest,
        [] => rest,
        _ => return None,
    };
    (factor > 1.0 && factor.is_finite()).then_some(())?;
    Some(VerbalClaim::Times(hedge, factor, around_as(rest)?))
}

/// The two sides around “as”; nobody where there are no words.
#[allow(clippy::option_option, reason = "words without sides are not words that cannot be read")]
fn around_as(words: &[&str]) -> Option<Sides> {
    if words.is_empty() {
        return Some(None);
    }
    let position = words.iter().position(|word| *word == "as")?;
    Some(Some(sides(words.get(..position)?, words.get(position + 1..)?)?))
}

fn sides(first: &[&str], second: &[&str]) -> Option<[String; 2]> {
    let side = |words: &[&str]| {
        let words = match words {
            ["among" | "for" | "in" | "of", rest @ ..] => rest,
            words => words,
        };
        (!words.is_empty()).then(|| words.join(" "))
    };
    Some([side(first)?, side(second)?])
}

/// "rose", "fell by a third", "more than doubled".
fn changed(words: &[&str]) -> Option<Result<VerbalClaim, NotVerbal>> {
    let (hedge, rest) = hedged(words);
    if let [verb] = rest
        && let Some((_, factor)) = MULTIPLES.into_iter().find(|(word, _)| word == verb)
    {
        return Some(Ok(VerbalClaim::Multiplied(hedge, factor)));
    }
    let verb = words.first()?;
    let (_, direction) = CHANGES.into_iter().find(|(word, _)| word == verb)?;
    match words.get(1..)? {
        [] => Some(Ok(VerbalClaim::Changed(direction, None))),
        ["by", rest @ ..] => {
            let (hedge, rest) = hedged(rest);
            let quantity = quantity(rest)?;
            if hedge == Hedge::Plain && matches!(quantity, Quantity::Percent(_)) {
                return Some(Err(NotVerbal::Percentage));
            }
            Some(Ok(VerbalClaim::Changed(direction, Some((hedge, quantity)))))
        }
        _ => None,
    }
}

/// "one in five", "two out of three", "a fifth", "two thirds", "half", "20 %".
fn quantity(words: &[&str]) -> Option<Quantity> {
    let fraction = |of: u32, whole: u32| (of > 0 && whole > 0).then_some(Quantity::Fraction { of, whole });
    match words {
        ["half"] => fraction(1, 2),
        [of, name] if fraction_name(name).is_some() => fraction(numeral(of)?, fraction_name(name)?),
        [of, "in", whole] | [of, "out", "of", whole] => fraction(numeral(of)?, numeral(whole)?),
        [of, "in", "a", whole] => fraction(numeral(of)?, numeral(whole)?),
        [number, "%" | "percent"] | [number, "per", "cent"] => {
            let percent: f64 = number.parse().ok()?;
            percent.is_finite().then_some(Quantity::Percent(percent))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Direction;
    use super::*;
    use proptest::prelude::*;

    fn share(hedge: Hedge, of: u32, whole: u32) -> Result<VerbalClaim, NotVerbal> {
        Ok(VerbalClaim::Share(hedge, Quantity::Fraction { of, whole }))
    }

    fn sides(first: &str, second: &str) -> Sides {
        Some([first.to_owned(), second.to_owned()])
    }

    #[test]
    fn shares_are_read() {
        let parse = VerbalClaim::parse;
        assert_eq!(parse("one in five"), share(Hedge::Plain, 1, 5));
        assert_eq!(parse("Two in three"), share(Hedge::Plain, 2, 3));
        assert_eq!(parse("1 out of 5"), share(Hedge::Plain, 1, 5));
        assert_eq!(parse("nearly half"), share(Hedge::Nearly, 1, 2));
        assert_eq!(parse("a third"), share(Hedge::Plain, 1, 3));
        assert_eq!(parse("more than two-thirds"), share(Hedge::MoreThan, 2, 3));
        assert_eq!(parse("at least three quarters"), share(Hedge::AtLeast, 3, 4));
        assert_eq!(parse("fewer than one in ten"), share(Hedge::LessThan, 1, 10));
        assert_eq!(parse("more than 20 %"), Ok(VerbalClaim::Share(Hedge::MoreThan, Quantity::Percent(20.0))));
        assert_eq!(parse("about 12.5% "), Ok(VerbalClaim::Share(Hedge::About, Quantity::Percent(12.5))));
        assert_eq!(parse("the majority"), Ok(VerbalClaim::Most));
        assert_eq!(parse("almost all"), Ok(VerbalClaim::AlmostAll));
        assert_eq!(parse("20 %"), Err(NotVerbal::Percentage));
        assert_eq!(parse("six in five"), Err(NotVerbal::NotAShare("six in five".to_owned())));
        assert_eq!(parse("up to 20 %"), Err(NotVerbal::UpTo));
        assert_eq!(parse("as many as one in five"), Err(NotVerbal::UpTo));
        assert_eq!(parse("many"), Err(NotVerbal::Unknown("many".to_owned())));
    }

    #[test]
    fn comparisons_are_read() {
        let parse = VerbalClaim::parse;
        assert_eq!(
            parse("more girls than boys"),
            Ok(VerbalClaim::Order(Direction::Up, sides("girls", "boys")))
        );
        assert_eq!(
            parse("lower in towns than in villages"),
            Ok(VerbalClaim::Order(Direction::Down, sides("towns", "villages")))
        );
        assert_eq!(
            parse("more common among girls than among boys"),
            Ok(VerbalClaim::Order(Direction::Up, sides("girls", "boys")))
        );
        assert_eq!(parse("higher"), Ok(VerbalClaim::Order(Direction::Up, None)));
        assert_eq!(parse("twice as many"), Ok(VerbalClaim::Times(Hedge::Plain, 2.0, None)));
        assert_eq!(
            parse("more than three times as likely"),
            Ok(VerbalClaim::Times(Hedge::MoreThan, 3.0, None))
        );
        assert_eq!(
            parse("twice as many girls as boys"),
            Ok(VerbalClaim::Times(Hedge::Plain, 2.0, sides("girls", "boys")))
        );
        assert_eq!(parse("as many girls as boys"), Ok(VerbalClaim::Equal(sides("girls", "boys"))));
        assert_eq!(parse("no clear difference"), Ok(VerbalClaim::NoClearDifference));
        assert_eq!(parse("no difference"), Ok(VerbalClaim::Equal(None)));
    }

    #[test]
    fn changes_are_read() {
        let parse = VerbalClaim::parse;
        assert_eq!(parse("rose"), Ok(VerbalClaim::Changed(Direction::Up, None)));
        assert_eq!(
            parse("fell by more than a quarter"),
            Ok(VerbalClaim::Changed(
                Direction::Down,
                Some((Hedge::MoreThan, Quantity::Fraction { of: 1, whole: 4 }))
            ))
        );
        assert_eq!(parse("more than doubled"), Ok(VerbalClaim::Multiplied(Hedge::MoreThan, 2.0)));
        assert_eq!(parse("rose by 25 %"), Err(NotVerbal::Percentage));
    }

    proptest! {
        #[test]
        fn any_words_are_read_or_refused(
            words in "((one|two|in|out|of|more|than|as|many|twice|half|thirds|up|to|by|rose|girls|%|1.5|0|99999999999) ?){0,7}",
            strange in any::<String>(),
        ) {
            for words in [words, strange] {
                if let Ok(VerbalClaim::Share(_, quantity)) = VerbalClaim::parse(&words) {
                    prop_assert!(quantity.proportion() > 0.0 && quantity.proportion() < 1.0);
                }
            }
        }
    }
}
