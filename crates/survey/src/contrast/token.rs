//! The words of an expression.

/// A word, and the place in the text where it starts, in bytes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    pub(super) token: Token,
    pub(super) at: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(f64),
    /// A name that stood in quotes cannot be that of a function.
    Name {
        text: String,
        quoted: bool,
    },
    Sign(char),
}

/// Why a text has no words: the place, and what was open there or cannot stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    Quote(usize),
    Number(usize),
    Character(usize, char),
}

/// Takes a text apart. Names may stand in back quotes, single or double quotes.
pub(super) fn tokens(text: &str) -> Result<Vec<Placed>, Unreadable> {
    let mut found = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((at, first)) = rest.next() {
        let token = match first {
            _ if first.is_whitespace() => continue,
            '`' | '"' | '\'' => {
                let mut name = String::new();
                loop {
                    match rest.next() {
                        None => return Err(Unreadable::Quote(at)),
                        Some((_, end)) if end == first => break,
                        Some((_, other)) => name.push(other),
                    }
                }
                Token::Name { text: name, quoted: true }
            }
            '+' | '-' | '/' | '(' | ')' | '^' => Token::Sign(first),
            // Two stars are a power, as in R.
            '*' => Token::Sign(if rest.next_if(|(_, next)| *next == '*').is_some() { '^' } else { '*' }),
            _ if first.is_ascii_digit() || (first == '.' && digit_follows(&mut rest)) => {
                Token::Number(number(text, at, first, &mut rest)?)
            }
            _ if first.is_alphabetic() || first == '.' || first == '_' => {
                let mut name = String::from(first);
                while let Some((_, next)) =
                    rest.next_if(|(_, next)| next.is_alphanumeric() || *next == '.' || *next == '_')
                {
                    name.push(next);
                }
                Token::Name { text: name, quoted: false }
            }
            _ => return Err(Unreadable::Character(at, first)),
        };
        found.push(Placed { token, at });
    }
    Ok(found)
}

type Rest<'a> = std::iter::Peekable<std::str::CharIndices<'a>>;

fn digit_follows(rest: &mut Rest<'_>) -> bool {
    rest.peek().is_some_and(|(_, next)| next.is_ascii_digit())
}

fn number(text: &str, at: usize, first: char, rest: &mut Rest<'_>) -> Result<f64, Unreadable> {
    let mut end = at + first.len_utf8();
    let mut last = first;
    while let Some((place, next)) = rest.next_if(|(_, next)| {
        let exponent_sign = matches!(last, 'e' | 'E') && matches!(next, '+' | '-');
        next.is_ascii_alphanumeric() || *next == '.' || exponent_sign
    }) {
        last = next;
        end = place + next.len_utf8();
    }
    let number: Option<f64> = text.get(at..end).and_then(|number| number.parse().ok());
    number.filter(|number| number.is_finite()).ok_or(Unreadable::Number(at))
}
