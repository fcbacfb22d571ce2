//! Codes of the international classifications by which series are compared.
//!
//! In both classifications a code is a digit string whose beginning is the code of the class above, so that a code that begins
//! another one is the coarser of the two.

use std::fmt;
use std::str::FromStr;

/// A text that is no code of a classification.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is no code of {classification}: {problem}")]
pub struct InvalidCode {
    /// The text.
    pub text: String,
    /// The classification.
    pub classification: &'static str,
    /// What is wrong with it.
    pub problem: String,
}

/// How two codes of a classification stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeRelation {
    /// They are the same.
    Same,
    /// The first is a class that the second lies in.
    Coarser,
    /// The first lies in the class of the second.
    Finer,
    /// Neither lies in the other.
    Apart,
}

fn relation(first: &str, second: &str) -> CodeRelation {
    match (second.starts_with(first), first.starts_with(second)) {
        (true, true) => CodeRelation::Same,
        (true, false) => CodeRelation::Coarser,
        (false, true) => CodeRelation::Finer,
        (false, false) => CodeRelation::Apart,
    }
}

/// A code of the International Classification of Crime for Statistical Purposes (UNODC, 2015, version 1.0), as `030223`.
///
/// Within section 03, injurious acts of a sexual nature, only its own classes are codes; of the other sections, which are beside
/// the matter but for trafficking, only the form is checked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IccsCode(String);

/// The classes of section 03 with short titles in the words of the 2025 terminology guidelines, where they differ from those of 2015.
const INJURIOUS_ACTS_OF_A_SEXUAL_NATURE: [(&str, &str); 21] = [
    ("03", "injurious acts of a sexual nature"),
    ("0301", "sexual violence"),
    ("03011", "rape"),
    ("030111", "rape with force"),
    ("030112", "rape without force"),
    ("030113", "statutory rape"),
    ("030119", "other rape"),
    ("03012", "sexual assault"),
    ("030121", "physical sexual assault"),
    ("030122", "non-physical sexual assault"),
    ("030129", "other sexual assault"),
    ("03019", "other acts of sexual violence"),
    ("0302", "sexual exploitation"),
    ("03021", "sexual exploitation of adults"),
    ("03022", "sexual exploitation of children"),
    ("030221", "child sexual abuse material"),
    ("030222", "exploitation of children in prostitution"),
    ("030223", "grooming of children for sexual purposes"),
    ("030229", "other sexual exploitation of children"),
    ("03029", "other acts of sexual exploitation"),
    ("0309", "other injurious acts of a sexual nature"),
];

impl IccsCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the class is, where it is one of section 03.
    pub fn title(&self) -> Option<&'static str> {
        INJURIOUS_ACTS_OF_A_SEXUAL_NATURE.iter().find(|(code, _)| *code == self.0).map(|(_, title)| *title)
    }

    /// How this code stands to another.
    pub fn relation(&self, other: &Self) -> CodeRelation {
        relation(&self.0, &other.0)
    }
}

impl FromStr for IccsCode {
    type Err = InvalidCode;

    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        let invalid = |problem: String| InvalidCode {
            text: text.to_owned(),
            classification: "the International Classification of Crime for Statistical Purposes",
            problem,
        };
        if !text.bytes().all(|byte| byte.is_ascii_digit()) || !matches!(text.len(), 2 | 4..=6) {
            return Err(invalid("a code has 2, 4, 5 or 6 digits, as 0302 or 030223".to_owned()));
        }
        let section = text.get(..2).unwrap_or_default();
        if !("01"..="11").contains(&section) {
            return Err(invalid(format!("there is no section {section}; sections are 01 to 11")));
        }
        let listed = || INJURIOUS_ACTS_OF_A_SEXUAL_NATURE.iter().map(|(code, _)| *code);
        if section == "03" && !listed().any(|code| code == text) {
            let above = (2..text.len()).rev().filter_map(|length| text.get(..length));
            let above = above.into_iter().find(|code| listed().any(|listed| listed == *code));
            let above = above.unwrap_or(section);
            let inside = |code: &str, class: &str| code.starts_with(class) && code.len() > class.len();
            let directly = |code: &&str| {
                inside(code, above) && !listed().any(|class| inside(class, above) && inside(code, class))
            };
            let within: Vec<&str> = listed().filter(directly).collect();
            let problem = if within.is_empty() {
                format!("class {above} is not divided further")
            } else {
                format!("class {above} holds {}", within.join(", "))
            };
            return Err(invalid(problem));
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for IccsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A code of the International Classification of Violence against Children (UNICEF, 2023). Only its form is checked: digits, at
/// most six of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IcvacCode(String);

impl IcvacCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How this code stands to another.
    pub fn relation(&self, other: &Self) -> CodeRelation {
        relation(&self.0, &other.0)
    }
}

impl FromStr for IcvacCode {
    type Err = InvalidCode;

    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        if (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Self(text.to_owned()));
        }
        Err(InvalidCode {
            text: text.to_owned(),
            classification: "the International Classification of Violence against Children",
            problem: "a code has 1 to 6 digits".to_owned(),
        })
    }
}

impl fmt::Display for IcvacCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
