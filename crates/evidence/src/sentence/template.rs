//! The syntax of a sentence: text, and between `{{` and `}}` calls as `percent("household_survey/told_nobody@1")`.

use std::ops::Range;

/// Something with the bytes of the text that it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

/// A sentence as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Template {
    /// Its pieces, in order; together they cover the text.
    pub(crate) segments: Vec<Segment>,
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Segment {
    /// Words as they stand.
    Words(Range<usize>),
    /// A call, from `{{` to `}}`.
    Call(Call),
    /// A call that cannot be read.
    Broken(Range<usize>),
}

/// A call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Call {
    /// From `{{` to `}}`.
    pub(crate) span: Range<usize>,
    pub(crate) name: Spanned<String>,
    pub(crate) arguments: Vec<Argument>,
}

/// An argument, with or without its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Argument {
    pub(crate) key: Option<Spanned<String>>,
    pub(crate) value: Spanned<Literal>,
}

/// A value as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Literal {
    Text(String),
    Number(i64),
    Boolean(bool),
}

/// Why a call cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
    pub(crate) expected: &'static str,
}

const OPEN: &str = "{{";
const CLOSE: &str = "}}";

/// Reads a sentence, with every mistake of its syntax.
pub(crate) fn parse(text: &str) -> (Template, Vec<SyntaxError>) {
    let mut template = Template::default();
    let mut mistakes = Vec::new();
    let mut at = 0;
    while let Some(open) = rest(text, at).find(OPEN).map(|offset| at + offset) {
        words(text, at..open, &mut template, &mut mistakes);
        let mut cursor = Cursor { text, at: open + OPEN.len() };
        match cursor.call(open) {
            Ok(call) => {
                at = call.span.end;
                template.segments.push(Segment::Call(call));
            }
            Err(mistake) => {
                let from = cursor.at.max(open + OPEN.len());
                let end =
                    rest(text, from).find(CLOSE).map_or(text.len(), |offset| from + offset + CLOSE.len());
                at = end;
                mistakes.push(mistake);
                template.segments.push(Segment::Broken(open..end));
            }
        }
    }
    words(text, at..text.len(), &mut template, &mut mistakes);
    (template, mistakes)
}

fn rest(text: &str, from: usize) -> &str {
    text.get(from..).unwrap_or_default()
}

fn words(text: &str, range: Range<usize>, template: &mut Template, mistakes: &mut Vec<SyntaxError>) {
    let stretch = text.get(range.clone()).unwrap_or_default();
    for (offset, _) in stretch.match_indices(CLOSE) {
        let start = range.start + offset;
        mistakes.push(SyntaxError {
            span: start..start + CLOSE.len(),
            message: "`}}` closes what nothing opened".to_owned(),
            expected: "`{{` before it",
        });
    }
    if !range.is_empty() {
        template.segments.push(Segment::Words(range));
    }
}

const FUNCTION: &str = "a function, as `{{ percent(\"household_survey/told_nobody@1\") }}`";

struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl Cursor<'_> {
    fn call(&mut self, open: usize) -> Result<Call, SyntaxError> {
        let name = self.word().ok_or_else(|| self.mistake(FUNCTION))?;
        self.expect("(", "`(` after the function’s name")?;
        let mut arguments = Vec::new();
        loop {
            if self.take(")") {
                break;
            }
            arguments.push(self.argument()?);
            if self.take(",") {
                continue;
            }
            self.expect(")", "`,` or `)` after an argument")?;
            break;
        }
        self.expect(CLOSE, "`}}` after the call")?;
        Ok(Call { span: open..self.at, name, arguments })
    }

    fn argument(&mut self) -> Result<Argument, SyntaxError> {
        const EXPECTED: &str = "an argument: a text in quotes, or `key = value`";
        if let Some(value) = self.quoted()? {
            return Ok(Argument { key: None, value });
        }
        let Some(key) = self.word() else { return Err(self.mistake(EXPECTED)) };
        if !self.take("=") {
            return Err(SyntaxError {
                message: format!("`{}` stands without a value", key.value),
                span: key.span,
                expected: EXPECTED,
            });
        }
        let value = self.value()?;
        Ok(Argument { key: Some(key), value })
    }

    fn value(&mut self) -> Result<Spanned<Literal>, SyntaxError> {
        const EXPECTED: &str = "a text in quotes, a whole number, `true` or `false`";
        if let Some(text) = self.quoted()? {
            return Ok(text);
        }
        self.skip_space();
        let start = self.at;
        let length = rest(self.text, start)
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '.' || c == '_'))
            .unwrap_or(self.text.len() - start);
        let word = rest(self.text, start).get(..length).unwrap_or_default();
        let value = match word {
            "true" => Literal::Boolean(true),
            "false" => Literal::Boolean(false),
            number => match number.parse() {
                Ok(number) => Literal::Number(number),
                Err(_) => return Err(self.mistake(EXPECTED)),
            },
        };
        self.at = start + length;
        Ok(Spanned { value, span: start..self.at })
    }

    /// A text in double or single quotes; the span is that of what stands between them.
    fn quoted(&mut self) -> Result<Option<Spanned<Literal>>, SyntaxError> {
        self.skip_space();
        let Some(quote) = rest(self.text, self.at).chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            return Ok(None);
        };
        let start = self.at + quote.len_utf8();
        let Some(length) = rest(self.text, start).find(quote) else {
            return Err(SyntaxError {
                span: self.at..self.at + 1,
                message: "the text in quotes has no end".to_owned(),
                expected: if quote == '"' { "`\"` at its end" } else { "`'` at its end" },
            });
        };
        let span = start..start + length;
        let text = self.text.get(span.clone()).unwrap_or_default().to_owned();
        self.at = span.end + quote.len_utf8();
        Ok(Some(Spanned { value: Literal::Text(text), span }))
    }

    fn word(&mut self) -> Option<Spanned<String>> {
        self.skip_space();
        let start = self.at;
        let remaining = rest(self.text, start);
        if !remaining.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            return None;
        }
        let length = remaining.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(remaining.len());
        self.at = start + length;
        let value = remaining.get(..length).unwrap_or_default().to_owned();
        Some(Spanned { value, span: start..self.at })
    }

    fn take(&mut self, token: &str) -> bool {
        self.skip_space();
        let found = rest(self.text, self.at).starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn expect(&mut self, token: &str, expected: &'static str) -> Result<(), SyntaxError> {
        if self.take(token) { Ok(()) } else { Err(self.mistake(expected)) }
    }

    fn skip_space(&mut self) {
        let remaining = rest(self.text, self.at);
        self.at += remaining.len() - remaining.trim_start().len();
    }

    /// That something else stands where the cursor is.
    fn mistake(&mut self, expected: &'static str) -> SyntaxError {
        self.skip_space();
        match rest(self.text, self.at).chars().next() {
            Some(found) => SyntaxError {
                span: self.at..self.at + found.len_utf8(),
                message: format!("`{found}` cannot stand here"),
                expected,
            },
            None => SyntaxError {
                span: self.at..self.at,
                message: "the text ends within `{{`".to_owned(),
                expected,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span(segment: &Segment) -> Range<usize> {
        match segment {
            Segment::Words(span) | Segment::Broken(span) => span.clone(),
            Segment::Call(call) => call.span.clone(),
        }
    }

    #[test]
    fn a_call_has_a_name_and_arguments_with_their_places() {
        let text = "Of all, {{ volume('a/b', year = 2020) }} came.";
        let (template, mistakes) = parse(text);
        assert_eq!(mistakes, []);
        let [Segment::Words(_), Segment::Call(call), Segment::Words(_)] = template.segments.as_slice() else {
            panic!("{template:?}")
        };
        assert_eq!(&text[call.name.span.clone()], "volume");
        let [evidence, year] = call.arguments.as_slice() else { panic!("{call:?}") };
        assert_eq!(&text[evidence.value.span.clone()], "a/b");
        assert_eq!(year.value.value, Literal::Number(2020));
        assert_eq!(&text[call.span.clone()], "{{ volume('a/b', year = 2020) }}");
    }

    #[test]
    fn every_mistake_of_syntax_has_its_place() {
        let found = |text: &str| -> Vec<String> {
            let (_, mistakes) = parse(text);
            mistakes
                .into_iter()
                .map(|mistake| {
                    format!("{:?}: {}; expected {}", mistake.span, mistake.message, mistake.expected)
                })
                .collect()
        };
        assert_eq!(
            found("{{ percent }} and {{ percent(x) }}"),
            [
                "11..12: `}` cannot stand here; expected `(` after the function’s name",
                "29..30: `x` stands without a value; expected an argument: a text in quotes, or `key = value`"
            ]
        );
        assert_eq!(
            found("{{ percent(\"a) }}"),
            ["11..12: the text in quotes has no end; expected `\"` at its end"]
        );
        assert_eq!(
            found("{{ percent('a')"),
            ["15..15: the text ends within `{{`; expected `}}` after the call"]
        );
        assert_eq!(found("50 }} left"), ["3..5: `}}` closes what nothing opened; expected `{{` before it"]);
        assert_eq!(
            found("{{ volume('a', year = x) }}"),
            ["22..23: `x` cannot stand here; expected a text in quotes, a whole number, `true` or `false`"]
        );
    }

    proptest! {
        /// Whatever is written, the pieces cover the text in order, and every mistake lies within it.
        #[test]
        fn the_pieces_cover_the_text(text in "([a-z\u{e9} ]{0,6}|\\{\\{|\\}\\}|\\(|\\)|\"|'|,|=|[0-9]{1,20}|\u{1f3d4}){0,20}") {
            let (template, mistakes) = parse(&text);
            let mut at = 0;
            for segment in &template.segments {
                let span = span(segment);
                prop_assert_eq!(span.start, at);
                prop_assert!(text.get(span.clone()).is_some());
                at = span.end;
            }
            prop_assert_eq!(at, text.len());
            for mistake in mistakes {
                prop_assert!(text.get(mistake.span).is_some());
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let (template, mistakes) = parse(&text);
            let broken = template.segments.iter().any(|segment| matches!(segment, Segment::Broken(_)));
            prop_assert!(!broken || !mistakes.is_empty());
        }
    }
}
