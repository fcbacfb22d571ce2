//! The page on the activities is made of what the activities say of themselves.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use cairn_activities::records::{Cell, RecordFormat};
use cairn_activities::{ACTIVITIES, household_survey};
use cairn_sample::disposition::Disposition;
use cairn_sample::outcome::Rate;
use std::fmt::Write as _;
use std::path::Path;

const HEAD: &str = "\
# The activities and their records

What each activity asks of whom, what its records look like, and what its evidence may say. The household survey is described in
[the study folder](study-folder.md): its records are microdata, and its evidence is a prevalence with an interval, which nothing else can be.

An activity is part of a study by its protocol, `protocols/<activity>.toml`. Its records lie in `data/<country>/<activity>/`, each file as `.csv` in UTF-8
or as `.xlsx`; `cairn template <activity>` writes empty files with a data dictionary. A column that is not required may be left out, and its cells may be
empty. A mistake is shown at its cell, all of a file in one run.

Transcripts of interviews lie in the folder `documents` beside the other files: `.txt`, `.md`, `.docx`, `.vtt` or `.srt`. There is no place for recordings
or pictures. Names stay outside the study folder, in a key store that `cairn interviews enrol` seals with a passphrase; `pseudonymise` puts aliases
in their place, `screen` searches what is to be quoted, `approve` records who approved it, `import` and `export` exchange projects and codebooks with
other programs by the REFI-QDA standard, and `agreement` tells how far coders agree.
";

fn holds(cell: &Cell) -> String {
    match cell {
        Cell::OneOf(codes) => {
            codes.iter().map(|(code, _)| format!("`{code}`")).collect::<Vec<_>>().join(", ")
        }
        other => other.describe().into_owned(),
    }
}

fn file(page: &mut String, format: &RecordFormat) {
    let needed = if format.required { "" } else { " (if there are any)" };
    let _ = write!(
        page,
        "\n`{}`{needed}: {} One row for each {}.\n\n",
        format.name, format.description, format.row
    );
    page.push_str(&columns(format, holds));
}

fn columns(format: &RecordFormat, holds: impl Fn(&Cell) -> String) -> String {
    let mut table = "| column | holds | required | meaning |\n|---|---|---|---|\n".to_owned();
    for column in &format.columns {
        let required = if column.required { "yes" } else { "" };
        let holds = holds(&column.cell);
        let _ = writeln!(table, "| `{}` | {holds} | {required} | {} |", column.name, column.meaning);
    }
    table
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    for activity in ACTIVITIES {
        let (may, never) = activity.may_claim();
        let which = activity.activity();
        let _ = write!(page, "\n## {}. {}: `{which}`\n\n", which.number(), which.title());
        let respondents = activity.respondents();
        let _ = writeln!(
            page,
            "Respondents: {respondents}. It may say: {} It never becomes: {}",
            may.trim(),
            never.trim()
        );
        let formats = activity.formats(None);
        if formats.is_empty() {
            page.push_str("\nIts file, `responses`, has the columns of its questionnaire: `cairn template` with `--study`.\n");
        }
        formats.iter().for_each(|format| file(&mut page, format));
    }
    page
}

/// With `REWRITE_PAGE=1` in the environment the page is written afresh.
#[test]
fn the_page_says_what_the_activities_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/activities.md");
    if std::env::var_os("REWRITE_PAGE").is_some() {
        std::fs::write(&path, page()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), page(), "run with REWRITE_PAGE=1");
}

/// The codes have a list of their own.
fn field_file(format: &RecordFormat) -> String {
    let holds = |cell: &Cell| match cell {
        Cell::OneOf(_) => "a code of the list below".to_owned(),
        other => other.describe().into_owned(),
    };
    let table = columns(format, holds);
    format!("`{}.csv`: {} One row for each {}.\n\n{table}", format.name, format.description, format.row)
}

fn dispositions() -> String {
    let mut table = "| code | disposition | counts as |\n|---|---|---|\n".to_owned();
    for disposition in Disposition::all() {
        let category = disposition.category();
        let _ = writeln!(
            table,
            "| {disposition} | {} | {}, {category} |",
            disposition.title(),
            category.letters()
        );
    }
    table
}

fn rates() -> String {
    let mut table = "| rate | formula |\n|---|---|\n".to_owned();
    for rate in Rate::ALL {
        let _ = writeln!(table, "| {rate} | {} |", rate.formula());
    }
    table
}

/// The page with what stands between `<!-- name -->` and `<!-- /name -->` made afresh.
fn with_table(page: &str, name: &str, table: &str) -> String {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = page.split_once(&begin).expect("a mark where the table begins");
    let (_, after) = rest.split_once(&end).expect("a mark where it ends");
    format!("{before}{begin}{table}{end}{after}")
}

/// With `REWRITE_PAGE=1` in the environment its tables are written afresh.
#[test]
fn the_page_on_samples_has_every_code_column_and_rate() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/sample.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let files: Vec<String> = household_survey::field_formats().iter().map(field_file).collect();
    let made = with_table(&page, "columns", &files.join("\n"));
    let made = with_table(&made, "dispositions", &dispositions());
    let made = with_table(&made, "rates", &rates());
    if std::env::var_os("REWRITE_PAGE").is_some() {
        std::fs::write(&path, &made).unwrap();
        return;
    }
    assert_eq!(page, made, "run with REWRITE_PAGE=1");
}
