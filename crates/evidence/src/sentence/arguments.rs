//! The arguments of a call, taken one by one; what nobody takes is a mistake.

use super::Scope;
use super::functions::Failed;
use super::scope::find;
use super::template::{Argument, Call, Literal, Spanned};
use crate::claim::{ClaimKind, may_carry};
use crate::{Evidence, EvidenceId};
use cairn_definition::kind::one_of;
use cairn_definition::{Diagnostic, Place, nearest};
use std::ops::Range;

/// Evidence that a call names.
#[derive(Clone)]
pub(super) struct Named<'a> {
    pub(super) id: EvidenceId,
    pub(super) evidence: &'a Evidence,
    pub(super) place: Place,
}

impl Named<'_> {
    /// Refuses what cannot carry a claim, with the reason.
    pub(super) fn must_carry(&self, claim: ClaimKind) -> Result<(), Failed> {
        may_carry(claim, self.evidence.kind())
            .map_err(|refusal| Diagnostic::error(&self.place, refusal.to_string()).into())
    }
}

/// The arguments of a call and what they can speak of.
pub(super) struct Arguments<'a> {
    pub(super) scope: &'a Scope<'a>,
    call: &'a Call,
    /// Where the sentence stands.
    place: &'a Place,
    positional: Vec<&'a Spanned<Literal>>,
    keyed: Vec<&'a Argument>,
    /// The keys asked for so far.
    known: Vec<&'static str>,
}

impl<'a> Arguments<'a> {
    pub(super) fn of(call: &'a Call, scope: &'a Scope<'a>, place: &'a Place) -> Self {
        let (keyed, positional): (Vec<_>, Vec<_>) =
            call.arguments.iter().partition(|argument| argument.key.is_some());
        let mut positional: Vec<_> = positional.into_iter().map(|argument| &argument.value).collect();
        positional.reverse();
        Self { scope, call, place, positional, keyed, known: Vec::new() }
    }

    pub(super) fn at(&self, span: &Range<usize>) -> Place {
        self.place.within(span.start, span.len())
    }

    /// Where the call stands.
    pub(super) fn call_place(&self) -> Place {
        self.at(&self.call.span)
    }

    /// The next text without a key.
    pub(super) fn text(&mut self, what: &str) -> Result<(String, Place), Failed> {
        let Some(value) = self.positional.pop() else {
            let message = format!("`{}` lacks {what}", self.call.name.value);
            return Err(Diagnostic::error(&self.call_place(), message).into());
        };
        match &value.value {
            Literal::Text(text) => Ok((text.clone(), self.at(&value.span))),
            Literal::Number(_) | Literal::Boolean(_) => {
                Err(Diagnostic::error(&self.at(&value.span), format!("{what} is not in quotes")).into())
            }
        }
    }

    /// The next evidence.
    pub(super) fn evidence(&mut self) -> Result<Named<'a>, Failed> {
        let (text, place) = self.text("the name of evidence")?;
        let evidence = find(&text, &place, self.scope.country, self.scope.body)?;
        let id = evidence.id();
        if !self.scope.named.contains(&id) {
            let message = format!("`{text}` is not named in {}", self.scope.named_in);
            let problem = Diagnostic::error(&place, message);
            return Err(problem
                .help("add it there, so that a reader sees on what the sentence rests")
                .into());
        }
        Ok(Named { id, evidence, place })
    }

    /// All further evidence; at least one piece.
    pub(super) fn all_evidence(&mut self) -> Result<Vec<Named<'a>>, Failed> {
        let mut all = vec![self.evidence()?];
        while self.has_more() {
            all.push(self.evidence()?);
        }
        Ok(all)
    }

    /// Whether there is another argument without a key.
    pub(super) fn has_more(&self) -> bool {
        !self.positional.is_empty()
    }

    fn keyed(&mut self, key: &'static str) -> Option<&'a Spanned<Literal>> {
        self.known.push(key);
        let found = self.keyed.iter().position(|it| it.key.as_ref().is_some_and(|it| it.value == key))?;
        Some(&self.keyed.remove(found).value)
    }

    /// The year under that key.
    pub(super) fn year(&mut self, key: &'static str) -> Result<i16, Failed> {
        let Some(value) = self.keyed(key) else {
            return Err(self.lacks(key).expected(format!("`{key} = 2024`, a year")).into());
        };
        let year = match &value.value {
            Literal::Number(year) => i16::try_from(*year).ok().filter(|year| (1800..=2200).contains(year)),
            Literal::Text(_) | Literal::Boolean(_) => None,
        };
        year.ok_or_else(|| {
            let message = format!("what stands under `{key}` is no year");
            Diagnostic::error(&self.at(&value.span), message).expected("a year from 1800 to 2200").into()
        })
    }

    /// True or false under that key.
    pub(super) fn boolean(&mut self, key: &'static str) -> Result<bool, Failed> {
        match self.keyed(key) {
            Some(Spanned { value: Literal::Boolean(value), .. }) => Ok(*value),
            found => {
                let problem = match found {
                    Some(value) => {
                        let message = format!("what stands under `{key}` is neither true nor false");
                        Diagnostic::error(&self.at(&value.span), message)
                    }
                    None => self.lacks(key),
                };
                Err(problem.expected(format!("`{key} = true` or `{key} = false`")).into())
            }
        }
    }

    /// That a key is missing, at what was meant to be it where there is something like it.
    fn lacks(&self, key: &'static str) -> Diagnostic {
        let name = &self.call.name.value;
        let strangers = self.keyed.iter().filter_map(|argument| argument.key.as_ref());
        let meant = strangers.filter(|it| !self.known.contains(&it.value.as_str()));
        match meant.into_iter().find(|it| nearest(&it.value, [key]).is_some()) {
            Some(meant) => {
                let message = format!("`{}` is no key of `{name}`", meant.value);
                Diagnostic::error(&self.at(&meant.span), message).did_you_mean(Some(key))
            }
            None => Diagnostic::error(&self.call_place(), format!("`{name}` lacks `{key}`")),
        }
    }

    /// Refuses what nobody has taken.
    pub(super) fn finish(self) -> Result<(), Failed> {
        let name = &self.call.name.value;
        if let Some(value) = self.positional.last() {
            let message = format!("`{name}` takes no further argument");
            return Err(Diagnostic::error(&self.at(&value.span), message).into());
        }
        let Some(key) = self.keyed.first().and_then(|argument| argument.key.as_ref()) else { return Ok(()) };
        let place = self.at(&key.span);
        if self.known.contains(&key.value.as_str()) {
            return Err(Diagnostic::error(&place, format!("`{}` stands twice", key.value)).into());
        }
        let problem = Diagnostic::error(&place, format!("`{}` is no key of `{name}`", key.value));
        let problem = if self.known.is_empty() {
            problem.help(format!("`{name}` has no keys"))
        } else {
            let near = nearest(&key.value, self.known.iter().copied());
            problem.expected(one_of(self.known.iter().copied())).did_you_mean(near)
        };
        Err(problem.into())
    }
}
