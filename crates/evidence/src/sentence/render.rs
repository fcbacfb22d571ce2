//! From a sentence as written to the sentence with its numbers.

use super::arguments::Arguments;
use super::functions::{FUNCTIONS, Failed, Function, function_names};
use super::rendered::{Computed, Part, Rendered};
use super::template::{Call, Segment};
use super::{Scope, parse};
use cairn_definition::kind::one_of;
use cairn_definition::{Diagnostic, Diagnostics, Placed, nearest};

/// The sentence with its numbers; nothing where one cannot be computed or does not hold. Every mistake is reported at its place.
pub(crate) fn render(
    sentence: &Placed<String>,
    scope: &Scope<'_>,
    problems: &Diagnostics,
) -> Option<Rendered> {
    let (template, mistakes) = parse(&sentence.value);
    let before = problems.errors();
    for mistake in mistakes {
        let place = sentence.place.within(mistake.span.start, mistake.span.len().max(1));
        problems.push(Diagnostic::error(&place, mistake.message).expected(mistake.expected));
    }
    let mut rendered = Rendered::default();
    for segment in template.segments {
        match segment {
            Segment::Words(source) => {
                let text = sentence.value.get(source.clone()).unwrap_or_default().to_owned();
                rendered.parts.push(Part::Words { text, source });
            }
            Segment::Call(call) => match answer(&call, sentence, scope) {
                Ok(computed) => rendered.parts.push(Part::Computed(computed)),
                Err(problem) => problems.push(*problem),
            },
            Segment::Broken(_) => {}
        }
    }
    (problems.errors() == before).then_some(rendered)
}

fn answer(call: &Call, sentence: &Placed<String>, scope: &Scope<'_>) -> Result<Computed, Failed> {
    let name = call.name.value.as_str();
    let Some(Function { name, answer, .. }) = FUNCTIONS.iter().find(|function| function.name == name) else {
        let place = sentence.place.within(call.name.span.start, call.name.span.len());
        let problem = Diagnostic::error(&place, format!("there is no function `{name}`"));
        let problem = problem.expected(one_of(function_names()));
        return Err(problem.did_you_mean(nearest(name, function_names())).into());
    };
    let mut arguments = Arguments::of(call, scope, &sentence.place);
    let answer = answer(&mut arguments)?;
    arguments.finish()?;
    Ok(Computed { text: answer.text, function: name, evidence: answer.evidence, source: call.span.clone() })
}
