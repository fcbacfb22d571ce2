//! Studies with mistakes: what people read.

use crate::folder::{ALDERMARK, CHILD, COLLECTED, Folder, ONLINE, SYNTHETIC};

const COUNTRY: &str = "countries/aldermark/country.toml";
const INDICATORS: &str = "indicators/online.toml";
const INSTRUMENT: &str = "instruments/child.toml";

/// Each test is one study; its snapshot is all that is said of it.
macro_rules! broken {
    ($($name:ident: $folder:expr;)*) => {
        $(
            #[test]
            fn $name() {
                let folder: Folder = $folder;
                assert!(!folder.load().diagnostics.is_empty(), "nothing is said");
                insta::assert_snapshot!(stringify!($name), folder.problems());
            }
        )*
    };
}

fn collected(change: impl Fn(&str) -> String) -> Folder {
    Folder::valid().changed("study.toml", "synthetic = true\n", "").changed(
        COUNTRY,
        SYNTHETIC,
        &change(COLLECTED),
    )
}

fn column(lines: &str) -> Folder {
    Folder::valid().with(INSTRUMENT, format!("{CHILD}\n[[columns]]\n{lines}\n"))
}

broken! {
    no_folder: Folder::empty();
    no_study_file: Folder::empty().with("notes.txt", "");
    study_file_with_syntax_errors: Folder::valid().with("study.toml", "title = Disrupting\nround = \"x\nsynthetic = yes\n");
    study_file_with_many_mistakes: Folder::valid().with("study.toml", concat!(
        "tittle = \"x\"\npartners = \"One\"\nlanguages = [\"english\"]\nsynthetic = \"true\"\n",
        "[presentation]\npreset = \"disrupting-ham\"\nlevel = 95\ndecimals = 9\ninterval = \"wald\"\n",
        "[[breakdowns]]\nid = \"Gender\"\ntitle = \"Gender\"\nvalue = \"gender\"\n",
        "[[breakdowns]]\nid = \"age_group\"\ntitle = \"Age\"\ninstruments = [\"chlid\"]\nvalue = \"\"\n",
        "levels = [{ value = \"a\", label = \"A\" }, { value = \"a\", lable = \"B\" }]\n",
    ));
    breakdown_defined_twice: Folder::valid().changed("study.toml", "\"age_group\"", "\"gender\"");
    not_utf_8: Folder::valid().with(INSTRUMENT, b"title = \"Ni\xf1os\"\n");
    misspelt_folder: Folder::valid().with("indicator/harm.toml", "").with("indicators/harm/a.toml", "")
        .with("countries/birchland.toml", "");

    unknown_key_in_an_indicator: Folder::valid().changed(INDICATORS, "value =", "vlaue =");
    indicator_without_version: Folder::valid().changed(INDICATORS, "version = 1\n", "");
    indicator_version_zero: Folder::valid().changed(INDICATORS, "version = 1", "version = 0");
    indicator_of_an_unknown_instrument: Folder::valid().changed(INDICATORS, "\"child\"", "\"chidl\"");
    indicator_by_an_unknown_breakdown: Folder::valid().changed(INDICATORS, "by = [\"gender\"", "by = [\"urbanity\", \"gendre\"");
    indicator_by_a_breakdown_of_another_instrument:
        Folder::valid().changed("study.toml", "instruments = [\"child\"]", "instruments = [\"caregiver\"]");
    indicator_crossed_with_itself:
        Folder::valid().changed(INDICATORS, "[\"gender\", \"age_group\"]", "[\"gender\", \"gender\"], \"gender\"");
    indicator_defined_twice: Folder::valid().with("indicators/again.toml", ONLINE);
    indicator_with_a_mistaken_treatment:
        Folder::valid().changed(INDICATORS, "dont_know = \"no\"", "dontknow = \"no\", refused = \"drop\"");
    indicator_with_many_mistakes: Folder::valid().with(INDICATORS, concat!(
        "[[indicators]]\nid = \"Online daily\"\nversion = \"1\"\ntitle = \"\"\ninstrument = \"child\"\n",
        "value = 3\nchapter = \"harms\"\nby = \"gender\"\ncolour = \"red\"\n",
    ));
    indicators_without_their_header: Folder::valid().with(INDICATORS, ONLINE.replace("[[indicators]]\n", ""));
    indicators_under_one_header: Folder::valid().with(INDICATORS, ONLINE.replace("[[indicators]]\n", "[indicators]\n"));

    column_given_twice: column("name = \"age\"\nlabel = \"Age again\"\ntype = \"integer\"");
    column_of_an_unknown_type: column("name = \"x\"\nlabel = \"X\"\ntype = \"int\"");
    code_given_twice: column(
        "name = \"x\"\nlabel = \"X\"\ntype = \"integer\"\nvalues = [{ code = 1, label = \"Yes\" }, { code = 1, label = \"No\" }]");
    code_that_is_value_and_missing: column(
        "name = \"x\"\nlabel = \"X\"\ntype = \"integer\"\nvalues = [{ code = 98, label = \"Other\" }]");
    code_that_does_not_fit_its_column: column(
        "name = \"x\"\nlabel = \"X\"\ntype = \"text\"\nvalues = [{ code = 1, label = \"Yes\" }]\nmissing = { refused = [97] }");
    code_of_two_kinds_of_missing: Folder::valid().changed(INSTRUMENT, "refused = [97]", "refused = [98]");
    missing_codes_with_mistakes: Folder::valid()
        .changed(INSTRUMENT, "refused = [97]", "refused = 97\nprefer_not_say = [5]")
        .changed(INSTRUMENT, "blank = \"unrecorded\"", "blank = \"unknown\"");
    instrument_without_columns: Folder::valid().with("instruments/Caregiver.toml", "")
        .with(INSTRUMENT, "title = \"x\"\nrespondents = \"y\"\n");

    country_without_file: Folder::valid().with("countries/birchland/notes.md", "");
    country_folder_with_a_bad_name: Folder::valid().with("countries/Birch Land/country.toml", ALDERMARK);
    country_with_many_mistakes: Folder::valid().with(COUNTRY, concat!(
        "nmae = \"Aldermark\"\n[fieldwork]\nfrom = 2026-05-29\nto = 2026-03-02\n",
        "[survey]\nclusters = \"psu\"\nstrata = [\"stratum\", \"\"]\nlonely_psu = \"ajust\"\nnest = 1\n",
        "[synthetic]\n",
    ));
    country_with_dates_that_are_none: Folder::valid().changed(COUNTRY, "2026-03-02", "2026-03-02T10:00:00")
        .changed(COUNTRY, "2026-05-29", "29 May 2026");
    country_without_survey: Folder::valid().with(COUNTRY, format!("name = \"A\"\nfieldwork = {{ from = 2026-01-01, to = 2026-01-02 }}\n{SYNTHETIC}"));
    survey_not_run_with_a_design: Folder::valid().changed(COUNTRY, "[survey]", "[survey]\nnot_run = \"no clearance\"");
    design_column_that_is_not_there: Folder::valid().changed(COUNTRY, "\"psu\"", "\"psuu\"").changed(COUNTRY, "\"weight\"", "\"w\"");
    weight_that_is_a_text: Folder::valid().changed(COUNTRY, "weights = \"weight\"", "weights = \"psu\"");
    records_of_an_unknown_instrument: Folder::valid().changed(COUNTRY, "lonely_psu", "records = { childern = \"a.csv\" }\nlonely_psu");
    records_in_two_forms: Folder::valid().with("data/aldermark/household_survey/child.csv", "")
        .with("data/aldermark/household_survey/child.parquet", "");

    no_ground: Folder::valid().changed(COUNTRY, SYNTHETIC, "");
    two_grounds: Folder::valid().changed(COUNTRY, SYNTHETIC, &format!("{SYNTHETIC}[public_use]\nsource = \"CDC\"\nterms = \"public domain\"\n"));
    collected_without_its_parts: collected(|_| "[collected]\n".to_owned());
    collected_with_empty_parts: collected(|_| "[[collected.approvals]]\n[collected.protocol]\n[collected.retention]\n".to_owned());
    approval_that_ends_before_it_begins: collected(|text| text.replace("expires = 2026", "expires = 2025"));
    synthetic_country_of_a_study_that_is_not: Folder::valid().changed("study.toml", "synthetic = true\n", "");
    collected_country_of_a_synthetic_study: Folder::valid().changed(COUNTRY, SYNTHETIC, COLLECTED);

    mistakes_in_every_file: Folder::valid()
        .changed("study.toml", "round", "rond")
        .changed(INSTRUMENT, "type = \"number\"", "type = \"nubmer\"")
        .changed(INDICATORS, "topic", "topics")
        .changed(COUNTRY, "sampling", "smapling");
}
