//! Putting quotations forward: what the commands that screen and approve them read and write.

use super::{Interviews, Proposed, formats, informants, quotations};
use crate::Fieldwork;
use crate::records::{Cell, Column, RecordFormat, Sheet, csv_line};
use cairn_definition::kind::{List, Text};
use cairn_definition::{Diagnostic, Diagnostics, io_reason};
use cairn_qualitative::safety::{AliasPrefix, Person, PersonId};
use cairn_study::Activity;
use std::path::{Path, PathBuf};

/// The interviews of an activity; `None` for one that holds no interviews.
pub fn of(activity: Activity) -> Option<&'static Interviews> {
    const ALL: [&Interviews; 3] =
        [&crate::GOVERNMENT_INTERVIEWS, &crate::ACCESS_TO_JUSTICE, &crate::SURVIVOR_CONVERSATIONS];
    ALL.into_iter().find(|interviews| interviews.activity == activity)
}

/// Every quotation put forward in a country, with its last screening and approval; `None` where a record has a mistake.
pub fn proposals(
    interviews: &Interviews,
    fieldwork: &Fieldwork<'_>,
    problems: &Diagnostics,
) -> Option<Vec<Proposed>> {
    let before = problems.errors();
    let protocol = interviews.protocol(fieldwork.study)?;
    let folder = fieldwork.folder(interviews.activity);
    let informants = informants::read(&folder, interviews, problems)?;
    if problems.errors() > before {
        return None;
    }
    let proposed = quotations::proposed(&folder, protocol, &informants, problems);
    (problems.errors() == before).then_some(proposed)
}

/// The file of screenings: the path and its text.
pub fn screenings_file(folder: &Path, proposed: &[Proposed]) -> (PathBuf, String) {
    let row = |quotation: &Proposed| {
        let screening = quotation.screening.as_ref()?;
        let (on, people) = (screening.on.to_string(), screening.people.to_string());
        Some(csv_line(&[quotation.id.clone(), on, people, screening.text.to_string()]))
    };
    written(folder, &formats::screenings(), proposed.iter().filter_map(row))
}

/// The file of approvals: the path and its text.
pub fn approvals_file(folder: &Path, proposed: &[Proposed]) -> (PathBuf, String) {
    let row = |quotation: &Proposed| {
        let approval = quotation.approval.as_ref()?;
        let (by, on) = (approval.by.clone(), approval.on.to_string());
        Some(csv_line(&[quotation.id.clone(), by, on, approval.text.to_string()]))
    };
    written(folder, &formats::approvals(), proposed.iter().filter_map(row))
}

fn written(folder: &Path, format: &RecordFormat, rows: impl Iterator<Item = String>) -> (PathBuf, String) {
    let header: Vec<&str> = format.columns.iter().map(|column| column.name.as_ref()).collect();
    (folder.join(format!("{}.csv", format.name)), csv_line(&header) + &rows.collect::<String>())
}

/// The people of a study by name, as they are enrolled in the key store. The file is not part of the study folder.
pub fn roster_format() -> RecordFormat {
    RecordFormat {
        name: "roster".into(),
        row: "person",
        description: "Everybody whose name may occur in an interview. Keep it apart from the study, and destroy it when the \
                      key store holds it."
            .into(),
        required: true,
        columns: vec![
            Column::required("id", Cell::Text, "What the records call the person, as the number of the interview."),
            Column::required("part", Cell::Text, "What the alias begins with: Child, Caregiver, G."),
            Column::required("names", Cell::List, "Full names, other spellings and nicknames, with ; between them."),
        ],
    }
}

/// Reads a roster.
pub fn read_roster(path: &Path, problems: &Diagnostics) -> Option<Vec<Person>> {
    let bytes = std::fs::read(path).map_err(|error| {
        let message = format!("{} cannot be read: {}", path.display(), io_reason(&error));
        problems.push(Diagnostic::elsewhere(message));
    });
    let sheet = Sheet::from_bytes(path, &bytes.ok()?, &roster_format(), problems)?;
    let before = problems.errors();
    let mut people = Vec::new();
    for row in sheet.rows() {
        let Some(mut reader) = sheet.reader(row, problems) else { continue };
        let id = reader.required("id", &Text);
        let part = reader.required("part", &Text);
        let names = reader.required("names", &List(Text));
        reader.finish();
        let prefix = part.and_then(|part| match AliasPrefix::new(&part.value) {
            Ok(prefix) => Some(prefix),
            Err(error) => {
                problems.push(Diagnostic::error(&part.place, error.to_string()));
                None
            }
        });
        if let (Some(id), Some(prefix), Some(names)) = (id, prefix, names) {
            let names = names.value.into_iter().map(|name| name.value).collect();
            people.push(Person { id: PersonId(id.value), prefix, names });
        }
    }
    (problems.errors() == before).then_some(people)
}
