//! What interviews are made of: questions with answers to choose from, each with the stretch that deserves its code.
//!
//! A text of topics has a block for each: `# code @ kinds of informants` (none: all), `? question`, and answers, `- before [the
//! stretch] after`.

use std::ops::Range;

/// A question, and what may be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Topic<'t> {
    /// The code of the stretch marked in its answers.
    pub(super) code: &'t str,
    /// The kinds of informants it is put to; none: all.
    pub(super) kinds: Vec<&'t str>,
    pub(super) question: &'t str,
    pub(super) answers: Vec<Answer>,
}

impl Topic<'_> {
    /// Whether it is put to a kind of informant.
    pub(super) fn is_for(&self, kind: &str) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) text: String,
    /// The stretch that deserves the code, in characters of the text.
    pub(super) marked: Range<usize>,
}

impl Answer {
    fn read(line: &str) -> Option<Self> {
        let (before, rest) = line.split_once('[')?;
        let (marked, after) = rest.split_once(']')?;
        let start = before.chars().count();
        Some(Self { text: [before, marked, after].concat(), marked: start..start + marked.chars().count() })
    }

    /// The words of the stretch.
    pub(super) fn words(&self) -> String {
        self.text.chars().skip(self.marked.start).take(self.marked.len()).collect()
    }
}

/// Reads a text of topics.
pub(super) fn read(text: &str) -> Vec<Topic<'_>> {
    let mut topics: Vec<Topic<'_>> = Vec::new();
    for line in text.lines() {
        let Some((mark, rest)) = line.split_once(' ') else { continue };
        match (mark, topics.last_mut()) {
            ("#", _) => {
                let (code, kinds) = rest.split_once('@').unwrap_or((rest, ""));
                let kinds = kinds.split_whitespace().collect();
                topics.push(Topic { code: code.trim(), kinds, question: "", answers: Vec::new() });
            }
            ("?", Some(topic)) => topic.question = rest,
            ("-", Some(topic)) => topic.answers.extend(Answer::read(rest)),
            _ => {}
        }
    }
    topics
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_has_a_question_and_answers_with_a_marked_stretch() {
        let topics = read(
            "# far @ child\n? Where?\n- Hm. [It’s far.] Yes.\n- [Far.]\n\n# near\n? Who?\n- no stretch\n",
        );
        assert_eq!((topics[0].code, topics[0].question), ("far", "Where?"));
        assert!(topics[0].is_for("child") && !topics[0].is_for("caregiver") && topics[1].is_for("child"));
        let answer = &topics[0].answers[0];
        assert_eq!((answer.text.as_str(), answer.marked.clone()), ("Hm. It’s far. Yes.", 4..13));
        assert_eq!(answer.words(), "It’s far.");
        assert!(topics[1].answers.is_empty());
    }
}
