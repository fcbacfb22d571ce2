//! Requests that are refused: status 2, every mistake with its place, nothing on standard output.

use crate::run::cairn;
use std::fs;
use tempfile::TempDir;

/// Two strata of two clusters each, with two rows a cluster.
const DATA: &str = "stratum,psu,weight,size,gender,age,q1,answer
1,1,10,5,girl,12,1,3
1,1,10,5,boy,13,0,2
1,2,12,5,girl,14,1,1
1,2,12,5,boy,15,0,3
2,3,20,9,girl,16,,2
2,3,20,9,boy,17,1,1
2,4,18,9,girl,12,0,3
2,4,18,9,boy,13,1,2
";

const REQUEST: &str = r#"data = "data.csv"
derive = { adult = "age >= 18", none = "age - age", few = "age - age + 1.5" }

[design]
strata = ["stratum"]
clusters = ["psu"]
weights = "weight"

[[analyses]]
id = "age"
kind = "mean"
variables = ["age"]
by = ["gender"]
"#;

/// What is said of a request in which `from` is replaced by `to`, over data in which `old` is replaced by `new`.
#[track_caller]
fn said((from, to): (&str, &str), (old, new): (&str, &str)) -> String {
    let place = TempDir::new().unwrap();
    assert!(REQUEST.contains(from) && DATA.contains(old));
    fs::write(place.path().join("request.toml"), REQUEST.replacen(from, to, 1)).unwrap();
    fs::write(place.path().join("data.csv"), DATA.replacen(old, new, 1)).unwrap();
    for format in ["table", "csv"] {
        cairn(place.path(), &["estimate", "request.toml", "--format", format]).refused();
    }
    cairn(place.path(), &["estimate", "request.toml"]).refused()
}

/// Each test is the request with a mistake; its snapshot is all that is said of it.
macro_rules! mistaken {
    ($($name:ident: $from:literal => $to:expr;)*) => {
        $(
            #[test]
            fn $name() {
                insta::assert_snapshot!(stringify!($name), said(($from, $to), ("", "")));
            }
        )*
    };
}

/// Each test is a sound request over data with a mistake; its snapshot is all that is said of it.
macro_rules! mistaken_data {
    ($($name:ident: $from:literal => $to:expr, with $old:literal => $new:expr;)*) => {
        $(
            #[test]
            fn $name() {
                insta::assert_snapshot!(stringify!($name), said(($old, $new), ($from, $to)));
            }
        )*
    };
}

mistaken! {
    unknown_key: "by =" => "bye =";
    unknown_key_of_the_design: "weights =" => "weight =";
    unknown_key_of_the_request: "data =" => "missings = []\ndata =";
    unknown_column: "[\"age\"]" => "[\"aged\"]";
    unknown_column_in_the_design: "[\"psu\"]" => "[\"psuu\"]";
    unknown_column_in_a_group: "[\"gender\"]" => "[\"gendre\"]";
    unknown_column_in_an_expression: "age >= 18" => "agee >= 18";
    unknown_kind: "\"mean\"" => "\"means\"";
    keys_of_another_kind: "\"mean\"" => "\"quantile\"";
    unknown_option: "[design]" => "[design]\nlonely_psu = \"ajust\"";
    unknown_interval: "kind = \"mean\"" => "kind = \"proportion\"\ninterval = \"clopper\"";
    interval_of_another_kind: "kind = \"mean\"" => "kind = \"mean\"\ninterval = \"logit\"";
    level_in_per_cent: "kind = \"mean\"" => "kind = \"mean\"\nlevel = 95";
    degrees_of_freedom_below_zero: "kind = \"mean\"" => "kind = \"mean\"\ndf = -1";
    no_variables: "variables = [\"age\"]" => "variables = []";
    no_kind: "kind = \"mean\"\n" => "";
    id_given_twice: "by = [\"gender\"]\n" => "[[analyses]]\nid = \"age\"\nkind = \"total\"\nvariables = [\"age\"]\n";
    no_analyses: "[[analyses]]\nid = \"age\"\nkind = \"mean\"\nvariables = [\"age\"]\nby = [\"gender\"]\n" => "";
    condition_of_the_wrong_type: "by =" => "where = \"age + 1\"\nby =";
    condition_with_a_syntax_error: "by =" => "where = \"age > (1\"\nby =";
    text_compared_with_a_number: "by =" => "where = \"gender > 1\"\nby =";
    derived_column_that_is_there_already: "adult =" => "age =";
    more_stages_of_sizes_than_of_clusters: "[design]" => "[design]\nfpc = [\"size\", \"size\"]";
    weights_that_are_texts: "\"weight\"" => "\"gender\"";
    calibration: "[design]" => "[design]\ncalibrate = []";
    proportion_over_a_text: "kind = \"mean\"\nvariables = [\"age\"]\n" => "kind = \"proportion\"\nvariables = [\"gender\"]\n";
    proportion_over_other_numbers: "kind = \"mean\"\nvariables = [\"age\"]\n" => "kind = \"proportion\"\nvariables = [\"answer\"]\n";
    missing_value_where_none_may_be: "variables = [\"age\"]" => "variables = [\"q1\"]\nmissing = \"fail\"";
    data_that_are_not_there: "\"data.csv\"" => "\"dta.csv\"";
    data_of_another_format: "\"data.csv\"" => "\"request.toml\"";
    syntax_error: "[design]" => "[design";
    many_mistakes: "[design]\nstrata = [\"stratum\"]" => "[design]\nstrata = [\"statum\"]\nwieghts = \"w\"\nlonely_psu = 1";
}

mistaken_data! {
    negative_weight: "1,2,12" => "1,2,-12", with "" => "";
    missing_weight: "1,2,12" => "1,2,", with "" => "";
    infinite_weight: "1,2,12" => "1,2,inf", with "" => "";
    weights_all_zero: "" => "", with "weights = \"weight\"" => "weights = \"none\"";
    missing_cluster: "1,2,12" => "1,,12", with "" => "";
    missing_stratum: "1,2,12" => ",2,12", with "" => "";
    population_below_its_sample: "" => "", with "[design]" => "[design]\nfpc = [\"few\"]";
    population_that_varies_in_a_stratum: "12,5,boy" => "12,6,boy", with "[design]" => "[design]\nfpc = [\"size\"]";
    population_missing: "12,5,boy" => "12,,boy", with "[design]" => "[design]\nfpc = [\"size\"]";
    population_below_zero: "12,5,boy" => "12,-5,boy", with "[design]" => "[design]\nfpc = [\"size\"]";
    lonely_cluster: "2,3,20,9,girl" => "3,3,20,9,girl", with "" => "";
    row_of_another_length: "1,2,12,5,girl" => "1,2,12,5,5,girl", with "" => "";
    column_given_twice: "q1,answer" => "q1,q1", with "" => "";
}

#[test]
fn the_sound_request_is_answered() {
    let place = TempDir::new().unwrap();
    fs::write(place.path().join("request.toml"), REQUEST).unwrap();
    fs::write(place.path().join("data.csv"), DATA).unwrap();
    let told = cairn(place.path(), &["estimate", "request.toml", "--format", "table"]).succeeded();
    insta::assert_snapshot!(told.stdout);
}

#[test]
fn data_without_rows() {
    let header = format!("{}\n", DATA.lines().next().unwrap());
    let told = ["", &header].map(|data| {
        let place = TempDir::new().unwrap();
        fs::write(place.path().join("request.toml"), REQUEST).unwrap();
        fs::write(place.path().join("data.csv"), data).unwrap();
        cairn(place.path(), &["estimate", "request.toml"]).refused()
    });
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn a_request_that_is_not_there() {
    let place = TempDir::new().unwrap();
    insta::assert_snapshot!(cairn(place.path(), &["estimate", "request.toml"]).refused());
}
