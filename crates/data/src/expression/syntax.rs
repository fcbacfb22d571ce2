//! From text to a syntax tree, by `sqlparser`, with its places as offsets into the text.

use super::problem::{ExpressionError, Span};
use sqlparser::ast::Expr;
use sqlparser::dialect::GenericDialect;
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Location, Token, TokenWithSpan, Tokenizer};

/// What there is in the language, for those who tried something else.
pub(super) const SUPPORTED: &str = "comparisons, AND, OR, NOT, IN, BETWEEN, LIKE, IS NULL, IS TRUE, CASE, COALESCE, CAST, \
                                    + - * / %, ||, DATE '2020-12-31', and the functions abs, ceil, exp, floor, greatest, \
                                    least, ln, round, sqrt";

/// Words and signs that an expression may have; more are a program, not a definition.
pub(super) const MOST_TOKENS: usize = 2_000;
/// Levels of parentheses and the like; each takes a piece of the stack.
pub(super) const MOST_LEVELS: usize = 48;

/// The syntax tree of an expression.
pub(super) fn parse(text: &str, positions: &Positions<'_>) -> Result<Expr, ExpressionError> {
    let tokens = Tokenizer::new(&GenericDialect, text).tokenize_with_location().map_err(|error| {
        let span = Span { start: positions.offset(error.location), end: text.len() };
        ExpressionError::new(span, lower_first(&error.message))
    })?;
    let words: Vec<&TokenWithSpan> =
        tokens.iter().filter(|token| !matches!(token.token, Token::Whitespace(_) | Token::EOF)).collect();
    if words.is_empty() {
        return Err(ExpressionError::new(positions.whole(), "the expression is empty")
            .expected("SQL, such as `age >= 12`"));
    }
    if words.len() > MOST_TOKENS {
        let message =
            format!("the expression has {} words and signs; {MOST_TOKENS} are allowed", words.len());
        return Err(ExpressionError::new(positions.whole(), message)
            .help("define parts of it as columns of their own"));
    }

    if let Some(foreign) = words.iter().find_map(|word| foreign(word, positions)) {
        return Err(foreign.expected(SUPPORTED));
    }

    let mut parser = Parser::new(&GenericDialect)
        .with_recursion_limit(MOST_LEVELS)
        .with_tokens_with_locations(tokens.clone());
    let tree = parser.parse_expr().map_err(|error| parse_error(&error, &tokens, positions))?;
    match parser.peek_token() {
        TokenWithSpan { token: Token::EOF, .. } => Ok(tree),
        left => Err(unexpected(&left, positions).expected("an operator, or the end of the expression")),
    }
}

/// The error for a token that no expression has. The parser knows the whole of SQL, and some of it is deeply recursive.
fn foreign(token: &TokenWithSpan, positions: &Positions<'_>) -> Option<ExpressionError> {
    let span = positions.span(token.span);
    match &token.token {
        Token::Word(word)
            if matches!(word.keyword, Keyword::SELECT | Keyword::WITH) && word.quote_style.is_none() =>
        {
            Some(ExpressionError::new(span, "queries within an expression are not supported"))
        }
        Token::Word(_)
        | Token::Number(..)
        | Token::SingleQuotedString(_)
        | Token::Eq
        | Token::DoubleEq
        | Token::Neq
        | Token::Lt
        | Token::Gt
        | Token::LtEq
        | Token::GtEq
        | Token::Plus
        | Token::Minus
        | Token::Mul
        | Token::Div
        | Token::Mod
        | Token::StringConcat
        | Token::LParen
        | Token::RParen
        | Token::Comma
        | Token::Period
        | Token::DoubleColon => None,
        _ => Some(ExpressionError::new(span, format!("`{}` is not supported", positions.text(span)))),
    }
}

fn unexpected(token: &TokenWithSpan, positions: &Positions<'_>) -> ExpressionError {
    let span = positions.span(token.span);
    let error = ExpressionError::new(span, format!("`{}` is not expected here", positions.text(span)));
    match &token.token {
        // A column may bear the name of an SQL keyword.
        Token::Word(word) if word.quote_style.is_none() => {
            error.help(format!("if it is a column, write \"{}\" with double quotation marks", word.value))
        }
        _ => error,
    }
}

fn parse_error(error: &ParserError, tokens: &[TokenWithSpan], positions: &Positions<'_>) -> ExpressionError {
    let message = match error {
        ParserError::RecursionLimitExceeded => {
            let message = format!("the expression nests more than {MOST_LEVELS} levels deep");
            let span = deepest(tokens, positions).unwrap_or(positions.whole());
            return ExpressionError::new(span, message).help("define parts of it as columns of their own");
        }
        ParserError::TokenizerError(message) | ParserError::ParserError(message) => message,
    };
    let (sentence, location) = split_location(message);
    let expected = sentence
        .strip_prefix("Expected: ")
        .and_then(|sentence| sentence.rsplit_once(", found: "))
        .map(|(expected, _)| expected.to_owned());
    let found = location.and_then(|location| {
        tokens.iter().find(|token| token.span.start == location && token.token != Token::EOF)
    });
    match (expected, found) {
        (Some(expected), Some(token)) => unexpected(token, positions).expected(expected),
        (Some(expected), None) => {
            let end = Span { start: positions.whole().end, end: positions.whole().end };
            ExpressionError::new(end, "the expression ends too early").expected(expected)
        }
        (None, found) => {
            let span = found.map_or(positions.whole(), |token| positions.span(token.span));
            ExpressionError::new(span, lower_first(sentence))
        }
    }
}

/// The parenthesis or CASE at which the nesting becomes too deep.
fn deepest(tokens: &[TokenWithSpan], positions: &Positions<'_>) -> Option<Span> {
    let mut level = 0_usize;
    for token in tokens {
        match token.token {
            Token::LParen => level += 1,
            Token::RParen => level = level.saturating_sub(1),
            _ => {}
        }
        if level >= MOST_LEVELS {
            return Some(positions.span(token.span));
        }
    }
    None
}

/// The parser ends its messages with “ at Line: 1, Column: 4”.
fn split_location(message: &str) -> (&str, Option<Location>) {
    let Some((sentence, place)) = message.rsplit_once(" at Line: ") else { return (message, None) };
    let location = place
        .split_once(", Column: ")
        .and_then(|(line, column)| Some(Location { line: line.parse().ok()?, column: column.parse().ok()? }));
    (sentence, location)
}

fn lower_first(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

/// Where the lines of a text begin; the parser counts lines and characters, diagnostics count bytes.
pub(super) struct Positions<'a> {
    text: &'a str,
    lines: Vec<usize>,
}

impl<'a> Positions<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let lines =
            std::iter::once(0).chain(text.match_indices('\n').map(|(newline, _)| newline + 1)).collect();
        Self { text, lines }
    }

    pub(super) fn whole(&self) -> Span {
        Span { start: 0, end: self.text.len() }
    }

    /// The text of a span.
    pub(super) fn text(&self, span: Span) -> &'a str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// The bytes that the parser's span covers; the whole text where it gives none.
    pub(super) fn span(&self, span: sqlparser::tokenizer::Span) -> Span {
        if span.start.line == 0 {
            return self.whole();
        }
        let start = self.offset(span.start);
        Span { start, end: self.offset(span.end).max(start) }
    }

    fn offset(&self, location: Location) -> usize {
        let line = usize::try_from(location.line).unwrap_or(usize::MAX).saturating_sub(1);
        let column = usize::try_from(location.column).unwrap_or(usize::MAX).saturating_sub(1);
        let Some(&start) = self.lines.get(line) else { return self.text.len() };
        let rest = self.text.get(start..).unwrap_or_default();
        rest.char_indices().nth(column).map_or(self.text.len(), |(offset, _)| start + offset)
    }
}
