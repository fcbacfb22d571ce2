//! The criteria that a study puts to the law: those of the libraries it names, and its own.

use super::library::{libraries, library};
use cairn_definition::kind::one_of;
use cairn_definition::{Diagnostic, Diagnostics, Place, nearest};
use cairn_evidence::Points;
use cairn_study::{Capability, LegalProtocol, ThemeId};

/// The name under which a study’s own criteria stand beside the libraries.
const OWN: &str = "study";

/// A criterion put to the law.
#[derive(Debug, Clone)]
pub struct Criterion {
    /// Its name: `icmec.2`, `lanzarote.20_1_e`, `study.helpline_law`.
    pub id: String,
    /// What the law must provide, as a question that yes answers.
    pub question: String,
    /// The instrument and the article that ask for it.
    pub standard: String,
    /// The WeProtect capability that it serves.
    pub capability: Option<Capability>,
    /// The points that its instrument gives for yes.
    pub points: Option<Points>,
    /// Whether a phase of maturity is recorded beside the answer.
    pub has_phases: bool,
    /// The theme that the study gives it.
    pub theme: Option<ThemeId>,
    /// Where it is defined: in the protocol, or in a file of a library.
    pub place: Place,
    /// Whether it is one of a library’s.
    pub of_library: bool,
}

/// The criteria of a study: library by library as its protocol names them, then its own.
pub fn criteria(protocol: &LegalProtocol) -> Vec<Criterion> {
    let theme = |id: &str, group: &str| {
        let of = |wanted: &str| protocol.themes.iter().find(|(name, _)| name.value == wanted);
        of(id).or_else(|| of(group)).map(|(_, theme)| theme.clone())
    };
    let mut criteria = Vec::new();
    for library in protocol.libraries.iter().filter_map(|name| library(&name.value)) {
        criteria.extend(library.criteria.iter().map(|criterion| {
            let id = format!("{}.{}", library.key, criterion.id);
            Criterion {
                theme: theme(&id, library.key),
                id,
                question: criterion.question.clone(),
                standard: format!("{}, {}", library.title, criterion.article),
                capability: criterion.capability,
                points: criterion.points.clone(),
                has_phases: library.has_phases,
                place: criterion.place.clone(),
                of_library: true,
            }
        }));
    }
    criteria.extend(protocol.criteria.iter().map(|criterion| {
        let id = format!("{OWN}.{}", criterion.id);
        Criterion {
            theme: theme(&id, OWN),
            id,
            question: criterion.question.clone(),
            standard: criterion.source.clone(),
            capability: None,
            points: None,
            has_phases: false,
            place: criterion.place.clone(),
            of_library: false,
        }
    }));
    criteria
}

/// Finds what is wrong with a protocol: libraries that are not there or named twice, themes of criteria that are not asked.
pub(super) fn check(protocol: &LegalProtocol, problems: &Diagnostics) {
    let keys = || libraries().iter().map(|library| library.key);
    for (position, name) in protocol.libraries.iter().enumerate() {
        if library(&name.value).is_none() {
            let problem = Diagnostic::error(&name.place, format!("there is no library `{}`", name.value));
            problems.push(match nearest(&name.value, keys()) {
                Some(meant) => problem.did_you_mean(Some(meant)),
                None => problem.expected(one_of(keys())),
            });
        }
        if protocol.libraries.iter().take(position).any(|earlier| earlier.value == name.value) {
            let message = format!("the library `{}` is named twice", name.value);
            problems.push(Diagnostic::error(&name.place, message).help("name it once"));
        }
    }
    let asked = criteria(protocol);
    let mut names: Vec<&str> = protocol.libraries.iter().map(|name| name.value.as_str()).collect();
    names.push(OWN);
    names.extend(asked.iter().map(|criterion| criterion.id.as_str()));
    for (name, _) in &protocol.themes {
        if !names.contains(&name.value.as_str()) {
            let message = format!("`{}` is not a criterion of this protocol, nor a library", name.value);
            let problem = Diagnostic::error(&name.place, message);
            problems.push(match nearest(&name.value, names.iter().copied()) {
                Some(meant) => problem.did_you_mean(Some(meant)),
                None => problem.expected(
                    "the name of a library that the protocol names, or of one of its criteria, as `icmec.2`",
                ),
            });
        }
    }
}
