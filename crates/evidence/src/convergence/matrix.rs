//! The matrix of a country.

use super::assessment::assess;
use super::{AssessedTheme, Cell, JudgedCell, MatrixCell, says_something};
use crate::conclude::Material;
use crate::{Evidence, EvidenceId};
use cairn_definition::{Diagnostic, Diagnostics};
use cairn_study::{Activity, CellJudgement, Conclusions, Conduct, Country, Theme, ThemeId};
use std::collections::BTreeMap;

/// The convergence matrix of a country.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    /// A row a theme, in the order of the study.
    pub rows: Vec<MatrixRow>,
}

/// A theme of the matrix.
#[derive(Debug, Clone)]
pub struct MatrixRow {
    /// The theme.
    pub theme: ThemeId,
    /// As shown.
    pub title: String,
    /// The activities of the study.
    pub cells: BTreeMap<Activity, MatrixCell>,
    /// The judgement over all cells, where there is one.
    pub assessment: Option<AssessedTheme>,
}

/// The matrix of a country from what its activities asked and found, and the judgements of its file. Reports judgements of cells that
/// leave nothing to judge, cells that nobody judged, and differences that nobody resolved.
pub(crate) fn build(
    material: &Material<'_>,
    country: &Country,
    conclusions: Option<&Conclusions>,
    problems: &Diagnostics,
) -> Matrix {
    let judgements = conclusions.map_or(&[][..], |conclusions| &conclusions.judgements);
    let assessments = conclusions.map_or(&[][..], |conclusions| &conclusions.assessments);
    refuse_twice(judgements, problems);
    let heard = heard(material, country);
    let rows = material.study.themes.iter().map(|theme| {
        let cells = Activity::ALL.into_iter().filter_map(|activity| {
            let conduct = country.conduct(activity)?;
            let judged = judgements
                .iter()
                .find(|cell| cell.theme.value == theme.id && cell.activity.value == activity);
            let cell = cell(material, theme, activity, &conduct, &heard, judged, problems);
            if matches!(cell.cell, Cell::Unjudged) && judged.is_none() {
                warn_unjudged(theme, activity, country, conclusions, problems);
            }
            Some((activity, cell))
        });
        let assessment = assessments.iter().find(|assessment| assessment.theme.value == theme.id);
        MatrixRow {
            theme: theme.id.clone(),
            title: theme.title.clone(),
            cells: cells.collect(),
            assessment: assessment.map(|assessment| assess(assessment, problems)),
        }
    });
    let matrix = Matrix { rows: rows.collect() };
    for judged in judgements.iter().filter(|judged| country.conduct(judged.activity.value).is_none()) {
        let message = format!("`{}` is not part of the study", judged.activity.value);
        problems.push(Diagnostic::error(&judged.activity.place, message));
    }
    matrix
}

/// The evidence of a country that says something, by activity and the item of the instrument it speaks to.
fn heard(material: &Material<'_>, country: &Country) -> BTreeMap<(Activity, String), Vec<EvidenceId>> {
    let mut heard: BTreeMap<(Activity, String), Vec<EvidenceId>> = BTreeMap::new();
    let of_country = material.body.iter().filter(|(id, evidence): &(&EvidenceId, &Evidence)| {
        id.country == country.id && says_something(evidence)
    });
    for (id, _) in of_country {
        heard.entry((id.activity, (material.item_of)(id))).or_default().push(id.clone());
    }
    heard
}

fn cell(
    material: &Material<'_>,
    theme: &Theme,
    activity: Activity,
    conduct: &Conduct,
    heard: &BTreeMap<(Activity, String), Vec<EvidenceId>>,
    judged: Option<&CellJudgement>,
    problems: &Diagnostics,
) -> MatrixCell {
    let mut items: Vec<String> = material
        .items
        .iter()
        .filter(|item| item.activity == activity && item.theme == theme.id)
        .map(|item| item.item.clone())
        .collect();
    items.sort();
    items.dedup();
    let left_out = match conduct {
        Conduct::PartlyRun { left_out } => Some(left_out.clone()),
        Conduct::Run | Conduct::NotRun { .. } => None,
    };
    let mut evidence: Vec<EvidenceId> =
        items.iter().filter_map(|item| heard.get(&(activity, item.clone()))).flatten().cloned().collect();
    evidence.sort();
    evidence.dedup();
    let title = &theme.title;
    let cell = match conduct {
        Conduct::NotRun { reason } => {
            refuse(judged, || format!("`{activity}` did not run there: {reason}"), problems);
            Cell::NotRun { reason: reason.clone() }
        }
        _ if items.is_empty() => {
            refuse(
                judged,
                || format!("nothing in the instrument of `{activity}` asks about “{title}”"),
                problems,
            );
            Cell::NotAsked
        }
        _ if evidence.is_empty() => {
            let asked = items.iter().map(|item| format!("`{item}`")).collect::<Vec<_>>().join(", ");
            let why =
                || format!("`{activity}` asked about “{title}” ({asked}), and nothing came: that is silence");
            refuse(judged, why, problems);
            Cell::Silence
        }
        _ => judged.and_then(|judged| take(judged, problems)).map_or(Cell::Unjudged, Cell::Judged),
    };
    MatrixCell { cell, items, evidence, left_out }
}

fn refuse(judged: Option<&CellJudgement>, why: impl Fn() -> String, problems: &Diagnostics) {
    if let Some(judged) = judged {
        let problem = Diagnostic::error(&judged.place, format!("there is nothing to judge: {}", why()));
        problems.push(problem.help("remove the judgement: what did not speak neither agrees nor differs"));
    }
}

/// The judgement of two researchers; nothing where they are not two, or differ without a resolution.
fn take(judged: &CellJudgement, problems: &Diagnostics) -> Option<JudgedCell> {
    let [first, second] = judged.judgements.as_slice() else {
        let message = format!("{} judged this cell", counted(judged.judgements.len()));
        problems.push(
            Diagnostic::error(&judged.place, message).expected("two researchers who judge independently"),
        );
        return None;
    };
    let convergence = match &judged.resolved {
        Some(resolved) => resolved.convergence,
        None if first.convergence == second.convergence => first.convergence,
        None => {
            let message = format!(
                "{} says {} and {} says {}, and nobody has resolved it",
                first.by,
                first.convergence.key(),
                second.by,
                second.convergence.key()
            );
            problems.push(
                Diagnostic::error(&judged.place, message)
                    .expected("`resolved = { by = …, convergence = …, reason = … }`"),
            );
            return None;
        }
    };
    let judgements = [first.clone(), second.clone()];
    Some(JudgedCell { convergence, judgements, resolved: judged.resolved.clone() })
}

fn counted(researchers: usize) -> String {
    match researchers {
        0 => "nobody".to_owned(),
        1 => "one researcher".to_owned(),
        many => format!("{many} researchers"),
    }
}

fn refuse_twice(judgements: &[CellJudgement], problems: &Diagnostics) {
    for (position, judged) in judgements.iter().enumerate() {
        let same = |other: &&CellJudgement| {
            other.theme.value == judged.theme.value && other.activity.value == judged.activity.value
        };
        if let Some(earlier) = judgements.iter().take(position).find(same) {
            let message =
                format!("`{}` and `{}` are judged twice", judged.theme.value, judged.activity.value);
            let help = format!("the first judgement is at {}", earlier.place);
            problems.push(Diagnostic::error(&judged.place, message).help(help));
        }
    }
}

fn warn_unjudged(
    theme: &Theme,
    activity: Activity,
    country: &Country,
    conclusions: Option<&Conclusions>,
    problems: &Diagnostics,
) {
    let place = conclusions.map_or(&country.place, |conclusions| &conclusions.place);
    let message = format!(
        "`{activity}` says something about “{}” in {}, and nobody has judged it",
        theme.title, country.name
    );
    problems.push(
        Diagnostic::warning(place, message)
            .help(format!("add a `[[matrix]]` with theme = \"{}\" and activity = \"{activity}\"", theme.id)),
    );
}
