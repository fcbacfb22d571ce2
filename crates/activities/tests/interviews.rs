//! Interviews: from the files of a country to accounts, and every mistake at its cell.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use cairn_activities::ResearchActivity;
use cairn_activities::interviews::exchange;
use cairn_activities::{ACCESS_TO_JUSTICE, Fieldwork, Harvest};
use cairn_definition::{Diagnostics, render};
use cairn_evidence::{Account, Evidence, Experience};
use cairn_qualitative::safety::TextDigest;
use cairn_study::{Activity, Study};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const CODEBOOK: &str = "
[[codes]]
id = 'barriers'
label = 'Barriers'
definition = 'What keeps people from seeking justice.'
[[codes]]
id = 'distance'
parent = 'barriers'
label = 'Distance'
definition = 'The court is far away.'
[[codes]]
id = 'support'
label = 'Support'
definition = 'What helped.'
";
const DOCUMENT: &str = "Q: How was it?\nA: The court was far. A social worker helped me.\n";
const INFORMANTS: &str = "id,kind,consent,consented_on,caregiver_consent,caregiver_consented_on,described_as\n\
    C1,child,verbatim,2026-03-01,verbatim,2026-03-01,a young person\n\
    P1,justice_professional,paraphrase,2026-03-02,,,\n\
    C2,child,withdrawn,2026-04-01,verbatim,2026-03-01,\n";
const EXCERPTS: &str = "document,informant,code,coder,from,to\n\
    one.txt,C1,distance,AB,15,37\none.txt,C1,support,AB,38,63\none.txt,C1,distance,CD,15,37\none.txt,C2,support,CD,38,63\n";
const QUOTATIONS: &str = "id,informant,code,text,language\n\
    q1,C1,distance,The court was far.,en\nq2,C1,support,A social worker helped me.,en\n";

/// The file of screenings, or of approvals, of a text.
fn checked(text: &str, columns: &str, cells: &str) -> String {
    format!("quotation,{columns},sha256\nq1,{cells},{}\n", TextDigest::of(text))
}

/// A study whose only country ran the interviews on access to justice.
struct Case {
    folder: TempDir,
}

impl Case {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("study");
        cairn_demo::template(&root).unwrap();
        let case = Self { folder };
        case.write("protocols/access_to_justice.toml", CODEBOOK);
        let country = root.join("countries/exampleland/country.toml");
        let text = fs::read_to_string(&country).unwrap();
        fs::write(country, text + "\n[activities]\naccess_to_justice = { run = true }\n").unwrap();
        case.record("documents/one.txt", DOCUMENT);
        case.record("informants.csv", INFORMANTS);
        case.record("excerpts.csv", EXCERPTS);
        case.record("quotations.csv", QUOTATIONS);
        case.record("screenings.csv", checked("The court was far.", "on,people", "2026-05-02,3"));
        case.record("approvals.csv", checked("The court was far.", "by,on", "Ethics panel,2026-05-03"));
        case
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.folder.path().join("study").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn record(&self, path: &str, text: impl AsRef<[u8]>) {
        self.write(&format!("data/exampleland/access_to_justice/{path}"), text);
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.folder.path().join("study/data/exampleland/access_to_justice").join(path))
            .unwrap();
    }

    /// What is harvested, and everything that is said, with paths from the study's folder.
    fn harvest(&self) -> (Option<Harvest>, String) {
        self.with(|fieldwork, problems| ACCESS_TO_JUSTICE.harvest(fieldwork, problems))
    }

    /// What is made of the country’s records, and everything that is said.
    fn with<T>(&self, make: impl FnOnce(&Fieldwork<'_>, &Diagnostics) -> T) -> (T, String) {
        let study = self.study();
        let country = &study.countries[0];
        let clearance = country.basis.clear("2026-06-01".parse().unwrap()).unwrap();
        let problems = Diagnostics::new();
        let made = make(&Fieldwork { study: &study, country, clearance: &clearance }, &problems);
        let said: String = problems.into_sorted().iter().map(render).collect();
        (made, said.replace(&format!("{}/", self.folder.path().display()), ""))
    }

    fn study(&self) -> Study {
        let loaded = Study::load(&self.folder.path().join("study"));
        assert!(loaded.is_valid(), "{:?}", loaded.diagnostics);
        loaded.study
    }

    fn accounts(&self) -> Vec<Account> {
        let (harvest, said) = self.harvest();
        assert_eq!(said, "");
        let account = |evidence| match evidence {
            Evidence::Experience(Experience(account)) => account,
            other => panic!("{other:?}"),
        };
        harvest.unwrap().evidence.into_iter().map(account).collect()
    }
}

fn shown(accounts: &[Account]) -> Vec<(String, String, usize)> {
    let shown =
        |account: &Account| (account.id.item.clone(), account.informants.join("+"), account.quotations.len());
    accounts.iter().map(shown).collect()
}

#[test]
fn an_account_holds_what_its_codes_hold_and_no_number_of_people() {
    let accounts = Case::new().accounts();
    let expected = [("barriers", "child", 1), ("distance", "child", 1), ("support", "child", 0)];
    assert_eq!(shown(&accounts), expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c)));
    let quotation = &accounts[1].quotations[0];
    assert_eq!(
        (quotation.text.as_str(), quotation.speaker.as_str()),
        ("The court was far.", "a young person")
    );
    assert_eq!(accounts[1].source.records_file, "data/exampleland/access_to_justice/excerpts.csv");
    assert_eq!(accounts[1].source.rows, [2, 4]);
}

#[test]
fn what_was_said_by_those_who_withdrew_is_not_used() {
    let case = Case::new();
    case.record("informants.csv", INFORMANTS.replace("C1,child,verbatim", "C1,child,withdrawn"));
    for file in ["quotations.csv", "screenings.csv", "approvals.csv"] {
        case.remove(file);
    }
    assert_eq!(shown(&case.accounts()), []);
}

#[test]
fn coders_who_mark_alike_agree() {
    let case = Case::new();
    case.record("excerpts.csv", EXCERPTS.replace("C2,support,CD", "C1,support,CD"));
    let agreement = case.harvest().0.unwrap().agreement;
    assert_eq!(agreement[0].value, Ok(1.0));
    let differing = Case::new();
    differing.record("excerpts.csv", EXCERPTS.replace("C2,support,CD,38,63", "C1,distance,CD,38,63"));
    let agreement = differing.harvest().0.unwrap().agreement;
    assert!(agreement[0].value.as_ref().is_ok_and(|alpha| *alpha < 1.0));
    assert_eq!(agreement[0].disagreements[0], "one.txt, 38–63: `distance` marked by CD, not by AB");
}

#[test]
fn every_mistake_is_shown_at_its_cell() {
    let case = Case::new();
    case.record(
        "excerpts.csv",
        "document,informant,code,coder,from,to\none.txt,C9,distnace,AB,15,37\ntwo.txt,C1,support,AB,3,2\n\
         one.txt,C1,support,AB,30,300\none.txt,C1,support,AB,9,9\n",
    );
    case.record("informants.csv", INFORMANTS.replace("C2,child", "C1,chlid").replace("P1,", "Professional,"));
    insta::assert_snapshot!(case.harvest().1);
}

#[test]
fn a_quotation_is_released_by_consent_screening_and_approval_of_these_very_words() {
    // Everything that stands against it is told at once.
    let case = Case::new();
    case.record("informants.csv", INFORMANTS.replace("2026-03-01,verbatim", "2026-03-01,paraphrase"));
    case.record("quotations.csv", QUOTATIONS.replace("was far.", "was far; call 0712 345678."));
    insta::assert_snapshot!(case.harvest().1);

    let unscreened = Case::new();
    unscreened.remove("screenings.csv");
    assert!(unscreened.harvest().1.contains("it was not searched for names"));

    // What nobody approved stays where it is.
    let unapproved = Case::new();
    unapproved.remove("approvals.csv");
    assert_eq!(shown(&unapproved.accounts())[1], ("distance".to_owned(), "child".to_owned(), 0));
}

#[test]
fn a_child_speaks_with_the_consent_of_a_caregiver() {
    let case = Case::new();
    case.record("informants.csv", "id,kind,consent,consented_on\nC1,child,verbatim,2026-03-01\n");
    case.record("excerpts.csv", "document,informant,code,coder,from,to\none.txt,C1,distance,AB,15,37\n");
    insta::assert_snapshot!(case.harvest().1);
}

#[test]
fn recordings_have_no_place() {
    let case = Case::new();
    case.record("documents/one.mp4", b"\0\0");
    assert!(case.harvest().1.contains("recordings and pictures have no place in a study folder"));
}

#[test]
fn nothing_is_made_of_files_that_are_not_there() {
    let case = Case::new();
    fs::remove_dir_all(case.folder.path().join("study/data/exampleland/access_to_justice")).unwrap();
    let (harvest, said) = case.harvest();
    assert!(harvest.is_none() && said.contains("informants.csv"), "{said}");
    assert!(Path::new(case.folder.path()).exists());
}

#[test]
fn records_come_back_from_the_project_made_of_them() {
    let case = Case::new();
    // Two informants are heard in one document; the cases say which passage is whose.
    let excerpts = EXCERPTS.replace("C2,support,CD,38,63", "C2,support,CD,0,14");
    case.record("excerpts.csv", &excerpts);
    case.record("memos.csv", "by,on,document,code,text\nAB,2026-05-01,one.txt,,Ask again.\nCD,2026-05-02,,distance,\"Far, how far?\"\n");
    let (project, said) =
        case.with(|fieldwork, problems| exchange::project(&ACCESS_TO_JUSTICE, fieldwork, problems));
    assert_eq!(said, "");
    let project = project.unwrap();
    assert_eq!(project.check(), []);
    let memos: Vec<&str> = project.memos.iter().map(|memo| memo.document.text()).collect();
    assert_eq!(memos, ["Ask again.", "Far, how far?"]);
    let study = case.study();
    let protocol = &study.protocols.interviews[&Activity::AccessToJustice];
    let records = exchange::records(&project, protocol);
    assert_eq!(records.documents, [("one.txt".to_owned(), DOCUMENT.as_bytes().to_vec())]);
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&records.excerpts), sorted(&excerpts));
    assert_eq!((records.codings, records.unplaced), (4, Vec::new()));
}

#[test]
fn what_a_project_leaves_open_is_told_and_not_guessed() {
    let case = Case::new();
    let (project, _) =
        case.with(|fieldwork, problems| exchange::project(&ACCESS_TO_JUSTICE, fieldwork, problems));
    let mut project = project.unwrap();
    project.cases.clear();
    project.codebook.codes[1].name = "Help".to_owned();
    let study = case.study();
    let records = exchange::records(&project, &study.protocols.interviews[&Activity::AccessToJustice]);
    assert_eq!(records.codings, 0);
    let said: Vec<String> = records.unplaced.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn a_codebook_is_a_protocol_that_can_be_read() {
    let case = Case::new();
    let codes = |study: &Study| -> Vec<(String, Option<String>)> {
        let codes = &study.protocols.interviews[&Activity::AccessToJustice].codes;
        codes
            .iter()
            .map(|code| (code.id.to_string(), code.parent.as_ref().map(ToString::to_string)))
            .collect()
    };
    let study = case.study();
    let written =
        exchange::protocol_toml(&exchange::codebook(&study.protocols.interviews[&Activity::AccessToJustice]));
    case.write("protocols/access_to_justice.toml", &written);
    assert_eq!(codes(&case.study()), codes(&study));
}
