//! Codebooks: a protocol’s codes as a codebook, and a codebook as a protocol.

use cairn_qualitative::project::{Code, Codebook};
use cairn_study::{CodeId, CodebookCode, InterviewProtocol};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The codebook of a protocol. A code’s name is its name in the protocol, so that codings come back to it; its label stands in
/// the definition.
pub fn codebook(protocol: &InterviewProtocol) -> Codebook {
    Codebook { codes: below(None, &[], &protocol.codes) }
}

fn below(parent: Option<&CodeId>, above: &[&str], codes: &[CodebookCode]) -> Vec<Code> {
    let children = codes.iter().filter(|code| code.parent.as_ref() == parent);
    let code = |code: &CodebookCode| {
        let mut path = above.to_vec();
        path.push(code.id.as_str());
        Code {
            definition: Some(format!("{}: {}", code.label, code.definition)),
            children: below(Some(&code.id), &path, codes),
            ..Code::new(above, code.id.as_str())
        }
    };
    children.map(code).collect()
}

/// A codebook as the text of a protocol, `protocols/<activity>.toml`. Names become identifiers; what a code means and which theme it
/// speaks to is left to be completed.
pub fn protocol_toml(codebook: &Codebook) -> String {
    let mut text = String::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut names: Vec<(Vec<&str>, String)> = Vec::new();
    for path in codebook.walk() {
        let Some(code) = path.last() else { continue };
        let id = identifier(&code.name, &taken);
        taken.insert(id.clone());
        let words: Vec<&str> = path.iter().map(|code| code.name.as_str()).collect();
        let parent = words.split_last().and_then(|(_, above)| names.iter().find(|(known, _)| known == above));
        let _ = write!(text, "[[codes]]\nid = {}\n", quoted(&id));
        if let Some((_, parent)) = parent {
            let _ = writeln!(text, "parent = {}", quoted(parent));
        }
        let definition =
            code.definition.as_deref().map(str::trim).filter(|definition| !definition.is_empty());
        let definition = definition.unwrap_or("To be defined: when it applies, and when it does not.");
        let _ = write!(text, "label = {}\ndefinition = {}\n\n", quoted(&code.name), quoted(definition));
        names.push((words, id));
    }
    text
}

/// An identifier for a code’s name that is not taken yet.
fn identifier(name: &str, taken: &BTreeSet<String>) -> String {
    let mut id = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' => id.push(c),
            _ if id.ends_with('_') || id.is_empty() => {}
            _ => id.push('_'),
        }
    }
    let id = id.trim_end_matches('_');
    let id =
        if id.starts_with(|c: char| c.is_ascii_lowercase()) { id.to_owned() } else { format!("code_{id}") };
    let id = id.trim_end_matches('_').to_owned();
    let numbered = (2_u32..).map(|number| format!("{id}_{number}"));
    std::iter::once(id.clone()).chain(numbered).find(|candidate| !taken.contains(candidate)).unwrap_or(id)
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", c as u32);
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
