//! Conditions on answers, written once: rendered as SQL for the study folder, and evaluated for routing and truth.

/// Codes from here on stand for missing answers, as do negative ones.
const FIRST_MISSING_CODE: i8 = 97;

/// A condition on named answers; *yes* is code 1.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Condition {
    /// The answer is yes.
    Yes(&'static str),
    /// The answer's code is at least this.
    AtLeast(&'static str, i8),
    /// At least one of the answers is yes.
    AnyYes(&'static [&'static str]),
    /// None of the answers is yes.
    NoneYes(&'static [&'static str]),
    /// Both conditions hold.
    Both(&'static Condition, &'static Condition),
}

impl Condition {
    /// The condition in SQL.
    pub(crate) fn sql(&self) -> String {
        let any =
            |names: &[&str]| names.iter().map(|name| format!("{name} = 1")).collect::<Vec<_>>().join(" OR ");
        match self {
            Self::Yes(name) => format!("{name} = 1"),
            Self::AtLeast(name, code) => format!("{name} >= {code}"),
            Self::AnyYes(names) => any(names),
            Self::NoneYes(names) => format!("NOT ({})", any(names)),
            Self::Both(left, right) => format!("({}) AND ({})", left.sql(), right.sql()),
        }
    }

    /// The names of the answers it looks at.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        match self {
            Self::Yes(name) | Self::AtLeast(name, _) => vec![name],
            Self::AnyYes(names) | Self::NoneYes(names) => names.to_vec(),
            Self::Both(left, right) => [left.names(), right.names()].concat(),
        }
    }

    /// The condition with names replaced by column numbers; `None` when a name is unknown.
    pub(crate) fn resolve(&self, column: &impl Fn(&str) -> Option<usize>) -> Option<Resolved> {
        let all = |names: &[&str]| names.iter().map(|name| column(name)).collect::<Option<Vec<_>>>();
        Some(match self {
            Self::Yes(name) => Resolved::Any(vec![column(name)?]),
            Self::AtLeast(name, code) => Resolved::AtLeast(column(name)?, *code),
            Self::AnyYes(names) => Resolved::Any(all(names)?),
            Self::NoneYes(names) => Resolved::None(all(names)?),
            Self::Both(left, right) => {
                Resolved::Both(Box::new(left.resolve(column)?), Box::new(right.resolve(column)?))
            }
        })
    }
}

/// A condition on numbered columns of answers.
#[derive(Debug, Clone)]
pub(crate) enum Resolved {
    AtLeast(usize, i8),
    Any(Vec<usize>),
    None(Vec<usize>),
    Both(Box<Resolved>, Box<Resolved>),
}

impl Resolved {
    /// Whether it holds, in SQL's three-valued logic; `None` is unknown.
    pub(crate) fn holds(&self, answer: &impl Fn(usize) -> i8) -> Option<bool> {
        match self {
            Self::AtLeast(column, code) => known(answer(*column)).map(|given| given >= *code),
            Self::Any(columns) => any_yes(columns, answer),
            Self::None(columns) => any_yes(columns, answer).map(|any| !any),
            Self::Both(left, right) => match (left.holds(answer), right.holds(answer)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            },
        }
    }
}

fn known(code: i8) -> Option<i8> {
    (0..FIRST_MISSING_CODE).contains(&code).then_some(code)
}

fn any_yes(columns: &[usize], answer: &impl Fn(usize) -> i8) -> Option<bool> {
    let mut result = Some(false);
    for &column in columns {
        match known(answer(column)) {
            Some(1) => return Some(true),
            Some(_) => {}
            None => result = None,
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOLD: Condition = Condition::NoneYes(&["a", "b"]);
    const BOTH: Condition = Condition::Both(&Condition::AtLeast("c", 3), &TOLD);

    fn holds(condition: &Condition, answers: [i8; 3]) -> Option<bool> {
        let column = |name: &str| ["a", "b", "c"].iter().position(|known| *known == name);
        condition.resolve(&column).unwrap().holds(&|column| answers[column])
    }

    #[test]
    fn sql_is_readable() {
        assert_eq!(BOTH.sql(), "(c >= 3) AND (NOT (a = 1 OR b = 1))");
        assert_eq!(BOTH.names(), ["c", "a", "b"]);
    }

    #[test]
    fn logic_is_three_valued() {
        assert_eq!(holds(&TOLD, [0, 0, 0]), Some(true));
        assert_eq!(holds(&TOLD, [0, 98, 0]), None);
        assert_eq!(holds(&TOLD, [1, 98, 0]), Some(false));
        assert_eq!(holds(&BOTH, [0, 99, 2]), Some(false));
        assert_eq!(holds(&BOTH, [0, -1, 3]), None);
        assert_eq!(holds(&BOTH, [0, 0, 97]), None);
    }
}
