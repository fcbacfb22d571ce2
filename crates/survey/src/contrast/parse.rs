//! Reads an expression.

use super::expression::{Function, Node, Operation};
use super::token::{Placed, Token, Unreadable, tokens};

/// The deepest nesting that is read.
const DEEPEST: usize = 100;

/// The most words of an expression.
const LONGEST: usize = 10_000;

/// Why an expression cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{mistake}, at character {at}")]
pub struct ExpressionError {
    /// The character, from 1.
    pub at: usize,
    /// What is wrong there.
    pub mistake: Mistake,
}

/// What is wrong with an expression.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mistake {
    /// It ends too early.
    #[error("the expression ends where a number, a name or `(` should follow")]
    Ends,
    /// Something that cannot stand there.
    #[error("`{0}` cannot stand here")]
    Unexpected(String),
    /// A character that no expression has.
    #[error(
        "`{0}` is not part of any expression; a name with other characters than letters, digits, `.` and `_` stands in back quotes"
    )]
    Character(char),
    /// A quote that does not end.
    #[error("a quoted name does not end")]
    Quote,
    /// A number that is none.
    #[error("this is not a number")]
    Number,
    /// A parenthesis that does not end.
    #[error("`)` is missing for the `(`")]
    Parenthesis,
    /// A function that there is not.
    #[error("`{0}` is not a function of expressions, which are `log`, `exp` and `sqrt`")]
    Function(String),
    /// Nested too deeply, or too long.
    #[error("the expression is too long or nested too deeply")]
    TooLarge,
}

/// Reads a text; `names` collects the names in the order of their first use.
pub(super) fn parse(text: &str, names: &mut Vec<String>) -> Result<Node, ExpressionError> {
    let error = |byte: usize, mistake: Mistake| ExpressionError { at: character(text, byte), mistake };
    let tokens = tokens(text).map_err(|unreadable| match unreadable {
        Unreadable::Quote(at) => error(at, Mistake::Quote),
        Unreadable::Number(at) => error(at, Mistake::Number),
        Unreadable::Character(at, found) => error(at, Mistake::Character(found)),
    })?;
    if tokens.len() > LONGEST {
        return Err(error(0, Mistake::TooLarge));
    }
    let mut parser = Parser { tokens: &tokens, next: 0, end: text.len(), names, depth: 0 };
    let node = parser.sum().and_then(|node| match parser.peek() {
        None => Ok(node),
        Some(_) => Err(parser.unexpected()),
    });
    node.map_err(|(at, mistake)| error(at, mistake))
}

fn character(text: &str, byte: usize) -> usize {
    text.get(..byte).map_or(0, |before| before.chars().count()) + 1
}

struct Parser<'a> {
    tokens: &'a [Placed],
    next: usize,
    end: usize,
    names: &'a mut Vec<String>,
    depth: usize,
}

type Parsed = Result<Node, (usize, Mistake)>;

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|placed| &placed.token)
    }

    fn place(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |placed| placed.at)
    }

    fn take_sign(&mut self, signs: &[char]) -> Option<char> {
        match self.peek() {
            Some(Token::Sign(sign)) if signs.contains(sign) => {
                let sign = *sign;
                self.next += 1;
                Some(sign)
            }
            _ => None,
        }
    }

    fn unexpected(&self) -> (usize, Mistake) {
        let mistake = match self.peek() {
            None => Mistake::Ends,
            Some(Token::Sign(sign)) => Mistake::Unexpected(sign.to_string()),
            Some(Token::Number(number)) => Mistake::Unexpected(number.to_string()),
            Some(Token::Name { text, .. }) => Mistake::Unexpected(text.clone()),
        };
        (self.place(), mistake)
    }

    fn sum(&mut self) -> Parsed {
        let mut left = self.product()?;
        while let Some(sign) = self.take_sign(&['+', '-']) {
            let operation = if sign == '+' { Operation::Add } else { Operation::Subtract };
            left = Node::pair(operation, left, self.product()?);
        }
        Ok(left)
    }

    fn product(&mut self) -> Parsed {
        let mut left = self.signed()?;
        while let Some(sign) = self.take_sign(&['*', '/']) {
            let operation = if sign == '*' { Operation::Multiply } else { Operation::Divide };
            left = Node::pair(operation, left, self.signed()?);
        }
        Ok(left)
    }

    /// A sign binds less than a power: −2² is −4.
    fn signed(&mut self) -> Parsed {
        let mut negative = false;
        while let Some(sign) = self.take_sign(&['+', '-']) {
            negative ^= sign == '-';
        }
        let node = self.power()?;
        Ok(if negative { Node::Negative(Box::new(node)) } else { node })
    }

    fn power(&mut self) -> Parsed {
        let base = self.primary()?;
        if self.take_sign(&['^']).is_none() {
            return Ok(base);
        }
        let exponent = self.deeper(Self::signed)?;
        Ok(Node::pair(Operation::Power, base, exponent))
    }

    fn primary(&mut self) -> Parsed {
        let at = self.place();
        match self.peek().cloned() {
            Some(Token::Number(number)) => {
                self.next += 1;
                Ok(Node::Number(number))
            }
            Some(Token::Name { text, quoted }) => {
                self.next += 1;
                if quoted || self.peek() != Some(&Token::Sign('(')) {
                    return Ok(Node::Name(self.position(text)));
                }
                let function = match text.as_str() {
                    "log" => Function::Log,
                    "exp" => Function::Exp,
                    "sqrt" => Function::Sqrt,
                    _ => return Err((at, Mistake::Function(text))),
                };
                Ok(Node::Function(function, Box::new(self.parenthesis()?)))
            }
            Some(Token::Sign('(')) => self.parenthesis(),
            _ => Err(self.unexpected()),
        }
    }

    fn parenthesis(&mut self) -> Parsed {
        let open = self.place();
        self.next += 1;
        let node = self.deeper(Self::sum)?;
        if self.take_sign(&[')']).is_some() {
            return Ok(node);
        }
        Err(if self.peek().is_none() { (open, Mistake::Parenthesis) } else { self.unexpected() })
    }

    fn deeper(&mut self, read: fn(&mut Self) -> Parsed) -> Parsed {
        if self.depth == DEEPEST {
            return Err((self.place(), Mistake::TooLarge));
        }
        self.depth += 1;
        let node = read(self);
        self.depth -= 1;
        node
    }

    fn position(&mut self, name: String) -> usize {
        self.names.iter().position(|known| *known == name).unwrap_or_else(|| {
            self.names.push(name);
            self.names.len() - 1
        })
    }
}
